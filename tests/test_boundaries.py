"""The committed boundaries are whole, and the composite shows all of them in their frames."""

import pytest
import shapely

from geo.boundaries import INSETS, project_composite

TERRITORIES = {"AS", "GU", "MP", "PR", "VI"}
# The composite is drawn with rounded lines: a map unit is a kilometre.
SLIVER_KM2 = 0.05


def test_every_county_is_there(counties):
    assert len(counties) == 3235
    assert counties["geoid"].is_unique
    assert counties["geoid"].is_monotonic_increasing
    assert counties["geoid"].str.fullmatch(r"\d{5}").all()
    assert counties["state"].isin(TERRITORIES).sum() == 91
    assert (counties[["name", "namelsad"]].map(len) > 0).all(axis=None)


def test_every_state_is_there(states, counties):
    assert len(states) == 56
    assert states["state"].is_unique
    assert set(counties["state"]) == set(states["state"])
    assert set(states["state"]) >= TERRITORIES | {"DC"}


def test_names_keep_their_letters(counties):
    names = counties.set_index("geoid")["namelsad"]
    assert names["35013"] == "Doña Ana County"
    assert names["12086"] == "Miami-Dade County"
    assert names["72127"] == "San Juan Municipio"


@pytest.mark.parametrize("layer", ["counties", "states"])
def test_shapes_are_valid_in_longitude_and_latitude(layer, request):
    shapes = request.getfixturevalue(layer).geometry
    assert shapes.crs.is_geographic
    assert shapes.crs.to_epsg() in (4269, 4326)
    assert shapes.is_valid.all()
    assert set(shapes.geom_type) <= {"Polygon", "MultiPolygon"}
    assert (shapes.to_crs("EPSG:6933").area > 0).all()


def test_counties_share_their_borders(counties):
    assert shapely.coverage_is_valid(counties.geometry.values)


def test_states_are_their_counties(counties, states):
    area = counties.to_crs("EPSG:6933").area.groupby(counties["state"]).sum()
    whole = states.set_index("state").to_crs("EPSG:6933").area
    assert (area / whole).to_numpy() == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize(
    ("longitude", "latitude", "geoid"),
    [
        (-96.80, 32.78, "48113"),
        (-149.88, 61.20, "02020"),
        (-157.85, 21.31, "15003"),
        (-66.06, 18.40, "72127"),
        (144.80, 13.45, "66010"),
        (-170.72, -14.32, "60050"),
        (-79.43, 37.784, "51678"),
        (-72.68, 41.76, "09110"),
    ],
    ids=["Dallas", "Anchorage", "Honolulu", "San Juan", "Guam", "Tutuila", "Lexington", "Hartford"],
)
def test_a_known_point_lies_in_its_county(counties, longitude, latitude, geoid):
    hit = counties["geoid"][counties.contains(shapely.Point(longitude, latitude))]
    assert list(hit) == [geoid]


def test_composite_keeps_every_county(composite, counties):
    flat = composite.counties
    assert list(flat["geoid"]) == list(counties["geoid"])
    assert not flat.is_empty.any()
    assert flat.is_valid.all()
    assert flat.area.min() > SLIVER_KM2


def test_composite_keeps_shared_borders(composite):
    assert shapely.coverage_is_valid(composite.counties.geometry.values)


def test_composite_keeps_every_state(composite, states):
    assert list(composite.states["state"]) == list(states["state"])
    assert list(composite.states["name"]) == list(states["name"])
    assert not composite.states.is_empty.any()


def test_states_are_the_union_of_their_counties(composite):
    union = composite.counties[["state", "geometry"]].dissolve("state").geometry
    drawn = composite.states.set_index("state").geometry.sort_index()
    assert drawn.normalize().geom_equals_exact(union.normalize(), tolerance=0).all()


def test_contiguous_states_keep_their_true_size(composite, counties):
    for state in ("KS", "FL", "WA"):
        drawn = composite.counties.area[composite.counties["state"] == state].sum()
        true = counties[counties["state"] == state].to_crs("EPSG:6933").area.sum() / 1e6
        assert drawn == pytest.approx(true, rel=0.01)


def test_north_is_up(composite):
    middle = composite.counties.set_index("geoid").centroid
    assert middle["53073"].y > middle["53011"].y
    assert middle["02185"].y > middle["02130"].y
    assert middle["53073"].x < middle["23019"].x


def test_insets_lie_in_their_boxes(composite):
    boxes = composite.boxes.set_index("name").geometry
    assert list(boxes.index) == [frame.name for frame in INSETS]
    for frame in INSETS:
        members = composite.counties[composite.counties["state"].isin(frame.states)]
        assert len(members)
        assert members.within(boxes[frame.name]).all(), frame.name


def test_boxes_touch_nothing_else(composite):
    boxes = composite.boxes.set_index("name").geometry
    for frame in INSETS:
        others = composite.counties[~composite.counties["state"].isin(frame.states)]
        assert not others.intersects(boxes[frame.name]).any(), frame.name
        assert not boxes.drop(frame.name).intersects(boxes[frame.name]).any(), frame.name


def test_far_islands_stand_at_the_edge_of_their_frame(composite):
    drawn = composite.counties.set_index("geoid")
    for geoid in ("60030", "60040", "69085"):
        assert drawn.geometry[geoid].area > SLIVER_KM2


def test_composite_names_the_missing_inset(counties, states):
    without_guam = counties[~counties["state"].isin(["GU", "MP"])]
    with pytest.raises(ValueError, match=r"Guam and Northern Marianas: .*GU, MP"):
        project_composite(without_guam, states)
