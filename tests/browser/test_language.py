"""The page in Spanish: every word of the map, a switch that keeps the view, nothing cut."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import FOLIUM

# Elements of the map whose text is wider or higher than they are.
CUT = """() => [...document.querySelectorAll(
    "h1, .subtitle, dt > *, .controls button, .bar button, .key div, select, .bar .date, footer")]
  .filter((node) => node.offsetParent)
  .filter((node) => node.scrollWidth > node.clientWidth + 1
    || node.scrollHeight > node.clientHeight + 2)
  .map((node) => node.textContent)"""
# Pairs of controls that lie on one another.
OVERLAPS = """() => {
  const nodes = [...document.querySelectorAll(
    "h1, .subtitle, .numbers, .legend, .stage, .bar > *, .track, .controls > *, footer")]
    .filter((node) => node.offsetParent && node.getBoundingClientRect().width)
    // On a phone the field lies unseen over the date.
    .filter((node) => getComputedStyle(node).opacity !== "0");
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
    || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  return nodes.flatMap((node, i) => nodes.slice(i + 1)
    .filter((other) => !apart(node.getBoundingClientRect(), other.getBoundingClientRect()))
    .map((other) => `${node.className} ${other.className}`));
}"""
LONGEST = "lang=es&date=2025-09-20"


@pytest.fixture
def visitors_es(chromium, server):
    """A page of a browser set to Spanish, and the live page's address."""
    context = chromium.new_context(locale="es-MX")
    yield context.new_page(), server
    context.close()


def test_the_page_speaks_spanish(visit):
    visitor = visit("?lang=es&place=12001&date=2026-07-20")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "es")
    expect(visitor.map.locator("h1")).to_have_text(
        "Acuerdos de la policía local con ICE: Condado de Alachua, Florida"
    )
    expect(visitor.map.locator(".subtitle")).to_contain_text("20 de julio de 2026")
    expect(visitor.map.locator("footer")).to_contain_text("agencias participantes de ICE")
    expect(visitor.panel).to_contain_text("acuerdos locales vigentes")
    for name in ("Reproducir", "Avanzar un día", "Cambio siguiente", "Acercar", "Alejar"):
        expect(visitor.map.get_by_role("button", name=name, exact=True)).to_have_count(1)
    words = re.compile("acuerdos vigentes")
    expect(visitor.map.get_by_role("slider")).to_have_attribute("aria-valuetext", words)
    # Its calendars too, in a browser set to English.
    visitor.page.get_by_role("link", name="Cambios", exact=True).click()
    visitor.page.get_by_role("radio", name="Dos fechas").click()
    visitor.page.get_by_role("button", name="Elegir la fecha").first.click()
    expect(
        visitor.page.get_by_role("button", name=re.compile(r" de \w+ de 20\d\d")).first
    ).to_be_visible()


def test_the_switch_keeps_what_the_reader_sees(visit):
    visitor = visit("?date=2026-05-01")
    visitor.map.get_by_role("radio", name="Countywide").click()
    expect(visitor.page).to_have_url(re.compile("reach=countywide"))
    visitor.page.locator('.masthead a[lang="es"][href*="reach=countywide"]').click()
    expect(visitor.page).to_have_url(re.compile("lang=es"))
    expect(visitor.map.locator('.atlas[lang="es"][data-ready="true"]')).to_be_attached()
    visitor.see(date="2026-05-01", reach="countywide")
    visitor.map.get_by_role("radio", name="Estados").click()
    expect(visitor.page).to_have_url(re.compile("lang=es.*level=state|level=state.*lang=es"))
    expect(visitor.map.locator('main.atlas[lang="es"]')).to_be_attached()
    visitor.page.locator('.masthead a[lang="en"][href*="level=state"]').click()
    expect(visitor.map.locator('.atlas[lang="en"][data-level="state"]')).to_be_attached()
    expect(visitor.page).not_to_have_url(re.compile("lang"))
    assert len(visitor.page.context.pages) == 1


def test_a_spanish_browser_is_greeted_in_spanish_and_english_holds_where_chosen(visitors_es):
    page, base = visitors_es
    figure = page.frame_locator(FOLIUM).locator("main.atlas")
    page.goto(f"{base}/?place=WY")
    expect(figure).to_have_attribute("lang", "es")
    page.locator('.masthead a[lang="en"]').click()
    expect(figure).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("place=WY.*lang=en"))
    page.frame_locator(FOLIUM).get_by_role("radio", name="States").click()
    expect(page).to_have_url(re.compile("level=state.*lang=en"))
    page.reload()
    expect(figure).to_have_attribute("lang", "en")


def test_the_site_greets_once_and_english_holds_where_chosen(visitors_es, hosts):
    page, _ = visitors_es
    for base in hosts.values():
        page.goto(f"{base}/index.html?place=WY")
        expect(page).to_have_url(re.compile(r"es/index\.html\?place=WY"))
        page.locator('.languages a[hreflang="en"]').click()
        figure = page.locator('main.atlas[lang="en"][data-ready="true"]')
        expect(figure).to_have_attribute("data-place", "WY")
        page.goto(f"{base}/index.html?lang=en")
        expect(figure).to_be_attached()
        expect(page).not_to_have_url(re.compile("es/"))
        page.goto(f"{base}/states.html")
        expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    "query", ["", "&compare=2025-01-20&place=TX&reach=countywide", "&level=state&reach=part"]
)
def test_nothing_is_cut_or_covered_in_spanish(visit, query):
    visitor = visit(f"?{LONGEST}{query}")
    for width, height in ((1440, 900), (1280, 720), (1024, 768), (390, 844)):
        visitor.resize(width, height)
        assert visitor.atlas.evaluate(CUT) == [], width
        assert visitor.atlas.evaluate(OVERLAPS) == [], width
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visitor.page.evaluate(wide) <= 0, width
