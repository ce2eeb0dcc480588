"""Where things stand on a compact card: of several ways the one that leaves the largest map."""

from dataclasses import replace

from geo.cards.agency_list import draw_list, fit_list, measure_list
from geo.cards.arrangement import Way, arrange_beside, draw_titled_trend, measure_map
from geo.cards.legend import (
    draw_rows,
    draw_side_venn,
    draw_venn,
    fit_columns,
    measure_rows,
    measure_rows_width,
    measure_side_venn,
    measure_venn,
    measure_venn_width,
)
from geo.cards.number_blocks import draw_column, draw_row, measure_column, measure_row
from geo.cards.number_lines import draw_lines, fit_lines, measure_lines
from geo.cards.parts import Parts
from geo.cards.shapes import Shape
from geo.cards.sheet import Box, Sheet
from geo.cards.wide import plan_across, plan_columns, plan_side, plan_told, plan_under

# Heights of type: the narrowest trend and the lowest, and what is left free between two things.
TREND_WIDTH, TREND_HEIGHT = 9.2, 4.6
GAP = 0.7
# Of any card's, a legend in the corner of its map at most.
MOST_CORNER = 0.62


def plan_compact(sheet: Sheet, body: Box, parts: Parts, form: Shape) -> Way:
    """Plan all but the map in a box in the way that leaves the largest map."""
    if parts.aside:
        plans = [plan_told]
    elif form.is_low:
        plans = [_plan_band, plan_side, plan_across, plan_under, plan_columns]
    else:
        plans = [_plan_corner, _plan_band, *([_plan_aside] if parts.lines else [])]
    ways = [plan(sheet, body, parts, form) for plan in plans]
    key = parts.key
    is_plain = not (key.models or _has_names(parts) or parts.finding.view.compare)
    if is_plain and len(key.rows) <= 2 and parts.text.numbers:
        beside, _ = arrange_beside(Sheet(sheet.width, sheet.height), body, parts, form)
        ways.append(Way(beside, lambda: arrange_beside(sheet, body, parts, form)[1]))
    return max(ways, key=lambda way: measure_map(parts, way.map_box))


def _plan_corner(sheet, body, parts, form):
    """Put the legend right of the map, or below it with numbers left of it.

    In the column of the legend stands the trend, in that of the map list and numbers; below the
    map the trend stands under the numbers. Either where there is room.
    """
    size, key = form.small, parts.key
    gap = GAP * size
    legend = _measure_column_legend(sheet, key, size)
    aside = max(legend.width, TREND_WIDTH * size if _has_trend(parts) else 0)
    left = replace(body, right=body.right - aside - 1.5 * gap)
    right = replace(body, left=body.right - aside)
    numbers = measure_column(sheet, parts.text.numbers, left.width, form)
    told = fit_lines(sheet, parts.lines, left.width, size)
    high = sum(numbers.heights) + max(len(numbers.heights) - 1, 0) * gap / 2
    high += measure_lines(told, size)
    (narrow, narrow_high), (wide, wide_high) = (
        _fit_list(sheet, body, parts, width, size) for width in (left.width, body.width)
    )
    beside = replace(left, bottom=body.bottom - high - narrow_high - gap)
    above = replace(body, bottom=body.bottom - max(legend.height, high) - wide_high - gap)
    is_beside = measure_map(parts, beside) > measure_map(parts, above)
    map_box, lines = (beside, narrow) if is_beside else (above, wide)
    if aside > MOST_CORNER * body.width:
        # Too wide for a corner.
        map_box = replace(map_box, bottom=map_box.top)

    def draw():
        top = map_box.bottom + gap
        if lines:
            top = draw_list(sheet, replace(body, top=top), lines, size) + gap
        end = draw_column(sheet, body.left, top, numbers, gap / 2, form) + gap / 2
        end = draw_lines(sheet, body.left, end - gap / 2, told, size) + gap / 2
        _draw_column_legend(sheet, right if is_beside else replace(right, top=top), key, size)
        rest = replace(left, top=end)
        if is_beside:
            rest = replace(right, top=max(body.top + legend.height + gap, body.bottom - 9 * size))
        return draw_titled_trend(sheet, rest, parts, form)

    return Way(map_box, draw)


def _plan_band(sheet, body, parts, form):
    """Put all below the map: list, numbers in a row or lines, a band of legend and trend.

    Where a wide map leaves height the trend may stand below the band.
    """
    size, key = form.small, parts.key
    gap = GAP * size
    columns = 1 if key.models else fit_columns(sheet, key.rows, size, body.width)
    venn = measure_side_venn(sheet, key.models, size)
    rows = measure_rows_width(sheet, key.rows, size, columns, body.width)
    band = max(venn.height, measure_rows(key.rows, size, columns))
    between = 2 * gap if key.models else 0
    rest = body.width - venn.width - between - rows - 2 * gap
    is_too_wide = rest + 2 * gap < 0
    trend_fits = _has_trend(parts) and rest >= TREND_WIDTH * size
    lines, listed = _fit_list(sheet, body, parts, body.width, size)
    numbers = measure_row(sheet, parts.text.numbers, body.width, form)
    over, across = [], fit_lines(sheet, parts.lines, body.width, size)
    if key.models:
        room = Box(0, 0, body.width - rows - gap, band - venn.height)
        over, across = _share_lines(sheet, parts.lines, size, room, body.width)
    counted = numbers.height + measure_lines(across, size)
    counted += gap if counted else 0
    map_box = replace(body, bottom=body.bottom - band - counted - listed - gap)
    _, bottom, _, top = parts.plane.window
    spare = map_box.height - measure_map(parts, map_box) * (top - bottom)
    below, least = 0.0, TREND_HEIGHT * size + gap
    # For a trend across the map may become a little smaller.
    if _has_trend(parts) and not trend_fits and spare > 0.7 * least:
        below = max(min(spare, 9 * size), least)
        map_box = replace(map_box, bottom=map_box.bottom - below)

    def draw():
        top = map_box.bottom + gap
        if lines:
            top = draw_list(sheet, replace(body, top=top), lines, size) + gap
        if parts.text.numbers:
            top = draw_row(sheet, replace(body, top=top), numbers, form) + gap
        if across:
            top = draw_lines(sheet, body.left, top, across, size) + gap
        middle = top + band / 2
        start = middle - (venn.height + measure_lines(over, size)) / 2
        start = draw_lines(sheet, body.left, start, over, size)
        draw_side_venn(sheet, body.left, start, key.models, size)
        left = body.left + venn.width + between
        if key.models and not trend_fits:
            # Apart, as far as there is room.
            left += min(rest + 2 * gap, 4 * size) / 2
        high = measure_rows(key.rows, size, columns)
        draw_rows(
            sheet, Box(left, middle - high / 2, left + rows, body.bottom), key.rows, size, columns
        )
        if below:
            box = replace(body, top=top + band + gap)
            return draw_titled_trend(sheet, box, parts, form)
        if not trend_fits:
            return None
        box = Box(left + rows + 2 * gap, top, body.right, body.bottom)
        return draw_titled_trend(sheet, box, parts, form)

    if is_too_wide or (parts.text.numbers and numbers.value < form.label):
        map_box = replace(map_box, bottom=map_box.top)
    return Way(map_box, draw)


def _share_lines(sheet, numbers, size, room, width):
    """Share numbers between lines over a Venn diagram, as far as there is room, and across."""
    over, across = [], []
    for number in reversed(numbers):
        line = fit_lines(sheet, [number], room.width, size)
        if len(line) == 1 and measure_lines([*over, *line], size) <= room.height:
            over = [*line, *over]
        else:
            across = [number, *across]
    return over, fit_lines(sheet, across, width, size)


def _plan_aside(sheet, body, parts, form):
    """Put the list below the map, and right of both the legend and the lines of numbers."""
    size, key = form.small, parts.key
    gap = GAP * size
    legend = _measure_column_legend(sheet, key, size)
    left = replace(body, right=body.right - legend.width - 1.5 * gap)
    right = replace(body, left=body.right - legend.width)
    told = fit_lines(sheet, parts.lines, legend.width, size)
    lines, listed = _fit_list(sheet, body, parts, left.width, size)
    map_box = replace(left, bottom=body.bottom - listed)
    used = legend.height + gap + measure_lines(told, size)
    if used > body.height:
        map_box = replace(map_box, bottom=map_box.top)

    def draw():
        if lines:
            draw_list(sheet, replace(left, top=map_box.bottom + gap), lines, size)
        _draw_column_legend(sheet, right, key, size)
        top = draw_lines(sheet, right.left, body.top + legend.height + gap, told, size) + gap
        return draw_titled_trend(sheet, replace(right, top=top), parts, form)

    return Way(map_box, draw)


def _has_names(parts):
    return any(line.name for line in parts.lists[0])


def _has_trend(parts):
    return bool(parts.trend.any()) or parts.keeps_trend


def _fit_list(sheet, body, parts, width, size):
    """Fit a list to a width: its lines, and their height with the gap below them."""
    most = (0.2 if _has_names(parts) else 0.13) * body.height
    lines = fit_list(sheet, parts.lists, width, size, most)
    return lines, measure_list(lines, size) + (GAP * size if lines else 0)


def _measure_column_legend(sheet, key, size):
    """Measure a legend whose rows stand below its Venn diagram."""
    width = max(
        measure_venn_width(sheet, key.models, size) if key.models else 0,
        measure_rows_width(sheet, key.rows, size),
    )
    return Box(0, 0, width, measure_venn(key.models, size) + measure_rows(key.rows, size, 1))


def _draw_column_legend(sheet, box, key, size):
    draw_venn(sheet, box.left, box.top, key.models, size)
    draw_rows(sheet, replace(box, top=box.top + measure_venn(key.models, size)), key.rows, size)
