"""The rules that exist twice say the same: Python and the browser read the same cases."""

import datetime
import json
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest

from geo.address import Bounds, read_address, read_message, write_address, write_message
from geo.agreements import select_kind, select_place
from geo.figure.configuration import PROGRAM
from geo.figure.payload import encode_agreements
from geo.program import choose_cover, compare_mixtures, list_models
from geo.shading import classify
from geo.trend import compute_trend
from geo.view import View, find_range
from geo.words.browser import FIGURE, describe_language, list_words
from geo.words.language import (
    format_date,
    format_number,
    format_share,
    format_short_date,
    load_translations,
)
from tests.figure.node import run_node

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
# What the browser's parts of a coverage are called in Python.
COUNTY_COLUMNS = ("mixture", "countywide", "part", "agreements")
STATE_COLUMNS = {
    "covered": "counties_covered",
    "peopleCovered": "people_covered",
    "agreements": "agreements",
    "statewide": "statewide",
    "statewideMixture": "statewide_mixture",
}
TOTALS = {
    "agreements": "agreements",
    "local": "local",
    "statewide": "statewide",
    "agencies": "agencies",
    "states": "states",
    "counties": "counties",
    "countiesCountywide": "counties_countywide",
    "countiesPart": "counties_part",
    "people": "people",
    "peopleCountywide": "people_countywide",
    "peoplePart": "people_part",
}


def read_cases(name):
    return json.loads((CASES / f"{name}.json").read_text("utf-8"))


def test_the_browser_passes_its_own_tests():
    tests = sorted((HERE / "browser").glob("*.test.js"))
    assert len(tests) > 3
    run_node("--test", *tests)


def test_the_program_is_the_one_of_the_cases():
    told = json.loads(json.dumps(PROGRAM))
    del told["colours"]
    assert told == read_cases("program")


def test_languages_are_those_of_the_cases():
    cases = read_cases("language")
    for described in cases["languages"]:
        texts = described.pop("texts")
        words = list_words(described["code"])
        assert {name: words[name] for name in texts} == texts
        assert describe_language(described["code"]) == described


@pytest.mark.parametrize("language", ["en", "es"])
def test_dates_numbers_shares_and_counts(language):
    cases = read_cases("language")
    for case in cases["dates"]:
        date = datetime.date.fromisoformat(case["date"])
        assert [format_date(date, language), format_short_date(date, language)] == case[language]
    for number, text in cases["numbers"]:
        assert format_number(number, language) == text
    for share, text in cases["shares"]:
        assert format_share(share, language) == text
    for case in cases["counts"]:
        text = load_translations(language).ngettext(*FIGURE[case["name"]], case["n"])
        filled = text.format(n=format_number(case["n"], language), **case["values"])
        assert filled == case[language]


def test_covers_changes_and_classes():
    cases = read_cases("shading")
    for measure, value, expected in cases["classes"]:
        assert classify(value, measure) == expected
    countywide, part, covers = zip(*cases["covers"], strict=True)
    assert choose_cover(countywide, part).tolist() == list(covers)
    before, after, changes = zip(*cases["changes"], strict=True)
    assert compare_mixtures(before, after).tolist() == list(changes)


def test_what_follows_from_a_view(record):
    cases = read_cases("view")
    read = datetime.date.fromisoformat
    for date, expected in cases["ranges"]:
        assert find_range(read(date)) == expected
    for stretch, date, expected in cases["held"]:
        assert find_range(read(date), stretch) == expected
    for date, compare, (since, on) in cases["dates"]:
        view = View(read(date), compare=read(compare) if compare else None)
        assert [day.isoformat() for day in view.dates] == [day for day in (since, on) if day]
    for level, compare, expected in cases["byState"]:
        view = View(record.last, compare=read(compare) if compare else None, level=level)
        assert view.by_state == expected
    for models, reach, expected in cases["narrowed"]:
        assert View(record.last, models=list_models(models), reach=reach).narrowed == expected
    silences = [[day.date().isoformat() for day in silence] for silence in record.silences]
    assert silences == cases["silences"]["between"]
    for case in cases["silences"]["dates"]:
        found = record.list_silences(*map(read, case["dates"]))
        assert [[day.isoformat() for day in silence] for silence in found] == [
            silences[at] for at in case["found"]
        ]


@pytest.fixture
def bounds():
    known = {
        name: datetime.date.fromisoformat(day)
        for name, day in read_cases("address")["known"].items()
    }
    places = read_cases("coverage")["places"]
    codes = frozenset(places["counties"]["geoid"]) | frozenset(places["states"]["state"])
    stories = {key: dict(parse_qsl(view)) for key, view in read_cases("address")["stories"].items()}
    return Bounds(known["since"], known["until"], codes, stories)


def test_addresses_are_read(bounds):
    cases = read_cases("address")
    assert write_message(bounds.default) == cases["default"]
    for case in cases["read"]:
        params = dict(parse_qsl(case["address"], keep_blank_values=True))
        view, notices = read_address(params, bounds)
        assert write_message(view) == cases["default"] | case["view"], case["address"]
        assert [notice.split("=")[0] for notice in notices] == case["unusable"], case["address"]


def test_addresses_are_written(bounds):
    cases = read_cases("address")
    for case in cases["write"]:
        view = read_message(cases["default"] | case["view"], bounds)
        assert urlencode(write_address(view, bounds)) == case["address"]


def test_a_small_country_is_covered(country, lists):
    cases = read_cases("coverage")
    tables = (country.counties, country.states, country.population, lists)
    assert json.loads(encode_agreements(country.agreements, *tables)) == cases["lists"]
    for case in cases["cases"]:
        filters = {"models": list_models(case["models"]), "reach": case["reach"]}
        coverage = country.coverage.compute(case["date"], **filters)
        for name in COUNTY_COLUMNS:
            assert coverage.counties[name].tolist() == case[name]
        for name, column in STATE_COLUMNS.items():
            assert coverage.states[column].tolist() == case["states"][name]
        totals = coverage.count_totals(country.places[case["place"]].state)
        for name, attribute in TOTALS.items():
            assert getattr(totals, attribute) == pytest.approx(case["totals"][name], abs=1e-6)


def test_a_small_country_day_by_day(country):
    for case in read_cases("coverage")["trends"]:
        kind = select_kind(country.agreements, list_models(case["models"]), case["reach"])
        here = select_place(kind, country.places[case["place"]])
        days = (datetime.date.fromisoformat(case[name]) for name in ("first", "last"))
        assert compute_trend(here, *days).tolist() == case["inForce"]
