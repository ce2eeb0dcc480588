"""The trend counts what is in force on every day; silences lie between known lists."""

import datetime
import itertools

import pandas as pd
import pytest

from geo.agreements import DATA, select_in_force
from geo.trend import choose_start, compute_trend, find_silences
from geo.view import View


def test_a_silence_lies_between_two_lists_that_differ(make_agreements):
    days = {
        "a": "2020-01-01",
        "b": "2020-03-01",
        "b2": "2020-03-01",
        "c": "2020-05-01",
        "d": "2020-06-15",
        "e": "2020-08-01",
    }
    known = pd.to_datetime(pd.Series(days))
    stays = {"source": "e#2", "first_listed_on": "2020-01-01"}
    gone = stays | {"source": "b2#7"}
    come = stays | {"first_listed_on": "2020-08-01"}

    def find(*rows, **more):
        found = find_silences(known, make_agreements(*rows), **more)
        return [before.strftime("%m-%d") for before, _ in found]

    assert find(stays) == []
    assert find(stays, gone) == ["03-01"]
    # From 1 May to 15 June are 45 days.
    assert find(stays, gone, come, stays | {"source": "c#3"}) == ["03-01", "06-15"]
    assert find(stays, stays | {"source": "c#3"}, longest_days=44) == ["05-01"]
    unlisted = stays | {"source": "a-memorandum", "signed_on": "2020-04-01", "first_listed_on": ""}
    assert find(stays, unlisted) == []


def test_silences_of_the_record_are_where_rosters_and_lists_differ(record):
    spans = [[day.strftime("%Y-%m-%d") for day in silence] for silence in record.silences]
    assert ["2017-08-01", "2021-01-12"] in spans
    # The lists of these years are first and last captures of editions that stood unchanged.
    assert [span for span in spans if span[1] > "2021-01-12"] == [["2026-05-18", "2026-07-20"]]
    rows = pd.read_csv(DATA / "qa" / "rosters.csv", dtype=str)
    shown = rows.groupby("roster")["agreement_id"].agg(frozenset)
    days = record.sources.set_index("source")["dated_on"].reindex(shown.index)
    known = sorted(zip(days, shown, strict=True))
    assert [span for span in spans if span[1] < "2017-08-02"] == [
        [before, after]
        for (before, old), (after, new) in itertools.pairwise(known)
        if old != new and (pd.Timestamp(after) - pd.Timestamp(before)).days > 45
    ]


def test_trend_of_a_small_country_by_hand(country):
    trend = compute_trend(country.agreements, datetime.date(2019, 1, 1), datetime.date(2020, 4, 1))
    assert len(trend) == 457
    assert trend.iloc[0] == 0
    assert trend[pd.Timestamp("2020-03-30")] == 6
    # One begins on 31 March; on 1 April one ends and another begins.
    assert trend.tail(2).tolist() == [7, 7]


def test_every_day_counts_what_is_in_force(record):
    since, until = datetime.date(2015, 6, 1), record.last
    trend = compute_trend(record.agreements, since, until)
    assert (trend.index[0].date(), trend.index[-1].date()) == (since, until)
    for day, number in trend.sample(40, random_state=9).items():
        assert number == len(select_in_force(record.agreements, day))


@pytest.mark.parametrize(
    ("date", "compare", "expected"),
    [
        ("2026-07-20", None, "2025-01-01"),
        ("2025-02-01", None, "2017-01-01"),
        ("2026-07-20", "2016-01-01", "2002-01-01"),
        ("2025-06-30", None, "2025-01-01"),
        ("2025-06-29", None, "2017-01-01"),
    ],
)
def test_trend_starts_well_before_the_dates_shown(date, compare, expected):
    compare = compare and datetime.date.fromisoformat(compare)
    view = View(datetime.date.fromisoformat(date), compare=compare)
    assert choose_start(view).isoformat() == expected
