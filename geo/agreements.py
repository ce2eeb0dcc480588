"""Read and query the agreements, the lists they come from, and the population of counties."""

import itertools
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
COLUMNS = (
    "agreement_id",
    "agency_id",
    "agency",
    "state",
    "jurisdiction",
    "reach",
    "model",
    "signed_on",
    "first_listed_on",
    "last_listed_on",
    "ended_on",
    "end_certainty",
    "geoids",
    "statewide",
    "place",
    "located_by",
    "moa_url",
    "source",
    "flags",
)
DATES = ("signed_on", "first_listed_on", "last_listed_on", "ended_on")


def read_agreements(folder=DATA):
    """Read the agreements table.

    Returns a DataFrame, one row per agreement (`agreement_id`), with the columns of `COLUMNS`,
    dates as timestamps (NaT: blank), `statewide` as a boolean, and `starts_on`: the signing
    date, or the first list that carries it where no signing date is known. Raises ValueError
    for a table that lacks a column or has an agreement without a start.
    """
    path = Path(folder) / "agreements.csv"
    agreements = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in COLUMNS if column not in agreements.columns]
    if missing:
        raise ValueError(f"{path}: lacks the column {', '.join(missing)}; rebuild the table.")
    for column in DATES:
        agreements[column] = pd.to_datetime(agreements[column], format="%Y-%m-%d")
    agreements["statewide"] = agreements["statewide"].str.lower() == "true"
    agreements["starts_on"] = agreements["signed_on"].fillna(agreements["first_listed_on"])
    lost = agreements["agreement_id"][agreements["starts_on"].isna()]
    if len(lost):
        raise ValueError(f"{path}: {lost.iloc[0]} has neither signed_on nor first_listed_on.")
    return agreements


def read_lists(folder=DATA):
    """Read the lists that the record was made from.

    Returns a DataFrame, one row per workbook ever seen, in order of publication: `file,
    published_on (timestamp), rows, agreements, sha256, verdict, note`.
    """
    lists = pd.read_csv(Path(folder) / "lists.csv", dtype=str, keep_default_na=False)
    lists["published_on"] = pd.to_datetime(lists["published_on"], format="%Y-%m-%d")
    lists["rows"] = pd.to_numeric(lists["rows"])
    return lists


def find_newest_list(lists):
    """Find the newest list that was absorbed: one row of `read_lists`."""
    absorbed = lists[lists["verdict"] == "absorbed"]
    return absorbed.sort_values("published_on", kind="stable").iloc[-1]


def find_silences(agreements, lists, longest_days=365):
    """Find the stretches in which no list is known.

    A list is known from its workbook; of the older rosters only the day of the last one is, for
    the days on which agreements were attested before it are not all of the rosters there were.
    Returns pairs of timestamps (last list before, first list after), in order.
    """
    absorbed = lists["published_on"][lists["verdict"] == "absorbed"]
    attested = agreements["last_listed_on"][agreements["last_listed_on"] < absorbed.min()]
    known = pd.concat([attested.nlargest(1), absorbed]).drop_duplicates().sort_values()
    return [
        (before, after)
        for before, after in itertools.pairwise(known)
        if (after - before).days > longest_days
    ]


def read_events(folder=DATA):
    """Read the milestones: `date` (ISO text), `precision, label, title, detail, major`, sources."""
    events = pd.read_csv(Path(folder) / "events.csv", dtype=str, keep_default_na=False)
    events["major"] = events["major"] == "true"
    return events


def read_population(folder=DATA):
    """Read the population of counties.

    Returns a Series of residents by county GEOID. Source: US Census Bureau; the year of each
    figure is in data/population.csv.
    """
    table = pd.read_csv(Path(folder) / "population.csv", dtype={"geoid": str})
    return table.set_index("geoid")["population"]


def select_in_force(agreements, on):
    """Select the agreements in force on a day: started on it or before, and not ended by it."""
    on = pd.Timestamp(on)
    ended = agreements["ended_on"]
    return agreements[(agreements["starts_on"] <= on) & (ended.isna() | (ended > on))]


def explode_counties(agreements):
    """Repeat each local agreement for every county it covers, in a new column `geoid`.

    Statewide agreements and those whose place is not known have no county and are left out.
    """
    local = agreements[~agreements["statewide"] & (agreements["geoids"] != "")]
    return local.assign(geoid=local["geoids"].str.split(";")).explode("geoid", ignore_index=True)
