"""Where things stand beside the map of a wide card, on which height is scarce."""

import itertools
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from geo.cards.agency_list import draw_list, fit_list, measure_list
from geo.cards.arrangement import Way, draw_titled_trend, measure_map
from geo.cards.legend import (
    Key,
    draw_rows,
    draw_side_venn,
    draw_venn,
    measure_rows,
    measure_rows_width,
    measure_side_venn,
    measure_venn,
    measure_venn_width,
)
from geo.cards.number_blocks import Block, draw_column, measure_column
from geo.cards.number_lines import draw_lines, fit_lines, measure_lines
from geo.cards.parts import Parts
from geo.cards.shapes import Shape
from geo.cards.sheet import Box, Sheet

# Heights of type left free between two things, and between the map and lines below it.
GAP, LINES_OFF = 0.7, 0.3
# By what circles, rows and gaps are smaller until all has room.
EASES = (1.0, 0.92, 0.85, 0.79, 0.74, 0.7)
# Of the width, what stands beside the map takes at least and at most.
LEAST_COLUMN, MOST_COLUMN = 0.38, 0.66
# Of it, what a column of text takes between map and legend: as little as it can.
MIDDLE_COLUMNS = (0.24, 0.29, 0.34, 0.38)

# Of the width, what sentences take left of the map.
TOLD_COLUMNS = tuple(percent / 100 for percent in range(30, 79, 2))

# Where something has no room.
NO_WAY = Way(Box(0, 0, 0, 0), lambda: None)


def plan_side(sheet: Sheet, body: Box, parts: Parts, form: Shape) -> Way:
    """Put all right of the map: list, numbers, the rows of the legend below its circles, trend."""
    for columns, ease in itertools.product((1, 2), EASES):
        legend = _measure_legend(sheet, parts.key, form.small, ease, columns)
        gap = GAP * ease * form.small
        column = replace(body, left=body.right - max(legend.width, LEAST_COLUMN * body.width))
        texts = _measure_texts(sheet, column, parts, form, gap, legend.height)
        has_height = texts.height + legend.height <= body.height
        if has_height and legend.width <= MOST_COLUMN * body.width:
            break
    else:
        return NO_WAY

    def draw():
        top = _draw_texts(sheet, column, texts, form, gap)
        top = _draw_legend(sheet, replace(column, top=top), legend, form.small)
        return draw_titled_trend(sheet, replace(column, top=top + gap), parts, form)

    return Way(replace(body, right=column.left - GAP * form.small), draw)


def plan_across(sheet: Sheet, body: Box, parts: Parts, form: Shape) -> Way:
    """Put the lines of numbers below the map, across the sheet, and all else right of it."""
    told = fit_lines(sheet, parts.lines, body.width, form.small)
    high = measure_lines(told, form.small)
    rest = replace(body, bottom=body.bottom - high - LINES_OFF * form.small)
    way = plan_side(sheet, rest, replace(parts, lines=()), form)

    def draw():
        draw_lines(sheet, body.left, body.bottom - high, told, form.small)
        return way.draw()

    return Way(way.map_box, draw)


def plan_under(sheet: Sheet, body: Box, parts: Parts, form: Shape) -> Way:
    """Put the lines of numbers below the map, no wider than it, and all else right of both."""
    way = plan_side(sheet, body, replace(parts, lines=()), form)
    told = fit_lines(sheet, parts.lines, max(way.map_box.width, 1), form.small)
    high = measure_lines(told, form.small)
    bottom = way.map_box.bottom - high - LINES_OFF * form.small

    def draw():
        draw_lines(sheet, body.left, body.bottom - high, told, form.small)
        return way.draw()

    return Way(replace(way.map_box, bottom=max(bottom, way.map_box.top)), draw)


def plan_columns(sheet: Sheet, body: Box, parts: Parts, form: Shape) -> Way:
    """Put right of the map a column of list and numbers, and one of legend and trend.

    Both are as narrow as their words and their height allow.
    """
    size = form.small
    gap = GAP * EASES[-1] * size
    legends = [
        legend
        for columns, around, ease in itertools.product((1, 2), (True, False), EASES)
        if (legend := _measure_legend(sheet, parts.key, size, ease, columns, around)).height
        <= body.height
    ]
    if not legends:
        return NO_WAY
    legend = min(legends, key=lambda legend: round(legend.width / size))
    right = replace(body, left=body.right - legend.width)
    for share in MIDDLE_COLUMNS:
        end = right.left - GAP * size
        middle = replace(body, left=end - share * body.width, right=end)
        texts = _measure_texts(sheet, middle, parts, form, gap, 0)
        # Nothing stands below it.
        has_height = texts.height - gap <= body.height
        if has_height and _fits_across(sheet, texts, size, middle.width):
            break
    else:
        return NO_WAY

    def draw():
        _draw_texts(sheet, middle, texts, form, gap)
        top = _draw_legend(sheet, right, legend, size)
        return draw_titled_trend(sheet, replace(right, top=top + gap), parts, form)

    return Way(replace(body, right=middle.left - GAP * size), draw)


def plan_told(sheet: Sheet, body: Box, parts: Parts, form: Shape) -> Way:
    """Put sentences and the lines of numbers left of the map, and the legend below or right."""
    size, ways = form.small, [NO_WAY]
    gap = GAP * size
    legends = [
        _measure_legend(sheet, parts.key, size, ease, columns, around, flat)
        for ease, columns, (around, flat) in itertools.product(
            EASES, (1, 2), ((False, False), (True, False), (False, True))
        )
    ]
    for share in TOLD_COLUMNS:
        left = replace(body, right=body.left + share * body.width)
        right = replace(body, left=left.right + gap)
        told = sheet.wrap(parts.aside, size, left.width)
        lines = fit_lines(sheet, parts.lines, left.width, size)
        high = len(told) * size * sheet.leading + measure_lines(lines, size)
        rest = left.height - high - gap / 2
        if rest <= 0:
            continue
        for legend in legends:
            # Letters of the last row go below it.
            top = body.bottom - legend.height - gap / 4
            apart = replace(right, left=right.right - legend.width)
            above = replace(right, bottom=top - gap / 2)
            # Below the sentences, the map, or both; or right of the map.
            for column, map_box, room in (
                (replace(left, top=top), right, rest),
                (replace(right, top=top), above, right.height),
                (replace(body, top=top), above, rest),
                (apart, replace(right, right=apart.left - gap), right.height),
            ):
                has_width = legend.width <= column.width and map_box.width > gap
                if has_width and legend.height <= room and map_box.height > gap:
                    draw = partial(_draw_told, sheet, left, told, lines, column, legend, size)
                    ways.append(Way(map_box, draw))
    return max(ways, key=lambda way: measure_map(parts, way.map_box))


def _draw_told(sheet, left, told, lines, below, legend, size):
    top = sheet.write_lines(left.left, left.top, told, size, gid="deck")
    draw_lines(sheet, left.left, top, lines, size)
    _draw_legend(sheet, below, legend, size)


class _Legend(NamedTuple):
    """A legend, and how much room it takes.

    The names of the models stand `around` the circles, or beside them; the rows below `venn`, the
    height of the circles, or right of `beside`, their width.
    """

    key: Key
    ease: float
    columns: int
    around: bool
    venn: float
    beside: float
    width: float
    height: float


def _measure_legend(sheet, key, size, ease, columns=1, around=False, flat=False):
    wide = high = 0.0
    if key.models and around:
        wide = measure_venn_width(sheet, key.models, size, ease)
        high = measure_venn(key.models, size, ease)
    elif key.models:
        venn = measure_side_venn(sheet, key.models, size, ease)
        wide, high = venn.width, venn.height + 0.2 * size
    across = measure_rows_width(sheet, key.rows, size, columns)
    rows = measure_rows(key.rows, size, columns, ease)
    if flat:
        beside = wide + size if wide else 0.0
        return _Legend(key, ease, columns, around, 0, beside, beside + across, max(high, rows))
    return _Legend(key, ease, columns, around, high, 0, max(wide, across), high + rows)


def _draw_legend(sheet, box, legend, size):
    """Draw a legend from the top of a box; returns where it ends."""
    key, ease = legend.key, legend.ease
    draw = draw_venn if legend.around else draw_side_venn
    draw(sheet, box.left, box.top, key.models, size, ease)
    rows = replace(box, left=box.left + legend.beside, top=box.top + legend.venn)
    draw_rows(sheet, rows, key.rows, size, legend.columns, ease)
    return box.top + legend.height


class _Texts(NamedTuple):
    """List and numbers of a column, and their height with the gaps below them."""

    listed: list
    numbers: Block
    told: list
    height: float


def _measure_texts(sheet, column, parts, form, gap, used):
    """Measure list and numbers in a column of which so much is used by something else."""
    size = form.small
    numbers = measure_column(sheet, parts.text.numbers, column.width, form)
    told = fit_lines(sheet, parts.lines, column.width, size)
    heights = [sum(numbers.heights), measure_lines(told, size)]
    high = sum(height + gap for height in heights if height)
    listed = fit_list(sheet, parts.lists, column.width, size, column.height - used - high - gap)
    if listed:
        high += measure_list(listed, size) + gap
    return _Texts(listed, numbers, told, high)


def _fits_across(sheet, texts, size, width):
    """Tell whether no word of list and lines is wider than their column."""
    pieces = [(piece, piece.style.get("weight")) for line in texts.listed for piece in line]
    pieces += [(piece, "bold" if piece.is_value else "") for line in texts.told for piece in line]
    return all(
        piece.indent + sheet.measure(piece.text, size, weight or "normal") <= width
        for piece, weight in pieces
    )


def _draw_texts(sheet, column, texts, form, gap):
    """Draw list and numbers from the top of a column; returns where what follows may begin."""
    size, top = form.small, column.top
    if texts.listed:
        top = draw_list(sheet, column, texts.listed, size) + gap
    if texts.numbers.heights:
        top = draw_column(sheet, column.left, top, texts.numbers, 0, form) + gap
    if texts.told:
        top = draw_lines(sheet, column.left, top, texts.told, size) + gap
    return top
