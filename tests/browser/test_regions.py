"""A region is built on the map or by keys alone, told of, and undone by going back."""

import re

from playwright.sync_api import expect

from geo.places import JOINT, MOST_MEMBERS

REGION = "21117.39061"


def see_title(reader, name):
    expect(reader.map.locator("h1")).to_have_text(f"Local police agreements with ICE: {name}")


def test_a_region_is_built_by_clicks_and_undone_by_going_back(visit):
    visitor = visit("?place=39061")
    frame = visitor.see_frame()
    visitor.page.keyboard.down("Shift")
    visitor.page.mouse.click(*visitor.locate("39025"))
    visitor.page.keyboard.up("Shift")
    visitor.see(place="39025.39061")
    see_title(visitor, "Hamilton County (OH) and Clermont County (OH)")
    assert visitor.see_frame() == frame
    expect(visitor.page).to_have_url(re.compile(r"place=39025\.39061"))
    visitor.panel.get_by_role("button", name="Take Hamilton County out").click()
    expect(visitor.page).to_have_url(re.compile(r"place=39025(&|$)"))
    visitor.see(place="39025")
    for place in ("39025.39061", "39061"):
        visitor.page.go_back()
        visitor.see(place=place)


def test_a_region_is_built_and_named_by_keys_alone(visit):
    visitor = visit("?place=39061", width=1024, height=768)
    visitor.panel.get_by_role("button", name="Build a region").press("Enter")
    expect(visitor.map.locator(".over")).to_contain_text("Choose places to add")
    visitor.find("Kenton County, Kentucky")
    visitor.see(place=REGION)
    visitor.panel.get_by_role("button", name="+ Boone County").press("Enter")
    visitor.see(place="21015.21117.39061")
    visitor.panel.get_by_role("button", name="Take Boone County out").press("Enter")
    visitor.see(place=REGION)
    visitor.page.keyboard.press("Escape")
    expect(visitor.map.locator(".over")).to_be_hidden()
    visitor.see(place=REGION)
    assert visitor.panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    name = visitor.panel.get_by_role("textbox", name="Name this region")
    name.fill("Both banks & more")
    name.press("Enter")
    see_title(visitor, "Both banks & more")
    expect(visitor.page).to_have_url(re.compile(r"name=Both\+banks\+%26\+more"))


def test_the_static_map_shows_a_region_from_its_address(read):
    reader = read(f"index.html?place={REGION}&name=Both+banks&compare=2025-01-20")
    see_title(reader, "Both banks")
    rows = reader.panel.locator("table").first.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(reader.panel.locator("h2")).to_have_text("Both banks: what changed")


def test_a_region_that_is_full_says_so(read, record):
    codes = record.counties["geoid"].sort_values().head(MOST_MEMBERS)
    reader = read(f"index.html?place={JOINT.join(codes)}")
    reader.panel.get_by_role("button", name="Add or take out counties").press("Enter")
    expect(reader.map.locator(".over")).to_contain_text("This region has all of its 60 places")
    reader.panel.get_by_role("button", name=re.compile("Take .* out")).first.press("Enter")
    expect(reader.map.locator(".over")).to_contain_text("Choose places to add")
