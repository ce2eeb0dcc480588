"""The static site in a real Chromium: from a disk, and from a web host under a sub-path."""

import datetime
import re
from html import unescape

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

from geo.agreements import describe_place
from geo.coverage import compare_coverage
from geo.words.language import format_share
from geo.words.life import Life
from tests.browser.picture import LARGE, find_wrong
from tests.browser.reader import PHONE
from tests.browser.views import choose_views


@pytest.mark.parametrize("base", ["disk", "host"])
def test_the_map_is_painted_plays_and_stops(read, record, base):
    reader = read(base=base, reduced_motion="no-preference", clock=True, **LARGE)
    assert find_wrong(reader.read_fills(), record, record.bounds.default) == {}
    reader.resize(1440, 900)
    reader.stop_clock()
    reader.page.get_by_role("button", name="Play", exact=True).click()
    reader.see(date="2025-01-01", playing="true")
    reader.pass_time(3000)
    reader.page.get_by_role("button", name="Pause", exact=True).click()
    date = reader.read_state("date")
    assert "2025-03-15" < date < "2025-04-15"
    reader.see_panel(date=date)
    expect(reader.page).to_have_url(re.compile(f"date={date}"))


@pytest.mark.parametrize(
    ("base", "geoids"), [("disk", ("48113", "02090", "15001", "72127")), ("host", ("72127",))]
)
def test_a_click_opens_the_place_in_each_inset(read, counties, base, geoids):
    reader = read(base=base)
    names = counties.set_index("geoid")["namelsad"]
    for geoid in geoids:
        reader.page.mouse.click(*reader.locate(geoid))
        reader.see_panel(place=geoid)
        expect(reader.panel.locator("h2")).to_contain_text(names[geoid])
        expect(reader.page).to_have_url(re.compile(f"place={geoid}"))
        reader.page.keyboard.press("Escape")
        reader.see(place="")


def test_the_panel_tells_what_the_record_does(read, record):
    reader = read()
    for place, date in (
        ("12086", "2026-07-20"),
        ("12086", "2025-03-10"),
        ("WY", "2026-07-20"),
        ("37119", "2010-05-01"),
    ):
        reader.show_place(place, date=datetime.date.fromisoformat(date))
        check_panel(reader, record, place, date)


def check_panel(reader, record, place, date):
    """Check that the panel tells of every agreement of a place what the record does."""
    expected = describe_place(record.places[place], record.agreements, date)
    local = len(expected.local) + len(expected.unlocated)
    expect(reader.panel).to_contain_text(f"{local} local agreement")
    expect(reader.panel).to_contain_text(f"{expected.people:,} people")
    assert len(expected.local) + len(expected.statewide)
    parts = (expected.local, expected.unlocated, expected.statewide, expected.past)
    agreements = pd.concat(parts)
    expect(reader.panel.locator(".agreement")).to_have_count(len(agreements))
    shown = set(reader.panel.locator(".agencies h4").all_text_contents())
    assert shown == set(agreements["agency"])
    sources = reader.panel.locator(".source small").evaluate_all(
        "all => all.map(one => one.innerHTML.replaceAll('<br>', ' · ').replace(/<[^>]*>/g, ''))"
    )
    life = Life(record.sources)
    assert sorted(map(unescape, sources)) == sorted(
        " · ".join(f"{label}: {source}" for label, source, _ in life.prove(row))
        for row in agreements.itertuples()
    )
    told = reader.panel.locator(".agreement p.quiet").all_text_contents()
    assert sorted(told) == sorted(life.tell(row) for row in agreements.itertuples())


def test_the_whole_country_is_summed_in_the_panel(read, record):
    reader = read("index.html?date=2025-08-15&reach=countywide")
    states = record.coverage.compute("2025-08-15", reach="countywide").states
    most = states.nlargest(10, "agreements")
    cells = reader.panel.locator("table").first.locator("tbody tr")
    expect(cells.locator("td:nth-child(2)")).to_have_text([str(n) for n in most["agreements"]])
    expect(cells.locator("td:nth-child(3)")).to_have_text(
        [format_share(share) for share in most["share_counties"]]
    )


def test_what_changed_between_two_dates_is_listed(read, record):
    reader = read("index.html?date=2026-05-01&compare=2025-01-20&place=FL")
    changes = compare_coverage(*map(record.coverage.compute, ("2025-01-20", "2026-05-01")))
    here = changes[changes["state"] == "FL"]["change"].value_counts()
    for change, words in (
        ("gained", "Gained a local agreement"),
        ("lost", "Lost all local agreements"),
    ):
        expect(reader.panel).to_contain_text(f"{words}: {here.get(change, 0)} ")
    changed = reader.panel.locator("text=/^(Added task force|Changed .*): [0-9]+ count/")
    numbers = [int(re.search(r": (\d+) ", text)[1]) for text in changed.all_text_contents()]
    assert len(numbers) == 3
    assert sum(numbers) == here.get("changed", 0)


@pytest.mark.parametrize("base", ["disk", "host"])
def test_the_way_back_is_the_browser_s_own(read, base):
    reader = read("index.html?utm=1", base=base)
    reader.page.mouse.click(*reader.locate("06037"))
    reader.see_panel(place="06037")
    reader.page.get_by_role("radio", name="Part of a county").click()
    reader.see(reach="part")
    assert "utm=1" in reader.page.url
    reader.page.go_back()
    reader.see(place="06037", reach="all")
    reader.page.go_back()
    reader.see_panel(place="")
    reader.page.go_forward()
    reader.see_panel(place="06037")


@pytest.mark.parametrize("number", [7, pytest.param(20, marks=pytest.mark.stress)])
def test_addresses_are_those_of_the_live_page(read, record, number):
    reader = read()
    slider = reader.page.get_by_role("slider")
    for view in choose_views(record.bounds, number):
        query = reader.go(view)
        # A day back and forth again writes the address.
        slider.press("ArrowLeft")
        slider.press("ArrowRight")
        reader.see_view(view)
        assert reader.query == query


def test_what_the_address_can_t_mean_is_named_and_left_out(read, record):
    reader = read("index.html?date=2025-13-45&place=ZZ&models=jail.bus&level=state&present=yes")
    reader.see(date=record.last.isoformat(), place="", models="7", level="state")
    notices = reader.page.locator(".notices p")
    expect(notices).to_have_count(4)
    expect(notices.filter(has_text="place=ZZ in the address can't be used")).to_be_visible()


def test_search_leads_to_pages_of_counties_and_agencies_and_to_the_map(read):
    reader = read("states/as.html")
    box = reader.page.locator(".masthead .find input")
    box.fill("laramie county wy")
    reader.page.locator(".masthead .find [role=option]").first.click()
    expect(reader.page).to_have_url(re.compile("/counties/56021.html$"))
    # Where there is no page of the county, on the map; there every place.
    box.fill("albany county wy")
    reader.page.locator(".masthead .find [role=option]").first.click()
    reader.see_panel(place="56001")
    box.press_sequentially("wyoming")
    expect(reader.page.locator(".masthead .find [role=option]").first).to_have_text(
        re.compile("^Wyoming")
    )
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("Enter")
    reader.see_panel(place="WY")
    box.press_sequentially("wyoming highway")
    expect(reader.page.locator(".masthead .find [role=option]").first).to_contain_text("Highway")
    box.press("Enter")
    expect(reader.page).to_have_url(re.compile("/states/wy.html#wy-"))
    expect(reader.page.locator(":target")).to_contain_text("Wyoming State Highway Patrol")
    expect(reader.page.locator(".masthead .find > div")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "typed", "place"),
    [
        ("states/as.html", "Albany County, Wyoming", "56001"),
        ("es/states/as.html", "condado de albany wyoming", "56001"),
        ("es/states/as.html", "Orleans Parish", "22071"),
        ("es/states/as.html", "washington county or", "41067"),
        ("es/index.html", "samoa americana", "AS"),
        ("es/index.html", "american samoa", "AS"),
    ],
)
def test_search_understands_the_page_s_language_and_the_state_s_name(read, path, typed, place):
    reader = read(path)
    box = reader.page.locator(".masthead .find input")
    box.fill(typed)
    reader.page.locator(".find [role=option]").first.click()
    reader.see_panel(place=place)


def test_a_name_that_every_object_has_is_no_model(read):
    reader = read("index.html?models=toString")
    reader.see(models="7")
    notice = reader.page.locator(".notices p")
    expect(notice).to_contain_text("models=toString in the address")


@pytest.mark.parametrize(("query", "width", "height"), [("", 1000, 760), ("?controls=0", 760, 640)])
def test_the_map_alone_goes_into_a_frame(read, query, width, height):
    reader = read(f"embed.html{query}", width=width, height=height)
    for part in (".atlas .controls", "button.play"):
        expect(reader.page.locator(part)).to_be_visible(visible=not query)
    for part in ("h1", ".subtitle", ".venn", ".atlas footer"):
        expect(reader.page.locator(part).first).to_be_visible()
    expect(reader.page.locator(".masthead")).to_have_count(0)
    reader.page.mouse.click(*reader.locate("56013"))
    expect(reader.panel.locator("h2")).to_contain_text("Fremont County")
    reader.see(place="")
    with reader.page.context.expect_page() as opened:
        reader.panel.get_by_role("link", name="Everything on Wyoming").click()
    opened.value.close()
    assert reader.page.evaluate("document.documentElement.scrollHeight") <= height
    stage = reader.page.locator(".stage").bounding_box()
    assert stage["height"] > height / 3


def test_the_page_of_a_frame_keeps_its_own_way_back(read, hosts):
    reader = read("states/as.html", base="host")
    reader.page.set_content(f'<iframe src="{hosts["host"]}/embed.html" width="800" height="600">')
    frame = reader.page.frame_locator("iframe")
    expect(frame.locator(".atlas[data-ready=true]")).to_be_attached()
    before = reader.page.evaluate("history.length")
    frame.get_by_role("slider").press("Home")
    atlas = frame.locator(".atlas[data-date='2025-01-01']")
    expect(atlas).to_be_attached()
    assert reader.page.evaluate("history.length") == before
    assert "date=2025-01-01" in atlas.evaluate("() => location.href")
    link = frame.locator(".full a").first
    expect(link).to_have_attribute("href", re.compile(r"\?date=2025-01-01$"))


def test_spanish_pages_speak_spanish(read):
    reader = read("es/index.html?place=12086", base="host")
    expect(reader.panel).to_contain_text("acuerdos locales vigentes el 20 de julio de 2026")
    expect(reader.page.locator("h1")).to_have_text(re.compile("^Acuerdos de la policía local"))
    reader.page.get_by_role("link", name="EN", exact=True).click()
    expect(reader.page).to_have_url(re.compile(r"/where/index\.html\?place=12086$"))
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("name", ["index.html", "embed.html"])
def test_the_address_of_a_spanish_view_leads_to_the_spanish_page(read, name):
    reader = read(f"{name}?place=WY&lang=es")
    expect(reader.page).to_have_url(re.compile(rf"/es/{name}\?place=WY$"))
    reader.see(place="WY", ready="true")


# Names of buttons that are wider than the button.
CUT_BUTTONS = """[...document.querySelectorAll("a.button")]
    .filter((button) => button.scrollWidth > button.clientWidth + 1)
    .map((button) => button.textContent)"""


@pytest.mark.parametrize(
    "path", ["index.html?place=WY", "states.html", "states/wy.html", "downloads.html"]
)
def test_no_page_is_wider_than_the_screen(read, path):
    page = read(path).page
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 28)"}
    for width in (390, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        for scheme, ground in grounds.items():
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(CUT_BUTTONS) == []
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_a_phone_plays_the_site_too(read):
    path = "index.html?date=2004-01-01"
    reader = read(path, base="host", width=390, height=844, **PHONE)
    reader.page.get_by_role("button", name="Play", exact=True).tap()
    reader.see(playing="true")
    expect(reader.atlas).not_to_have_attribute("data-date", "2004-01-01")
    reader.page.get_by_role("button", name="Pause", exact=True).tap()
    reader.see(playing="false")


def test_without_scripts_the_pages_of_the_states_are_whole(read):
    reader = read("states/wy.html", java_script_enabled=False)
    expect(reader.page.locator(".agreement").nth(10)).to_be_visible()
    expect(reader.page.locator("img").first).to_have_attribute("alt", re.compile("."))


@pytest.mark.parametrize("path", ["index.html", "es/index.html"])
def test_a_finger_is_left_to_the_page_until_the_map_is_closer(read, path):
    reader = read(path, width=390, height=844, **PHONE)
    map = reader.page.locator(".leaflet-container")
    expect(map).to_have_css("touch-action", "pan-x pan-y")
    map.press("+")
    expect(map).to_have_css("touch-action", "none")


def test_a_map_in_a_foreign_page_plays_on_when_the_window_loses_the_focus(read, hosts):
    reader = read("states/as.html", base="host")
    # The sandbox gives the frame an origin of its own.
    address = f"{hosts['host']}/embed.html?date=2004-01-01"
    reader.page.set_content(
        f'<iframe sandbox="allow-scripts" src="{address}" width="800"></iframe>'
    )
    frame = reader.page.frame_locator("iframe")
    atlas = frame.locator(".atlas[data-ready=true]")
    frame.get_by_role("button", name="Play", exact=True).click()
    expect(atlas).to_have_attribute("data-playing", "true")
    atlas.evaluate("() => { window.dispatchEvent(new Event('blur')); }")
    expect(atlas).not_to_have_attribute("data-date", "2004-01-01")
    expect(atlas).to_have_attribute("data-playing", "true")


@pytest.mark.parametrize("changes", [10, pytest.param(60, marks=pytest.mark.stress)])
def test_changes_of_view_leave_the_picture_of_a_fresh_page(read, record, changes):
    reader = read("embed.html", "host")
    pictures = {}
    for step, view in enumerate(choose_views(record.bounds, changes), 1):
        query = reader.go(view)
        if step % 10 == 0:
            pictures[query] = reader.look()
    for query, picture in pictures.items():
        fresh = reader.open(f"embed.html?{query}").look()
        assert np.argwhere((picture != fresh).any(axis=2)).tolist() == [], query
