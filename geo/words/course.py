"""A course in words: its table, what it counts, and what the chart says to who can't see it."""

import csv
import io
from dataclasses import dataclass

from geo.answers.changes import KINDS
from geo.answers.course import Course
from geo.program import MODELS
from geo.words.language import (
    N_,
    format_date,
    format_month,
    format_number,
    format_ratio,
    format_short_date,
    load_translations,
)
from geo.words.names import MODEL_WORDS, Phrases

COUNTED = {
    ("force", "count"): N_("Agreements in force"),
    ("force", "county"): N_("Agreements in force per county"),
    ("force", "people"): N_("Agreements in force per 100,000 people"),
    ("months", "count"): N_("Agreements signed and ended, by month"),
    ("months", "county"): N_("Agreements signed and ended per county, by month"),
    ("months", "people"): N_("Agreements signed and ended per 100,000 people, by month"),
}
KIND_WORDS = {"signed": N_("Signed"), "ended": N_("Ended"), "superseded": N_("Replaced")}


@dataclass(frozen=True)
class WrittenTable:
    """A table as text: `headers`, and `rows` of as many texts, the first one a day or month."""

    headers: list[str]
    rows: list[list[str]]


def write_value(value: float, per: str, language: str) -> str:
    """Write a number of agreements, or of agreements per something."""
    return format_number(int(value), language) if per == "count" else format_ratio(value, language)


def write_table(course: Course, per: str, language: str) -> WrittenTable:
    """Write the table of a course: each number by model, and their sum."""
    say = load_translations(language).gettext
    every = say(N_("All models"))
    headers = [*(say(MODEL_WORDS[model]) for model in MODELS), every]
    if course.by_month:
        kinds = [say(KIND_WORDS[kind]) for kind in KINDS]
        headers = [f"{kind}: {name}" for kind in kinds for name in headers]
    write_day = format_month if course.by_month else format_short_date
    rows = [
        [write_day(on, language), *(write_value(value, per, language) for value in values)]
        for on, *values in course.summed.itertuples(name=None)
    ]
    return WrittenTable([say(N_("Month")) if course.by_month else say(N_("Day")), *headers], rows)


def write_csv(
    courses: list[Course], tables: list[WrittenTable], names: list[str], area: str
) -> str:
    """Write courses as one CSV file: a row per area (its heading: `area`) and day or month."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([area, *tables[0].headers])
    for name, course in zip(names, courses, strict=True):
        for on, *values in course.summed.round(4).itertuples(name=None):
            writer.writerow([name, on.date().isoformat(), *values])
    return text.getvalue()


def describe_course(course: Course, phrases: Phrases, show: str, per: str) -> str:
    """Describe the chart of a course to who can't see it: what it counts, where, and its ends."""
    language = phrases.language
    table = course.table
    what = phrases.say(COUNTED[show, per])
    place = phrases.name_place(course.area.code)
    dates = [format_date(on, language) for on in (table.index[0], table.index[-1])]
    if show == "force":
        sums = table.sum(axis=1)
        low, high = (write_value(sums.iloc[end], per, language) for end in (0, -1))
        text = N_("{what}, {place}: {low} on {since}, {high} on {until}.")
        return phrases.say(
            text, what=what, place=place, low=low, high=high, since=dates[0], until=dates[1]
        )
    signed = table["signed"].sum(axis=1)
    if not signed.any():
        return phrases.say(N_("{what}, {place}: none were signed."), what=what, place=place)
    most = signed.idxmax()
    text = N_("{what}, {place}: the most were signed in {month}, {n}.")
    return phrases.say(
        text,
        what=what,
        place=place,
        month=format_month(most, language),
        n=write_value(signed[most], per, language),
    )
