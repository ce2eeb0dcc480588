"""What the server says of how long a file may be kept."""

import pytest

from geo.pages.headers import Headers
from geo.pages.shell import list_frame_scripts
from tests.loop import run

(FRAME_SCRIPT,) = list_frame_scripts()


def ask(path, status=200):
    """Ask for a path of an application that says nothing of keeping: what the answer says of it."""
    sent = []

    async def answer(scope, receive, send):
        await send({"type": "http.response.start", "status": status, "headers": []})

    async def send(message):
        sent.append(message)

    run(Headers(answer)({"type": "http", "path": path}, None, send))
    return dict(sent[0]["headers"]).get(b"cache-control", b"").decode()


@pytest.mark.parametrize("path", ["/app/static/atlas-0123456789ab.js", f"/base/{FRAME_SCRIPT}"])
def test_files_under_the_names_of_their_content_are_kept(path):
    assert "immutable" in ask(path)
    assert ask(path, 404) == ""


@pytest.mark.parametrize("path", ["/", "/app/static/figure.json", "/component/a.b/index.html"])
def test_others_are_asked_for_again(path):
    assert ask(path) == ""
