"""Whole journeys over the live page: by keys alone, and from one language to the other."""

import csv
import io
import re

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from geo.pages.widgets import WIDGET_TEXTS
from geo.words.language import FOLDER
from geo.words.pages import PAGES
from tests.browser.reader import SEARCH

# What of a page is read: its texts, and what its controls are called.
READ = """() => {
  const nodes = [...document.querySelectorAll("body *")];
  const texts = nodes.flatMap((node) => [...node.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .filter(({ parentElement: { tagName } }) => !["SCRIPT", "STYLE", "NOSCRIPT"].includes(tagName))
    .map(({ data }) => data);
  const names = ["aria-label", "title", "placeholder", "alt"]
    .flatMap((name) => nodes.map((node) => node.getAttribute(name) ?? ""));
  return [...texts, ...names].map((text) => text.trim()).filter(Boolean);
}"""


def press_to(page, target, key="Tab", most=90):
    """Press a key until a control has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if target.evaluate("(node) => node.ownerDocument.activeElement === node"):
            return
    raise AssertionError(f"not reached with {most} times {key}: {target}")


def test_who_uses_keys_alone_comes_from_the_map_to_a_file(visit):
    visitor = visit(reduced_motion="no-preference")
    page = visitor.page
    search = visitor.map.get_by_role("combobox", name=SEARCH)
    press_to(page, search)
    page.keyboard.type("Wyoming")
    expect(visitor.map.locator(".find [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    visitor.see(place="WY")
    expect(page).to_have_url(re.compile("place=WY"))
    press_to(page, page.get_by_role("button", name="Share"), "Shift+Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    first, last = (dialog.get_by_role("tab", name=name) for name in ("Picture", "Data"))
    expect(last).to_be_visible()
    press_to(page, first)
    page.keyboard.press("End")
    expect(last).to_have_attribute("aria-selected", "true")
    button = dialog.get_by_role("button", name="CSV", exact=True)
    expect(button).to_be_visible()
    press_to(page, button)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert len(rows) > 5
    assert {row["state"] for row in rows} == {"WY"}


def list_english():
    """What must not stand on a Spanish page: a pattern of the texts that are others in Spanish."""
    texts = set(WIDGET_TEXTS)
    for path in FOLDER.glob("es/*.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="es"):
                forms = [
                    (given,) if isinstance(given, str) else given
                    for given in (message.id, message.string)
                ]
                texts |= {text for text, said in zip(*forms, strict=False) if text and text != said}
    gap = r"\{\w+\}|%\(\w+\)s"
    parts = [re.split(gap, text) for text in sorted(texts)]
    # What stands around names and numbers may be the same in both.
    told = [
        found for found in parts if len(re.sub(r"\W", "", "".join(found))) > 12 * (len(found) > 1)
    ]
    return re.compile("|".join(".+".join(map(re.escape, found)) for found in told))


@pytest.mark.stress
def test_every_page_speaks_the_language_that_it_is_switched_to(visit):
    visitor = visit()
    page, english = visitor.page, list_english()
    left = {}
    for path in [path for path in PAGES if path != "story"]:
        page.goto(f"{visitor.base}/{path}?lang=en")
        title = page.locator("h1").first if path else visitor.map.locator("h1")
        told = title.text_content()
        page.locator(".masthead a[hreflang=es]").click()
        expect(page.locator("html")).to_have_attribute("lang", "es")
        expect(title).not_to_have_text(told)
        expect(page.locator('.stApp[data-test-script-state="notRunning"]')).to_be_attached()
        frames = page.frames if not path else page.frames[:1]
        texts = [text for frame in frames for text in frame.evaluate(READ)]
        assert len(texts) > 20
        left[path] = sorted({text for text in texts if english.fullmatch(text)})
    assert {path: texts for path, texts in left.items() if texts} == {}
    # What opens says it too.
    page.goto(f"{visitor.base}/agencies?lang=es")
    page.locator("summary", has_text="Filtros").click()
    # Options that are offered go when the page is drawn once more.
    expect(page.locator('.stApp[data-test-script-state="notRunning"]')).to_be_attached()
    page.get_by_role("combobox", name="Estados").fill("zzzz")
    expect(page.get_by_text("Sin resultados")).to_be_visible()
    # A page that is loaded asks for Streamlit's files beneath its own address first.
    visitor.errors[:] = [error for error in visitor.errors if "404" not in error]


def test_the_links_to_the_pages_load_nothing_anew_and_lead_back(visit):
    visitor = visit("?place=TX&embed_options=dark_theme")
    page = visitor.page
    page.evaluate("window.untouched = true")
    page.get_by_role("link", name="Questions").click()
    heading = page.get_by_role("heading", level=1, name="Questions")
    expect(heading).to_be_visible()
    expect(page).to_have_url(re.compile(r"/questions\?embed_options=dark_theme$"))
    page.get_by_role("link", name="Map", exact=True).click()
    visitor.see(ready="true", place="TX")
    page.go_back()
    expect(heading).to_be_visible()
    page.go_back()
    visitor.see(ready="true", place="TX")
    assert page.evaluate("window.untouched")
