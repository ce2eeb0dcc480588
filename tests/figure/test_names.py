"""What the map names: where it stands, and what it is called."""

import pytest
import shapely

from geo.figure.names import list_names


@pytest.fixture(scope="module")
def names(record, composite):
    return list_names(record, composite)


@pytest.mark.parametrize(
    ("state", "city", "geoid"),
    [
        ("TX", "Houston", "48201"),
        ("AK", "Anchorage", "02020"),
        ("HI", "Honolulu", "15003"),
        ("PR", "San Juan", "72127"),
        ("GU", "Dededo", "66010"),
        ("AS", "Pago Pago", "60010"),
    ],
)
def test_a_city_stands_in_its_county(names, composite, state, city, geoid):
    x, y = next((x, y) for name, x, y, _ in names[state]["cities"] if name == city)
    county = composite.counties.set_index("geoid").geometry[geoid]
    assert county.distance(shapely.Point(x, y)) < 1


def test_every_city_stands_in_its_state(names, composite):
    land = composite.states.set_index("state").geometry
    points = [(state, x, y) for state in names for _, x, y, _ in names[state]["cities"]]
    assert len(points) > 1500
    assert not [at for at in points if land[at[0]].distance(shapely.Point(at[1:])) > 3]


def test_a_county_is_named_within_it(names, record, composite):
    counties = composite.counties
    found = [county for state in names.values() for county in state["counties"]]
    for position, text, x, y, radius in found:
        county = counties.iloc[position]
        assert text in (county["name"], county["namelsad"])
        assert county.geometry.buffer(0.2).contains(shapely.Point(x, y).buffer(0.9 * radius))


def test_one_place_has_one_name(names):
    cities, counties = (
        {state: [row[at] for row in named[kind]] for state, named in names.items()}
        for kind, at in (("cities", 0), ("counties", 1))
    )
    assert "Brooklyn" not in cities["NY"]
    assert "Norfolk" in cities["VA"]
    assert "Norfolk city" not in counties["VA"]
    assert "Guam" not in counties["GU"]
    assert {"Dallas County", "Brewster"} <= set(counties["TX"])
    assert cities["TN"].count("Nashville") == 1
    for state, found in cities.items():
        assert len(found) == len(set(found)), state
        assert not set(found) & set(counties[state]), state


def test_cities_come_by_their_people(names):
    for named in names.values():
        people = [row[3] for row in named["cities"]]
        assert people == sorted(people, reverse=True)
    assert [row[0] for row in names["TX"]["cities"][:3]] == ["Houston", "San Antonio", "Dallas"]
