"""What the browser is sent says of the agreements what the table says."""

import json

import pytest

from geo.figure.payload import encode_agreements

# What does not depend on the agreements.
KEPT = ("people", "published")


@pytest.fixture
def tables(country, lists):
    return country.counties, country.states, country.population, lists


@pytest.fixture
def record(country, tables):
    return json.loads(encode_agreements(country.agreements, *tables))


def test_record_of_the_made_up_country(record):
    """Days count from 1 January 2000: 7030 is 1 April 2019, 7395 and 7396 the turn of March."""
    assert record == {
        "start": [7030, 7305, 7314, 7336, 7350, 7365, 7395, 7396],
        "end": [7396, None, 7457, None, None, None, None, None],
        "model": [4, 4, 1, 2, 4, 4, 2, 1],
        "reach": [0, 2, 0, 1, 1, 0, 0, 0],
        "agency": [0, 0, 0, 0, 0, 3, 0, 1],
        "state": [1, 0, 0, 0, 0, 0, 1, 1],
        "counties": [[4], [], [0], [0, 1], [], [0], [3], [3]],
        "people": [100, 200, 300, 400, 1000],
        "published": [[7319, 3, "a.xlsx"], [7384, 7, "b.xlsx"], [7487, 8, "c.xlsx"]],
    }


def test_order_of_rows_does_not_matter(country, tables):
    shuffled = country.agreements.sample(frac=1, random_state=7)
    assert encode_agreements(shuffled, *tables) == encode_agreements(country.agreements, *tables)


def test_statewide_has_no_county(make_agreements, tables):
    agreements = make_agreements({"geoids": "12001", "statewide": "true", "reach": "countywide"})
    record = json.loads(encode_agreements(agreements, *tables))
    assert (record["reach"], record["counties"]) == ([2], [[]])


def test_county_without_a_population_has_none(country, lists):
    without = country.population.drop("12003")
    text = encode_agreements(country.agreements, country.counties, country.states, without, lists)
    assert json.loads(text)["people"] == [100, 0, 300, 400, 1000]


def test_record_of_no_agreements(country, tables):
    found = json.loads(encode_agreements(country.agreements.iloc[:0], *tables))
    assert {len(values) for key, values in found.items() if key not in KEPT} == {0}
