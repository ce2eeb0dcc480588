"""The files that readers download: coverage of counties, and the tables as a workbook."""

import datetime
import io
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from geo.agreements import COLUMNS, DATA, explode_counties, select_in_force
from geo.program import MODELS

DECIMALS = 5
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_downloads(folder, record):
    """Write the files for download into the folder's `data/`.

    Returns a dict from format (csv, xlsx, geojson, parquet) to path and size in bytes.
    """
    coverage = tabulate_coverage(record)
    sheets = {
        "Agreements": record.agreements[list(COLUMNS)],
        "Counties": pd.DataFrame(coverage.drop(columns="geometry")),
        "Lists": record.lists,
    }
    contents = {
        "csv": ("data/agreements.csv", (DATA / "agreements.csv").read_bytes()),
        "xlsx": ("data/287g-atlas.xlsx", write_workbook(sheets, record.last)),
        "geojson": ("data/coverage.geojson", write_geojson(coverage).encode("utf-8")),
        "parquet": ("data/coverage.parquet", write_parquet(coverage)),
    }
    return {
        format: (folder.write(path, content), len(content))
        for format, (path, content) in contents.items()
    }


def tabulate_coverage(record):
    """Tabulate the coverage of counties on the date of the newest list.

    Returns a GeoDataFrame, one row per county (`geoid`): `geoid, county, state, as_of,
    models` (those in force, joined by +), the number of local agreements by model (`jail,
    warrant, task_force`), `agreements, countywide` (of them by agencies that serve the whole
    county), `population, geometry`; CRS EPSG:4326 with five decimals, as RFC 7946 asks.
    """
    placed = explode_counties(select_in_force(record.agreements, record.last))
    counts = pd.crosstab(placed["geoid"], placed["model"])
    counties = record.counties.to_crs("EPSG:4326")
    geoids = counties["geoid"]
    numbers = counts.reindex(index=geoids, columns=list(MODELS), fill_value=0)
    countywide = placed["geoid"][placed["reach"] == "countywide"].value_counts()
    shapes = shapely.transform(counties.geometry.values, lambda points: np.round(points, DECIMALS))
    shapes = shapely.orient_polygons(shapes, exterior_cw=False)
    return gpd.GeoDataFrame(
        {
            "geoid": geoids,
            "county": counties["namelsad"],
            "state": counties["state"],
            "as_of": record.last.isoformat(),
            "models": [
                "+".join(model for model in MODELS if row[model])
                for row in numbers.to_dict("records")
            ],
            **{model: numbers[model].to_numpy() for model in MODELS},
            "agreements": numbers.sum(axis=1).to_numpy(),
            "countywide": countywide.reindex(geoids, fill_value=0).to_numpy(),
            "population": record.population.reindex(geoids).fillna(0).astype(int).to_numpy(),
        },
        geometry=shapes,
        crs="EPSG:4326",
    )


def write_geojson(coverage):
    """Write a coverage as GeoJSON text; the CRS is the format's own."""
    return coverage.to_json(drop_id=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_parquet(coverage):
    """Write a coverage as GeoParquet: bytes."""
    buffer = io.BytesIO()
    coverage.to_parquet(buffer, index=False)
    return buffer.getvalue()


def write_workbook(sheets, on):
    """Write tables as an Excel workbook: bytes, the same for the same tables.

    `sheets` maps names to DataFrames; `on` is the date that the file carries as its own, since
    a workbook holds the time at which it was made.
    """
    workbook = Workbook(write_only=True)
    for name, table in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(table.columns))
        for row in table.itertuples(index=False):
            sheet.append([_make_cell(sheet, value) for value in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"
    buffer = io.BytesIO()
    workbook.save(buffer)
    made = datetime.datetime.combine(on, datetime.time())
    workbook.properties.created = workbook.properties.modified = made
    return _settle(buffer, {"docProps/core.xml": tostring(workbook.properties.to_tree())})


def _make_cell(sheet, value):
    if not isinstance(value, str):
        if pd.isna(value):
            return None
        return value.date() if isinstance(value, pd.Timestamp) else value
    cell = WriteOnlyCell(sheet, value)
    # Text that begins with = is text here, never a formula.
    cell.data_type = "s"
    return cell


def _settle(buffer, replaced):
    """Copy a zip with every member's time set to the same, and some members replaced."""
    settled = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(settled, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, replaced.get(name, old.read(name)))
    return settled.getvalue()
