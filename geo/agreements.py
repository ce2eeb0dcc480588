"""The agreements: read, and chosen by day, by kind, by place.

Words: an *agreement* is one agency, one model, one signing; it is *in force* from its start until
its end; its *kind* is its model with its reach; it is *local* or *statewide*.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.edition import ROOT, Folder, open_whole
from geo.places import Place, Region
from geo.program import MODELS, REACHES

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
    "ended_by_law_on",
    "geoids",
    "statewide",
    "place",
    "located_by",
    "moa_url",
    "source",
    "start_source",
    "end_source",
    "flags",
)
DATES = ("signed_on", "first_listed_on", "last_listed_on", "ended_on", "ended_by_law_on")
# An agreement that nothing shows for longer than a year before a list lacks it counts for so long
# after it was last shown, and no longer: see docs/data.md.
LONGEST_SILENCE = pd.Timedelta(days=365)
# A day, as pandas takes it; text is ISO.
Day = datetime.date | pd.Timestamp | str


def read_agreements(folder: Folder = DATA) -> pd.DataFrame:
    """Read the agreements table.

    Returns a DataFrame, one row per agreement (`agreement_id`), with the columns of `COLUMNS`,
    dates as timestamps (NaT: blank), `statewide` as a boolean, and three more: `starts_on`, the
    signing date or the first list that shows it, whichever is earlier and known; `over_on`, the
    day from which it no longer counts: its end, or the end of the year after it was last shown
    where that is all that is known (NaT: it goes on); `superseded`, whether it ended because it
    was signed anew. Raises ValueError for a table that lacks a column or has an agreement without
    a start.
    """
    path = "agreements.csv"
    agreements = pd.read_csv(open_whole(folder, path), dtype=str, keep_default_na=False)
    missing = [column for column in COLUMNS if column not in agreements.columns]
    if missing:
        raise ValueError(f"{path}: lacks the column {', '.join(missing)}; rebuild the table.")
    for column in DATES:
        agreements[column] = pd.to_datetime(agreements[column], format="%Y-%m-%d")
    agreements["statewide"] = agreements["statewide"].str.lower() == "true"
    agreements["superseded"] = ["superseded" in flags.split(";") for flags in agreements["flags"]]
    agreements["starts_on"] = agreements[["signed_on", "first_listed_on"]].min(axis=1)
    shown = agreements["last_listed_on"].fillna(agreements["starts_on"])
    counted = (shown + LONGEST_SILENCE).where(agreements["end_certainty"] == "unattested")
    agreements["over_on"] = pd.concat([agreements["ended_on"], counted], axis=1).min(axis=1)
    lost = agreements["agreement_id"][agreements["starts_on"].isna()]
    if len(lost):
        raise ValueError(f"{path}: {lost.iloc[0]} has neither signed_on nor first_listed_on.")
    return agreements


def find_in_force(agreements: pd.DataFrame, days: Iterable[Day]) -> np.ndarray:
    """Find out which agreements are in force on which days: started by then, and not ended.

    Returns booleans, one row per day, one column per agreement.
    """
    each = pd.DatetimeIndex(list(days)).to_numpy()[:, np.newaxis]
    starts, ends = agreements["starts_on"].to_numpy(), agreements["over_on"].to_numpy()
    # No end (NaT) is never reached.
    return (starts <= each) & ~(ends <= each)


def find_between(agreements: pd.DataFrame, since: Day, on: Day) -> np.ndarray:
    """Find out which agreements are in force at any time from a day until another: booleans."""
    starts, ends = agreements["starts_on"].to_numpy(), agreements["over_on"].to_numpy()
    first, last = (pd.Timestamp(day).to_datetime64() for day in (since, on))
    # No end (NaT) is never reached.
    return (starts < last) & ~((ends <= starts) | (ends <= first))


def select_in_force(agreements: pd.DataFrame, on: Day) -> pd.DataFrame:
    """Select the agreements in force on a day: see `find_in_force`."""
    return agreements[find_in_force(agreements, [on])[0]]


def find_kind(
    agreements: pd.DataFrame, models: Iterable[str] = MODELS, reach: str = "all"
) -> np.ndarray:
    """Find out which agreements have one of the models and the reach: booleans, one each.

    `reach` "countywide" or "part" narrows the local agreements; statewide ones always stay.
    Raises ValueError for an unknown model or reach.
    """
    unknown = sorted(set(models) - set(MODELS))
    if unknown:
        raise ValueError(f"models: {', '.join(unknown)}; expected {', '.join(MODELS)}")
    if reach not in REACHES:
        raise ValueError(f"reach: {reach!r}; expected {', '.join(REACHES)}")
    chosen = agreements["model"].isin(list(models))
    if reach != "all":
        chosen &= agreements["statewide"] | (agreements["reach"] == reach)
    return chosen.to_numpy()


def select_kind(
    agreements: pd.DataFrame, models: Iterable[str] = MODELS, reach: str = "all"
) -> pd.DataFrame:
    """Select the agreements of some models and a reach, of any date: see `find_kind`."""
    return agreements[find_kind(agreements, models, reach)]


def select_place(agreements: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Select the agreements of a state, the local ones of a county, or all of the country.

    Those of a region are the local ones that serve any of its counties, each once.
    """
    if isinstance(place, Region):
        return agreements[find_served(agreements, place)]
    if place.is_state:
        return agreements[agreements["state"] == place.state]
    if place.is_county:
        here = agreements["geoids"].str.contains(place.code, regex=False)
        return agreements[here & ~agreements["statewide"]]
    return agreements


def find_served(agreements: pd.DataFrame, region: Region) -> np.ndarray:
    """Find out which agreements are a region's: booleans, one each.

    Local ones that serve any of its counties, or whose county is not known in a state that is a
    member. Statewide ones stand apart, as they do for a county.
    """
    served = np.array(
        [not region.geoids.isdisjoint(geoids.split(";")) for geoids in agreements["geoids"]], bool
    )
    unlocated = (agreements["geoids"] == "") & agreements["state"].isin(region.members)
    return (served | unlocated.to_numpy(bool)) & ~agreements["statewide"].to_numpy(bool)


def explode_counties(agreements: pd.DataFrame) -> pd.DataFrame:
    """Repeat each local agreement for every county it covers, in a new column `geoid`.

    Statewide agreements and those whose place is not known have no county and are left out.
    """
    local = agreements[~agreements["statewide"] & (agreements["geoids"] != "")]
    return local.assign(geoid=local["geoids"].str.split(";")).explode("geoid", ignore_index=True)


@dataclass(frozen=True)
class PlaceOnDate(Place):
    """A county or state, and its agreements on a date: DataFrames sorted by agency and model.

    `local` and `statewide` are in force, `unlocated` are those of a state whose county is not
    known (none for a county), `past` those that began earlier and are over.
    """

    local: pd.DataFrame
    statewide: pd.DataFrame
    unlocated: pd.DataFrame
    past: pd.DataFrame


def describe_place(place: Place, agreements: pd.DataFrame, on: Day) -> PlaceOnDate:
    """Sort out the agreements of a county or a state on a date."""
    here = select_place(agreements, place)
    if place.is_county:
        statewide = agreements["statewide"] & (agreements["state"] == place.state)
        here = pd.concat([here, agreements[statewide]])
    here = here.sort_values(["agency", "model", "starts_on"], kind="stable")
    now = select_in_force(here, on)
    local = now[~now["statewide"]]
    over = here[here["over_on"] <= pd.Timestamp(on)]
    return PlaceOnDate(
        **vars(place),
        local=local[local["geoids"] != ""],
        statewide=now[now["statewide"]],
        unlocated=local[local["geoids"] == ""],
        past=over[~over["statewide"]] if place.is_county else over,
    )
