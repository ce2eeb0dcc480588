"""The shapes of counties and states, and the plane that shows all of them.

Words: the *composite* is that plane; an *inset* a boxed part of it, as Alaska.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd
import shapely
from shapely.affinity import scale, translate

from geo.edition import ROOT, Edition, Folder, read_edition

SHAPEFILES = ROOT / "shapefiles"
# What a shapefile consists of.
SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg")


@dataclass(frozen=True)
class Frame:
    """One part of the composite map: some states, their projection, and where they go.

    `crs` is the projection, `factor` the enlargement against the contiguous states, `origin`
    the lower left corner of the frame's box in composite kilometres, `clip` the longitudes and
    latitudes kept (west, south, east, north).
    """

    name: str
    states: tuple[str, ...]
    crs: str
    factor: float
    origin: tuple[float, float]
    clip: tuple[float, float, float, float] | None = None


ALASKA = Frame("Alaska", ("AK",), "EPSG:3338", 0.35, (-2340.0, 110.0))
HAWAII = Frame("Hawaii", ("HI",), "ESRI:102007", 1.0, (-1000.0, 110.0), (-160.4, 18, -154, 23))
PUERTO_RICO = Frame(
    "Puerto Rico and US Virgin Islands", ("PR", "VI"), "EPSG:32161", 1.6, (1700.0, 110.0)
)
MARIANAS = Frame(
    "Guam and Northern Marianas",
    ("GU", "MP"),
    "EPSG:32655",
    1.1,
    (1700.0, 500.0),
    (144, 13, 146.5, 15.5),
)
SAMOA = Frame("American Samoa", ("AS",), "EPSG:32702", 1.8, (1916.0, 500.0), (-171, -15, -169, -14))
INSETS = (ALASKA, HAWAII, PUERTO_RICO, MARIANAS, SAMOA)
INSET_STATES = frozenset(state for frame in INSETS for state in frame.states)
CONTIGUOUS_CRS = "EPSG:5070"
BOX_MARGIN = 22.0


def read_states(folder: Folder = SHAPEFILES) -> gpd.GeoDataFrame:
    """Read the states and territories.

    Returns a GeoDataFrame, one row per state or territory, sorted by `geoid` (two digits):
    `geoid, state (USPS code), name, geometry`; CRS as in the shapefile's .prj (NAD 83 or
    WGS 84). Source: US Census Bureau cartographic boundary files, 1:500,000, simplified. Raises
    DamagedError for a folder whose files are not what its manifest names.
    """
    states = _read_shapefile(folder, "states")
    states = states.rename(columns={"GEOID": "geoid", "STUSPS": "state", "NAME": "name"})
    return states[["geoid", "state", "name", "geometry"]]


def read_counties(folder: Folder = SHAPEFILES) -> gpd.GeoDataFrame:
    """Read the counties and county equivalents.

    Returns a GeoDataFrame, one row per county, sorted by `geoid` (five digits, text):
    `geoid, name, namelsad ("Alachua County"), state (USPS code), geometry`; CRS as in the
    shapefile's .prj. Source and errors: as for `read_states`.
    """
    if not isinstance(folder, Edition):
        folder = read_edition(folder)
    counties = _read_shapefile(folder, "counties")
    usps = read_states(folder).set_index("geoid")["state"]
    counties["state"] = counties["STATEFP"].map(usps)
    counties = counties.rename(columns={"GEOID": "geoid", "NAME": "name", "NAMELSAD": "namelsad"})
    return counties[["geoid", "name", "namelsad", "state", "geometry"]]


def list_geoids(folder: Folder = SHAPEFILES) -> frozenset[str]:
    """List the GEOIDs of all counties, without reading their shapes; errors as `read_states`."""
    return frozenset(_read_shapefile(folder, "counties", ignore_geometry=True)["GEOID"])


def _read_shapefile(folder, name, **options):
    """Read the files of one shapefile as they are in memory, which a ZIP archive holds together."""
    edition = folder if isinstance(folder, Edition) else read_edition(folder)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        for suffix in SUFFIXES:
            files.writestr(name + suffix, edition.contents[name + suffix])
    archive.seek(0)
    return gpd.read_file(archive, **options)


@dataclass(frozen=True)
class Composite:
    """The whole country on one plane: counties, states and inset boxes in kilometres, y up.

    `counties` and `states` have the columns of `read_counties` and `read_states` and no CRS,
    since six projections share the plane; `boxes` is one row per inset: `name, geometry`.
    """

    counties: gpd.GeoDataFrame
    boxes: gpd.GeoDataFrame
    state_names: pd.DataFrame

    @cached_property
    def states(self) -> gpd.GeoDataFrame:
        """States, dissolved from the counties so that their borders are the counties' own."""
        shapes = self.counties[["state", "geometry"]]
        # Counties share their borders exactly, so that their union only cancels lines.
        outlines = shapes.dissolve("state", method="coverage").reset_index()
        named = self.state_names.merge(outlines, on="state", validate="one_to_one")
        return gpd.GeoDataFrame(named, geometry="geometry")


def project_composite(
    counties: gpd.GeoDataFrame, states: gpd.GeoDataFrame, tolerance_km: float = 0.0
) -> Composite:
    """Project counties to the composite plane: Albers, with Alaska and the islands as insets.

    `tolerance_km` simplifies in the plane with shared borders kept. A county that lies wholly
    outside its frame's clip (Swains Island, Rose Atoll, the Northern Islands of the Marianas)
    is shown by its largest part, moved to the frame's edge, so that no GEOID is lost.
    Raises ValueError for a frame none of whose counties is given.
    """
    parts = [_in_kilometres(counties[~counties["state"].isin(INSET_STATES)], CONTIGUOUS_CRS)]
    boxes = []
    for frame in INSETS:
        members = counties[counties["state"].isin(frame.states)]
        if members.empty:
            raise ValueError(f"{frame.name}: no county of {', '.join(frame.states)} to project")
        placed, box = _place(members, frame)
        parts.append(placed)
        boxes.append({"name": frame.name, "geometry": box})
    flat = pd.concat(parts).sort_values("geoid", ignore_index=True)
    if tolerance_km:
        flat["geometry"] = flat.geometry.simplify_coverage(tolerance_km)
    names = pd.DataFrame(states[["geoid", "state", "name"]])
    return Composite(flat, gpd.GeoDataFrame(boxes, geometry="geometry"), names)


def project_points(points: gpd.GeoDataFrame, counties: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Project points, of which each has its `state`, to the plane of `project_composite`.

    The points come back without a CRS, their coordinates in kilometres, in their order.
    """
    parts = [_in_kilometres(points[~points["state"].isin(INSET_STATES)], CONTIGUOUS_CRS)]
    for frame in INSETS:
        flat = _flatten(counties[counties["state"].isin(frame.states)], frame)
        here = _in_kilometres(points[points["state"].isin(frame.states)], frame.crs)
        parts.append(_move(here, frame, tuple(flat.total_bounds[:2])))
    return pd.concat(parts).loc[points.index]


def _in_kilometres(counties, crs):
    projected = counties.to_crs(crs)
    return projected.assign(geometry=projected.geometry.scale(1e-3, 1e-3, origin=(0, 0))).set_crs(
        None, allow_override=True
    )


def _place(counties, frame):
    """Project one inset, scale it and put it into its box: (counties, box)."""
    flat = _flatten(counties, frame)
    left, bottom, right, top = flat.total_bounds
    box_left, box_bottom = frame.origin
    box = shapely.box(
        box_left,
        box_bottom,
        box_left + (right - left) * frame.factor + 2 * BOX_MARGIN,
        box_bottom + (top - bottom) * frame.factor + 2 * BOX_MARGIN,
    )
    return _move(flat, frame, (left, bottom)), box


def _flatten(counties, frame):
    if frame.clip:
        counties = counties.assign(geometry=_clip(counties.geometry, frame.clip))
    return _in_kilometres(counties, frame.crs)


def _move(flat, frame, corner):
    """Scale projected shapes from a corner, and put that where the frame's counties begin."""
    left, bottom = corner
    x, y = (start + BOX_MARGIN for start in frame.origin)

    def move(shape):
        grown = scale(shape, frame.factor, frame.factor, origin=corner)
        return translate(grown, x - left, y - bottom)

    return flat.assign(geometry=flat.geometry.map(move))


def _clip(shapes, bounds):
    west, south, east, north = bounds
    clipped = shapes.clip_by_rect(west, south, east, north)
    lost = clipped.is_empty
    for label, shape in shapes[lost].items():
        largest = max(shapely.get_parts(shape), key=shapely.area)
        x, y, right, top = largest.bounds
        to_x = min(max(x, west), east - (right - x))
        to_y = min(max(y, south), north - (top - y))
        clipped[label] = translate(largest, to_x - x, to_y - y)
    return clipped
