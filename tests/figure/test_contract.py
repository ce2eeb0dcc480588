"""Over all places of the committed record, the browser computes and says what Python does."""

import datetime
import itertools
import json
from html import unescape
from html.parser import HTMLParser

import pytest

from geo.agreements import describe_place, select_in_force, select_kind, select_place
from geo.figure.configuration import configure_figure
from geo.figure.details import write_details
from geo.figure.payload import encode_agreements
from geo.program import MODELS, compute_mixture
from geo.shading import MEASURE_COLUMNS, classify
from geo.trend import compute_trend
from geo.view import MEASURES
from geo.words.language import format_number, format_share, load_translations
from geo.words.life import Life
from geo.words.names import Phrases, capitalize
from tests.figure.node import run_node
from tests.figure.test_rules import COUNTY_COLUMNS, HERE, STATE_COLUMNS, TOTALS

LANGUAGES = ("en", "es")
DATES = ("2007-03-01", "2012-06-30", "2019-12-31", "2025-02-28", "2025-09-17", "2026-07-20")
KINDS = [
    {"models": MODELS, "reach": "all"},
    {"models": MODELS, "reach": "countywide"},
    {"models": ("jail", "task_force"), "reach": "part"},
    {"models": ("warrant",), "reach": "all"},
]
TREND = (datetime.date(2005, 1, 1), datetime.date(2026, 7, 20))
# Over the lines of states, with whole ones, with one within another, in several frames, and with
# one of the two counties of Abilene.
REGIONS = (
    "39061.48441",
    "18029.21015.21037.21117.39025.39061",
    "12001.12003.FL",
    "GA.SC",
    "02020.15003.36061.72127",
    "24031.24033.51013.51059.51510.DC",
    # Nobody lives there.
    "60030.60040",
)
# With 2 ** 7 and 5 ** 3 below, many a share lies in the middle between two roundings.
DENOMINATORS = (7, 8, 16, 40, 64, 67, 128, 200, 254, 400, 1000, 2000)
# What `describe_place` looks at: fewer columns are sorted out sooner.
ASKED = ["agency", "state", "model", "geoids", "statewide", "starts_on", "over_on"]


@pytest.fixture(scope="module")
def ask(record, composite, tmp_path_factory):
    """Put questions to the browser's rules; the answers in order."""
    counties, states = record.counties, record.states
    position = {state: index for index, state in enumerate(states["state"])}
    lists = encode_agreements(
        record.agreements, counties, states, record.population, record.absorbed
    )
    known = {
        "geometry": {
            "counties": {
                "geoid": counties["geoid"].tolist(),
                "name": counties["namelsad"].tolist(),
                "state": counties["state"].map(position).tolist(),
                "shape": [[] for _ in counties["geoid"]],
            },
            "states": {"state": states["state"].tolist(), "name": states["name"].tolist()},
        },
        "lists": json.loads(lists),
        "configs": [configure_figure(record, language) for language in LANGUAGES],
        "details": {
            state: read_script(text) for state, text in write_details(record, composite).items()
        },
    }

    def ask(questions):
        path = tmp_path_factory.mktemp("questions") / "questions.json"
        path.write_text(json.dumps(known | {"questions": questions}), "utf-8")
        return json.loads(run_node(HERE / "browser" / "answer.js", path))

    return ask


def read_script(text):
    """The data of a state's script."""
    return json.loads(text[text.index("]=") + 2 :].removesuffix(";"))


def describe(kind, place="", **values):
    return {
        "models": compute_mixture(kind["models"]),
        "reach": kind["reach"],
        "place": place,
    } | values


@pytest.mark.slow
def test_counties_and_states_are_covered_alike(record, ask):
    cases = [(date, kind) for date in DATES for kind in KINDS]
    answers = ask([{"ask": "coverage", "view": describe(kind, date=date)} for date, kind in cases])
    for (date, kind), answer in zip(cases, answers, strict=True):
        coverage = record.coverage.compute(date, **kind)
        for name in COUNTY_COLUMNS:
            assert answer["counties"][name] == coverage.counties[name].tolist()
        states = coverage.states.loc[record.states["state"]]
        for name, column in STATE_COLUMNS.items():
            assert answer["states"][name] == states[column].tolist(), name
        for measure, classes in zip(MEASURES, answer["classes"], strict=True):
            values = states[MEASURE_COLUMNS[measure]]
            assert classes == [classify(value, measure) for value in values], measure
        found = record.list_silences(datetime.date.fromisoformat(date))
        assert [[day["since"], day["until"]] for day in answer["silences"]] == [
            [day.isoformat() for day in silence] for silence in found
        ]


def test_totals_are_alike_and_written_alike(record, ask):
    homes = ["", *record.states["state"]]
    cases = [(home, date, kind) for home in homes for date in DATES[-2:] for kind in KINDS]
    answers = ask(
        [{"ask": "totals", "view": describe(kind, home, date=date)} for home, date, kind in cases]
    )
    coverages = {(date, id(kind)): record.coverage.compute(date, **kind) for _, date, kind in cases}
    for (home, date, kind), answer in zip(cases, answers, strict=True):
        totals = coverages[date, id(kind)].count_totals(home)
        found = answer["totals"]
        for name, attribute in TOTALS.items():
            assert found[name] == pytest.approx(getattr(totals, attribute)), (home, name)
        assert sum(found["byModel"]) == totals.agreements
        whole, part = kind["reach"] != "part", kind["reach"] != "countywide"
        for language, numbers in zip(LANGUAGES, answer["numbers"], strict=True):
            assert [number["value"] for number in numbers] == [
                format_number(totals.counties_countywide, language) if whole else "–",
                format_number(totals.counties_part, language) if part else "–",
                format_number(totals.agreements, language),
                format_number(totals.agencies, language),
            ], home
            assert not whole or (
                format_share(totals.people_countywide, language) in numbers[0]["note"]
            )
            assert not part or format_share(totals.people_part, language) in numbers[1]["note"]


def test_regions_are_counted_and_named_alike(record, ask):
    cases = [(code, date, kind) for code in REGIONS for date in DATES[-3:] for kind in KINDS]
    answers = ask(
        [{"ask": "region", "view": describe(kind, code, date=date)} for code, date, kind in cases]
    )
    for (code, date, kind), answer in zip(cases, answers, strict=True):
        place = record.places[code]
        totals = record.coverage.compute(date, **kind).count_totals(place)
        for name, attribute in TOTALS.items():
            if name != "states":
                expected = pytest.approx(getattr(totals, attribute))
                assert answer["totals"][name] == expected, (code, name)
        models = select_in_force(select_place(record.agreements, place), date)["model"]
        here = models[models.isin(kind["models"])].value_counts() if kind is KINDS[0] else None
        if here is not None:
            assert answer["totals"]["byModel"] == [here.get(model, 0) for model in MODELS]
        assert answer["members"] == list(place.members)
        assert answer["people"] == place.people
        assert answer["name"] == Phrases(record, "en").name_region(place)
        assert answer["named"] == "Home & more"
        assert [number["value"] for number in answer["numbers"]][2:] == [
            format_number(totals.local, "en"),
            format_number(totals.statewide, "en"),
        ]


@pytest.mark.slow
@pytest.mark.parametrize("step", [22, pytest.param(1, marks=pytest.mark.stress)])
def test_days_are_counted_alike(record, ask, step):
    places = ["", *record.states["state"], *REGIONS, *record.counties["geoid"][::step]]
    assert len(places) > 200
    first, last = (day.isoformat() for day in TREND)
    for kind in KINDS[::2]:
        answers = ask(
            [
                {"ask": "trend", "view": describe(kind, place), "first": first, "last": last}
                for place in places
            ]
        )
        of_kind = select_kind(record.agreements, kind["models"], kind["reach"])
        for place, answer in zip(places, answers, strict=True):
            counts = compute_trend(select_place(of_kind, record.places[place]), *TREND)
            changes = counts.reset_index(drop=True)[counts.diff().ne(0).to_numpy()]
            assert answer == [list(change) for change in changes.items()], place


def test_shares_are_rounded_alike(ask):
    shares = [n / all_ for all_ in DENOMINATORS for n in range(all_ + 1)]
    (answer,) = ask([{"ask": "shares", "shares": shares}])
    expected = [[format_share(share, language) for language in LANGUAGES] for share in shares]
    assert answer == expected


class Told(HTMLParser):
    """What a panel tells of agreements: names, lives and proofs, each sorted."""

    def __init__(self, markup):
        super().__init__()
        self.open, self.agencies, self.lives, self.proofs = [], set(), [], []
        self.feed(markup)
        self.lives.sort()
        self.proofs.sort()

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.proofs[-1] += " · "
        elif tag != "input":
            name = dict(attrs).get("class", "")
            self.open.append((tag, name))
            if tag == "small":
                self.proofs.append("")
            since = ("ul", "agencies since") in self.open
            if name == "quiet" and ("div", "agreement") in self.open and not since:
                self.lives.append("")

    def handle_endtag(self, tag):
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if ("ul", "agencies since") in self.open:
            return
        tags = [tag for tag, _ in self.open]
        if tags[-1:] == ["h4"]:
            self.agencies.add(data)
        elif "small" in tags:
            self.proofs[-1] += data
        elif ("div", "agreement") in self.open and self.open[-1] == ("p", "quiet"):
            self.lives[-1] += data


@pytest.mark.slow
def test_counties_are_named_alike(record, ask):
    (told,) = ask([{"ask": "counties"}])
    for language, names in zip(LANGUAGES, told, strict=True):
        phrases = Phrases(record, language)
        said = [capitalize(phrases.name_county(geoid)) for geoid in record.counties["geoid"]]
        assert names == said
    assert "Condado de Alachua" in told[1]


@pytest.mark.slow
@pytest.mark.parametrize("step", [40, pytest.param(1, marks=pytest.mark.stress)])
def test_panels_tell_what_python_does(record, ask, step):
    """All states, and some counties or all, in both languages."""
    places = [*record.states["state"], *record.counties["geoid"][::step]]
    assert len(places) > 130
    kinds = (KINDS[0], {"models": ("task_force", "warrant"), "reach": "part"})
    agreements = list(record.agreements.itertuples())
    lives, proofs = [], []
    for language in LANGUAGES:
        life = Life(record.sources, language)
        lives.append({row.Index: life.tell(row) for row in agreements})
        proofs.append(
            {
                row.Index: " · ".join(f"{label}: {source}" for label, source, _ in life.prove(row))
                for row in agreements
            }
        )
    agencies = {row.Index: row.agency for row in agreements}
    titles = record.events.groupby("state")["title"].apply(list)
    for kind, date in itertools.product(kinds, ("2011-03-01", "2026-07-20")):
        answers = ask([{"ask": "panel", "view": describe(kind, p, date=date)} for p in places])
        table = select_kind(record.agreements, kind["models"], kind["reach"])[ASKED]
        for place, panels in zip(places, answers, strict=True):
            found = describe_place(record.places[place], table, date)
            tables = (found.local, found.unlocated, found.statewide, found.past)
            rows = [row for table in tables for row in table.index]
            for number, panel in enumerate(panels):
                told = Told(panel)
                assert told.lives == sorted(lives[number][row] for row in rows), place
                assert told.proofs == sorted(proofs[number][row] for row in rows), place
                assert told.agencies == {agencies[row] for row in rows}, place
                assert format_number(found.people, LANGUAGES[number]) in panel, place
                say = load_translations(LANGUAGES[number]).gettext
                for title in titles.get(found.state, []):
                    assert say(title) in unescape(panel), place
