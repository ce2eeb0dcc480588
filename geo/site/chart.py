"""The chart of a course as HTML: its shapes as SVG over the whole width, its words beside them."""

import math

import pandas as pd
from markupsafe import Markup

from geo.answers.changes import KINDS, SIGNED
from geo.answers.course import Course, find_scale, place_milestones
from geo.program import MODELS
from geo.words.language import format_number, name_month
from geo.words.templates import render_template

# Units of the drawing, which is stretched over its room.
WIDTH, HEIGHT = 1000, 400
MOST_TICKS = 6
# A stretch up to this long is ticked by quarters, a longer one by years.
QUARTERLY = pd.Timedelta(days=3 * 365)
# On a narrow screen there is room for so many days.
NARROW_DAYS = 7
# Of a month's width, on either side of its bar.
GAP = 0.08


def draw_chart(course: Course, description: str, language: str) -> Markup:
    """Draw a course: what is in force as areas, what began and ended as bars, by month.

    `description` is what the chart says to who can't see it.
    """
    plane = _Plane(course)
    draw = _draw_months if course.by_month else _draw_force
    return Markup(
        render_template(
            "chart.html.j2",
            language,
            description=description,
            width=WIDTH,
            height=HEIGHT,
            shapes=draw(course.table, plane),
            ticks=[
                (format_number(abs(tick), language), plane.share_height(tick))
                for tick in _choose_ticks(*find_scale([course]))
            ],
            days=_choose_days(plane, language),
            silences=[
                (plane.share_width(before), plane.share_width(after) - plane.share_width(before))
                for before, after in course.silences
            ],
            milestones=[(number, 100 * at, row) for number, _, at, row in place_milestones(course)],
            reported=[
                (plane.share_width(row.on), plane.share_height(row.n))
                for row in course.reported.itertuples()
                if not row.model
            ],
        )
    )


class _Plane:
    """Where days and numbers stand: in units of the drawing, and in per cent of its room."""

    def __init__(self, course):
        self.first, self.last = course.ends
        self.low, self.high = find_scale([course])

    def share_width(self, day):
        return 100 * ((day - self.first) / (self.last - self.first))

    def share_height(self, number):
        return 100 * (self.high - number) / (self.high - self.low)

    def x(self, day):
        return round(self.share_width(day) * WIDTH / 100, 1)

    def y(self, number):
        return round(self.share_height(number) * HEIGHT / 100, 1)


def _draw_force(table, plane):
    """Draw areas on top of each other, which step: a number holds from its day on."""
    floor = pd.Series(0.0, table.index)
    for model in MODELS:
        top = floor + table[model]
        begin = f"M{plane.x(top.index[0])} {plane.y(top.iloc[0])}"
        rise = "".join(f"H{plane.x(on)}V{plane.y(n)}" for on, n in top.iloc[1:].items())
        # The lower edge is gone along backwards.
        turn = f"V{plane.y(floor.iloc[-1])}"
        back = zip(floor.index[:0:-1], floor.iloc[-2::-1], strict=True)
        fall = "".join(f"H{plane.x(on)}V{plane.y(n)}" for on, n in back)
        yield model, "", f"{begin}{rise}{turn}{fall}H{plane.x(top.index[0])}Z"
        floor = top


def _draw_months(table, plane):
    """Draw a bar for each month: what was signed upwards, what ended downwards."""
    for kind in KINDS:
        for model in MODELS:
            yield model, kind, "".join(_draw_bars(table, kind, model, plane))


def _draw_bars(table, kind, model, plane):
    for on, counts in table.iterrows():
        if not counts[kind, model]:
            continue
        until = on + pd.offsets.MonthBegin(1)
        left, right = (plane.x(on + (until - on) * share) for share in (GAP, 1 - GAP))
        below = _sum_before(counts, kind, model)
        sign = 1 if kind == SIGNED else -1
        start, end = (plane.y(sign * n) for n in (below, below + counts[kind, model]))
        yield f"M{left} {start}H{right}V{end}H{left}Z"


def _sum_before(counts, kind, model):
    """Sum what stands between the line and a part of a bar."""
    kinds = [SIGNED] if kind == SIGNED else [other for other in KINDS if other != SIGNED]
    parts = [(other, each) for other in kinds for each in MODELS]
    return sum(counts[part] for part in parts[: parts.index((kind, model))])


def _choose_ticks(low, high):
    """Choose round whole numbers between two, a handful of them."""
    least = max(1, (high - low) / MOST_TICKS)
    power = 10 ** math.floor(math.log10(least))
    step = next(step for n in (1, 2, 5, 10) if (step := n * power) >= least)
    return [step * n for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _choose_days(plane, language):
    """Choose the days that are named: name, place in per cent, whether a narrow screen has it."""
    short = plane.last - plane.first <= QUARTERLY
    days = pd.date_range(plane.first, plane.last, freq="QS" if short else "YS")
    every = math.ceil(len(days) / NARROW_DAYS)
    return [
        (
            name_month(day.month, language) if day.month > 1 else f"{day.year}",
            plane.share_width(day),
            number % every == 0,
        )
        for number, day in enumerate(days)
    ]
