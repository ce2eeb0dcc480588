"""The map page as a reader meets it: painted, clicked, filtered, addressed."""

import datetime
import itertools
import re

import pytest
from playwright.sync_api import expect

from geo.program import PALETTE
from geo.view import MEASURES, View
from geo.words.language import format_share
from tests.browser.picture import LARGE, find_wrong


def test_the_map_is_painted_from_the_coverage(visit, record):
    visitor = visit(**LARGE)
    assert find_wrong(visitor.read_fills(), record, record.bounds.default) == {}


def test_states_are_painted_from_their_coverage(study, record):
    visitor = study("?level=state", **LARGE)
    dates = ("2009-07-01", "2025-03-01", "2026-07-20")
    for measure, date in itertools.product(MEASURES, dates):
        visitor.map.locator(".measure select").select_option(measure)
        visitor.type_date(date)
        visitor.see(date=date)
        view = View(date=datetime.date.fromisoformat(date), level="state", measure=measure)
        shown = visitor.read_fills()
        # All but the smallest have room for their colour.
        assert record.counties.set_index("geoid")["state"][shown.index].nunique() > 50
        assert find_wrong(shown, record, view) == {}


def test_shares_of_states_are_those_of_the_coverage(study, record, spots):
    visitor = study("?level=state&date=2025-09-17")
    states = record.coverage.compute("2025-09-17").states
    tip = visitor.map.locator(".atlas-tip")
    for code in ("TX", "FL", "LA", "WI", "WY", "AK"):
        state = states.loc[code]
        geoids = record.counties["geoid"][record.counties["state"] == code]
        visitor.page.mouse.move(*visitor.locate(spots.loc[geoids, "radius"].idxmax()))
        expect(tip).to_contain_text(record.state_names[code])
        expect(tip).to_contain_text(
            f"{state.counties_covered:.0f} of {state.counties:.0f} counties"
        )
        expect(tip).to_contain_text(format_share(state.share_people))


def test_headline_numbers_are_those_of_the_coverage(study, record):
    visitor = study()
    on = visitor.read_state("date")
    totals = record.coverage.compute(on).count_totals()
    expect(visitor.map.locator(".numbers dd")).to_have_text(
        [
            f"{totals.counties_countywide:,}",
            f"{totals.counties_part:,}",
            f"{totals.agreements:,}",
            f"{totals.agencies:,}",
        ]
    )
    notes = visitor.map.locator(".numbers")
    expect(notes).to_contain_text(f"{totals.local:,} local, {totals.statewide:,} statewide")
    expect(notes).to_contain_text(f"{format_share(totals.people_countywide)} of people")
    expect(notes).to_contain_text(f"{format_share(totals.people_part)} of people")


def test_a_click_opens_the_panel_of_the_county(visit):
    visitor = visit()
    for geoid, name in (
        ("48113", "Dallas County, Texas"),
        ("02020", "Anchorage Municipality, Alaska"),
        ("72127", "San Juan Municipio, Puerto Rico"),
        ("15001", "Hawaii County, Hawaii"),
    ):
        x, y = visitor.locate(geoid)
        visitor.page.mouse.move(x, y)
        expect(visitor.map.locator(".atlas-tip strong")).to_have_text(name)
        visitor.page.mouse.click(x, y)
        visitor.see(place=geoid)
        visitor.see_panel(place=geoid)
        expect(visitor.panel.locator("h2")).to_have_text(name)
        expect(visitor.page).to_have_url(re.compile(rf"[?&]place={geoid}\b"))
        visitor.page.keyboard.press("Escape")
        visitor.see(place="")


def test_a_click_shows_every_agreement_with_its_source(study):
    visitor = study("?place=12001&date=2026-07-20")
    rows = visitor.panel.locator(".agreement")
    expect(rows.nth(1)).to_be_attached()
    expect(visitor.panel.locator("h3", has_text="Statewide in Florida")).to_be_visible()
    for text in rows.all_text_contents():
        assert re.search(r"\.xlsx, row \d+", text)
        assert "Listed" in text


def test_filters_recolour_without_reloading_the_map(visit, record):
    visitor = visit("?date=2026-07-20", **LARGE)
    visitor.atlas.evaluate("(root) => (root.untouched = true)")
    visitor.map.get_by_role("checkbox", name="Task force").click()
    visitor.see(models="3")
    expect(visitor.page).to_have_url(re.compile("models=jail.warrant"))
    view = View(record.bounds.last, models=("jail", "warrant"))
    assert find_wrong(visitor.read_fills(), record, view) == {}
    visitor.map.get_by_role("radio", name="Countywide").click()
    visitor.see(reach="countywide")
    expect(visitor.page).to_have_url(re.compile("reach=countywide"))
    view = View(record.bounds.last, models=("jail", "warrant"), reach="countywide")
    assert find_wrong(visitor.read_fills(), record, view) == {}
    assert visitor.atlas.evaluate("(root) => root.untouched") is True


def test_a_part_of_the_legend_shows_that_mixture_alone(study):
    visitor = study()
    for models in ("1", "7"):
        visitor.map.locator('.venn circle[data-mixture="1"]').click(position={"x": 6, "y": 30})
        visitor.see(models=models)


def test_an_empty_county_says_so(study):
    visitor = study("?place=06037")
    expect(visitor.panel).to_contain_text("No local agency here")
    expect(visitor.panel).to_contain_text("No statewide agency")


def test_a_bad_address_falls_back_and_says_so(visit):
    visitor = visit("?place=<b>x</b>&models=tank&reach=part")
    notices = visitor.page.locator(".notice")
    expect(notices.filter(has_text="place='<b>x</b>'")).to_be_visible()
    expect(notices.filter(has_text="models='tank'")).to_be_visible()
    visitor.see(reach="part", models="7", place="")


def test_back_and_forward_undo_and_redo(visit):
    visitor = visit()
    visitor.map.get_by_role("radio", name="States").click()
    expect(visitor.page).to_have_url(re.compile("level=state"))
    visitor.map.get_by_role("radio", name="Countywide").click()
    expect(visitor.page).to_have_url(re.compile("reach=countywide"))
    visitor.page.go_back()
    visitor.see(level="state", reach="all")
    visitor.page.go_back()
    visitor.see(level="county", reach="all")
    visitor.page.go_forward()
    visitor.see(level="state", reach="all")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_map_fits_the_screen(visit, plane, scheme):
    visitor = visit("?date=2003-01-01", color_scheme=scheme)
    for width, height in ((1440, 900), (1024, 768), (390, 844)):
        visitor.resize(width, height)
        frame = visitor.see_frame()
        assert frame.holds(plane.counties.total_bounds), width
        assert frame.holds(plane.boxes.total_bounds), width
        overflow = visitor.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, width
        assert visitor.read_fill("02185") == PALETTE[scheme][0], width


def test_the_figure_names_date_legend_and_source(study):
    visitor = study("?date=2026-07-20")
    expect(visitor.map.locator(".subtitle")).to_contain_text("July 20, 2026")
    expect(visitor.atlas.locator("footer")).to_contain_text("ICE list of participating agencies")
    expect(visitor.map.locator(".venn svg")).to_be_visible()
    expect(visitor.map.locator(".key")).to_contain_text("no local agreement")


def test_the_legend_says_none_of_these_where_some_are_left_out(study):
    visitor = study("?place=FL&models=jail")
    key = visitor.map.locator(".key")
    expect(key).to_contain_text("none of these")
    expect(key).not_to_contain_text("no local agreement")


def test_territories_carry_their_code_and_the_models_of_statewide_agreements(study):
    visitor = study("?date=2026-07-20")
    labels = visitor.map.locator(".atlas-label")
    expect(labels.filter(has_text="GU").locator("i")).to_have_count(1)
    for code in ("MP", "AS", "PR", "VI"):
        expect(labels.filter(has_text=code)).to_have_count(1)
