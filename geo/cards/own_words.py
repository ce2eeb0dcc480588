"""What a reader adds to a card: a headline, a credit line and a logo of their own."""

from dataclasses import replace

from geo.cards.glyphs import keep_printable
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
    line = keep_printable(text)
    if len(line) > most:
        raise ValueError(f"{name}: {len(line)} characters; expected at most {most}")
    return line
