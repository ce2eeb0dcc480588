"""The part of the map that a card shows, in the plane: the country, or a state turned upright."""

import functools
import math
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.path import Path
from shapely.affinity import rotate

from geo.boundaries import INSET_STATES, INSETS, project_composite
from geo.record import Record

# A pixel of the widest card is about six kilometres of the country.
COUNTRY_TOLERANCE_KM = 2.0
# Standard parallels of EPSG:5070; the sine of the cone, by which meridians lean.
CONE = (math.sin(math.radians(29.5)) + math.sin(math.radians(45.5))) / 2
CENTRAL_MERIDIAN = -96.0


@dataclass(frozen=True, eq=False)
class Plane:
    """A piece of the composite plane, kilometres, y up.

    `counties` and `states` are filled and drawn; `neighbours` are states shown faintly around
    them; `boxes` are the frames of insets; `window` (left, bottom, right, top) must be in view.
    """

    counties: gpd.GeoDataFrame
    states: gpd.GeoDataFrame
    neighbours: gpd.GeoDataFrame
    boxes: gpd.GeoDataFrame
    window: tuple[float, float, float, float]

    @functools.cached_property
    def county_paths(self) -> list[Path]:
        """One matplotlib path per row of `counties`."""
        return [make_path(shape) for shape in self.counties.geometry]

    @functools.cached_property
    def state_paths(self) -> list[Path]:
        """One matplotlib path per row of `states`."""
        return [make_path(shape) for shape in self.states.geometry]

    @functools.cached_property
    def outline_paths(self) -> list[Path]:
        """One path per row of `states`, without the specks that a line would blot out."""
        speck = ((self.window[2] - self.window[0]) / 200) ** 2
        paths = []
        for shape in self.states.geometry:
            parts = shapely.get_parts(shape)
            areas = shapely.area(parts)
            seen = parts[areas >= min(speck, areas.max())]
            paths.append(make_path(shapely.MultiPolygon(list(seen))))
        return paths

    @functools.cached_property
    def neighbour_paths(self) -> list[Path]:
        """One matplotlib path per row of `neighbours`."""
        return [make_path(shape) for shape in self.neighbours.geometry]


@functools.lru_cache(maxsize=2)
def _project(record, tolerance_km):
    return project_composite(record.counties, record.states, tolerance_km)


@functools.lru_cache(maxsize=64)
def lay_out_plane(record: Record, state: str) -> Plane:
    """Lay out the country (`state` blank), or a state and its neighbours with north up.

    Kept, since a card of the same place comes again in another shape.
    """
    if not state:
        whole = _project(record, COUNTRY_TOLERANCE_KM)
        bounds = np.vstack([whole.counties.total_bounds, whole.boxes.total_bounds])
        window = (*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0))
        return Plane(whole.counties, whole.states, whole.states.iloc[:0], whole.boxes, window)
    whole = _project(record, 0.0)
    around = _select_companions(whole.states, state)
    home = around[around["state"] == state]
    counties = whole.counties[whole.counties["state"] == state]
    if state not in INSET_STATES:
        centre = shapely.box(*home.total_bounds).centroid
        lean = _compute_lean(record, state)
        home, around, counties = (_turn(part, lean, centre) for part in (home, around, counties))
    return Plane(
        counties=counties.reset_index(drop=True),
        states=home.reset_index(drop=True),
        neighbours=around[around["state"] != state].reset_index(drop=True),
        boxes=whole.boxes.iloc[:0],
        window=tuple(counties.total_bounds),
    )


def _select_companions(states, state):
    """Select the states of the same frame: only those lie where they do on Earth."""
    for frame in INSETS:
        if state in frame.states:
            return states[states["state"].isin(frame.states)]
    return states[~states["state"].isin(INSET_STATES)]


def _compute_lean(record, state):
    west, _, east, _ = record.states[record.states["state"] == state].total_bounds
    return CONE * (CENTRAL_MERIDIAN - (west + east) / 2)


def _turn(shapes, degrees, centre):
    return shapes.assign(
        geometry=[rotate(shape, degrees, origin=centre) for shape in shapes.geometry]
    )


def make_path(shape: shapely.Geometry) -> Path:
    """Make one matplotlib path of a polygon or multipolygon, holes included."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    vertices = [shapely.get_coordinates(ring) for ring in rings]
    codes = []
    for ring in vertices:
        code = np.full(len(ring), Path.LINETO, dtype=Path.code_type)
        code[0], code[-1] = Path.MOVETO, Path.CLOSEPOLY
        codes.append(code)
    return Path(np.concatenate(vertices), np.concatenate(codes))
