"""Census cartographic boundary files, simplified into the shapefiles that the Atlas reads."""

import tempfile
from pathlib import Path

import geopandas as gpd
import pyogrio.errors
import shapely

from geo.boundaries import SUFFIXES
from geo.ingest.tables import lock_tables, replace_files

TOLERANCE_DEGREES = 0.008
COUNTY_COLUMNS = ["GEOID", "NAME", "NAMELSAD", "STATEFP"]
STATE_COLUMNS = ["GEOID", "NAME", "STUSPS"]
COUNTY_DIGITS = 5
STATE_DIGITS = 2


class BoundaryError(ValueError):
    """A boundary file that can't be used: says which file, what is wrong, what to do."""


def build_boundaries(counties_file: Path, states_file: Path, out_dir: Path) -> tuple[int, int]:
    """Write `counties.*` and `states.*` into a folder, simplified with shared borders kept.

    Takes Census cartographic boundary files (zip or shp) of any edition with the columns
    GEOID, NAME, NAMELSAD and STATEFP (states: GEOID, NAME, STUSPS) in a geographic CRS. States
    are dissolved from the simplified counties, so their borders are the counties' own.
    Returns the number of counties and of states. Raises BoundaryError and writes nothing where
    a column is missing, a GEOID repeats, a shape is invalid, or simplifying would lose one.
    """
    counties = _read_boundaries(counties_file, COUNTY_COLUMNS)
    states = _read_boundaries(states_file, STATE_COLUMNS)
    orphans = sorted(set(counties["STATEFP"]) - set(states["GEOID"]))
    if orphans:
        raise BoundaryError(
            f"{states_file}: no state with GEOID {', '.join(orphans)}, which {counties_file} has; "
            "take both files from one edition."
        )
    unused = sorted(set(states["GEOID"]) - set(counties["STATEFP"]))
    if unused:
        raise BoundaryError(
            f"{counties_file}: no county of state {', '.join(unused)}, which {states_file} has; "
            "take both files from one edition."
        )
    edges = shapely.coverage_invalid_edges(counties.geometry.to_numpy())
    apart = counties["GEOID"][~shapely.is_empty(edges)]
    if len(apart):
        raise BoundaryError(
            f"{counties_file}: GEOID {', '.join(apart)} overlaps a neighbour or leaves a sliver, "
            "so shared borders can't be kept; take the file as Census publishes it."
        )
    counties["geometry"] = counties.geometry.simplify_coverage(TOLERANCE_DEGREES)
    outlines = counties.dissolve("STATEFP")["geometry"].rename_axis("GEOID")
    states = gpd.GeoDataFrame(
        states.drop(columns="geometry").merge(
            outlines, left_on="GEOID", right_index=True, validate="one_to_one"
        ),
        crs=counties.crs,
    )
    for file, table in ((counties_file, counties), (states_file, states)):
        _require_shapes(file, table)
    _write_shapefiles(out_dir, {"counties": counties, "states": states})
    return len(counties), len(states)


def _read_boundaries(file, columns):
    if not file.exists():
        raise BoundaryError(f"{file}: no such file; give a Census boundary file (zip or shp).")
    try:
        table = gpd.read_file(file)
    except pyogrio.errors.DataSourceError as error:
        raise BoundaryError(f"{file}: not a shapefile ({error}); give a zip or shp.") from error
    if not isinstance(table, gpd.GeoDataFrame):
        raise BoundaryError(f"{file}: a table without shapes; give a zip or shp.")
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise BoundaryError(
            f"{file}: lacks the column {', '.join(missing)}; found {', '.join(table.columns)}. "
            "Give a Census cartographic boundary file."
        )
    if table.crs is None or not table.crs.is_geographic:
        raise BoundaryError(
            f"{file}: CRS is {table.crs}; expected longitude and latitude with a .prj, as "
            "Census publishes (EPSG:4269)."
        )
    digits = COUNTY_DIGITS if "NAMELSAD" in columns else STATE_DIGITS
    table["GEOID"] = table["GEOID"].astype(str)
    odd = sorted(set(table["GEOID"][~table["GEOID"].str.fullmatch(rf"\d{{{digits}}}")]))
    if odd:
        raise BoundaryError(
            f"{file}: GEOID is {', '.join(map(repr, odd[:5]))}; expected text of {digits} digits, "
            "leading zeros kept."
        )
    broken = table["GEOID"][table.geometry.isna() | table.is_empty | ~table.is_valid]
    if len(broken):
        raise BoundaryError(
            f"{file}: GEOID {', '.join(broken)} has no valid shape; take another edition."
        )
    repeated = sorted(table["GEOID"][table["GEOID"].duplicated()])
    if repeated:
        raise BoundaryError(f"{file}: GEOID {', '.join(repeated)} stands twice; keep one of each.")
    table["NAME"] = table["NAME"].map(_mend_text)
    if "NAMELSAD" in columns:
        table["NAMELSAD"] = table["NAMELSAD"].map(_mend_text)
    return table.sort_values("GEOID", ignore_index=True)[[*columns, "geometry"]]


def _mend_text(text):
    """Undo a second encoding, which some editions have ("DoÃ±a Ana" is Doña Ana)."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _require_shapes(file, table):
    planar = table.to_crs("EPSG:6933")
    bad = table["GEOID"][~table.is_valid | table.is_empty | ~(planar.area > 0)]
    if len(bad):
        raise BoundaryError(
            f"{file}: GEOID {', '.join(bad)} has no valid area once simplified at "
            f"{TOLERANCE_DEGREES} degrees; mend the shape or lower the tolerance."
        )


def _write_shapefiles(out_dir, tables):
    """Replace the files of all shapefiles together, so that a failure leaves the old ones."""
    with tempfile.TemporaryDirectory() as work:
        for name, table in tables.items():
            table.to_file(Path(work) / f"{name}.shp", encoding="UTF-8")
            _drop_dbf_date(Path(work) / f"{name}.dbf")
        files = [f"{name}{suffix}" for name in tables for suffix in SUFFIXES]
        contents = {file: (Path(work) / file).read_bytes() for file in files}
    with lock_tables(out_dir):
        replace_files(out_dir, contents)


def _drop_dbf_date(path):
    """Fix the date of last update in a dBASE header, which would differ from day to day."""
    with open(path, "r+b") as file:
        file.seek(1)
        file.write(bytes((100, 1, 1)))
