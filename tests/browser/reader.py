"""Readers with a page open: what they do, what they see, and what the page did meanwhile."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import expect

from geo.address import read_address, write_address, write_message
from geo.view import find_range
from tests.browser.picture import read_colours, read_frame, read_picture

# How long a page may take where the machine has much else to do; what passes does not wait.
PATIENCE_MS = 90_000
expect.set_options(timeout=PATIENCE_MS)

PHONE = {"has_touch": True, "is_mobile": True}
SEARCH = re.compile("ZIP code|código postal")
FOLIUM = 'iframe[title^="streamlit_folium"]'
# What has changed is laid out and painted by the frame after the next.
PAINTED = """async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}"""
# Whether each canvas of the map has been fitted to the map's box.
FITTED = """(root) => {
  const map = root.querySelector(".leaflet-container");
  const fits = ({ clientWidth, clientHeight }) =>
    Math.abs(clientWidth - map.clientWidth * 1.3) < 3 &&
    Math.abs(clientHeight - map.clientHeight * 1.3) < 3;
  const canvases = [...map.querySelectorAll("canvas")];
  return canvases.every(fits) && !map.querySelector("canvas.fading");
}"""

# Go to another view of a page of the site without loading it again, as Back and Forward do.
GO = """(query) => {
  history.pushState(null, "", query);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


def mark(data):
    """Write a selector of what carries these data attributes."""
    return "".join(f'[data-{name}="{value}"]' for name, value in data.items())


class Reader:
    """A reader of one page of a browser; see `Visitor` and `SiteReader`.

    `bounds` are those of the record's views, `spots` the points of `find_spots`.
    """

    def __init__(self, page, base, bounds, spots):
        self.page, self.base = page, base
        self.bounds, self.spots = bounds, spots
        self.errors, self.outside = [], []
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note)
        # To be told of every request takes a tenth of the time in which a page opens.
        page.on("requestfailed", self._watch)

    def _note(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _watch(self, request):
        own = (f"{self.base}/", self.base.replace("http", "ws"), "data:", "blob:", "about:")
        if not request.url.startswith(own):
            self.outside.append(request.url)

    @property
    def map(self):
        """Where the figure is: the page, or a frame in it."""
        return self.page

    @property
    def atlas(self):
        """The figure's root, which carries its state in data attributes."""
        return self.map.locator("main.atlas")

    @property
    def panel(self):
        return self.map.locator(".panel")

    def read_state(self, name):
        """Read a data attribute of the figure as it is now."""
        return self.atlas.get_attribute(f"data-{name}")

    def see(self, more="", **data):
        """Wait until the figure carries these data attributes, and fits a selector `more`."""
        try:
            expect(self.map.locator(f"main.atlas{mark(data)}{more}")).to_be_attached()
        except AssertionError as error:
            error.add_note(
                f"The figure: {self.atlas.evaluate('({ dataset }) => ({ ...dataset })')}"
            )
            raise

    def see_panel(self, **data):
        """Wait until the panel carries these data attributes."""
        expect(self.map.locator(f'.panel[aria-busy="false"]{mark(data)}')).to_be_attached()

    def see_panel_of(self, view):
        """Wait until the panel tells of a view; of two dates the later one is its date."""
        dates = ["", *sorted(str(day) for day in (view.compare, view.date) if day)][-2:]
        compare, date = dates if view.compare else ("", dates[-1])
        self.see_panel(date=date, place=view.place, compare=compare)

    def see_view(self, view):
        """Wait until the figure shows a view, in every part of it."""
        shown = write_message(view)
        names = ("date", "compare", "models", "reach", "level", "place")
        present = ".present" if view.present else ":not(.present)"
        chosen = f':has(.range [data-value="{view.range}"][aria-checked="true"])'
        self.see(present + chosen, **{name: shown[name] for name in names})
        expect(self.map.locator(".measure select")).to_have_value(view.measure)

    def show(self, view):
        """Show a view as controls of the page do, with nothing loaded anew, and wait for it."""
        self.atlas.evaluate("(_, view) => atlas.takeFigure().set(view)", write_message(view))
        self.see_view(view)
        self.see_panel_of(view)

    def show_place(self, place, **changes):
        """Show the newest view of a place, with changes to the view, on the stretch of its date."""
        view = replace(self.bounds.default, place=place, **changes)
        self.show(view if "range" in changes else replace(view, range=find_range(view.date)))

    def resize(self, width, height):
        """Give the window of a page with the map another size, and wait until the map fits it."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(
            "(size) => String([innerWidth, innerHeight]) === size", arg=f"{width},{height}"
        )
        self.rest()

    def wait_for(self, condition, *given):
        """Wait until a condition on the figure's root (`root`), a function in JavaScript, holds."""
        root = self.atlas.element_handle()
        root.owner_frame().wait_for_function(
            f"([root, ...given]) => ({condition})(root, ...given)", arg=[root, *given]
        )

    def rest(self):
        """Wait until the map is at rest: no flight under way, and painted for its whole box."""
        self.atlas.evaluate(PAINTED)
        expect(self.map.locator('main.atlas:not([data-travelling="true"])')).to_be_attached()
        self.wait_for(FITTED)
        self.atlas.evaluate(PAINTED)

    def look(self):
        """Read the picture that the map shows once it is at rest: rows of red, green, blue."""
        self.rest()
        return read_picture(self.atlas)

    def see_frame(self):
        """Read which part of the plane the map shows once it is at rest: a `Frame`."""
        self.rest()
        return read_frame(self.atlas)

    def read_fills(self):
        """Read the colours of all counties with room for one on the screen, by GEOID."""
        return read_colours(self.atlas, self.see_frame(), self.spots)

    def read_fill(self, geoid):
        """Read the colour of one county, which must have room for one."""
        return self.read_fills()[geoid]

    def locate(self, geoid):
        """Find a point inside a county on the page."""
        x, y = self.see_frame().locate(*self.spots.loc[geoid, ["x", "y"]])
        box = self.map.locator(".leaflet-container").bounding_box()
        return box["x"] + x, box["y"] + y

    def type_date(self, date, field="date"):
        """Type a date into the field of the date shown, or of the one compared with it."""
        field = self.map.locator("input.since" if field == "compare" else "input.typed").first
        field.fill(str(date))
        field.dispatch_event("change")

    def find(self, name):
        """Type a name into the map's own search, and take it."""
        search = self.map.get_by_role("combobox", name=SEARCH)
        search.fill(name)
        expect(self.map.locator(".find [role=option]").first).to_be_visible()
        search.press("Enter")

    def play(self):
        """Play the map, and wait until its date moves.

        For who asked for less motion (`reduced_motion="reduce"`) a stretch of decades takes
        minutes, however slow the machine: it is still playing when the test has seen enough.
        """
        date = self.read_state("date")
        self.map.locator("button.play").click()
        expect(self.atlas).not_to_have_attribute("data-date", date)
        self.see(playing="true")

    def stop_clock(self):
        """Stop the page's time: from here on it passes with `pass_time` alone.

        For pages opened with `clock=True`.
        """
        self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 60)

    def pass_time(self, milliseconds):
        self.page.clock.run_for(milliseconds)


class Visitor(Reader):
    """A reader of the live page, whose figure is in a frame of its own."""

    @property
    def map(self):
        return self.page.frame_locator(FOLIUM)

    def open(self, query=""):
        """Open the page, and wait until map and panel show the view of its address."""
        self.page.goto(f"{self.base}/{query}")
        view, _ = read_address(dict(parse_qsl(query.lstrip("?"))), self.bounds)
        self.see(ready="true")
        self.see_view(view)
        expect(self.atlas).to_have_attribute("lang", view.lang)
        self.see_panel_of(view)
        return self


class SiteReader(Reader):
    """A reader of the static site."""

    def open(self, path):
        """Open a page; where it has the map, wait until it shows the view of its address."""
        self.page.goto(f"{self.base}/{path}")
        path, _, query = path.partition("?")
        if not path.endswith(("index.html", "embed.html")):
            return self
        params = dict(parse_qsl(query)) | ({"lang": "es"} if path.startswith("es/") else {})
        view, _ = read_address(params, self.bounds)
        self.see(ready="true")
        self.see_view(view)
        if path.endswith("index.html"):
            self.see_panel_of(view)
        return self

    def show(self, view):
        self.go(view)
        self.see_panel_of(view)

    def go(self, view):
        """Go to the address of a view, with nothing loaded anew; returns its query."""
        query = urlencode(write_address(view, self.bounds), safe=",")
        self.page.evaluate(GO, f"?{query}")
        self.see_view(view)
        return query

    @property
    def query(self):
        """What the address says after the question mark."""
        return urlsplit(self.page.url).query
