"""A server that goes and comes back: the page says so, keeps its view, and answers again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import find_port, serve
from tests.browser.reader import Visitor

LOST = re.compile("Connection lost")


# Each takes two servers from their beginning.
@pytest.mark.parametrize(
    "back",
    [
        pytest.param(False, id="after a click"),
        pytest.param(True, id="after going back", marks=pytest.mark.stress),
    ],
)
def test_a_page_goes_on_when_the_server_is_another(watch_readers, tmp_path, back):
    port = find_port()
    with watch_readers(Visitor) as open_page:
        with serve(tmp_path, port) as (address, _):
            visitor = open_page("?date=2025-02-01", address)
            visitor.find("Georgia")
            expect(visitor.page).to_have_url(re.compile("place=GA"))
            if back:
                visitor.page.evaluate("history.back()")
                visitor.see_panel(place="")
        expect(visitor.page.get_by_text(LOST)).to_be_visible()
        # The map goes on by itself.
        if not back:
            visitor.find("Florida")
        shown = "" if back else "FL"
        visitor.see(place=shown)
        with serve(tmp_path, port):
            expect(visitor.page.get_by_text(LOST)).to_be_hidden()
            expect(visitor.page).to_have_url(re.compile("place=FL" if shown else r"02-01$"))
            visitor.see(place=shown)
            visitor.find("Wyoming")
            expect(visitor.page).to_have_url(re.compile("place=WY"))
            visitor.page.get_by_role("button", name="Share").click()
            expect(visitor.page.get_by_role("dialog")).to_contain_text("Wyoming")
            # That the first server was away is an error to the browser, but none of ours.
            visitor.page.goto("about:blank")
            visitor.errors.clear()


def test_a_network_without_sockets_is_said(chromium, server):
    page = chromium.new_context().new_page()
    page.add_init_script("window.WebSocket = class { constructor() { throw new Error(); } };")
    page.clock.install()
    page.goto(server)
    expect(page).to_have_title("287(g) Atlas")
    said = page.get_by_role("alert").filter(has_text="needs a WebSocket")
    expect(said).to_be_hidden()
    page.clock.run_for(20_000)
    expect(said).to_be_visible()
    page.context.close()
