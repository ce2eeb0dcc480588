"""Several processes behind nginx: kept files, one process for each reader, and one killed."""

import asyncio
import re
import shutil
import tempfile
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import pytest
import requests

from benchmarks.browser import ROOT
from benchmarks.many import kill_one
from benchmarks.nginx import serve_many
from benchmarks.visitor import Visitor

pytestmark = [
    pytest.mark.stress,
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed"),
]
READERS = 12


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


def test_every_answer_has_the_headers_and_the_first_one_a_cookie(address):
    session = requests.Session()
    first = session.get(address)
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Content-Encoding"] == "gzip"
    assert "HttpOnly" in first.headers["Set-Cookie"]
    again = session.get(address)
    assert again.headers["X-Content-Type-Options"] == "nosniff"
    assert "atlas=" not in again.headers.get("Set-Cookie", "")


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

    asyncio.run(read())


def test_readers_go_on_when_their_process_is_killed(served):
    address, processes = served
    times, returned, errors = asyncio.run(kill_one(address, processes[0], readers=30, seconds=12))
    assert errors == []
    assert 0 < returned < 30
    assert times
