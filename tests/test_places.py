"""Every code of the map is one place, and no other text is."""

import pytest


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
