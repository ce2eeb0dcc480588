"""Time on the map page: played, scrubbed, stepped, typed, compared, and addressed."""

import datetime
import io
import itertools
import os
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import expect

from geo.address import read_address, write_address
from geo.agreements import select_in_force
from geo.coverage import compare_coverage
from geo.program import MODELS, PALETTE, REACHES
from geo.view import View
from geo.words.language import format_share
from tests.browser.picture import LARGE, compute_colours, find_wrong, split_channels
from tests.browser.reader import PHONE
from tests.browser.views import choose_views

LIGHT = PALETTE["light"]
UNLABELLED = "<style>.atlas-label,.leaflet-control-zoom{display:none!important}</style>"
GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@pytest.fixture(scope="module")
def brief(record):
    """A county with one local agreement in its whole history, begun and ended since 2025."""
    agreements = record.agreements
    local = agreements[~agreements["statewide"] & (agreements["geoids"] != "")]
    counts = local["geoids"].str.split(";").explode().value_counts()
    alone = local[local["geoids"].map(counts).eq(1) & local["ended_on"].notna()]
    alone = alone[alone["starts_on"] > "2025-01-01"]
    return alone.sort_values("agreement_id").iloc[0]


def press(visitor, name):
    """Press the button that plays, or the one that pauses."""
    visitor.map.get_by_role("button", name=name, exact=True).click()
    visitor.see(playing=str(name == "Play").lower())


def test_nothing_moves_by_itself(study):
    visitor = study("?date=2025-02-01", reduced_motion="no-preference", clock=True)
    visitor.stop_clock()
    visitor.pass_time(20_000)
    visitor.see(date="2025-02-01", playing="false")


def test_play_moves_date_and_colours_and_pause_updates_the_panel(visit, record):
    visitor = visit("?date=2025-02-01", reduced_motion="no-preference", clock=True)
    visitor.atlas.evaluate("(root) => (root.untouched = true)")
    visitor.stop_clock()
    press(visitor, "Play")
    # A stretch is played through in 20 seconds: "since 2025" at 28 days a second.
    visitor.pass_time(2000)
    press(visitor, "Pause")
    date = visitor.read_state("date")
    assert "2025-03-25" < date < "2025-04-02"
    visitor.pass_time(1000)
    visitor.page.clock.resume()
    visitor.resize(**LARGE)
    visitor.see(date=date)
    visitor.see_panel(date=date)
    expect(visitor.page).to_have_url(re.compile(f"date={date}"))
    in_force = len(select_in_force(record.agreements, date))
    expect(visitor.panel).to_contain_text(f"{in_force:,} agreements")
    shown = View(datetime.date.fromisoformat(date))
    assert find_wrong(visitor.read_fills(), record, shown) == {}
    assert visitor.atlas.evaluate("(root) => root.untouched") is True


def test_the_longest_stretch_begins_with_the_record(study, record):
    visitor = study("?range=2002")
    slider = visitor.map.get_by_role("slider")
    slider.press("Home")
    visitor.see(date=record.first.isoformat())
    visitor.see_panel(date=record.first.isoformat())


def test_play_sends_nothing_over_the_wire(visit):
    visitor = visit("?date=2025-02-01", reduced_motion="no-preference", clock=True)
    visitor.stop_clock()
    requests, messages = [], []
    visitor.page.on("request", lambda request: requests.append(request.url))
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    for event in ("Network.webSocketFrameSent", "Network.webSocketFrameReceived"):
        session.on(event, lambda message: messages.append(message))
    press(visitor, "Play")
    visitor.pass_time(5000)
    visitor.wait_for("(root) => root.dataset.date > '2025-06-01'")
    assert requests == []
    assert messages == []


def test_a_county_is_coloured_on_its_signing_day_and_bare_on_its_end(study, brief):
    first, last = brief["starts_on"].date(), brief["ended_on"].date()
    geoid = brief["geoids"]
    colour = LIGHT[1 << MODELS.index(brief["model"])]
    visitor = study(f"?place={geoid}&date={first - datetime.timedelta(days=1)}")
    assert visitor.read_fill(geoid) == LIGHT[0]
    visitor.map.get_by_role("button", name="Forward one day").click()
    visitor.see(date=first.isoformat())
    assert visitor.read_fill(geoid) == colour
    visitor.type_date(last - datetime.timedelta(days=1))
    visitor.see(date=(last - datetime.timedelta(days=1)).isoformat())
    assert visitor.read_fill(geoid) == colour
    visitor.map.get_by_role("button", name="Forward one day").click()
    visitor.see(date=last.isoformat())
    assert visitor.read_fill(geoid) == LIGHT[0]


@pytest.mark.parametrize("number", [6, pytest.param(10, marks=pytest.mark.stress)])
def test_dates_are_painted_as_the_coverage_says(study, record, number):
    visitor = study(**LARGE)
    days = [day.date() for day in pd.date_range(record.first, record.last, periods=number)]
    # There and back again: the browser counts forward and backward.
    for day in [*days, *days[::-3]]:
        visitor.type_date(day)
        visitor.see(date=day.isoformat())
        assert find_wrong(visitor.read_fills(), record, View(day)) == {}, day


def test_numbers_on_the_way_are_those_of_the_coverage(study, record):
    visitor = study()
    numbers = visitor.map.locator(".numbers")
    days = pd.date_range(record.first, record.last, periods=6)
    for reach, day in itertools.product(REACHES, days):
        visitor.show_place("", reach=reach, date=day.date())
        visitor.see(date=day.date().isoformat())
        totals = record.coverage.compute(day.date(), reach=reach).count_totals()
        expect(numbers.locator("dd")).to_have_text(
            [
                f"{totals.counties_countywide:,}" if reach != "part" else "–",
                f"{totals.counties_part:,}" if reach != "countywide" else "–",
                f"{totals.agreements:,}",
                f"{totals.agencies:,}",
            ]
        )
        expect(numbers).to_contain_text(f"{totals.local:,} local, {totals.statewide:,} statewide")
        expect(numbers).to_contain_text(re.compile(f"in {totals.states} state"))
        if reach != "part":
            expect(numbers).to_contain_text(f"{format_share(totals.people_countywide)} of people")


def test_the_track_is_a_slider_with_words_and_keys(study, record):
    visitor = study("?date=2025-06-30")
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
        "End": record.last.isoformat(),
    }
    for key, date in steps.items():
        slider.press(key)
        visitor.see(date=date)
    words = re.compile("July 20, 2026, .* agreements in force")
    expect(slider).to_have_attribute("aria-valuetext", words)
    visitor.see_panel(date=record.last.isoformat())
    slider.press(" ")
    visitor.see(playing="true")
    slider.press(" ")
    visitor.see(playing="false")


def test_the_keyboard_alone_reaches_every_control(visit):
    visitor = visit()
    visitor.map.locator(".leaflet-container").focus()
    controls = {"Play", "Next change", "Date shown on the map", "Place, agency or ZIP code"}
    reached = set()
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        name = visitor.atlas.evaluate(
            """() => {
              const {activeElement: node} = document;
              return node && (node.getAttribute("aria-label") || node.title || node.textContent);
            }"""
        )
        reached.add((name or "").strip())
        if controls <= reached:
            break
    assert controls <= reached
    visitor.map.locator(".find input").focus()
    # Washington is a state, and the beginning of this county's name.
    visitor.page.keyboard.type("Washington County, OR")
    visitor.page.keyboard.press("Enter")
    visitor.see(place="41067")
    visitor.see_panel(place="41067")
    visitor.page.keyboard.press("Escape")
    visitor.see(place="")


def test_the_next_change_is_a_day_on_which_something_changed(study, record):
    visitor = study("?date=2025-02-01")
    visitor.map.get_by_role("button", name="Next change").click()
    days = pd.concat([record.agreements["starts_on"], record.agreements["ended_on"]]).dropna()
    visitor.see(date=days[days > "2025-02-01"].min().date().isoformat())


def test_a_typed_date_is_taken_and_one_outside_the_record_is_not(study):
    visitor = study()
    visitor.type_date("2025-09-17")
    visitor.see(date="2025-09-17")
    visitor.type_date("1990-01-01")
    visitor.map.locator(".leaflet-container").focus()
    expect(visitor.map.locator("input.typed").first).to_have_value("2025-09-17")
    visitor.see(date="2025-09-17")


def test_scrubbing_follows_the_pointer_and_tells_the_page_when_it_rests(study):
    visitor = study()
    box = visitor.map.locator(".track").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 30
    visitor.page.mouse.move(x, y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + 60, y, steps=5)
    visitor.wait_for("(root) => '2025-10-20' < root.dataset.date")
    date = visitor.read_state("date")
    assert date < "2026-02-01"
    assert "date=" not in visitor.page.url
    visitor.page.mouse.up()
    visitor.see_panel(date=date)


def test_milestones_have_names_and_take_the_map_to_their_day(study):
    visitor = study()
    mark = visitor.map.get_by_role("button", name="January 20, 2025: Executive Order 14159")
    mark.focus()
    expect(mark.locator(".tip")).to_be_visible()
    mark.press("Enter")
    visitor.see(date="2025-01-20")


def test_less_motion_steps_instead_of_sweeping(study):
    visitor = study("?date=2025-02-01", clock=True)
    visitor.stop_clock()
    press(visitor, "Play")
    seen = set()
    for _ in range(30):
        visitor.pass_time(100)
        seen.add(visitor.read_state("date"))
    assert seen == {f"2025-0{month}-01" for month in range(2, 7)}


def test_two_dates_compared_show_what_changed(study, record):
    visitor = study("?date=2026-05-01&compare=2025-01-20", **LARGE)
    since, on = datetime.date(2025, 1, 20), datetime.date(2026, 5, 1)
    assert find_wrong(visitor.read_fills(), record, View(on, compare=since)) == {}
    changes = compare_coverage(*map(record.coverage.compute, (since, on)))
    counts = changes["change"].value_counts()
    expect(visitor.map.locator(".numbers dd")).to_have_text(
        [f"{counts.get(c, 0):,}" for c in ("gained", "lost", "changed", "same")]
    )
    expect(visitor.panel).to_contain_text(f"Gained a local agreement: {counts['gained']:,}")


def test_dates_compared_the_other_way_round_read_the_same(study):
    seen = []
    for query in ("?date=2026-05-01&compare=2025-01-20", "?date=2025-01-20&compare=2026-05-01"):
        visitor = study(query)
        subtitle = visitor.map.locator(".subtitle")
        expect(subtitle).to_contain_text("from January 20, 2025 to May 1, 2026")
        seen.append((visitor.look(), subtitle.inner_text(), visitor.panel.inner_text()))
    (forth, *words), (back, *words_back) = seen
    assert np.array_equal(forth, back)
    assert words == words_back


def test_a_place_is_flown_to_and_escape_goes_back(study, record, plane):
    visitor = study(reduced_motion="no-preference", **LARGE)
    whole = visitor.see_frame()
    visitor.page.mouse.click(*visitor.locate("48113"))
    visitor.see(place="48113")
    frame = visitor.see_frame()
    assert frame.scale > whole.scale * 1.4
    assert frame.holds(plane.counties[plane.counties["state"] == "TX"].total_bounds)
    shown = visitor.read_fills()
    solid = compute_colours(record, record.bounds.default)[shown.index]
    texas = solid.index.str.startswith("48")
    plain = ~solid.str.startswith("striped")
    assert solid[texas].equals(shown[texas].rename(None))
    # Its neighbours fade: 40 % of their colour over white.
    faded = 255 - 0.4 * (255 - split_channels(solid[~texas & plain]))
    assert len(faded) > 100
    apart = np.abs(split_channels(shown[~texas & plain]) - faded).max(axis=1)
    # A few of the smallest are blended with the line around them.
    assert np.quantile(apart, 0.9) <= 2
    assert apart.max() < 15
    visitor.page.keyboard.press("Escape")
    visitor.see(place="", zoom=f"{np.log2(whole.scale):.4f}")
    visitor.see_panel(place="")


def test_a_small_place_is_large_enough_to_see(study, plane):
    visitor = study("?place=51610")
    left, bottom, right, top = plane.counties.set_index("geoid").geometry["51610"].bounds
    assert max(right - left, top - bottom) * visitor.see_frame().scale >= 12


def test_present_hides_the_page_around_the_map(visit):
    visitor = visit("?present=1")
    expect(visitor.panel).to_be_hidden()
    expect(visitor.page.locator(".masthead")).to_be_hidden()
    for part in ("h1", ".subtitle", ".venn", "footer"):
        expect(visitor.map.locator(part).first).to_be_visible()
    visitor.map.get_by_role("button", name="Leave the present view").click()
    expect(visitor.panel).to_be_visible()
    expect(visitor.page).not_to_have_url(re.compile("present"))


# Every kind of address is read by Python and browser alike in tests/cases.
@pytest.mark.parametrize("number", [3, pytest.param(20, marks=pytest.mark.stress)])
def test_views_come_back_from_their_address(visit, record, number):
    for view in choose_views(record.bounds, number):
        params = write_address(view, record.bounds)
        assert read_address(params, record.bounds) == (view, [])
        # Opening waits until the figure shows the view that was read here from its address.
        visit("?" + "&".join(f"{name}={text}" for name, text in params.items()))


def test_a_phone_plays_too(visit):
    visitor = visit("?date=2004-01-01", width=390, height=844, **PHONE)
    visitor.map.get_by_role("button", name="Play", exact=True).tap()
    visitor.see(playing="true")
    expect(visitor.atlas).not_to_have_attribute("data-date", "2004-01-01")
    visitor.map.get_by_role("button", name="Pause", exact=True).tap()
    visitor.see(playing="false")


@pytest.mark.parametrize("date", ["2009-07-01", "2025-03-01", "2026-07-20"])
def test_the_national_view_looks_as_it_did(visit, date):
    """Tolerance: at a quarter of the size, under 1 % of the pixels differ by more than 24."""
    visitor = visit(f"?date={date}&present=1")
    visitor.rest()
    visitor.atlas.evaluate(f"(root) => root.insertAdjacentHTML('beforeend', '{UNLABELLED}')")
    content = visitor.map.locator(".leaflet-container").screenshot()
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    picture = picture.resize((picture.width // 4, picture.height // 4), Image.Resampling.BOX)
    golden = GOLDEN / f"national-{date}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        picture.save(golden, optimize=True)
    expected = Image.open(golden).convert("RGB").resize(picture.size, Image.Resampling.BOX)
    apart = np.abs(np.asarray(picture, int) - np.asarray(expected, int)).max(axis=2)
    assert (apart > 24).mean() < 0.01
