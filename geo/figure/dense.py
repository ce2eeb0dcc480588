"""Whole numbers as short text that compresses well, read in the browser by browser/dense.js.

Each number is a word of zero or more continuing characters and one that ends it (Brisaboa,
Fariña, Navarro and Esteller, "(s,c)-Dense Codes", 2003): the alphabet is the printable ASCII
that JSON does not escape, its first 76 characters end a number and its last 15 continue one.
Steps of a border are mostly one character, which leaves a general compressor nothing to guess.
"""

import functools
from collections.abc import Iterable

ALPHABET = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
ENDING = 76
CONTINUING = len(ALPHABET) - ENDING


def write_dense(numbers: Iterable[int]) -> str:
    """Write whole numbers from 0 on as text.

    Raises ValueError for a number below 0.
    """
    return "".join(map(_write_number, numbers))


def write_signed(numbers: Iterable[int]) -> str:
    """Write whole numbers of either sign as text, as `fold_sign` makes them."""
    return write_dense(map(fold_sign, numbers))


def fold_sign(number: int) -> int:
    """Turn a whole number of either sign into one from 0 on: 0, -1, 1, -2, 2 into 0, 1, 2, 3, 4."""
    return number * 2 if number >= 0 else -number * 2 - 1


@functools.lru_cache(maxsize=4096)
def _write_number(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number}: expected a whole number from 0 on; write_signed takes others")
    number, last = divmod(number, ENDING)
    text = ALPHABET[last]
    while number:
        number, digit = divmod(number - 1, CONTINUING)
        text = ALPHABET[ENDING + digit] + text
    return text
