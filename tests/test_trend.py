"""The trend counts what is in force on every day; silences lie between known lists."""

import datetime

import pandas as pd
import pytest

from geo.agreements import select_in_force
from geo.trend import choose_start, compute_trend, find_silences
from geo.view import View


def test_a_silence_lies_between_known_lists():
    days = pd.to_datetime(["2021-06-01", "2016-08-20", "2017-08-01", "2021-01-13", "2017-08-01"])
    silence = (pd.Timestamp("2017-08-01"), pd.Timestamp("2021-01-13"))
    assert find_silences(days) == [silence]
    after = (pd.Timestamp("2021-01-13"), pd.Timestamp("2021-06-01"))
    assert find_silences(days, longest_days=100)[1:] == [silence, after]


def test_the_record_has_one_silence(record):
    assert record.silences == [(pd.Timestamp("2017-08-01"), pd.Timestamp("2021-01-12"))]


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
