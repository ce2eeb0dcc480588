"""The page of changes: who signed, who left, who applied, newest first."""

import functools

import streamlit as st

from geo.answers.applications import count_waits, list_applications, tabulate_applications
from geo.answers.bodies import BODIES
from geo.answers.changes import (
    LEFT,
    LISTS,
    SHOWN,
    WAYS,
    count_by_state,
    count_leavers,
    count_shown,
    list_changes,
    list_list_days,
    select_changes,
    select_shown,
    tabulate_changes,
)
from geo.choices import Choice, choose_day, choose_one, choose_some
from geo.pages.choices import Chosen, link_map, link_page
from geo.pages.downloads import offer_tables
from geo.pages.frame import show_notices
from geo.program import MODELS, NAMES
from geo.record import Record
from geo.words.changes import (
    SHOW_MORE,
    SHOWN_WORDS,
    WAIT_WORDS,
    Teller,
    name_shown,
    tell_sum,
    tell_waiting,
)
from geo.words.language import N_, format_short_date, load_translations
from geo.words.names import Phrases
from geo.words.templates import render_template

APPLIED = "applied"
FIRST_ROWS, MORE_ROWS = 50, 100
WAY_WORDS = {"lists": N_("Two lists"), "dates": N_("Two dates")}
DATE_FORMATS = {"en": "MM/DD/YYYY", "es": "DD/MM/YYYY"}


def list_choices(record: Record) -> dict[str, Choice]:
    """List the choices of the page: first what lies between the two newest lists."""
    days = list_list_days(record)
    first, last = record.first, record.last
    return {
        "by": choose_one(WAYS, LISTS),
        "since": choose_day(first, last, days[min(1, len(days) - 1)]),
        "until": choose_day(first, last, days[0]),
        "show": choose_one((*SHOWN, APPLIED), SHOWN[0]),
        "state": choose_some(tuple(record.states["state"])),
        "model": choose_some(MODELS),
        "kind": choose_some(tuple(BODIES)),
    }


@st.fragment
def show_changes(record: Record, language: str) -> None:
    """Draw the page; a choice reruns this part alone."""
    chosen = Chosen("changes", list_choices(record), language)
    say = load_translations(language).gettext
    st.html(f"<h1>{say('Changes')}</h1>")
    notices = st.container()
    since, until = sorted(_choose_days(record, chosen, language))
    states, models, bodies = _choose_filters(record, chosen, language)
    changes = select_changes(
        list_changes(record, since, until, chosen["by"]), states, models, bodies
    )
    applications = select_changes(list_applications(record), states, models, bodies)
    leavers = count_leavers(changes)
    counts = count_shown(changes) | {LEFT: leavers, APPLIED: len(applications)}
    shown = st.segmented_control(
        say(N_("What is shown")),
        list(SHOWN_WORDS),
        format_func=lambda shown: name_shown(shown, counts[shown], language),
        key=chosen.prepare("show"),
        label_visibility="collapsed",
        required=True,
    )
    chosen.keep(show=shown, since=since, until=until, state=states, model=models, kind=bodies)
    with notices:
        show_notices(chosen.notices)
    if shown == APPLIED:
        _show_applications(record, applications, chosen, language)
    else:
        _show_between(record, changes, counts, (since, until), chosen, language)


def _choose_days(record, chosen, language):
    say = load_translations(language).gettext
    with st.container(key="changes-days", horizontal=True, vertical_alignment="bottom"):
        way = st.segmented_control(
            say(N_("What changed between")),
            WAYS,
            format_func=lambda way: say(WAY_WORDS[way]),
            key=chosen.prepare("by"),
            required=True,
        )
        chosen.keep(by=way)
        labels = {"since": say(N_("From")), "until": say(N_("To"))}
        if way == LISTS:
            days = list_list_days(record)
            return [
                st.selectbox(
                    label,
                    days,
                    format_func=lambda day: format_short_date(day, language),
                    key=chosen.prepare(name, "_list", _find_list_day(days, chosen[name])),
                )
                for name, label in labels.items()
            ]
        return [
            st.date_input(
                label,
                min_value=record.first,
                max_value=record.last,
                format=DATE_FORMATS[language],
                key=chosen.prepare(name, "_date"),
            )
            for name, label in labels.items()
        ]


def _find_list_day(days, day):
    """The day of the newest list by a day, else of the first list."""
    return next((known for known in days if known <= day), days[-1])


def _choose_filters(record, chosen, language):
    phrases = Phrases(record, language)
    options = {
        "state": (N_("States"), tuple(record.states["state"]), phrases.name_state),
        "model": (N_("Models"), MODELS, lambda model: phrases.say(NAMES[model])),
        "kind": (N_("Kinds of agencies"), tuple(BODIES), lambda body: phrases.say(BODIES[body])),
    }
    with st.container(key="changes-filters", horizontal=True):
        return [
            st.multiselect(
                phrases.say(label),
                values,
                format_func=name,
                placeholder=phrases.say(N_("All")),
                select_all=False,
                key=chosen.prepare(choice, value=list(chosen[choice])),
            )
            for choice, (label, values, name) in options.items()
        ]


def _show_between(record, changes, counts, days, chosen, language):
    phrases = Phrases(record, language)
    rows = select_shown(changes, chosen["show"])
    seen = rows.head(FIRST_ROWS + chosen.more)
    teller = _make_teller(record, language)
    by_state = count_by_state(changes)
    st.html(
        render_template(
            "answers/changes.html.j2",
            language,
            told=[tell_sum(days[0], days[1], chosen["by"], counts, phrases)],
            by_state=[
                (
                    phrases.name_state(state, in_sentence=False),
                    _link_state(chosen, state, language),
                    numbers,
                )
                for state, numbers in zip(by_state.index, by_state.to_numpy().tolist(), strict=True)
            ],
            waits=[],
            lines=teller.tell_changes(seen),
        )
    )
    _ask_more(len(rows) - len(seen), chosen, phrases)
    name = f"287g-changes-{days[0]}-{days[1]}-{chosen['show']}"
    offer_tables(name, lambda: tabulate_changes(record, rows), len(rows), record.last, language)


def _make_teller(record, language):
    return Teller(
        record,
        language,
        functools.partial(link_map, record=record),
        lambda agency_id: link_page("agencies", language, agency=agency_id),
    )


def _link_state(chosen, state, language):
    params = dict(st.query_params.items()) | {"state": state}
    return link_page("changes", language, **params)


def _show_applications(record, applications, chosen, language):
    phrases = Phrases(record, language)
    seen = applications.head(FIRST_ROWS + chosen.more)
    teller = _make_teller(record, language)
    waits = count_waits(applications)
    st.html(
        render_template(
            "answers/changes.html.j2",
            language,
            told=tell_waiting(applications, list_applications(record), phrases),
            by_state=[],
            waits=[
                (phrases.say(word), number, 100 * number / max(1, *waits))
                for word, number in zip(WAIT_WORDS, waits, strict=True)
            ],
            lines=[teller.tell_application(row) for row in seen.itertuples()],
        )
    )
    _ask_more(len(applications) - len(seen), chosen, phrases)
    offer_tables(
        "287g-applications",
        lambda: tabulate_applications(record, applications),
        len(applications),
        record.last,
        language,
    )


def _ask_more(left, chosen, phrases):
    if left:
        more = min(left, MORE_ROWS)
        st.button(
            phrases.count(*SHOW_MORE, more), on_click=chosen.ask_more, args=(more,), key="more"
        )
