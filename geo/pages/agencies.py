"""The page of agencies: everyone who ever signed, found as you type, each with its life."""

import functools

import streamlit as st

from geo.answers.agency_search import index_agencies, search_agencies
from geo.answers.bodies import BODIES
from geo.answers.directory import (
    REACHES,
    STATUSES,
    Filter,
    list_agencies,
    place_agencies,
    select_agencies,
    tabulate_agencies,
    write_geojson,
    write_parquet,
)
from geo.choices import LONGEST_TEXT, Choice, choose_day, choose_one, choose_some, choose_text
from geo.pages.changes import DATE_FORMATS
from geo.pages.choices import Chosen, link_map, link_page
from geo.pages.downloads import offer_tables
from geo.pages.frame import show_notices
from geo.program import MODELS, NAMES
from geo.record import Record
from geo.words.agency_life import REACH_WORDS, STATUS_WORDS, AgencyTeller
from geo.words.changes import SHOW_MORE
from geo.words.language import N_
from geo.words.names import Phrases, capitalize
from geo.words.templates import render_template

FIRST_ROWS, MORE_ROWS = 25, 50
ANY = "any"


def list_choices(record: Record) -> dict[str, Choice]:
    """List the choices of the page."""
    first, last = record.first, record.last
    return {
        "q": choose_text(),
        "agency": choose_one(frozenset(list_agencies(record)["agency_id"]), ""),
        "state": choose_some(tuple(record.states["state"])),
        "model": choose_some(MODELS),
        "kind": choose_some(tuple(BODIES)),
        "reach": choose_some(REACHES),
        "status": choose_one((ANY, *STATUSES), ANY),
        "since": choose_day(first, last, None),
        "until": choose_day(first, last, None),
    }


@st.fragment
def show_agencies(record: Record, language: str) -> None:
    """Draw the page; what is typed or chosen reruns this part alone."""
    chosen = Chosen("agencies", list_choices(record), language)
    phrases = Phrases(record, language)
    st.html(f"<h1>{phrases.say(N_('Agencies'))}</h1>")
    notices = st.container()
    text = st.text_input(
        phrases.say(N_("Name, county, city or ZIP code")),
        key=chosen.prepare("q"),
        type="search",
        max_chars=LONGEST_TEXT,
        placeholder=phrases.say(N_("Search")),
        live=True,
    )
    if text != chosen["q"]:
        chosen.keep(q=text, agency="")
    asked = _choose_filter(record, chosen, phrases)
    with notices:
        show_notices(chosen.notices)
    agencies = list_agencies(record)
    if chosen["agency"]:
        found = agencies[agencies["agency_id"] == chosen["agency"]].assign(clue="")
    else:
        found = search_agencies(record, chosen["q"], select_agencies(record, asked))
    _show_found(record, found, chosen, phrases)
    # The reader has the list: by the first letters typed the names are indexed.
    index_agencies(record)


def _choose_filter(record, chosen, phrases):
    """Draw the filters; who chooses one leaves the single agency that the address named."""
    some = {
        "state": (N_("States"), tuple(record.states["state"]), phrases.name_state),
        "model": (N_("Models"), MODELS, lambda model: phrases.say(NAMES[model])),
        "kind": (N_("Kinds of agencies"), tuple(BODIES), lambda key: phrases.say(BODIES[key])),
        "reach": (N_("Reach"), REACHES, lambda reach: phrases.say(REACH_WORDS[reach])),
    }
    days = {"since": N_("Began from"), "until": N_("Began until")}
    values = {}
    narrowed = sum(bool(chosen[name]) for name in (*some, *days)) + (chosen["status"] != ANY)
    label = phrases.say(N_("Filters")) + (f" ({narrowed})" if narrowed else "")
    with st.expander(label), st.container(key="agencies-filters", horizontal=True):
        for name, (title, options, write) in some.items():
            values[name] = tuple(
                st.multiselect(
                    phrases.say(title),
                    options,
                    format_func=write,
                    placeholder=phrases.say(N_("All")),
                    select_all=False,
                    key=chosen.prepare(name, value=list(chosen[name])),
                )
            )
        words = {ANY: N_("All"), **STATUS_WORDS}
        values["status"] = st.selectbox(
            phrases.say(N_("Status")),
            tuple(words),
            format_func=lambda status: capitalize(phrases.say(words[status])),
            key=chosen.prepare("status"),
        )
        for name, title in days.items():
            values[name] = st.date_input(
                phrases.say(title),
                min_value=record.first,
                max_value=record.last,
                format=DATE_FORMATS[phrases.language],
                key=chosen.prepare(name),
            )
    if any(values[name] != chosen[name] for name in values):
        chosen.keep(**values, agency="")
    return Filter(
        values["state"],
        values["model"],
        values["kind"],
        values["reach"],
        "" if values["status"] == ANY else values["status"],
        values["since"],
        values["until"],
    )


def _show_found(record, found, chosen, phrases):
    language = phrases.language
    seen = found.head(FIRST_ROWS + chosen.more)
    teller = AgencyTeller(record, language, functools.partial(link_map, record=record))
    st.html(
        render_template(
            "agency_list.html.j2",
            language,
            told=phrases.count("{n} agency", "{n} agencies", len(found)),
            everything=link_page("agencies", language) if chosen["agency"] else "",
            opened=bool(chosen["agency"]),
            agencies=[teller.tell(row) for row in seen.itertuples()],
            write_link=lambda agency_id: link_page("agencies", language, agency=agency_id),
        )
    )
    if left := len(found) - len(seen):
        more = min(left, MORE_ROWS)
        st.button(
            phrases.count(*SHOW_MORE, more),
            on_click=chosen.ask_more,
            args=(more,),
            key="more_agencies",
        )
    offer_tables(
        "287g-agencies",
        lambda: tabulate_agencies(record, found),
        len(found),
        record.last,
        language,
        (
            "GeoJSON",
            "geojson",
            "application/geo+json",
            lambda: write_geojson(place_agencies(record, found)),
        ),
        (
            "GeoParquet",
            "parquet",
            "application/vnd.apache.parquet",
            lambda: write_parquet(place_agencies(record, found)),
        ),
    )
