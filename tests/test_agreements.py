"""The tables are read as typed, and agreements are in force from their start until their end."""

import datetime

import pandas as pd
import pytest

from geo.agreements import (
    COLUMNS,
    describe_place,
    explode_counties,
    find_in_force,
    read_agreements,
    select_in_force,
    select_kind,
    select_place,
)


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


@pytest.mark.parametrize(
    ("text", "fact"), [("", False), ("bridged", False), ("bridged;superseded", True)]
)
def test_superseded_is_a_fact(tmp_path, text, fact):
    write_table(tmp_path, flags=text)
    assert read_agreements(tmp_path)["superseded"].tolist() == [fact]


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


def test_days_are_told_apart_at_once(make_agreements):
    agreements = make_agreements(
        {"signed_on": "2020-01-10", "ended_on": "2020-06-01"}, {"signed_on": "2020-05-31"}
    )
    found = find_in_force(agreements, ["2020-01-10", datetime.date(2020, 5, 31), "2020-06-01"])
    assert found.tolist() == [[True, False], [True, True], [False, True]]


def test_statewide_stays_under_any_reach(country):
    for reach in ("all", "countywide", "part"):
        chosen = select_kind(country.agreements, reach=reach)
        assert "fl-patrol--task_force" in set(chosen["agreement_id"])
    chosen = select_kind(country.agreements, models=("jail",))
    assert list_ids(chosen) == ["fl-a--jail", "ga-begun--jail"]


def test_unknown_model_or_reach(country):
    with pytest.raises(ValueError, match="models: posse; expected jail, warrant, task_force"):
        select_kind(country.agreements, models=("jail", "posse"))
    with pytest.raises(ValueError, match="reach: 'half'; expected all, countywide, part"):
        select_kind(country.agreements, reach="half")


@pytest.mark.parametrize(("code", "number"), [("", 8), ("FL", 5), ("GA", 3), ("12001", 3)])
def test_agreements_of_a_place(country, code, number):
    assert len(select_place(country.agreements, country.places[code])) == number


def describe(country, code, on="2020-04-01"):
    return describe_place(country.places[code], country.agreements, on)


def list_ids(agreements):
    return agreements["agreement_id"].tolist()


def test_county(country):
    place = describe(country, "12001")
    assert (place.code, place.name, place.state, place.state_name) == (
        "12001",
        "Alachua County",
        "FL",
        "Florida",
    )
    assert not place.is_state
    assert place.people == 100
    assert sorted(list_ids(place.local)) == [
        "fl-a--jail",
        "fl-a--task_force",
        "fl-regional--warrant",
    ]
    assert list_ids(place.statewide) == ["fl-patrol--task_force"]
    assert place.unlocated.empty
    assert place.past.empty


def test_second_county_of_a_regional_agency(country):
    assert list_ids(describe(country, "12003").local) == ["fl-regional--warrant"]


def test_county_of_none(country):
    place = describe(country, "12005")
    assert place.local.empty
    assert list_ids(place.statewide) == ["fl-patrol--task_force"]


def test_statewide_agencies_of_another_state_are_not_here(country):
    assert describe(country, "13001").statewide.empty


def test_past_of_a_county(country):
    place = describe(country, "13003")
    assert list_ids(place.past) == ["ga-ended--task_force"]
    assert place.local.empty
    earlier = describe(country, "13003", on="2020-03-31")
    assert list_ids(earlier.local) == ["ga-ended--task_force"]
    assert earlier.past.empty


def test_what_begins_later_is_neither_now_nor_past(country):
    place = describe(country, "13001", on="2020-03-30")
    assert place.local.empty
    assert place.past.empty


def test_state(country):
    place = describe(country, "FL")
    assert (place.name, place.state_name, place.is_state, place.people) == (
        "Florida",
        "Florida",
        True,
        600,
    )
    assert sorted(list_ids(place.local)) == [
        "fl-a--jail",
        "fl-a--task_force",
        "fl-regional--warrant",
    ]
    assert list_ids(place.unlocated) == ["fl-lost--task_force"]
    assert list_ids(place.statewide) == ["fl-patrol--task_force"]


def test_past_of_a_state_includes_its_statewide_agencies(make_agreements, country):
    gone = {"signed_on": "2019-01-01", "ended_on": "2020-01-01"}
    agreements = make_agreements(
        {"agreement_id": "patrol", "statewide": "true", **gone},
        {"agreement_id": "sheriff", "geoids": "12001", **gone},
    )
    state, county = (
        describe_place(country.places[code], agreements, "2020-04-01") for code in ("FL", "12001")
    )
    assert list_ids(state.past) == ["patrol", "sheriff"]
    assert list_ids(county.past) == ["sheriff"]


def test_agreements_stand_by_agency_then_model(make_agreements, country):
    agreements = make_agreements(
        {"agreement_id": "3", "agency": "Zoo Police", "geoids": "12001"},
        {"agreement_id": "2", "agency": "Alachua Jail", "model": "warrant", "geoids": "12001"},
        {"agreement_id": "1", "agency": "Alachua Jail", "model": "jail", "geoids": "12001"},
    )
    place = describe_place(country.places["12001"], agreements, "2022-01-01")
    assert list_ids(place.local) == ["1", "2", "3"]


def test_an_agreement_starts_with_its_signing_or_its_first_list(make_agreements):
    agreements = make_agreements(
        {"signed_on": "2025-02-26", "first_listed_on": "2025-02-21"},
        {"signed_on": "2025-02-01", "first_listed_on": "2025-02-21"},
        {"first_listed_on": "2025-02-21"},
        {"signed_on": "2018-05-04", "first_listed_on": "", "last_listed_on": ""},
    )
    starts = agreements["starts_on"].dt.strftime("%Y-%m-%d").tolist()
    assert starts == ["2025-02-21", "2025-02-01", "2025-02-21", "2018-05-04"]


def test_what_nothing_shows_counts_for_a_year_after_it_was_last_shown(make_agreements):
    rows = {"first_listed_on": "2016-08-20", "last_listed_on": "2017-08-01"}
    never = {"signed_on": "2018-05-04", "first_listed_on": "", "last_listed_on": ""}
    agreements = make_agreements(
        rows | {"ended_on": "2021-01-12", "end_certainty": "unattested"},
        rows | {"ended_on": "2021-01-12", "end_certainty": "renewed"},
        never | {"ended_on": "2021-01-12", "end_certainty": "unattested"},
        rows,
    )
    over = agreements["over_on"].dt.strftime("%Y-%m-%d").tolist()
    assert over[:3] == ["2018-08-01", "2021-01-12", "2019-05-04"]
    assert len(select_in_force(agreements, "2018-07-31")) == 4
    assert len(select_in_force(agreements, "2018-08-01")) == 3
    assert len(select_in_force(agreements, "2019-05-04")) == 2
