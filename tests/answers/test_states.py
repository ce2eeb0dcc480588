"""States, laws and regions are counted as the tables say, by separate code."""

import csv

import pytest

from geo.agreements import DATA
from geo.answers.laws import find_stance, list_laws
from geo.answers.regions import count_region, count_sizes, list_unsigned
from geo.answers.states import list_agencies, list_states


@pytest.fixture(scope="module")
def listed(record):
    """The rows of the newest list: they are in force on its day."""
    with (DATA / "agreements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if not row["ended_on"] and row["last_listed_on"] == "2026-07-20"]


@pytest.fixture(scope="module")
def states(record):
    return {row.code: row for row in list_states(record)}


@pytest.mark.parametrize("state", ["TX", "VA", "GU", "CA"])
def test_a_state_is_what_its_agreements_say(record, states, listed, state):
    here = [row for row in listed if row["state"] == state]
    row = states[state]
    models = ("jail", "warrant", "task_force")
    assert row.models == tuple(sum(one["model"] == model for one in here) for model in models)
    assert row.agencies == len({one["agency_id"] for one in here})
    local = [one for one in here if one["statewide"] == "false"]
    covered = {geoid for one in local for geoid in one["geoids"].split(";") if geoid}
    assert row.covered == len(covered)
    people = record.population
    within = [geoid for geoid in people.index if record.places.get(geoid, None)]
    everyone = sum(people[geoid] for geoid in within if record.places[geoid].state == state)
    assert row.share == pytest.approx(sum(people[geoid] for geoid in covered) / everyone)
    assert row.spark[-1] == row.agreements == len(here)


def test_every_state_and_territory_is_there_once(states, listed):
    assert len(states) == 56
    assert sum(row.agreements for row in states.values()) == len(listed)


@pytest.mark.parametrize(
    ("state", "kind", "enacted"),
    [
        # A law that requires outranks a newer one that encourages.
        ("FL", "requires", "2022-06-17"),
        # And one that prohibits a newer one that limits.
        ("IL", "prohibits", "2019-06-21"),
        ("TX", "requires", "2025-06-20"),
        # The order that required agreements was set aside.
        ("VA", "limits", "2026-04-22"),
    ],
)
def test_the_stance_of_a_state_is_that_of_its_binding_law(record, states, state, kind, enacted):
    assert (states[state].law.kind, states[state].law.enacted) == (kind, enacted)


def test_laws_count_from_their_day_on_and_until_an_order_ends_them(record):
    def find(year, month, day):
        stance = find_stance(list_laws(record, "VA", record.last.replace(year, month, day)))
        return stance and stance.kind

    assert find(2025, 2, 26) is None
    assert find(2025, 2, 27) == "requires"
    assert find(2026, 2, 1) is None
    assert find(2026, 5, 1) == "limits"
    assert list_laws(record, "WY", record.last) == []


def test_a_region_counts_an_agreement_of_two_counties_once(record, listed):
    geoids = ("48441", "48253", "39061")  # Abilene lies in the first two.
    counts = count_region(record, record.places[".".join(sorted(geoids))])
    serving = [
        row
        for row in listed
        if row["statewide"] == "false" and set(row["geoids"].split(";")) & set(geoids)
    ]
    assert any(set(geoids[:2]) <= set(row["geoids"].split(";")) for row in serving)
    assert sum(counts.models) == counts.totals.agreements == len(serving)
    assert counts.totals.agencies == len({row["agency_id"] for row in serving})
    assert counts.region.people == sum(record.population[geoid] for geoid in geoids)
    assert counts.region.counties == 3


def test_sizes_split_the_counties_of_a_state(record, states):
    counted = count_sizes(record, record.coverage.compute(record.last), "TX")
    assert [size for size, _ in counted] == ["large", "middling", "small"]
    large = [
        place
        for place in record.places.values()
        if place.is_county and place.state == "TX" and place.people >= 250_000
    ]
    assert counted[0][1]["counties"] == len(large)
    covered = sum(counts["countywide"] + counts["part"] for _, counts in counted)
    assert covered == states["TX"].covered
    assert sum(counts["counties"] for _, counts in counted) == 254


def test_who_has_not_signed_is_who_is_on_no_countywide_row(record, listed):
    unsigned = dict(list_unsigned(record, "TX"))
    countywide = {
        geoid
        for row in listed
        if row["reach"] == "countywide" and row["state"] == "TX"
        for geoid in row["geoids"].split(";")
    }
    counties = record.counties
    texas = set(counties["geoid"][counties["state"] == "TX"])
    assert set(unsigned) == texas - countywide
    # The memorandum of its sheriff is of after the list (data/since.csv).
    assert unsigned["48063"] == "since"
    assert list_unsigned(record, "FL") == []


def test_agencies_of_a_state_are_those_with_agreements_in_force(record, listed):
    agencies, former = list_agencies(record, "MD")
    assert (agencies, former > 0) == ([], True)
    agencies, _ = list_agencies(record, "NM")
    here = {row["agency"] for row in listed if row["state"] == "NM"}
    assert {agency.name for agency in agencies} == here
