"""The part of the map that a card shows: the country, a state, a region, a county's neighbours."""

import functools
import math
from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.path import Path

from geo.boundaries import INSET_STATES, INSETS, project_composite
from geo.cards.islands import frame_islands
from geo.neighbours import find_neighbours
from geo.places import Place, Region
from geo.record import Record
from geo.words.credits import FRAMED_ISLANDS

# A pixel of the widest card is about six kilometres of the country.
COUNTRY_TOLERANCE_KM = 2.0
# Standard parallels of EPSG:5070; the sine of the cone, by which meridians lean.
CONE = (math.sin(math.radians(29.5)) + math.sin(math.radians(45.5))) / 2
CENTRAL_MERIDIAN = -96.0
# Of the extent of a map: less than a pixel of what is drawn around a state.
NEIGHBOUR_TOLERANCE = 1 / 1200
# Around a county its neighbours are in view, but no further off than so many times its size.
AROUND = 0.8
LEAST_AROUND_KM = 16.0
# Around a region so much of its size is in view.
BESIDE_REGION = 0.06
Window = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Plane:
    """A piece of the composite plane, kilometres, y up.

    `counties` and `states` are filled and drawn; `neighbours` are states shown faintly around
    them; `boxes` are the frames of insets; `window` (left, bottom, right, top) must be in view.
    `kind` is country, state, region, county or extent; `home` is the state of a county, as one
    row, or none.
    """

    counties: gpd.GeoDataFrame
    states: gpd.GeoDataFrame
    neighbours: gpd.GeoDataFrame
    boxes: gpd.GeoDataFrame
    window: Window
    kind: str
    home: gpd.GeoDataFrame

    @property
    def near(self) -> bool:
        """Whether counties are large enough for their names."""
        return self.kind != "country"

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

    def merge(self, geoids: Collection[str]) -> shapely.Geometry:
        """Merge some of the counties into one shape, with the borders between them left out."""
        shapes = self.counties.geometry[self.counties["geoid"].isin(list(geoids))]
        return shapely.union_all(shapes.to_numpy())

    @functools.cached_property
    def neighbour_paths(self) -> list[Path]:
        """One matplotlib path per row of `neighbours`."""
        return [make_path(shape) for shape in self.neighbours.geometry]


@functools.lru_cache(maxsize=2)
def _project(record, tolerance_km):
    return project_composite(record.counties, record.states, tolerance_km)


@functools.lru_cache(maxsize=64)
def lay_out_plane(record: Record, code: str) -> Plane:
    """Lay out the country (`code` blank), a state, a county or a region with what lies around it.

    North is up for all but the country, which is also laid out for a region whose members don't lie
    in one frame. Kept, since a card of the same place comes again in
    another shape.
    """
    if not code:
        return _lay_out_country(record)
    place = record.places[code]
    if isinstance(place, Region):
        return _lay_out_region(record, place)
    if place.is_county:
        return _lay_out_county(record, code)
    return _lay_out_state(record, code)


@functools.lru_cache(maxsize=16)
def lay_out_extent(record: Record, extent: Window) -> Plane | None:
    """Lay out what lies in an extent of the composite plane: left, bottom, right, top.

    None for an extent in which there is no county.
    """
    whole = _project(record, 0.0)
    counties = _cut(whole.counties, extent)
    if counties.empty:
        return None
    boxes = whole.boxes[whole.boxes.intersects(shapely.box(*extent))]
    nobody = whole.states.iloc[:0]
    return Plane(counties, _cut(whole.states, extent), nobody, boxes, extent, "extent", nobody)


def _lay_out_country(record):
    whole = _project(record, COUNTRY_TOLERANCE_KM)
    bounds = np.vstack([whole.counties.total_bounds, whole.boxes.total_bounds])
    window = (*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0))
    nobody = whole.states.iloc[:0]
    return Plane(whole.counties, whole.states, nobody, whole.boxes, window, "country", nobody)


def _lay_out_state(record, state):
    whole = _project(record, 0.0)
    turn = _make_turn(record, whole, state, state)
    counties = turn(whole.counties[whole.counties["state"] == state])
    if state in FRAMED_ISLANDS:
        return _lay_out_islands(counties, turn(whole.states[whole.states["state"] == state]))
    window = tuple(counties.total_bounds)
    around = turn(_cut(_select_companions(whole.states, state), window, turned=True))
    around = _cut(_simplify(around, max(window[2] - window[0], window[3] - window[1])), window)
    return Plane(
        counties=counties,
        states=turn(whole.states[whole.states["state"] == state]),
        neighbours=around[around["state"] != state].reset_index(drop=True),
        boxes=whole.boxes.iloc[:0],
        window=window,
        kind="state",
        home=whole.states.iloc[:0],
    )


def _lay_out_islands(counties, states):
    frames = frame_islands(counties, states)
    window = tuple(frames.boxes.total_bounds)
    return Plane(*frames[:2], states.iloc[:0], frames.boxes, window, "state", states.iloc[:0])


def _lay_out_county(record, geoid):
    """Lay out a county with those next to it, and what else of other counties is in view."""
    whole = _project(record, 0.0)
    state = record.places[geoid].state
    turn = _make_turn(record, whole, state, geoid)
    companions = _select_companions(whole.counties, state)
    chosen = companions[companions["geoid"] == geoid]
    near = companions[companions["geoid"].isin([geoid, *find_neighbours(record.counties, geoid)])]
    chosen, near = turn(chosen), turn(near)
    left, bottom, right, top = chosen.total_bounds
    around = max(right - left, top - bottom, LEAST_AROUND_KM) * AROUND
    most = (left - around, bottom - around, right + around, top + around)
    window = shapely.box(*near.total_bounds).intersection(shapely.box(*most)).bounds
    home = whole.states[whole.states["state"] == state]
    alone = record.places[state].counties == 1
    return Plane(
        counties=_cut(turn(_cut(companions, window, turned=True)), window),
        states=_cut(
            turn(_cut(_select_companions(whole.states, state), window, turned=True)), window
        ),
        neighbours=whole.states.iloc[:0],
        boxes=whole.boxes.iloc[:0],
        window=window,
        kind="county",
        home=home.iloc[:0] if alone else turn(home),
    )


def _lay_out_region(record, region):
    """Lay out a region with what else of other counties is in view."""
    whole = _project(record, 0.0)
    state = region.states[0]
    companions = _select_companions(whole.counties, state)
    if not region.geoids <= set(companions["geoid"]):
        return _lay_out_country(record)
    turn = _make_turn(record, whole, state, region.code)
    chosen = turn(_select_shapes(companions, whole.states, region))
    left, bottom, right, top = chosen.total_bounds
    around = max(right - left, top - bottom, LEAST_AROUND_KM) * BESIDE_REGION
    window = (left - around, bottom - around, right + around, top + around)
    states = _select_companions(whole.states, state)
    return Plane(
        counties=_cut(turn(_cut(companions, window, turned=True)), window),
        states=_cut(turn(_cut(states, window, turned=True)), window),
        neighbours=whole.states.iloc[:0],
        boxes=whole.boxes.iloc[:0],
        window=window,
        kind="region",
        home=whole.states.iloc[:0],
    )


def _select_shapes(counties, states, place: Place):
    """Select the shapes of a place: its state, its county, or the counties of a region."""
    if isinstance(place, Region):
        return counties[counties["geoid"].isin(place.geoids)]
    if place.is_county:
        return counties[counties["geoid"] == place.code]
    return states[states["state"] == place.code]


def _make_turn(record, whole, state, code):
    """Make the function that turns shapes upright around the middle of a place."""
    if state in INSET_STATES:
        return lambda shapes: shapes.reset_index(drop=True)
    place = record.places[code]
    shapes = _select_shapes(whole.counties, whole.states, place)
    centre = shapely.box(*shapes.total_bounds).centroid
    lean = _compute_lean(record, place)
    return lambda shapes: _turn(shapes, lean, centre).reset_index(drop=True)


def _cut(shapes, window, turned=False):
    """Cut shapes off well outside a window, so far that no card of any shape shows the cut.

    `turned` asks for the room that turning takes.
    """
    left, bottom, right, top = window
    room = max(right - left, top - bottom) * (2.0 if turned else 1.2)
    frame = (left - room, bottom - room, right + room, top + room)
    near = shapes.iloc[shapes.sindex.query(shapely.box(*frame), predicate="intersects")]
    near = near.sort_index()
    cut = near.assign(geometry=near.geometry.clip_by_rect(*frame))
    kept = cut.geometry.map(_keep_polygons)
    return cut.assign(geometry=kept)[~kept.is_empty].reset_index(drop=True)


def _keep_polygons(shape):
    """Keep what has an area, since a cut may leave points and lines."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.MultiPolygon(
        [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    )


def _simplify(shapes, extent):
    """Simplify what is drawn faintly for a map of an extent, with shared borders kept."""
    return shapes.assign(geometry=shapes.geometry.simplify_coverage(extent * NEIGHBOUR_TOLERANCE))


def _select_companions(states, state):
    """Select the states of the same frame: only those lie where they do on Earth."""
    for frame in INSETS:
        if state in frame.states:
            return states[states["state"].isin(frame.states)]
    return states[~states["state"].isin(INSET_STATES)]


def _compute_lean(record, place):
    west, _, east, _ = _select_shapes(record.counties, record.states, place).total_bounds
    return CONE * (CENTRAL_MERIDIAN - (west + east) / 2)


def _turn(shapes, degrees, centre):
    return shapes.assign(geometry=shapes.geometry.rotate(degrees, origin=centre))


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
