"""The tables are read as typed, and agreements are in force from their start until their end."""

import datetime

import pandas as pd
import pytest

from geo.agreements import (
    COLUMNS,
    explode_counties,
    find_newest_list,
    find_silences,
    read_agreements,
    read_events,
    read_lists,
    read_population,
    select_in_force,
)

LISTS = """file,published_on,rows,agreements,sha256,verdict,note
first.xlsx,2021-01-13,140,140,aa,absorbed,
second.xlsx,2026-07-20,2179,2170,bb,absorbed,
early.xlsx,2026-05-18,1843,1843,cc,absorbed,
pending.xlsx,2026-07-25,42,0,dd,refused,"a list of pending agencies, not of participating ones"
"""


def write_table(folder, **changes):
    row = dict.fromkeys(COLUMNS, "") | {
        "agreement_id": "fl-a--jail--2020-01-10",
        "agency": "NA",
        "signed_on": "2020-01-10",
        "first_listed_on": "2021-01-13",
        "geoids": "01001",
        "statewide": "false",
    }
    pd.DataFrame([row | changes]).to_csv(folder / "agreements.csv", index=False)


def test_agreements_are_typed(tmp_path):
    write_table(tmp_path)
    row = read_agreements(tmp_path).iloc[0]
    assert row["signed_on"] == row["starts_on"] == pd.Timestamp("2020-01-10")
    assert pd.isna(row["ended_on"])
    assert row["statewide"] is False or not row["statewide"]
    assert (row["geoids"], row["agency"], row["place"]) == ("01001", "NA", "")


@pytest.mark.parametrize(("text", "fact"), [("true", True), ("True", True), ("false", False)])
def test_statewide_is_a_fact(tmp_path, text, fact):
    write_table(tmp_path, statewide=text)
    assert read_agreements(tmp_path)["statewide"].tolist() == [fact]


def test_an_unsigned_agreement_starts_when_first_listed(tmp_path):
    write_table(tmp_path, signed_on="")
    assert read_agreements(tmp_path)["starts_on"][0] == pd.Timestamp("2021-01-13")


def test_an_agreement_without_a_start_is_named(tmp_path):
    write_table(tmp_path, signed_on="", first_listed_on="")
    with pytest.raises(ValueError, match=r"agreements\.csv: fl-a--jail--2020-01-10 has neither"):
        read_agreements(tmp_path)


def test_a_missing_column_is_named(tmp_path):
    write_table(tmp_path)
    table = pd.read_csv(tmp_path / "agreements.csv", dtype=str)
    table.drop(columns=["reach", "geoids"]).to_csv(tmp_path / "agreements.csv", index=False)
    with pytest.raises(ValueError, match=r"agreements\.csv: lacks the column reach, geoids"):
        read_agreements(tmp_path)


def test_a_date_of_another_form_is_an_error(tmp_path):
    write_table(tmp_path, signed_on="01/10/2020")
    with pytest.raises(ValueError, match="01/10/2020"):
        read_agreements(tmp_path)


def test_newest_list_is_the_last_absorbed_one(tmp_path):
    (tmp_path / "lists.csv").write_text(LISTS)
    lists = read_lists(tmp_path)
    assert len(lists) == 4
    newest = find_newest_list(lists)
    assert newest["file"] == "second.xlsx"
    assert newest["rows"] == 2179
    assert newest["published_on"] == pd.Timestamp("2026-07-20")


def test_the_last_of_two_lists_of_one_day_is_newest(tmp_path):
    (tmp_path / "lists.csv").write_text(
        LISTS.replace(
            "pending.xlsx,2026-07-25,42,0,dd,refused", "pm.xlsx,2026-07-20,9,9,d,absorbed"
        )
    )
    assert find_newest_list(read_lists(tmp_path))["file"] == "pm.xlsx"


def test_a_silence_lies_between_known_lists(make_agreements):
    """The last of the older rosters is a known list, a day of attestation before it is none."""
    agreements = make_agreements(
        {"signed_on": "2009-01-01", "last_listed_on": "2011-09-30"},
        {"signed_on": "2009-01-01", "last_listed_on": "2016-06-08"},
        {"signed_on": "2009-01-01", "last_listed_on": "2017-08-01"},
        {"signed_on": "2009-01-01", "last_listed_on": "2026-07-20"},
    )
    lists = pd.DataFrame(
        {
            "published_on": pd.to_datetime(["2021-01-13", "2019-01-01", "2021-06-01"]),
            "verdict": ["absorbed", "refused", "absorbed"],
        }
    )
    silence = (pd.Timestamp("2017-08-01"), pd.Timestamp("2021-01-13"))
    assert find_silences(agreements, lists) == [silence]
    after = (pd.Timestamp("2021-01-13"), pd.Timestamp("2021-06-01"))
    assert find_silences(agreements, lists, longest_days=100) == [silence, after]


def test_the_record_has_one_silence():
    assert find_silences(read_agreements(), read_lists()) == [
        (pd.Timestamp("2017-08-01"), pd.Timestamp("2021-01-12"))
    ]


def test_major_events_are_a_fact(tmp_path):
    (tmp_path / "events.csv").write_text(
        "date,precision,label,title,detail,major\n"
        "2002-07-02,day,First,First agreement,NA,true\n"
        "2012-12,month,End,End of a model,,false\n"
    )
    events = read_events(tmp_path)
    assert events["major"].tolist() == [True, False]
    assert events["detail"].tolist() == ["NA", ""]


def test_population_keeps_leading_zeros(tmp_path):
    (tmp_path / "population.csv").write_text("geoid,population,year,source\n01001,59095,2021,x\n")
    assert read_population(tmp_path).to_dict() == {"01001": 59095}


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2020-01-09", False),
        ("2020-01-10", True),
        ("2020-05-31", True),
        ("2020-06-01", False),
        ("2020-06-02", False),
    ],
)
def test_in_force_from_the_start_until_the_day_of_the_end(make_agreements, day, in_force):
    agreements = make_agreements({"signed_on": "2020-01-10", "ended_on": "2020-06-01"})
    assert len(select_in_force(agreements, day)) == in_force
    assert len(select_in_force(agreements, datetime.date.fromisoformat(day))) == in_force


def test_in_force_for_ever_without_an_end(make_agreements):
    agreements = make_agreements({"signed_on": "2020-01-10"})
    assert len(select_in_force(agreements, "2100-01-01")) == 1


def test_ended_as_it_began_is_never_in_force(make_agreements):
    agreements = make_agreements({"signed_on": "2020-01-10", "ended_on": "2020-01-10"})
    assert select_in_force(agreements, "2020-01-10").empty


def test_counties_of_local_agreements_alone(make_agreements):
    agreements = make_agreements(
        {"agreement_id": "one", "geoids": "12086"},
        {"agreement_id": "two", "geoids": "12011;12086"},
        {"agreement_id": "state", "geoids": "12073", "statewide": "true"},
        {"agreement_id": "lost"},
    )
    placed = explode_counties(agreements)
    assert list(zip(placed["agreement_id"], placed["geoid"], strict=True)) == [
        ("one", "12086"),
        ("two", "12011"),
        ("two", "12086"),
    ]
