"""The page in Spanish: every word of the map, a switch that keeps the view, nothing cut."""

import pytest

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
    .filter((node) => node.offsetParent && node.getBoundingClientRect().width);
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
    || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  return nodes.flatMap((node, i) => nodes.slice(i + 1)
    .filter((other) => !apart(node.getBoundingClientRect(), other.getBoundingClientRect()))
    .map((other) => `${node.className} ${other.className}`));
}"""
LONGEST = "lang=es&date=2025-09-20"


def test_the_page_speaks_spanish(visit):
    visitor = visit("?lang=es&place=12001&date=2026-07-20")
    assert visitor.page.locator("html").get_attribute("lang") == "es"
    assert visitor.atlas.get_attribute("lang") == "es"
    assert visitor.map.locator("h1").inner_text() == "Acuerdos de la policía local con ICE: Florida"
    assert "20 de julio de 2026" in visitor.map.locator(".subtitle").inner_text()
    assert "agencias participantes de ICE" in visitor.map.locator("footer").inner_text()
    assert "acuerdos locales vigentes" in visitor.panel.inner_text()
    for name in ("Reproducir", "Avanzar un día", "Cambio siguiente", "Acercar", "Alejar"):
        assert visitor.map.get_by_role("button", name=name, exact=True).count() == 1
    assert "acuerdos vigentes" in visitor.map.get_by_role("slider").get_attribute("aria-valuetext")


def test_the_switch_keeps_what_the_reader_sees(visit):
    visitor = visit("?date=2026-05-01")
    visitor.map.get_by_role("radio", name="Countywide").click()
    visitor.page.wait_for_url("**reach=countywide**")
    spanish = visitor.page.get_by_role("link", name="ES", exact=True)
    visitor.page.locator('.masthead a[lang="es"][href*="reach=countywide"]').wait_for()
    spanish.click()
    visitor.page.wait_for_url("**lang=es**")
    visitor.map.locator('.atlas[lang="es"][data-ready="true"]').wait_for()
    visitor.see(date="2026-05-01", reach="countywide")
    visitor.map.get_by_role("radio", name="Estados").click()
    visitor.page.wait_for_url("**level=state**")
    assert "lang=es" in visitor.page.url
    visitor.page.locator('.panel[lang="es"]').wait_for(state="attached")
    english = visitor.page.locator('.masthead a[lang="en"][href*="level=state"]')
    english.click()
    visitor.map.locator('.atlas[lang="en"][data-level="state"]').wait_for()
    assert "lang" not in visitor.page.url
    assert len(visitor.page.context.pages) == 1


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_nothing_is_cut_or_covered_in_spanish(visit, width, height):
    visitor = visit(f"?{LONGEST}", width=width, height=height)
    for query in ("", "&compare=2025-01-20&place=TX&reach=countywide", "&level=state&reach=part"):
        visitor.open(f"?{LONGEST}{query}")
        assert visitor.frame.evaluate(CUT) == [], query
        assert visitor.frame.evaluate(OVERLAPS) == [], query
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visitor.page.evaluate(wide) <= 0
