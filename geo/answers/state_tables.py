"""The tables of all states, as HTML that the live page and the static site include."""

import math
from collections.abc import Callable
from typing import Any

from geo.answers.law_map import write_picture
from geo.answers.laws import COUNTY_DUTIES, STANCES
from geo.answers.regions import count_sizes, list_unsigned
from geo.answers.states import StateRow, list_states
from geo.record import Record
from geo.words.language import N_
from geo.words.templates import render_template

# The first one is by default.
SORTS = {
    "name": N_("Name"),
    "agreements": N_("Agreements"),
    "agencies": N_("Agencies"),
    "counties": N_("Counties covered"),
    "people": N_("Share of people"),
    "first": N_("First signed"),
    "changed": N_("Last change"),
    "law": N_("Law"),
}
STANCE_WORDS = {
    "requires": N_("Requires agreements"),
    "encourages": N_("Encourages agreements"),
    "limits": N_("Limits agreements"),
    "prohibits": N_("Prohibits agreements"),
}
SHORT_STANCE_WORDS = {
    "requires": N_("Requires"),
    "encourages": N_("Encourages"),
    "limits": N_("Limits"),
    "prohibits": N_("Prohibits"),
}
SIZE_WORDS = {
    "large": N_("Large: 250,000 people and more"),
    "middling": N_("Middling: 50,000 to 249,999"),
    "small": N_("Small: below 50,000"),
}

# Writes a link to a place by its code, blank for none.
Link = Callable[[str], str]


def collect_common(
    record: Record, names: dict[str, str], link_state: Link, link_place: Link
) -> dict[str, Any]:
    """Collect what all templates of states are given; `names` are those of states by code."""
    years = record.population_years
    return {
        "names": names,
        "link_state": link_state,
        "link_place": link_place,
        "last": record.last,
        "people_year": f"{years.min():.0f}–{years.max():.0f}",
        "duties": COUNTY_DUTIES,
        "stances": STANCE_WORDS,
        "sizes": SIZE_WORDS,
    }


def sort_states(rows: list[StateRow], names: dict[str, str], sort: str) -> list[StateRow]:
    """Sort states by a key of `SORTS`.

    Numbers and days run from the greatest on, laws in the order of `STANCES`.
    """
    keys = {
        "agreements": lambda row: -row.agreements,
        "agencies": lambda row: -row.agencies,
        "counties": lambda row: (-row.covered / row.counties, -row.covered),
        "people": lambda row: -row.share,
        "first": lambda row: row.first.toordinal() if row.first else math.inf,
        "changed": lambda row: -row.changed.toordinal() if row.changed else 0,
        "law": lambda row: STANCES.index(row.law.kind) if row.law else len(STANCES),
    }
    by_name = sorted(rows, key=lambda row: names[row.code])
    return sorted(by_name, key=keys[sort]) if sort in keys else by_name


def write_all_states(
    record: Record, language: str, common: dict[str, Any], sort: str = next(iter(SORTS))
) -> str:
    """Write the tables of all states, and the map of their laws; `common` as `collect_common`."""
    rows = sort_states(list(list_states(record)), common["names"], sort)
    by_code = sorted(rows, key=lambda row: row.code)
    laws = {row.code: row.law for row in by_code if row.law}
    unsigned = {
        code: list_unsigned(record, code)
        for code in sorted(COUNTY_DUTIES)
        if code in laws and laws[code].kind == "requires"
    }
    return render_template(
        "answers/states_all.html.j2",
        language,
        rows=rows,
        short_stances=SHORT_STANCE_WORDS,
        sort=sort,
        picture=write_picture(record, {code: law.kind for code, law in laws.items()}),
        laws=laws,
        by_stance={
            stance: [row for row in by_code if row.law and row.law.kind == stance]
            for stance in STANCES
        },
        counted=count_sizes(record, record.coverage.compute(record.last)),
        unsigned=unsigned,
        **common,
    )
