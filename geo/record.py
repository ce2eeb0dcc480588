"""The committed tables of the readers, read once."""

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd

from geo.agreements import (
    DATA,
    find_newest_list,
    find_silences,
    read_agreements,
    read_events,
    read_lists,
    read_population,
)
from geo.boundaries import read_counties, read_states
from geo.view import Bounds

# The list of this day comes from the copy that MigrantUSA publishes under CC BY 4.0.
COPIED_LIST = pd.Timestamp("2026-07-20")


@dataclass(frozen=True, eq=False)
class Record:
    """The tables of the readers: see the functions of `geo.agreements` and `geo.boundaries`."""

    agreements: pd.DataFrame
    lists: pd.DataFrame
    counties: gpd.GeoDataFrame
    states: gpd.GeoDataFrame
    population: pd.Series

    @cached_property
    def newest(self):
        """The newest list: one row of `lists`."""
        return find_newest_list(self.lists)

    @cached_property
    def first(self):
        """The day on which the first agreement of the record begins."""
        return self.agreements["starts_on"].min().date()

    @cached_property
    def last(self):
        """The day of the newest list."""
        return self.newest["published_on"].date()

    @cached_property
    def bounds(self):
        """What a view of this record may show: a `geo.view.Bounds`."""
        places = frozenset(self.counties["geoid"]) | frozenset(self.states["state"])
        return Bounds(first=self.first, last=self.last, places=places)

    @cached_property
    def silences(self):
        """Pairs of timestamps between which no list is known."""
        return find_silences(self.agreements, self.lists)

    def is_silent(self, date):
        """Whether no list is known from a date, though some are from before and after."""
        on = pd.Timestamp(date)
        return any(before < on < after for before, after in self.silences)

    @cached_property
    def events(self):
        """The milestones: see `geo.agreements.read_events`."""
        return read_events()

    @cached_property
    def state_names(self):
        """Names of states and territories by USPS code."""
        return self.states.set_index("state")["name"]

    @cached_property
    def county_names(self):
        """Names of counties, `name, namelsad, state`, by GEOID."""
        return self.counties.set_index("geoid")[["name", "namelsad", "state"]]

    def find_state(self, place):
        """Find the USPS code of a place (a GEOID or the code itself); blank for the country."""
        return place if len(place) != 5 else self.county_names.at[place, "state"]

    def find_list(self, on):
        """Find the newest list published by a date: a row of `lists`, or None before the first."""
        absorbed = self.lists[self.lists["verdict"] == "absorbed"]
        known = absorbed[absorbed["published_on"].dt.date <= on]
        return None if known.empty else find_newest_list(known)


def read_record(folder=DATA):
    """Read the committed tables: a `Record`."""
    return Record(
        agreements=read_agreements(folder),
        lists=read_lists(folder),
        counties=read_counties(),
        states=read_states(),
        population=read_population(folder),
    )
