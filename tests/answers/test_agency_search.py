"""Agencies are found by name, county, city and ZIP code, spelt right or nearly so."""

import pytest

from geo.answers.agency_search import search_agencies
from geo.answers.directory import Filter, list_agencies, select_agencies


@pytest.fixture(scope="module")
def search(record):
    agencies = list_agencies(record)
    return lambda text: search_agencies(record, text, agencies)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("alachua county sheriff", "fl-alachua-county-sheriffs-office"),
        ("ALACHUA so", "fl-alachua-county-sheriffs-office"),
        ("Alachau Sherif", "fl-alachua-county-sheriffs-office"),
        ("university of florida", "fl-university-of-florida-police-department"),
        ("texas national gard", "tx-texas-national-guard"),
        ("Miame-Dade", "fl-miami-dade-sheriffs-office"),
        ("maricopa co", "az-maricopa-county-sheriffs-office"),
        ("Saint Marys County", "md-st-marys-county-sheriffs-office"),
    ],
)
def test_the_agency_meant_comes_first(search, text, first):
    found = search(text)
    assert found["agency_id"].iloc[0] == first
    assert found["clue"].iloc[0] == ""
    assert found["agency_id"].is_unique


@pytest.mark.parametrize("text", ["32601", "Gainesville florida", "Gainsville FL"])
def test_a_city_or_zip_code_leads_to_those_who_serve_its_county(search, text):
    found = search(text).set_index("agency_id")
    assert "Gainesville" in found.loc["fl-alachua-county-sheriffs-office", "clue"] or (
        found.loc["fl-alachua-county-sheriffs-office", "clue"] == text
    )


def test_a_zip_code_finds_the_agencies_of_its_counties_alone(search, record):
    found = search("32601")
    assert len(found) > 2
    assert found["geoids"].map(lambda geoids: "12001" in geoids).all()
    assert found["reach"].iloc[0] == "countywide"


def test_what_is_typed_so_far_finds_it_already(search):
    for text in ("alac", "alachua c", "alachua county sh"):
        assert "fl-alachua-county-sheriffs-office" in set(search(text)["agency_id"])


@pytest.mark.parametrize("text", ["zzzqqq", "00000", "alachua zzzqqq"])
def test_nothing_is_found_by_what_is_like_nothing(search, text):
    assert search(text).empty


@pytest.mark.parametrize("text", ["", "  ", "'.,"])
def test_without_a_word_all_are_there(search, record, text):
    assert len(search(text)) == len(list_agencies(record))


def test_only_those_chosen_are_searched(record):
    chosen = select_agencies(record, Filter(bodies=("campus",)))
    found = search_agencies(record, "Alachua County", chosen)
    assert len(found)
    assert set(found["body"]) == {"campus"}
