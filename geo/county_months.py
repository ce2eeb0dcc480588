"""County months: which agreements are in force in every county at the end of every month.

Words: a *county month* is one county at the end of one month; its *kinds* are the models, each
countywide, in part and statewide; an end lies *from* one day *by* another one.
"""

import io
import json
import zipfile
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from geo.agreements import DATA, Day, explode_counties
from geo.program import MODELS
from geo.record import Record

NAME = "county_months"
KINDS = tuple(
    f"{model}_{reach}" for reach in ("countywide", "part", "statewide") for model in MODELS
)
FORMATS = ("csv", "zip", "parquet")
TYPES = {
    "string": pa.string(),
    "yearmonth": pa.string(),
    "date": pa.date32(),
    "integer": pa.int32(),
    "year": pa.int16(),
}
# The end of what goes on.
NEVER = pd.Timestamp("2262-01-01")
ONE_DAY = pd.Timedelta(days=1)


def tabulate_county_months(record: Record) -> pd.DataFrame:
    """Tabulate what is in force in every county on the last day of every month of the record.

    The last month is counted on the day of the newest list. Columns: see `tabulate_county_days`.
    """
    ends = pd.date_range(record.first, record.last, freq="ME")
    return tabulate_county_days(record, ends.union([pd.Timestamp(record.last)]))


def tabulate_county_days(record: Record, days: Iterable[Day]) -> pd.DataFrame:
    """Tabulate what is in force in every county on each of some days.

    Returns a DataFrame, one row per county (`geoid`, in the order of the counties) and day, in
    order, with the columns that data/datapackage.json describes under "derived": for each of
    `KINDS` whether an agreement is in force (0 or 1), by the rule of
    `geo.agreements.find_in_force`, and from which day its end may lie, by which other one.
    """
    counted = pd.DatetimeIndex(list(days)).unique().sort_values()
    spells = _list_spells(record)
    numbers = _count_in_force(spells, counted, len(record.counties))
    ends_from, ends_by = _find_ends(spells, counted, len(record.counties))
    on = counted.to_numpy()
    unsure = ((ends_from <= on) & (on < ends_by)).any(axis=0)
    geoids, times = record.counties["geoid"], len(counted)
    local = [number for number, kind in enumerate(KINDS) if not kind.endswith("_statewide")]
    by_county = {
        "geoid": geoids,
        "state": record.counties["state"],
        "population": record.population.reindex(geoids).fillna(0).astype(int),
        "population_year": record.population_years.reindex(geoids),
    }
    by_day = {
        "month": counted.strftime("%Y-%m"),
        "counted_on": counted,
        "shown_by": _tell_proof(record, counted),
    }
    columns = (
        {name: np.repeat(values.to_numpy(), times) for name, values in by_county.items()}
        | {name: np.tile(np.asarray(values), len(geoids)) for name, values in by_day.items()}
        | {"agreements": numbers[local].sum(axis=0).ravel(), "unsure": unsure.ravel().astype(int)}
        | {kind: (numbers[at] > 0).ravel().astype(int) for at, kind in enumerate(KINDS)}
        | {f"{kind}_ends_from": ends_from[at].ravel() for at, kind in enumerate(KINDS)}
        | {f"{kind}_ends_by": ends_by[at].ravel() for at, kind in enumerate(KINDS)}
    )
    return pd.DataFrame({name: columns[name] for name in list_columns()}, copy=False)


def describe_county_months() -> dict:
    """Describe the table as a resource of a data package: its columns with type and meaning."""
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    return next(resource for resource in package["derived"] if resource["name"] == NAME)


def list_columns() -> list[str]:
    """List the columns of the table in their order."""
    return [field["name"] for field in describe_county_months()["schema"]["fields"]]


def write_county_months(table: pd.DataFrame, form: str) -> bytes:
    """Write a table of county months as bytes, the same for the same table.

    `form` is one of `FORMATS`: csv, zip (that CSV file alone in an archive) or parquet.
    """
    fields = describe_county_months()["schema"]["fields"]
    schema = pa.schema([(field["name"], TYPES[field["type"]]) for field in fields])
    typed = pa.Table.from_pandas(table, schema, preserve_index=False).replace_schema_metadata()
    written = io.BytesIO()
    if form == "parquet":
        pyarrow.parquet.write_table(typed, written, compression="zstd")
        return written.getvalue()
    # No text of the table has a comma or a quote.
    options = pyarrow.csv.WriteOptions(quoting_style="none", quoting_header="none")
    pyarrow.csv.write_csv(typed, written, options)
    return _pack(written.getvalue()) if form == "zip" else written.getvalue()


def _list_spells(record):
    """List each agreement in each county that it counts for: a statewide one in all of its state.

    `ends_from` is the first day on which it may have been over, `ends_by` the first on which it
    was: the same where the day of its end is known.
    """
    counties = pd.DataFrame(record.counties[["geoid", "state"]])
    counties["county"] = np.arange(len(counties))
    agreements = record.agreements
    statewide = agreements[agreements["statewide"]].merge(counties, on="state")
    local = explode_counties(agreements).merge(counties[["geoid", "county"]], on="geoid")
    spells = pd.concat([local, statewide])
    reach = spells["reach"].where(~spells["statewide"], "statewide")
    spells["kind"] = (spells["model"] + "_" + reach).map(KINDS.index)
    shown = spells["last_listed_on"].fillna(spells["starts_on"])
    spells["ends_by"] = spells["ended_on"].fillna(NEVER)
    bracketed = spells["end_certainty"].isin(["listed", "gap", "unattested"])
    # Of two lists of one day the earlier one may show it.
    first = (shown + ONE_DAY).where(bracketed, NEVER)
    spells["ends_from"] = pd.concat([first, spells["ends_by"]], axis=1).min(axis=1)
    columns = ["county", "kind", "starts_on", "over_on", "ends_from", "ends_by"]
    return spells[columns].sort_values(columns, ignore_index=True)


def _count_in_force(spells, days, counties):
    """Count the agreements in force: numbers by kind, county and day."""
    steps = np.zeros((len(KINDS), counties, len(days) + 1), np.int16)
    where = spells["kind"].to_numpy(), spells["county"].to_numpy()
    for column, step in (("starts_on", 1), ("over_on", -1)):
        # No end (NaT) comes after all days.
        np.add.at(steps, (*where, days.searchsorted(spells[column].fillna(NEVER))), step)
    return steps.cumsum(axis=2, dtype=np.int16)[..., :-1]


def _find_ends(spells, days, counties):
    """Find between which days the end of what is in force lies: two arrays of days.

    By kind, county and day; NaT where nothing is in force, nor may be, and where it goes on.
    """
    shape = (len(KINDS), counties, len(days))
    ends_from, ends_by = (np.full(shape, np.datetime64("NaT", "s")) for _ in range(2))
    joined = _join_spells(spells)
    joined = joined[joined["ends_from"] < NEVER]
    stretches = zip(
        joined["kind"],
        joined["county"],
        days.searchsorted(joined["starts_on"]),
        days.searchsorted(joined["ends_by"]),
        joined["ends_from"].to_numpy(),
        joined["ends_by"].to_numpy(),
        strict=True,
    )
    for kind, county, first, last, earliest, latest in stretches:
        ends_from[kind, county, first:last] = earliest
        ends_by[kind, county, first:last] = latest
    return ends_from, ends_by


def _join_spells(spells):
    """Join the spells of a kind in a county that certainly follow each other without a break.

    What comes of it ends by the day on which all of its spells, and those before it that may
    have lasted, are over, or by that on which the next one begins.
    """
    places = ["county", "kind"]
    so_far = spells.groupby(places)[["ends_from", "ends_by"]].cummax()
    before = so_far["ends_from"].groupby([spells["county"], spells["kind"]]).shift()
    number = (~(spells["starts_on"] <= before)).cumsum()
    joined = (
        spells.assign(**so_far)
        .groupby(number)
        .agg(
            county=("county", "first"),
            kind=("kind", "first"),
            starts_on=("starts_on", "first"),
            ends_from=("ends_from", "last"),
            ends_by=("ends_by", "last"),
        )
    )
    following = joined.groupby(places)["starts_on"].shift(-1)
    joined["ends_by"] = pd.concat([joined["ends_by"], following], axis=1).min(axis=1)
    return joined


def _tell_proof(record, days):
    """Tell what shows the agreements of each day: lists, no list for a while, or reports alone."""
    rosters = record.sources.loc[record.sources["kind"] == "roster", "dated_on"]
    first = min([*pd.to_datetime(rosters), record.absorbed["published_on"].min()])
    proof = np.where(days < first, "reports", "lists").astype(object)
    for before, after in record.silences:
        proof[(days > before) & (days < after)] = "silence"
    return proof


def _pack(content):
    """Put a CSV file into an archive that is the same for the same content."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        # Of 82 MB the third level makes 4.0 in a third of the time in which the sixth makes 3.7.
        files.writestr(zipfile.ZipInfo(f"{NAME}.csv"), content, zipfile.ZIP_DEFLATED, 3)
    return archive.getvalue()
