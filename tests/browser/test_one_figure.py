"""The figure is one: page, site and saved file tell the same, and none needs a server to answer."""

import signal
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from geo.figure.draw import save_figure
from geo.view import View, find_range
from tests.browser.reader import Reader, SiteReader, Visitor


class FileReader(Reader):
    """A reader of a saved map."""

    def open(self, path):
        self.page.goto(f"{self.base}/{path}")
        self.see(ready="true")
        return self


def read_panel(reader):
    """What the panel tells, folded parts too, line by line."""
    folds = reader.panel.locator("details")
    folds.evaluate_all("all => all.forEach((one) => (one.open = true))")
    return reader.panel.locator(".told").inner_text().splitlines()


@pytest.fixture(scope="module")
def saved(record, tmp_path_factory):
    """A folder with the saved map."""
    folder = tmp_path_factory.mktemp("saved")
    save_figure(record, folder / "atlas.html")
    return folder


CHANGES = (
    {},
    {"place": "48201"},
    {"place": "TX", "reach": "part"},
    {"place": "MD", "compare": "2025-01-20"},
    {"place": "37119", "date": "2010-05-01"},
)


def test_page_site_and_saved_file_tell_the_same(visit, watch_readers, hosts, record, saved):
    with watch_readers(SiteReader) as open_site, watch_readers(FileReader) as open_file:
        readers = [
            visit(),
            open_site("index.html", hosts["disk"]),
            open_file("atlas.html", saved.as_uri()),
        ]
        for change in CHANGES:
            days = {name: change[name] for name in ("date", "compare") if name in change}
            days = {name: record.last.fromisoformat(day) for name, day in days.items()}
            view = replace(View(date=record.last), **(change | days))
            told = []
            for reader in readers:
                reader.show(replace(view, range=find_range(view.date)))
                told.append(read_panel(reader))
            assert len(told[0]) > 5
            assert told[0] == told[1] == told[2], change


def test_a_page_whose_server_stands_still_answers(visit, served):
    _, process = served
    visitor = visit("?date=2025-02-01")
    # The names of the search, and what the panel tells of Texas, are here from now on.
    visitor.find("Travis County, TX")
    visitor.see_panel(place="48453")
    process.send_signal(signal.SIGSTOP)
    try:
        visitor.find("Harris County, TX")
        visitor.see_panel(place="48201", date="2025-02-01")
        visitor.page.mouse.click(*visitor.locate("48113"))
        visitor.see_panel(place="48113")
        expect(visitor.panel.locator("h2")).to_have_text("Dallas County, Texas")
        visitor.play()
        visitor.map.locator("button.play").click()
        visitor.see(playing="false")
        visitor.see_panel(date=visitor.read_state("date"))
        visitor.map.get_by_role("button", name="Compare").click()
        expect(visitor.panel.locator("h2")).to_contain_text("what changed")
    finally:
        process.send_signal(signal.SIGCONT)


def test_details_that_do_not_come_are_asked_for_once_more_and_then_on_demand(watch_readers, server):
    with watch_readers(Visitor) as open_page:
        visitor = open_page("", server)
        asked = []

        def refuse(route):
            asked.append(route.request.url)
            route.fulfill(status=200, content_type="text/javascript", body="/* wrong file */")

        visitor.page.route("**/state-wy-*", refuse)
        visitor.find("Wyoming")
        told = visitor.panel
        expect(told).to_contain_text("could not be loaded")
        expect(told.locator("h2")).to_have_text("Wyoming")
        assert len(asked) == 2
        visitor.map.get_by_role("button", name="Back one month").click()
        expect(told).to_contain_text("could not be loaded")
        assert len(asked) == 2
        visitor.page.unroute("**/state-wy-*")
        told.get_by_role("button", name="Try again").click()
        expect(told.locator(".agreement").first).to_be_visible()


def test_a_late_answer_is_for_its_own_place(watch_readers, server):
    with watch_readers(Visitor) as open_page:
        visitor = open_page("", server)
        held = []
        visitor.page.route("**/state-mt-*", lambda route: held.append(route))
        visitor.find("Montana")
        expect(visitor.panel).to_contain_text("Loading the agreements")
        visitor.find("Idaho")
        visitor.see_panel(place="ID")
        shown = read_panel(visitor)
        held[0].continue_()
        visitor.wait_for("() => atlas.details.MT")
        assert read_panel(visitor) == shown
        visitor.find("Montana")
        visitor.see_panel(place="MT")
