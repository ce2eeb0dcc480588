"""The numbers of a card: in a column with their labels beside, or in a row with them below."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.cards.shapes import Shape
from geo.cards.sheet import INK, QUIET, Box, Sheet
from geo.words.numbers import Number


@dataclass(frozen=True)
class Block:
    """Numbers with their sizes: of the values' type, of labels (lines, each with its colour)."""

    numbers: Sequence[Number]
    value: float
    labels: list[list[tuple[str, str]]]
    widths: list[float]
    heights: list[float]

    @property
    def height(self) -> float:
        """The height of a row."""
        return max(self.heights, default=0.0)


# Of a card that leaves its numbers out.
NOTHING = Block((), 0.0, [], [], [])


def measure_column(sheet: Sheet, numbers: Sequence[Number], width: float, form: Shape) -> Block:
    """Measure numbers that stand one below the other, each with its label on the right."""
    if not numbers:
        return NOTHING
    # Rather narrow labels than a value no larger than its label, as beside millions of people.
    least = min(_fit_values(sheet, numbers, 0.55 * width, form), 1.25 * form.label)
    value = max(_fit_values(sheet, numbers, 0.42 * width, form), least, form.label)
    indent = max(sheet.measure(number.value, value, "bold") for number in numbers)
    indent += 0.7 * form.small
    labels = [_wrap_label(sheet, number, width - indent, form) for number in numbers]
    heights = [max(1.1 * value, len(lines) * form.label * sheet.leading) for lines in labels]
    return Block(numbers, value, labels, [indent] * len(numbers), heights)


def draw_column(
    sheet: Sheet, left: float, top: float, block: Block, gap: float, form: Shape
) -> float:
    """Draw a column of numbers; returns where what follows may begin."""
    value = block.value
    for number, lines, indent, height in zip(
        block.numbers, block.labels, block.widths, block.heights, strict=True
    ):
        sheet.write(left, top + value, number.value, value, weight="bold", gid="value")
        slack = 1.1 * value - len(lines) * form.label * sheet.leading
        shift = slack / 2 + 0.09 * value if slack > 0 else 0
        _write_label(sheet, lines, left + indent, top + shift, form)
        top += height + gap
    return top


def measure_row(sheet: Sheet, numbers: Sequence[Number], width: float, form: Shape) -> Block:
    """Measure numbers that stand side by side, each with its label below."""
    if not numbers:
        return NOTHING
    gap = 24 * form.unit
    widths = _share_width(sheet, numbers, width - (len(numbers) - 1) * gap, form)
    value = _fit_values(sheet, numbers, min(widths), form)
    labels = [
        _wrap_label(sheet, number, each, form) for number, each in zip(numbers, widths, strict=True)
    ]
    heights = [1.16 * value + len(lines) * form.label * sheet.leading for lines in labels]
    return Block(numbers, value, labels, widths, heights)


def draw_row(sheet: Sheet, box: Box, block: Block, form: Shape) -> float:
    """Draw a row of numbers from the top of a box; returns where it ends."""
    left, value = box.left, block.value
    for number, lines, width in zip(block.numbers, block.labels, block.widths, strict=True):
        sheet.write(left, box.top + value, number.value, value, weight="bold", gid="value")
        _write_label(sheet, lines, left, box.top + 1.16 * value, form)
        left += width + 24 * form.unit
    return box.top + block.height


def _fit_values(sheet, numbers, width, form):
    """Choose one size of type for the numbers, so that the widest is no wider than `width`."""
    widest = max(sheet.measure(number.value, form.value, "bold") for number in numbers)
    return form.value * min(1, width / widest)


def _share_width(sheet, numbers, width, form):
    """Share a width among the numbers of a row, more to those with more to say."""
    longest = [
        max(sheet.measure(text, form.label) for text in (number.label, number.note))
        for number in numbers
    ]
    least = 0.25 * width
    rest = width - len(numbers) * least
    return [least + rest * length / sum(longest) for length in longest]


def _wrap_label(sheet, number, width, form):
    """Break what a number counts, and its remark, into lines: pairs of text and colour."""
    return [
        (line, colour)
        for text, colour in ((number.label, INK), (number.note, QUIET))
        if text
        for line in sheet.wrap(text, form.label, width)
    ]


def _write_label(sheet, lines, left, top, form):
    for line, colour in lines:
        top = sheet.write_lines(left, top, [line], form.label, color=colour, gid="count")
