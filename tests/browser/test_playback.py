"""Time on the map page: played, scrubbed, stepped, typed, compared, and addressed."""

import datetime
import io
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from geo.address import Bounds, read_address, write_address, write_message
from geo.agreements import read_agreements, select_in_force
from geo.boundaries import read_counties, read_states
from geo.coverage import compare_coverage
from geo.program import CHANGE_PALETTE, MODELS, PALETTE, REACHES
from tests.browser.views import choose_views

LIGHT = PALETTE["light"]
GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@pytest.fixture(scope="module")
def agreements():
    return read_agreements()


@pytest.fixture(scope="module")
def counties():
    return read_counties()


@pytest.fixture(scope="module")
def bounds(agreements, counties):
    places = frozenset(counties["geoid"]) | frozenset(read_states()["state"])
    last = agreements["last_listed_on"].max().date()
    return Bounds(agreements["starts_on"].min().date(), last, places)


@pytest.fixture(scope="module")
def brief(agreements):
    """A county with one local agreement in its whole history, begun and ended since 2025."""
    local = agreements[~agreements["statewide"] & (agreements["geoids"] != "")]
    counts = local["geoids"].str.split(";").explode().value_counts()
    alone = local[local["geoids"].map(counts).eq(1) & local["ended_on"].notna()]
    alone = alone[alone["starts_on"] > "2025-01-01"]
    return alone.sort_values("agreement_id").iloc[0]


def test_nothing_moves_by_itself(visit):
    visitor = visit()
    date = visitor.atlas.get_attribute("data-date")
    visitor.frame.evaluate("() => new Promise(done => setTimeout(done, 400))")
    assert visitor.atlas.get_attribute("data-date") == date
    assert visitor.atlas.get_attribute("data-playing") == "false"


def test_play_moves_date_and_colours_and_pause_updates_the_panel(visit, agreements, counties):
    visitor = visit("?date=2025-02-01")
    visitor.frame.evaluate("window.untouched = true")
    before = visitor.fills()
    visitor.map.get_by_role("button", name="Play", exact=True).click()
    visitor.see(playing="true")
    visitor.frame.wait_for_function("atlasFigure.view.date > '2025-04-01'")
    visitor.map.get_by_role("button", name="Pause", exact=True).click()
    visitor.see(playing="false")
    date = visitor.atlas.get_attribute("data-date")
    visitor.see_panel(date=date)
    assert f"date={date}" in visitor.page.url
    assert visitor.fills() != before
    assert f"{len(select_in_force(agreements, date)):,} agreements" in visitor.panel.inner_text()
    assert visitor.frame.evaluate("window.untouched") is True


def test_the_longest_stretch_begins_with_the_record(visit, bounds):
    visitor = visit("?range=2002")
    slider = visitor.map.get_by_role("slider")
    slider.press("Home")
    visitor.see(date=bounds.first.isoformat())
    visitor.see_panel(date=bounds.first.isoformat())


def test_play_sends_nothing_over_the_wire(visit):
    visitor = visit("?date=2025-02-01")
    frames = []
    visitor.page.on("request", lambda request: frames.append(request.url))
    socket_bytes = []
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    for event in ("Network.webSocketFrameSent", "Network.webSocketFrameReceived"):
        session.on(event, lambda frame: socket_bytes.append(frame))
    visitor.frame.evaluate("atlasFigure.playback.play()")
    visitor.frame.wait_for_function("atlasFigure.view.date > '2025-04-01'")
    assert frames == []
    assert socket_bytes == []


def test_a_county_is_coloured_on_its_signing_day_and_bare_on_its_end(visit, brief):
    visitor = visit(f"?date={brief['starts_on'].date() - datetime.timedelta(days=1)}")
    geoid = brief["geoids"]
    colour = LIGHT[1 << MODELS.index(brief["model"])]
    assert visitor.fill(geoid) == LIGHT[0]
    visitor.map.get_by_role("button", name="Forward one day").click()
    visitor.see(date=brief["starts_on"].date().isoformat())
    assert visitor.fill(geoid) == colour
    day_before = brief["ended_on"].date() - datetime.timedelta(days=1)
    visitor.frame.evaluate("date => atlasFigure.change({date})", day_before.isoformat())
    assert visitor.fill(geoid) == colour
    visitor.map.get_by_role("button", name="Forward one day").click()
    assert visitor.fill(geoid) == LIGHT[0]


def test_ten_dates_are_painted_as_the_coverage_says(visit, record, bounds):
    visitor = visit()
    days = pd.date_range(bounds.first, bounds.last, periods=10)
    # There and back again: the browser counts forward and backward.
    for day in [*days, *days[::-3]]:
        visitor.frame.evaluate("date => atlasFigure.show(date)", day.date().isoformat())
        coverage = record.coverage.compute(day.date()).counties
        expected = {row.geoid: LIGHT[row.mixture] for row in coverage.itertuples()}
        assert visitor.fills() == expected, day


@pytest.mark.parametrize("reach", REACHES)
def test_numbers_on_the_way_are_those_of_the_coverage(visit, record, bounds, reach):
    visitor = visit(f"?reach={reach}")
    for day in pd.date_range(bounds.first, bounds.last, periods=6):
        visitor.frame.evaluate("date => atlasFigure.show(date)", day.date().isoformat())
        shown = visitor.frame.evaluate("atlasFigure.scene.coverage.totals")
        totals = record.coverage.compute(day.date(), reach=reach).count_totals()
        assert shown["agreements"] == totals.agreements
        assert shown["statewide"] == totals.statewide
        assert shown["agencies"] == totals.agencies
        assert shown["counties"] == totals.counties
        assert shown["people"] == pytest.approx(totals.people)
        assert shown["states"] == totals.states
        assert shown["countiesCountywide"] == totals.counties_countywide
        assert sum(shown["byModel"]) == totals.agreements


def test_the_track_is_a_slider_with_words_and_keys(visit, bounds):
    visitor = visit("?date=2025-06-30")
    slider = visitor.map.get_by_role("slider")
    slider.focus()
    steps = {
        "ArrowRight": "2025-07-01",
        "ArrowUp": "2025-07-02",
        "ArrowLeft": "2025-07-01",
        "ArrowDown": "2025-06-30",
        "PageUp": "2025-07-30",
        "PageDown": "2025-06-30",
        "Home": "2025-01-01",
        "End": bounds.last.isoformat(),
    }
    for key, date in steps.items():
        slider.press(key)
        visitor.see(date=date)
    assert "20 July 2026" in slider.get_attribute("aria-valuetext")
    assert "agreements in force" in slider.get_attribute("aria-valuetext")
    visitor.see_panel(date=bounds.last.isoformat())
    slider.press(" ")
    visitor.see(playing="true")
    slider.press(" ")
    visitor.see(playing="false")


def test_the_keyboard_alone_reaches_every_control(visit):
    visitor = visit()
    visitor.map.locator(".leaflet-container").focus()
    reached = set()
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        name = visitor.frame.evaluate(
            """() => {
              const {activeElement: node} = document;
              return node && (node.getAttribute("aria-label") || node.title || node.textContent);
            }"""
        )
        reached.add((name or "").strip())
    controls = {"Play", "Next change", "Date shown on the map", "Find a county or state"}
    assert controls <= reached
    visitor.map.locator(".search").focus()
    # Washington is a state, and the beginning of this county's name.
    visitor.page.keyboard.type("Washington County, OR")
    visitor.page.keyboard.press("Enter")
    visitor.see(place="41067")
    visitor.see_panel(place="41067")
    visitor.page.keyboard.press("Escape")
    visitor.see(place="")


def test_the_next_change_is_a_day_on_which_something_changed(visit, agreements):
    visitor = visit("?date=2025-02-01")
    visitor.map.get_by_role("button", name="Next change").click()
    days = pd.concat([agreements["starts_on"], agreements["ended_on"]]).dropna()
    expected = days[days > "2025-02-01"].min().date().isoformat()
    visitor.see(date=expected)


def test_a_typed_date_is_taken_and_one_outside_the_record_is_not(visit):
    visitor = visit()
    typed = visitor.map.locator("input.typed").first
    typed.fill("2025-09-17")
    typed.dispatch_event("change")
    visitor.see(date="2025-09-17")
    typed.fill("1990-01-01")
    typed.dispatch_event("change")
    visitor.see(date="2025-09-17")


def test_scrubbing_follows_the_pointer_and_tells_the_page_when_it_rests(visit):
    visitor = visit()
    box = visitor.map.locator(".track").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 30
    visitor.page.mouse.move(x, y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + 60, y, steps=5)
    date = visitor.atlas.get_attribute("data-date")
    assert "2025-10-01" < date < "2026-02-01"
    assert "date=" not in visitor.page.url
    visitor.page.mouse.up()
    visitor.see_panel(date=date)


def test_milestones_have_names_and_take_the_map_to_their_day(visit):
    visitor = visit()
    mark = visitor.map.get_by_role("button", name="20 January 2025: Executive Order 14159")
    mark.focus()
    assert mark.locator(".tip").is_visible()
    mark.press("Enter")
    visitor.see(date="2025-01-20")


def test_less_motion_steps_instead_of_sweeping(visit):
    visitor = visit("?date=2025-02-01", reduced_motion="reduce")
    visitor.frame.evaluate(
        """() => {
          window.seen = new Set();
          new MutationObserver(() => window.seen.add(atlasFigure.view.date)).observe(
            atlasFigure.root, {attributes: true, attributeFilter: ["data-date"]});
        }"""
    )
    visitor.map.get_by_role("button", name="Play", exact=True).click()
    visitor.frame.wait_for_function("window.seen.size >= 3")
    visitor.map.get_by_role("button", name="Pause", exact=True).click()
    seen = sorted(visitor.frame.evaluate("[...window.seen]"))
    assert all(date.endswith("-01") for date in seen), seen


def test_two_dates_compared_show_what_changed(visit, record):
    visitor = visit("?date=2026-05-01&compare=2025-01-20")
    before, after = map(record.coverage.compute, ("2025-01-20", "2026-05-01"))
    changes = compare_coverage(before, after)
    palette = {**CHANGE_PALETTE["light"], "none": LIGHT[0]}
    expected = {row.geoid: palette[row.change] for row in changes.itertuples()}
    assert visitor.fills() == expected
    counts = changes["change"].value_counts()
    numbers = visitor.map.locator(".numbers dd").all_inner_texts()
    assert numbers == [f"{counts.get(c, 0):,}" for c in ("gained", "lost", "changed", "same")]
    assert f"Gained a local agreement: {counts['gained']:,}" in visitor.panel.inner_text()


def test_dates_compared_the_other_way_round_read_the_same(visit):
    forth = visit("?date=2026-05-01&compare=2025-01-20")
    back = visit("?date=2025-01-20&compare=2026-05-01")
    assert back.fills() == forth.fills()
    subtitles = [v.map.locator(".subtitle").inner_text() for v in (forth, back)]
    assert subtitles[0] == subtitles[1]
    assert forth.panel.inner_text() == back.panel.inner_text()


def test_a_place_is_flown_to_and_escape_goes_back(visit):
    visitor = visit()
    whole = visitor.frame.evaluate("atlasFigure.map.getZoom()")
    x, y = visitor.locate("48113")
    visitor.page.mouse.click(x, y)
    visitor.see(place="48113")
    visitor.rest()
    assert visitor.frame.evaluate("atlasFigure.map.getZoom()") > whole + 0.5
    faded = "geoid => atlasFigure.choropleth.find(geoid).options.fillOpacity"
    assert visitor.frame.evaluate(faded, "40143") < 0.5
    assert visitor.frame.evaluate(faded, "48201") == 1
    visitor.page.keyboard.press("Escape")
    visitor.see(place="")
    visitor.rest()
    assert visitor.frame.evaluate("atlasFigure.map.getZoom()") == pytest.approx(whole)
    visitor.see_panel(place="")


def test_a_small_place_is_large_enough_to_see(visit):
    visitor = visit("?place=51610")
    size = visitor.frame.evaluate(
        """() => {
          const {map, choropleth} = atlasFigure;
          const bounds = choropleth.find("51610").getBounds();
          const a = map.latLngToContainerPoint(bounds.getNorthWest());
          const b = map.latLngToContainerPoint(bounds.getSouthEast());
          return Math.max(b.x - a.x, b.y - a.y);
        }"""
    )
    assert size >= 12


def test_present_hides_the_page_around_the_map(visit):
    visitor = visit("?present=1")
    assert not visitor.panel.is_visible()
    assert not visitor.page.locator(".masthead").is_visible()
    for part in ("h1", ".subtitle", ".venn", "footer"):
        assert visitor.map.locator(part).first.is_visible()
    visitor.map.get_by_role("button", name="Leave the present view").click()
    visitor.panel.wait_for()
    assert "present" not in visitor.page.url


def test_twenty_views_come_back_from_their_address(visit, bounds):
    visitor = None
    for view in choose_views(bounds):
        params = write_address(view, bounds)
        assert read_address(params, bounds) == (view, [])
        query = "?" + "&".join(f"{name}={text}" for name, text in params.items())
        if visitor is None:
            visitor = visit(query)
        else:
            visitor.open(query)
        visitor.see(date=view.date.isoformat(), place=view.place)
        shown = visitor.frame.evaluate("atlasFigure.view")
        assert shown == write_message(view)


def test_a_phone_plays_too(visit):
    visitor = visit(width=390, height=844, has_touch=True, is_mobile=True)
    visitor.map.get_by_role("button", name="Play", exact=True).tap()
    visitor.see(playing="true")
    visitor.frame.wait_for_function("atlasFigure.view.date > '2025-02-01'")
    visitor.map.get_by_role("button", name="Pause", exact=True).tap()
    visitor.see(playing="false")


@pytest.mark.parametrize("date", ["2009-07-01", "2025-03-01", "2026-07-20"])
def test_the_national_view_looks_as_it_did(visit, date):
    """Tolerance: at a quarter of the size, under 1 % of the pixels differ by more than 24."""
    visitor = visit(f"?date={date}&present=1")
    visitor.frame.add_style_tag(
        content=".atlas-label,.leaflet-control-zoom{display:none!important}"
    )
    stage = visitor.map.locator(".leaflet-container")
    picture = Image.open(io.BytesIO(stage.screenshot())).convert("RGB")
    picture = picture.resize((picture.width // 4, picture.height // 4), Image.Resampling.BOX)
    golden = GOLDEN / f"national-{date}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        picture.save(golden, optimize=True)
    expected = Image.open(golden).convert("RGB").resize(picture.size, Image.Resampling.BOX)
    apart = np.abs(np.asarray(picture, int) - np.asarray(expected, int)).max(axis=2)
    assert (apart > 24).mean() < 0.01
