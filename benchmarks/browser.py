"""A server and a Chromium to measure in, and the statistics that the tables quote."""

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from importlib import resources
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import HOW, find_chromium
from tests.browser.conftest import ARGUMENTS

ROOT = Path(__file__).resolve().parent.parent
PACKAGED = {
    "leaflet.js": ("js_lib_leaflet", "static/js_lib_leaflet/leaflet.js"),
    "leaflet.css": ("js_lib_leaflet", "static/js_lib_leaflet/leaflet.css"),
    "d3.v4.min.js": ("xstatic.pkg.d3", "data/d3.js"),
    "moment.min.js": ("xstatic.pkg.moment", "data/moment.min.js"),
    "jquery-3.7.1.min.js": ("xstatic.pkg.jquery", "data/jquery.min.js"),
}


@contextlib.contextmanager
def serve(app, folder=ROOT, port=None):
    """Serve a Streamlit app from a folder of the program; yields its address and its process.

    The page itself is served as `make run` serves it.
    """
    port = port or find_port()
    if app == "streamlit_app.py":
        command = ["geo.pages.server", "--port", str(port), "--address", "127.0.0.1"]
    else:
        command = ["streamlit", "run", app, "--server.headless", "true"]
        command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def find_port():
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def launch():
    """Launch a Chromium."""
    path = find_chromium()
    if path is None:
        raise SystemExit(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def open_page(browser):
    """Open an empty page of 1440x900, which has loaded nothing yet."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(180_000)
    return page


def open_packaged(browser):
    """Open an empty page for what loads from other hosts: it gets the files of packages.

    Such a page keeps no file, since Chromium's cache rests while requests are answered here.
    """
    page = open_page(browser)
    page.route(lambda url: not url.startswith("http://127.0.0.1"), _serve_packaged)
    return page


def _serve_packaged(route):
    name = route.request.url.rsplit("/", 1)[-1]
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    if name not in PACKAGED:
        return route.fulfill(body="", content_type=kind)
    package, path = PACKAGED[name]
    return route.fulfill(
        body=resources.files(package).joinpath(path).read_text("utf-8"), content_type=kind
    )


def find_frame(page):
    """Find the frame of the map component."""
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def median(values):
    return statistics.median(values)


def p95(values):
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
