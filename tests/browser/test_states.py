"""A reader's way through the page of states and regions."""

import re

from playwright.sync_api import expect

from tests.browser.test_access import judge, vary_look


def test_a_reader_sorts_compares_and_reads_of_a_state(visit):
    visitor = visit()
    page = visitor.page
    page.get_by_role("link", name="States").click()
    first = page.locator("table.states tbody th").first
    expect(first).to_have_text("Alabama")
    page.get_by_role("combobox", name="Sort by").click()
    page.get_by_role("option", name="Agreements").click()
    expect(first).to_have_text("Texas")
    expect(page).to_have_url(re.compile(r"/states\?sort=agreements$"))
    page.get_by_role("combobox", name="A region").fill("Hamilton County, OH")
    page.get_by_role("option", name="Hamilton County, OH").click()
    expect(page.locator("table.compare")).to_contain_text("Chosen region")
    expect(page).to_have_url(re.compile(r"region=39061"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    for look in vary_look(visitor):
        assert judge(page) == [], look
    page.get_by_role("combobox", name="Profile of a state").fill("Texas")
    page.get_by_role("option", name="Texas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Texas")
    expect(
        page.get_by_role("heading", name=re.compile(r"countywide agreement \(43\)"))
    ).to_be_visible()
    assert judge(page) == []
