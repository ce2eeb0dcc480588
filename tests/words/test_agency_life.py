"""The life of an agency: bars as its agreements, and words for what was noticed and merged."""

import pandas as pd
import pytest

from geo.answers.agency_search import search_agencies
from geo.answers.directory import list_agencies
from geo.words.agency_life import FLAG_WORDS, AgencyTeller, draw_bars, group_agreements, read_merges

LAST = pd.Timestamp("2026-07-20")


@pytest.fixture(scope="module")
def tell(record):
    agencies = list_agencies(record).assign(clue="").set_index("agency_id", drop=False)
    teller = AgencyTeller(record, "en", lambda view: f"{view.place} {view.date}")
    return lambda agency_id: teller.tell(next(agencies.loc[[agency_id]].itertuples()))


def test_bars_are_as_long_as_agreements_on_the_axis(make_agreements):
    rows = make_agreements(
        {
            "signed_on": "2025-01-01",
            "first_listed_on": "2025-01-09",
            "last_listed_on": "2025-07-02",
            "ended_on": "2026-01-01",
        },
        {"first_listed_on": "2026-01-01", "model": "warrant"},
    )
    (ended, lasting), ticks = draw_bars(rows.itertuples(), pd.Timestamp("2025-01-01"), LAST)
    whole = (LAST - pd.Timestamp("2025-01-01")).days + 1
    assert ended.left == 0
    assert ended.width == pytest.approx(100 * 182 / whole)
    assert ended.doubt == pytest.approx(100 * 183 / whole)
    assert lasting.left == pytest.approx(100 * 365 / whole)
    assert lasting.left + lasting.width == pytest.approx(100)
    assert [year for year, _ in ticks] == [2025, 2026]


def test_every_bar_of_the_record_lies_on_its_axis(record):
    for rows in group_agreements(record).values():
        bars, ticks = draw_bars(rows, rows[0].starts_on, pd.Timestamp(record.last))
        assert len(bars) == len(rows)
        for bar in bars:
            assert min(bar.left, bar.width, bar.doubt) >= 0
            assert bar.left + bar.width + bar.doubt <= 100.0001
        assert all(0 <= left < 90 for _, left in ticks)
        assert 1 <= len(ticks) <= 6


def test_every_flag_has_words_or_is_told_by_the_life(record):
    flags = {flag for text in record.agreements["flags"] for flag in text.split(";") if flag}
    assert flags - set(FLAG_WORDS) == {"superseded", "returned"}


def test_what_a_rule_merged_is_told_with_its_row(tell):
    told = tell("az-mesa-police-department")["merges"]
    text = "“City of Mesa Police Department” read as “Mesa Police Department”"
    assert (text, "ParticipatingEntities-20210113002027.xlsx, row 8") in told


def test_dates_in_the_journal_are_written_as_dates(tell, record):
    (agency_id, *_) = [
        agency_id
        for agency_id, merges in read_merges(record).items()
        if any(merge["rule"] == "date_mended" for merge in merges)
    ]
    assert any(", 202" in text for text, _ in tell(agency_id)["merges"])


def test_an_agency_that_left_is_shown_on_its_last_day(record, tell):
    gone = list_agencies(record).query("status == 'over'").iloc[0]
    last = (gone["over_on"] - pd.Timedelta(days=1)).date()
    assert {link.split()[1] for _, link in tell(gone["agency_id"])["places"]} == {str(last)}


def test_the_place_that_led_to_an_agency_is_named(record):
    rows = search_agencies(record, "32601", list_agencies(record))
    teller = AgencyTeller(record, "es", lambda view: view.place)
    told = teller.tell(next(rows.itertuples()))
    assert told["clue"] == "sirve en un condado del código postal 32601"
