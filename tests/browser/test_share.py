"""The share dialog: a picture, texts, code and a film of the view on screen."""

import io

import pytest
from PIL import Image


@pytest.fixture
def dialog(visit):
    visitor = visit("?place=RI&date=2026-07-20")
    visitor.page.get_by_role("button", name="Share this view").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.locator("img").first.wait_for()
    return visitor, dialog


def test_the_picture_has_its_words_and_downloads(dialog):
    visitor, dialog = dialog
    text = dialog.inner_text()
    assert "Alternative text" in text
    assert "On 20 July 2026" in text
    assert "Rhode Island" in text
    with visitor.page.expect_download() as download:
        dialog.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename == "287g-atlas-ri-2026-07-20-en-wide.png"
    picture = Image.open(io.BytesIO(download.value.path().read_bytes()))
    assert picture.size == (1200, 675)
    with visitor.page.expect_download() as download:
        dialog.get_by_role("button", name="PDF A4").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_codes_carry_the_view(dialog):
    _, dialog = dialog
    dialog.get_by_role("tab", name="Link, embed, cite").click()
    text = dialog.inner_text()
    assert "?place=RI" in text
    assert "place=RI&amp;present=1&amp;controls=0" in text
    assert "@misc{atlas287g" in text


def test_the_embedded_view_has_no_controls_where_asked(visit):
    visitor = visit("?present=1&controls=0")
    assert visitor.map.locator(".venn").is_visible()
    assert not visitor.map.locator(".time").is_visible()
    assert not visitor.map.locator(".controls").is_visible()


def test_a_film_is_cancelled_and_made(dialog):
    visitor, dialog = dialog
    dialog.get_by_role("tab", name="Film").click()
    dialog.get_by_role("button", name="Make the film").click()
    dialog.get_by_role("button", name="Cancel").click()
    dialog.get_by_text("Cancelled.").wait_for()
    dialog.locator("video").wait_for(state="detached")
    dialog.get_by_role("button", name="Make the film").click()
    dialog.locator("video").wait_for(timeout=90_000)
    with visitor.page.expect_download() as download:
        dialog.get_by_role("button", name="Download the film").click()
    assert download.value.path().read_bytes()[4:8] == b"ftyp"
    # A film of one view is not offered as that of another.
    visitor.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    visitor.frame.evaluate("() => { atlasFigure.change({ place: 'WY' }); }")
    visitor.see_panel(place="WY")
    visitor.page.get_by_role("button", name="Share this view").click()
    dialog.get_by_role("tab", name="Film").click()
    dialog.get_by_role("button", name="Make the film").wait_for()
    dialog.locator("video").wait_for(state="detached")
