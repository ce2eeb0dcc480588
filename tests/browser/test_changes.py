"""A reader of the page of changes: who left in a state, as a file, and on the map."""

import csv
import io

from playwright.sync_api import expect

from geo.answers.changes import LISTS, list_changes, list_list_days
from tests.browser.test_access import judge, vary_look


def test_a_reader_finds_who_left_takes_the_rows_along_and_opens_the_map(visit, record):
    visitor = visit()
    page = visitor.page
    visitor.map.get_by_role("link", name="Since the list of").click()
    expect(page.get_by_role("heading", name="Changes", level=1)).to_be_visible()
    until, since, *_ = list_list_days(record)
    assert page.url.endswith(f"/changes?since={since}&until={until}")
    changes = list_changes(record, since, until, LISTS)
    expect(page.locator("p.told")).to_contain_text(f"{(changes['what'] == 'signed').sum()} agree")
    left = changes[changes["departure"]]
    state = left["state"].value_counts().index[0]
    page.get_by_role("radio", name="Everyone who left").click()
    expect(page.locator("table.changes td.what.signed")).to_have_count(0)
    # Options that are offered go when the page is drawn once more.
    expect(page.locator('.stApp[data-test-script-state="notRunning"]')).to_be_attached()
    name = record.state_names[state]
    page.get_by_role("combobox", name="States").fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    # While options are offered, the rest of the page is out of reach.
    page.keyboard.press("Escape")
    here = left[left["state"] == state]
    expect(page.locator("table.changes tbody tr")).to_have_count(here["agency_id"].nunique())
    for look in vary_look(visitor):
        assert judge(page) == [], look
        assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth"), look
    page.set_viewport_size({"width": 1440, "height": 900})
    assert f"show=left&state={state}" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8"))))
    assert sorted(row["agreement_id"] for row in rows) == sorted(here["agreement_id"])
    page.locator("table.changes .agency a:not(.name)").first.click()
    visitor.see(ready="true", place=here.iloc[0]["geoids"].split(";")[0] or state)
    visitor.see(date=str(until))
    page.go_back()
    expect(page.locator("table.changes tbody tr")).to_have_count(here["agency_id"].nunique())
    expect(page.get_by_role("radio", name="Everyone who left")).to_be_checked()
    # A page that is loaded asks for Streamlit's files beneath its own address first.
    visitor.errors[:] = [error for error in visitor.errors if "404" not in error]
