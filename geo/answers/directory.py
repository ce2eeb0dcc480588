"""The directory: every agency that ever signed, one row each, chosen and written as files.

Words: a *status* is whether an agency has an agreement in force on the newest list's day, has
signed since that list alone, or has none.
"""

import datetime
import functools
import io
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.agreements import find_in_force
from geo.answers.bodies import find_bodies
from geo.places import name_counties
from geo.program import MODELS
from geo.record import Record

IN_FORCE, SINCE, OVER = STATUSES = ("in_force", "since", "over")
REACHES = ("countywide", "part", "statewide")
# Degrees, about a metre.
DECIMALS = 5


@dataclass(frozen=True)
class Filter:
    """What is asked of an agency: one agreement must have a model, and begin in the dates.

    Nothing named is everything.
    """

    states: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    status: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None


@functools.lru_cache(maxsize=2)
def _collect(record):
    """The agreements of the record and those signed since its newest list, in order of time."""
    agreements, since = record.agreements, record.since
    rows = pd.concat(
        [
            agreements.assign(in_force=find_in_force(agreements, [record.last])[0], newer=False),
            since.assign(
                starts_on=pd.to_datetime(since["signed_on"], format="%Y-%m-%d"),
                over_on=pd.NaT,
                statewide=since["statewide"] == "true",
                in_force=False,
                newer=True,
            ),
        ],
        ignore_index=True,
    )
    rows["reach"] = rows["reach"].mask(rows["statewide"], "statewide")
    return rows.sort_values(["starts_on", "agreement_id"], kind="stable", ignore_index=True)


@functools.lru_cache(maxsize=2)
def list_agencies(record: Record) -> pd.DataFrame:
    """List every agency of the record: one row each, by state and name.

    `agency_id, agency` (its newest name), `state, jurisdiction, body` (of `geo.answers.bodies`),
    `reach` (countywide, part or statewide), `status`, `models` and `models_in_force` (tuples in the
    program's order), `began_on` and `over_on` (the first beginning, and the last end where it has
    none: timestamps), `agreements` (their number, without those signed since the newest list) and
    `geoids` (a tuple).
    """
    rows = _collect(record)
    grouped = rows.groupby("agency_id", sort=True)
    agencies = grouped[["agency", "state", "jurisdiction", "reach"]].last()
    now = rows[rows["in_force"]].groupby("agency_id")
    agencies["status"] = np.where(grouped["newer"].any(), SINCE, OVER)
    agencies.loc[list(now.groups), "status"] = IN_FORCE
    agencies["models"] = grouped["model"].agg(_order)
    agencies["models_in_force"] = now["model"].agg(_order).reindex(agencies.index)
    agencies["began_on"] = grouped["starts_on"].min()
    agencies["over_on"] = grouped["over_on"].max().where(agencies["status"] == OVER)
    agencies["agreements"] = (~rows["newer"]).groupby(rows["agency_id"]).sum()
    agencies["geoids"] = grouped["geoids"].agg(_join)
    agencies = agencies.reset_index()
    agencies["models_in_force"] = [
        models if isinstance(models, tuple) else () for models in agencies["models_in_force"]
    ]
    agencies["body"] = find_bodies(agencies)
    return agencies.sort_values(["state", "agency"], kind="stable").reset_index(drop=True)


def _order(models):
    held = set(models)
    return tuple(model for model in MODELS if model in held)


def _join(texts):
    return tuple(dict.fromkeys(geoid for text in texts for geoid in text.split(";") if geoid))


def select_agencies(record: Record, asked: Filter) -> pd.DataFrame:
    """Select the agencies that are as asked: rows of `list_agencies`.

    Of those with a status other than over, one agreement of that status must be of the models and
    dates.
    """
    agencies, agreements = list_agencies(record), _collect(record)
    fit = pd.Series(True, agreements.index)
    if asked.models:
        fit &= agreements["model"].isin(asked.models)
    if asked.status in (IN_FORCE, SINCE):
        fit &= agreements["in_force" if asked.status == IN_FORCE else "newer"]
    if asked.since:
        fit &= agreements["starts_on"] >= pd.Timestamp(asked.since)
    if asked.until:
        fit &= agreements["starts_on"] <= pd.Timestamp(asked.until)
    chosen = agencies["agency_id"].isin(agreements.loc[fit, "agency_id"])
    for column, values in (
        ("state", asked.states),
        ("body", asked.bodies),
        ("reach", asked.reaches),
        ("status", (asked.status,) if asked.status else ()),
    ):
        if values:
            chosen &= agencies[column].isin(values)
    return agencies[chosen]


def tabulate_agencies(record: Record, agencies: pd.DataFrame) -> pd.DataFrame:
    """Tabulate agencies as rows to take along: lists of models and GEOIDs are joined by `;`."""
    table = agencies.assign(
        counties=[name_counties(";".join(geoids), record.places) for geoids in agencies["geoids"]],
        **{
            name: [";".join(values) for values in agencies[name]]
            for name in ("models", "models_in_force", "geoids")
        },
    )
    columns = ["agency", "state", "counties", "body", "jurisdiction", "reach", "status"]
    columns += ["models_in_force", "models", "began_on", "over_on", "agreements"]
    return table[[*columns, "geoids", "agency_id"]].reset_index(drop=True)


def place_agencies(record: Record, agencies: pd.DataFrame) -> gpd.GeoDataFrame:
    """Put agencies on their counties, those of a whole state on the state; one may have no place.

    Returns the rows of `tabulate_agencies` with `geometry`; CRS EPSG:4326, five decimals, dates
    as ISO text.
    """
    table = tabulate_agencies(record, agencies)
    for name in ("began_on", "over_on"):
        table[name] = table[name].dt.strftime("%Y-%m-%d").where(table[name].notna(), None)
    counties, states = _outline(record)
    shapes = [
        states.get(row.state)
        if row.reach == "statewide"
        else shapely.union_all([counties[geoid] for geoid in row.geoids if geoid in counties])
        for row in agencies.itertuples()
    ]
    placed = [None if shape is None or shape.is_empty else shape for shape in shapes]
    return gpd.GeoDataFrame(table, geometry=placed, crs="EPSG:4326")


@functools.lru_cache(maxsize=1)
def _outline(record):
    """The shapes of counties and of states by their codes, in degrees."""
    outlines = []
    for table, code in ((record.counties, "geoid"), (record.states, "state")):
        shapes = shapely.set_precision(
            table.to_crs("EPSG:4326").geometry.to_numpy(), 10.0**-DECIMALS
        )
        shapes = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
        shapes = shapely.orient_polygons(shapes, exterior_cw=False)
        outlines.append(dict(zip(table[code], shapes, strict=True)))
    return outlines


def write_geojson(placed: gpd.GeoDataFrame) -> bytes:
    """Write placed agencies as GeoJSON: bytes; the CRS is the format's own."""
    text = placed.to_json(drop_id=True, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def write_parquet(placed: gpd.GeoDataFrame) -> bytes:
    """Write placed agencies as GeoParquet: bytes."""
    buffer = io.BytesIO()
    placed.to_parquet(buffer, index=False)
    return buffer.getvalue()
