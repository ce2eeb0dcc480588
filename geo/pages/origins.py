"""Whose pages may open a connection to the server: our own."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

# As Streamlit: a browser on the machine itself, through whatever port.
LOCAL = ("localhost", "127.0.0.1")


class OwnOrigin:
    """Refuse WebSockets that pages of other hosts open.

    Streamlit refuses them too, but first asks a host of Amazon what its own address is, and all
    readers wait for the answer.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not is_own(Headers(scope=scope)):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self.app(scope, receive, send)


def is_own(headers: Headers) -> bool:
    """Whether a request comes from a page of the host that it is sent to, or from no page."""
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
        return parts.netloc == headers.get("host") or parts.hostname in LOCAL
    except ValueError:
        return False
