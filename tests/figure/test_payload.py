"""What the browser is sent decodes to the map and the agreements it was made from."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.figure.payload import encode_agreements, encode_geometry

STEP_KM = 0.1


def decode_shape(shape):
    """Decode a shape as browser/choropleth.js does, running sums of steps: its rings as lines."""
    paths = [np.reshape(ring, (-1, 2)).cumsum(axis=0) * STEP_KM for part in shape for ring in part]
    # An islet smaller than a step is a single point, which no line can be: drawn as nothing.
    return shapely.multilinestrings(
        [shapely.linestrings(path if len(path) > 1 else path.repeat(2, axis=0)) for path in paths]
    )


def measure_shape(shape):
    """Measure the area of a shape in square kilometres, holes taken off."""
    total = 0.0
    for part in shape:
        for at, ring in enumerate(part):
            x, y = np.reshape(ring, (-1, 2)).cumsum(axis=0).T * STEP_KM
            area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
            total += -area if at else area
    return total


def list_vertices(names, shapes):
    """One row per distinct vertex of each shape: name, x, y in whole steps."""
    xy, at = shapely.get_coordinates(shapes, return_index=True)
    steps = np.rint(xy / STEP_KM).astype(int)
    vertices = pd.DataFrame({"name": np.asarray(names)[at], "x": steps[:, 0], "y": steps[:, 1]})
    return vertices.drop_duplicates()


@pytest.fixture(scope="module")
def text(composite):
    return encode_geometry(composite)


@pytest.fixture(scope="module")
def geometry(text):
    return json.loads(text)


@pytest.fixture(scope="module")
def decoded(geometry):
    """The outlines of counties and states as arrays of lines."""
    return {
        layer: np.array([decode_shape(shape) for shape in geometry[layer]["shape"]])
        for layer in ("counties", "states")
    }


def test_lists_are_parallel(geometry, composite):
    assert geometry["step"] == STEP_KM
    counties, states = geometry["counties"], geometry["states"]
    assert {key: len(values) for key, values in counties.items()} == dict.fromkeys(
        ("geoid", "name", "state", "shape"), 3235
    )
    assert {key: len(values) for key, values in states.items()} == dict.fromkeys(
        ("state", "name", "shape", "label"), 56
    )
    assert counties["geoid"] == composite.counties["geoid"].tolist()
    assert [states["state"][at] for at in counties["state"]] == composite.counties["state"].tolist()
    assert counties["name"][counties["geoid"].index("48113")] == "Dallas County"


@pytest.mark.parametrize("layer", ["counties", "states"])
def test_outlines_are_within_half_a_step(decoded, composite, layer):
    true = shapely.boundary(getattr(composite, layer).geometry.values)
    apart = np.maximum(
        shapely.hausdorff_distance(decoded[layer], true),
        shapely.hausdorff_distance(true, decoded[layer]),
    )
    assert apart.max() <= STEP_KM / 2 * np.sqrt(2) + 1e-9


@pytest.mark.parametrize("layer", ["counties", "states"])
def test_areas_are_kept(geometry, composite, layer):
    true = getattr(composite, layer).geometry
    drawn = np.array([measure_shape(shape) for shape in geometry[layer]["shape"]])
    assert drawn.min() > 0
    assert (np.abs(drawn - true.area) <= true.length * STEP_KM / 2).all()
    parts = [len(shape) for shape in geometry[layer]["shape"]]
    assert parts == shapely.get_num_geometries(true.values).tolist()


def test_neighbours_share_their_vertices(decoded, composite):
    """A vertex that two counties of the composite share is one vertex in both once decoded."""
    flat = composite.counties
    xy, at = shapely.get_coordinates(flat.geometry.values, return_index=True)
    true = pd.DataFrame({"x": xy[:, 0], "y": xy[:, 1], "at": at}).drop_duplicates()
    shared = true[true.duplicated(["x", "y"], keep=False)]
    assert len(shared) > 50_000
    owned = set(
        list_vertices(flat["geoid"], decoded["counties"]).itertuples(index=False, name=None)
    )
    expected = list_vertices(
        flat["geoid"].to_numpy()[shared["at"]], shapely.points(shared[["x", "y"]].to_numpy())
    )
    assert set(expected.itertuples(index=False, name=None)) <= owned


def test_state_borders_are_those_of_counties(decoded, composite):
    at = composite.counties["state"].to_numpy()
    counties = list_vertices(at, decoded["counties"])
    states = list_vertices(composite.states["state"], decoded["states"])
    owned = set(counties.itertuples(index=False, name=None))
    assert set(states.itertuples(index=False, name=None)) <= owned


def test_no_step_stands_still(geometry):
    for shape in geometry["counties"]["shape"]:
        for rings in shape:
            for ring in rings:
                steps = np.reshape(ring[2:], (-1, 2))
                assert np.any(steps != 0, axis=1).all()


def test_labels_stand_inside_their_state(geometry, composite):
    shapes = composite.states.geometry.values
    for (x, y, radius), shape in zip(geometry["states"]["label"], shapes, strict=True):
        assert radius > 0
        assert shape.buffer(0.1).contains(shapely.Point(x, y))
        assert shape.boundary.distance(shapely.Point(x, y)) == pytest.approx(radius, abs=0.2)
        assert shape.buffer(-radius - 3).is_empty, "a wider place is elsewhere"


def test_boxes_are_the_insets(geometry, composite):
    assert [box["name"] for box in geometry["boxes"]] == composite.boxes["name"].tolist()
    for box, true in zip(geometry["boxes"], composite.boxes.geometry, strict=True):
        assert box["bounds"] == pytest.approx(true.bounds, abs=0.05)


def test_same_composite_gives_the_same_text(composite, text):
    assert encode_geometry(composite) == text


@pytest.fixture
def record(country):
    return json.loads(
        encode_agreements(country.agreements, country.counties, country.states, country.population)
    )


def test_record_of_the_made_up_country(record):
    """Days count from 1 January 2000: 7030 is 1 April 2019, 7395 and 7396 the turn of March."""
    assert record == {
        "start": [7030, 7305, 7314, 7336, 7350, 7365, 7395, 7396],
        "end": [7396, None, 7457, None, None, None, None, None],
        "model": [4, 4, 1, 2, 4, 4, 2, 1],
        "reach": [0, 2, 0, 1, 1, 0, 0, 0],
        "agency": [0, 1, 2, 3, 4, 2, 5, 5],
        "state": [1, 0, 0, 0, 0, 0, 1, 1],
        "counties": [[4], [], [0], [0, 1], [], [0], [3], [3]],
        "people": [100, 200, 300, 400, 1000],
    }


def test_order_of_rows_does_not_matter(country):
    tables = (country.counties, country.states, country.population)
    shuffled = country.agreements.sample(frac=1, random_state=7)
    assert encode_agreements(shuffled, *tables) == encode_agreements(country.agreements, *tables)


def test_statewide_has_no_county(make_agreements, country):
    agreements = make_agreements({"geoids": "12001", "statewide": "true", "reach": "countywide"})
    record = json.loads(
        encode_agreements(agreements, country.counties, country.states, country.population)
    )
    assert (record["reach"], record["counties"]) == ([2], [[]])


def test_county_without_a_population_has_none(country, record):
    without = country.population.drop("12003")
    text = encode_agreements(country.agreements, country.counties, country.states, without)
    assert json.loads(text)["people"] == [100, 0, 300, 400, 1000]


def test_record_of_no_agreements(country):
    text = encode_agreements(
        country.agreements.iloc[:0], country.counties, country.states, country.population
    )
    assert {len(values) for key, values in json.loads(text).items() if key != "people"} == {0}
