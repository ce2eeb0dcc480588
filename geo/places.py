"""Places: each code of the map, looked up once for what it stands for.

Words: a *place* is the code of a county (its GEOID) or of a state (its USPS code), or blank for the
whole country. The town of an agency is its town.
"""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Place:
    """A county, a state or territory, or the country (`code` blank).

    `state` is the USPS code of the state that it lies in or is, `state_name` the state's name;
    `name` is a county's with its kind, as Alachua County, and `short_name` without; `counties` is
    how many there are in it, `people` its residents.
    """

    code: str
    state: str
    name: str
    short_name: str
    state_name: str
    counties: int
    people: int

    @property
    def is_state(self) -> bool:
        """Whether it is a state or territory."""
        return bool(self.code) and self.code == self.state

    @property
    def is_county(self) -> bool:
        """Whether it is a county."""
        return self.code != self.state


def index_places(
    counties: pd.DataFrame, states: pd.DataFrame, population: pd.Series
) -> dict[str, Place]:
    """Index the country, the states and the counties of the map by their codes.

    `counties` and `states` as from `geo.boundaries`, `population` by GEOID; a county that it lacks
    has no people.
    """
    people = population.reindex(counties["geoid"]).fillna(0).astype(int)
    by_state = people.groupby(counties["state"].to_numpy())
    totals, sizes = by_state.sum(), by_state.size()
    names = states.set_index("state")["name"]
    places = {"": Place("", "", "", "", "", len(counties), int(people.sum()))}
    for code, name in names.items():
        size, total = int(sizes.get(code, 0)), int(totals.get(code, 0))
        places[code] = Place(code, code, name, name, name, size, total)
    columns = (counties[column] for column in ("geoid", "state", "namelsad", "name"))
    for code, state, name, short, residents in zip(*columns, people, strict=True):
        places[code] = Place(code, state, name, short, names[state], 1, int(residents))
    return places


def name_counties(geoids: str, places: dict[str, Place]) -> str:
    """Name the counties of an agreement, in their order: names joined by semicolons."""
    return "; ".join(places[geoid].name for geoid in geoids.split(";") if geoid)
