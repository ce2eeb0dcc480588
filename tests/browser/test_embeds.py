"""The map in an article of another host fits, keeps its place, and leaves the page its wheel."""

import contextlib
import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import PHONE, SiteReader
from tests.browser.test_headers import serve_page

ARTICLE = """<!doctype html><meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 0; font: 16px/1.5 serif; }}</style><h1>A report</h1>
<iframe src="{}" width="100%" height="640" style="border:0" title="The map"></iframe>{}
<p style="height: 2000px">What is said after it.</p>"""
# The widths of an article, and how high the map is there: most of the frame, never a strip.
WIDTHS = {320: 220, 390: 220, 800: 480, 1200: 540}
PARTS = (".stage", ".venn", ".key", "footer", ".full")


class Guest(SiteReader):
    """A reader of an article that shows the map of the site in a frame."""

    @property
    def map(self):
        return self.page.frame_locator("iframe")

    @property
    def height(self):
        return self.page.locator("iframe").bounding_box()["height"]

    def open(self, address):
        self.page.goto(address)
        self.see(ready="true")
        return self

    def find_lowest(self):
        """Find the lowest edge of what a frame must show, and the upper edge of its map."""
        boxes = [self.map.locator(part).first.bounding_box() for part in PARTS]
        return max(box["y"] + box["height"] for box in boxes)

    def wait_for_map(self, height):
        """Wait until the map is at least so high, and at rest."""
        self.wait_for("(root, h) => root.querySelector('.stage').offsetHeight >= h", height)
        self.rest()

    def _watch(self, request):
        if request.frame != self.page.main_frame:
            super()._watch(request)


class LiveGuest(Guest):
    """A reader of an article that shows the live map in a frame."""

    @property
    def map(self):
        return super().map.frame_locator('iframe[title^="streamlit_folium"]')


@pytest.fixture
def report(watch_readers, hosts, server):
    """Open an article that shows a map: of the site (an address in it), or of the live page."""
    with contextlib.ExitStack() as stack:

        def open_article(path, script=True, **options):
            live = path.startswith("?")
            base = server if live else hosts["host"]
            code = f'<script src="{base}/embed.js" async></script>' if script else ""
            text = ARTICLE.format(f"{base}/{path}".replace("&", "&amp;"), code)
            article, _ = stack.enter_context(serve_page(text))
            open_page = stack.enter_context(watch_readers(LiveGuest if live else Guest))
            return open_page(article, base, **options)

        yield open_article


def test_a_frame_takes_the_height_of_what_it_shows(report):
    guest = report("embed.html?place=GA")
    for width, map_height in WIDTHS.items():
        guest.page.set_viewport_size({"width": width, "height": 900})
        guest.wait_for_map(map_height)
        frame = guest.page.locator("iframe").bounding_box()
        lowest = guest.find_lowest()
        assert frame["y"] + frame["height"] - 30 < lowest <= frame["y"] + frame["height"], width
        assert guest.page.evaluate("document.documentElement.scrollWidth") <= width
        assert guest.atlas.evaluate("root => root.scrollWidth <= root.clientWidth"), width
        assert guest.atlas.evaluate("root => root.scrollHeight <= root.clientHeight"), width
    # It believes no other page, and even the map's only in reason.
    for told in ("1e9", "'9999'", "NaN"):
        guest.page.evaluate(f"postMessage({{ atlasHeight: {told} }}, '*')")
    guest.atlas.evaluate("() => parent.postMessage({ atlasHeight: 1e9 }, '*')")
    guest.page.wait_for_function("document.querySelector('iframe').offsetHeight === 3000")


def test_without_the_script_a_frame_shows_map_legend_and_source(report):
    guest = report("embed.html?place=GA", script=False, width=360, height=900)
    guest.rest()
    assert guest.height == 640
    frame = guest.page.locator("iframe").bounding_box()
    assert guest.find_lowest() <= frame["y"] + 640
    assert guest.map.locator(".stage").bounding_box()["height"] > 140


def test_a_county_tells_its_agreements_and_the_place_stays(report):
    guest = report("embed.html?place=GA")
    expect(guest.map.locator("h1")).to_have_text("Local police agreements with ICE: Georgia")
    title = guest.atlas.evaluate("() => document.title")
    assert title == "Local police agreements with ICE: Georgia · 287(g) Atlas"
    # Aiken County lies across the border, in South Carolina.
    for geoid, name in (("45003", "Aiken County"), ("13139", "Hall County")):
        guest.page.mouse.click(*guest.locate(geoid))
        expect(guest.panel).to_be_visible()
        guest.see_panel(place=geoid)
        expect(guest.panel.locator("h2")).to_contain_text(name)
        guest.see(place="GA")
    expect(guest.panel.locator(".agencies").first).to_contain_text("Hall County Sheriff")
    # It follows the date of the map.
    guest.map.get_by_role("slider").press("Home")
    guest.see_panel(place="13139", date="2025-01-01")
    guest.panel.focus()
    guest.page.keyboard.press("Escape")
    expect(guest.panel).to_be_hidden()
    guest.see(place="GA")
    # One that is searched is told of too.
    guest.find("Fulton County")
    guest.see_panel(place="13121")
    guest.map.get_by_role("button", name="Close", exact=True).click()
    expect(guest.panel).to_be_hidden()
    guest.see(place="GA")


def test_the_wheel_scrolls_the_article_and_with_ctrl_the_map(report):
    guest = report("embed.html?place=GA", width=1000)
    guest.page.mouse.move(*guest.locate("13121"))
    zoom = guest.read_state("zoom")
    guest.page.mouse.wheel(0, 200)
    guest.page.wait_for_function("scrollY === 200")
    expect(guest.map.locator(".hint")).to_contain_text("Ctrl")
    assert guest.read_state("zoom") == zoom
    guest.page.keyboard.down("Control")
    guest.page.mouse.wheel(0, -200)
    guest.page.keyboard.up("Control")
    expect(guest.atlas).not_to_have_attribute("data-zoom", zoom)
    assert guest.page.evaluate("scrollY") == 200
    guest.map.get_by_role("button", name="Back to Georgia").click()
    guest.see(place="GA", at="")


def test_one_finger_scrolls_the_article_and_two_move_the_map(report):
    guest = report("embed.html?place=GA", width=390, height=800, **PHONE)
    guest.rest()
    centre = guest.read_state("centre")
    session = guest.page.context.new_cdp_session(guest.page)
    box = guest.map.locator(".stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag(*fingers, by):
        for step in range(6):
            points = [
                {"x": x + dx, "y": y + step * by / 5, "id": number}
                for number, dx in enumerate(fingers)
            ]
            kind = "touchMove" if step else "touchStart"
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    drag(-30, 30, by=60)
    expect(guest.atlas).not_to_have_attribute("data-centre", centre)
    assert guest.page.evaluate("scrollY") == 0
    guest.rest()
    moved = guest.read_state("centre")
    drag(0, by=-100)
    guest.page.wait_for_function("scrollY > 50")
    assert guest.read_state("centre") == moved


def test_the_live_map_in_an_article_leads_to_the_atlas_and_never_opens_it_inside(report, server):
    guest = report("?place=13121&present=1", width=800)
    expect(guest.map.locator("h1")).to_have_text(
        "Local police agreements with ICE: Fulton County, Georgia"
    )
    guest.wait_for_map(480)
    frame = guest.page.locator("iframe").bounding_box()
    assert guest.find_lowest() <= frame["y"] + frame["height"]
    expect(guest.map.locator(".views .button")).to_be_hidden()
    guest.map.locator(".leaflet-container").press("Escape")
    expect(guest.atlas).to_have_class(re.compile(r"\bpresent\b"))
    link = guest.map.get_by_role("link", name="Open the 287(g) Atlas")
    with guest.page.context.expect_page() as opened:
        link.click()
    assert opened.value.url == f"{server}/?place=13121"
    opened.value.close()


@pytest.mark.parametrize(
    ("query", "columns", "row"),
    [
        ("", ["State or territory", "Agreements", "Counties"], "Florida"),
        ("place=FL", ["County", "Countywide", "A part of the county"], "Alachua County"),
        ("compare=2025-01-20&place=GA", ["County", "Change"], "Hall County"),
    ],
)
def test_the_map_alone_is_a_table_for_who_can_not_see_it(read, query, columns, row):
    reader = read(f"embed.html?{query}")
    map = reader.map.get_by_role("application")
    table = reader.map.locator(f"#{map.get_attribute('aria-details')} table")
    assert table.locator("thead th").all_text_contents() == columns
    expect(table.get_by_role("row", name=row)).to_have_count(1)
    shown = table.locator("xpath=..").bounding_box()
    assert (shown["width"], shown["height"]) == (1, 1)


def test_beside_its_panel_the_map_has_no_second_table(read):
    reader = read("index.html?place=GA")
    assert reader.map.locator("#atlas-table").inner_html() == ""
    details = reader.map.get_by_role("application").get_attribute("aria-details")
    expect(reader.map.locator(f"#{details}")).to_be_visible()
