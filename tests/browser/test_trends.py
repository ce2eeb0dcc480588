"""A reader's way through the page of trends."""

import re

from playwright.sync_api import expect

from tests.browser.test_access import judge, vary_look

CHART = "[data-testid=stVegaLiteChart][aria-roledescription=visualization]"


def test_a_reader_compares_states_over_time(visit):
    visitor = visit()
    page = visitor.page
    page.get_by_role("link", name="Trends").click()
    chart = page.locator(CHART)
    expect(chart).to_have_attribute("aria-label", re.compile("2,179 on July 20, 2026"))
    # Four totals that were reported after the last list.
    expect(chart.locator(".mark-symbol path")).to_have_count(4)
    for option in ("Texas", "Florida"):
        page.get_by_role("combobox", name="States").fill(option)
        page.get_by_role("option", name=option).click()
    expect(chart).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/trends\?states=TX\.FL$"))
    expect(chart.last).to_have_attribute("aria-label", re.compile("Florida: .* on July 20, 2026"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.get_by_text("Table of the chart of Texas").click()
    expect(page.get_by_role("table").first).to_contain_text("475")
    for look in vary_look(visitor):
        assert judge(page) == [], look
    page.go_back()
    expect(page).to_have_url(re.compile(r"/trends\?states=TX$"))
    expect(chart).to_have_count(1)
    expect(chart).to_have_attribute("aria-label", re.compile("Texas"))
