"""Places: each code of the map, looked up once for what it stands for.

Words: a *place* is the code of a county (its GEOID), of a state (its USPS code) or of a region, or
blank for the whole country; a *region* is any counties and states, its *members*, counted together.
The town of an agency is its town.
"""

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

# Between the codes of a region's members, and how many of them it may have.
JOINT, MOST_MEMBERS = ".", 60


@dataclass(frozen=True)
class Place:
    """A county, a state or territory, a `Region`, or the country (`code` blank).

    `state` is the USPS code of the state that it lies in or is, blank for country and region, and
    `state_name` the state's name;
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
        return self.code != self.state and not self.is_region

    @property
    def is_region(self) -> bool:
        """Whether it is a region."""
        return isinstance(self, Region)


@dataclass(frozen=True)
class Region(Place):
    """Some counties and states counted together, across the lines of states.

    `members` are their codes, those with the most people first; `geoids` all counties of them, and
    `states` the states that those lie in, sorted. Its names are blank: see `geo.words.names`.
    """

    members: tuple[str, ...]
    geoids: frozenset[str]
    states: tuple[str, ...]


class Places(dict[str, Place]):
    """Places by their codes: a region is made of its members when it is asked for, and not kept.

    Raises KeyError for a code that is none of a place, or not written as `settle_code` does.
    """

    def __init__(self, places: dict[str, Place]):
        super().__init__(places)
        # Readers may ask for any number of regions.
        self._make = lru_cache(maxsize=32)(self._make_region)

    def __reduce__(self):
        # What is kept of regions is no part of a copy.
        return Places, (dict(self),)

    def __missing__(self, code: str) -> Place:
        if settle_code(code, self) != code or not code:
            raise KeyError(code)
        return self._make(code)

    def join(self, code: str) -> Region:
        """Join the members of a settled code as a region, also one member alone."""
        return self._make(code)

    def _make_region(self, code):
        members = [self[member] for member in code.split(JOINT)]
        members.sort(key=lambda member: (-member.people, member.code))
        whole = {member.code for member in members if member.is_state}
        chosen = {member.code for member in members}
        counties = [
            place
            for place in self.values()
            if place.is_county and (place.state in whole or place.code in chosen)
        ]
        return Region(
            *(code, "", "", "", ""),
            counties=len(counties),
            people=sum(county.people for county in counties),
            members=tuple(member.code for member in members),
            geoids=frozenset(county.code for county in counties),
            states=tuple(sorted({county.state for county in counties})),
        )


def settle_code(text: str, codes: Container[str]) -> str:
    """Settle how the code of a place is written; blank for what is none.

    `codes` are those of states and counties. Those of a region are sorted, each of them once.
    """
    members = sorted(set(text.split(JOINT)))
    known = len(members) <= MOST_MEMBERS and all(code and code in codes for code in members)
    return JOINT.join(members) if known else ""


def index_places(counties: pd.DataFrame, states: pd.DataFrame, population: pd.Series) -> Places:
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
    return Places(places)


def name_counties(geoids: str, places: dict[str, Place]) -> str:
    """Name the counties of an agreement, in their order: names joined by semicolons."""
    return "; ".join(places[geoid].name for geoid in geoids.split(";") if geoid)
