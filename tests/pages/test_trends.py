"""The page of trends is wired: its address chooses what is drawn, and follows the controls."""

import json
from functools import partial

import pytest

from tests.pages import shown
from tests.pages.shown import list_address, list_html

open_page = partial(shown.open_page, "trends")


def list_descriptions(page):
    return [
        json.loads(element.proto.spec)["description"] for element in page.get("vega_lite_chart")
    ]


@pytest.fixture(scope="module")
def page():
    return open_page()


@pytest.mark.slow
def test_the_country_is_drawn_with_its_table(page):
    (text,) = list_descriptions(page)
    assert text.startswith("Agreements in force, the United States: ")
    assert text.endswith("2,179 on July 20, 2026.")
    table = list_html(page)[-1]
    assert '<th scope="row">Jul 20, 2026</th>' in table
    assert '<td class="number">2,179</td>' in table
    assert "Sep 28, 2026" in table


@pytest.mark.slow
def test_the_address_chooses_and_follows():
    page = open_page(states="FL.TX", show="months", per="people", lang="es", utm="1")
    assert len(list_descriptions(page)) == 2
    assert "Florida" in list_descriptions(page)[0]
    assert "por cada 100,000 habitantes" in list_descriptions(page)[1]
    page.selectbox(key="trends_per").select("count").run()
    page.multiselect(key="trends_states").unselect("FL").run()
    assert list_address(page) == {"states": "TX", "show": "months", "lang": "es", "utm": "1"}
    # Back to another address: that holds.
    page.query_params.clear()
    page.query_params["states"] = "GA"
    page.run()
    assert "Georgia" in list_descriptions(page)[0]


@pytest.mark.slow
def test_a_region_is_an_area_until_it_is_left_out():
    page = open_page(states="OH", region="39061.21117", name="The <river>?", per="people")
    assert "The" not in str(list_descriptions(page))
    page = open_page(states="OH", region="39061.21117", name="The river & all", per="people")
    assert ["Ohio" in told for told in list_descriptions(page)] == [True, False]
    assert ", The river & all: " in list_descriptions(page)[1]
    link = "./?place=21117.39061&amp;name=The+river+%26+all"
    assert any(link in html and "The river &amp; all" in html for html in list_html(page))
    page.multiselect(key="trends_states").unselect("21117.39061").run()
    assert list_address(page) == {"states": "OH", "per": "people"}


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"states": "FL.XX"}, "expected up to 4 states, joined by dots, as FL.TX"),
        ({"states": "FL.TX.GA.AL.NC"}, "expected up to 4 states"),
        ({"region": "39061.99999"}, "expected up to 60 states and GEOIDs of counties"),
        ({"show": "<b>"}, "expected force, months"),
        ({"range": "2010"}, "expected 2025, 2017, 2002"),
    ],
)
def test_what_of_an_address_can_t_be_used_is_told(params, said):
    page = open_page(**params)
    (notice,) = [body for body in list_html(page) if 'class="notice"' in body]
    assert said in notice
    assert "<b>" not in notice
    assert "United States" in list_descriptions(page)[0]
