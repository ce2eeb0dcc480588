"""The list of a card: agencies by name, with what is told of each."""

from collections.abc import Sequence
from typing import NamedTuple

from geo.cards.shapes import LINE_HEIGHT
from geo.cards.sheet import INK, QUIET, Box, Sheet
from geo.words.agencies import Line


class Piece(NamedTuple):
    """A text of a line of print, with where it begins and how it looks."""

    indent: float
    text: str
    style: dict


def fit_list(
    sheet: Sheet, lists: Sequence[Sequence[Line]], width: float, size: float, height: float
) -> list[list[Piece]]:
    """Break the longest of some lists that fits a height into lines of print; else the shortest."""
    printed = []
    for lines in lists:
        printed = [pieces for line in lines for pieces in _break(sheet, line, width, size)]
        if measure_list(printed, size) <= height:
            break
    return printed


def measure_list(printed: Sequence[Sequence[Piece]], size: float) -> float:
    """Measure the height of lines of print."""
    return len(printed) * size * LINE_HEIGHT


def draw_list(sheet: Sheet, box: Box, printed: Sequence[Sequence[Piece]], size: float) -> float:
    """Draw lines of print from the top of a box; returns where they end."""
    top = box.top
    for pieces in printed:
        for piece in pieces:
            sheet.write(
                box.left + piece.indent, top + size, piece.text, size, gid="agency", **piece.style
            )
        top += size * LINE_HEIGHT
    return top


def _break(sheet, line, width, size):
    """Break what is told of an agency into lines, on the same line as its name if it fits."""
    name, quiet = {"color": INK, "weight": "bold"}, {"color": QUIET}
    if not line.name:
        yield from ([Piece(0, text, {"color": INK})] for text in sheet.wrap(line.text, size, width))
        return
    indent = sheet.measure(f"{line.name}  ", size, "bold")
    if indent + sheet.measure(line.text, size) <= width:
        yield [Piece(0, line.name, name), Piece(indent, line.text, quiet)]
        return
    yield from ([Piece(0, text, name)] for text in sheet.wrap(line.name, size, width, "bold"))
    yield from ([Piece(0, text, quiet)] for text in sheet.wrap(line.text, size, width))
