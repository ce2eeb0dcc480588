"""The small trend line of a card."""

import datetime
from collections.abc import Iterable

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

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
    """Draw the agreements in force day by day into a box, with years below and the end marked.

    `trend` is a Series by day; `silences` are stretches without lists, hatched; `marks` are
    dates with a dot. Returns the line, one point per day.
    """
    page = sheet.page
    first, last = trend.index[0], trend.index[-1]
    most = max(int(trend.max()), 1)
    floor = box.bottom - 1.5 * size
    ceiling = box.top + 1.3 * size
    right = box.right - 0.5 * size

    def across(day):
        return box.left + (day - first) / (last - first) * (right - box.left)

    def up(number):
        return floor - number / most * (floor - ceiling)

    xs = [across(day) for day in trend.index]
    ys = [up(number) for number in trend]
    page.fill_between(xs, ys, floor, facecolor=FILL, linewidth=0)
    for before, after in silences:
        since, until = max(before, first), min(after, last)
        if since < until:
            page.add_patch(
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
    (line,) = page.plot(xs, ys, color=INK, linewidth=0.12 * size, solid_joinstyle="round")
    page.plot([box.left, right], [floor, floor], color=QUIET, linewidth=0.05 * size)
    _write_years(sheet, across, first, last, floor, right, size)
    taken = box.right
    for mark in sorted(marks, reverse=True):
        number = int(trend[pd.Timestamp(mark)])
        x, y = across(pd.Timestamp(mark)), up(number)
        page.plot([x], [y], "o", color=INK, markersize=0.5 * size)
        text = format_number(number, language)
        width = sheet.measure(text, size, "bold")
        left = min(max(x - width - 0.4 * size, box.left), box.right - width)
        if left + width > taken:
            # The later number says as much as there is room for.
            continue
        taken = left - 0.4 * size
        near = [high for x, high in zip(xs, ys, strict=True) if left <= x <= left + width]
        sheet.write(left, min([y, *near]) - 0.45 * size, text, size, weight="bold")
    return line


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
        sheet.page.plot([x, x], [floor, floor + 0.3 * size], color=QUIET, linewidth=0.05 * size)
        sheet.write(x, floor + 1.3 * size, str(year), size, color=QUIET)
        end = x + width
