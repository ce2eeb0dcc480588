"""Coverage: the agreements in force in each county and state on a date, by model.

Words: *coverage* is what is in force on a day, and where; *totals* are its numbers for the country
or a state.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from geo.agreements import (
    Day,
    explode_counties,
    find_between,
    find_in_force,
    find_kind,
    find_served,
)
from geo.places import Place, Region
from geo.program import BITS, MODELS, choose_cover, compare_mixtures


@dataclass(frozen=True)
class Totals:
    """What is in force on a date under a choice of models and reach.

    Agreements split into `local` and `statewide`, the local ones into `countywide` and `part`;
    `unlocated` counts the local ones whose county is not known. `counties_*` are numbers of
    counties, `people_*` shares (0 to 1) of the population of all counties: `*_countywide` of those
    with a countywide agency, `*_part` of those with none but agencies serving a part of them.
    `local_agencies` hold local agreements, `agencies` any.
    """

    agreements: int
    local: int
    statewide: int
    countywide: int
    part: int
    unlocated: int
    agencies: int
    local_agencies: int
    states: int
    counties: int
    counties_countywide: int
    counties_part: int
    people: float
    people_countywide: float
    people_part: float


# How many coverages are kept, the newest asked for: cards of many places have the same days.
KEPT = 8


class DailyCoverage:
    """Agreements joined once to the counties they cover, to be counted on any day."""

    def __init__(self, agreements: pd.DataFrame, counties: pd.DataFrame, population: pd.Series):
        """Join the tables.

        Raises ValueError for an agreement whose GEOID is not among the counties.
        """
        placed = explode_counties(agreements.assign(row=np.arange(len(agreements))))
        strangers = sorted(set(placed["geoid"]) - set(counties["geoid"]))
        if strangers:
            raise ValueError(f"agreements.csv: GEOID {', '.join(strangers)} is no county")
        self.agreements, self.counties = agreements, counties
        self.bits = agreements["model"].map(BITS).to_numpy(int)
        self.states = agreements["state"].to_numpy(object)
        self.statewide = agreements["statewide"].to_numpy(bool)
        self.countywide = (agreements["reach"] == "countywide").to_numpy(bool)
        self.unlocated = (agreements["geoids"] == "").to_numpy(bool)
        self.agencies = pd.factorize(agreements["agency_id"])[0]
        # Pairs of an agreement and a county it covers, as positions in the two tables.
        self.placed = placed["row"].to_numpy(int)
        self.covered = pd.Index(counties["geoid"]).get_indexer(placed["geoid"])
        self.people = population.reindex(counties["geoid"]).fillna(0).to_numpy(int)
        self._kept: dict[tuple, Coverage] = {}

    def compute(self, on: Day, models: Iterable[str] = MODELS, reach: str = "all") -> "Coverage":
        """Compute the coverage of a day under a choice of models and reach.

        It is shared by all who ask for it, who leave it as it is. Raises ValueError for an unknown
        model or reach.
        """
        asked = (pd.Timestamp(on), tuple(models), reach)
        coverage = self._kept.get(asked)
        if coverage is None:
            in_force = find_in_force(self.agreements, [on])[0]
            kind = find_kind(self.agreements, asked[1], reach)
            coverage = Coverage(self, in_force & kind, kind, pd.Timestamp(on))
            # Replaced as a whole: other threads read it.
            self._kept = {asked: coverage} | dict(itertools.islice(self._kept.items(), KEPT - 1))
        return coverage


@dataclass(frozen=True, eq=False)
class Coverage:
    """What is in force on a day, and where: `chosen` tells which rows of `tables.agreements`.

    `kind` tells which of them have the models and the reach, on any day; `on` is the day.

    A local agreement covers its counties and counts in its state; a statewide one never counts in
    a county. Every part is computed once, when it is asked for.
    """

    tables: DailyCoverage
    chosen: np.ndarray
    kind: np.ndarray
    on: pd.Timestamp

    @cached_property
    def agreements(self) -> pd.DataFrame:
        """The agreements in force: rows of the table they came from."""
        return self.tables.agreements[self.chosen]

    @cached_property
    def mixtures(self) -> np.ndarray:
        """The mixture of every county, 0 to 7 (see geo.program), in the order of the counties."""
        countywide, part = self.mixtures_by_reach
        return countywide | part

    @cached_property
    def mixtures_by_reach(self) -> tuple[np.ndarray, np.ndarray]:
        """The mixtures of every county's countywide agencies, and of those serving a part of it."""
        countywide = self.tables.countywide
        return self._mix(self.chosen & countywide), self._mix(self.chosen & ~countywide)

    @property
    def covers(self) -> np.ndarray:
        """What every county is painted by, 0 to 15 (see geo.program.choose_cover)."""
        return choose_cover(*self.mixtures_by_reach)

    def _mix(self, rows):
        """Mix the models of some agreements in each county."""
        here = rows[self.tables.placed]
        mixtures = np.zeros(len(self.tables.counties), int)
        bits = self.tables.bits[self.tables.placed[here]]
        np.bitwise_or.at(mixtures, self.tables.covered[here], bits)
        return mixtures

    @cached_property
    def counties(self) -> pd.DataFrame:
        """The counties in their order.

        Columns: `geoid, state, mixture`, the mixtures `countywide` and `part` that it is made of
        by reach, `agreements` (local ones there).
        """
        here = self.tables.covered[self.chosen[self.tables.placed]]
        counties = pd.DataFrame(self.tables.counties[["geoid", "state"]])
        counties["mixture"] = self.mixtures
        counties["countywide"], counties["part"] = self.mixtures_by_reach
        counties["agreements"] = np.bincount(here, minlength=len(counties))
        return counties

    @cached_property
    def states(self) -> pd.DataFrame:
        """The states, one row each (index `state`, sorted).

        Columns: `counties, counties_covered, people, people_covered, agreements (local and
        statewide), statewide (number), statewide_mixture, share_counties, share_people` (0 to 1).
        """
        counties = self.counties.assign(people=self.tables.people)
        covered = counties[counties["mixture"] > 0]
        statewide = self.agreements[self.agreements["statewide"]]
        kinds = statewide.drop_duplicates(["state", "model"])
        columns = {
            "counties": counties.groupby("state").size(),
            "counties_covered": covered.groupby("state").size(),
            "people": counties.groupby("state")["people"].sum(),
            "people_covered": covered.groupby("state")["people"].sum(),
            "agreements": self.agreements.groupby("state").size(),
            "statewide": statewide.groupby("state").size(),
            "statewide_mixture": kinds["model"].map(BITS).astype(int).groupby(kinds["state"]).sum(),
        }
        every = pd.Index(sorted(counties["state"].unique()), name="state")
        states = pd.DataFrame(
            {name: column.reindex(every, fill_value=0) for name, column in columns.items()}
        ).astype(int)
        states["share_counties"] = states["counties_covered"] / states["counties"]
        states["share_people"] = states["people_covered"] / states["people"]
        return states

    def count_totals(self, area: Place | str = "") -> Totals:
        """Count what is in force in the whole country, in a state (its USPS code) or in a region.

        The agreements, agencies and states of a region are those of its local agreements;
        `statewide` are those of the states that it lies in.
        """
        tables = self.tables
        chosen, here = self.chosen, self._find_area(area)
        local = chosen & ~tables.statewide
        statewide = chosen & tables.statewide
        if isinstance(area, Region):
            chosen = local = local & find_served(tables.agreements, area)
            statewide = statewide & np.isin(tables.states, area.states)
        elif here is not None:
            chosen, local, statewide = (
                rows & (tables.states == _name_code(area)) for rows in (chosen, local, statewide)
            )
        people = tables.people if here is None else tables.people[here]
        countywide = local & tables.countywide
        within = here if isinstance(area, Region) else None
        any_reach, whole = (self._find_counties(rows, within) for rows in (local, countywide))
        partly = np.setdiff1d(any_reach, whole)
        # Nobody lives on some islands, nor in a region of them.
        everyone = max(people.sum(), 1)
        return Totals(
            agreements=int(chosen.sum()),
            local=int(local.sum()),
            statewide=int(statewide.sum()),
            countywide=int(countywide.sum()),
            part=int((local & ~tables.countywide).sum()),
            unlocated=int((local & tables.unlocated).sum()),
            agencies=len(np.unique(tables.agencies[chosen])),
            local_agencies=len(np.unique(tables.agencies[local])),
            states=len(set(tables.states[chosen])),
            counties=len(any_reach),
            counties_countywide=len(whole),
            counties_part=len(partly),
            people=float(tables.people[any_reach].sum() / everyone),
            people_countywide=float(tables.people[whole].sum() / everyone),
            people_part=float(tables.people[partly].sum() / everyone),
        )

    def _find_area(self, area):
        """Find out which counties an area has, as booleans; None for all of the country."""
        counties = self.tables.counties
        if isinstance(area, Region):
            return counties["geoid"].isin(area.geoids).to_numpy()
        code = _name_code(area)
        return (counties["state"] == code).to_numpy() if code else None

    def _find_counties(self, rows, within):
        """Find the counties that some agreements cover, within an area or anywhere: positions."""
        found = np.unique(self.tables.covered[rows[self.tables.placed]])
        return found if within is None else found[within[found]]


def _name_code(area):
    return area.code if isinstance(area, Place) else area


def compare_coverage(before: Coverage, after: Coverage) -> pd.DataFrame:
    """Compare two coverages of the same counties, county by county.

    Returns a DataFrame, one row per county in their order: `geoid, state, before` and `after` (the
    mixtures), and `change`, a word of geo.program.CHANGES: a county without an agreement on both
    days may have had one in between.
    """
    changes = pd.DataFrame(before.tables.counties[["geoid", "state"]])
    changes["before"], changes["after"] = before.mixtures, after.mixtures
    changes["change"] = compare_mixtures(before.mixtures, after.mixtures)
    meanwhile = after.kind & find_between(after.tables.agreements, before.on, after.on)
    had_one = after._mix(meanwhile) > 0
    changes.loc[(changes["change"] == "none") & had_one, "change"] = "between"
    return changes
