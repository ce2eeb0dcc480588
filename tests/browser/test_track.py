"""The time track: what it says, how closely it is seen, and how a step is told."""

import datetime
import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import PHONE

EPOCH = datetime.date(2000, 1, 1)
NUMBERS = ".track .number"
SILENCES = 18
LISTEN = """() => {
  window.told = [];
  window.atlas.takeFigure().subscribe(({ date, passing }) => window.told.push([date, passing]));
}"""
# What lies where in the track, as [name, left, top, right, bottom] in its frame.
BOXES = """(root) => {
  const list = (selector) => [...root.querySelectorAll(selector)];
  const box = (name, { left, top, right, bottom }) => [name, left, top, right, bottom];
  const measure = (selector) =>
    list(selector).map((node) => box(selector, node.getBoundingClientRect()));
  const handle = root.querySelector(".handle");
  const line = handle.getBoundingClientRect();
  const style = getComputedStyle(handle, "::after");
  const borders = style.boxSizing === "border-box" ? 0 : 2 * parseFloat(style.borderLeftWidth);
  const size = parseFloat(style.width) + borders;
  const left = line.left + parseFloat(style.left);
  const top = (line.top + line.bottom - size) / 2;
  const knob = ["knob", left, top, left + size, top + size];
  const texts = [".number", ".whose", ".mark .label"].map((name) => `.track ${name}`);
  return [knob, ...texts.flatMap(measure)];
}"""


def read_stretch(visitor):
    """Read the first and the last day on the track."""
    slider = visitor.map.get_by_role("slider")
    days = (int(slider.get_attribute(f"aria-value{end}")) for end in ("min", "max"))
    return [EPOCH + datetime.timedelta(days=day) for day in days]


def drag(visitor, start, end, height=0.5):
    """Drag over the track, from one share of its width to another, at a share of its height."""
    box = visitor.map.locator(".track").bounding_box()
    y = box["y"] + height * box["height"]
    visitor.page.mouse.move(box["x"] + start * box["width"], y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + end * box["width"], y, steps=4)
    visitor.page.mouse.up()


def press(visitor, name):
    visitor.map.get_by_role("button", name=name, exact=True).click()


def read_told(visitor):
    return visitor.atlas.evaluate("() => window.told")


def test_nothing_on_the_track_is_printed_over_or_cut(study):
    visitor = study("?range=2002")
    for width, key in itertools.product((1440, 1024, 390), ("Home", "End")):
        visitor.resize(width, 900)
        visitor.map.get_by_role("slider").press(key)
        check_track(visitor)


def check_track(visitor):
    """Check that no text of the track, nor its handle, lies on another, or beyond the frame."""
    boxes = visitor.atlas.evaluate(BOXES)
    assert len(boxes) > 3
    frame = visitor.atlas.evaluate("() => document.documentElement.clientWidth")
    for name, left, _, right, _ in boxes:
        assert left >= 0, name
        assert right <= frame, name
    for at, (name, left, top, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, bottom2 in boxes[at + 1 :]:
            apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
            assert apart, (name, other)
    # The numbers stand beside the chart, not on it.
    track = visitor.atlas.evaluate(
        "(root) => root.querySelector('.track svg').getBoundingClientRect().left"
    )
    assert all(box[3] < track for box in boxes if box[0] == NUMBERS)


def test_every_silence_is_hatched_and_named_on_hover(study):
    visitor = study("?range=2002")
    gaps = visitor.map.locator(".track .gap")
    expect(gaps).to_have_count(SILENCES)
    for gap, name in (
        (gaps.last, "No list between those of May 18, 2026 and July 20, 2026 is held here"),
        (gaps.nth(SILENCES - 2), "No list between those of August 1, 2017 and January 12, 2021"),
    ):
        expect(gap.locator(".tip")).to_be_hidden()
        box = gap.bounding_box()
        # A mark is in the middle of some.
        visitor.page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + box["height"] - 5)
        expect(gap.locator(".tip")).to_be_visible()
        expect(gap.locator(".tip")).to_contain_text(name)
    visitor.type_date("2026-06-01")
    slider = visitor.map.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("between those of May 18, 2026"))


def test_the_track_says_whose_count_it_shows(study):
    visitor = study()
    for place, whose in (
        ("", "Agreements in force"),
        ("TX", "Agreements in force in Texas"),
        ("48201", "Agreements in force in Harris County, Texas"),
    ):
        visitor.show_place(place)
        expect(visitor.map.locator(".track .whose")).to_have_text(whose)
    whose = study("?place=NM&lang=es").map.locator(".track .whose")
    expect(whose).to_have_text("Acuerdos vigentes en Nuevo México")


def test_a_state_labels_its_own_milestones_alone(study, record):
    states = record.events.set_index("title")["state"]
    visitor = study("?range=2002")
    for place, own in (("", None), ("TX", "TX"), ("48201", "TX"), ("VT", "VT")):
        visitor.show_place(place, range="2002")
        expect(visitor.map.locator(".track .whose")).to_contain_text("in" if own else "Agreements")
        named, labelled = set(), set()
        for mark in visitor.map.locator(".mark").all():
            state = states[mark.get_attribute("aria-label").split(": ", 1)[1]]
            named.add(state)
            if mark.locator(".label").count():
                labelled.add(state)
        if own:
            assert named <= {"", own}
            assert "" in named
            assert labelled == ({own} if own == "TX" else set())
        else:
            assert {"FL", "NY", ""} <= named
            assert {"FL", ""} <= labelled


@pytest.mark.parametrize(("height", "key"), [(0.6, "Shift"), (0.97, None)])
def test_a_stretch_is_dragged_and_its_scale_follows(study, height, key):
    visitor = study("?range=2002&place=TX")
    whole = read_stretch(visitor)
    most = visitor.map.locator(NUMBERS).last
    expect(most).to_have_text("400")
    if key:
        visitor.page.keyboard.down(key)
    drag(visitor, 0.3, 0.5, height)
    if key:
        visitor.page.keyboard.up(key)
    # The date moves into the stretch.
    visitor.wait_for("(root) => root.dataset.date < '2015'")
    first, last = read_stretch(visitor)
    days = (whole[1] - whole[0]).days
    assert abs((first - whole[0]).days / days - 0.3) < 0.01
    assert abs((last - whole[0]).days / days - 0.5) < 0.01
    visitor.see(date=last.isoformat())
    expect(most).to_have_text(re.compile(r"^\d$"))
    part = visitor.map.locator(".track .part")
    expect(part).to_have_text(re.compile(rf"{first.year} – .*{last.year}"))
    # One Escape widens the track, the next lets go of the place.
    visitor.page.keyboard.press("Escape")
    expect(most).to_have_text("400")
    assert read_stretch(visitor) == whole
    expect(part).to_have_text("")
    visitor.see(place="TX")
    visitor.page.keyboard.press("Escape")
    visitor.see(place="")


def test_a_click_on_the_days_goes_there_and_escape_ends_a_drag(study):
    visitor = study("?range=2002")
    whole = read_stretch(visitor)
    drag(visitor, 0.5, 0.5, 0.97)
    visitor.wait_for("(root) => root.dataset.date < '2015' && root.dataset.date > '2013'")
    box = visitor.map.locator(".track").bounding_box()
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 50)
    expect(visitor.map.locator(".chosen")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.map.locator(".chosen")).to_be_hidden()
    visitor.page.mouse.up()
    assert read_stretch(visitor) == whole


def test_buttons_and_keys_see_closer_around_the_date(study, record):
    visitor = study("?range=2002&date=2012-11-20")
    whole = read_stretch(visitor)
    handle = visitor.map.get_by_role("slider")
    at = handle.bounding_box()["x"]
    wider = visitor.map.get_by_role("button", name="See more time", exact=True)
    expect(wider).to_have_attribute("aria-disabled", "true")
    press(visitor, "See less time, closer")
    handle.press("+")
    first, last = read_stretch(visitor)
    assert abs((last - first) / (whole[1] - whole[0]) - 0.25) < 0.01
    assert abs(handle.bounding_box()["x"] - at) < 3
    expect(wider).to_have_attribute("aria-disabled", "false")
    handle.press("-")
    assert read_stretch(visitor)[0] < first
    handle.press("+")
    # Home and End are those of the stretch; a step beyond it, and a typed date, widen it.
    handle.press("Home")
    visitor.see(date=first.isoformat())
    handle.press("ArrowLeft")
    before = first - datetime.timedelta(days=1)
    visitor.see(date=before.isoformat())
    assert read_stretch(visitor)[0] == before
    visitor.type_date("2004-05-06")
    visitor.see(date="2004-05-06")
    assert read_stretch(visitor)[0] == datetime.date(2004, 5, 6)
    press(visitor, "See the whole stretch")
    assert read_stretch(visitor) == whole
    press(visitor, "See less time, closer")
    visitor.map.get_by_role("radio", name="since 2002").click()
    assert read_stretch(visitor) == whole
    press(visitor, "See less time, closer")
    visitor.map.get_by_role("radio", name="since 2017").click()
    assert read_stretch(visitor) == [datetime.date(2017, 1, 1), record.last]


def test_playing_stays_within_the_stretch_seen(study):
    visitor = study("?range=2002&date=2012-11-20", reduced_motion="no-preference", clock=True)
    for _ in range(3):
        press(visitor, "See less time, closer")
    _, last = read_stretch(visitor)
    visitor.stop_clock()
    visitor.map.get_by_label("Speed").select_option("4")
    press(visitor, "Play")
    visitor.pass_time(4000)
    visitor.see(date=last.isoformat(), playing="false")


def test_a_key_held_down_is_told_once(visit):
    visitor = visit("?date=2025-06-30")
    visitor.atlas.evaluate(LISTEN)
    keyboard = visitor.page.keyboard
    for node, key, seen in (
        (visitor.map.get_by_role("slider"), "ArrowRight", "2025-07-10"),
        (visitor.map.get_by_role("button", name="Back one day"), "Enter", "2025-06-30"),
    ):
        node.focus()
        for _ in range(10):
            keyboard.down(key)
        visitor.see(date=seen)
        assert read_told(visitor) == []
        keyboard.up(key)
        visitor.see_panel(date=seen)
        expect(visitor.page).to_have_url(re.compile(f"date={seen}"))
        assert read_told(visitor) == [[seen, False]]
        visitor.atlas.evaluate("() => window.told.splice(0)")
    visitor.page.go_back()
    visitor.see(date="2025-07-10")
    visitor.page.go_back()
    visitor.see(date="2025-06-30")


def test_a_date_under_a_held_key_is_told_once(visit):
    visitor = visit("?date=2025-06-30")
    visitor.atlas.evaluate(LISTEN)
    field = visitor.map.locator(".dated input")
    field.focus()
    for _ in range(3):
        visitor.page.keyboard.down("ArrowDown")
    assert read_told(visitor) == []
    visitor.page.keyboard.up("ArrowDown")
    visitor.wait_for("(root) => root.dataset.date < '2025-06-30'")
    assert read_told(visitor) == [[visitor.read_state("date"), False]]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_finger_hits_every_control_of_time(study, language):
    visitor = study(f"?lang={language}", width=390, height=844, **PHONE)
    controls = visitor.map.locator(".bar").locator("button, input, select")
    sizes = controls.evaluate_all(
        """(nodes) => nodes.filter((node) => node.getClientRects().length).map((node) => {
          const { height } = node.getBoundingClientRect();
          return [node.tagName, height, parseFloat(getComputedStyle(node).fontSize)];
        })"""
    )
    assert len(sizes) == 13
    for tag, height, type_size in sizes:
        assert height >= 44, tag
        assert tag == "BUTTON" or type_size >= 16, tag
    assert visitor.atlas.evaluate(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
