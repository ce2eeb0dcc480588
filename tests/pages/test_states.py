"""The page of states is wired: its address chooses what is told, and follows the controls."""

import re
from functools import partial

import pytest

from tests.pages import shown
from tests.pages.shown import list_address, read_html

open_page = partial(shown.open_page, "states")


def list_rows(page):
    """The states of the table, in its order."""
    table = read_html(page).split('<table class="states" data-sortable>')[1].split("</table>")[0]
    return re.findall(r'href="\./states\?state=(\w\w)"', table)


def test_the_table_is_sorted_as_the_address_says():
    page = open_page(sort="agreements")
    assert list_rows(page)[:3] == ["TX", "FL", "AR"]
    page.selectbox(key="states_sort").select("name").run()
    assert list_rows(page)[:3] == ["AL", "AK", "AS"]
    assert list_address(page) == {}
    page.selectbox(key="states_sort").select("law").run()
    assert list_rows(page)[0] == "AR"
    assert list_address(page) == {"sort": "law"}


def test_a_profile_tells_of_law_and_of_who_has_not_signed():
    page = open_page(state="TX", lang="es")
    html = read_html(page)
    assert "<h1>Texas</h1>" in html
    assert "Exige acuerdos" in html
    assert "Condados sin acuerdo para todo el condado (43)" in html
    page.selectbox(key="states_state").select("CA").run()
    html = read_html(page)
    assert "Prohíbe los acuerdos" in html
    assert "Condados sin acuerdo" not in html


def test_states_and_a_region_stand_side_by_side_and_in_the_address():
    page = open_page(compare="FL.TX", region="39061.21117")
    table = read_html(page).split('<table class="compare">')[1].split("</table>")[0]
    assert re.findall(r"<b>([\d,]+)</b>", table)[:2] == ["349", "475"]
    assert '<a href="./?place=21117.39061">Chosen region</a>' in table
    assert "Hamilton County, OH" in read_html(page)
    page.multiselect(key="states_region").unselect("39061").run()
    assert list_address(page) == {"compare": "FL.TX", "region": "21117"}


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"state": "XX"}, "expected"),
        ({"region": "99999"}, "expected up to 60 states and GEOIDs of counties"),
        ({"compare": "<i>"}, "expected up to 4 states"),
    ],
)
def test_what_of_an_address_can_t_be_used_is_told(params, said):
    html = read_html(open_page(**params))
    assert said in html.split('class="notice"')[1]
    assert "<h1>States and regions</h1>" in html
