"""What every page has: its style and scripts, the record, and the links to the other pages."""

import html
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from geo.answers.styles import STYLES as ANSWERS
from geo.edition import DamagedError
from geo.figure.current import CURRENT
from geo.figure.publish import Assets
from geo.guide import pages as guide
from geo.pages.damaged import show_damaged_page
from geo.pages.widgets import translate_widgets
from geo.program import write_colours
from geo.record import Record
from geo.words.language import LANGUAGES, N_, load_translations
from geo.words.templates import render_template

FOLDER = Path(__file__).resolve().parent
STYLES = [*sorted(FOLDER.glob("*.css")), *ANSWERS, guide.STYLE]
SCRIPTS = [
    FOLDER / name
    for name in (
        "theme.js",
        "connection.js",
        "menu.js",
        "pages.js",
        "story.js",
        "language.js",
        "widgets.js",
        "share/copying.js",
        "share/uploader.js",
    )
]


def greet() -> str:
    """Choose the language of an address that names none: the browser's, where it is one of ours.

    As it was at first: later Streamlit is told that of the page (language.js).
    """
    preferred = st.session_state.setdefault("greeting", (st.context.locale or "").split("-")[0])
    return preferred if preferred in LANGUAGES else "en"


def find_language() -> str:
    """Find the language of the page: the address's, where it names one of ours."""
    asked = st.query_params.get("lang")
    return asked if asked in LANGUAGES else greet()


def open_frame() -> tuple[Record, Assets] | None:
    """Write the style and read the newest record; None where a damaged one is told of instead."""
    style = "".join(path.read_text("utf-8") for path in STYLES)
    st.html(f"<style>{write_colours()}{style}</style>")
    try:
        if CURRENT.shown:
            return CURRENT.load()
        with st.spinner(load_translations(greet()).gettext(N_("Reading the record"))):
            return CURRENT.load()
    except (DamagedError, OSError) as error:
        show_damaged_page(error, find_language())
        return None


def write_scripts(language: str) -> None:
    """Put the scripts of every page into it, and say in which language it is."""
    widgets = json.dumps(translate_widgets(language))
    st.html(
        f'<script>document.documentElement.lang = "{language}";'
        f"window.atlasWidgets = {widgets};\n"
        f"{''.join(path.read_text('utf-8') for path in SCRIPTS)}</script>",
        unsafe_allow_javascript=True,
    )


def draw_page(show: Callable[[Record, str], None]) -> None:
    """Draw a page beside the map: masthead, then what `show` draws of a record in a language."""
    opened = open_frame()
    if opened is None:
        return
    record, _ = opened
    language = find_language()
    write_scripts(language)
    params = st.query_params.to_dict()
    links = [
        (code, name, f"?{urlencode(params | {'lang': code})}") for code, name in LANGUAGES.items()
    ]
    with st.container(key="masthead"):
        st.html(render_template("masthead.html.j2", language, links=links, presenting=False))
    with st.container(key="page"):
        show(record, language)


def show_notices(notices: list[str]) -> None:
    """Say what of the address can't be used."""
    for notice in notices:
        st.html(f'<p class="notice" role="status">{html.escape(notice)}</p>')
