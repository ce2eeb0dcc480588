"""The page of changes is wired: address, controls and what is shown are one."""

import re
from functools import partial

from geo.answers.changes import list_list_days
from geo.words.language import format_short_date
from tests.pages import shown
from tests.pages.shown import list_address, read_html

open_page = partial(shown.open_page, "changes")


def count_lines(page):
    return len(re.findall('<td class="day">', read_html(page)))


def test_first_the_changes_since_the_list_before(record):
    page = open_page()
    last, before = map(format_short_date, list_list_days(record)[:2])
    assert f"From the list of {before} to that of {last}" in read_html(page)
    assert list_address(page) == {}
    assert count_lines(page) > 40
    page.button(key="more").click().run()
    assert count_lines(page) > 120
    page.segmented_control(key="changes_show").set_value("left").run()
    assert list_address(page) == {"show": "left"}
    assert "ended, none left" in read_html(page)
    assert count_lines(page) < 30


def test_the_address_sets_the_controls_and_wins_over_them():
    page = open_page(by="dates", since="2025-01-20", state="TX.VA", utm="x")
    assert page.multiselect(key="changes_state").value == ["TX", "VA"]
    page.multiselect(key="changes_model").set_value(["warrant"]).run()
    address = {"by": "dates", "since": "2025-01-20", "state": "TX.VA", "utm": "x"}
    assert list_address(page) == address | {"model": "warrant"}
    page.query_params.clear()
    page.query_params["state"] = "FL"
    page.run()
    assert page.multiselect(key="changes_state").value == ["FL"]
    assert page.multiselect(key="changes_model").value == []
    assert list_address(page) == {"state": "FL"}


def test_what_cannot_be_used_is_told_until_something_is_chosen():
    page = open_page(state="XX", lang="es")
    assert "state='XX' en la dirección" in read_html(page)
    page.segmented_control(key="changes_show").set_value("applied").run()
    assert "en la dirección" not in read_html(page)
    assert list_address(page) == {"lang": "es", "show": "applied"}
    assert "solicitudes" in read_html(page)


def test_links_lead_to_the_map_of_the_days_in_the_language():
    days = {"since": "2025-12-19", "until": "2026-05-18"}
    page = open_page(show="left", by="dates", state="OK", lang="es", **days)
    links = re.findall(r'href="(\./\?[^"]+)"', read_html(page))
    assert "./?date=2026-02-03&compare=2026-02-02&place=40091&lang=es" in links
