"""What is said of changes: between which days, by which lists, and of whom in one line."""

import datetime

import pandas as pd
import pytest

from geo.answers.applications import list_applications
from geo.answers.changes import LISTS, count_shown, list_changes
from geo.words.changes import Teller, tell_newest, tell_sum, tell_waiting
from geo.words.names import Phrases

BEFORE, AFTER = datetime.date(2026, 5, 11), datetime.date(2026, 5, 14)


@pytest.fixture(scope="module")
def teller(record):
    return Teller(record, "en", lambda view: f"{view.place}/{view.date}/{view.compare}", str)


@pytest.fixture(scope="module")
def changes(record):
    return list_changes(record, BEFORE, AFTER, LISTS)


def test_an_end_is_told_between_two_days_with_both_lists(changes, teller):
    rows = changes[changes["agency_id"] == "nc-albemarle-district-jail"]
    (line,) = teller.tell_changes(rows)
    assert line.told == "ended between May 11, 2026 and May 14, 2026, by ICE’s lists"
    assert [label for label, _, _ in line.proofs] == ["Last shown", "End"]
    assert line.proofs[1][1] == "participatingAgencies05142026am.xlsx"
    assert line.link == "37029/2026-05-14/2026-05-11"
    assert line.what == "left"
    assert line.where.endswith(" County, North Carolina")


def test_an_end_by_law_is_told_as_such(record, teller):
    changes = list_changes(record, datetime.date(2026, 5, 14), datetime.date(2026, 5, 18), LISTS)
    rows = changes[changes["agency_id"] == "md-garrett-county-sheriffs-office"]
    (line,) = teller.tell_changes(rows)
    assert line.told == "ended by law on Feb 17, 2026, though listed until May 14, 2026"


def test_a_beginning_names_the_list_alone_that_shows_it_first(changes, teller):
    (row, *_) = changes[changes["what"] == "signed"].itertuples()
    line = teller.tell_change(row)
    assert [label for label, _, _ in line.proofs] == ["Beginning"]
    assert line.proofs[0][1].startswith("participatingAgencies051")
    assert line.link.endswith(f"{row.on.date()}/None")


def test_models_of_one_agency_and_end_stand_in_one_line(record, teller):
    changes = list_changes(record, datetime.date(2025, 1, 1), record.last)
    signed = changes[changes["what"] == "signed"]
    lines = teller.tell_changes(signed)
    assert sum(len(line.model.split(", ")) for line in lines) == len(signed)
    assert len(lines) < len(signed)


def test_a_sum_names_its_days_and_numbers(record, changes):
    counts = count_shown(changes) | {"left": 2}
    told = tell_sum(BEFORE, AFTER, LISTS, counts, Phrases(record, "en"))
    assert told.startswith("From the list of May 11, 2026 to that of May 14, 2026: ")
    assert f"{counts['signed']} agreements signed, {counts['ended']} ended" in told
    assert told.endswith("2 agencies left: they held no agreement at the end.")


def test_what_the_newest_list_changed_is_told_in_a_line(record, changes):
    counts = count_shown(changes)
    told = tell_newest(BEFORE, counts, Phrases(record, "en"))
    numbers = f"{counts['signed']} signed, {counts['ended']} ended."
    assert told == f"Since the list of May 11, 2026: {numbers}"
    anew = tell_newest(BEFORE, counts | {"superseded": 1}, Phrases(record, "es"))
    assert anew.endswith(", 1 firmado de nuevo.")


def test_who_waits_is_told_of_all_however_few_are_chosen(record):
    everything = list_applications(record)
    phrases = Phrases(record, "en")
    none_waits = everything.assign(outcome="signed")
    assert "all on it have signed since" in tell_waiting(everything, none_waits, phrases)[0]
    one_waits = none_waits.copy()
    one_waits.loc[0, "outcome"] = "pending"
    told = tell_waiting(everything.iloc[5:9], one_waits, phrases)
    assert told[0].startswith("1 application stands on the newest list")
    assert told[1].startswith("4 applications were followed")
    assert tell_waiting(everything.iloc[:0], everything.iloc[:0], phrases) == []


def test_an_application_tells_how_long_it_waited(record, teller):
    everything = list_applications(record)
    waited = everything[everything["waited_days"] == 1].iloc[:1]
    (line,) = (teller.tell_application(row) for row in waited.itertuples())
    assert line.word.startswith("signed after 1 day, on ")
    assert line.life == waited["agency_id"].iloc[0]
    gone = everything[everything["outcome"] == "vanished"].iloc[:1]
    (line,) = (teller.tell_application(row) for row in gone.itertuples())
    assert "no agreement is known" in line.word
    assert pd.isna(gone["signed_on"].iloc[0])
