"""The map under a reader's hand: touch, typing, zoom, frames, and the page around it."""

import datetime

import pytest

from geo.agreements import read_agreements, select_in_force

# Where the map should rest for the place in view.
AIM = """() => {
  const {map, camera: {framed}} = atlasFigure;
  const apart = Math.hypot(map.getCenter().lat - framed.centre.lat,
    map.getCenter().lng - framed.centre.lng) * Math.pow(2, map.getZoom());
  return Math.abs(map.getZoom() - framed.zoom) < 0.01 && apart < 4;
}"""


@pytest.fixture(scope="module")
def agreements():
    return read_agreements()


def swipe(visitor, start, distance):
    """Move a finger up or down the page."""
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    for kind, share in [("Start", 0), *(("Move", step / 10) for step in range(1, 11)), ("End", 1)]:
        point = {"x": 195, "y": start + share * distance}
        points = [] if kind == "End" else [point]
        devtools.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})


def test_a_finger_scrolls_the_page_past_the_whole_map_and_moves_a_closer_one(visit):
    visitor = visit(width=390, height=844, has_touch=True, is_mobile=True)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    latitude = "atlasFigure.map.getCenter().lat"
    whole = visitor.frame.evaluate(latitude)
    swipe(visitor, 280, -150)
    visitor.page.wait_for_function(f"{scrolled} > 100")
    assert visitor.frame.evaluate(latitude) == whole
    swipe(visitor, 100, 400)
    visitor.page.wait_for_function(f"{scrolled} === 0")
    visitor.frame.evaluate("() => { atlasFigure.map.zoomIn(); }")
    visitor.frame.wait_for_function("atlasFigure.map.dragging.enabled()")
    swipe(visitor, 280, -60)
    visitor.frame.wait_for_function(f"{latitude} !== {whole}")
    assert visitor.page.evaluate(scrolled) == 0


def test_a_date_is_typed_key_by_key(visit):
    visitor = visit()
    visitor.map.locator("input.typed").first.click(position={"x": 12, "y": 12})
    visitor.page.keyboard.type("06012019")
    visitor.see(date="2019-06-01")
    visitor.page.keyboard.type("0")
    visitor.map.locator(".leaflet-container").focus()
    assert visitor.map.locator("input.typed").first.input_value() == "2019-06-01"


def test_the_hover_text_follows_the_date(visit):
    visitor = visit("?date=2025-02-01")
    point = visitor.locate("48001")
    visitor.page.mouse.move(*point)
    tip = visitor.map.locator(".atlas-tip")
    assert "No local agreement in force" in tip.inner_text()
    visitor.map.get_by_role("slider").focus()
    visitor.page.keyboard.press("End")
    tip.filter(has_text="Warrant service officer").wait_for()


def test_a_control_leaves_the_reader_s_zoom_alone(visit):
    visitor = visit()
    visitor.map.get_by_role("button", name="Zoom in").click()
    visitor.frame.wait_for_function("atlasFigure.map.getZoom() > atlasFigure.map.getMinZoom()")
    visitor.frame.wait_for_function("!atlasFigure.map._animatingZoom")
    zoom = visitor.frame.evaluate("atlasFigure.map.getZoom()")
    for name in ("States", "Counties"):
        visitor.map.get_by_role("radio", name=name).click()
    visitor.page.set_viewport_size({"width": 1300, "height": 860})
    visitor.frame.wait_for_function("atlasFigure.map.getSize().equals(atlasFigure.camera.fitted)")
    assert visitor.frame.evaluate("atlasFigure.map.getZoom()") == pytest.approx(zoom)


def test_going_back_stops_the_map(visit):
    visitor = visit("?date=2025-03-01")
    visitor.map.get_by_role("button", name="Forward one month").click()
    visitor.page.wait_for_url("**date=2025-04-01**")
    visitor.map.get_by_role("button", name="Play", exact=True).click()
    visitor.frame.wait_for_function("atlasFigure.view.date > '2025-05-01'")
    visitor.page.go_back()
    visitor.see(playing="false")
    shown = visitor.frame.evaluate("atlasFigure.view.date")
    visitor.see_panel(date=shown)


def test_leaving_the_playing_map_tells_the_page_its_date(visit):
    visitor = visit("?date=2025-03-01")
    visitor.map.get_by_role("button", name="Play", exact=True).click()
    visitor.frame.wait_for_function("atlasFigure.view.date > '2025-05-01'")
    visitor.page.get_by_role("button", name="Share this view").click()
    visitor.see(playing="false")
    shown = visitor.frame.evaluate("atlasFigure.view.date")
    visitor.see_panel(date=shown)
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Link").click()
    dialog.locator("code:visible", has_text=f"date={shown}").first.wait_for()


def test_the_handle_stays_under_the_hand(visit):
    visitor = visit("?date=2019-06-01")
    assert visitor.frame.evaluate("atlasFigure.view.range") == "2017"
    box = visitor.map.locator(".track").bounding_box()
    y = box["y"] + box["height"] - 30
    at = {}
    visitor.page.mouse.move(box["x"] + box["width"] / 2, y)
    visitor.page.mouse.down()
    for share in (0.93, 0.95, 0.5):
        visitor.page.mouse.move(box["x"] + share * box["width"], y)
        at[share] = datetime.date.fromisoformat(visitor.frame.evaluate("atlasFigure.view.date"))
    visitor.page.mouse.up()
    assert (at[0.95] - at[0.93]).days < 90
    assert at[0.5].year in (2021, 2022)
    visitor.map.get_by_role("radio", name="since 2025").click()
    visitor.see(date="2025-01-01")


def test_the_slider_says_what_the_chart_shows_there(visit, agreements):
    visitor = visit("?date=2025-01-20&compare=2026-07-20")
    slider = visitor.map.get_by_role("slider")
    assert "135 agreements" in slider.get_attribute("aria-valuetext")
    visitor.open("?place=12001&date=2026-07-20")
    here = select_in_force(agreements, "2026-07-20")
    here = here[here["geoids"].str.contains("12001") & ~here["statewide"]]
    assert slider.get_attribute("aria-valuetext").endswith(f"{len(here)} agreements in force")


def test_less_motion_is_the_same_speed_after_a_pause(visit):
    visitor = visit("?date=2025-02-01", reduced_motion="reduce")
    button = visitor.map.locator("button.play")
    for _ in range(5):
        button.click()
    visitor.see(playing="true")
    visitor.frame.wait_for_function("atlasFigure.view.date >= '2025-04-01'")
    seen = visitor.frame.evaluate(
        """() => new Promise((resolve) => {
          const dates = new Set();
          const stop = performance.now() + 2300;
          const look = () => {
            dates.add(atlasFigure.view.date);
            if (performance.now() < stop) requestAnimationFrame(look); else resolve(dates.size);
          };
          look();
        })"""
    )
    assert seen <= 5


def test_what_no_list_shows_is_said_whole_on_map_and_panel(visit):
    for query in ("?date=2019-06-01", "?date=2026-07-20&compare=2019-06-01"):
        visitor = visit(query, width=1024, height=768)
        subtitle = visitor.map.locator(".subtitle")
        assert "No list survives" in subtitle.inner_text()
        assert subtitle.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
        assert "No list survives from this time" in visitor.panel.inner_text()


@pytest.mark.parametrize("query", ["?present=1", "?present=1&controls=0"])
def test_a_frame_on_a_phone_reaches_legend_and_source(visit, query):
    visitor = visit(query, width=390, height=640)
    footer = visitor.map.locator("footer")
    footer.scroll_into_view_if_needed()
    box = footer.bounding_box()
    assert box["y"] + box["height"] <= 640


def test_the_next_view_drops_what_the_address_could_not_say(visit):
    visitor = visit("?date=1999-01-01")
    notice = visitor.page.locator(".notice")
    assert "1999-01-01" in notice.inner_text()
    visitor.map.get_by_role("button", name="Back one month").click()
    notice.wait_for(state="detached")


@pytest.mark.parametrize(
    ("query", "width", "place"),
    [("?lang=es", 1440, "NC"), ("?lang=es", 1366, "37037"), ("", 1024, "DC"), ("", 1440, "CA")],
)
def test_a_place_is_reached_though_its_title_takes_the_map_room(visit, query, width, place):
    visitor = visit(query, width=width, height=900 if width > 1400 else 768)
    visitor.frame.evaluate("place => { atlasFigure.change({ place }); }", place)
    visitor.rest()
    visitor.frame.wait_for_function(AIM)
    zoom = visitor.frame.evaluate("atlasFigure.map.getZoom() - atlasFigure.map.getMinZoom()")
    assert zoom > 0.5
    # And kept in view when the window changes.
    visitor.page.set_viewport_size({"width": 1180, "height": 800})
    visitor.frame.wait_for_function("atlasFigure.map.getSize().equals(atlasFigure.camera.fitted)")
    visitor.frame.wait_for_function(AIM)
    visitor.frame.evaluate("() => { atlasFigure.change({ place: '' }); }")
    visitor.frame.wait_for_function(
        "Math.abs(atlasFigure.map.getZoom() - atlasFigure.map.getMinZoom()) < 0.01"
    )


@pytest.mark.parametrize("width", [1440, 1366, 1024])
def test_states_carry_their_codes_on_laptops(visit, width):
    visitor = visit(width=width, height=768)
    assert visitor.map.locator(".atlas-label").count() > 50


@pytest.mark.parametrize("place", ["AS", "GU", "MP", "PR", "VI"])
def test_a_territory_in_view_is_named_there(visit, place):
    visitor = visit(f"?place={place}", width=1024, height=768)
    visitor.rest()
    inside = visitor.frame.evaluate(
        """place => {
          const {map, choropleth, places} = atlasFigure;
          const label = choropleth.labels.drawn.find(
            ({state}) => places.states[state].code === place);
          return map.getBounds().contains(label.marker.getLatLng());
        }""",
        place,
    )
    assert inside


@pytest.mark.parametrize(
    ("typed", "place"),
    [("New Mexico", "NM"), ("Nuevo Mexico", "NM"), ("Dona Ana County, NM", "35013")],
)
def test_the_spanish_map_finds_names_in_either_language_and_without_accents(visit, typed, place):
    visitor = visit("?lang=es")
    visitor.map.locator(".search").focus()
    visitor.page.keyboard.type(typed)
    visitor.page.keyboard.press("Enter")
    visitor.see(place=place)


def test_the_pointer_leaving_a_playing_map_leaves_no_trace_in_the_history(visit):
    visitor = visit("?date=2025-02-01")
    visitor.map.get_by_role("button", name="Play", exact=True).click()
    before = visitor.page.evaluate("history.length")
    for _ in range(3):
        visitor.map.locator(".stage").hover()
        visitor.page.mouse.move(1400, 500)
    visitor.see(playing="true")
    # The panel follows; the address waits for the map to rest.
    visitor.page.wait_for_function("document.querySelector('.panel').dataset.date > '2025-02-01'")
    assert visitor.page.evaluate("history.length") == before
    assert "date=2025-02-01" in visitor.page.url
