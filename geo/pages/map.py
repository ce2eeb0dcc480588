"""The map page: the figure on the left, the panel of the chosen place on the right."""

import gc
import html
import logging
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo import address
from geo.agreements import describe_place
from geo.coverage import compare_coverage
from geo.figure import plugin
from geo.figure.draw import draw_figure
from geo.figure.prepared import prepare_figure
from geo.figure.publish import Assets
from geo.program import write_colours
from geo.record import Record, read_record
from geo.words.language import LANGUAGES, load_translations
from geo.words.life import Life
from geo.words.templates import render_template

STYLE = Path(__file__).resolve().parent / "page.css"
# From inside the component's frame; holds under any server.baseUrlPath.
STATIC_ADDRESS = "../../app/static/"
LOG = logging.getLogger(__name__)


@st.cache_resource(show_spinner="Reading the record")
def load_tables() -> tuple[Record, Assets]:
    """Read the record and find what the browser needs, published before or now, for all."""
    record = read_record()
    assets = prepare_figure(record)
    _spare_collections()
    return record, assets


def _spare_collections():
    """Take what stays for good out of the garbage collections that Streamlit makes.

    It makes a full one after every run of the page, with all other readers waiting: over
    record and libraries that takes twice as long as a click itself.
    """
    gc.collect()
    gc.freeze()


def show_map_page() -> None:
    """Draw the page for the view in its address."""
    record, assets = load_tables()
    st.html(f"<style>{write_colours()}{STYLE.read_text('utf-8')}</style>")
    _follow_address(record.bounds)
    language = st.session_state.view.lang
    prefetch = plugin.write_prefetch(
        [f"app/static/{name}" for name in (*assets.scripts, *assets.styles)]
    )
    st.html(
        f'<script>document.documentElement.lang = "{language}";{prefetch}</script>',
        unsafe_allow_javascript=True,
    )
    explore(record, assets)


@st.fragment
def explore(record: Record, assets: Assets) -> None:
    """Draw the map and the panel; a click reruns this part alone."""
    top = st.container()
    left, right = st.columns([2.75, 1], gap=None)
    with left:
        message = st_folium(
            draw_figure(
                record,
                [STATIC_ADDRESS + name for name in assets.scripts],
                [STATIC_ADDRESS + name for name in assets.styles],
                language=st.session_state.view.lang,
                controls=st.query_params.get("controls") != "0",
                names=STATIC_ADDRESS + assets.names[st.session_state.view.lang],
            ),
            key="map",
            height=640,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=_write_command(),
        )
    _follow_map(message, record.bounds)
    shown = st.session_state.view
    with top:
        st.html(_write_masthead(shown, record.bounds))
        for notice in st.session_state.notices:
            st.html(f'<p class="notice" role="status">{html.escape(notice)}</p>')
    with right:
        _offer_share(record, shown)
        presenting = "presenting" if shown.present else ""
        st.html(f'<div class="{presenting}">{_write_panel(record, shown)}</div>')


def _follow_address(bounds):
    """Take the view from the address when it is not the one this page wrote itself."""
    params = st.query_params.to_dict()
    state = st.session_state
    if "view" in state and params == state.address:
        return
    state.view, state.notices = address.read_address(params, bounds)
    state.address = params
    state.command = state.get("command", 0) + 1


def _write_command():
    """Send the view that the address asked for to the map; the same text acts only once."""
    state = st.session_state
    if state.command != state.get("command_written"):
        state.command_written = state.command
        state.command_view = address.write_message(state.view)
    group = folium.FeatureGroup()
    group.add_child(plugin.ViewCommand(state.command_view, state.command))
    return group


def _follow_map(message, bounds):
    """Take the view from the map when the reader changed it there."""
    state = st.session_state
    if not message:
        return
    seq = message.get("seq") if isinstance(message, dict) else message
    if seq == state.get("seq", ""):
        return
    state.seq = seq
    try:
        state.view = address.read_message(message, bounds)
    except ValueError as error:
        LOG.warning("a message from the map was left alone: %.300s", error)
        return
    state.notices = []
    if not message.get("passing"):
        state.address = _write_address(state.view, bounds)
        st.query_params.from_dict(state.address)


def _write_address(shown, bounds):
    """Write a view's address, with the parameters in it that are not a view's."""
    params = st.query_params.items()
    others = {name: text for name, text in params if name not in address.PARAMETERS}
    return others | address.write_address(shown, bounds)


def _offer_share(record, shown):
    """Draw the button that opens the dialog for a view."""
    say = load_translations(shown.lang).gettext
    if st.button(say("Share this view"), key="share", type="primary", width="stretch"):
        _load_dialog()(record, shown)


@st.cache_resource(show_spinner=False)
def _load_dialog():
    """Import the dialog when it is wanted: most visits spare what draws pictures."""
    from geo.pages.share import open_dialog

    _spare_collections()
    return open_dialog


def _write_masthead(shown, bounds):
    links = [
        (code, name, "?" + urlencode(_write_address(replace(shown, lang=code), bounds)))
        for code, name in LANGUAGES.items()
    ]
    return render_template("masthead.html.j2", language=shown.lang, links=links)


def _write_panel(record, shown):
    language = shown.lang
    filters = {"models": shown.models, "reach": shown.reach}
    if shown.compare:
        since, on = shown.dates
        before, after = (record.coverage.compute(day, **filters) for day in shown.dates)
        changes = compare_coverage(before, after)
        changes = changes.merge(record.counties[["geoid", "namelsad"]], on="geoid")
        state = record.places[shown.place].state
        return render_template(
            "changes.html.j2",
            language=language,
            on=on,
            since=since,
            silences=record.list_silences(since, on),
            place=shown.place,
            name=record.state_names.get(state, ""),
            changes=changes[changes["state"] == state] if state else changes,
            state_names=record.state_names,
        )
    if shown.place:
        place = describe_place(record.places[shown.place], record.agreements, shown.date)
        return render_template(
            "place.html.j2",
            language=language,
            on=shown.date,
            silences=record.list_silences(shown.date),
            place=place,
            life=Life(record.sources, language),
        )
    coverage = record.coverage.compute(shown.date, **filters)
    states = coverage.states.assign(name=record.state_names)
    states = states[states["agreements"] > 0]
    counts = coverage.agreements["model"].value_counts()
    return render_template(
        "country.html.j2",
        language=language,
        on=shown.date,
        silences=record.list_silences(shown.date),
        totals=coverage.count_totals(),
        by_model=[(model, int(counts.get(model, 0))) for model in shown.models],
        states=states.nlargest(10, "agreements"),
    )
