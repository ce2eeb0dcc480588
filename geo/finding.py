"""The finding of a view: everything that a picture and its words say, computed once.

Words: the *area* of a view is the state that its place lies in or is, a region itself, else the
country.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from geo.agreements import select_kind, select_place
from geo.coverage import Coverage, Totals, compare_coverage
from geo.neighbours import find_neighbours
from geo.places import Place, Region
from geo.record import Record
from geo.shading import Fills, compute_fills
from geo.trend import choose_start, compute_trend
from geo.view import View


@dataclass(frozen=True, eq=False)
class Finding:
    """What the record says to a view: the coverage of its earlier and its later date.

    Without a comparison the two are one. Every part is computed when it is asked for, and kept.
    """

    record: Record
    view: View
    earlier: Coverage
    later: Coverage

    @property
    def place(self) -> Place:
        """The place of the view; the country where none is chosen."""
        return self.record.places[self.view.place]

    @property
    def area(self) -> Place:
        """The state that the place of the view lies in or is, a region itself, else the country."""
        return self.place if self.place.is_region else self.record.places[self.place.state]

    @cached_property
    def area_states(self) -> tuple[str, ...]:
        """The states that the area is or lies in; none for the country."""
        if isinstance(self.area, Region):
            return self.area.states
        return (self.area.code,) if self.area.code else ()

    @cached_property
    def in_area(self) -> np.ndarray:
        """Which counties the area has: booleans, in the order of the counties."""
        return _find_counties(self.record, self.area)

    @cached_property
    def here(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The agreements of the place in force on the earlier date, and on the later one."""
        before, after = (
            select_place(coverage.agreements, self.place) for coverage in (self.earlier, self.later)
        )
        return before, after

    @property
    def is_newest(self) -> bool:
        """Whether the view is of the day of the newest list."""
        return self.view.date == self.record.last and not self.view.compare

    @property
    def counts_statewide(self) -> bool:
        """Whether statewide agreements are among those that the view's numbers count.

        They stand apart from those of a region, and where there is a choice of models or reach,
        unless the states of the country are told of by agreements of all reaches.
        """
        view = self.view
        if self.place.is_region:
            return False
        if not view.narrowed:
            return True
        by_any_reach = view.reach == "all" or view.measure == "agreements"
        return view.by_state and not view.place and by_any_reach

    def select_counted(self, agreements: pd.DataFrame) -> pd.DataFrame:
        """Select from agreements those that the view's numbers may count."""
        return agreements if self.counts_statewide else agreements[~agreements["statewide"]]

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The agreements of the area in force on the later date that the view's numbers count."""
        return self.select_counted(select_place(self.later.agreements, self.area))

    def find_people_years(self, place: Place) -> str:
        """Find of which year the population of a place is: 2021, or 2020–2022."""
        counties, years = self.record.counties, self.record.population_years
        if place.is_county:
            years = years.reindex([place.code])
        elif place.code:
            years = years.reindex(counties["geoid"][_find_counties(self.record, place)])
        first, last = years.min(), years.max()
        return f"{first:.0f}" if first == last else f"{first:.0f}–{last:.0f}"

    @cached_property
    def newest_list(self) -> pd.Timestamp | None:
        """The day of the newest list that the agreements shown rest on; None before the first."""
        record, coverages = self.record, dict.fromkeys((self.earlier, self.later))
        days = [
            select_place(coverage.agreements, self.area)["first_listed_on"].max()
            for coverage in coverages
        ]
        known = record.find_list(self.view.dates[-1])
        if known is not None:
            days.append(known["published_on"])
        newest = pd.Series(days).max()
        return newest if newest >= record.absorbed["published_on"].iloc[0] else None

    @cached_property
    def neighbours(self) -> pd.Series:
        """How many local agreements are in force on the later date in each county next to a county.

        Numbers by GEOID, sorted by it; empty for an island.
        """
        near = list(find_neighbours(self.record.counties, self.place.code))
        return self.later.counties.set_index("geoid")["agreements"].loc[near]

    @cached_property
    def totals(self) -> Totals:
        """The totals of the area on the later date."""
        return self.later.count_totals(self.area)

    @cached_property
    def earlier_totals(self) -> Totals:
        """The totals of the area on the earlier date."""
        return self.earlier.count_totals(self.area)

    @cached_property
    def changes(self) -> pd.Series:
        """What became of each county of the area, a word of geo.program.CHANGES by GEOID."""
        changes = compare_coverage(self.earlier, self.later).set_index("geoid")
        return changes.loc[self.in_area, "change"]

    @cached_property
    def fills(self) -> Fills:
        """What every county or state is filled with."""
        return compute_fills(self.view, self.earlier, self.later)

    @cached_property
    def trend(self) -> pd.Series:
        """The agreements of the view's kind and place in force on every day up to its last."""
        view = self.view
        here = select_place(
            select_kind(self.record.agreements, view.models, view.reach), self.place
        )
        return compute_trend(self.select_counted(here), choose_start(view), view.dates[-1])


def _find_counties(record, area):
    counties = record.counties
    if isinstance(area, Region):
        return counties["geoid"].isin(area.geoids).to_numpy()
    if area.code:
        return (counties["state"] == area.code).to_numpy()
    return np.ones(len(counties), bool)


# A picture, its description and its other shapes are asked for one after another.
@lru_cache(maxsize=16)
def find_view(record: Record, view: View) -> Finding:
    """Find what the record says to a view, a comparison of a date with itself set aside."""
    view = view.settle()
    coverages = [record.coverage.compute(day, view.models, view.reach) for day in view.dates]
    return Finding(record, view, earlier=coverages[0], later=coverages[-1])
