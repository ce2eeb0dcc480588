"""The map's geometry as the browser reads it: every border once, counties and states made of them.

The same composite gives the same text. A vertex is a whole number of steps of `STEP_KM`. The
rings of counties and states are cut at their junctions, the vertices that rings pass between
different neighbours; the pieces are arcs, and an arc that several rings share is written once.
The states' rings take part, and since they are the counties' own, they add none.
"""

import itertools
import json
from collections.abc import Iterable

import numpy as np
import shapely

from geo.boundaries import Composite
from geo.figure.dense import fold_sign, write_dense, write_signed

STEP_KM = 0.2

Vertex = tuple[int, int]
Line = tuple[Vertex, ...]
Shape = list[list[Line]]


def encode_topology(composite: Composite) -> str:
    """Encode the composite map as JSON text.

    `counties` has parallel lists `name` ("Alachua County") and `state` (position in `states`), and
    `geoid` (numbers from 0 on): by how much each GEOID is above the one before; `states` has
    `state, name, label` ([x, y] inside the state and the radius there, km); `boxes` has the insets,
    `name` and `bounds` in km; `step` is the length of a step, km.

    `shapes` (numbers from 0 on, geo.figure.dense) holds the counties, then the states: the number
    of polygons, of each the number of rings, of each the number of arcs, and each arc. One that
    comes for the first time is the number of its vertices; any other is 0, then 2 n + r, where n
    is its position less that of the arc named before, written as 0, -1, 1 for 0, 1, 2, and r is 1
    where the ring runs it backwards. An arc begins where the one before it in its ring ends.
    `points` (signed numbers) holds the steps of the arcs that come for the first time, x and y;
    where such an arc opens a ring, its first vertex comes before them, as the steps from the
    last vertex that `points` led to.

    Raises ValueError for counties that are not in the order of their GEOIDs.
    """
    counties, states = composite.counties, composite.states
    position = {state: index for index, state in enumerate(states["state"])}
    shapes = [_round_shape(shape) for shape in (*counties.geometry, *states.geometry)]
    written = _Writer(shapes)
    topology = {
        "step": STEP_KM,
        "shapes": write_dense(written.numbers),
        "points": write_signed(written.steps),
        "counties": {
            "geoid": write_dense(np.diff(counties["geoid"].astype(int), prepend=0).tolist()),
            "name": counties["namelsad"].tolist(),
            "state": [position[state] for state in counties["state"]],
        },
        "states": {
            "state": states["state"].tolist(),
            "name": states["name"].tolist(),
            "label": [_find_label_point(shape) for shape in states.geometry],
        },
        "boxes": [
            {"name": name, "bounds": [round(value, 1) for value in box.bounds]}
            for name, box in zip(composite.boxes["name"], composite.boxes.geometry, strict=True)
        ],
    }
    return json.dumps(topology, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def _round_shape(shape: shapely.Geometry) -> Shape:
    return [
        [_round_ring(ring) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
    ]


def _round_ring(ring: shapely.Geometry) -> Line:
    """Round a ring to steps; one that is smaller than a step becomes a single vertex."""
    steps = np.round(shapely.get_coordinates(ring) / STEP_KM).astype(int)
    moves = np.any(np.diff(steps, axis=0) != 0, axis=1)
    return tuple(map(tuple, steps[np.concatenate([[True], moves])].tolist()))


class _Writer:
    """The shapes written so far as `numbers` and `steps`, each arc drawn where it first comes."""

    def __init__(self, shapes: list[Shape]):
        self.numbers: list[int] = []
        self.steps: list[int] = []
        # Every arc in both directions: its position, and whether this is its way backwards.
        self._arcs: dict[Line, tuple[int, bool]] = {}
        self._count = self._latest = 0
        self._pen = (0, 0)
        self._junctions = _find_junctions(
            ring for shape in shapes for polygon in shape for ring in polygon
        )
        for shape in shapes:
            self.numbers.append(len(shape))
            for polygon in shape:
                self.numbers.append(len(polygon))
                for ring in polygon:
                    self._write_ring(ring)

    def _write_ring(self, ring: Line) -> None:
        arcs = _cut_ring(ring, self._junctions)
        self.numbers.append(len(arcs))
        # A ring that opens with a known arc need not say where it begins.
        first = next((at for at, arc in enumerate(arcs) if arc in self._arcs), 0)
        for at, arc in enumerate(arcs[first:] + arcs[:first]):
            if arc in self._arcs:
                self._name_arc(arc)
            else:
                self._draw_arc(arc, opens=at == 0)

    def _name_arc(self, arc: Line) -> None:
        position, backwards = self._arcs[arc]
        self.numbers += [0, 2 * fold_sign(position - self._latest) + backwards]
        self._latest = position

    def _draw_arc(self, arc: Line, opens: bool) -> None:
        path = (self._pen, *arc) if opens else arc
        self.numbers.append(len(arc))
        self.steps += np.diff(path, axis=0).ravel().tolist()
        self._arcs[arc] = (self._count, False)
        self._arcs.setdefault(arc[::-1], (self._count, True))
        self._latest = self._count
        self._count += 1
        self._pen = arc[-1]


def _find_junctions(rings: Iterable[Line]) -> set[Vertex]:
    """Find where arcs meet: vertices with different neighbours in different passes of rings."""
    neighbours: dict[Vertex, frozenset[Vertex]] = {}
    junctions = set()
    for ring in rings:
        befores = ring[-2:-1] + ring[:-2]
        for before, vertex, after in zip(befores, ring[:-1], ring[1:], strict=True):
            pair = frozenset((before, after))
            # Where a ring turns back on itself, both ways are one arc.
            if neighbours.setdefault(vertex, pair) != pair or len(pair) == 1:
                junctions.add(vertex)
    return junctions


def _cut_ring(ring: Line, junctions: set[Vertex]) -> list[Line]:
    """Cut a closed ring into arcs; one without a junction is an arc from its lowest vertex."""
    if len(ring) == 1:
        return [ring]
    corners = ring[:-1]
    starts = [at for at, vertex in enumerate(corners) if vertex in junctions]
    starts = starts or [corners.index(min(corners))]
    turned = corners[starts[0] :] + corners[: starts[0] + 1]
    cuts = [at - starts[0] for at in starts] + [len(corners)]
    return [turned[first : last + 1] for first, last in itertools.pairwise(cuts)]


def _find_label_point(shape: shapely.Geometry) -> list[float]:
    """Find the middle of the widest place of a state: [x, y, radius] in km."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    line = shapely.maximum_inscribed_circle(largest, tolerance=2.0)
    x, y = shapely.get_coordinates(line)[0]
    return [round(float(x), 1), round(float(y), 1), round(float(line.length), 1)]
