"""The map page: masthead, figure, and the address that says what it shows."""

import datetime
import logging
from dataclasses import replace
from urllib.parse import urlencode

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo import address
from geo.answers.changes import list_list_days
from geo.figure import plugin
from geo.figure.draw import draw_figure
from geo.figure.publish import Assets
from geo.pages.choices import link_page
from geo.pages.frame import greet, open_frame, show_notices, write_scripts
from geo.pages.share.dialog import open_dialog
from geo.record import Record
from geo.words.language import LANGUAGES, load_translations
from geo.words.templates import render_template

# From inside the component's frame; holds under any server.baseUrlPath.
STATIC_ADDRESS = "../../app/static/"
LOG = logging.getLogger(__name__)


def show_map_page() -> None:
    """Draw the page for the view in its address, of the newest record."""
    opened = open_frame()
    if opened is None:
        return
    record, assets = opened
    _follow_address(record)
    language = st.session_state.view.lang
    _await_connection()
    write_scripts(language)
    explore(record, assets)


@st.fragment(run_every=datetime.timedelta(days=1))
def _await_connection():
    """Do nothing: a page with a clock asks to be run again when a lost connection is back."""


@st.fragment
def explore(record: Record, assets: Assets) -> None:
    """Draw masthead and map; a click reruns this part alone, and draws no panel.

    It keeps the record that the page was drawn with, also when a newer one is there: the map in
    the browser is that record's.
    """
    top = st.container()
    message = st_folium(
        _draw_map(record, assets),
        key="map",
        height=640,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=_write_command(),
    )
    _follow_map(message, record.bounds)
    shown = st.session_state.view
    with top:
        with st.container(key="masthead"):
            st.html(_write_masthead(shown, record.bounds))
            _offer_share(record, shown)
        show_notices(st.session_state.notices)


def _draw_map(record, assets):
    """Draw the map, which finds its first view in the address of the page, in its language.

    Told anything else it would be loaded anew, as the map of another record must be: what comes
    later is sent to it as a command.
    """
    state = st.session_state
    language = state.view.lang
    drawn = language, record.edition
    if state.get("drawn") != drawn:
        state.drawn, state.drawn_command = drawn, state.command
    return draw_figure(
        assets.at(STATIC_ADDRESS),
        language,
        controls=st.query_params.get("controls") != "0",
        changes=_link_changes(record, language),
    )


def _link_changes(record, language):
    """Link to what the newest list changed; the next list leaves that as it is."""
    until, since = [*list_list_days(record), record.first][:2]
    return link_page("changes", language, since=since.isoformat(), until=until.isoformat())


def _follow_address(record):
    """Take the view from the address when it is not the one this page wrote itself.

    A newer record is asked anew: the same address may mean another day.
    """
    params = st.query_params.to_dict()
    state = st.session_state
    if "view" in state and params == state.address and record.edition == state.edition:
        return
    state.view, state.notices = address.read_address({"lang": greet()} | params, record.bounds)
    state.address, state.edition = params, record.edition
    state.command = state.get("command", 0) + 1


def _write_command():
    """Send the view that the address asked for to the map; the same text acts only once.

    None where the map was drawn with it.
    """
    state = st.session_state
    if state.command == state.drawn_command:
        return None
    if state.command != state.get("command_written"):
        state.command_written = state.command
        state.command_view = address.write_message(state.view)
    group = folium.FeatureGroup()
    group.add_child(plugin.ViewCommand(state.command_view, state.command))
    return group


def _follow_map(message, bounds):
    """Take the view from the map when the reader changed it there.

    A session that begins with a message is one after a lost connection: whatever the map shows
    holds. Later on the address may be ahead of what the map says to have heard of it.
    """
    state = st.session_state
    told = message if isinstance(message, dict) else {}
    known, state.seq = state.get("seq"), told.get("seq", repr(message))
    if not message or state.seq == known or (known is not None and told.get("heard")):
        return
    try:
        state.view = address.read_message(message, bounds)
    except ValueError:
        LOG.warning("a message from the map was no view, and was left alone")
        return
    state.notices = []
    if told.get("passing"):
        return
    state.address = _write_address(state.view, bounds)
    if state.address != st.query_params.to_dict():
        st.query_params.from_dict(state.address)


def _write_address(shown, bounds):
    """Write a view's address, with the parameters in it that are not a view's.

    A reader who is greeted in another language than English is in none without its name.
    """
    params = st.query_params.items()
    others = {name: text for name, text in params if name not in address.PARAMETERS}
    named = {} if greet() == "en" else {"lang": shown.lang}
    return others | address.write_address(shown, bounds) | named


def _offer_share(record, shown):
    """Draw the button that opens the dialog for a view."""
    say = load_translations(shown.lang).gettext
    if st.button(say("Share"), key="share", type="primary", width="stretch"):
        open_dialog(record, shown)


def _write_masthead(shown, bounds):
    links = [
        (code, name, "?" + urlencode(_write_address(replace(shown, lang=code), bounds)))
        for code, name in LANGUAGES.items()
    ]
    return render_template(
        "masthead.html.j2", language=shown.lang, links=links, presenting=shown.present
    )
