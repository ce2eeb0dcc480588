"""What pages of the static site give along, in a real Chromium."""

import csv
import io

import pytest
from playwright.sync_api import expect

from geo.address import read_address
from geo.finding import find_view
from geo.view_data import tabulate_view
from geo.words.credits import write_link
from tests.site.small_site import BASE_URL

# As on a phone, where apps take files; for a browser of its own, since it stays in all its pages.
HAND_ON = """
navigator.canShare = () => true;
navigator.share = async ({ files: [file], url }) => {
  window.handedOn = [file.name, file.size, url];
};
"""
READ_SIZE = """async () => {
  const [item] = await navigator.clipboard.read();
  const { width, height } = await createImageBitmap(await item.getType("image/png"));
  return [width, height];
}"""
READ_TEXT = "() => navigator.clipboard.readText()"
COUNTY = f"{BASE_URL}?date=2026-07-20&place=56021"


@pytest.fixture
def take(read):
    """Open a page of the site on a host, in a browser that can copy and hand on."""

    def open_page(path, base="host"):
        reader = read("states.html", base, locale="en-US")
        reader.page.add_init_script(HAND_ON)
        return reader.open(path)

    return open_page


def test_a_county_page_hands_on_its_picture_with_a_link_to_its_day(take):
    page = take("counties/56021.html").page
    first = page.locator(".actions > *").first
    expect(first).to_have_text("Share picture")
    first.click()
    expect(first).to_have_attribute("data-said", "")
    name, size, address = page.evaluate("() => window.handedOn")
    assert name == "287g-atlas-laramie-county-wy-56021-2026-07-20-en-post.png"
    assert size > 50_000
    assert address == COUNTY


def test_a_county_page_copies_its_picture_link_and_texts(take):
    page = take("counties/56021.html").page
    sharing = page.locator(".sharing")
    sharing.get_by_role("button", name="Copy picture").click()
    expect(sharing.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate(READ_SIZE) == [1080, 1080]
    sharing.get_by_role("button", name="Copy link").click()
    expect(sharing.locator("[data-take=link][data-said]")).to_be_visible()
    assert page.evaluate(READ_TEXT) == COUNTY
    sharing.get_by_text("Ready posts").click()
    for post in sharing.locator("[data-name=post]").all():
        post.get_by_role("button").click()
        expect(post.locator("[data-said]")).to_be_visible()
        text = page.evaluate(READ_TEXT)
        assert len(text) <= int(post.get_attribute("data-length"))
        assert COUNTY in text


def test_a_page_from_a_disk_offers_what_it_can(take):
    sharing = take("states/wy.html", "disk").page.locator(".sharing")
    expect(sharing.get_by_role("button", name="Copy link")).to_be_visible()
    expect(sharing.get_by_role("button", name="Copy picture")).to_be_hidden()
    expect(sharing.get_by_role("link", name="XLSX")).to_be_visible()


@pytest.mark.parametrize(
    "query", ["?date=2025-06-01&place=WY", "?compare=2025-06-01&place=56021&models=task_force"]
)
def test_the_map_gives_along_what_is_on_it(take, record, query):
    page = take(f"index.html{query}").page
    page.get_by_role("button", name="Share", exact=True).click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8"))))
    params = dict(pair.split("=") for pair in query[1:].split("&"))
    view, _ = read_address(params, record.bounds)
    expected = tabulate_view(find_view(record, view))
    assert len(rows) == len(expected) > 0
    for column in rows[0]:
        texts = expected[column].astype("string").fillna("").str.removesuffix(" 00:00:00")
        assert sorted(row[column] for row in rows) == sorted(texts), column
    dialog.get_by_role("button", name="Copy picture").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied")
    width, height = page.evaluate(READ_SIZE)
    assert width == 1456
    assert height > 1000
    link = write_link(view, record.bounds, BASE_URL)
    for name in ("link", "caption", "citation", "bibtex"):
        assert link in dialog.locator(f"[data-name={name}]").text_content(), name
    # The keys of the map behind the dialog are not meant.
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".atlas")).to_have_attribute("data-place", view.place)


def test_the_first_view_of_the_map_gives_along_what_was_made_for_it(take):
    page = take("index.html").page
    page.get_by_role("button", name="Share", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("link", name="print (PDF)")).to_be_visible()
    dialog.get_by_role("button", name="Copy picture").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate(READ_SIZE) == [1080, 1080]


@pytest.mark.parametrize("width", [390, 1200])
def test_the_code_to_embed_shows_the_county_in_a_foreign_page(take, hosts, width):
    reader = take("counties/56021.html")
    code = reader.page.locator("[data-name=embed] code").first.text_content()
    assert BASE_URL in code
    reader.page.set_viewport_size({"width": width, "height": 800})
    reader.open("states.html")
    reader.page.set_content(code.replace(BASE_URL, f"{hosts['host']}/"))
    frame = reader.page.frame_locator("iframe")
    atlas = frame.locator(".atlas[data-ready=true]")
    expect(atlas).to_have_attribute("data-place", "56021")
    expect(atlas).to_have_attribute("data-date", "2026-07-20")
    for part in (".stage", ".atlas footer"):
        expect(frame.locator(part).first).to_be_visible()
    page = reader.page.frames[1]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_agencies_of_a_state_are_filtered_and_found(take):
    page = take("states/wy.html#wy-wyoming-state-highway-patrol").page
    expect(page.locator(":target")).to_be_visible()
    groups = page.locator("details.group:visible")
    everything = groups.count()
    box = page.get_by_role("searchbox", name="Filter the agencies")
    box.fill("laramie sher")
    expect(groups).to_have_count(1)
    expect(groups.locator(".agencies > li:visible")).to_have_count(1)
    box.fill("nobody")
    expect(page.locator(".filter").get_by_role("status")).to_have_text("Nothing found")
    box.fill("")
    expect(groups).to_have_count(everything)
