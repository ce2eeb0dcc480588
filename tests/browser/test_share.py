"""The share dialog: a picture, texts, code and a film of the view on screen."""

import csv
import io
import re

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import expect

# How large the picture on the clipboard is.
READ_SIZE = """async () => {
  const [item] = await navigator.clipboard.read();
  const { width, height } = await createImageBitmap(await item.getType("image/png"));
  return [width, height];
}"""

# As on a phone, where apps take files.
HAND_ON = """() => {
  document.documentElement.dataset.canHandOn = "true";
  window.handedOn = new Promise((resolve) => {
    navigator.share = async ({ files: [file], text }) => resolve([file.name, file.size, text]);
  });
}"""


@pytest.fixture
def dialog(visit):
    visitor = visit("?place=WY&date=2026-07-20")
    visitor.page.get_by_role("button", name="Share").click()
    return visitor, visitor.page.get_by_role("dialog")


def download(visitor, name):
    """Press a button that downloads a file: its name and its bytes."""
    button = visitor.page.get_by_role("dialog").get_by_role("button", name=name, exact=True)
    with visitor.page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_picture_is_copied_and_downloaded_as_it_is_shown(dialog):
    visitor, dialog = dialog
    picture = dialog.get_by_role("img", name=re.compile("As of July 20, 2026.*Wyoming"))
    expect(picture).to_be_visible()
    name, content = download(visitor, "PNG")
    assert name == "287g-atlas-wy-2026-07-20-en-wide.png"
    assert Image.open(io.BytesIO(content)).size == (1200, 675)
    dialog.get_by_role("button", name="Copy picture").click()
    expect(dialog.locator("figure").get_by_role("status")).to_have_text("Copied")
    assert visitor.page.evaluate(READ_SIZE) == [1200, 675]
    name, content = download(visitor, "PDF")
    assert name == "287g-atlas-wy-2026-07-20-en-wide.pdf"
    assert content.startswith(b"%PDF")


def test_the_picture_of_a_region_is_handed_on_where_the_browser_can(visit):
    visitor = visit("?place=21117.39061&name=Both+banks&date=2026-07-20")
    visitor.page.get_by_role("button", name="Share").click()
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog.get_by_role("img", name=re.compile("Both banks"))).to_be_visible()
    button = dialog.get_by_role("button", name="Share picture")
    expect(dialog.get_by_role("button", name="Copy picture")).to_be_visible()
    expect(button).to_be_hidden()
    visitor.page.evaluate(HAND_ON)
    button.click()
    name, size, text = visitor.page.evaluate("window.handedOn")
    assert re.fullmatch(r"287g-atlas-region-both-banks-\w+-2026-07-20-en-wide\.png", name)
    assert size > 10_000
    assert re.match("As of July 20, 2026, .* Both banks", text)


def test_a_phone_is_offered_the_post_and_the_logo_s_field_speaks_spanish(visit):
    agent = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"
    view = "?place=WY&date=2026-07-20&lang=es"
    visitor = visit(view, width=390, height=844, user_agent=agent)
    visitor.page.get_by_role("button", name="Compartir").click()
    dialog = visitor.page.get_by_role("dialog")
    button = dialog.locator("[data-hands-on$='-es-square.png']")
    expect(button).to_have_text("Compartir la imagen")
    dialog.get_by_text("Texto y logotipo propios").click()
    expect(dialog.get_by_role("button", name="Elegir archivo", exact=True)).to_be_visible()
    content = io.BytesIO()
    Image.new("RGB", (90, 30), (200, 20, 40)).save(content, format="png")
    logo = {"name": "news.png", "mimeType": "image/png", "buffer": content.getvalue()}
    file = dialog.locator("input[type=file]")
    file.set_input_files(logo | {"name": "large.png", "buffer": bytes(2**20 + 1)})
    expect(dialog.get_by_text("El archivo debe tener 1.0MB o menos.")).to_be_visible()
    dialog.get_by_role("button", name="Quitar: large.png").click()
    file.set_input_files(logo)
    expect(dialog.get_by_role("button", name="Quitar: news.png")).to_be_visible()
    expect(dialog.get_by_role("button", name="Elegir otro archivo")).to_be_visible()


def test_texts_and_links_are_copied(dialog):
    visitor, dialog = dialog
    dialog.get_by_role("tab", name="Text").click()
    dialog.get_by_role("button", name="Copy: Alternative text").click()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Map of Wyoming: ")
    dialog.get_by_role("tab", name="Link").click()
    # Pinned to its date; another is always of the newest list.
    dialog.get_by_role("button", name="Copy: Link", exact=True).click()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{visitor.base}/?date=2026-07-20&place=WY"
    expect(dialog).to_contain_text(f"{visitor.base}/?place=WY")
    expect(dialog).to_contain_text("date=2026-07-20&amp;place=WY&amp;present=1&amp;controls=0")
    expect(dialog).to_contain_text("@misc{atlas287g")


def test_the_data_of_the_view_are_downloaded(dialog):
    visitor, dialog = dialog
    dialog.get_by_role("tab", name="Data").click()
    name, content = download(visitor, "CSV")
    assert name == "287g-atlas-wy-2026-07-20-en-agreements.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert {row["state"] for row in rows} == {"WY"}
    expect(dialog).to_contain_text(f"{len(rows)} agreements")
    _, content = download(visitor, "Excel")
    assert len(openpyxl.load_workbook(io.BytesIO(content))["Agreements"]["A"]) == len(rows) + 1


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
    dialog.get_by_text("Show its first frame").click()
    expect(
        dialog.get_by_role("img", name=re.compile("Film, day by day: .*Wyoming"))
    ).to_be_visible()
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
    visitor.find("Rhode Island")
    visitor.see_panel(place="RI")
    visitor.page.get_by_role("button", name="Share").click()
    dialog.get_by_role("tab", name="Film").click()
    expect(dialog.get_by_role("button", name="Make the film")).to_be_visible()
    expect(dialog.locator("video")).to_have_count(0)
