"""The small trend line of a card."""

import datetime
from collections.abc import Iterable

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from geo.cards.sheet import INK, LINE, QUIET, Box, Sheet
from geo.words.language import format_number

FILL = "#dfe5e9"


def draw_trend(
    sheet: Sheet,
    box: Box,
    trend: pd.Series,
    silences: Iterable[tuple[pd.Timestamp, pd.Timestamp]],
    marks: Iterable[datetime.date],
    language: str,
    size: float,
) -> Line2D:
    """Draw the agreements in force day by day into a box, with years below and its ends named.

    `trend` is a Series by day; `silences` are stretches without lists, hatched; `marks` are
    dates with a dot and, between the ends, their number. Returns the line, one point per day.
    """
    first, last = trend.index[0], trend.index[-1]
    most = max(int(trend.max()), 1)
    floor = box.bottom - 1.5 * size
    ceiling = box.top + 0.8 * size
    values = [format_number(int(trend.iloc[end]), language) for end in (0, -1)]
    start, end = (sheet.measure(value, size, "bold") + 0.5 * size for value in values)
    left, right = box.left + start, box.right - end

    def across(day):
        return left + (day - first) / (last - first) * (right - left)

    def up(number):
        return floor - number / most * (floor - ceiling)

    xs = [across(day) for day in trend.index]
    ys = [up(number) for number in trend]
    outline = [(xs[0], floor), *zip(xs, ys, strict=True), (xs[-1], floor)]
    sheet.draw(Polygon(outline, facecolor=FILL, linewidth=0))
    for before, after in silences:
        since, until = max(before, first), min(after, last)
        if since < until:
            sheet.draw(
                Rectangle(
                    (across(since), ceiling),
                    across(until) - across(since),
                    floor - ceiling,
                    facecolor="none",
                    edgecolor=LINE,
                    hatch="////",
                    linewidth=0,
                )
            )
    line = sheet.draw_line(xs, ys, color=INK, linewidth=0.12 * size, solid_joinstyle="round")
    sheet.draw_line([left, right], [floor, floor], color=QUIET, linewidth=0.05 * size)
    _write_years(sheet, across, first, last, floor, right, size)
    for value, day, align in zip(values, (first, last), ("right", "left"), strict=True):
        x = across(day) + (0.4 * size if align == "left" else -0.4 * size)
        y = min(up(int(trend[day])) + 0.36 * size, floor)
        sheet.write(x, y, value, size, weight="bold", ha=align, gid="trend")
    for mark in map(pd.Timestamp, marks):
        number = int(trend[mark])
        x, y = across(mark), up(number)
        sheet.draw_line([x], [y], marker="o", color=INK, markersize=0.5 * size)
        _write_value(
            sheet, x, y, number, (first, mark, last), size, language, (left, box.top, right)
        )
    return line


def _write_value(sheet, x, y, number, days, size, language, bounds):
    """Write the value of a day between the ends on its point, where it meets neither end's."""
    text = format_number(number, language)
    half = sheet.measure(text, size, "bold") / 2
    first, day, last = days
    left, top, right = bounds
    if day in (first, last) or x < left + half or y - 1.5 * size < top:
        return
    x = min(x, right - half)
    sheet.write_over(
        x,
        y - 0.5 * size,
        text,
        size,
        weight="bold",
        ha="center",
        gid="trend",
    )


def _write_years(sheet, across, first, last, floor, right, size):
    end = -1e9
    width = sheet.measure("2026", size)
    for year in range(first.year, last.year + 1):
        january = pd.Timestamp(year, 1, 1)
        if january < first:
            continue
        x = across(january)
        if x < end + 0.8 * size or x + width > right + 0.5 * size:
            continue
        sheet.draw_line([x, x], [floor, floor + 0.3 * size], color=QUIET, linewidth=0.05 * size)
        sheet.write(x, floor + 1.3 * size, str(year), size, color=QUIET, gid="trend")
        end = x + width
