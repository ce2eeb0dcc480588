"""The server's answers carry their headers, and the page lives with them, in any frame too.

All other tests of the page run under the same policy: a violation is an error on the console.
"""

import contextlib
import http.client
import http.server
import threading
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geo.pages.headers import HEADERS
from tests.browser.reader import FOLIUM, Visitor

FRAME = '<h1>A report</h1><iframe src="{}/?present=1&place=RI" width=1000 height=640></iframe>'


class Guest(Visitor):
    """A reader of another page that shows ours in a frame."""

    @property
    def map(self):
        return self.page.frame_locator("iframe").frame_locator(FOLIUM)

    def open(self, address):
        self.page.goto(address)
        self.see(ready="true", place="RI")
        return self

    def _watch(self, request):
        if request.frame != self.page.main_frame:
            super()._watch(request)


@contextlib.contextmanager
def serve_page(text):
    """A server with one page, under another name of this machine: its address, and its requests."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        threading.Thread(target=web.serve_forever, args=[0.02], daemon=True).start()
        yield f"http://localhost:{web.server_port}", asked
        web.shutdown()


def ask(server, path, **headers):
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    connection.close()
    return answer


@pytest.mark.parametrize("path", ["/", "/static/media/none.woff2", "/_stcore/health", "/media/x"])
def test_every_answer_has_the_headers(server, path):
    answer = ask(server, path)
    for name, value in HEADERS.items():
        assert answer.getheader(name) == value
    assert answer.getheader("server") is None


def test_the_map_s_own_files_have_the_headers(visit, server):
    visitor = visit()
    addresses = visitor.atlas.evaluate("() => [...document.scripts].map(({ src }) => src)")
    files = [urlsplit(address).path for address in addresses if "/app/static/" in address]
    assert files
    for path in files:
        answer = ask(server, path)
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        assert answer.getheader("Content-Security-Policy") == HEADERS["Content-Security-Policy"]


def test_the_page_sends_nothing_to_another_host_and_keeps_no_cookie(visit):
    visitor = visit()
    with serve_page("") as (other, asked):
        for frame in visitor.page.frames:
            send = "other => fetch(other).then(() => 'sent', () => 'refused')"
            assert frame.evaluate(send, other) == "refused"
        assert asked == []
    # The browser has said so, which is an error in all other tests.
    told = [error for error in visitor.errors if "Content Security Policy" in error]
    assert len(told) >= len(visitor.page.frames)
    visitor.errors.clear()
    visitor.outside.clear()
    assert visitor.page.context.cookies() == []


@pytest.mark.parametrize("place", ["host", "disk"])
def test_the_map_lives_in_a_frame_of_another_page(watch_readers, server, tmp_path, place):
    text = FRAME.format(server)
    (tmp_path / "report.html").write_text(text)
    with serve_page(text) as (other, _), watch_readers(Guest) as open_page:
        guest = open_page(other if place == "host" else tmp_path.as_uri() + "/report.html", server)
        guest.map.get_by_role("slider").press("Home")
        guest.see(date="2025-01-01")
        expect(guest.map.get_by_role("heading").first).to_contain_text("Rhode Island")


@pytest.mark.parametrize(
    ("origin", "status"),
    [("own", 101), ("http://localhost:1", 101), ("http://other.example", 403), ("http://[", 403)],
)
def test_other_hosts_pages_open_no_connection(server, origin, status):
    wanted = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": server if origin == "own" else origin,
    }
    assert ask(server, "/_stcore/stream", **wanted).status == status
