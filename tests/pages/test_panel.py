"""The panel writes what it is told, escapes it, and says so where there is nothing."""

import datetime
from html.parser import HTMLParser
from types import SimpleNamespace

import pandas as pd
import pytest

from geo.agreements import describe_place
from geo.coverage import DailyCoverage, compare_coverage
from geo.program import MODELS, NAMES
from geo.words.life import Life
from geo.words.templates import render_template

NO_SOURCES = pd.DataFrame(columns=["source", "kind", "dated_on", "title", "address"])
DAY = datetime.date(2026, 7, 20)


class Page(HTMLParser):
    """Collects the elements, links and text of a page as a browser would see them."""

    def __init__(self, markup):
        super().__init__()
        self.elements, self.links, self.attributes, self.parts = [], [], [], []
        self.feed(markup)
        self.text = " ".join(" ".join(self.parts).split())

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.parts.append(data)


@pytest.fixture
def show_place(make_agreements, country):
    """Render the panel of a place of the made-up country with the given agreements."""

    def show(code, *rows, on=DAY, language="en"):
        agreements = make_agreements(*rows)
        place = describe_place(country.places[code], agreements, on)
        return Page(
            render_template(
                "place.html.j2",
                silences=[],
                language=language,
                on=on,
                place=place,
                life=Life(NO_SOURCES, language),
            )
        )

    return show


@pytest.fixture
def show_country(country):
    """Render the panel of the whole made-up country on a day."""

    def show(on, agreements=country.agreements, models=MODELS, language="en"):
        tables = DailyCoverage(agreements, country.counties, country.population)
        coverage = tables.compute(on, models)
        states = coverage.states
        states["name"] = country.states.set_index("state")["name"]
        return Page(
            render_template(
                "country.html.j2",
                silences=[],
                language=language,
                on=on,
                totals=coverage.count_totals(),
                by_model=[(model, 1) for model in models],
                states=states[states["agreements"] > 0],
            )
        )

    return show


def test_an_agreement_is_written_out(show_place):
    page = show_place(
        "12001",
        {
            "agency": "Alachua County Sheriff's Office",
            "model": "warrant",
            "geoids": "12001",
            "signed_on": "2025-02-03",
            "first_listed_on": "2025-02-10",
            "last_listed_on": "2026-07-20",
            "moa_url": "https://www.ice.gov/doclib/287gMOA/a.pdf?x=1&y=2",
            "source": "participatingAgencies07202026.xlsx#41",
        },
    )
    for words in (
        "Alachua County, Florida",
        "1 local agreement in force on 20 July 2026 · 100 people",
        "Alachua County Sheriff's Office",
        NAMES["warrant"],
        "signed 3 Feb 2025",
        "Listed 10 Feb 2025 – 20 Jul 2026",
        "participatingAgencies07202026.xlsx, row 41",
    ):
        assert words in page.text
    assert page.links == ["https://www.ice.gov/doclib/287gMOA/a.pdf?x=1&y=2"]
    assert "part of the county" not in page.text
    assert "no longer listed" not in page.text


def test_an_ended_agreement_says_when(show_place):
    page = show_place(
        "12001",
        {"geoids": "12001", "last_listed_on": "2025-12-01", "ended_on": "2025-12-08"},
    )
    assert "1 that ended before" in page.text
    assert "no longer listed on 8 Dec 2025" in page.text
    assert "0 local agreements in force" in page.text


def test_an_unsigned_part_agreement_says_so(show_place):
    page = show_place("12001", {"geoids": "12001", "reach": "part"})
    assert "signing date not known" in page.text
    assert "part of the county" in page.text


def test_names_are_escaped(show_place):
    name = """<script>alert(1)</script> & "Sons" <img src=x onerror='alert(2)'>"""
    page = show_place("12001", {"agency": name, "geoids": "12001"})
    assert not {"script", "img"} & set(page.elements)
    assert " ".join(name.split()) in page.text


def test_sources_are_escaped(show_place):
    page = show_place("12001", {"geoids": "12001", "source": "<b onclick=x>.xlsx#4"})
    assert "b" not in page.elements
    assert "<b onclick=x>.xlsx, row 4" in page.text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://www.ice.gov",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "link pending",
        "//evil.example/a.pdf",
        " javascript:alert(1)",
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(show_place, url):
    page = show_place("12001", {"geoids": "12001", "moa_url": url})
    assert page.links == []
    assert "MOA" not in page.text


def test_a_web_address_cannot_leave_its_attribute(show_place):
    url = """https://www.ice.gov/a.pdf" onmouseover="alert(1)"""
    page = show_place("12001", {"geoids": "12001", "moa_url": url})
    assert page.links == [url]
    assert "onmouseover" not in page.attributes


def test_a_place_with_nothing(show_place):
    elsewhere = {"state": "GA", "geoids": "13001"}
    page = show_place("12005", elsewhere)
    assert "0 local agreements in force on 20 July 2026" in page.text
    assert "No local agency here is known to have an agreement in force on this date" in page.text
    assert "No statewide agency has an agreement in force on this date" in page.text
    assert "under the models and reach shown" not in page.text
    assert "ended before" not in page.text
    assert "ul" not in page.elements


def test_a_superseded_agreement_says_so(show_place):
    ended = {"last_listed_on": "2025-12-01", "ended_on": "2025-12-08", "flags": "superseded"}
    page = show_place("12001", {"geoids": "12001", **ended})
    assert "signed anew on 8 Dec 2025" in page.text


def test_statewide_agencies_stand_apart(show_place):
    patrol = {"agency": "Florida Highway Patrol", "statewide": "true", "reach": ""}
    county = show_place("12005", patrol)
    assert "Florida Highway Patrol" in county.text
    assert "0 local agreements" in county.text
    assert "cover every county of the state; they are not counted above" in county.text
    assert "These agencies cover the whole state" in show_place("FL", patrol).text


def test_unlocated_agreements_stand_in_their_state(show_place):
    lost = {"agency": "Lost City Police", "reach": "part"}
    state = show_place("FL", lost)
    assert "In Florida, county not known" in state.text
    assert "Lost City Police" in state.text
    assert "1 local agreement in force" in state.text
    assert "No local agency" not in state.text
    assert "Lost City Police" not in show_place("12001", lost).text


def test_the_panel_says_what_it_shows(show_place, country, make_agreements):
    place = describe_place(country.places["12001"], make_agreements({"geoids": "12001"}), DAY)
    markup = render_template(
        "place.html.j2", silences=[], on=DAY, place=place, life=Life(NO_SOURCES)
    )
    assert 'lang="en" data-place="12001" data-date="2026-07-20"' in markup


def test_the_country(show_country):
    page = show_country(datetime.date(2020, 4, 1))
    assert "7 agreements in force on 1 April 2020. Choose a county" in page.text
    assert "Florida 5 67%" in page.text
    assert "Georgia 2 50%" in page.text
    assert "1 local agreement can't be placed in a county" in page.text
    for model in MODELS:
        assert NAMES[model] in page.text


def test_the_country_with_nothing(show_country):
    page = show_country(datetime.date(2002, 1, 1))
    assert "0 agreements in force on 1 January 2002" in page.text
    assert "No agreement is in force on this date under the models and reach shown" in page.text
    assert "can't be placed" not in page.text


def test_a_place_in_spanish(show_place):
    page = show_place(
        "12001",
        {
            "agency": "Alachua County Sheriff's Office",
            "model": "task_force",
            "geoids": "12001",
            "reach": "part",
            "signed_on": "2025-09-03",
            "first_listed_on": "2025-09-10",
            "last_listed_on": "2026-07-20",
            "moa_url": "https://www.ice.gov/a.pdf",
            "source": "participatingAgencies07202026.xlsx#41",
        },
        {"geoids": "12001", "last_listed_on": "2025-12-01", "ended_on": "2025-12-08"},
        language="es",
    )
    for words in (
        "Alachua County, Florida",
        "1 acuerdo local vigente el 20 de julio de 2026 · 100 habitantes",
        "Alachua County Sheriff's Office Memorando",
        "Fuerza de tarea · firmado el 3 sept 2025 · parte del condado",
        "En las listas: 10 sept 2025 – 20 jul 2026",
        "participatingAgencies07202026.xlsx, fila 41",
        "Ninguna agencia estatal tiene un acuerdo vigente en esta fecha.",
        "1 que terminó antes",
        "ya no figuraba el 8 dic 2025",
    ):
        assert words in page.text


def test_the_country_in_spanish(show_country):
    page = show_country(datetime.date(2020, 4, 1), language="es")
    assert "7 acuerdos vigentes el 1 de abril de 2020. Elija un condado" in page.text
    assert "No se pudo ubicar en un condado 1 acuerdo local." in page.text
    assert "Oficial de servicio de órdenes" in page.text


def test_the_masthead_offers_the_page_in_each_language():
    links = [("en", "English", "?place=FL&x=<b>"), ("es", "Español", "?place=FL&lang=es")]
    page = Page(render_template("masthead.html.j2", language="es", links=links))
    assert page.links == ["?place=FL&x=<b>", "?place=FL&lang=es"]
    assert page.text == "287(g) Atlas EN · ES"


def compare(country, since, on):
    return compare_coverage(country.coverage.compute(since), country.coverage.compute(on))


def test_what_changed(country):
    since = datetime.date(2020, 3, 30)
    changes = compare(country, since, "2020-06-01")
    changes = changes.merge(country.counties[["geoid", "namelsad"]], on="geoid")
    changes["namelsad"] = changes["namelsad"].replace("Atkinson County", "<i>Atkinson</i> County")
    page = Page(
        render_template(
            "changes.html.j2",
            silences=[],
            on=datetime.date(2020, 6, 1),
            since=since,
            place="",
            name="",
            changes=changes,
            state_names={"FL": "Florida", "GA": "Georgia"},
        )
    )
    assert "The whole country: what changed" in page.text
    assert "From 30 March 2020 to 1 June 2020" in page.text
    assert "Gained a local agreement: 1 county Georgia 1 Appling County" in page.text
    assert "Lost all local agreements: 1 county Georgia 1 <i>Atkinson</i> County" in page.text
    assert "Changed model: 1 county Florida 1 Alachua County" in page.text


@pytest.mark.parametrize(
    ("name", "title"),
    [("", "Todo el país: qué cambió"), ("New Mexico", "Nuevo México: qué cambió")],
)
def test_changes_in_spanish(country, name, title):
    changes = compare(country, "2020-03-30", "2020-06-01")
    page = Page(
        render_template(
            "changes.html.j2",
            language="es",
            silences=[(datetime.date(2020, 4, 4), datetime.date(2020, 6, 3))],
            on=datetime.date(2020, 6, 1),
            since=datetime.date(2020, 3, 30),
            place="",
            name=name,
            changes=changes.assign(namelsad="Condado"),
            state_names={"FL": "Florida", "GA": "Georgia"},
        )
    )
    assert page.text.startswith(title)
    assert "ninguna lista entre la del 4 de abril de 2020 y la del 3 de junio de 2020" in page.text


def test_nothing_changed(country):
    changes = compare(country, "2020-04-02", "2020-04-03")
    page = Page(
        render_template(
            "changes.html.j2",
            silences=[],
            on=datetime.date(2020, 4, 3),
            since=datetime.date(2020, 4, 2),
            place="GA",
            name="Georgia",
            changes=changes.assign(namelsad=""),
            state_names={"FL": "Florida", "GA": "Georgia"},
        )
    )
    assert page.text.count("0 counties None.") == 3


def test_big_numbers_carry_commas():
    totals = SimpleNamespace(agreements=2179, unlocated=1234)
    page = Page(
        render_template(
            "country.html.j2",
            silences=[],
            on=DAY,
            totals=totals,
            by_model=[],
            states=pd.DataFrame(),
        )
    )
    assert "2,179 agreements in force" in page.text
    assert "1,234 local agreements can't be placed" in page.text
