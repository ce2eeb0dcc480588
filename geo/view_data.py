"""The data of a view: the agreements that it shows, as rows to take along."""

import functools

import pandas as pd
import shapely

from geo.agreements import select_place
from geo.boundaries import project_composite
from geo.finding import Finding
from geo.places import Region, name_counties
from geo.record import Record
from geo.spreadsheets import disarm_csv, write_workbook

STATUS_COLUMN = "change"
# Of a comparison: in force on the later date alone, on the earlier one alone, on both.
BEGAN, ENDED, BOTH = "began", "ended", "in force on both"
ORDER = ["state", "agency", "model", "starts_on", "agreement_id"]


def tabulate_view(finding: Finding) -> pd.DataFrame:
    """Tabulate the agreements that a view shows: those of its models, reach and place in force.

    Those of a county or a region are the local ones and the statewide ones of its states; of a
    part of the map that the reader moved to, those of every county in it and of their states.
    Returns a DataFrame, one row per agreement, sorted by state and agency: of a comparison
    `change` first; `agency, state, counties` (names, the one with most of its people first),
    `jurisdiction, model, reach` (countywide, part or statewide), `signed_on, first_listed_on,
    last_listed_on`; `in_force_from` and `in_force_until`, the first day on which it counts and the
    first on which it no longer does
    (timestamps; NaT: not known, or it goes on); `ended_on, memorandum` (its address); `list` and
    `row` that show it last, or the title of another source without a row; `geoids, agreement_id`.
    """
    record = finding.record
    before, after = select_seen(finding)
    rows = pd.concat([before, after]).drop_duplicates("agreement_id")
    rows = rows.sort_values(ORDER, kind="stable")
    cited = [source.partition("#") for source in rows["source"]]
    titles = record.sources.set_index("source")["title"].to_dict()
    table = pd.DataFrame(
        {
            "agency": rows["agency"],
            "state": rows["state"],
            "counties": [name_counties(geoids, record.places) for geoids in rows["geoids"]],
            "jurisdiction": rows["jurisdiction"],
            "model": rows["model"],
            "reach": rows["reach"].mask(rows["statewide"], "statewide"),
            "signed_on": rows["signed_on"],
            "first_listed_on": rows["first_listed_on"],
            "last_listed_on": rows["last_listed_on"],
            "in_force_from": rows["starts_on"],
            "in_force_until": rows["over_on"],
            "ended_on": rows["ended_on"],
            "memorandum": rows["moa_url"],
            "list": [titles.get(name, name) for name, _, _ in cited],
            "row": pd.array([int(row) if row else None for _, _, row in cited], "Int64"),
            "geoids": rows["geoids"],
            "agreement_id": rows["agreement_id"],
        }
    )
    if finding.view.compare:
        held = [rows["agreement_id"].isin(shown["agreement_id"]) for shown in (before, after)]
        change = pd.Series(BOTH, rows.index).mask(~held[0], BEGAN).mask(~held[1], ENDED)
        table.insert(0, STATUS_COLUMN, change)
    return table.reset_index(drop=True)


def write_csv(table: pd.DataFrame) -> bytes:
    """Write the data of a view as CSV: bytes of UTF-8, dates as ISO text."""
    return disarm_csv(table.to_csv(index=False, date_format="%Y-%m-%d"))


def write_xlsx(table: pd.DataFrame, finding: Finding, about: str) -> bytes:
    """Write the data of a view as an Excel workbook; `about` says what they are, on a second sheet.

    The bytes are the same for the same view.
    """
    told = pd.DataFrame({"About": about.splitlines()})
    return write_workbook({"Agreements": table, "About": told}, finding.record.last)


def select_seen(finding: Finding) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Select the agreements that a view shows on its earlier date, and on its later one."""
    before, after = (
        _select_seen(coverage.agreements, finding) for coverage in (finding.earlier, finding.later)
    )
    return before, after


def count_rows(finding: Finding) -> int:
    """Count the agreements that a view shows: the rows of its data."""
    before, after = select_seen(finding)
    return len({*before["agreement_id"], *after["agreement_id"]})


def _select_seen(agreements, finding):
    """Select the agreements of the part of the map that the reader moved to, else of the place."""
    if extent := finding.view.extent:
        geoids = find_counties(finding.record, extent)
        states = {finding.record.places[geoid].state for geoid in geoids}
        here = agreements["geoids"].str.split(";").map(geoids.intersection).astype(bool)
        return agreements[here | (agreements["statewide"] & agreements["state"].isin(states))]
    place = finding.place
    here = select_place(agreements, place)
    if not (place.is_county or place.is_region):
        return here
    states = place.states if isinstance(place, Region) else (place.state,)
    around = agreements["statewide"] & agreements["state"].isin(states)
    return pd.concat([here, agreements[around]])


@functools.lru_cache(maxsize=1)
def _project(record):
    return project_composite(record.counties, record.states).counties


def find_counties(record: Record, extent: tuple[float, float, float, float]) -> set[str]:
    """Find the counties in an extent of the composite (left, bottom, right, top): GEOIDs."""
    counties = _project(record)
    seen = counties.sindex.query(shapely.box(*extent), predicate="intersects")
    return set(counties["geoid"].iloc[seen])
