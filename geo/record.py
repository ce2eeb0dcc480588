"""The record: the tables of one folder, read once.

Words: the *record* is these tables, as readers have them; a *list* is one edition of ICE's workbook
of participating agencies; the *newest list* is the last one absorbed; a *milestone* a dated
event of the program's history.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.address import Bounds
from geo.agreements import DATA, read_agreements
from geo.boundaries import read_counties, read_states
from geo.coverage import DailyCoverage
from geo.files import open_whole
from geo.places import Place, index_places
from geo.trend import find_silences

# The list of this day comes from the copy that MigrantUSA publishes under CC BY 4.0.
COPIED_LIST = pd.Timestamp("2026-07-20")


def read_lists(folder: str | Path = DATA) -> pd.DataFrame:
    """Read the lists that the record was made from.

    Returns a DataFrame, one row per workbook ever seen, in order of publication: `file,
    published_on (timestamp), rows, agreements, sha256, verdict, note`.
    """
    lists = pd.read_csv(open_whole(folder, "lists.csv"), dtype=str, keep_default_na=False)
    lists["published_on"] = pd.to_datetime(lists["published_on"], format="%Y-%m-%d")
    lists["rows"] = pd.to_numeric(lists["rows"])
    return lists


def read_sources(folder: str | Path = DATA) -> pd.DataFrame:
    """Read the sources besides the lists that agreements rest on.

    Returns a DataFrame of text, one row per source as the agreements cite it (`source`): `kind`
    (roster, report, memorandum), `dated_on` (ISO day, month or year, or blank), `title, address`.
    """
    return pd.read_csv(open_whole(folder, "sources.csv"), dtype=str, keep_default_na=False)


def read_events(folder: str | Path = DATA) -> pd.DataFrame:
    """Read the milestones: `date` (ISO text), `precision, state, label, title, major`, and more."""
    events = pd.read_csv(Path(folder) / "events.csv", dtype=str, keep_default_na=False)
    events["major"] = events["major"] == "true"
    return events


def read_table(name: str, folder: str | Path = DATA) -> pd.DataFrame:
    """Read a table around the agreements as text: the columns that data/datapackage.json names.

    `since` (signed since the newest list), `policies` (laws and orders of states), `pending`
    (applications) or `reported_totals` (what ICE and others have counted).
    """
    return pd.read_csv(Path(folder) / f"{name}.csv", dtype=str, keep_default_na=False)


def read_population(folder: str | Path = DATA) -> pd.Series:
    """Read the population of counties.

    Returns a Series of residents by county GEOID. Source: US Census Bureau; the year of each
    figure is in data/population.csv.
    """
    table = pd.read_csv(Path(folder) / "population.csv", dtype={"geoid": str})
    return table.set_index("geoid")["population"]


@dataclass(frozen=True, eq=False)
class Record:
    """The tables of the readers: see `geo.agreements`, `geo.boundaries` and this module.

    `since`, `policies`, `pending` and `reported` are those of `read_table`.
    """

    agreements: pd.DataFrame
    lists: pd.DataFrame
    counties: gpd.GeoDataFrame
    states: gpd.GeoDataFrame
    population: pd.Series
    events: pd.DataFrame
    sources: pd.DataFrame
    since: pd.DataFrame
    policies: pd.DataFrame
    pending: pd.DataFrame
    reported: pd.DataFrame

    @cached_property
    def absorbed(self) -> pd.DataFrame:
        """The lists that were absorbed, in order of publication: rows of `lists`."""
        absorbed = self.lists[self.lists["verdict"] == "absorbed"]
        return absorbed.sort_values("published_on", kind="stable")

    @cached_property
    def newest(self) -> pd.Series:
        """The newest list: one row of `lists`."""
        return self.absorbed.iloc[-1]

    @cached_property
    def first(self) -> datetime.date:
        """The day on which the first agreement of the record begins."""
        return self.agreements["starts_on"].min().date()

    @cached_property
    def last(self) -> datetime.date:
        """The day of the newest list."""
        return self.newest["published_on"].date()

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every place of the map by its code; the country's is blank."""
        return index_places(self.counties, self.states, self.population)

    @cached_property
    def coverage(self) -> DailyCoverage:
        """The coverage of counties and states, to be computed for any day."""
        return DailyCoverage(self.agreements, self.counties, self.population)

    @cached_property
    def bounds(self) -> Bounds:
        """What a view of this record may show."""
        return Bounds(first=self.first, last=self.last, places=frozenset(self.places) - {""})

    @cached_property
    def silences(self) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
        """Pairs of timestamps between which no list is held, nor a roster of before the lists."""
        rosters = self.sources[self.sources["kind"] == "roster"]
        known = pd.concat(
            [
                pd.to_datetime(rosters.set_index("source")["dated_on"]),
                self.absorbed.set_index("file")["published_on"],
            ]
        )
        return find_silences(known, self.agreements)

    def list_silences(self, *days: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
        """List the silences in which some days lie: pairs of dates, each once, in order."""
        return [
            (before.date(), after.date())
            for before, after in self.silences
            if any(before < pd.Timestamp(day) < after for day in days)
        ]

    @cached_property
    def state_names(self) -> pd.Series:
        """Names of states and territories by USPS code."""
        return self.states.set_index("state")["name"]

    def find_list(self, on: datetime.date) -> pd.Series | None:
        """Find the newest list published by a date: a row of `lists`, or None before the first."""
        known = self.absorbed[self.absorbed["published_on"] <= pd.Timestamp(on)]
        return None if known.empty else known.iloc[-1]


def read_record(folder: str | Path = DATA) -> Record:
    """Read the tables of a folder, with the boundaries that all of them share."""
    return Record(
        agreements=read_agreements(folder),
        lists=read_lists(folder),
        counties=read_counties(),
        states=read_states(),
        population=read_population(folder),
        events=read_events(folder),
        sources=read_sources(folder),
        since=read_table("since", folder),
        policies=read_table("policies", folder),
        pending=read_table("pending", folder),
        reported=read_table("reported_totals", folder),
    )
