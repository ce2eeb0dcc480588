"""A real page in a real Chromium: the server, the browser, and what a visitor sees."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import HOW, find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
FRAME = 'iframe[title^="streamlit_folium"]'
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Serve the page on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (tmp_path_factory.mktemp("server") / "log").open("w")
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    command += ["--server.headless", "true", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=os.environ | {})
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                break
        except OSError:
            process.poll()
    else:
        raise RuntimeError(f"no server within 60 s; see {log.name}")
    yield address
    process.terminate()
    process.wait(timeout=20)
    log.close()


@pytest.fixture(scope="session")
def chromium():
    path = find_chromium()
    assert path, HOW
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """A reader with a page open: what they do, and what the page did behind their back."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.errors = []
        self.outside = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note)
        page.on("request", self._watch)

    def _note(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _watch(self, request):
        own = (self.address, self.address.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(own):
            self.outside.append(request.url)

    def open(self, query=""):
        """Open the page and wait until the map is painted and the panel is there."""
        self.page.goto(f"{self.address}/{query}")
        self.atlas.and_(self.map.locator("[data-ready=true]")).wait_for()
        self.page.locator(".panel").wait_for(state="attached")
        return self

    @property
    def map(self):
        return self.page.frame_locator(FRAME)

    @property
    def atlas(self):
        return self.map.locator(".atlas")

    @property
    def panel(self):
        return self.page.locator(".panel")

    @property
    def frame(self):
        """The map's own frame, to ask its scripts what is painted."""
        return next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)

    def see(self, **data):
        """Wait until the map's root carries these data attributes."""
        for name, value in data.items():
            self.map.locator(f'.atlas[data-{name}="{value}"]').wait_for()

    def see_panel(self, **data):
        """Wait until the panel carries these data attributes."""
        marks = "".join(f'[data-{name}="{value}"]' for name, value in data.items())
        self.page.locator(f".panel{marks}").wait_for(state="attached")

    def rest(self):
        """Wait until no flight of the map is under way."""
        self.see(travelling="false")

    def locate(self, geoid):
        """Find a point inside a county on the screen."""
        x, y = self.frame.evaluate(
            """geoid => {
              const {map, choropleth} = atlasFigure;
              const layer = choropleth.find(geoid);
              const parts = layer.getLatLngs();
              const largest = parts.reduce((a, b) => (b[0].length > a[0].length ? b : a));
              const bounds = L.latLngBounds(largest[0]);
              const place = map.latLngToContainerPoint(bounds.getCenter());
              const box = map.getContainer().getBoundingClientRect();
              return [place.x + box.x, place.y + box.y];
            }""",
            geoid,
        )
        box = self.page.locator(FRAME).bounding_box()
        return box["x"] + x, box["y"] + y

    def fill(self, geoid):
        """The colour that a county is painted with."""
        return self.frame.evaluate(
            "geoid => atlasFigure.choropleth.find(geoid).options.fillColor", geoid
        )

    def fills(self):
        """The colour of every county, by GEOID."""
        return self.frame.evaluate(
            """() => Object.fromEntries(atlas.geometry.counties.geoid.map(
              (geoid, i) => [geoid, atlasFigure.choropleth.counties[i].options.fillColor]))"""
        )


@pytest.fixture
def visit(chromium, server):
    """Open pages as visitors; afterwards none had an error or asked another host."""
    contexts, visitors = [], []

    def open_page(query="", width=1440, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        visitors.append(Visitor(context.new_page(), server))
        return visitors[-1].open(query)

    yield open_page
    for context in contexts:
        context.close()
    for visitor in visitors:
        assert visitor.outside == []
        assert visitor.errors == []
