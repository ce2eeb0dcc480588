"""For who can't see, can't use a mouse, or sets the colours and sizes: what page and site give."""

import io
import itertools
import re
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageColor
from playwright.sync_api import expect
from pypdf import PdfReader

from geo.program import PALETTE, THEMES

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules/axe-core/axe.min.js"
# What is wrong by the rules of axe-core, but for what it calls minor.
JUDGE = """async () => (await axe.run({ preload: false, resultTypes: ["violations"] })).violations
  .filter(({ impact }) => impact !== "minor")
  .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`)"""
SCHEMES = ("light", "dark")
# The focus, into the frame that has it.
FOCUSED = """() => {
  let { activeElement: node } = document;
  while (node?.contentDocument) node = node.contentDocument.activeElement;
  return node?.getAttribute("role");
}"""
# How often the live region says something else, from now on.
COUNT = """(region) => {
  window.said = 0;
  const count = () => { window.said += 1; };
  new MutationObserver(count).observe(region, { childList: true, characterData: true });
}"""


LOOKS = ((1440, 900, "light"), (1440, 900, "dark"), (390, 844, "dark"))


def vary_look(reader, looks=LOOKS[::2]):
    """Show an open page in looks: mostly on a desk by day, and on a phone by night."""
    for width, height, scheme in looks:
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.page.emulate_media(color_scheme=scheme)
        yield f"{width}x{height} {scheme}"


def judge(page):
    """Judge a page with all its frames: a list of what is wrong."""
    for frame in page.frames:
        if not frame.evaluate("'axe' in window"):
            frame.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(JUDGE)


@pytest.mark.parametrize(
    ("query", "looks"),
    [
        ("", LOOKS[1:]),
        ("?compare=2025-01-20&place=TX", LOOKS[::2]),
        ("?present=1&controls=0", LOOKS[2:]),
        *(
            pytest.param(query, LOOKS, marks=pytest.mark.stress)
            for query in ("", "?place=12001", "?compare=2025-01-20&place=TX", "?present=1")
        ),
    ],
)
def test_page_and_figure_are_without_fault(visit, query, looks):
    visitor = visit(query)
    for look in vary_look(visitor, looks):
        visitor.rest()
        assert judge(visitor.page) == [], look


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_dialog_is_without_fault(visit, scheme):
    visitor = visit("?place=RI&date=2026-07-20", color_scheme=scheme)
    visitor.page.get_by_role("button", name="Share").click()
    picture = visitor.page.get_by_role("dialog").locator("img").first
    expect(picture).to_have_attribute("alt", re.compile("As of July 20, 2026.*Rhode Island", re.S))
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog).to_have_css("opacity", "1")
    tabs = dialog.get_by_role("tab")
    expect(tabs).to_have_count(5)
    for tab in tabs.all():
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(dialog.get_by_role("tabpanel")).to_be_visible()
        assert judge(visitor.page) == [], tab.inner_text()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "embed.html",
        "states.html",
        "states/wy.html",
        "counties/56021.html",
        "downloads.html",
        "404.html",
    ],
)
def test_the_site_is_without_fault(read, path):
    reader = read(path)
    reader.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    for look in vary_look(reader):
        if path in ("index.html", "embed.html"):
            reader.rest()
        assert judge(reader.page) == [], look
    # What axe-core overlooks where it is hidden.
    ids = reader.page.eval_on_selector_all("[id]", "all => all.map(({ id }) => id)")
    assert sorted(set(ids)) == sorted(ids)


def test_a_page_made_larger_keeps_everything_in_reach(visit, read):
    """By 200 % and 400 %."""
    readers = visit("?place=GA"), read("index.html?place=GA")
    for reader, size in itertools.product(readers, ((720, 450), (360, 225))):
        reader.resize(*size)
        for part in (".find input", "button.options", "button.play", ".track", "footer", ".grip"):
            # Scrolls to it, and fails where something else lies over it.
            reader.map.locator(part).first.click(trial=True)


def test_the_frame_says_what_it_holds(visit):
    frame = visit().page.locator("iframe")
    expect(frame).to_have_accessible_name("Where local police hold agreements with ICE")


def test_the_map_is_described_and_its_tables_are_found(study):
    visitor = study("?date=2026-07-20")
    chart = visitor.map.get_by_role("application", name=re.compile("Map of the counties"))
    expect(chart).to_have_accessible_description(re.compile("in force on July 20, 2026"))
    tables = visitor.map.locator(f"#{chart.get_attribute('aria-details')} table")
    expect(tables.first).to_contain_text("Texas")


def test_the_search_is_near_in_the_order_of_tab(visit, read):
    def count_tabs(page):
        page.locator("body").focus()
        for stop in range(1, 11):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED) == "combobox":
                return stop
        return 11

    assert count_tabs(visit().page) <= 10
    assert count_tabs(read().page) <= 10


def test_a_place_and_a_date_are_announced_once_and_not_while_playing(study):
    visitor = study("?date=2026-07-20")
    said = visitor.map.locator('.announced[aria-live="polite"]')
    said.evaluate(COUNT)
    visitor.find("Wyoming")
    expect(said).to_contain_text("Wyoming")
    visitor.type_date("2025-03-01")
    expect(said).to_contain_text("March 1, 2025")
    count = visitor.atlas.evaluate("() => window.said")
    assert count == 2
    visitor.play()
    assert visitor.atlas.evaluate("() => window.said") == count
    visitor.map.locator("button.play").click()
    visitor.see(playing="false")
    assert visitor.atlas.evaluate("() => window.said") == count + 1


# The ground that page and figure stand on.
GROUND = """() => getComputedStyle(document.querySelector(".stApp, .atlas")).backgroundColor"""
GROUNDS = {theme: f"rgb{ImageColor.getrgb(THEMES[theme]['ground'])}" for theme in SCHEMES}


@pytest.mark.parametrize("theme", SCHEMES)
def test_map_and_page_have_the_theme_of_streamlit(visit, theme):
    other = {"light": "dark", "dark": "light"}[theme]
    visitor = visit(f"?embed_options={theme}_theme", color_scheme=other)
    assert [frame.evaluate(GROUND) for frame in visitor.page.frames] == [GROUNDS[theme]] * 2
    ink = f"rgb{ImageColor.getrgb(THEMES[theme]['ink'])}"
    expect(visitor.page.locator(".masthead nav a[aria-current=true]")).to_have_css("color", ink)
    # Mono County, California, has no agreement.
    assert visitor.read_fill("06051") == PALETTE[theme][0]


def test_a_theme_chosen_elsewhere_on_the_port_holds_and_the_system_s_is_followed(visit):
    visitor = visit()
    store = "localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, JSON.stringify('Dark'))"
    visitor.page.evaluate(store)
    visitor.open()
    assert [frame.evaluate(GROUND) for frame in visitor.page.frames] == [GROUNDS["dark"]] * 2
    visitor.page.evaluate("localStorage.clear()")
    visitor.open()
    visitor.page.emulate_media(color_scheme="dark")
    for place in (visitor.page.locator(".stApp"), visitor.atlas):
        expect(place).to_have_css("background-color", GROUNDS["dark"])


def squeeze(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_paper_has_map_numbers_legend_panel_and_source(visit):
    visitor = visit("?place=WY&date=2026-07-20")
    for size in ((1440, 900), (390, 844)):
        visitor.resize(*size)
        check_paper(visitor)


def test_paper_is_light_where_the_screen_is_dark(visit):
    visitor = visit("?place=WY&date=2026-07-20")
    visitor.page.emulate_media(color_scheme="dark")
    ink = "rgb({}, {}, {})".format(*ImageColor.getrgb(THEMES["dark"]["ink"]))
    expect(visitor.atlas).to_have_css("color", ink)
    check_paper(visitor)
    expect(visitor.atlas).to_have_css("color", ink)


def check_paper(visitor):
    """Check that a page is printed with all that it tells, light, and without its controls."""
    sheets = PdfReader(io.BytesIO(visitor.page.pdf())).pages
    # Printed are ligatures, and blanks are read here and there.
    text = squeeze("".join(sheet.extract_text() for sheet in sheets))
    agencies = visitor.panel.locator("h4").all_text_contents()
    assert len(agencies) > 10
    wanted = ["agreements in force on July 20, 2026", "counties countywide", "in part only"]
    wanted += ["Source: ICE list", *agencies]
    assert [words for words in wanted if squeeze(words) not in text] == []
    assert "Compare" not in text
    assert "Share" not in text
    picture = sheets[0].images[0].image
    width, height = picture.size
    assert width > 400
    assert height > 200
    assert np.asarray(picture.convert("L")).mean() > 180
    expect(visitor.page.locator(".atlas-paper")).to_have_count(0)


def test_forced_colours_leave_what_colours_tell(study):
    visitor = study("?place=WY&date=2026-07-20")
    swatch = visitor.panel.locator("i.dot.jail").first
    colour = swatch.evaluate("(node) => getComputedStyle(node).backgroundColor")
    visitor.page.emulate_media(forced_colors="active")
    expect(swatch).to_have_css("background-color", colour)
    expect(visitor.map.locator(".key i").first).to_have_css("forced-color-adjust", "none")
    visitor.page.emulate_media(forced_colors="none")
