"""The chart of a course: numbers by model over time, in the colours of the page's theme."""

import altair as alt
import pandas as pd

from geo.answers.changes import KINDS, SIGNED
from geo.answers.course import Course, place_milestones
from geo.program import MODELS
from geo.words.course import WrittenTable
from geo.words.language import name_month

HEIGHT = 340
# Where the rows of milestones' numbers stand.
ROWS = (-10, -23, -36)
PADDING = {"left": 4, "right": 12, "top": 4, "bottom": 4}
# The strokes of the hatching: how many of them begin over the whole width, and how far one goes.
STROKES, RUN = 100, 0.16
# A stretch up to this long is ticked by quarters, a longer one by years.
QUARTERLY = pd.Timedelta(days=3 * 365)
# Vega's own text is small, and its menu offers other hosts.
CONFIG = {
    "font": "system-ui, sans-serif",
    "background": "transparent",
    "mark": {"aria": False},
    "view": {"stroke": None},
    "axis": {
        "aria": False,
        "labelFontSize": 13,
        "labelColor": "var(--quiet)",
        "domainColor": "var(--line)",
        "tickColor": "var(--line)",
        "gridColor": "var(--line)",
    },
}
OPTIONS = {"embedOptions": {"actions": False, "renderer": "svg"}}


def draw_chart(
    course: Course,
    written: WrittenTable,
    scale: tuple[float, float],
    description: str,
    language: str,
) -> alt.LayerChart:
    """Draw a course as a chart: what is in force as areas, what began and ended as bars.

    `written` is its table in words; `scale` has both ends of the axis, by which charts beside each
    other are compared; `description` is what the chart says to who can't see it.
    """
    table = course.table
    bottom, top = scale
    ends = course.ends
    x = _make_x(ends, language)
    y = alt.Y(
        "n:Q",
        stack=None,
        title=None,
        scale=alt.Scale(domain=[bottom, top], nice=False),
        axis=alt.Axis(tickCount=5, tickMinStep=1 if top >= 5 else 0, domain=False, ticks=False),
    )
    draw = _draw_months if course.by_month else _draw_force
    layers = [
        *draw(table, x, y),
        _draw_hatching(course, ends, bottom, top, x, y),
        *_draw_milestones(course, ends, top, x, y),
        *_draw_reported(course, x, y),
        _draw_pointer(table, written, x),
    ]
    return alt.LayerChart(
        layer=layers,
        height=HEIGHT,
        description=description,
        usermeta=OPTIONS,
        padding=PADDING,
        config=CONFIG,
    )


def _make_x(ends, language):
    """Make the axis of time, ticked by years, or by quarters of a short stretch."""
    first, last = ends
    short = last - first <= QUARTERLY
    ticks = pd.date_range(first, last, freq="QS" if short else "YS")
    months = [name_month(month, language) for month in range(1, 13)]
    named = f"month(datum.value) ? {months}[month(datum.value)] : year(datum.value)"
    return alt.X(
        "on:T",
        title=None,
        scale=alt.Scale(domain=[_write_time(end) for end in ends], nice=False),
        axis=alt.Axis(
            values=[_write_time(day) for day in ticks],
            grid=False,
            labelExpr=named if short else "year(datum.value)",
            labelOverlap="greedy",
            labelSeparation=8,
        ),
    )


def _write_time(day):
    """A day as Vega reads it in the reader's own time zone."""
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _write_day(day):
    return f"{day:%Y-%m-%d}T00:00:00"


def _make_data(rows):
    return alt.Data(values=rows)


def _draw_force(table, x, y):
    rows = []
    for on, counts in table.iterrows():
        floor = 0.0
        for model in MODELS:
            rows.append({"on": _write_day(on), "model": model, "n": floor + counts[model]})
            rows[-1]["floor"] = floor
            floor += counts[model]
    base = alt.Chart(_make_data(rows)).encode(x=x, y=y, y2="floor:Q")
    # An agreement is in force from a day on: between two of them the number stays.
    return [
        base.transform_filter(f"datum.model == '{model}'").mark_area(
            interpolate="step-after", color=f"var(--{model})"
        )
        for model in MODELS
    ]


def _draw_months(table, x, y):
    rows = []
    for on, counts in table.iterrows():
        heights = {True: 0.0, False: 0.0}
        until = on + pd.offsets.MonthBegin(1)
        for kind in KINDS:
            for model in MODELS:
                up = kind == SIGNED
                floor = heights[up]
                heights[up] += counts[kind, model] * (1 if up else -1)
                if counts[kind, model]:
                    rows.append(
                        {
                            "on": _write_day(on + (until - on) * 0.08),
                            "until": _write_day(until - (until - on) * 0.08),
                            "n": heights[up],
                            "floor": floor,
                            "model": model,
                            "kind": kind,
                        }
                    )
    base = alt.Chart(_make_data(rows)).encode(x=x, x2="until:T", y=y, y2="floor:Q")
    bars = [
        base.transform_filter(f"datum.model == '{model}'")
        .mark_rect(color=f"var(--{model})")
        .encode(
            opacity=alt.condition("datum.kind == 'superseded'", alt.value(0.45), alt.value(1.0))
        )
        for model in MODELS
    ]
    floor = alt.Chart(_make_data([{"n": 0}])).mark_rule(color="var(--quiet)").encode(y=y)
    return [*bars, floor]


def _draw_hatching(course, ends, bottom, top, x, y):
    """Draw slanting strokes, cut off at both ends of each silence."""
    width = ends[1] - ends[0]
    run, rise = width * RUN, (top - bottom) / (width * RUN).value
    rows = []
    for before, after in course.silences:
        for start in pd.date_range(before - run, after, freq=width / STROKES):
            left, right = max(start, before), min(start + run, after)
            if left < right:
                heights = [bottom + (day - start).value * rise for day in (left, right)]
                times = [f"{day:%Y-%m-%dT%H:%M:%S}" for day in (left, right)]
                rows.append(dict(zip(("on", "until", "n", "to"), times + heights, strict=True)))
    return (
        alt.Chart(_make_data(rows))
        .mark_rule(color="var(--hatch)", strokeWidth=1, opacity=0.8)
        .encode(x=x, x2="until:T", y=y, y2="to:Q")
    )


def _draw_milestones(course, ends, top, x, y):
    rows = [
        {"on": _write_day(on), "n": top, "number": str(number), "row": row}
        for number, on, _, row in place_milestones(course)
    ]
    base = alt.Chart(_make_data(rows)).encode(x=x)
    numbers = [
        base.transform_filter(f"datum.row == {row}")
        .mark_text(dy=dy, fontSize=12, fontWeight=600, color="var(--ink)")
        .encode(text="number:N", y=y)
        for row, dy in enumerate(ROWS)
    ]
    # Every chart has room for all rows, so that charts beside each other are of one height.
    highest = {"on": _write_day(ends[0]), "n": top, "number": "0"}
    room = (
        alt.Chart(_make_data([highest]))
        .mark_text(dy=ROWS[-1], fontSize=12, opacity=0)
        .encode(x=x, y=y, text="number:N")
    )
    return [base.mark_rule(color="var(--quiet)", strokeDash=[3, 3]), *numbers, room]


def _draw_reported(course, x, y):
    """Draw totals that others reported as hollow dots: they are no part of the record."""
    if course.reported.empty:
        return []
    rows = [
        {"on": _write_day(row.on), "n": row.n}
        for row in course.reported.itertuples()
        if not row.model
    ]
    return [
        alt.Chart(_make_data(rows))
        .mark_point(size=70, strokeWidth=2, color="var(--ink)", fill="var(--ground)")
        .encode(x=x, y=y)
    ]


def _draw_pointer(table, written, x):
    """Draw a line at the row next to the pointer, with what stands in it."""
    keys = [f"v{number}" for number in range(len(written.headers))]
    rows = [
        {"on": _write_day(on)} | dict(zip(keys, texts, strict=True))
        for on, texts in zip(table.index, written.rows, strict=True)
    ]
    near = alt.selection_point(
        nearest=True, on="pointerover", clear="pointerout", fields=["on"], empty=False
    )
    named = zip(keys, written.headers, strict=True)
    return (
        alt.Chart(_make_data(rows))
        .mark_rule(color="var(--ink)", strokeWidth=1)
        .encode(
            x=x,
            opacity=alt.condition(near, alt.value(0.6), alt.value(0)),
            tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in named],
        )
        .add_params(near)
    )
