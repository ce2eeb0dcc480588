"""Names on the map of a card, placed so that none meets another or leaves the map."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely
from matplotlib.patheffects import withStroke

from geo.cards.shapes import LINE_HEIGHT
from geo.cards.sheet import GROUND, INK, Box, Scale, Sheet

# The radius of a dot, in heights of type.
DOT = 0.17
# Of a name that stands in another shape so much seems to name it.
MOST_OTHER = 0.5
# Where a name may stand against its dot, in heights of type and widths of the name.
AROUND = ((1, 0.0), (-1, 0.0), (0, -1.15), (0, 1.15), (1, -0.8), (-1, -0.8), (1, 0.8), (-1, 0.8))
# Further off, at the end of a line.
FURTHER = tuple(
    (across, down)
    for rows in (2.2, 3.4, 4.6, 6.0)
    for down in (-rows, rows)
    for across in (1, -1, 0)
)


@dataclass(frozen=True)
class Name:
    """A name to place: its text, and the shape that it names.

    It stands beside a dot if it is `dotted` and the shape too small; a name that `must` be shown
    may stand further off, at the end of a line. One that is `apart` does not stand in another
    shape of the placer's `land`, which it would seem to name.
    """

    text: str
    shape: shapely.Geometry
    size: float
    weight: str = "normal"
    color: str = INK
    dotted: bool = True
    must: bool = False
    apart: bool = False


class Placer:
    """Places names one after another, the most important first, on a map of shapes, its `land`."""

    def __init__(self, sheet: Sheet, box: Box, to_sheet: Scale, land: gpd.GeoSeries):
        self.sheet, self.box, self.to_sheet, self.land = sheet, box, to_sheet, land
        self.taken: list[Box] = []

    def place(self, name: Name) -> bool:
        """Place a name inside its shape, or beside a dot in it; returns whether there was room."""
        inside = self._find_middle(name.shape)
        if inside is None:
            return False
        x, y = inside
        width = self.sheet.measure(name.text, name.size, name.weight)
        centred = self._box(x, y, width, name.size)
        dot = self._box_dot(x, y, name.size)
        if self._is_free(centred, dot) and self._fits_shape(centred, name.shape):
            self._write(name, x, y)
            self.taken.append(centred)
            return True
        if not name.dotted:
            return False
        if not self._is_free(dot, dot):
            return False
        for across, down in (*AROUND, *(FURTHER if name.must else ())):
            label_x = x + across * (width / 2 + 0.45 * name.size)
            label_y = y + down * name.size
            spot = self._box(label_x, label_y, width, name.size)
            if self._is_free(spot) and not spot.meets(dot):
                if name.apart and self._seems_another(spot, name.shape):
                    continue
                if abs(down) > 1.2:
                    edge = label_y + (0.5 if down < 0 else -0.5) * name.size
                    self._draw_line((x, min(max(x, spot.left), spot.right)), (y, edge), name)
                self._draw_dot(x, y, name)
                self._write(name, label_x, label_y)
                self.taken += [dot, spot]
                return True
        return False

    def reserve(self, shape: shapely.Geometry, size: float) -> None:
        """Keep other names off the dot of a name that is still to be placed."""
        inside = self._find_middle(shape)
        if inside is not None:
            self.taken.append(self._box_dot(*inside, size))

    def _box_dot(self, x, y, size):
        half = 1.5 * DOT * size
        return Box(x - half, y - half, x + half, y + half)

    def _draw_dot(self, x, y, name):
        radius = DOT * name.size
        self.sheet.draw_line(
            [x],
            [y],
            marker="o",
            markersize=2 * radius,
            color=name.color,
            markeredgecolor=GROUND,
            markeredgewidth=radius / 2,
        )

    def _draw_line(self, across, down, name):
        around = [withStroke(linewidth=0.2 * name.size, foreground=GROUND)]
        self.sheet.draw_line(
            across, down, color=name.color, linewidth=0.05 * name.size, path_effects=around
        )

    def place_beside(
        self,
        names: Sequence[tuple[Name, shapely.Geometry]],
        others: gpd.GeoSeries,
        at_least: int | None = None,
    ) -> bool:
        """Place names above their frames, else below or beside them, and none if not all fit.

        None meets another name, nor one of the shapes of `others`. `at_least` are enough where
        there is room for no more. Returns whether they are placed.
        """
        spots = [
            [spot for spot in self._list_spots(name, frame) if self._is_clear(spot[2], others)]
            for name, frame in names
        ]
        best: list = []
        for chosen in itertools.product(*([*some, None] for some in spots)):
            boxes = [spot[2] for spot in chosen if spot]
            if any(a.meets(b) for a, b in itertools.combinations(boxes, 2)):
                continue
            if len(boxes) > sum(map(bool, best)):
                best = list(chosen)
            if len(boxes) == len(names):
                break
        if sum(map(bool, best)) < (len(names) if at_least is None else at_least):
            return False
        for (name, _), spot in zip(names, best, strict=False):
            if spot:
                self._write(name, *spot[:2])
                self.taken.append(spot[2])
        return True

    def _list_spots(self, name, frame):
        """List where a name may stand around a frame: its middle and its box, the best first."""
        width = self.sheet.measure(name.text, name.size, name.weight)
        left, bottom, right, top = shapely.bounds(frame)
        left, top = self.to_sheet(left, top)
        right, bottom = self.to_sheet(right, bottom)
        off = 0.75 * name.size
        rows = [
            (y, x)
            for y in (top - off, bottom + off, top - off - LINE_HEIGHT * name.size)
            for x in (left, right)
        ]
        spots = [(x + (width / 2 if x == left else -width / 2), y) for y, x in rows]
        spots += [
            (x, y)
            for x in (right + width / 2 + off / 3, left - width / 2 - off / 3)
            for y in ((top + bottom) / 2, bottom - off, top + off)
        ]
        return [(x, y, self._box(x, y, width, name.size)) for x, y in spots]

    def _is_clear(self, spot, others):
        """Tell whether a spot is free of names, and of shapes."""
        return self._is_free(spot) and not len(
            others.sindex.query(self._find_place(spot), "intersects")
        )

    def _find_middle(self, shape):
        """Find the middle of the widest visible place of a shape, on the sheet."""
        parts = shapely.get_parts(shape)
        largest = max(parts, key=shapely.area, default=None)
        if largest is None or largest.area == 0:
            return None
        circle = shapely.maximum_inscribed_circle(largest, tolerance=largest.area**0.5 / 40)
        return self.to_sheet(*shapely.get_coordinates(circle)[0])

    def _box(self, x, y, width, size):
        pad = 0.18 * size
        return Box(
            x - width / 2 - pad, y - 0.52 * size - pad, x + width / 2 + pad, y + 0.52 * size + pad
        )

    def _is_free(self, spot, own=None):
        """Tell whether a spot is in the box and meets nothing, but a dot of its own in any size."""
        others = (other for other in self.taken if not (own and own.is_around(other)))
        return self.box.holds(spot) and not any(spot.meets(other) for other in others)

    def _fits_shape(self, spot, shape):
        plane = self._find_place(spot)
        return shapely.intersection(plane, shape).area > 0.9 * plane.area

    def _seems_another(self, spot, shape):
        """Tell whether a name would seem to be another shape's, in which most of it stands."""
        place = self._find_place(spot)
        if shapely.intersection(place, shape).area >= MOST_OTHER * place.area:
            return False
        under = self.land.iloc[self.land.sindex.query(place, "intersects")].to_numpy()
        shares = shapely.area(shapely.intersection(under, place))
        return bool((shares > MOST_OTHER * place.area).any())

    def _find_place(self, spot):
        """Find the place of the plane under a spot."""
        left_top = self.to_sheet.invert(spot.left, spot.top)
        return shapely.box(*left_top, *self.to_sheet.invert(spot.right, spot.bottom))

    def _write(self, name, x, y):
        self.sheet.write_over(
            x,
            y + 0.36 * name.size,
            name.text,
            name.size,
            ha="center",
            weight=name.weight,
            color=name.color,
            gid="label",
        )
