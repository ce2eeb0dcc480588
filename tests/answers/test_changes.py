"""Changes are those that the tables show, counted again by other code."""

import csv
import datetime
from collections import Counter

import pytest

from geo.agreements import DATA
from geo.answers.applications import count_waits, list_applications
from geo.answers.bodies import BODIES, find_bodies
from geo.answers.changes import (
    DATES,
    LISTS,
    count_by_state,
    count_leavers,
    count_shown,
    list_changes,
    list_list_days,
    select_changes,
    select_shown,
    tabulate_changes,
)


def read_rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows():
    """The rows of the table, with the days from which they count and no longer do."""
    rows = read_rows("agreements")
    for row in rows:
        row["start"] = min(filter(None, (row["signed_on"], row["first_listed_on"])))
        row["over"] = row["ended_on"] or "9999"
        if row["end_certainty"] == "unattested":
            shown = datetime.date.fromisoformat(row["last_listed_on"] or row["start"])
            row["over"] = min(row["over"], str(shown + datetime.timedelta(365)))
    return rows


def count_again(rows, since, until, way):
    began = [
        row for row in rows if since < row["first_listed_on" if way == LISTS else "start"] <= until
    ]
    over = [row for row in rows if row["over"] < "9999"]
    if way == LISTS:
        gone = [row for row in over if since <= row["last_listed_on"] < until]
    else:
        gone = [row for row in over if since < row["over"] <= until]
    anew = [row for row in gone if "superseded" in row["flags"].split(";")]
    holders = {row["agency_id"] for row in rows if row["start"] <= until < row["over"]}
    left = [row for row in gone if row not in anew and row["agency_id"] not in holders]
    ended = len(gone) - len(anew)
    return {
        "all": len(began) + len(gone),
        "signed": len(began),
        "ended": ended,
        "superseded": len(anew),
        "left": len(left),
    }, len({row["agency_id"] for row in left})


@pytest.mark.parametrize(
    ("since", "until", "way"),
    [
        ("2026-05-18", "2026-07-20", LISTS),
        ("2025-02-20", "2025-12-19", LISTS),
        ("2026-05-18", "2026-07-20", DATES),
        ("2012-01-01", "2021-06-30", DATES),
        ("2002-01-01", "2026-07-20", DATES),
    ],
)
def test_changes_are_those_of_the_table(record, rows, since, until, way):
    days = [datetime.date.fromisoformat(day) for day in (since, until)]
    changes = list_changes(record, *days, way)
    counts, leavers = count_again(rows, since, until, way)
    assert counts["all"] > 100
    assert count_shown(changes) == counts
    assert count_leavers(changes) == leavers
    assert changes["on"].is_monotonic_decreasing
    by_state = count_by_state(changes)
    assert by_state.drop(columns="left").to_numpy().sum() == counts["all"]
    assert by_state["left"].sum() == counts["left"]


def test_an_agreement_changes_on_the_day_itself_and_by_its_list(small):
    day = datetime.date(2020, 4, 1)
    changes = list_changes(small, day - datetime.timedelta(1), day)
    told = set(zip(changes["agreement_id"], changes["what"], changes["departure"], strict=True))
    assert told == {
        ("ga-begun--jail", "signed", False),
        ("ga-ended--task_force", "ended", True),
    }
    assert list_changes(small, day, day).empty


def test_filters_choose_and_files_hold_what_is_chosen(record, rows):
    first, last = datetime.date(2025, 1, 1), record.last
    changes = list_changes(record, first, last)
    chosen = select_changes(changes, ["TX", "VA"], ["warrant"], ["sheriff"])
    ends = select_shown(chosen, "ended")
    table = tabulate_changes(record, ends)
    again = Counter(
        row["agreement_id"]
        for row in rows
        if row["state"] in ("TX", "VA")
        and row["model"] == "warrant"
        and "Sheriff" in row["agency"]
        and str(first) < row["over"] <= str(last)
        and "superseded" not in row["flags"]
    )
    assert again
    assert Counter(table["agreement_id"]) == again
    assert (table["after"].isna() | (table["after"] < table["on"])).all()
    assert len(select_changes(changes)) == len(changes)


def test_days_of_lists_are_each_there_once(record):
    days = list_list_days(record)
    absorbed = {row["published_on"] for row in read_rows("lists") if row["verdict"] == "absorbed"}
    assert [str(day) for day in days] == sorted(absorbed, reverse=True)


def test_applications_wait_until_they_are_signed(record):
    applications = list_applications(record)
    assert applications["agreement_id"].ne("").equals(applications["outcome"] == "signed")
    signed = {row["agreement_id"]: row["signed_on"] for row in read_rows("agreements")}
    waits = [
        (
            datetime.date.fromisoformat(signed[row["agreement_id"]])
            - datetime.date.fromisoformat(row["first_pending_on"])
        ).days
        for row in read_rows("pending")
        if signed.get(row["agreement_id"])
    ]
    assert sorted(applications["waited_days"].dropna()) == sorted(waits)
    assert count_waits(applications)[:2] == [
        sum(wait <= 0 for wait in waits),
        sum(0 < wait <= 7 for wait in waits),
    ]
    assert sum(count_waits(applications)) == len(waits)


def test_every_agency_is_a_body_by_its_name(record):
    bodies = find_bodies(record.agreements)
    assert set(bodies) == set(BODIES)
    known = dict(zip(record.agreements["agency"], bodies, strict=True))
    assert known["Florida State Guard"] == known["Texas National Guard"] == "guard"
    assert known["Florida Department of Corrections"] == "state"
    assert known["University of Florida Police Department"] == "campus"
    assert known["Cambria County Prison"] == "county"
