"""The record: the tables of one folder, read once.

Words: the *record* is these tables, as readers have them; a *list* is one edition of ICE's workbook
of participating agencies; the *newest list* is the last one absorbed; a *milestone* a dated
event of the program's history.
"""

import datetime
import hashlib
from dataclasses import dataclass, fields
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.address import Bounds
from geo.agreements import DATA, explode_counties, read_agreements
from geo.boundaries import SHAPEFILES, read_counties, read_states
from geo.coverage import DailyCoverage
from geo.edition import TABLES, Edition, Folder, find_digest, open_whole, read_edition
from geo.places import Places, index_places
from geo.stories.texts import list_step_views
from geo.trend import find_silences
from geo.words.language import N_

# The list of this day comes from the copy that MigrantUSA publishes under CC BY 4.0.
COPIED_LIST = pd.Timestamp("2026-07-20")


def read_lists(folder: Folder = DATA) -> pd.DataFrame:
    """Read the lists that the record was made from.

    Returns a DataFrame, one row per workbook ever seen, in order of publication: `file,
    published_on (timestamp), rows, agreements, sha256, verdict, note`.
    """
    lists = pd.read_csv(open_whole(folder, "lists.csv"), dtype=str, keep_default_na=False)
    lists["published_on"] = pd.to_datetime(lists["published_on"], format="%Y-%m-%d")
    lists["rows"] = pd.to_numeric(lists["rows"])
    return lists


def read_sources(folder: Folder = DATA) -> pd.DataFrame:
    """Read the sources besides the lists that agreements rest on.

    Returns a DataFrame of text, one row per source as the agreements cite it (`source`): `kind`
    (roster, report, memorandum), `dated_on` (ISO day, month or year, or blank), `title, address`.
    """
    return pd.read_csv(open_whole(folder, "sources.csv"), dtype=str, keep_default_na=False)


def read_events(folder: Folder = DATA) -> pd.DataFrame:
    """Read the milestones: `date` (ISO text), `precision, state, label, title, major`, and more."""
    events = pd.read_csv(open_whole(folder, "events.csv"), dtype=str, keep_default_na=False)
    events["major"] = events["major"] == "true"
    return events


def read_table(name: str, folder: Folder = DATA) -> pd.DataFrame:
    """Read a table around the agreements as text: the columns that data/datapackage.json names.

    `since` (signed since the newest list), `policies` (laws and orders of states), `pending`
    (applications), `reported_totals` (what ICE and others have counted), `places` or `zctas` (of
    the Census Bureau, with the counties that they lie in).
    """
    return pd.read_csv(open_whole(folder, f"{name}.csv"), dtype=str, keep_default_na=False)


def read_population(folder: Folder = DATA) -> pd.Series:
    """Read the population of counties.

    Returns a Series of residents by county GEOID. Source: US Census Bureau; the year of each
    figure is in data/population.csv.
    """
    return _read_people(folder)["population"]


def read_population_years(folder: Folder = DATA) -> pd.Series:
    """Read of which year the population of each county is: a Series by GEOID."""
    return _read_people(folder)["year"]


def _read_people(folder):
    table = pd.read_csv(open_whole(folder, "population.csv"), dtype={"geoid": str})
    return table.set_index("geoid")


@dataclass(frozen=True, eq=False)
class Record:
    """The tables of the readers: see `geo.agreements`, `geo.boundaries` and this module.

    `since`, `policies`, `pending` and `reported` are those of `read_table`. `tables` are the files
    that they were read from, `edition` is the same for the same files, tables and boundaries.
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
    population_years: pd.Series
    tables: Edition
    edition: str = ""

    def __getstate__(self) -> dict[str, Any]:
        """Hand to another process what was read: readers here add to what is computed of it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

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
    def places(self) -> Places:
        """Every place of the map by its code; the country's is blank, a region's its members'."""
        return index_places(self.counties, self.states, self.population)

    @cached_property
    def coverage(self) -> DailyCoverage:
        """The coverage of counties and states, to be computed for any day."""
        return DailyCoverage(self.agreements, self.counties, self.population)

    @cached_property
    def bounds(self) -> Bounds:
        """What a view of this record may show."""
        return Bounds(
            first=self.first,
            last=self.last,
            places=frozenset(self.places) - {""},
            stories=list_step_views(),
        )

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


def find_edition(folder: str | Path = DATA, shapefiles: str | Path = SHAPEFILES) -> str:
    """Find which record `read_record` would read, by the manifests alone: its `edition`.

    Takes half a millisecond. Raises DamagedError for a manifest that is missing or none.
    """
    return _join(find_digest(folder, TABLES), find_digest(shapefiles))


def read_record(folder: str | Path = DATA, shapefiles: str | Path = SHAPEFILES) -> Record:
    """Read the tables of a folder, with the boundaries that all of them share, as one edition.

    Raises DamagedError that names each file which is missing, not what its manifest says, or of no
    use, and what to do.
    """
    tables, shapes = read_edition(folder, TABLES), read_edition(shapefiles)
    record = Record(
        agreements=_read(tables, "agreements.csv", read_agreements),
        lists=_read(tables, "lists.csv", read_lists),
        counties=_read(shapes, "counties.shp", read_counties),
        states=_read(shapes, "states.shp", read_states),
        population=_read(tables, "population.csv", read_population),
        events=_read(tables, "events.csv", read_events),
        sources=_read(tables, "sources.csv", read_sources),
        since=_read(tables, "since.csv", partial(read_table, "since")),
        policies=_read(tables, "policies.csv", partial(read_table, "policies")),
        pending=_read(tables, "pending.csv", partial(read_table, "pending")),
        reported=_read(tables, "reported_totals.csv", partial(read_table, "reported_totals")),
        population_years=_read(tables, "population.csv", read_population_years),
        tables=tables,
        edition=_join(tables.digest, shapes.digest),
    )
    _require_counties(record)
    return record


def _read(edition, file, read):
    try:
        return read(edition)
    except Exception as error:  # tables fail in pandas, shapes in GDAL, each in many ways
        raise edition.blame(file) from error


def _require_counties(record):
    """Raise DamagedError for an agreement in a county that the boundaries lack."""
    placed = explode_counties(record.agreements)
    lost = placed[~placed["geoid"].isin(record.counties["geoid"])]
    if len(lost):
        first = lost.iloc[0]
        row = record.agreements["agreement_id"].tolist().index(first["agreement_id"]) + 2
        text = N_("{file}, row {row}: {value} is no county of the boundaries.")
        raise record.tables.blame("agreements.csv", text, row=row, value=first["geoid"])


def _join(*digests):
    return hashlib.sha256("".join(digests).encode()).hexdigest()
