"""The share dialog: a picture, texts, code and a film of the view on screen."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect


@pytest.fixture
def dialog(visit):
    visitor = visit("?place=RI&date=2026-07-20")
    visitor.page.get_by_role("button", name="Share").click()
    return visitor, visitor.page.get_by_role("dialog")


def download(visitor, name):
    """Press a button that downloads a file: its name and its bytes."""
    button = visitor.page.get_by_role("dialog").get_by_role("button", name=name)
    with visitor.page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_picture_has_its_words_and_downloads(dialog):
    visitor, dialog = dialog
    expect(dialog).to_contain_text("Alternative text")
    expect(dialog).to_contain_text("As of July 20, 2026")
    expect(dialog).to_contain_text("Rhode Island")
    expect(dialog.locator("img").first).to_be_visible()
    name, content = download(visitor, "PNG")
    assert name == "287g-atlas-ri-2026-07-20-en-wide.png"
    assert Image.open(io.BytesIO(content)).size == (1200, 675)
    name, content = download(visitor, "PDF A4")
    assert content.startswith(b"%PDF")


def test_codes_carry_the_view(dialog):
    _, dialog = dialog
    dialog.get_by_role("tab", name="Link, embed, cite").click()
    # Pinned to its date; another is always of the newest list.
    expect(dialog).to_contain_text("?date=2026-07-20&place=RI")
    expect(dialog).to_contain_text("?place=RI")
    expect(dialog).to_contain_text("date=2026-07-20&amp;place=RI&amp;present=1&amp;controls=0")
    expect(dialog).to_contain_text("@misc{atlas287g")


def test_the_embedded_view_has_no_controls_where_asked(visit):
    visitor = visit("?present=1&controls=0")
    expect(visitor.map.locator(".venn")).to_be_visible()
    expect(visitor.map.locator(".time")).to_be_hidden()
    expect(visitor.map.locator(".controls")).to_be_hidden()


def test_a_film_is_cancelled_and_made(dialog):
    visitor, dialog = dialog
    dialog.get_by_role("tab", name="Film").click()
    dialog.get_by_label("Length").click()
    visitor.page.get_by_role("option", name="8 s", exact=True).click()
    dialog.get_by_role("button", name="Make the film").click()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog.get_by_text("Cancelled.")).to_be_visible()
    expect(dialog.locator("video")).to_have_count(0)
    dialog.get_by_role("button", name="Make the film").click()
    # The film is drawn beside everything else that the machine does.
    expect(dialog.locator("video")).to_be_visible(timeout=300_000)
    _, content = download(visitor, "Download the film")
    assert content[4:8] == b"ftyp"
    # A film of one view is not offered as that of another.
    visitor.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    visitor.find("Wyoming")
    visitor.see_panel(place="WY")
    visitor.page.get_by_role("button", name="Share").click()
    dialog.get_by_role("tab", name="Film").click()
    expect(dialog.get_by_role("button", name="Make the film")).to_be_visible()
    expect(dialog.locator("video")).to_have_count(0)
