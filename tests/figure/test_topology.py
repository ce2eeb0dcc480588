"""Shared arcs decode, in the browser's own script, to the rings of counties and states."""

import gzip
import itertools
import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.boundaries import Composite, project_composite
from geo.figure.draw import TOLERANCE_KM
from geo.figure.publish import BROWSER
from geo.figure.topology import STEP_KM, encode_topology
from tests.figure.node import evaluate

pytestmark = pytest.mark.slow

DECODED = """(async () => {{
  const {{ readFileSync }} = await import("node:fs");
  const topology = JSON.parse(readFileSync({path}, "utf8"));
  const decoded = m.decodeTopology(topology);
  return {{ ...decoded, neighbours: m.listNeighbours(decoded) }};
}})()"""


def decode(text, folder):
    """The geometry as the browser decodes it, its arcs as rows of x and y in km."""
    path = folder / "topology.json"
    path.write_text(text, encoding="utf-8")
    decoded = evaluate(BROWSER / "topology.js", DECODED.format(path=json.dumps(str(path))))
    decoded["arcs"] = [np.reshape(line, (-1, 2)) for line in decoded["arcs"]]
    return decoded


def list_rings(shapes):
    """Rings of shapes in whole steps, without the standing steps that rounding makes."""
    return [
        [[_drop_standing(ring) for ring in (part.exterior, *part.interiors)] for part in parts]
        for parts in map(shapely.get_parts, shapes)
    ]


def _drop_standing(ring):
    steps = np.round(shapely.get_coordinates(ring) / STEP_KM).astype(int)
    moves = np.any(np.diff(steps, axis=0) != 0, axis=1)
    return [tuple(step) for step in steps[np.append(True, moves)].tolist()]


def join(polygons):
    return list(itertools.chain.from_iterable(polygons))


def to_steps(line):
    """The vertices of an arc as x, y in whole steps."""
    whole = np.rint(line / STEP_KM)
    assert np.allclose(line / STEP_KM, whole, rtol=0, atol=1e-6)
    return list(map(tuple, whole.astype(int).tolist()))


def trace(decoded, ring):
    """The vertices of a ring in whole steps; each arc begins where the one before ends."""
    vertices = []
    for arc in ring:
        line = to_steps(decoded["arcs"][arc]) if arc >= 0 else to_steps(decoded["arcs"][~arc])[::-1]
        assert vertices[-1:] in ([], line[:1])
        vertices += line[len(vertices[-1:]) :]
    return vertices


def list_stretches(line):
    return [frozenset(pair) for pair in itertools.pairwise(line)]


def turn(ring):
    """A closed ring from its lowest vertex on, the one way of all ways to begin it."""
    corners = ring[:-1] if len(ring) > 1 else ring
    return min(corners[at:] + corners[:at] for at, c in enumerate(corners) if c == min(corners))


@pytest.fixture(scope="module")
def drawn(counties, states):
    """The composite as the browser is given it."""
    return project_composite(counties, states, TOLERANCE_KM)


@pytest.fixture(scope="module")
def text(drawn):
    return encode_topology(drawn)


@pytest.fixture(scope="module")
def decoded(text, tmp_path_factory):
    return decode(text, tmp_path_factory.mktemp("topology"))


@pytest.mark.parametrize("layer", ["counties", "states"])
def test_every_ring_is_the_one_of_the_composite(decoded, drawn, layer):
    expected = list_rings(getattr(drawn, layer).geometry)
    for shape, polygons in zip(decoded[layer]["shape"], expected, strict=True):
        assert [len(polygon) for polygon in shape] == [len(polygon) for polygon in polygons]
        for ring, true in zip(join(shape), join(polygons), strict=True):
            ring = trace(decoded, ring)
            assert ring[0] == ring[-1]
            assert turn(ring) == turn(true)


def test_a_vertex_has_the_coordinates_of_its_steps_to_the_last_digit(decoded):
    """Rounding errors never add up: a vertex is its step times the length of one."""
    for line in decoded["arcs"]:
        assert (line == np.rint(line / STEP_KM) * STEP_KM).all()


def test_arcs_are_all_stretches_of_all_rings_once(decoded, drawn):
    stretches = [pair for line in decoded["arcs"] for pair in list_stretches(to_steps(line))]
    assert len(stretches) == len(set(stretches)) > 60_000
    counties, states = (
        {pair for ring in join(join(shapes)) for pair in list_stretches(ring)}
        for shapes in (list_rings(drawn.counties.geometry), list_rings(drawn.states.geometry))
    )
    assert counties == set(stretches)
    assert states < counties


def test_no_county_vanishes(decoded):
    counties = decoded["counties"]
    for geoid, shape in zip(counties["geoid"], counties["shape"], strict=True):
        outlines = [trace(decoded, outer) for outer, *_ in shape]
        assert any(shapely.Polygon(line).area > 0 for line in outlines if len(line) > 3), geoid


def test_neighbours_are_those_of_the_map_itself(decoded, counties):
    """They meet in the boundary file along a line; one below a step may be a corner on the map."""
    shapes = counties.geometry.values
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    metres = gpd.GeoSeries(shapely.intersection(shapes[one], shapes[other]), crs=counties.crs)
    metres = metres.to_crs("EPSG:5070").length.to_numpy()
    meeting = set(zip(one[metres > 0].tolist(), other[metres > 0].tolist(), strict=True))
    long = set(zip(one[metres > 300].tolist(), other[metres > 300].tolist(), strict=True))
    found = {
        (at, other)
        for at, others in enumerate(decoded["neighbours"])
        for other in others
        if at < other
    }
    assert long <= found <= meeting
    assert len(meeting - found) < 40


def test_neighbours_are_each_others(decoded):
    for at, others in enumerate(decoded["neighbours"]):
        assert others == sorted(set(others))
        assert all(at in decoded["neighbours"][other] for other in others)


def test_neighbours_of_one_county_across_a_state_line(decoded, drawn):
    geoids = drawn.counties["geoid"].tolist()
    found = {geoids[at] for at in decoded["neighbours"][geoids.index("36031")]}
    vermont, new_york = {"50001", "50007"}, {"36019", "36033", "36041", "36113", "36115"}
    assert found == new_york | vermont


def test_the_rest_is_as_the_composite_has_it(text, decoded, drawn):
    topology = json.loads(text)
    assert topology["step"] == STEP_KM
    counties, states = topology["counties"], topology["states"]
    assert len(counties["name"]) == len(counties["state"]) == 3235
    assert {len(values) for values in states.values()} == {56}
    assert decoded["counties"]["geoid"] == drawn.counties["geoid"].tolist()
    assert [states["state"][at] for at in counties["state"]] == drawn.counties["state"].tolist()
    assert counties["name"][decoded["counties"]["geoid"].index("48113")] == "Dallas County"
    assert states["name"][states["state"].index("NC")] == "North Carolina"
    shapes = drawn.states.geometry.values
    for (x, y, radius), shape in zip(states["label"], shapes, strict=True):
        assert shape.buffer(0.1).contains(shapely.Point(x, y))
        assert shape.boundary.distance(shapely.Point(x, y)) == pytest.approx(radius, abs=0.2)
        assert shape.buffer(-radius - 3).is_empty, "a wider place is elsewhere"
    assert [box["name"] for box in topology["boxes"]] == drawn.boxes["name"].tolist()
    for box, true in zip(topology["boxes"], drawn.boxes.geometry, strict=True):
        assert box["bounds"] == pytest.approx(true.bounds, abs=0.05)


def test_same_composite_gives_the_same_text(drawn, text):
    assert encode_topology(drawn) == text


def test_the_text_is_short(text):
    assert len(gzip.compress(text.encode(), 9, mtime=0)) < 162_000


def compose(*shapes, states=None):
    """A composite of counties 00000, 00001, ... of one state, or of the states given."""
    names = [f"{at:05d}" for at in range(len(shapes))]
    states = states or ["AA"] * len(shapes)
    table = {"geoid": names, "name": names, "namelsad": names, "state": states}
    codes = sorted(set(states))
    return Composite(
        gpd.GeoDataFrame(table, geometry=list(shapes)),
        gpd.GeoDataFrame({"name": []}, geometry=[]),
        pd.DataFrame({"geoid": codes, "state": codes, "name": codes}),
    )


def test_squares_side_by_side(tmp_path):
    """Two states of two squares that meet in one corner."""
    squares = [shapely.box(x, y, x + 1, y + 1) for x in (0, 1) for y in (0, 1)]
    decoded = decode(encode_topology(compose(*squares, states=["AA", "AA", "BB", "BB"])), tmp_path)
    assert decoded["neighbours"] == [[1, 2], [0, 3], [0, 3], [1, 2]], "corners are no borders"
    inner = {((0, 5), (5, 5)), ((5, 5), (10, 5)), ((5, 0), (5, 5)), ((5, 5), (5, 10))}
    arcs = [tuple(sorted(to_steps(line))) for line in decoded["arcs"]]
    assert inner < set(arcs)
    assert len(arcs) == 8


def test_counties_out_of_order_are_refused():
    composite = compose(shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1))
    composite.counties["geoid"] = ["12003", "12001"]
    with pytest.raises(ValueError, match="-2"):
        encode_topology(composite)


def test_an_enclave_shares_its_whole_outline(tmp_path):
    hole = shapely.box(1, 1, 2, 2)
    around = shapely.box(0, 0, 3, 3) - hole
    decoded = decode(encode_topology(compose(around, hole)), tmp_path)
    assert decoded["neighbours"] == [[1], [0]]
    assert len(decoded["arcs"]) == 2
    enclave, gap = decoded["counties"]["shape"][1][0][0], decoded["counties"]["shape"][0][0][1]
    assert sorted(trace(decoded, enclave)[1:]) == sorted(trace(decoded, gap)[1:])


def test_an_islet_below_a_step_is_a_single_vertex(tmp_path):
    islet = shapely.box(5.01, 5.01, 5.02, 5.02)
    land = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), islet])
    decoded = decode(encode_topology(compose(land)), tmp_path)
    assert [trace(decoded, polygon[0]) for polygon in decoded["counties"]["shape"][0]][1] == [
        (25, 25)
    ]


def test_islets_that_fall_on_one_vertex_are_no_neighbours(tmp_path):
    counties = [
        shapely.MultiPolygon([shapely.box(x, 0, x + 1, 1), shapely.box(9 + e, 9, 9.01 + e, 9.01)])
        for x, e in ((0, 0), (3, 0.02))
    ]
    decoded = decode(encode_topology(compose(*counties)), tmp_path)
    assert [trace(decoded, shape[1][0]) for shape in decoded["counties"]["shape"]] == [
        [(45, 45)]
    ] * 2
    assert decoded["neighbours"] == [[], []]


def test_a_cape_below_a_step_is_walked_both_ways(tmp_path):
    """A cape as thin as a hair becomes a line there and back, with the same vertices."""
    cape = shapely.Polygon(
        [(0, 0), (1, 0), (1, 1), (0.5, 1), (0.51, 2), (0.49, 2), (0.48, 1), (0, 1)]
    )
    composite = compose(cape)
    decoded = decode(encode_topology(composite), tmp_path)
    (true,) = list_rings(composite.counties.geometry)[0][0]
    assert turn(trace(decoded, decoded["counties"]["shape"][0][0][0])) == turn(true)
