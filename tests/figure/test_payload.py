"""What the browser is sent says of the agreements what the table says."""

import json

import pytest

from geo.figure.payload import encode_agreements


@pytest.fixture
def record(country):
    return json.loads(
        encode_agreements(country.agreements, country.counties, country.states, country.population)
    )


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
    }


def test_order_of_rows_does_not_matter(country):
    tables = (country.counties, country.states, country.population)
    shuffled = country.agreements.sample(frac=1, random_state=7)
    assert encode_agreements(shuffled, *tables) == encode_agreements(country.agreements, *tables)


def test_statewide_has_no_county(make_agreements, country):
    agreements = make_agreements({"geoids": "12001", "statewide": "true", "reach": "countywide"})
    record = json.loads(
        encode_agreements(agreements, country.counties, country.states, country.population)
    )
    assert (record["reach"], record["counties"]) == ([2], [[]])


def test_county_without_a_population_has_none(country, record):
    without = country.population.drop("12003")
    text = encode_agreements(country.agreements, country.counties, country.states, without)
    assert json.loads(text)["people"] == [100, 0, 300, 400, 1000]


def test_record_of_no_agreements(country):
    text = encode_agreements(
        country.agreements.iloc[:0], country.counties, country.states, country.population
    )
    assert {len(values) for key, values in json.loads(text).items() if key != "people"} == {0}
