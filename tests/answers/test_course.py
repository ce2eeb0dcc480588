"""The course of an area counts what the agreements table says, by separate code."""

import csv
import datetime

import pandas as pd
import pytest

from geo.agreements import DATA
from geo.answers.course import choose_days, tell_course

SINCE = datetime.date(2025, 1, 1)


@pytest.fixture(scope="module")
def rows():
    with (DATA / "agreements.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def begins(row):
    return min(day for day in (row["signed_on"], row["first_listed_on"]) if day)


def test_what_is_in_force_is_what_the_table_says(record, rows):
    course = tell_course(record, "TX", "force", "count", SINCE)
    for on in ("2025-01-01", "2025-07-01", "2026-07-20"):
        near = course.table.index[course.table.index >= on][0]
        day = f"{near:%Y-%m-%d}"
        for model in ("jail", "warrant", "task_force"):
            # None of these ended without a list that shows it, so that the dates are all there is.
            assert course.table.loc[near, model] == sum(
                row["state"] == "TX"
                and row["model"] == model
                and begins(row) <= day
                and not (row["ended_on"] and row["ended_on"] <= day)
                and row["end_certainty"] != "unattested"
                for row in rows
            )


def test_what_was_signed_in_a_month_is_what_the_table_says(record, rows):
    table = tell_course(record, "", "months", "count", SINCE).table
    for month in ("2025-02", "2025-10", "2026-07"):
        for model in ("jail", "warrant", "task_force"):
            assert table.loc[f"{month}-01", ("signed", model)] == sum(
                begins(row).startswith(month) and row["model"] == model for row in rows
            )


def test_what_began_and_ended_makes_what_is_in_force(record):
    """From the first of a month to that of the next."""
    first = datetime.date(2017, 1, 1)
    changes = tell_course(record, "", "months", "count", first).table
    force = tell_course(record, "", "force", "count", first).table
    firsts = force[force.index.day == 1].sum(axis=1)
    begun, gone = changes["signed"].sum(axis=1), changes["ended"] + changes["superseded"]
    # A change on the first of a month counts there on that day already.
    late = pd.concat([record.agreements["starts_on"], record.agreements["over_on"]])
    on_first = set(late[late.dt.day == 1].dt.to_period("M"))
    compared = 0
    for before, after in zip(firsts.index[:-1], firsts.index[1:], strict=True):
        if {before.to_period("M"), after.to_period("M")} & on_first:
            continue
        compared += 1
        grown = begun[before] - gone.sum(axis=1)[before]
        assert firsts[after] - firsts[before] == grown, before
    assert compared > 50


def test_numbers_are_divided_by_counties_and_by_people_of_2015_and_later(record):
    texas = record.places["TX"]
    whole, by_county, by_people = (
        tell_course(record, "TX", "force", per, datetime.date(2002, 1, 1))
        for per in ("count", "county", "people")
    )
    last = whole.table.iloc[-1].sum()
    assert by_county.table.iloc[-1].sum() == pytest.approx(last / 254)
    assert by_people.table.iloc[-1].sum() == pytest.approx(last / texas.people * 100_000)
    assert whole.table.index[0].year == 2002
    assert by_people.table.index[0] == pd.Timestamp("2015-01-01")
    assert by_people.people_years == "2021"


def test_totals_reported_later_are_beside_the_table_of_the_country_alone(record):
    country = tell_course(record, "", "force", "count", SINCE)
    everything = country.reported[country.reported["model"] == ""]
    assert list(everything["n"]) == [2382, 2510, 2589, 2608]
    assert country.reported["on"].min() > country.table.index[-1] == pd.Timestamp(record.last)
    assert tell_course(record, "TX", "force", "count", SINCE).reported.empty
    assert tell_course(record, "", "months", "count", SINCE).reported.empty


def test_milestones_are_the_areas_own_and_the_great_ones_of_all(record):
    def list_labels(code):
        course = tell_course(record, code, "force", "count", SINCE)
        return [row.label for row in course.milestones]

    assert list_labels("TX") == [
        "Executive Order 14159",
        "Texas enacts SB 8",
        "1,000 agreements",
        "Texas mandate in force",
    ]
    assert "New York bans agreements" in list_labels("")
    assert "New York bans agreements" not in list_labels("FL")


def test_silences_are_cut_to_the_time_shown(record):
    course = tell_course(record, "", "force", "count", datetime.date(2017, 9, 1))
    assert course.silences[0] == (pd.Timestamp("2017-09-01"), pd.Timestamp("2021-01-12"))


def test_short_stretches_are_counted_by_week_and_long_ones_by_month():
    short = choose_days(datetime.date(2026, 7, 1), datetime.date(2026, 7, 20))
    assert [day.day for day in short] == [1, 6, 13, 20]
    long = choose_days(datetime.date(2017, 1, 1), datetime.date(2026, 7, 20))
    assert len(long) == 9 * 12 + 7 + 1
    assert list(long[-2:]) == [pd.Timestamp("2026-07-01"), pd.Timestamp("2026-07-20")]
