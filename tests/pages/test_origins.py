"""A socket that another host's page opens is refused before Streamlit hears of it."""

import pytest

from geo.pages.origins import OwnOrigin
from tests.loop import run


def connect(**headers):
    """Ask for a socket: what the application was asked, and what was answered before it."""
    heard, sent = [], []

    async def application(scope, receive, send):
        heard.append(scope["type"])

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message["type"])

    lines = [(name.encode(), text.encode()) for name, text in headers.items()]
    scope = {"type": "websocket", "headers": lines}
    run(OwnOrigin(application)(scope, receive, send))
    return heard, sent


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("https://atlas.example", True),
        ("http://localhost:3000", True),
        ("https://atlas.example:444", False),
        ("https://atlas.example.other.example", False),
        ("https://other.example", False),
        ("http://[", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_our_own_pages_are_answered(origin, own):
    expected = (["websocket"], []) if own else ([], ["websocket.close"])
    assert connect(host="atlas.example", origin=origin) == expected


def test_a_program_that_is_no_page_is_answered():
    assert connect(host="atlas.example") == (["websocket"], [])
