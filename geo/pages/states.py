"""The page of states and regions: a table, a map of laws, a profile of each, a comparison."""

from functools import lru_cache, partial

import streamlit as st

from geo.answers.laws import COUNTY_DUTIES, list_laws
from geo.answers.regions import count_region, count_sizes, list_unsigned
from geo.answers.state_tables import SORTS, collect_common, write_all_states
from geo.answers.states import list_agencies, list_milestones, list_states
from geo.choices import Choice, choose_few, choose_name, choose_one, choose_region
from geo.pages.choices import Chosen, link_map, link_page
from geo.pages.frame import show_notices
from geo.places import JOINT, MOST_MEMBERS
from geo.program import MODELS
from geo.record import Record
from geo.view import LONGEST_NAME, NAME, View
from geo.words.language import N_
from geo.words.names import Phrases, capitalize
from geo.words.templates import render_template

MOST_STATES = 4
EXPECTED_STATES = N_("expected up to {most} states, joined by dots, as FL.TX")


def list_choices(record: Record) -> dict[str, Choice]:
    """List the choices of the page: first all states by name."""
    codes = tuple(sorted(record.state_names.index))
    return {
        "state": choose_one(("", *codes), ""),
        "compare": choose_few(codes, MOST_STATES, EXPECTED_STATES),
        "region": choose_region(record.bounds.places),
        "name": choose_name(),
        "sort": choose_one(tuple(SORTS), next(iter(SORTS))),
    }


@st.fragment
def show_states(record: Record, language: str) -> None:
    """Draw the page; a choice reruns this part alone."""
    chosen = Chosen("states", list_choices(record), language)
    phrases = Phrases(record, language)
    names = {code: phrases.name_state(code, in_sentence=False) for code in record.state_names.index}
    head = st.container()
    with st.container(key="controls", horizontal=True):
        values = _draw_controls(record, phrases, names, chosen)
    chosen.keep(**values)
    rows = {row.code: row for row in list_states(record)}
    common = collect_common(
        record,
        names,
        lambda code: link_page("states", language, state=code),
        partial(_link_place, record, language),
    )
    state = values["state"]
    home = link_page("states", language)
    with head:
        st.html(render_template("states_head.html.j2", language, name=names.get(state), home=home))
    show_notices(chosen.notices)
    if values["compare"] or values["region"]:
        _compare(record, phrases, values, rows, common)
    if state:
        _show_profile(record, phrases, rows[state], common)
    else:
        st.html(write_all_states(record, language, common, values["sort"]))


def _draw_controls(record, phrases, names, chosen):
    """Draw the controls: what they say, by the names of choices."""
    say = phrases.say
    order = sorted(names, key=names.__getitem__)
    state = st.selectbox(
        say(N_("Profile of a state")),
        ("", *order),
        format_func=lambda code: names[code] if code else say(N_("All")),
        key=chosen.prepare("state"),
    )
    compare = st.multiselect(
        say(N_("Compare up to four states")),
        order,
        format_func=names.__getitem__,
        max_selections=MOST_STATES,
        key=chosen.prepare("compare", value=list(chosen["compare"])),
        placeholder=say(N_("None")),
        select_all=False,
    )
    region = st.multiselect(
        say(N_("A region of any counties and states")),
        [*record.counties["geoid"], *order],
        format_func=(_name_counties(record, phrases.language) | names).__getitem__,
        max_selections=MOST_MEMBERS,
        key=chosen.prepare("region", value=list(chosen["region"])),
        placeholder=say(N_("None")),
        select_all=False,
    )
    name = ""
    if region:
        name = st.text_input(
            say(N_("Name of the region")), key=chosen.prepare("name"), max_chars=LONGEST_NAME
        ).strip()
    sort = st.selectbox(
        say(N_("Sort by")),
        tuple(SORTS),
        format_func=lambda name: say(SORTS[name]),
        key=chosen.prepare("sort"),
    )
    return {
        "state": state,
        "compare": tuple(compare),
        "region": tuple(sorted(region)),
        "name": name if NAME.fullmatch(name) else "",
        "sort": sort,
    }


@lru_cache(maxsize=4)
def _name_counties(record, language):
    """Name every county with its state's code, as Hamilton County, OH, where it stands alone."""
    phrases = Phrases(record, language)
    return {
        geoid: capitalize(f"{phrases.name_county(geoid)}, {state}")
        for geoid, state in zip(record.counties["geoid"], record.counties["state"], strict=True)
    }


def _link_place(record, language, code):
    """Write a link to a place on the map."""
    return link_map(View(date=record.last, place=code, lang=language), record)


def _compare(record, phrases, values, rows, common):
    columns = [
        {
            "code": code,
            "name": common["names"][code],
            "row": rows[code],
            "agreements": rows[code].agreements,
            "people": record.places[code].people,
        }
        for code in values["compare"]
    ]
    code = JOINT.join(values["region"])
    region = count_region(record, record.places.join(code)) if code else None
    view = View(date=record.last, place=code, name=values["name"], lang=phrases.language)
    names = _name_counties(record, phrases.language)
    st.html(
        render_template(
            "states_compare.html.j2",
            phrases.language,
            columns=columns,
            region=region,
            region_name=values["name"],
            region_map=link_map(view, record),
            region_trend=link_page(
                "trends",
                phrases.language,
                region=code,
                **({"name": values["name"]} if values["name"] else {}),
            ),
            region_counties=_describe_counties(record, region.region, names) if region else [],
            models=list(enumerate(MODELS)),
            **common,
        )
    )


def _describe_counties(record, region, names):
    """Describe the counties of a region: GEOID, name, people, countywide and part mixtures."""
    counties = record.coverage.compute(record.last).counties.set_index("geoid")
    return [
        (
            geoid,
            names[geoid],
            record.places[geoid].people,
            int(counties.at[geoid, "agreements"]),
            "countywide"
            if counties.at[geoid, "countywide"]
            else "part"
            if counties.at[geoid, "part"]
            else "",
        )
        for geoid in sorted(region.geoids)
    ]


def _show_profile(record, phrases, row, common):
    code = row.code
    coverage = record.coverage.compute(record.last)
    binds = row.law and row.law.kind == "requires" and code in COUNTY_DUTIES
    agencies, former = list_agencies(record, code)
    st.html(
        render_template(
            "states_profile.html.j2",
            phrases.language,
            row=row,
            name=phrases.name_state(code),
            models=list(enumerate(MODELS)),
            trend=link_page("trends", phrases.language, states=code),
            laws=list_laws(record, code, record.last),
            milestones=list_milestones(record, code),
            counted=count_sizes(record, coverage, code),
            unsigned=list_unsigned(record, code) if binds else [],
            counties=_name_counties(record, phrases.language),
            agencies=agencies,
            former=former,
            **common,
        )
    )
