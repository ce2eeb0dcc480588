"""Every code of the map is one place, and no other text is."""

import pytest

from geo.places import MOST_MEMBERS, Region, settle_code


def test_county(country):
    place = country.places["12001"]
    assert (place.code, place.state, place.state_name) == ("12001", "FL", "Florida")
    assert (place.name, place.short_name) == ("Alachua County", "Alachua")
    assert (place.people, place.counties) == (100, 1)
    assert place.is_county
    assert not place.is_state


def test_state(country):
    place = country.places["FL"]
    assert (place.name, place.state_name, place.state) == ("Florida", "Florida", "FL")
    assert (place.people, place.counties) == (600, 3)
    assert place.is_state
    assert not place.is_county


def test_country(country):
    place = country.places[""]
    assert (place.people, place.counties, place.state) == (2000, 5, "")
    assert not place.is_state
    assert not place.is_county


def test_every_county_and_state_is_a_place(record):
    assert len(record.places) == 1 + len(record.states) + len(record.counties)
    states = [place for place in record.places.values() if place.is_state]
    assert sum(place.people for place in states) == record.places[""].people
    assert sum(place.counties for place in states) == len(record.counties)


@pytest.mark.parametrize("code", ["99999", "ZZ", "1200", "fl"])
def test_unknown_place(country, code):
    assert code not in country.places


def test_a_region_is_its_members_the_largest_first(country):
    region = country.places["12001.12003.GA"]
    assert isinstance(region, Region)
    assert region.members == ("GA", "12003", "12001")
    assert region.geoids == {"12001", "12003", "13001", "13003"}
    assert region.states == ("FL", "GA")
    assert (region.people, region.counties) == (1700, 4)
    assert (region.is_region, region.is_county, region.is_state) == (True, False, False)


def test_a_member_within_another_counts_once(country):
    assert country.places["12001.FL"].people == country.places["FL"].people


def test_no_region_is_kept_among_the_places(country):
    before = len(country.places)
    assert country.places["12001.12003"].is_region
    assert len(country.places) == before


@pytest.mark.parametrize("code", ["12003.12001", "12001.12001", "12001.", "12001.99999", "."])
def test_a_region_has_one_code(country, code):
    with pytest.raises(KeyError):
        country.places[code]


def test_a_code_is_settled(record):
    codes = list(record.counties["geoid"][: MOST_MEMBERS + 1])
    assert settle_code("OH.39061.OH", record.places) == "39061.OH"
    assert settle_code("OH", record.places) == "OH"
    assert settle_code(".".join(reversed(codes[1:])), record.places) == ".".join(codes[1:])
    assert settle_code(".".join(codes), record.places) == ""
    assert settle_code("", record.places) == ""
