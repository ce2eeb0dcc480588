"""The server of the page: `python -m geo.pages.server` is Streamlit's own, with headers.

`streamlit run streamlit_app.py` shows the same page without them.
"""

import argparse
import logging
import os
import sys
import threading
import webbrowser
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Route

from geo.edition import DamagedError
from geo.figure.current import CURRENT
from geo.figure.publish import EMBED
from geo.log import open_log
from geo.pages.headers import Headers
from geo.pages.origins import OwnOrigin
from geo.pages.shell import show_shell
from geo.pages.upkeep import begin_upkeep, spare_memory
from geo.words.pages import PAGES

SCRIPT = Path(__file__).resolve().parent.parent.parent / "streamlit_app.py"
# Open pages are told that the server goes, and are not waited for any longer.
FAREWELL_SECONDS = 3
# As in Streamlit's own server: how often each reader is asked whether they are there.
GLANCE_SECONDS = 30
# A kept connection outlives what a proxy or a slow page leaves between two requests: closed just
# when the next one comes, it would fail.
KEEP_SECONDS = 75
# Streamlit reads addresses of up to half a million characters.
LONGEST_HEAD = 2**20
# By then the server listens.
OPEN_SECONDS = 2.0


def tell_health(_: Request) -> PlainTextResponse:
    """Say whether there is a record to show: 200, or 503 with the file that is damaged."""
    try:
        CURRENT.load()
    except (DamagedError, OSError) as error:
        return PlainTextResponse(f"{error}\n", 503)
    return PlainTextResponse("ok\n")


def send_embed(_: Request) -> FileResponse:
    """Send the script that gives the map's frame its height in the pages of others."""
    return FileResponse(EMBED, media_type="text/javascript")


ROUTES = (
    *(Route(f"/{path}", show_shell) for path in PAGES),
    Route("/health", tell_health),
    Route("/embed.js", send_embed),
)
app = st.App(SCRIPT, routes=ROUTES, middleware=[Middleware(Headers), Middleware(OwnOrigin)])


def serve(address: str, port: int) -> None:
    """Serve the page until the process is told to end.

    What is logged is what goes wrong: no line tells who asked for what. The library binds the
    socket by itself, so that answers leave at once (TCP_NODELAY): 1 ms for a file, not 44.
    """
    print(f"287(g) Atlas: http://{'localhost' if address == '0.0.0.0' else address}:{port}")
    spare_memory()
    begin_upkeep()
    with open_log(logging.WARNING):
        uvicorn.run(
            app,
            host=address,
            port=port,
            access_log=False,
            log_level="warning",
            server_header=False,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            ws_per_message_deflate=False,
            ws_ping_interval=GLANCE_SECONDS,
            ws_ping_timeout=GLANCE_SECONDS,
            timeout_keep_alive=KEEP_SECONDS,
            timeout_graceful_shutdown=FAREWELL_SECONDS,
        )


def main() -> None:
    """Read the command line, and serve."""
    parser = argparse.ArgumentParser(prog="python -m geo.pages.server", description=__doc__)
    address, port = st.get_option("server.address") or "0.0.0.0", st.get_option("server.port")
    parser.add_argument("--address", default=address, help="to listen at (default %(default)s)")
    parser.add_argument("--port", default=port, type=int, help="(default %(default)s)")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    chosen = parser.parse_args()
    # A machine without a screen has at most a browser for its terminal.
    has_screen = sys.platform != "linux" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    if chosen.open and has_screen:
        page = f"http://localhost:{chosen.port}"
        threading.Timer(OPEN_SECONDS, webbrowser.open, [page]).start()
    serve(chosen.address, chosen.port)


if __name__ == "__main__":
    main()
