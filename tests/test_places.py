"""What a county's and a state's panel is told."""

import pytest

from geo.places import describe_place


def describe(country, code, on="2020-04-01"):
    return describe_place(
        code, country.agreements, country.counties, country.states, country.population, on
    )


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
    tables = (agreements, country.counties, country.states, country.population)
    assert list_ids(describe_place("FL", *tables, "2020-04-01").past) == ["patrol", "sheriff"]
    assert list_ids(describe_place("12001", *tables, "2020-04-01").past) == ["sheriff"]


def test_agreements_stand_by_agency_then_model(make_agreements, country):
    agreements = make_agreements(
        {"agreement_id": "3", "agency": "Zoo Police", "geoids": "12001"},
        {"agreement_id": "2", "agency": "Alachua Jail", "model": "warrant", "geoids": "12001"},
        {"agreement_id": "1", "agency": "Alachua Jail", "model": "jail", "geoids": "12001"},
    )
    place = describe_place(
        "12001", agreements, country.counties, country.states, country.population, "2022-01-01"
    )
    assert list_ids(place.local) == ["1", "2", "3"]


@pytest.mark.parametrize("code", ["99999", "ZZ", "", "1200", "fl"])
def test_unknown_place(country, code):
    with pytest.raises(KeyError):
        describe(country, code)
