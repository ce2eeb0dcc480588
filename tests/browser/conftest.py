"""A real page in a real Chromium: the server, the browser, and readers with a page open."""

import contextlib
import functools
import http.server
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from geo.boundaries import project_composite
from geo.figure.draw import TOLERANCE_KM
from tests.browser.chromium import ARGUMENTS, HOW, find_chromium
from tests.browser.picture import find_spots
from tests.browser.reader import PATIENCE_MS, SiteReader, Visitor

ROOT = Path(__file__).resolve().parent.parent.parent
SUB_PATH = "/some/where"
PERMISSIONS = ("clipboard-read", "clipboard-write")
# A visitor's address, or what was asked for.
ABOUT_VISITORS = re.compile(r"127\.0\.0\.1|[?&]\w+=|place|_stcore|GET|WebSocket /")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def find_port():
    """Find a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serve(folder, port=None):
    """Serve the page, with its log in a folder: its address, and its process."""
    port = port or find_port()
    log = (folder / "log").open("w")
    command = [sys.executable, "-m", "geo.pages.server"]
    command += ["--port", str(port), "--address", "127.0.0.1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=os.environ | {})
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                break
        except OSError:
            process.poll()
    else:
        raise RuntimeError(f"no server within {PATIENCE_MS / 1000:.0f} s; see {log.name}")
    yield address, process
    process.terminate()
    process.wait(timeout=20)
    log.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """Serve the page for all tests: its address, and its process.

    In its log stands nothing about visitors.
    """
    folder = tmp_path_factory.mktemp("server")
    with serve(folder) as server:
        yield server
    _, *lines = (folder / "log").read_text().splitlines()
    assert [line for line in lines if ABOUT_VISITORS.search(line)] == []


@pytest.fixture(scope="session")
def server(served):
    """The address of the page."""
    address, _ = served
    return address


@pytest.fixture(scope="session")
def chromium():
    path = find_chromium()
    assert path, HOW
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def plane(counties, states):
    """The composite map as the page has it."""
    return project_composite(counties, states, TOLERANCE_KM)


@pytest.fixture(scope="session")
def spots(plane):
    return find_spots(plane.counties)


@pytest.fixture(scope="session")
def take_reader(chromium, record, spots):
    """Give a function that finds a reader of a kind (a class), with a page of their own.

    Who asks for the same kind, address and browser gets the same page again: it has loaded all
    files once, and opens in half the time.
    """
    readers = {}

    def take(kind, base, clock, **options):
        key = (kind, base, clock, *sorted(options.items()))
        if key not in readers:
            page = chromium.new_context(**{"permissions": PERMISSIONS} | options).new_page()
            if clock:
                page.clock.install()
            readers[key] = kind(page, base, record.bounds, spots)
        return readers[key]

    return take


@pytest.fixture(scope="session")
def watch_readers(take_reader):
    """Give a context in which readers open pages; at its end none had an error or left the host.

    `clock` makes a page whose time `Reader.stop_clock` stops; `options` are Playwright's. Nothing
    flies, since that takes as long as all else, unless `reduced_motion` is "no-preference".
    """

    @contextlib.contextmanager
    def watch(kind):
        watched, clocked = [], []

        def open_page(
            query,
            base,
            width=1440,
            height=900,
            color_scheme="light",
            reduced_motion="reduce",
            clock=False,
            **options,
        ):
            reader = take_reader(kind, base, clock, **options)
            if reader not in watched:
                watched.append(reader)
                if clock:
                    clocked.append(reader)
                reader.errors.clear()
                reader.outside.clear()
            reader.page.set_viewport_size({"width": width, "height": height})
            reader.page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
            reader.page.mouse.move(0, 0)
            return reader.open(query)

        yield open_page
        for reader in clocked:
            reader.page.clock.resume()
        for reader in watched:
            reader.page.goto("about:blank")
        for reader in watched:
            assert reader.outside == []
            assert reader.errors == []

    return watch


@pytest.fixture
def visit(watch_readers, server):
    """Open the live page as visitors."""
    with watch_readers(Visitor) as open_page:
        yield lambda query="", **options: open_page(query, server, **options)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a sub-path, and the site's 404 page for what is not there."""

    def translate_path(self, path):
        if not path.startswith(f"{SUB_PATH}/"):
            return super().translate_path("/nowhere")
        return super().translate_path(path.removeprefix(SUB_PATH))

    def log_message(self, *_):
        pass


class Host(http.server.ThreadingHTTPServer):
    """Serves files, and thinks nothing of readers who leave before they have all."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def hosts(small_site):
    """The site's address on a disk, and on a host that serves files alone."""
    handler = functools.partial(Handler, directory=str(small_site))
    server = Host(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {
        "disk": small_site.as_uri(),
        "host": f"http://127.0.0.1:{server.server_port}{SUB_PATH}",
    }
    server.shutdown()
    server.server_close()


@pytest.fixture
def read(watch_readers, hosts):
    """Open pages as readers; afterwards the site has left nothing in their browsers."""
    readers = []
    with watch_readers(SiteReader) as open_page:

        def read_page(path="index.html", base="disk", **options):
            readers.append(open_page(path, hosts[base], **options))
            return readers[-1]

        yield read_page
        for reader in readers:
            assert reader.page.context.cookies() == []
            assert reader.page.context.storage_state()["origins"] == []


@pytest.fixture
def study(read):
    """Open the site's map, whose figure is that of the live page, in half the time."""

    def study_map(query="", **options):
        path = f"{'es/' if 'lang=es' in query else ''}index.html{query}"
        # From a host the browser has compiled its scripts before, from a disk never.
        return read(path, **{"base": "host"} | options)

    return study_map
