"""The characters that a card can print: those that its type has."""

import re
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font


def keep_printable(text: str) -> str:
    """Keep what of a text can be printed, as one line."""
    printable = "".join(char for char in re.sub(r"\s", " ", text) if ord(char) in _list_glyphs())
    return " ".join(printable.split())


@cache
def _list_glyphs():
    """List the characters that both weights of the type have."""
    faces = (findfont(FontProperties(weight=weight)) for weight in ("normal", "bold"))
    return frozenset.intersection(*(frozenset(get_font(face).get_charmap()) for face in faces))
