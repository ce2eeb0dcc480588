"""The map under a reader's hand: touch, typing, zoom, frames, and the page around it."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from geo.agreements import select_in_force
from tests.browser.reader import PHONE


def swipe(visitor, start, distance):
    """Move a finger up or down the page."""
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    for kind, share in [("Start", 0), *(("Move", step / 10) for step in range(1, 11)), ("End", 1)]:
        point = {"x": 195, "y": start + share * distance}
        points = [] if kind == "End" else [point]
        devtools.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    devtools.detach()


def test_a_finger_leaves_the_whole_map_alone_and_moves_a_closer_one(visit):
    visitor = visit(width=390, height=844, **PHONE)
    whole = visitor.read_state("centre")
    swipe(visitor, 420, -100)
    visitor.rest()
    visitor.see(centre=whole)
    zoom = visitor.read_state("zoom")
    visitor.map.locator(".leaflet-container").press("+")
    expect(visitor.atlas).not_to_have_attribute("data-zoom", zoom)
    visitor.rest()
    closer = visitor.read_state("centre")
    swipe(visitor, 420, -60)
    expect(visitor.atlas).not_to_have_attribute("data-centre", closer)


@pytest.mark.parametrize("query", ["", "?lang=es&place=48201&date=2025-09-20"])
def test_a_phone_has_map_track_and_sheet_on_one_screen(visit, query):
    visitor = visit(query, width=390, height=844, **PHONE)
    for part in (".stage", ".track", ".grip", ".find input", ".options"):
        expect(visitor.map.locator(part)).to_be_in_viewport(ratio=1)
    assert visitor.map.locator(".stage").bounding_box()["height"] >= 190
    scrolls = "document.scrollingElement.scrollHeight > document.scrollingElement.clientHeight + 1"
    assert not visitor.page.evaluate(scrolls)
    assert not visitor.atlas.evaluate(f"() => {scrolls}")


def test_the_sheet_opens_by_tap_or_drag_and_closes_by_escape_or_back(visit):
    visitor = visit("?place=48201", width=390, height=844, **PHONE)
    grip, told = visitor.map.locator(".grip"), visitor.map.locator(".told h2")
    expect(grip).to_contain_text("Harris County, Texas 3 agreements in force")
    expect(told).to_be_hidden()
    grip.tap()
    expect(told).to_be_visible()
    grip.press("Escape")
    expect(told).to_be_hidden()
    # The key has closed the sheet alone.
    visitor.see(place="48201")
    grip.tap()
    expect(told).to_be_visible()
    # What `go_back` waits for never comes: the entry is the frame's.
    visitor.page.evaluate("history.back()")
    expect(told).to_be_hidden()
    visitor.see(place="48201")
    # Closed to its end: it is taken hold of where it stands.
    expect(visitor.panel).to_have_css("height", "50px")
    y = grip.bounding_box()["y"] + 20
    swipe(visitor, y, -300)
    expect(told).to_be_visible()
    expect(grip).to_have_attribute("aria-expanded", "true")


def test_filters_and_legend_are_behind_one_button_on_a_phone(study):
    visitor = study(width=390, height=844, **PHONE)
    legend, reach = (visitor.map.locator(part) for part in (".legend .venn", ".reach"))
    expect(legend).to_be_hidden()
    visitor.map.get_by_role("button", name="Filters and legend").tap()
    expect(legend).to_be_visible()
    reach.get_by_role("radio", name="Countywide").tap()
    visitor.see(reach="countywide")
    visitor.map.get_by_role("button", name="Done").tap()
    expect(legend).to_be_hidden()


def test_a_date_is_typed_key_by_key(study):
    visitor = study()
    typed = visitor.map.locator("input.typed").first
    typed.click(position={"x": 12, "y": 12})
    visitor.page.keyboard.type("06012019")
    visitor.see(date="2019-06-01")
    visitor.page.keyboard.type("0")
    visitor.map.locator(".leaflet-container").focus()
    expect(typed).to_have_value("2019-06-01")


def test_the_hover_text_follows_the_date(study):
    visitor = study("?date=2025-02-01")
    visitor.page.mouse.move(*visitor.locate("48001"))
    tip = visitor.map.locator(".atlas-tip")
    expect(tip).to_contain_text("No local agreement in force")
    slider = visitor.map.get_by_role("slider")
    slider.focus()
    visitor.page.keyboard.press("End")
    expect(tip).to_contain_text("Warrant service officer")


def test_a_control_leaves_the_reader_s_zoom_alone(study):
    visitor = study()
    whole = visitor.read_state("zoom")
    visitor.map.get_by_role("button", name="Zoom in").click()
    expect(visitor.atlas).not_to_have_attribute("data-zoom", whole)
    zoom = visitor.read_state("zoom")
    for name, level in (("States", "state"), ("Counties", "county")):
        visitor.map.get_by_role("radio", name=name).click()
        visitor.see(level=level)
    visitor.page.set_viewport_size({"width": 1300, "height": 860})
    visitor.rest()
    visitor.see(zoom=zoom)


def test_going_back_stops_the_map(visit):
    visitor = visit("?date=2004-03-01")
    visitor.map.get_by_role("button", name="Forward one month").click()
    expect(visitor.page).to_have_url(re.compile("date=2004-04-01"))
    visitor.play()
    visitor.page.go_back()
    visitor.see(playing="false", date="2004-03-01")
    visitor.see_panel(date="2004-03-01")


def test_leaving_the_playing_map_tells_the_page_its_date(visit):
    visitor = visit("?date=2004-03-01")
    visitor.play()
    visitor.page.get_by_role("button", name="Share").click()
    visitor.see(playing="false")
    shown = visitor.read_state("date")
    visitor.see_panel(date=shown)
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Link").click()
    expect(dialog.locator("pre:visible", has_text=f"date={shown}").first).to_be_visible()


def test_the_handle_stays_under_the_hand(study, record):
    visitor = study("?date=2019-06-01")
    expect(visitor.map.get_by_role("radio", name="since 2017")).to_be_checked()
    box = visitor.map.locator(".track").bounding_box()
    y = box["y"] + box["height"] - 30
    first, last = datetime.date(2017, 1, 1), record.last
    visitor.page.mouse.move(box["x"] + box["width"] / 2, y)
    visitor.page.mouse.down()
    # Past the beginning of a shorter stretch, which must not take the place of this one.
    for share in (0.93, 0.95, 0.5):
        visitor.page.mouse.move(box["x"] + share * box["width"], y)
        day = first + share * (last - first)
        near = [(day + datetime.timedelta(days=apart)).isoformat() for apart in (-5, 5)]
        visitor.wait_for(
            "(root, from, to) => from < root.dataset.date && root.dataset.date < to", *near
        )
    visitor.page.mouse.up()
    visitor.map.get_by_role("radio", name="since 2025").click()
    visitor.see(date="2025-01-01")


def test_the_slider_says_what_the_chart_shows_there(study, record):
    slider = study("?date=2025-01-20&compare=2026-07-20").map.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("135 agreements"))
    slider = study("?place=12001&date=2026-07-20").map.get_by_role("slider")
    here = select_in_force(record.agreements, "2026-07-20")
    here = here[here["geoids"].str.contains("12001") & ~here["statewide"]]
    words = re.compile(f" {len(here)} agreements in force$")
    expect(slider).to_have_attribute("aria-valuetext", words)


def test_less_motion_is_the_same_speed_after_a_pause(study):
    visitor = study("?date=2025-02-01", clock=True)
    visitor.stop_clock()
    button = visitor.map.locator("button.play")
    for playing in ("true", "false") * 2 + ("true",):
        button.click()
        visitor.see(playing=playing)
    # A month every 0.7 seconds.
    visitor.pass_time(2200)
    visitor.see(date="2025-05-01")


def test_what_no_list_shows_is_said_whole_on_map_and_panel(study):
    for query in ("?date=2019-06-01", "?date=2026-07-20&compare=2019-06-01"):
        visitor = study(query, width=1024, height=768)
        age = visitor.map.locator(".age")
        expect(age).to_contain_text("No list between Aug 1, 2017 and Jan 12, 2021 is held here.")
        expect(visitor.panel).to_contain_text("No list between those of August 1, 2017")
        assert age.evaluate("node => node.scrollHeight <= node.clientHeight + 1")


@pytest.mark.parametrize("query", ["?present=1", "?present=1&controls=0"])
def test_a_frame_on_a_phone_reaches_legend_and_source(visit, query):
    visitor = visit(query, width=390, height=640)
    footer = visitor.map.locator("footer")
    footer.scroll_into_view_if_needed()
    expect(footer).to_be_in_viewport(ratio=0.99)


def test_the_next_view_drops_what_the_address_could_not_say(visit):
    visitor = visit("?date=1999-01-01")
    notice = visitor.page.locator(".notice")
    expect(notice).to_contain_text("1999-01-01")
    visitor.map.get_by_role("button", name="Back one month").click()
    expect(notice).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "width", "name", "place"),
    [
        ("?lang=es", 1440, "Carolina del Norte", "NC"),
        pytest.param("?lang=es", 1366, "Chatham County, NC", "37037", marks=pytest.mark.stress),
        ("", 1024, "District of Columbia", "DC"),
        pytest.param("", 1440, "California", "CA", marks=pytest.mark.stress),
    ],
)
def test_a_place_is_reached_though_its_title_takes_the_map_room(
    study, plane, query, width, name, place
):
    visitor = study(query, width=width, height=900 if width > 1400 else 768)
    whole = visitor.see_frame()
    visitor.find(name)
    visitor.see(place=place)
    state = plane.counties["geoid"].str[:2] == place[:2]
    if len(place) == 2:
        state = plane.counties["state"] == place
    bounds = plane.counties[state].total_bounds
    reached = visitor.see_frame()
    assert reached.scale > whole.scale * 1.4
    # And kept in view when the window changes.
    visitor.page.set_viewport_size({"width": 1180, "height": 800})
    for frame in (reached, visitor.see_frame()):
        assert frame.holds(bounds)
    visitor.map.get_by_role("button", name=re.compile("Whole country|Todo el país")).click()
    visitor.see(place="")
    assert visitor.see_frame().holds(plane.counties.total_bounds)


def test_states_carry_their_codes_on_laptops(study):
    visitor = study()
    for width in (1440, 1366, 1024):
        visitor.resize(width, 768)
        assert visitor.map.locator(".atlas-label").count() > 50, width


def test_a_territory_in_view_is_named_there(study, record):
    visitor = study(width=1024, height=768)
    for place in ("AS", "GU", "MP", "PR", "VI"):
        visitor.show_place(place)
        visitor.rest()
        named = re.compile(f"^({place}|{record.state_names[place]})$")
        label = visitor.map.locator(".atlas-label span", has_text=named)
        stage = visitor.map.locator(".leaflet-container").bounding_box()
        box = label.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        assert 0 < x - stage["x"] < stage["width"], place
        assert 0 < y - stage["y"] < stage["height"], place


def test_the_spanish_map_finds_names_in_either_language_and_without_accents(visit):
    visitor = visit("?lang=es")
    for typed, place in (
        ("New Mexico", "NM"),
        ("Dona Ana County, NM", "35013"),
        ("Nuevo Mexico", "NM"),
    ):
        visitor.map.locator(".find input").focus()
        visitor.page.keyboard.type(typed)
        visitor.page.keyboard.press("Enter")
        visitor.see(place=place)


def test_the_pointer_leaving_a_playing_map_leaves_no_trace_in_the_history(visit):
    visitor = visit("?date=2004-03-01")
    before = visitor.page.evaluate("history.length")
    visitor.play()
    for _ in range(3):
        visitor.map.locator(".stage").hover()
        visitor.page.mouse.move(1400, 500)
    # The panel follows; the address waits for the map to rest.
    expect(visitor.panel).not_to_have_attribute("data-date", "2004-03-01")
    visitor.see(playing="true")
    assert visitor.page.evaluate("history.length") == before
    assert "date=2004-03-01" in visitor.page.url


def test_where_the_map_was_moved_to_comes_back(visit, read):
    visitor = visit("?place=TX")
    framed = visitor.see_frame()
    visitor.page.mouse.move(*visitor.locate("48201"))
    visitor.page.mouse.wheel(0, -400)
    expect(visitor.atlas).to_have_attribute("data-at", re.compile(r"^-?\d+,\d+,\d+$"))
    at = visitor.read_state("at")
    assert visitor.see_frame() != framed
    # The next change of the view writes it into the address.
    visitor.type_date("2025-03-01")
    expect(visitor.page).to_have_url(re.compile(f"at={at}".replace(",", "(,|%2C)")))
    moved = visitor.see_frame()
    for reader in (visit(f"?place=TX&at={at}"), read(f"index.html?place=TX&at={at}")):
        again = reader.see_frame()
        assert (again.x, again.y) == pytest.approx((moved.x, moved.y), abs=1)
        # Sizes of the two maps differ a little: what is across the shorter side is the same.
        assert min(again.width, again.height) / again.scale == pytest.approx(
            min(moved.width, moved.height) / moved.scale, abs=1
        )
        assert reader.read_state("at") == at
    visitor = visit(f"?at={at}")
    visitor.map.get_by_role("button", name="Whole country").click()
    expect(visitor.atlas).to_have_attribute("data-at", "")
