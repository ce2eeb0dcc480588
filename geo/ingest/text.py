"""Read text as what it is, however Excel, a browser or a copied page wrote it."""

import unicodedata
from functools import cache

from openpyxl.utils.escape import unescape
from text_unidecode import unidecode

# Excel holds no longer text in a cell.
LONGEST = 32_767
# Control characters, and those that only shape others: zero-width ones, marks of direction.
UNSEEN = ("Cc", "Cf")


@cache
def tidy_text(text: str) -> str:
    """Text of a cell as it is seen: composed, in plain letters, spaces for other white space.

    Excel's escapes (_x000D_) are undone, full-width letters and ligatures are plain ones, and
    what is not seen falls away: control and zero-width characters, soft hyphens, marks of
    direction. Longer text than a cell of Excel can hold is cut off.
    """
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text.strip()[:LONGEST]
    plain = unicodedata.normalize("NFKC", _undo_escapes(text[:LONGEST]))
    seen = (" " if character.isspace() else character for character in plain)
    return "".join(one for one in seen if unicodedata.category(one) not in UNSEEN).strip()


@cache
def to_ascii(text: str) -> str:
    """Text in plain ASCII letters, foreign ones transliterated: Peñitas as Penitas."""
    return text if text.isascii() else unidecode(unicodedata.normalize("NFC", text))


def _undo_escapes(text):
    try:
        return unescape(text)
    except (ValueError, OverflowError):  # an escape of no character stays as it is
        return text
