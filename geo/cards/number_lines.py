"""The numbers of a card in lines of text, where it has no room for them in large type."""

from collections.abc import Sequence
from typing import NamedTuple

from geo.cards.shapes import LINE_HEIGHT
from geo.cards.sheet import INK, QUIET, Sheet
from geo.words.numbers import Number

# Heights of type between a value and what it counts, and between two numbers of a line.
INDENT, BETWEEN = 0.35, 1.2


class Piece(NamedTuple):
    """A text of a line: where it begins, and whether it is a value."""

    indent: float
    text: str
    is_value: bool


def fit_lines(
    sheet: Sheet, numbers: Sequence[Number], width: float, size: float
) -> list[list[Piece]]:
    """Break numbers into lines of a width, several to a line where they fit."""
    lines: list[list[Piece]] = []
    end = width
    for number in numbers:
        indent = sheet.measure(number.value, size, "bold") + INDENT * size
        text = number.label + (f" ({number.note})" if number.note else "")
        start = end + BETWEEN * size
        if start + indent + sheet.measure(text, size) > width:
            lines.append([])
            start = 0.0
        # The first line has the value, too, which is bold.
        space = width - start - indent + sheet.measure(f"{number.value} ", size)
        first, *more = sheet.wrap(f"{number.value} {text}", size, space, even=False)
        first = first.removeprefix(number.value).lstrip()
        lines[-1] += [Piece(start, number.value, True), Piece(start + indent, first, False)]
        lines += [[Piece(start, line, False)] for line in more]
        end = width if more else start + indent + sheet.measure(text, size)
    return lines


def measure_lines(lines: Sequence[Sequence[Piece]], size: float) -> float:
    """Measure the height of lines of numbers."""
    return len(lines) * size * LINE_HEIGHT


def draw_lines(
    sheet: Sheet, left: float, top: float, lines: Sequence[Sequence[Piece]], size: float
) -> float:
    """Draw lines of numbers; returns where they end."""
    for pieces in lines:
        for indent, text, is_value in pieces:
            style = (
                {"color": INK, "weight": "bold", "gid": "value"}
                if is_value
                else {"color": QUIET, "gid": "count"}
            )
            sheet.write(left + indent, top + size, text, size, **style)
        top += size * LINE_HEIGHT
    return top
