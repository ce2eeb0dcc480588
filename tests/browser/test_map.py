"""The map page as a reader meets it: painted, clicked, filtered, addressed."""

import re

import pytest

from geo.program import PALETTE

LIGHT = PALETTE["light"]


def expected_fills(record, on, **filters):
    coverage = record.coverage.compute(on, **filters).counties
    return {row.geoid: LIGHT[row.mixture] for row in coverage.itertuples()}


def test_the_map_is_painted_from_the_coverage(visit, record):
    visitor = visit()
    shown = visitor.atlas.get_attribute("data-date")
    assert visitor.fills() == expected_fills(record, shown)


def test_headline_numbers_are_those_of_the_coverage(visit, record):
    visitor = visit()
    on = visitor.atlas.get_attribute("data-date")
    totals = record.coverage.compute(on).count_totals()
    numbers = visitor.map.locator(".numbers dd").all_inner_texts()
    assert numbers == [
        f"{totals.agreements:,}",
        f"{totals.agencies:,}",
        f"{totals.counties:,}",
        f"{totals.people:.0%}",
    ]
    notes = " ".join(visitor.map.locator(".numbers small").all_inner_texts())
    assert f"{totals.local:,} local, {totals.statewide:,} statewide" in notes
    assert f"{totals.counties_countywide:,} countywide" in notes
    assert f"{totals.people_countywide:.0%} countywide" in notes


@pytest.mark.parametrize(
    ("geoid", "name"),
    [
        ("48113", "Dallas County, Texas"),
        ("02020", "Anchorage Municipality, Alaska"),
        ("72127", "San Juan Municipio, Puerto Rico"),
        ("15001", "Hawaii County, Hawaii"),
    ],
)
def test_a_click_opens_the_panel_of_the_county(visit, geoid, name):
    visitor = visit()
    x, y = visitor.locate(geoid)
    visitor.page.mouse.move(x, y)
    assert visitor.map.locator(".atlas-tip strong").inner_text() == name
    visitor.page.mouse.click(x, y)
    visitor.see(place=geoid)
    visitor.see_panel(place=geoid)
    assert visitor.panel.locator("h2").inner_text() == name
    assert f"place={geoid}" in visitor.page.url


def test_a_click_shows_every_agreement_with_its_source(visit):
    visitor = visit("?place=12001&date=2026-07-20")
    rows = visitor.panel.locator(".agreements").first.locator("li")
    assert rows.count() >= 2
    for text in rows.all_inner_texts():
        assert re.search(r"\.xlsx, row \d+", text)
        assert "Listed" in text
    assert visitor.panel.locator("h3", has_text="Statewide in Florida").is_visible()


def test_filters_recolour_without_reloading_the_map(visit, record):
    visitor = visit("?date=2026-07-20")
    visitor.frame.evaluate("window.untouched = true")
    visitor.map.get_by_role("checkbox", name="Task force").click()
    visitor.see(models="3")
    visitor.page.wait_for_url("**models=jail.warrant**")
    assert visitor.fills() == expected_fills(record, "2026-07-20", models=("jail", "warrant"))
    visitor.map.get_by_role("radio", name="Countywide").click()
    visitor.see(reach="countywide")
    visitor.page.wait_for_url("**reach=countywide**")
    assert visitor.fills() == expected_fills(
        record, "2026-07-20", models=("jail", "warrant"), reach="countywide"
    )
    visitor.map.get_by_role("radio", name="States").click()
    visitor.see(level="state")
    assert len(set(visitor.fills().values())) <= 6
    assert visitor.frame.evaluate("window.untouched") is True


def test_a_part_of_the_legend_shows_that_mixture_alone(visit):
    visitor = visit()
    visitor.map.locator('.venn circle[data-mixture="1"]').click(position={"x": 6, "y": 30})
    visitor.see(models="1")
    visitor.map.locator('.venn circle[data-mixture="1"]').click(position={"x": 6, "y": 30})
    visitor.see(models="7")


def test_an_empty_county_says_so(visit):
    visitor = visit("?place=06037")
    assert "No local agency here" in visitor.panel.inner_text()
    assert "No statewide agency" in visitor.panel.inner_text()


def test_a_bad_address_falls_back_and_says_so(visit):
    visitor = visit("?place=<b>x</b>&models=tank&reach=part")
    notices = visitor.page.locator(".notice").all_inner_texts()
    assert any("place='<b>x</b>'" in notice for notice in notices)
    assert any("models='tank'" in notice for notice in notices)
    visitor.see(reach="part", models="7", place="")


def test_back_and_forward_undo_and_redo(visit):
    visitor = visit()
    visitor.map.get_by_role("radio", name="States").click()
    visitor.page.wait_for_url("**level=state**")
    visitor.map.get_by_role("radio", name="Countywide").click()
    visitor.page.wait_for_url("**reach=countywide**")
    visitor.page.go_back()
    visitor.see(level="state", reach="all")
    visitor.page.go_back()
    visitor.see(level="county", reach="all")
    visitor.page.go_forward()
    visitor.see(level="state", reach="all")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_map_fits_the_screen(visit, width, height, scheme):
    visitor = visit(width=width, height=height, color_scheme=scheme)
    inside = visitor.frame.evaluate(
        """() => {
          const {map, choropleth} = atlasFigure;
          return map.getBounds().contains(choropleth.group.getBounds());
        }"""
    )
    assert inside
    overflow = visitor.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    assert visitor.fill("06037") == PALETTE[scheme][0]


def test_the_figure_names_date_legend_and_source(visit):
    visitor = visit("?date=2026-07-20")
    assert "20 July 2026" in visitor.map.locator(".subtitle").inner_text()
    assert "ICE list of participating agencies" in visitor.map.locator("footer").inner_text()
    assert visitor.map.locator(".venn svg").is_visible()
    assert "no local agreement" in visitor.map.locator(".key").inner_text()


def test_the_legend_says_none_of_these_where_some_are_left_out(visit):
    visitor = visit("?place=FL&models=jail")
    key = visitor.map.locator(".key").inner_text()
    assert "none of these" in key
    assert "no local agreement" not in key


def test_territories_carry_their_code_and_the_models_of_statewide_agreements(visit):
    visitor = visit("?date=2026-07-20")
    labels = visitor.map.locator(".atlas-label")
    guam = labels.filter(has_text="GU")
    assert guam.locator("i").count() == 1
    for code in ("MP", "AS", "PR", "VI"):
        assert labels.filter(has_text=code).count() == 1
