"""The course of an area: its agreements in force by model, and what began and ended each month.

Words: an *area* is a state or the country; what a course counts is given whole, *per* county, or
per 100,000 people.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from geo.agreements import find_in_force, select_place
from geo.answers.changes import KINDS, list_changes
from geo.finding import find_view
from geo.places import Place
from geo.program import MODELS
from geo.record import Record
from geo.view import View
from geo.words.numbers import PEOPLE_SINCE

SHOWS = ("force", "months")
PERS = ("count", "county", "people")
PEOPLE = 100_000
# A stretch below this is shown week by week, a longer one month by month.
WEEKLY = datetime.timedelta(days=3 * 365)
# Of the width of a chart, after the last of what was reported later.
ROOM_AFTER = 0.03
# Numbers of milestones stand in so many rows above a chart, so that two nearer to each other than
# this share of its width can be read.
MILESTONE_ROWS, MILESTONE_ROOM = 3, 0.05


@dataclass(frozen=True, eq=False)
class Course:
    """What became of an area's agreements, and what stands around it in time.

    `table` is one row per day (`in force` by model) or month (by kind of change and model), as
    `count_in_force` and `count_changes` give it, divided as asked; `reported` the totals that
    others gave after the newest list: `on, n, title, address`, and `model` (blank for all);
    `silences` pairs of days, `milestones` the rows of the record's events that concern the area,
    all within the days of the table. `people_years` says of which year its people are.
    """

    area: Place
    table: pd.DataFrame
    silences: list[tuple[pd.Timestamp, pd.Timestamp]]
    milestones: list
    reported: pd.DataFrame
    people_years: str

    @property
    def by_month(self) -> bool:
        """Whether it counts what began and ended, not what is in force."""
        return isinstance(self.table.columns, pd.MultiIndex)

    @cached_property
    def ends(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """The days at both ends of its chart, which has room for what was reported later."""
        first, last = self.table.index[0], self.table.index[-1]
        if self.by_month:
            last += pd.Timedelta(days=30)
        if len(self.reported):
            last = self.reported["on"].max() + (last - first) * ROOM_AFTER
        return first, last

    @cached_property
    def summed(self) -> pd.DataFrame:
        """The table with a sum after the models, of each kind of change: columns 0 to 3 or 11."""
        parts = [self.table[kind] for kind in KINDS] if self.by_month else [self.table]
        parts = [part.assign(total=part.sum(axis=1)) for part in parts]
        return pd.concat(parts, axis=1, ignore_index=True)


def choose_days(since: datetime.date, until: datetime.date) -> pd.DatetimeIndex:
    """Choose the days to count on: both ends, and every week or first of a month in between."""
    ends = pd.DatetimeIndex([since, until])
    if until - since < WEEKLY:
        return ends.union(pd.date_range(until, since, freq="-7D"))
    return ends.union(pd.date_range(since, until, freq="MS"))


def count_in_force(agreements: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    """Count the agreements in force on some days: one row per day, one column per model."""
    in_force = find_in_force(agreements, days)
    columns = {model: in_force[:, agreements["model"] == model].sum(axis=1) for model in MODELS}
    return pd.DataFrame(columns, index=days)


def count_changes(
    record: Record, area: Place, since: datetime.date, until: datetime.date
) -> pd.DataFrame:
    """Count what began and ended in each month from that of `since` to that of `until`.

    Returns one row per month (index: its first day), columns pairs of a kind of
    `geo.answers.changes.KINDS` and a model. What was signed anew began and was superseded.
    """
    months = pd.date_range(since.replace(day=1), until, freq="MS")
    before = months[0].date() - datetime.timedelta(days=1)
    changes = select_place(list_changes(record, before, until), area)
    month = changes["on"].dt.to_period("M").dt.to_timestamp()
    columns = pd.MultiIndex.from_product([KINDS, MODELS])
    counted = changes.groupby([month, "what", "model"]).size().unstack(["what", "model"])
    return counted.reindex(index=months, columns=columns).fillna(0).astype(int)


def divide(table: pd.DataFrame, area: Place, per: str) -> pd.DataFrame:
    """Divide the numbers of an area by its counties or by its people, 100,000 each.

    Of people there are none before 2015: the population held says nothing of that time.
    """
    if per == "count":
        return table
    if per == "county":
        return table / area.counties
    return table[table.index >= pd.Timestamp(PEOPLE_SINCE)] * PEOPLE / max(area.people, 1)


@lru_cache(maxsize=64)
def tell_course(record: Record, code: str, show: str, per: str, since: datetime.date) -> Course:
    """Tell the course of a state (its USPS code) or the country (blank) since a day.

    `show` is one of `SHOWS`, `per` of `PERS`.
    """
    area = record.places[code]
    if show == "force":
        agreements = select_place(record.agreements, area)
        table = count_in_force(agreements, choose_days(since, record.last))
    else:
        table = count_changes(record, area, since, record.last)
    table = divide(table, area, per)
    first, last = table.index[0], pd.Timestamp(record.last)
    silences = [
        (max(before, first), min(after, last))
        for before, after in record.silences
        if after > first and before < last
    ]
    reported = _list_reported(record) if show == "force" and not code else pd.DataFrame()
    if len(reported):
        reported["n"] = divide(reported.set_index("on")[["n"]], area, per)["n"].to_numpy()
    milestones = _list_milestones(record, code, first, last)
    years = find_view(record, View(date=record.last, place=code)).find_people_years(area)
    return Course(area, table, silences, milestones, reported, years)


def find_scale(courses: list[Course]) -> tuple[float, float]:
    """Find one scale for charts beside each other: the least and the greatest number."""
    lows, highs = [0.0], [0.0]
    for course in courses:
        table = course.table
        if course.by_month:
            highs.append(table["signed"].sum(axis=1).max())
            lows.append(-table[["ended", "superseded"]].sum(axis=1).max())
        else:
            highs.append(table.sum(axis=1).max())
            if len(course.reported):
                highs.append(course.reported["n"].max())
    return min(lows) * 1.05, max(highs) * 1.05 or 1


def place_milestones(course: Course) -> list[tuple[int, pd.Timestamp, float, int]]:
    """Place the numbers of milestones above a chart: number, day, share of the width, and row.

    Rows count from the lowest, 0; each number takes the lowest with room, else the one whose last
    number is farthest away.
    """
    first, last = course.ends
    taken = [-1.0] * MILESTONE_ROWS
    placed = []
    for number, milestone in enumerate(course.milestones, 1):
        at = (milestone.on - first) / (last - first)
        free = [row for row, before in enumerate(taken) if before < at - MILESTONE_ROOM]
        row = free[0] if free else taken.index(min(taken))
        taken[row] = at
        placed.append((number, milestone.on, at, row))
    return placed


def _list_milestones(record, code, first, last):
    """List the milestones of an area whose day is known: its own and the great ones of all."""
    events = record.events[record.events["precision"] == "day"]
    events = events.assign(on=pd.to_datetime(events["date"]))
    own = events["state"] == code if code else events["major"]
    great = events["major"] & (events["state"] == "")
    chosen = events[(own | great) & events["on"].between(first, last)]
    return list(chosen.sort_values("on", kind="stable").itertuples())


def _list_reported(record):
    """List the totals of agreements that ICE or others gave for days after the newest list."""
    rows = record.reported[record.reported["what"] == "agreements"]
    on = pd.to_datetime(rows["date"])
    rows = rows.assign(on=on, n=rows["count"].astype(int), model=rows["scope"].replace("all", ""))
    rows = rows[rows["on"] > pd.Timestamp(record.last)]
    return rows[["on", "n", "model", "note", "source_title", "source_url"]].reset_index(drop=True)
