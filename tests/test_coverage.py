"""Coverage of a small made-up country, with the arithmetic done by hand."""

from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest

from geo.coverage import DailyCoverage, compare_coverage
from geo.program import BITS, MODELS, PART_BIT, REACHES

DAY = "2020-04-01"


def cover(country, **choice):
    choice = {"on": DAY} | choice
    table = country.coverage.compute(**choice).counties
    return table.set_index("geoid")[["mixture", "agreements"]].T.to_dict("list")


def summarize(country, **choice):
    choice = {"on": DAY} | choice
    return asdict(country.coverage.compute(**choice).count_totals())


def compute(country, agreements, on=DAY):
    """Compute the coverage of some other agreements of the same country."""
    return DailyCoverage(agreements, country.counties, country.population).compute(on)


def test_counties(country):
    assert cover(country) == {
        "12001": [7, 3],
        "12003": [2, 1],
        "12005": [0, 0],
        "13001": [3, 2],
        "13003": [0, 0],
    }


def test_counties_keep_the_order_they_came_in(country):
    backwards = country.counties.iloc[::-1]
    table = DailyCoverage(country.agreements, backwards, country.population).compute(DAY).counties
    assert list(table["geoid"]) == ["13003", "13001", "12005", "12003", "12001"]
    assert list(table["state"]) == ["GA", "GA", "FL", "FL", "FL"]
    assert list(table["mixture"]) == [0, 3, 0, 2, 7]


def test_the_day_before(country):
    """A day earlier one agreement of Georgia had not ended and one had not begun."""
    yesterday = cover(country, on="2020-03-31")
    assert yesterday["13003"] == [4, 1]
    assert yesterday["13001"] == [2, 1]
    assert yesterday["12001"] == [7, 3]


def test_the_day_of_an_end(country):
    assert cover(country, on="2020-05-31")["12001"] == [7, 3]
    assert cover(country, on="2020-06-01")["12001"] == [6, 2]


def test_nothing_before_the_first(country):
    assert all(here == [0, 0] for here in cover(country, on="2019-03-31").values())
    assert cover(country, on="2019-04-01")["13003"] == [4, 1]


@pytest.mark.parametrize(
    ("models", "alachua", "baker", "appling"),
    [
        (("jail",), [1, 1], [0, 0], [1, 1]),
        (("warrant",), [2, 1], [2, 1], [2, 1]),
        (("task_force",), [4, 1], [0, 0], [0, 0]),
        (("jail", "task_force"), [5, 2], [0, 0], [1, 1]),
        ((), [0, 0], [0, 0], [0, 0]),
    ],
)
def test_models(country, models, alachua, baker, appling):
    found = cover(country, models=models)
    assert (found["12001"], found["12003"], found["13001"]) == (alachua, baker, appling)


def test_reach(country):
    countywide = cover(country, reach="countywide")
    assert (countywide["12001"], countywide["12003"]) == ([5, 2], [0, 0])
    part = cover(country, reach="part")
    assert (part["12001"], part["12003"], part["13001"]) == ([2, 1], [2, 1], [0, 0])


def test_a_county_is_painted_by_what_covers_it(country):
    """By its countywide agencies; only without one by those that serve a part of it."""
    coverage = country.coverage.compute(DAY)
    counties = coverage.counties.set_index("geoid")
    assert counties.loc["12001", ["countywide", "part"]].tolist() == [5, 2]
    assert counties.loc["12003", ["countywide", "part"]].tolist() == [0, 2]
    assert coverage.covers.tolist() == [5, 2 | PART_BIT, 0, 3, 0]
    part = country.coverage.compute(DAY, reach="part")
    assert part.covers.tolist() == [2 | PART_BIT, 2 | PART_BIT, 0, 0, 0]


def test_two_agreements_of_one_model_are_one_colour(make_agreements, country):
    twice = make_agreements(
        {"agreement_id": "a", "geoids": "12001", "signed_on": "2020-01-01"},
        {"agreement_id": "b", "geoids": "12001", "signed_on": "2020-01-02"},
    )
    table = compute(country, twice).counties.set_index("geoid")
    assert table.loc["12001", ["mixture", "agreements"]].tolist() == [1, 2]


def test_statewide_never_covers_a_county(make_agreements, country):
    """Not even where the headquarters county came along."""
    patrol = make_agreements(
        {"geoids": "12001", "statewide": "true", "reach": "", "signed_on": "2020-01-01"}
    )
    coverage = compute(country, patrol)
    assert coverage.counties[["mixture", "agreements"]].sum().sum() == 0
    totals = coverage.count_totals()
    assert (totals.statewide, totals.local, totals.counties, totals.people) == (1, 0, 0, 0)


def test_totals(country):
    assert summarize(country) == {
        "agreements": 7,
        "local": 6,
        "statewide": 1,
        "countywide": 4,
        "part": 2,
        "unlocated": 1,
        "agencies": 5,
        "local_agencies": 4,
        "states": 2,
        "counties": 3,
        "counties_countywide": 2,
        "counties_part": 1,
        "people": pytest.approx(700 / 2000),
        "people_countywide": pytest.approx(500 / 2000),
        "people_part": pytest.approx(200 / 2000),
    }


def test_totals_of_a_region_are_of_its_local_agreements_each_once(country):
    """One serves two of its counties, one a state's county that is not known, one is statewide."""
    totals = country.coverage.compute(DAY).count_totals(country.places["12001.12003.12005"])
    whole = country.coverage.compute(DAY).count_totals(country.places["12001.FL"])
    assert (totals.agreements, totals.local, totals.statewide) == (3, 3, 1)
    assert (whole.agreements, whole.local, whole.statewide) == (4, 4, 1)
    assert (totals.counties_countywide, totals.counties_part) == (1, 1)
    assert totals.people == pytest.approx(300 / 600)
    assert totals.people_part == pytest.approx(200 / 600)


def test_where_nobody_lives_nobody_is_covered(record):
    totals = record.coverage.compute(record.last).count_totals(record.places["60030.60040"])
    assert (totals.people, totals.people_countywide, totals.people_part) == (0, 0, 0)


def test_totals_of_one_model_and_reach(country):
    assert summarize(country, models=("warrant",), reach="part") == {
        "agreements": 1,
        "local": 1,
        "statewide": 0,
        "countywide": 0,
        "part": 1,
        "unlocated": 0,
        "agencies": 1,
        "local_agencies": 1,
        "states": 1,
        "counties": 2,
        "counties_countywide": 0,
        "counties_part": 2,
        "people": pytest.approx(300 / 2000),
        "people_countywide": 0,
        "people_part": pytest.approx(300 / 2000),
    }


def test_totals_of_an_empty_day(country):
    assert set(summarize(country, on="2002-01-01").values()) == {0}


def test_states(country):
    table = country.coverage.compute(DAY).states
    assert table.to_dict("index") == {
        "FL": {
            "counties": 3,
            "counties_covered": 2,
            "people": 600,
            "people_covered": 300,
            "agreements": 5,
            "statewide": 1,
            "statewide_mixture": 4,
            "share_counties": pytest.approx(2 / 3),
            "share_people": pytest.approx(1 / 2),
        },
        "GA": {
            "counties": 2,
            "counties_covered": 1,
            "people": 1400,
            "people_covered": 400,
            "agreements": 2,
            "statewide": 0,
            "statewide_mixture": 0,
            "share_counties": pytest.approx(1 / 2),
            "share_people": pytest.approx(400 / 1400),
        },
    }


@pytest.mark.filterwarnings("error")
def test_states_of_an_empty_day(country):
    table = country.coverage.compute("2002-01-01").states
    assert table["counties"].tolist() == [3, 2]
    assert not table.drop(columns=["counties", "people"]).any(axis=None)


def test_states_and_totals_agree(country):
    for reach in ("all", "countywide", "part"):
        choice = {"on": DAY, "models": ("jail", "task_force"), "reach": reach}
        table = country.coverage.compute(**choice).states
        totals = summarize(country, **choice)
        assert table["agreements"].sum() == totals["agreements"]
        assert table["counties_covered"].sum() == totals["counties"]
        assert table["people_covered"].sum() / 2000 == pytest.approx(totals["people"])


def compare(country, since, on, **filters):
    before, after = (country.coverage.compute(day, **filters) for day in (since, on))
    table = compare_coverage(before, after)
    return table.set_index("geoid")[["before", "after", "change"]].T.to_dict("list")


def test_changes(country):
    assert compare(country, "2020-03-30", "2020-06-01") == {
        "12001": [7, 6, "changed"],
        "12003": [2, 2, "same"],
        "12005": [0, 0, "none"],
        "13001": [0, 3, "gained"],
        "13003": [4, 0, "lost"],
    }


def test_changes_under_a_filter(country):
    changes = compare(country, "2020-03-30", "2020-06-01", models=("jail",), reach="countywide")
    assert {geoid: change for geoid, (_, _, change) in changes.items()} == {
        "12001": "lost",
        "12003": "none",
        "12005": "none",
        "13001": "gained",
        "13003": "none",
    }


def test_nothing_changes_between_a_day_and_itself(country):
    changes = compare(country, DAY, DAY)
    assert {change for _, _, change in changes.values()} == {"same", "none"}


def test_a_geoid_of_no_county(make_agreements, country):
    stray = make_agreements({"geoids": "12001;99999", "signed_on": "2020-01-01"})
    with pytest.raises(ValueError, match=r"agreements\.csv: GEOID 99999 is no county"):
        compute(country, stray)


def list_days(record):
    """Days on which something begins or ends, and the days around them."""
    rng = np.random.default_rng(11)
    turns = pd.concat([record.agreements["starts_on"], record.agreements["over_on"]]).dropna()
    turns = turns.sample(20, random_state=11) + pd.to_timedelta(rng.integers(-1, 2, 20), "D")
    return [*turns, pd.Timestamp(record.last)]


def test_random_days_against_plain_counting(record):
    """The same counts, agreement by agreement, without a table."""
    rng = np.random.default_rng(5)
    rows = record.agreements.to_dict("records")
    for day in list_days(record):
        models = [model for model in MODELS if rng.random() < 0.7]
        reach, state = rng.choice(REACHES), rng.choice(["", "TX", "FL"])
        covers, whole, agencies, agreements, statewide = {}, set(), set(), 0, 0
        for row in rows:
            begun = row["starts_on"] <= day and not row["over_on"] <= day
            if not begun or row["model"] not in models or (state and row["state"] != state):
                continue
            if not row["statewide"] and reach not in ("all", row["reach"]):
                continue
            agreements += 1
            statewide += row["statewide"]
            agencies.add(row["agency_id"])
            for geoid in row["geoids"].split(";") if row["geoids"] else ():
                covers.setdefault(geoid, set()).add(row["model"])
                whole |= {geoid} if row["reach"] == "countywide" else set()
        coverage = record.coverage.compute(day, models, reach)
        totals = coverage.count_totals(state)
        assert (totals.agreements, totals.statewide) == (agreements, statewide)
        assert (totals.agencies, totals.counties) == (len(agencies), len(covers))
        people = record.population[list(covers)].sum() / record.places[state].people
        assert totals.people == pytest.approx(people)
        assert totals.counties_countywide == len(whole)
        assert totals.counties_part == len(covers.keys() - whole)
        partly = record.population[list(covers.keys() - whole)].sum()
        assert totals.people_part == pytest.approx(partly / record.places[state].people)
        mixtures = coverage.counties.set_index("geoid")["mixture"]
        if not state:
            mixed = {geoid: sum(map(BITS.get, found)) for geoid, found in covers.items()}
            assert mixtures[mixtures > 0].to_dict() == mixed
            assert coverage.states["agreements"].sum() == agreements
        assert coverage.states["counties_covered"].sum() == (mixtures > 0).sum()


def test_tables_given_stay_as_they_were(country):
    before = country.agreements.copy(), country.counties.copy()
    coverage = compute(country, country.agreements)
    assert coverage.states["agreements"].sum() == coverage.count_totals().agreements
    pd.testing.assert_frame_equal(country.agreements, before[0])
    pd.testing.assert_frame_equal(country.counties, before[1])
