"""Stripes of a county of which only a part is covered, as shapes of exactly its outline."""

from collections.abc import Sequence

import numpy as np
import shapely

# Of the way from a stripe to the next.
INK = 1 / 3


def cut_stripes(shapes: Sequence[shapely.Geometry], period: float) -> list[shapely.Geometry]:
    """Cut out of polygons the stripes that fall to the right by 45 degrees, where y goes up.

    They come again after `period` along x, at the same places whatever the shape. Returns one
    geometry a shape, empty where no stripe meets it.
    """
    return [_cut(shape, period) for shape in shapes]


def _cut(shape, period):
    left, bottom, right, top = shape.bounds
    sums = np.arange((left + bottom) // period, (right + top) // period + 1) * period
    # x + y is the same all along a stripe's side.
    first, last = sums[:, None], sums[:, None] + INK * period
    x = np.hstack([first - bottom, last - bottom, last - top, first - top])
    y = np.broadcast_to([bottom, bottom, top, top], x.shape)
    stripes = shapely.polygons(np.stack([x, y], axis=2))
    parts = shapely.get_parts(shapely.get_parts(shapely.intersection(stripes, shape)))
    return shapely.MultiPolygon(list(parts[shapely.area(parts) > 0]))
