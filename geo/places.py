"""Places: a county or a state, its name, its people, and the agreements there on a date."""

from dataclasses import dataclass

import pandas as pd

from geo.agreements import select_in_force
from geo.words.language import N_, load_translations

# The Census names of two territories are long.
SHORT_NAMES = {
    "Commonwealth of the Northern Mariana Islands": N_("Northern Mariana Islands"),
    "United States Virgin Islands": N_("US Virgin Islands"),
}


def name_state(name, language="en"):
    """Name a state or territory in a language, shortly, from its name in the shapefile."""
    return load_translations(language).gettext(SHORT_NAMES.get(name, name))


@dataclass(frozen=True)
class Place:
    """What is known of a county or state on a date.

    `local` and `statewide` are agreements in force, `unlocated` those of a state whose county
    is not known (none for a county), `past` those that began earlier and are over; each is a
    DataFrame of agreements sorted by agency and model. `people` is the population.
    """

    code: str
    name: str
    state: str
    state_name: str
    is_state: bool
    people: int
    local: pd.DataFrame
    statewide: pd.DataFrame
    unlocated: pd.DataFrame
    past: pd.DataFrame


def describe_place(code, agreements, counties, states, population, on):
    """Collect what is known of a county (its GEOID) or a state (its USPS code) on a date.

    Returns a `Place`. Raises KeyError for a code that is neither.
    """
    on = pd.Timestamp(on)
    is_state = code in set(states["state"])
    if is_state:
        row = states.set_index("state").loc[code]
        name, state = row["name"], code
        people = population.reindex(counties["geoid"][counties["state"] == code]).sum()
        here = agreements[agreements["state"] == code]
    else:
        row = counties.set_index("geoid").loc[code]
        name, state = row["namelsad"], row["state"]
        people = population.get(code, 0)
        covers = agreements["geoids"].str.split(";").map(lambda geoids: code in geoids)
        here = agreements[(covers & ~agreements["statewide"]) | _of_state(agreements, state)]
    state_name = states.set_index("state").loc[state, "name"]
    here = here.sort_values(["agency", "model", "starts_on"], kind="stable")
    now = select_in_force(here, on)
    local = now[~now["statewide"]]
    over = here[here["ended_on"] <= on]
    return Place(
        code=code,
        name=name,
        state=state,
        state_name=state_name,
        is_state=is_state,
        people=int(people),
        local=local[local["geoids"] != ""],
        statewide=now[now["statewide"]],
        unlocated=local[local["geoids"] == ""],
        past=over if is_state else over[~over["statewide"]],
    )


def _of_state(agreements, state):
    return agreements["statewide"] & (agreements["state"] == state)
