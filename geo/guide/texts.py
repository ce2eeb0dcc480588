"""The texts of the pages of words, as the TOML files beside this module have them."""

import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
# A text that is nothing but a number or a day.
VALUE = re.compile(r"\{\w+\}")
# What is shown to readers and so is translated; names and titles of sources stay as they are.
SHOWN = (
    *("title", "lead", "note", "text", "ask", "see", "word", "meaning"),
    *("citation", "license"),
)


@functools.cache
def read_texts(name: str) -> dict:
    """Read the texts of a file: `about`, `questions`, `terms` or `sources`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def list_texts() -> list[str]:
    """List every text that is shown and so has a translation, in order, each once."""
    pages = (read_texts(name) for name in ("about", "questions", "terms"))
    return list(dict.fromkeys(text for page in pages for text in _walk(page)))


def _walk(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _walk(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _walk(part)
    elif key in SHOWN and isinstance(value, str) and not VALUE.fullmatch(value):
        yield value
