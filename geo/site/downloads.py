"""The files that readers download: coverage of counties, and the tables as a workbook."""

import datetime
import io
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo.agreements import COLUMNS, explode_counties, select_in_force
from geo.county_months import NAME, tabulate_county_months, write_county_months
from geo.program import MODELS
from geo.record import Record
from geo.site.folder import Folder
from geo.site.package import describe_downloads
from geo.spreadsheets import disarm_csv, write_workbook

# Degrees, about a metre.
DECIMALS = 5
LAYER = "coverage"


def write_downloads(folder: Folder, record: Record) -> dict[str, tuple[str, int]]:
    """Write the files for download into the folder's `data/`.

    Returns a dict from format (csv, xlsx, geojson, gpkg, parquet; of the county months months_zip,
    months_parquet; package) to path and size in bytes.
    """
    coverage = tabulate_coverage(record)
    months = tabulate_county_months(record)
    sheets = {
        "Agreements": record.agreements[list(COLUMNS)],
        "Counties": pd.DataFrame(coverage.drop(columns="geometry")),
        "Lists": record.lists.assign(agreements=pd.to_numeric(record.lists["agreements"])),
    }
    contents = {
        "csv": (
            "data/agreements.csv",
            disarm_csv(record.tables.contents["agreements.csv"].decode("utf-8")),
        ),
        "xlsx": ("data/287g-atlas.xlsx", write_workbook(sheets, record.last)),
        "geojson": ("data/coverage.geojson", write_geojson(coverage).encode("utf-8")),
        "gpkg": ("data/coverage.gpkg", write_geopackage(coverage, record.last)),
        "parquet": ("data/coverage.parquet", write_parquet(coverage)),
        **{
            f"months_{form}": (f"data/{NAME}.{form}", write_county_months(months, form))
            for form in ("parquet", "zip")
        },
        "package": ("data/datapackage.json", describe_downloads()),
    }
    return {
        format: (folder.write(path, content), len(content))
        for format, (path, content) in contents.items()
    }


def tabulate_coverage(record: Record) -> gpd.GeoDataFrame:
    """Tabulate the coverage of counties on the date of the newest list.

    Returns a GeoDataFrame, one row per county (`geoid`): `geoid, county, state, as_of,
    models` (those in force, joined by +), the number of local agreements by model (`jail,
    warrant, task_force`), `agreements, countywide` (of them by agencies that serve the whole
    county), `population, geometry`; CRS EPSG:4326 with five decimals, as RFC 7946 asks.
    Corners that fall together are one, so that the polygons are valid on the sphere as well.
    """
    placed = explode_counties(select_in_force(record.agreements, record.last))
    counts = pd.crosstab(placed["geoid"], placed["model"])
    counties = record.counties.to_crs("EPSG:4326")
    geoids = counties["geoid"]
    numbers = counts.reindex(index=geoids, columns=list(MODELS), fill_value=0)
    countywide = placed.loc[placed["reach"] == "countywide", "geoid"].value_counts()
    shapes = shapely.set_precision(counties.geometry.values, 10.0**-DECIMALS)
    shapes = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
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


def write_geojson(coverage: gpd.GeoDataFrame) -> str:
    """Write a coverage as GeoJSON text; the CRS is the format's own."""
    return coverage.to_json(drop_id=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_geopackage(coverage: gpd.GeoDataFrame, on: datetime.date) -> bytes:
    """Write a coverage as a GeoPackage of one layer: bytes, the same for the same coverage.

    `on` is the date that the file carries as its own, since a GeoPackage holds the time at which
    it was made.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{LAYER}.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{on.isoformat()}T00:00:00.000Z"})
        try:
            coverage.to_file(path, driver="GPKG", layer=LAYER, engine="pyogrio")
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def write_parquet(coverage: gpd.GeoDataFrame) -> bytes:
    """Write a coverage as GeoParquet: bytes."""
    buffer = io.BytesIO()
    coverage.to_parquet(buffer, index=False)
    return buffer.getvalue()
