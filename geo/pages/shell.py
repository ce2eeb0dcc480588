"""The page as a browser first gets it: Streamlit's own, by its name, and with what to say where the
network lets no connection through.
"""

import json
import os
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse

from geo.figure.current import CURRENT
from geo.words.language import LANGUAGES, N_, load_translations

INDEX = Path(st.__file__).parent / "static" / "index.html"
# The frame that the map is drawn in: found, not imported, which would declare it before its time.
PACKAGE = find_spec("streamlit_folium")
FRAME = Path(str(PACKAGE and PACKAGE.origin)).parent / "frontend" / "build"
IMPORTED = re.compile(r'\bfrom"\./([\w.-]+\.js)"')
FRAME_ADDRESS = "component/streamlit_folium.st_folium"
# The parts of Streamlit that the page with the map shows: it loads the script of each once asked.
ELEMENTS = ("Html", "Button", "ComponentInstance")
TITLE = "<title>Streamlit</title>"
ABOUT = N_("Where local and state police hold 287(g) agreements with ICE, and how that changed.")
BLOCKED = N_("The map does not come: this page needs a WebSocket, which a network may block.")
ELSEWHERE = N_("The same map without one")
# The links to all pages come over it first; where none is there after so long, none may come.
WAIT = """(() => {
  const say = document.getElementById("atlas-blocked");
  const look = () => { say.hidden = Boolean(document.querySelector("nav.pages")); };
  setTimeout(() => { look(); setInterval(look, 1000); }, 15000);
})();"""


def show_shell(request: Request) -> HTMLResponse:
    """Answer with the page that loads all the rest, in the language of the address or browser."""
    preferred = request.headers.get("accept-language", "")[:2]
    asked = request.query_params.get("lang", preferred)
    # Nobody waits here for a record: who comes before it is read waits for it on the page.
    language = asked if asked in LANGUAGES else "en"
    addresses = []
    if CURRENT.shown:
        _, assets = CURRENT.shown
        names = [*assets.list_scripts(language), *assets.styles]
        addresses = [
            *list_element_scripts(),
            *list_frame_scripts(),
            *(f"app/static/{name}" for name in names),
        ]
    page = write_shell(language, addresses)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


@cache
def list_element_scripts() -> tuple[str, ...]:
    """List the addresses of the scripts of `ELEMENTS`, and of what they import, that the page as
    Streamlit has it does not name.
    """
    folder = INDEX.parent / "static" / "js"
    shell = INDEX.read_text("utf-8")
    found: dict[str, None] = {}
    waiting = [path for name in ELEMENTS for path in sorted(folder.glob(f"{name}.*.js"))]
    for path in waiting:
        if path.name in found or path.name in shell:
            continue
        found[path.name] = None
        waiting += [folder / name for name in IMPORTED.findall(path.read_text("utf-8"))]
    return tuple(f"static/js/{name}" for name in found)


def list_frame_scripts() -> list[str]:
    """List the addresses of the scripts that the frame around the map loads."""
    paths = sorted(FRAME.glob("static/js/main.*.js"))
    return [f"{FRAME_ADDRESS}/{path.relative_to(FRAME).as_posix()}" for path in paths]


def write_shell(language: str, addresses: Sequence[str]) -> str:
    """Write the page; `addresses` are those of what the map loads, which browsers may fetch now."""
    say = load_translations(language).gettext
    site = os.environ.get("ATLAS_SITE", "")
    link = f' <a href="{escape(site)}">{say(ELSEWHERE)}</a>' if site.startswith("http") else ""
    head = [
        "<title>287(g) Atlas</title>",
        f'<meta name="description" content="{escape(say(ABOUT))}">',
        '<meta property="og:title" content="287(g) Atlas">',
        f'<meta property="og:description" content="{escape(say(ABOUT))}">',
        *(f'<link rel="prefetch" href="./{escape(address)}">' for address in addresses),
    ]
    body = [
        f'<p id="atlas-blocked" role="alert" lang="{language}" hidden '
        'style="font: 16px sans-serif; max-width: 36em; margin: 3em auto; padding: 0 1em">'
        f"{escape(say(BLOCKED))}{link}</p>",
        f"<script>{WAIT}</script>",
    ]
    page = INDEX.read_text("utf-8")
    for mark, text in ((TITLE, "\n".join(head)), ("</body>", "\n".join([*body, "</body>"]))):
        if page.count(mark) != 1:
            raise RuntimeError(f"{INDEX}: expected {json.dumps(mark)} once, in {st.__version__}")
        page = page.replace(mark, text)
    return page
