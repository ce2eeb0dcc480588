"""The way between the pages: a link to each, and the page of the address."""

import functools
import html

import streamlit as st

from geo.figure.publish import BROWSER
from geo.pages.agencies import show_agencies
from geo.pages.changes import show_changes
from geo.pages.frame import draw_page, find_language, greet
from geo.pages.guide import show_about, show_questions
from geo.pages.map import show_map_page
from geo.pages.states import show_states
from geo.pages.trends import show_trends
from geo.words.language import load_translations
from geo.words.pages import PAGES

NAME = "287(g) Atlas"
ICON = BROWSER / "icon.png"
# What draws a page beside the map, beneath the masthead.
SHOW = {
    "trends": show_trends,
    "states": show_states,
    "agencies": show_agencies,
    "changes": show_changes,
    "questions": show_questions,
    "about": show_about,
}


def run_navigation() -> None:
    """Draw the links to all pages, and the page of the address.

    The map is found again as it was left.
    """
    language = find_language()
    say = load_translations(language).gettext
    pages = [
        st.Page(
            functools.partial(draw_page, SHOW[path]) if path else show_map_page,
            title=say(name),
            url_path=path,
            default=not path,
        )
        for path, name in PAGES.items()
    ]
    chosen = st.navigation(pages, position="hidden")
    title = f"{chosen.title}: {NAME}" if chosen.url_path else NAME
    st.set_page_config(page_title=title, page_icon=str(ICON), layout="wide")
    named = {} if language == greet() == "en" else {"lang": language}
    left = {"": st.session_state.get("address", {}) | named}
    # On the way of Tab the map's search comes before the other pages.
    body = st.container() if chosen.url_path == "" else None
    with st.container(key="pages", horizontal=True):
        for page in pages:
            if page.url_path == chosen.url_path:
                st.html(f'<b aria-current="page">{html.escape(page.title)}</b>')
            else:
                st.page_link(page, query_params=left.get(page.url_path, named))
    with body or st.container():
        chosen.run()
