"""Several processes behind nginx: kept files, one process for each reader, and one killed."""

import re
import shutil
import tempfile
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import pytest
import requests

from benchmarks.browser import ROOT, serve
from benchmarks.many import kill_one
from benchmarks.nginx import NGINX, STICKY_SINCE, find_version, serve_many
from benchmarks.visitor import Visitor
from tests.loop import run

pytestmark = [
    pytest.mark.stress,
    pytest.mark.skipif(not shutil.which(NGINX), reason="nginx is not installed"),
]
READERS = 12
sticky = pytest.mark.skipif(
    find_version() < STICKY_SINCE, reason="nginx is older than 1.29.6: set NGINX to a newer one"
)


@pytest.fixture(scope="module")
def served():
    # Not pytest's folder, which is closed to nginx's workers where root started it.
    with tempfile.TemporaryDirectory() as folder, serve_many(3, Path(folder)) as served:
        site = Path(folder) / "site"
        site.mkdir()
        for name in ("index.html", "404.html", "map-0123456789ab.js"):
            (site / name).write_text(name)
        yield served


@pytest.fixture
def address(served):
    return served[0]


def test_every_answer_has_the_headers(address):
    for path in ("/", "/_stcore/health", "/nowhere", "/site/"):
        assert requests.get(address + path).headers["X-Content-Type-Options"] == "nosniff"
    assert requests.get(address).headers["Content-Encoding"] == "gzip"


@sticky
def test_a_cookie_names_the_process_and_no_reader(address):
    named = set()
    for _ in range(READERS):
        session = requests.Session()
        first, again = (session.get(address).headers["Set-Cookie"] for _ in range(2))
        assert re.search(r"\batlas=\w+; httponly", first)
        assert again == first
        named.add(first)
    assert 1 < len(named) <= 3


def test_hashed_files_are_kept_and_packed_for_who_asks(address):
    page = requests.get(address)
    assert "immutable" not in page.headers.get("Cache-Control", "")
    names = re.findall(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', page.text)
    assert names
    names += [f"app/static/{path.name}" for path in (ROOT / "static").glob("atlas-*")]
    for name in names:
        packed = requests.get(f"{address}/{name}")
        plain = requests.get(f"{address}/{name}", headers={"Accept-Encoding": "identity"})
        kept = set(packed.headers["Cache-Control"].split(", "))
        assert kept == {"public", "immutable", "max-age=31536000"}
        if len(plain.content) > 1000:
            assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert packed.content == plain.content


def test_the_static_site_lies_beside_the_page(address):
    assert requests.get(f"{address}/site/").text == "index.html"
    assert "immutable" not in requests.get(f"{address}/site/").headers.get("Cache-Control", "")
    kept = requests.get(f"{address}/site/map-0123456789ab.js")
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    missing = requests.get(f"{address}/site/nowhere.html")
    assert (missing.status_code, missing.text) == (404, "404.html")


@pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
def test_a_picture_comes_from_the_process_that_drew_it(address, cookies):
    async def read():
        visitors = [Visitor(address) for _ in range(READERS)]
        for visitor in visitors:
            if not cookies:
                visitor.http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
            await visitor.open()
            await visitor.share()
            await visitor.close()

    run(read())


def test_readers_go_on_when_their_process_is_killed(served):
    address, processes = served
    times, returned, errors = run(kill_one(address, processes[0], readers=30, seconds=12))
    assert errors == []
    assert 0 < returned < 30
    assert times


@sticky
def test_readers_stay_where_they_went_when_their_process_is_back():
    """The process that is started again knows nothing of the pictures that another one drew."""

    async def read(address, killed, restart):
        visitors = [Visitor(address) for _ in range(READERS)]
        for visitor in visitors:
            await visitor.open()
        killed.kill()
        killed.wait()
        for visitor in visitors:
            await visitor.click("TX")
        assert any(visitor.returns for visitor in visitors)
        with restart():
            for visitor in visitors:
                await visitor.share()
                await visitor.close()

    with (
        tempfile.TemporaryDirectory() as folder,
        serve_many(2, Path(folder), "max_fails=0") as (address, (killed, _)),
    ):
        port = int(killed.args[killed.args.index("--port") + 1])
        run(read(address, killed, lambda: serve("streamlit_app.py", port=port)))
