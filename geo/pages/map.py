"""The map page: the figure on the left, the panel of the chosen place on the right."""

import html
from dataclasses import dataclass

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from geo import boundaries, choropleth, coverage, places, playback, view
from geo.agreements import (
    find_newest_list,
    find_silences,
    read_agreements,
    read_events,
    read_lists,
    read_population,
)
from geo.assets import Assets, publish_assets
from geo.pages.panel import FOLDER, render_panel
from geo.payload import encode_geometry, encode_record
from geo.program import CHANGE_PALETTE, PALETTE

WEB_TOLERANCE_KM = 1.0
# From inside the component's frame; holds under any server.baseUrlPath.
STATIC_ADDRESS = "../../app/static/"


@dataclass(frozen=True)
class Tables:
    """The committed tables, read once and shared by all sessions."""

    agreements: pd.DataFrame
    counties: gpd.GeoDataFrame
    states: gpd.GeoDataFrame
    state_names: pd.Series
    population: pd.Series
    newest: pd.Series
    events: list
    gaps: list
    bounds: view.Bounds
    assets: Assets


@st.cache_resource(show_spinner="Reading the record")
def load_tables():
    """Read the tables and publish what the browser needs."""
    agreements, lists = read_agreements(), read_lists()
    counties, states = boundaries.read_counties(), boundaries.read_states()
    population = read_population()
    composite = boundaries.project_composite(counties, states, WEB_TOLERANCE_KM)
    newest = find_newest_list(lists)
    return Tables(
        agreements=agreements,
        counties=counties,
        states=states,
        state_names=states.set_index("state")["name"],
        population=population,
        newest=newest,
        events=playback.list_events(read_events()),
        gaps=playback.list_gaps(find_silences(agreements, lists)),
        bounds=view.Bounds(
            first=agreements["starts_on"].min().date(),
            last=newest["published_on"].date(),
            places=frozenset(counties["geoid"]) | frozenset(states["state"]),
        ),
        assets=publish_assets(
            encode_geometry(composite),
            encode_record(agreements, composite.counties, composite.states, population),
        ),
    )


def show_map_page():
    """Draw the page for the view in its address."""
    tables = load_tables()
    st.html(f"<style>{_write_colours()}{(FOLDER / 'page.css').read_text('utf-8')}</style>")
    st.html('<div class="masthead"><b>287(g) Atlas</b></div>')
    _follow_address(tables.bounds)
    for notice in st.session_state.notices:
        st.html(f'<p class="notice" role="status">{html.escape(notice)}</p>')
    explore(tables)


@st.fragment
def explore(tables):
    """Draw the map and the panel; a click reruns this part alone."""
    left, right = st.columns([2.75, 1], gap=None)
    with left:
        message = st_folium(
            _draw_map(tables),
            key="map",
            height=640,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=_write_command(),
        )
    _follow_map(message, tables.bounds)
    with right:
        shown = st.session_state.view
        presenting = "presenting" if shown.present else ""
        st.html(f'<div class="{presenting}">{_write_panel(tables, shown)}</div>')


def _draw_map(tables):
    newest, bounds = tables.newest, tables.bounds
    figure = choropleth.draw_map(
        [STATIC_ADDRESS + name for name in tables.assets.scripts],
        [STATIC_ADDRESS + name for name in tables.assets.styles],
        {
            "language": "en",
            "view": bounds.default.to_browser(),
            "known": {"since": bounds.first.isoformat(), "until": bounds.last.isoformat()},
            "gaps": tables.gaps,
            "source": {
                "list": newest["file"],
                "rows": int(newest["rows"]),
                "date": newest["published_on"].date().isoformat(),
            },
        },
    )
    figure.add_child(playback.Playback(view.RANGES, tables.events, tables.gaps))
    return figure


def _follow_address(bounds):
    """Take the view from the address when it is not the one this page wrote itself."""
    params = st.query_params.to_dict()
    state = st.session_state
    if "view" in state and params == state.address:
        return
    state.view, state.notices = view.read_address(params, bounds)
    state.address = params
    state.command = state.get("command", 0) + 1


def _write_command():
    """Send the view that the address asked for to the map; the same text acts only once."""
    state = st.session_state
    if state.command != state.get("command_written"):
        state.command_written = state.command
        state.command_view = state.view.to_browser()
    group = folium.FeatureGroup()
    group.add_child(choropleth.ViewCommand(state.command_view, state.command))
    return group


def _follow_map(message, bounds):
    """Take the view from the map when the reader changed it there."""
    state = st.session_state
    if not message or message.get("seq") == state.get("seq"):
        return
    state.seq = message.get("seq")
    try:
        state.view = view.read_message(message, bounds)
    except ValueError:
        return
    others = {
        name: text for name, text in st.query_params.items() if name not in view.PARAMETERS
    }
    params = others | view.write_address(state.view, bounds)
    st.query_params.from_dict(params)
    state.address = params


def _write_panel(tables, shown):
    filters = {"models": shown.models, "reach": shown.reach}
    record = (tables.agreements, tables.counties)
    if shown.compare:
        since, on = sorted((shown.compare, shown.date))
        changes = coverage.compute_changes(*record, since, on, **filters)
        changes = changes.merge(tables.counties[["geoid", "namelsad"]], on="geoid")
        state = shown.place if len(shown.place) == 2 else _find_state(tables, shown.place)
        return render_panel(
            "changes.html.j2",
            on=on,
            since=since,
            place=shown.place,
            name=tables.state_names.get(state, "The whole country"),
            changes=changes[changes["state"] == state] if state else changes,
            state_names=tables.state_names,
        )
    if shown.place:
        place = places.describe_place(
            shown.place, *record, tables.states, tables.population, shown.date
        )
        return render_panel("place.html.j2", on=shown.date, place=place)
    states = coverage.compute_state_coverage(*record, tables.population, shown.date, **filters)
    states["name"] = tables.state_names
    states = states[states["agreements"] > 0]
    chosen = coverage.select_agreements(tables.agreements, shown.date, **filters)
    counts = chosen["model"].value_counts()
    return render_panel(
        "country.html.j2",
        on=shown.date,
        totals=coverage.summarize_coverage(*record, tables.population, shown.date, **filters),
        by_model=[(model, int(counts.get(model, 0))) for model in shown.models],
        states=states.nlargest(10, "agreements"),
    )


def _find_state(tables, geoid):
    return tables.counties.set_index("geoid")["state"].get(geoid, "")


def _write_colours():
    """Write the page's colours as CSS variables for light and dark."""
    page = {
        "light": "--ink:#14222c;--quiet:#5b6872;--line:#d9dfe3;--sunk:#f3f5f6;--accent:#2653c7;",
        "dark": "--ink:#f2f4f5;--quiet:#a3aeb6;--line:#333b42;--sunk:#1d2328;--accent:#8fb0ff;",
    }
    light, dark = (
        f":root{{{page[theme]}--none:{colours[0]}}}"
        f".dot.jail{{background:{colours[1]}!important}}"
        f".dot.warrant{{background:{colours[2]}!important}}"
        f".dot.task_force{{background:{colours[4]}!important}}"
        + "".join(
            f".dot.{change}{{background:{colour}!important}}"
            for change, colour in CHANGE_PALETTE[theme].items()
        )
        for theme, colours in PALETTE.items()
    )
    return f"{light}@media(prefers-color-scheme:dark){{{dark}}}"
