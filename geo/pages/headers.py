"""What every answer of the server tells the browser to keep to."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's own page and its frame for the map write scripts into the page and run text as
# script; nothing is loaded from, or sent to, another host. Any page may show the map in a frame,
# also one on a reader's disk, which the star leaves out.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' data:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "* file:",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    # Which view somebody looked at is nothing to the hosts that the panel links to.
    "Referrer-Policy": "same-origin",
}

# A file under the name of its content, which is never another's: the map's (geo/files.py), and what
# the frame around it loads.
HASHED = re.compile(
    r"/app/static/[\w-]+-[0-9a-f]{12}\.\w+$|/component/[\w.]+/static/js/main\.[0-9a-f]{8}\.js$"
)


class Headers:
    """Put the headers to every answer of an application, the page's and the files'."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if message["status"] == 200 and HASHED.search(scope["path"]):
                    headers["Cache-Control"] = "public, max-age=31536000, immutable"
            await send(message)

        await self.app(scope, receive, send_with_headers)
