"""A reader of the page of agencies: finds one by typing, opens its life, takes files along."""

import json
import re

from playwright.sync_api import expect

from tests.browser.test_access import judge, vary_look


def test_a_reader_types_opens_a_life_and_takes_it_along(visit):
    visitor = visit()
    page = visitor.page
    page.get_by_role("link", name="Agencies").click()
    lives = page.locator("details.life")
    expect(lives).to_have_count(25)
    # Without Enter, and with two letters changed.
    page.get_by_role("searchbox", name=re.compile("ZIP code")).press_sequentially("alachau sherif")
    expect(lives).to_have_count(1)
    expect(page).to_have_url(re.compile("q=alachau"))
    lives.locator("summary").press("Enter")
    expect(lives.locator(".track").first).to_be_visible()
    expect(lives).to_contain_text("Last shown: ")
    for look in vary_look(visitor):
        assert judge(page) == [], look
        assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth"), look
    page.set_viewport_size({"width": 1440, "height": 900})
    with page.expect_download() as download:
        page.get_by_role("button", name="GeoJSON").click()
    features = json.loads(download.value.path().read_text("utf-8"))["features"]
    (found,) = [feature["properties"]["agency_id"] for feature in features]
    assert found == "fl-alachua-county-sheriffs-office"
    # What was typed since the page was drawn is kept in the other language.
    page.locator(".masthead a[hreflang=es]").click()
    expect(page.locator("p.told")).to_have_text("1 agencia")
    lives.first.locator("summary").click()
    lives.first.get_by_role("link", name="Enlace a esta agencia").click()
    expect(page).to_have_url(re.compile(f"agency={found}"))
    expect(lives).to_have_attribute("open", "")
    # What was misspelt leads to its county on the map.
    lives.first.locator(".facts a[href*='place=12001']").click()
    visitor.see(ready="true", place="12001")
    # A page that is loaded asks for Streamlit's files beneath its own address first.
    visitor.errors[:] = [error for error in visitor.errors if "404" not in error]
