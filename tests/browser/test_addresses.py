"""Whatever stands in the address, a browser shows the map, and what was refused is said."""

from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import expect

from geo.address import read_address
from tests.browser.reader import SiteReader, Visitor
from tests.queries import make_queries

HUNDREDS = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def read_asked(reader, **given):
    """The view and the notices of the address that the browser made of what it was given."""
    query = reader.page.evaluate("location.search").removeprefix("?")
    texts = parse_qs(query, keep_blank_values=True)
    params = given | {name: texts[name][-1] for name in texts}
    return read_address(params, reader.bounds)


class Stranger(Visitor):
    """A visitor of the live page by any address."""

    def open(self, query):
        self.page.goto(f"{self.base}/?{query}")
        self.see(ready="true")
        view, notices = read_asked(self)
        self.see_view(view)
        self.see_panel_of(view)
        expect(self.page.locator(".notice")).to_have_text(notices)
        return self


class SiteStranger(SiteReader):
    """A reader of the static site by any address, which stays in the page's language."""

    def open(self, query):
        self.page.goto(f"{self.base}/index.html?{query}")
        self.see(ready="true")
        view, _ = read_asked(self)
        self.see(date=str(view.date), place=view.place, reach=view.reach, level=view.level)
        return self


def test_an_address_of_all_kinds_of_text_shows_the_map(watch_readers, server, hosts):
    query = f"place=%00%ff&date=<script>&&=&%&lang=es&reach={'x' * 70_000}&place=12001&__proto__=1"
    with watch_readers(Stranger) as open_page:
        stranger = open_page(query, server)
        expect(stranger.page.locator(".notice")).to_have_count(2)
    with watch_readers(SiteStranger) as open_page:
        open_page(query.replace("lang=es", ""), hosts["disk"])
        open_page("place=12001#%", hosts["disk"])


@pytest.mark.stress
def test_hundreds_of_addresses_show_the_map(watch_readers, server):
    with watch_readers(Stranger) as open_page:

        @HUNDREDS
        @given(make_queries())
        def visit(query):
            open_page(query, server)

        visit()


@pytest.mark.stress
def test_hundreds_of_addresses_show_the_map_of_the_site(watch_readers, hosts):
    with watch_readers(SiteStranger) as open_page:

        @HUNDREDS
        @given(make_queries())
        def visit(query):
            open_page(query, hosts["disk"])

        visit()
