"""What the frames of a film show: which day, under which words."""

import datetime
import itertools

import numpy as np
import pandas as pd
import pytest

from geo.films.clock import count_changes, is_bent, list_days
from geo.films.milestones import list_captions
from geo.films.plan import plan_frames
from geo.films.text import describe_film, write_film
from geo.view import View
from geo.words.language import LANGUAGES

DAY = datetime.date(2020, 6, 30)
SINCE = datetime.date(2020, 1, 1)
LONG_AGO = datetime.date(2002, 1, 1)
CLOCK = {
    "en": "The clock runs slower where more changes",
    "es": "El reloj va más despacio donde hay más cambios",
}


def test_the_clock_of_a_short_stretch_runs_evenly():
    changes = np.array([100, *[0] * 180])
    days = list_days(changes, SINCE, DAY, 480)
    assert (days[0], days[-1]) == (SINCE, DAY)
    assert {(after - before).days for before, after in itertools.pairwise(days)} == {0, 1}
    stays = [len(list(frames)) for _, frames in itertools.groupby(days)]
    assert max(stays) - min(stays[1:-1]) <= 1


def test_the_clock_of_a_long_stretch_runs_slower_where_more_changes():
    until = datetime.date(2022, 1, 1)
    days = (until - LONG_AGO).days
    changes = np.zeros(days, int)
    # Of the changes of twenty years nine in ten are in the last one.
    changes[-365:] = 9
    changes[: 365 * 2] = 1
    changes[365 * 2] = -365 * 9 // -9 - 365 * 2
    shown = list_days(changes, LONG_AGO, until, 1000)
    assert (shown[0], shown[-1]) == (LONG_AGO, until)
    assert shown == sorted(shown)
    last_year = sum(day >= datetime.date(2021, 1, 1) for day in shown) / 1000
    share = changes[-365:].sum() / changes.sum()
    assert last_year == pytest.approx((1 / 20 + share) / 2, abs=0.01)
    # Where nothing changes time runs on.
    assert sum(day.year == 2012 for day in shown) == pytest.approx(1000 / 20 / 2, abs=2)


def test_a_day_on_which_all_changes_is_looked_at():
    until = datetime.date(2012, 1, 1)
    turn = datetime.date(2007, 3, 1)
    changes = np.zeros((until - LONG_AGO).days, int)
    changes[(turn - LONG_AGO).days - 1] = 500
    shown = list_days(changes, LONG_AGO, until, 1000)
    assert shown.count(turn) == pytest.approx(500, abs=2)
    assert list_days(changes * 0, LONG_AGO, until, 11)[5] == LONG_AGO + (until - LONG_AGO) / 2


def test_changes_are_agreements_that_begin_or_end(country):
    since, until = datetime.date(2020, 1, 10), datetime.date(2020, 4, 1)
    changes = count_changes(country.agreements, since, until)
    days = {since + datetime.timedelta(days=day): n for day, n in enumerate(changes, 1) if n}
    expected = {"2020-02-01": 1, "2020-02-15": 1, "2020-03-01": 1, "2020-03-31": 1, "2020-04-01": 2}
    assert {day.isoformat(): n for day, n in days.items()} == expected
    assert len(changes) == (until - since).days


@pytest.fixture(scope="module")
def events():
    rows = [
        ("2020-01-01", "day", "", "On the first day", True),
        ("2020-02-01", "day", "", "In the country", False),
        ("2020-02-03", "day", "TX", "In Texas", False),
        ("2020-02-05", "day", "FL", "In Florida", True),
        ("2020-05-01", "month", "", "Some day in May", True),
        ("2020-06-29", "day", "", "Too late to be read", True),
        ("2020-07-29", "day", "", "After the film", True),
    ]
    return pd.DataFrame(rows, columns=["date", "precision", "state", "title", "major"])


@pytest.mark.parametrize(
    ("place", "date", "title"),
    [
        ("", "Feb 5", "In Florida"),
        ("FL", "Feb 5", "In Florida"),
        ("TX", "Feb 3", "In Texas"),
        ("WY", "Feb 1", "In the country"),
    ],
)
def test_of_milestones_near_each_other_the_more_important_is_told(events, place, date, title):
    days = [SINCE + datetime.timedelta(days=day) for day in range((DAY - SINCE).days + 1)]
    captions = list_captions(events, days, place, "en", rate=10)
    told = {text: captions.count(text) for text in captions}
    first, second = "Jan 1, 2020: On the first day", f"{date}, 2020: {title}"
    start = 30 + int(date[4:])
    assert captions.index(second) == start
    # Three seconds and a half, or until the next one.
    assert told == {first: min(start, 35), "": len(days) - min(start, 35) - 35, second: 35}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_film_begins_with_a_poster_and_ends_with_a_line(made_up, language):
    frames = plan_frames(made_up, View(DAY, place="WY", lang=language), SINCE, 8, 24)
    assert len(frames) == 8 * 24
    poster, last = frames[0], frames[-1]
    counted = [made_up.coverage.compute(day).count_totals("WY").counties for day in (SINCE, DAY)]
    assert counted[0] < counted[1]
    words = {"en": "{} to {} counties", "es": "De {} a {} condados"}[language]
    assert poster.headline == words.format(*counted)
    assert poster.day == last.day == DAY
    assert last.caption.startswith(poster.headline)
    assert "2020" in poster.caption
    assert frames[24].day == SINCE
    assert frames.count(poster) == 24
    assert frames.count(last) == 48
    described = describe_film(made_up, View(DAY, place="WY", lang=language), SINCE)
    assert poster.headline in described.alt
    assert poster.headline in described.caption


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("range", ["2025", "2017", "2002"])
def test_the_bent_clock_of_the_record_says_so_and_gives_the_present_its_time(
    record, language, range
):
    since = max(datetime.date(int(range), 1, 1), record.first)
    view = View(record.last, lang=language)
    frames = plan_frames(record, view, since, 20, 24)
    described = describe_film(record, view, since)
    assert (CLOCK[language] in described.alt) == is_bent(since, view.date) == (range != "2025")
    recent = sum(frame.day.year >= 2025 for frame in frames[24:-60])
    assert recent > 24 * 5
    before = sum(frame.day.year < 2025 for frame in frames)
    assert before > 24 * 4 or range == "2025"
    captions = [frame.caption for frame in frames[24:-60]]
    assert len(set(captions)) >= 4
    assert (captions[:48] == [f"{CLOCK[language]}."] * 48) == (range != "2025")


def test_a_region_is_filmed_by_its_own_counties(record):
    view = View(record.last, place="21117.39061", name="Both banks")
    text = write_film(record, view, datetime.date(2025, 1, 1))
    assert text.deck == "Counties in Both banks with local 287(g) agreements with ICE"
    assert text.poster == "0 to 1 county"
