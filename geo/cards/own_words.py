"""What a reader adds to a card: a headline, a credit line and a logo of their own."""

import re
from dataclasses import replace
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font

from geo.cards.logo import read_logo
from geo.cards.parts import Parts
from geo.cards.shapes import CREDIT_CHARACTERS, HEADLINE_CHARACTERS
from geo.words.caption import close_sentence


def write_own_words(parts: Parts, headline: str = "", credit: str = "", logo: bytes = b"") -> Parts:
    """Write an own headline or credit line on a card, or put a logo beside the credit.

    The Atlas's headline then stands below the own one, before what the map shows; its sources stay
    below the own credit. Characters that the type lacks are left out. Raises ValueError for a text
    that is too long, and for a logo that can't be read.
    """
    headline = _read_line("headline", headline, HEADLINE_CHARACTERS)
    credit = _read_line("credit", credit, CREDIT_CHARACTERS)
    text = parts.text
    if headline:
        deck = f"{close_sentence(text.headline)} {text.deck}"
        text = replace(text, headline=headline, deck=deck)
    return replace(parts, text=text, credit=credit, logo=read_logo(logo) if logo else b"")


def _read_line(name, text, most):
    """Read a text as one line of what can be printed."""
    printable = "".join(char for char in re.sub(r"\s", " ", text) if ord(char) in _list_glyphs())
    line = " ".join(printable.split())
    if len(line) > most:
        raise ValueError(f"{name}: {len(line)} characters; expected at most {most}")
    return line


@cache
def _list_glyphs():
    """List the characters that both weights of the type have."""
    faces = (findfont(FontProperties(weight=weight)) for weight in ("normal", "bold"))
    return frozenset.intersection(*(frozenset(get_font(face).get_charmap()) for face in faces))
