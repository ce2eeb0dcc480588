"""A story beside the map: walked by key, button and finger, left and come back to, and shared."""

import re
from time import time
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import expect

from geo.address import read_address, write_address
from geo.stories.telling import tell_step
from geo.stories.texts import read_stories
from tests.browser.reader import PHONE

(STORY,) = read_stories()
KEYS = [STORY.name_step(step) for step in STORY.steps]


@pytest.fixture
def see_step(record):
    """Wait until a step is told, with what the record counts, and the map shows its view."""

    def see(reader, number, language="en"):
        told = tell_step(record, STORY, STORY.steps[number - 1], language)
        story = reader.map.locator(".story")
        expect(story).to_have_attribute("data-step", told.key)
        expect(story.locator("h2")).to_have_text(told.title)
        expect(story.locator(".telling")).to_have_text(told.text)
        expect(story.locator(".telling b").first).to_be_visible()
        expect(story.locator("a")).to_have_count(len(told.sources))
        expect(reader.map.locator(".announced")).to_contain_text(told.title)
        reader.see_view(told.view)
        return told

    return see


def swipe(page, across):
    """Draw a finger over the story, and lift it at rest: in motion its fling would eat a tap."""
    box = page.locator(".story .telling").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    devtools = page.context.new_cdp_session(page)
    began = time()
    for kind, moved, seconds in (
        ("Start", 0, 0),
        ("Move", across / 2, 0.1),
        ("Move", across, 0.2),
        ("End", None, 0.4),
    ):
        points = [] if moved is None else [{"x": x + moved, "y": y}]
        event = {"type": f"touch{kind}", "touchPoints": points, "timestamp": began + seconds}
        devtools.send("Input.dispatchTouchEvent", event)
    devtools.detach()


def test_a_story_is_walked_by_key_and_its_fifth_step_shared(visit, see_step):
    visitor = visit()
    page = visitor.page
    page.get_by_role("link", name="The story").press("Enter")
    see_step(visitor, 1)
    story = visitor.map.locator(".story")
    expect(story).to_be_focused()
    shown = page.locator("nav.pages [aria-current=page]")
    expect(shown).to_have_text(["The story"])
    for number in range(2, 6):
        page.keyboard.press("ArrowRight")
        told = see_step(visitor, number)
        expect(page).to_have_url(re.compile(f"story={told.key}$"))
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Link").click()
    query = f"?{urlencode(write_address(told.view, visitor.bounds))}"
    expect(dialog).to_contain_text(f"{visitor.base}/{query}")
    frame = dialog.get_by_text("<iframe").first
    expect(frame).to_contain_text("present=1")
    expect(frame).not_to_contain_text("story")
    see_step(visit(query), 5)
    expect(shown).to_have_text(["The story"])
    page.get_by_role("link", name="Map", exact=True).click()
    expect(story).to_be_hidden()
    expect(shown).to_have_text(["Map"])
    page.get_by_role("link", name="Trends").click()
    expect(shown).to_have_text(["Trends"])


def test_who_leaves_a_step_s_view_or_the_story_comes_back(read, see_step):
    reader = read(f"index.html?story={KEYS[3]}")
    told = see_step(reader, 4)
    page = reader.page
    shown = page.locator(".masthead [aria-current=page]")
    expect(shown).to_have_text(["The story"])
    back = page.get_by_role("button", name="Back to this step")
    expect(back).to_be_hidden()
    page.get_by_role("slider").press("ArrowLeft")
    expect(back).to_be_visible()
    assert f"story={told.key}" in reader.query
    view, _ = read_address(dict(parse_qsl(reader.query)), reader.bounds)
    assert (view.story, view.compare) == (told.key, told.view.compare)
    assert view.date < told.view.date
    back.click()
    see_step(reader, 4)
    page.get_by_role("button", name="Next", exact=True).click()
    see_step(reader, 5)
    page.go_back()
    see_step(reader, 4)
    page.locator(".story").press("Escape")
    expect(page.locator(".story")).to_be_hidden()
    reader.see(date=str(told.view.date))
    assert "story" not in reader.query
    expect(shown).to_have_text(["Map"])
    page.locator(".masthead").get_by_role("link", name="The story").click()
    see_step(reader, 1)
    page.locator(".story").press("ArrowLeft")
    see_step(reader, 1)


def test_a_finger_turns_the_steps_on_a_phone(read, see_step):
    reader = read(f"es/index.html?story={KEYS[12]}", width=390, height=844, **PHONE)
    see_step(reader, 13, "es")
    for button in ("Anterior", "Siguiente", "Salir del relato"):
        box = reader.page.get_by_role("button", name=button).bounding_box()
        assert min(box["width"], box["height"]) >= 43.5
    swipe(reader.page, -120)
    see_step(reader, 14, "es")
    swipe(reader.page, 120)
    see_step(reader, 13, "es")
    reader.rest()
    reader.page.get_by_role("button", name="Salir del relato").tap()
    expect(reader.page.locator(".story")).to_be_hidden()


def test_no_story_is_in_a_frame_that_does_not_ask_for_one(read, see_step):
    reader = read("embed.html?date=2012-12-01")
    expect(reader.page.locator(".story")).to_be_hidden()
    reader = read(f"embed.html?story={KEYS[4]}")
    see_step(reader, 5)
    reader.page.get_by_role("button", name="Next", exact=True).click()
    see_step(reader, 6)
