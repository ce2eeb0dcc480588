"""The pages of the static site that are tables: sorted, narrowed, and without fault."""

from playwright.sync_api import expect

from tests.browser.test_access import judge, vary_look

# Of many alike folds two are opened and some stay, of many alike rows, too.
THIN_OUT = """() => {
  const [...folds] = document.querySelectorAll("details");
  folds.slice(0, 2).forEach((one) => { one.open = true; });
  folds.slice(10).forEach((one) => one.remove());
  const alike = document.querySelectorAll("li:nth-child(n+30), tr:nth-child(n+30)");
  alike.forEach((one) => one.remove());
}"""


def test_a_reader_sorts_narrows_and_opens_the_tables(read):
    reader = read("states.html")
    page = reader.page
    rows = page.locator("table.states tbody th")
    expect(rows.first).to_have_text("Alabama")
    head = page.get_by_role("columnheader", name="Agreements").first
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(rows.first).to_have_text("Texas")
    head.get_by_role("button").click()
    expect(rows.last).to_have_text("Texas")
    page.get_by_role("button", name="Law, enacted").click()
    # States without a law stand last, either way round.
    law = page.locator("table.states tbody td.law")
    expect(law.first).to_contain_text("Requires")
    page.get_by_role("button", name="Law, enacted").click()
    expect(law.first).to_contain_text("Prohibits")
    expect(law.last).to_have_text("–")

    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Agencies").click()
    page.get_by_role("searchbox", name="Filter by county or agency").fill("laramie")
    lines = page.locator(".brief > li:visible")
    expect(lines).to_have_count(2)
    lines.first.get_by_role("link").click()
    expect(page.locator(":target")).to_contain_text("Laramie County Sheriff")

    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Changes").click()
    page.goto(f"{page.url}#list-2026-05-18")
    expect(page.locator("#list-2026-05-18 table")).to_be_visible()
    for path in ("trends.html", "states.html", "agencies.html", "changes.html"):
        page.goto(f"{reader.base}/es/{path}")
        page.evaluate(THIN_OUT)
        for look in vary_look(reader):
            assert judge(page) == [], f"{path} {look}"
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= page.viewport_size["width"], f"{path} {look}"


def test_words_of_the_map_explain_themselves(read):
    reader = read()
    means = reader.page.get_by_role("tooltip")
    word = reader.atlas.locator(".numbers").get_by_text("counties in part only")
    word.hover()
    expect(means).to_contain_text("City, town, campus and other police")
    reader.page.keyboard.press("Escape")
    expect(means).to_have_count(0)
    word.focus()
    expect(word).to_have_accessible_description(
        "City, town, campus and other police, which cover a part of a county"
    )
    reader.page.get_by_role("checkbox", name="Task force").focus()
    expect(means).to_contain_text("on patrol and in the field")
    reader.page.get_by_role("slider").focus()
    expect(means).to_have_count(0)
    # What the newest list changed is told of the whole country alone.
    line = reader.page.get_by_role("link", name="Since the list of")
    expect(line).to_be_visible()
    reader.page.mouse.click(*reader.locate("48113"))
    reader.see(place="48113")
    expect(line).to_have_count(0)
    reader.page.keyboard.press("Escape")
    line.click()
    expect(reader.page.get_by_role("heading", name="Changes", level=1)).to_be_visible()
