"""Where map, numbers, agencies, legend and trend of a card stand: one function for each way.

Each draws all but the map into a box of the sheet, and returns the box that is left for the map
and the line of the trend (or None). A *way* is the same, of which nothing is drawn yet.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from matplotlib.lines import Line2D

from geo.cards.agency_list import draw_list, fit_list, measure_list
from geo.cards.legend import (
    draw_rows,
    draw_venn,
    fit_columns,
    measure_rows,
    measure_rows_width,
    measure_venn,
    measure_venn_width,
)
from geo.cards.number_blocks import draw_column, draw_row, measure_column, measure_row
from geo.cards.number_lines import draw_lines, fit_lines, measure_lines
from geo.cards.parts import Parts
from geo.cards.sheet import QUIET, Box
from geo.cards.trend_line import draw_trend

# Heights of type that a trend has below its title, its years among them: in less it is a flat line.
LEAST_TREND = 3.5


class Way(NamedTuple):
    """The map's box, and what draws all else and returns the line of the trend (or None)."""

    map_box: Box
    draw: Callable[[], Line2D | None]


def plan_beside(sheet, body, parts, form):
    """Plan what stands beside the map, which is drawn at once: there is no other way."""
    map_box, line = arrange_beside(sheet, body, parts, form)
    return Way(map_box, lambda: line)


def plan_stacked(sheet, body, parts, form):
    """Plan what stands below the map, which is drawn at once too."""
    map_box, line = arrange_stacked(sheet, body, parts, form)
    return Way(map_box, lambda: line)


def arrange_beside(sheet, body, parts, form):
    """Put all else in a column on the right of the map, a wider one with a list of agencies."""
    if any(line.name for line in parts.lists[0]):
        return _arrange_beside_list(sheet, body, parts, form)
    key, size = parts.key, form.small
    legend = _measure_legend_width(sheet, key, size)
    wide = max(440 * form.unit, min(legend, 0.6 * body.width))
    column = replace(body, left=body.right - wide)
    numbers = measure_column(sheet, parts.text.numbers, column.width, form)
    columns = fit_columns(sheet, key.rows, size, column.width)
    venn, rows = measure_venn(key.models, size), measure_rows(key.rows, size, columns)
    has_trend = parts.trend.any() or parts.keeps_trend
    used = sum(numbers.heights) + max(venn, 7 * size if has_trend else 0) + rows
    told = fit_lines(sheet, parts.lines, column.width, size)
    used += measure_lines(told, size)
    lines = _fit_beside(sheet, parts.lists, column, size, used + size)
    used += measure_list(lines, size)
    if parts.finding.place.is_county and used + 2 * size > column.height:
        return _arrange_beside_list(sheet, body, parts, form)
    gap = min(max((column.height - used) / 5, 0.4 * size), 1.2 * size)
    top = draw_column(sheet, column.left, column.top, numbers, gap, form)
    if told:
        top = draw_lines(sheet, column.left, top, told, size) + gap
    if lines:
        top = draw_list(sheet, replace(column, top=top), lines, size) + gap
    rest = replace(column, top=top)
    if venn and (rest.height < venn + 10 * size or legend > column.width):
        # No room for the rows beside the circles, or for the trend below both: it stands there.
        middle = top + max(venn, 7 * size)
        right = draw_venn(sheet, rest.left, top, key.models, size) + 1.4 * size
        line = draw_titled_trend(sheet, Box(right, top, rest.right, middle), parts, form)
        draw_rows(sheet, replace(rest, top=middle), key.rows, size, columns)
    else:
        top = _draw_legend(sheet, rest, key, size, 1 if venn else columns)[0] + 1.2 * size
        line = draw_titled_trend(sheet, replace(rest, top=top), parts, form)
    return Box(body.left, body.top, column.left - 24 * form.unit, body.bottom), line


def _fit_beside(sheet, lists, column, size, used):
    """Choose a list for a column in which so much is used: above the trend, or in its place."""
    room = column.height - used
    for height in (room, room + 4 * size):
        lines = fit_list(sheet, lists, column.width, size, height)
        if measure_list(lines, size) <= height:
            return lines
    return []


def _arrange_beside_list(sheet, body, parts, form):
    """Put right of the map a row of numbers, the list beside the Venn diagram, the key's rows.

    The trend stands below the list if that leaves room.
    """
    size, key = form.small, parts.key
    column = Box(body.left + 0.43 * body.width, body.top, body.right, body.bottom)
    numbers = measure_row(sheet, parts.text.numbers, column.width, form)
    told = fit_lines(sheet, parts.lines, column.width, size)
    top = draw_row(sheet, column, numbers, form)
    top = draw_lines(sheet, column.left, top, told, size) + 0.7 * size
    columns = fit_columns(sheet, key.rows, size, column.width)
    lowest = column.bottom - measure_rows(key.rows, size, columns)
    if columns == 2:
        # The second one stands under the Venn diagram.
        lowest = max(lowest, top + measure_venn(key.models, size))
    draw_rows(sheet, replace(column, top=lowest), key.rows, size, columns)
    rest = Box(column.left, top, column.right, lowest - 0.3 * size)
    if key.models:
        venn = column.right - measure_venn_width(sheet, key.models, size)
        draw_venn(sheet, venn, top, key.models, size)
        rest = replace(rest, right=venn - 1.2 * size)
    lines = fit_list(sheet, parts.lists, rest.width, size, rest.height)
    end = draw_list(sheet, rest, lines, size) + 0.8 * size
    line = draw_titled_trend(
        sheet, replace(rest, top=max(end, rest.bottom - 9 * size)), parts, form
    )
    return Box(body.left, body.top, column.left - 24 * form.unit, body.bottom), line


def arrange_stacked(sheet, body, parts, form):
    """Put numbers in a row or lines below the map, the list, the legend, and the trend across."""
    size, key = form.small, parts.key
    numbers = measure_row(sheet, parts.text.numbers, body.width, form)
    told = fit_lines(sheet, parts.lines, body.width, size)
    counted = numbers.height + measure_lines(told, size)
    lines = fit_list(sheet, parts.lists, body.width, size, 0.2 * body.height)
    legend, listed = _measure_legend(key, size), measure_list(lines, size)
    gap = 1.2 * size
    left, bottom, right, top = parts.plane.window
    wanted = min((top - bottom) / (right - left), 1.25) * body.width + 2 * gap
    used = counted + listed + (gap if lines else 0) + legend + 3 * gap
    trend = body.height - wanted - used
    across = trend > 7 * size
    if across:
        trend = min(trend, 22 * size)
    spare = max(body.height - wanted - used - (trend + gap if across else 0), 0)
    start = body.bottom - used - (trend + gap if across else 0) - spare / 2
    gap += spare / 8
    top = draw_row(sheet, replace(body, top=start), numbers, form)
    top = draw_lines(sheet, body.left, top, told, size) + gap
    if lines:
        top = draw_list(sheet, replace(body, top=top), lines, size) + gap
    if not across:
        rest = Box(body.left, top, body.right, top + legend)
        line = _draw_legend_and_trend(sheet, rest, parts, form)
    else:
        top = _draw_legend(sheet, replace(body, top=top), key, size, columns=2)[0] + gap
        line = draw_titled_trend(sheet, replace(body, top=top), parts, form, tallest=trend)
    return Box(body.left, body.top, body.right, start - gap), line


def measure_map(parts: Parts, box: Box) -> float:
    """Measure how large the map comes out in a box: units of the sheet a kilometre."""
    left, bottom, right, top = parts.plane.window
    return min(max(box.width, 0) / (right - left), max(box.height, 0) / (top - bottom))


def _draw_legend_and_trend(sheet, box, parts, form):
    right = _draw_legend(sheet, box, parts.key, form.small)[1]
    return draw_titled_trend(sheet, replace(box, left=right + 1.4 * form.small), parts, form)


def _measure_legend(key, size):
    """Measure the height of a legend whose rows stand beside its Venn diagram, or of a trend."""
    return max(measure_venn(key.models, size), measure_rows(key.rows, size, 1), 8 * size)


def _measure_legend_width(sheet, key, size):
    """Measure the width of a legend whose rows stand beside its Venn diagram."""
    venn = measure_venn_width(sheet, key.models, size) + 1.4 * size if key.models else 0
    return venn + measure_rows_width(sheet, key.rows, size)


def _draw_legend(sheet, box, key, size, columns=1):
    """Draw a legend from the top of a box, rows on the right of a Venn diagram.

    Returns its lower end and its right one.
    """
    rows = measure_rows(key.rows, size, columns)
    if not key.models:
        right = draw_rows(sheet, box, key.rows, size, columns)
        return box.top + rows, right
    height = measure_venn(key.models, size)
    left = draw_venn(sheet, box.left, box.top, key.models, size) + 1.4 * size
    top = box.top + max((height - rows) / 2, 0)
    right = draw_rows(sheet, replace(box, left=left, top=top), key.rows, size, columns)
    return box.top + max(height, rows), right


def draw_titled_trend(sheet, box, parts, form, tallest=0.0):
    """Draw the trend into a box, unless it would be too small to read; returns the line or None."""
    size = form.small
    if not (parts.trend.any() or parts.keeps_trend):
        return None
    if box.height < 4.5 * size or box.width < 9 * size:
        return None
    lines = sheet.wrap(parts.trend_title, size, box.width)
    if parts.trend_remark:
        longer = sheet.wrap(f"{parts.trend_title} ({parts.trend_remark})", size, box.width)
        lines = longer if len(longer) <= 2 else lines
    bottom = min(box.bottom, box.top + max(tallest, 12 * size))
    least = (len(lines) * sheet.leading + LEAST_TREND) * size
    if bottom - box.top < least and not parts.keeps_trend:
        return None
    top = sheet.write_lines(box.left, box.top, lines, size, color=QUIET, gid="trend")
    inner = Box(box.left, top, box.right, bottom)
    silences, language = parts.finding.record.silences, parts.finding.view.lang
    return draw_trend(sheet, inner, parts.trend, silences, parts.marks, language, size)
