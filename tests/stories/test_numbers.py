"""What a rule of a story counts, in a small country and by another way in the whole record."""

import datetime

import pytest

from geo.stories.numbers import count_number, write_number

DAY = "2020-04-01"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"count": "agreements", "on": DAY}, 7),
        ({"count": "agreements", "on": "2020-03-31"}, 7),
        ({"count": "agreements", "on": DAY, "place": "GA"}, 2),
        ({"count": "agreements", "on": DAY, "place": "12001"}, 3),
        ({"count": "agreements", "on": DAY, "models": ["jail"]}, 2),
        ({"count": "agreements", "on": DAY, "statewide": True}, 1),
        ({"count": "agreements", "on": DAY, "statewide": False, "place": "FL"}, 4),
        ({"count": "agreements", "on": DAY, "reach": "part", "statewide": False}, 2),
        ({"count": "agencies", "on": DAY}, 5),
        ({"count": "counties", "on": DAY}, 3),
        ({"count": "counties", "on": DAY, "place": "FL"}, 2),
        ({"count": "counties", "on": DAY, "place": "12003"}, 1),
        ({"count": "counties", "on": DAY, "place": "12001", "models": ["warrant"]}, 1),
        ({"count": "counties", "on": DAY, "reach": "countywide"}, 2),
        ({"count": "states", "on": DAY, "models": ["warrant"]}, 2),
        ({"count": "states", "on": DAY, "statewide": True}, 1),
        ({"count": "signed", "since": "2020-03-01", "until": DAY}, 3),
        ({"count": "signed", "since": "2020-03-02", "until": "2020-03-31"}, 1),
        ({"count": "ended", "since": DAY, "until": "2020-06-01"}, 2),
        ({"count": "ended", "since": "2020-04-02", "until": "2020-06-01", "place": "FL"}, 1),
    ],
)
def test_rules_count(small, rule, expected):
    assert count_number(small, rule) == expected


def test_days_and_numbers_are_written_in_the_language(record):
    newest = {"count": "day", "on": "newest"}
    assert write_number(record, newest, "es") == "20 de julio de 2026"
    assert write_number(record, {"count": "day", "on": "first"}, "en") == "July 2, 2002"
    ever = {"count": "signed", "since": "first", "until": "newest"}
    assert write_number(record, ever, "es") == f"{len(record.agreements):,}"


def test_counts_are_those_of_the_coverage(record):
    for day in (datetime.date(2009, 7, 1), record.last):
        totals = record.coverage.compute(day).count_totals("FL")
        on = {"on": day.isoformat(), "place": "FL"}
        assert count_number(record, {"count": "agreements"} | on) == totals.agreements
        assert count_number(record, {"count": "agencies"} | on) == totals.agencies
        assert count_number(record, {"count": "counties"} | on) == totals.counties
        countywide = {"count": "counties", "reach": "countywide"} | on
        assert count_number(record, countywide) == totals.counties_countywide
