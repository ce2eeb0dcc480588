"""A server takes up new tables under its readers, and says which table is damaged."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from geo.ingest.tables import replace_files
from tests.browser.conftest import ROOT, serve
from tests.browser.reader import FOLIUM, SEARCH

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "node_modules", "static", "lists", "tests")
pytestmark = pytest.mark.stress


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the project, whose tables the test may change; servers are started there."""
    folder = shutil.copytree(ROOT, tmp_path / "atlas", ignore=LEFT_OUT)
    monkeypatch.setattr("tests.browser.conftest.ROOT", folder)
    return folder


@pytest.fixture
def open_page(chromium):
    """Open pages of their own; at the end none had an error, or asked for a file that is gone."""
    faults, contexts = [], []

    def open_page(address):
        contexts.append(chromium.new_context())
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda one: faults.append(one.url) if one.status >= 400 else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def expect_list(page, file):
    """Expect the map to name a list as its source."""
    expect(page.frame_locator(FOLIUM).locator(".atlas")).to_contain_text(file)


def test_readers_see_one_whole_record_before_and_after_a_refresh(
    project, open_page, record, tmp_path
):
    newest, before = record.absorbed["file"].iloc[[-1, -2]]
    table = project / "data" / "lists.csv"
    older = [line for line in table.read_text().splitlines(True) if not line.startswith(newest)]
    with serve(tmp_path) as (address, _):
        page = open_page(address)
        expect_list(page, newest)
        replace_files(project / "data", {"lists.csv": "".join(older)})
        expect_list(open_page(address), before)
        # The page that was open goes on with the record that it has, and its files.
        page.get_by_role("button", name="Share").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        figure = page.frame_locator(FOLIUM)
        figure.get_by_label(SEARCH).fill("Wyoming")
        figure.get_by_role("listbox").get_by_role("option").first.click()
        expect(figure.get_by_role("heading", name="Wyoming", exact=True)).to_be_visible()
        expect(page).to_have_url(re.compile("place=WY"))
        expect_list(page, newest)
        page.reload()
        expect_list(page, before)


def test_a_server_that_starts_with_a_damaged_table_says_so_until_it_is_mended(
    project, open_page, record, tmp_path
):
    table = project / "data" / "agreements.csv"
    content = table.read_bytes()
    table.write_bytes(content[: content.index(b"\n", len(content) // 2) + 1])
    with serve(tmp_path) as (address, _):
        page = open_page(address)
        said = page.locator(".damaged")
        expect(said).to_contain_text("data/agreements.csv has ")
        expect(said).to_contain_text(f"not {len(record.agreements):d} as in the manifest")
        table.write_bytes(content)
        page.reload()
        expect_list(page, record.newest["file"])
        # Damage under a server that runs leaves its readers the record that it has.
        table.unlink()
        page.reload()
        expect_list(page, record.newest["file"])
