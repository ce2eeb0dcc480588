"""The page of trends: agreements over time, in the country, up to four states, and a region."""

import streamlit as st

from geo.answers.course import PERS, SHOWS, find_scale, tell_course
from geo.choices import Choice, choose_few, choose_name, choose_one, choose_region
from geo.pages.choices import Chosen, link_map
from geo.pages.frame import show_notices
from geo.pages.trend_chart import draw_chart
from geo.places import JOINT, Region
from geo.record import Record
from geo.view import RANGES, View, find_start
from geo.words.course import COUNTED, describe_course, write_csv, write_table, write_value
from geo.words.language import N_
from geo.words.names import Phrases
from geo.words.numbers import PEOPLE_SINCE
from geo.words.templates import render_template

MOST = 4
SHOW_WORDS = {"force": N_("In force"), "months": N_("Signed and ended")}
PER_WORDS = {"count": N_("Number"), "county": N_("Per county"), "people": N_("Per 100,000 people")}
EXPECTED = N_("expected up to {most} states, joined by dots, as FL.TX")


def list_choices(record: Record) -> dict[str, Choice]:
    """List the choices of the page: first what is in force in the country since 2025."""
    return {
        "states": choose_few(tuple(record.state_names.index), MOST, EXPECTED),
        "region": choose_region(record.bounds.places),
        "name": choose_name(),
        "show": choose_one(SHOWS, SHOWS[0]),
        "per": choose_one(PERS, PERS[0]),
        "range": choose_one(tuple(RANGES), next(iter(RANGES))),
    }


@st.fragment
def show_trends(record: Record, language: str) -> None:
    """Draw the page; a choice reruns this part alone."""
    chosen = Chosen("trends", list_choices(record), language)
    phrases = Phrases(record, language, chosen["name"])
    st.html(render_template("trends_head.html.j2", language))
    values = _draw_controls(record, phrases, chosen)
    chosen.keep(**values)
    show_notices(chosen.notices)
    show, per = values["show"], values["per"]
    since = find_start(values["range"])
    region = JOINT.join(values["region"])
    codes = [*values["states"], *([region] if region else [])] or [""]
    courses = [tell_course(record, code, show, per, since) for code in codes]
    scale = find_scale(courses)
    named = {h.area.code: _name_area(h.area, phrases) for h in courses if h.area.code}
    common = {"show": show, "per": per, "what": COUNTED[show, per], "last": record.last}
    dots = any(len(course.reported) for course in courses)
    st.html(render_template("answers/trends_key.html.j2", language, dots=dots, **common))
    tables = [write_table(course, per, language) for course in courses]
    with st.container(key="charts" if len(courses) > 1 else "chart"):
        for course, table in zip(courses, tables, strict=True):
            with st.container():
                if named:
                    code = course.area.code
                    name = phrases.region if course.area.is_region else ""
                    view = View(date=record.last, place=code, name=name, lang=language)
                    link = link_map(view, record)
                    st.html(
                        render_template(
                            "trends_area.html.j2", language, name=named[code], link=link
                        )
                    )
                st.altair_chart(
                    draw_chart(
                        course,
                        table,
                        scale,
                        describe_course(course, phrases, show, per),
                        language,
                    ),
                    theme=None,
                    width="stretch",
                )
    st.html(
        render_template(
            "answers/trends.html.j2",
            language,
            courses=list(zip(courses, tables, strict=True)),
            names=named,
            years=sorted({course.people_years for course in courses}),
            write=lambda n: write_value(n, per, language),
            cut=per == "people" and since < PEOPLE_SINCE,
            **common,
        )
    )
    names = [named.get(h.area.code) or phrases.say(N_("United States")) for h in courses]
    st.download_button(
        phrases.say(N_("Download this table (CSV)")),
        write_csv(courses, tables, names, phrases.say(N_("Area"))).encode(),
        f"287g-trends-{_name_file(codes)}-{show}-{per}.csv",
        "text/csv",
        on_click="ignore",
    )


def _name_area(area, phrases):
    """Name a state, a region, or a county that is left of one."""
    if isinstance(area, Region):
        return phrases.name_region(area)
    return phrases.name_place(area.code) if area.is_county else phrases.name_state(area.code, False)


def _name_file(codes):
    told = ("region" if JOINT in code else code.lower() for code in codes)
    return "-".join(told) or "us"


def _draw_controls(record, phrases, chosen):
    """Draw the controls: what they say, by the names of choices.

    The region of the address stands among the states, to be left out again.
    """
    say = phrases.say
    names = {code: phrases.name_state(code, in_sentence=False) for code in record.state_names.index}
    region = JOINT.join(chosen["region"])
    areas = sorted(names, key=names.__getitem__)
    if region:
        names[region] = _name_area(record.places[region], phrases)
        areas.insert(0, region)
    ranges = {code: say(N_("Since {year}"), year=code) for code in RANGES}
    labels = {
        "show": (say(N_("Show")), {code: say(word) for code, word in SHOW_WORDS.items()}),
        "per": (say(N_("Count")), {code: say(word) for code, word in PER_WORDS.items()}),
        "range": (say(N_("Time")), ranges),
    }
    with st.container(key="controls", horizontal=True):
        states = st.multiselect(
            say(N_("States (up to four)")),
            areas,
            format_func=names.__getitem__,
            max_selections=MOST + bool(region),
            key=chosen.prepare("states", value=[*chosen["states"], *([region] if region else [])]),
            placeholder=say(N_("The whole country")),
            select_all=False,
        )
        others = {
            name: st.selectbox(
                label,
                tuple(words),
                format_func=words.__getitem__,
                key=chosen.prepare(name),
            )
            for name, (label, words) in labels.items()
        }
    kept = chosen["region"] if region in states else ()
    return {
        "states": tuple(code for code in states if code != region)[:MOST],
        "region": kept,
        "name": chosen["name"] if kept else "",
        **others,
    }
