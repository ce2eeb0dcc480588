"""Territories of far islands: each group of them in a frame of its own, large enough to be read."""

import math
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely

# Of the extent of all islands: what is nearer than that stands in one frame.
NEAR = 0.15
# How many times as large as the largest group another one may be drawn.
MOST = 4.0
# The longer side of a group, and around it and between frames, in units of the new plane.
SIDE = 100.0
MARGIN = 16.0
BETWEEN = 8.0
ASPECT = 1.4


class Frames(NamedTuple):
    """Counties and states moved into frames, and the frames themselves."""

    counties: gpd.GeoDataFrame
    states: gpd.GeoDataFrame
    boxes: gpd.GeoDataFrame


class _Group(NamedTuple):
    """Islands that stand in one frame: their bounds, and how much they are enlarged."""

    around: shapely.Geometry
    left: float
    bottom: float
    width: float
    height: float
    factor: float


def frame_islands(counties: gpd.GeoDataFrame, states: gpd.GeoDataFrame) -> Frames:
    """Move the islands of a territory into frames, the largest group of them first."""
    left, bottom, right, top = counties.total_bounds
    near = NEAR * max(right - left, top - bottom)
    around = shapely.get_parts(shapely.buffer(shapely.union_all(counties.geometry), near / 2))
    groups = _measure_groups(counties, around)
    columns = min(range(1, len(groups) + 1), key=lambda columns: _judge(groups, columns))
    corners = _place_corners(groups, columns)

    def move(shape):
        parts = shapely.get_parts(shape)
        moved = [_move(part, groups, corners) for part in parts]
        return shapely.MultiPolygon(moved)

    boxes = [
        shapely.box(x, y, x + group.width + 2 * MARGIN, y + group.height + 2 * MARGIN)
        for group, (x, y) in zip(groups, corners, strict=True)
    ]
    names = [f"islands {index}" for index in range(1, len(groups) + 1)]
    return Frames(
        counties.assign(geometry=counties.geometry.map(move)),
        states.assign(geometry=states.geometry.map(move)),
        gpd.GeoDataFrame({"name": names}, geometry=boxes),
    )


def _measure_groups(counties, around):
    found = []
    for area in around:
        parts = shapely.intersection(shapely.union_all(counties.geometry), area)
        left, bottom, right, top = shapely.bounds(parts)
        found.append((area, left, bottom, right - left, top - bottom))
    found.sort(key=lambda group: -max(group[3:]))
    least = SIDE / max(found[0][3:])
    groups = []
    for area, left, bottom, width, height in found:
        factor = min(SIDE / max(width, height), MOST * least)
        groups.append(_Group(area, left, bottom, factor * width, factor * height, factor))
    return groups


def _measure_grid(groups, columns):
    """Measure the columns and the rows of a grid of frames."""
    rows = math.ceil(len(groups) / columns)
    widths = [
        max(group.width for group in groups[column::columns]) + 2 * MARGIN
        for column in range(columns)
    ]
    heights = [
        max(group.height for group in groups[row * columns : (row + 1) * columns]) + 2 * MARGIN
        for row in range(rows)
    ]
    return widths, heights


def _judge(groups, columns):
    """Tell how far a grid of frames is from the proportions of most maps."""
    widths, heights = map(sum, _measure_grid(groups, columns))
    return abs(math.log(widths / heights / ASPECT))


def _place_corners(groups, columns):
    """Place the lower left corners of the frames, row by row from the top."""
    widths, heights = _measure_grid(groups, columns)
    starts = np.cumsum([0, *widths[:-1]]) + BETWEEN * np.arange(columns)
    floors = -np.cumsum(heights) - BETWEEN * np.arange(len(heights))
    return [(starts[index % columns], floors[index // columns]) for index in range(len(groups))]


def _move(part, groups, corners):
    middle = shapely.point_on_surface(part)
    index = next(i for i, group in enumerate(groups) if shapely.intersects(group.around, middle))
    group, corner = groups[index], np.add(corners[index], MARGIN)
    start = (group.left, group.bottom)
    return shapely.transform(part, lambda points: (points - start) * group.factor + corner)
