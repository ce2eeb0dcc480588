"""The map seen closely: what is hidden around a state, and what is named in it."""

import pytest
from playwright.sync_api import expect

from geo.program import PALETTE, THEMES

GROUND = THEMES["light"]["ground"]


@pytest.mark.parametrize(("place", "elsewhere"), [("TX", ("AK", "HI")), ("AK", ("HI", "CA", "TX"))])
def test_what_does_not_lie_around_a_state_is_hidden(study, record, place, elsewhere):
    visitor = study(f"?place={place}&date=2003-01-01")
    fills = visitor.read_fills()
    states = record.counties.set_index("geoid")["state"][fills.index]
    assert set(fills[states == place]) == {PALETTE["light"][0]}
    beside = fills[states.isin(elsewhere)]
    assert len(beside) > 0
    assert set(beside) == {GROUND}


def test_what_is_hidden_can_not_be_chosen(study, spots, record):
    visitor = study("?place=TX")
    frame = visitor.see_frame()
    alaska = record.counties["geoid"][record.counties["state"] == "AK"]
    places = zip(alaska, *frame.locate(*spots.loc[alaska, ["x", "y"]].T.to_numpy()), strict=True)
    seen = [geoid for geoid, x, y in places if 0 < x < frame.width and 0 < y < frame.height]
    visitor.page.mouse.click(*visitor.locate(seen[0]))
    # By the time that the map answers the pointer again, it has heard the click.
    visitor.page.mouse.move(*visitor.locate("48043"))
    expect(visitor.map.locator(".atlas-tip strong")).to_have_text("Brewster County, Texas")
    visitor.see(place="TX")


def test_the_whole_map_is_shown_whole_with_a_state_chosen(study):
    visitor = study("?place=AK&date=2003-01-01", width=2600, height=1500)
    farther = visitor.map.locator(".leaflet-control-zoom-out")
    while farther.get_attribute("aria-disabled") != "true":
        farther.dispatch_event("click")
        visitor.rest()
    fills = visitor.read_fills()
    assert len(fills) > 2500
    assert GROUND not in set(fills)


# Where names and labels stand, in pixels.
BOXES = """(root) => {
  const names = [...root.querySelectorAll(".atlas-name span, .atlas-label span")];
  return names.map((name) => {
    const { left, top, right, bottom } = name.getBoundingClientRect();
    return [name.textContent, left, top, right, bottom];
  });
}"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_no_name_meets_another(study, width, height):
    visitor = study(width=width, height=height)
    cities = visitor.map.locator(".atlas-name.city")
    for place, city in (
        ("TX", "Houston"),
        ("37063", "Durham"),
        ("RI", "Providence"),
        ("HI", "Hilo"),
    ):
        visitor.show_place(place)
        # Names come with the details of the state.
        expect(cities.filter(has_text=city)).to_have_count(1)
        visitor.rest()
        check_names(visitor)


def check_names(visitor):
    """Check that no name or label on the map lies on another."""
    boxes = visitor.atlas.evaluate(BOXES)
    for at, (name, left, top, right, bottom) in enumerate(boxes):
        for other, west, north, east, south in boxes[at + 1 :]:
            meets = left < east and west < right and top < south and north < bottom
            assert not meets, (name, other)


def test_a_state_names_its_cities_and_from_close_by_its_counties(study):
    visitor = study("?place=WY")
    cities, counties = (visitor.map.locator(f".atlas-name.{kind}") for kind in ("city", "county"))
    expect(cities.filter(has_text="Cheyenne")).to_have_count(1)
    expect(counties.filter(has_text="Natrona")).to_have_count(1)
    visitor.find("Harris County, Texas")
    visitor.see(place="48201")
    expect(visitor.map.locator(".atlas-name.here")).to_have_text("Harris")
    expect(cities.filter(has_text="Houston")).to_have_count(1)
    expect(cities.filter(has_text="Cheyenne")).to_have_count(0)
    visitor.map.get_by_role("button", name="Whole country").click()
    expect(visitor.map.locator(".atlas-name")).to_have_count(0)


def test_the_names_of_states_in_view_come_with_a_closer_look(study):
    visitor = study()
    expect(visitor.map.locator(".atlas-name")).to_have_count(0)
    closer = visitor.map.locator(".leaflet-control-zoom-in")
    # Two pixels a kilometre.
    while float(visitor.read_state("zoom")) < 1:
        closer.dispatch_event("click")
        visitor.rest()
    expect(visitor.map.locator(".atlas-name.city").first).to_be_attached()


# Counts the pictures that come over the map, and those that are gone again.
WATCH = """(root) => {
  window.faded = { come: 0, gone: 0 };
  const count = (nodes) => [...nodes].filter(({ className }) => /fading/.test(className)).length;
  new MutationObserver((all) => all.forEach(({ addedNodes, removedNodes }) => {
    window.faded.come += count(addedNodes);
    window.faded.gone += count(removedNodes);
  })).observe(root, { childList: true, subtree: true });
}"""


@pytest.mark.parametrize(("motion", "pictures"), [("no-preference", 3), ("reduce", 0)])
def test_insets_fade_for_who_wants_motion(study, motion, pictures):
    visitor = study(reduced_motion=motion)
    visitor.atlas.evaluate(WATCH)
    visitor.find("Texas")
    visitor.see(place="TX")
    visitor.rest()
    assert visitor.atlas.evaluate("() => window.faded") == {"come": pictures, "gone": pictures}
