"""The way between the pages: a link to each, and the page of the address."""

import functools

import streamlit as st

from geo.figure.publish import BROWSER
from geo.pages.agencies import show_agencies
from geo.pages.changes import show_changes
from geo.pages.choices import link_page, name_language
from geo.pages.frame import draw_page, find_language
from geo.pages.guide import show_about, show_questions
from geo.pages.map import show_map_page
from geo.pages.states import show_states
from geo.pages.trends import show_trends
from geo.stories.texts import list_step_views
from geo.words.language import load_translations
from geo.words.pages import PAGES
from geo.words.templates import render_template

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
    draw = {path: functools.partial(draw_page, show) for path, show in SHOW.items()}
    draw |= {"": show_map_page, "story": lambda: st.switch_page(pages[""], query_params=told)}
    pages = {
        path: st.Page(draw[path], title=say(name), url_path=path, default=not path)
        for path, name in PAGES.items()
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    title = f"{chosen.title}: {NAME}" if chosen.url_path else NAME
    st.set_page_config(page_title=title, page_icon=str(ICON), layout="wide")
    told = {"story": find_first_step()} | name_language(language)
    # On the way of Tab the map's search comes before the other pages.
    body = st.container() if chosen.url_path == "" else None
    places = {path: link_page(path, language) for path in pages}
    places |= {
        "": link_page("", language, **st.session_state.get("address", {})),
        # It is told on the map.
        "story": link_page("", language, story=find_first_step()),
        chosen.url_path: "",
    }
    links = [(page.title, places[path]) for path, page in pages.items()]
    st.html(render_template("pages.html.j2", language, links=links))
    with body or st.container():
        chosen.run()


@functools.cache
def find_first_step() -> str:
    """Find the step that the link to the story leads to: the first one's key."""
    return next(iter(list_step_views()), "")
