"""The downloads can be computed with, on the plane and on the sphere."""

import csv
import io
import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest
import shapely
from frictionless import Package

from geo.record import read_record
from geo.site.downloads import tabulate_coverage
from geo.spreadsheets import disarm_csv


@pytest.fixture(scope="module")
def coverage():
    return tabulate_coverage(read_record()).set_index("geoid").geometry


def test_no_cell_of_a_csv_file_begins_a_formula():
    text = 'agency,source\n"=HYPERLINK(""http://x"",""y"")",@a\n+1,-2\n\ta,A - B\n'
    rows = list(csv.reader(io.StringIO(disarm_csv(text).decode(), newline="")))
    assert rows[0] == ["agency", "source"]
    assert rows[1] == ['\'=HYPERLINK("http://x","y")', "'@a"]
    assert rows[2:] == [["'+1", "'-2"], ["'\ta", "A - B"]]


def list_rings(shape):
    for polygon in shapely.get_parts(shape):
        yield from (polygon.exterior, *polygon.interiors)


def find_doubled(shapes):
    rings = (
        (geoid, shapely.get_coordinates(r)[:-1])
        for geoid, s in shapes.items()
        for r in list_rings(s)
    )
    return [geoid for geoid, points in rings if len(np.unique(points, axis=0)) < len(points)]


def find_crossing(shapes):
    """Shapes that are not valid where every edge is the shortest way over the sphere.

    Seen from the middle of the earth those ways are straight lines (gnomonic projection).
    """
    return [geoid for geoid, shape in shapes.items() if not project_gnomonic(shape).is_valid]


def project_gnomonic(shape):
    middle = make_vectors(shapely.get_coordinates(shape)).mean(axis=0)
    middle /= np.linalg.norm(middle)
    east = np.cross([0, 0, 1], middle)
    east /= np.linalg.norm(east)
    north = np.cross(middle, east)

    def project(points):
        vectors = make_vectors(points)
        ahead = vectors @ middle
        return np.column_stack([vectors @ east / ahead, vectors @ north / ahead])

    return shapely.transform(shape, project)


def make_vectors(points):
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


@pytest.mark.slow
def test_every_polygon_is_valid_on_the_sphere(coverage):
    assert find_doubled(coverage) == []
    assert find_crossing(coverage) == []


def test_every_polygon_is_valid_in_the_plane_with_five_decimals(coverage):
    assert coverage.is_valid.all()
    points = shapely.get_coordinates(coverage.values)
    assert (points == np.round(points, 5)).all()


def test_counties_of_a_state_can_be_united(coverage):
    georgia = coverage[coverage.index.str.startswith("13")].map(project_gnomonic)
    assert len(georgia) == 159
    assert shapely.union_all(georgia.values).is_valid


def test_the_tests_of_the_sphere_see_what_is_wrong():
    doubled = {"a": shapely.Polygon([(0, 0), (0, 0), (1, 0), (1, 1)])}
    # In the plane the upper edge passes above the point; over the sphere it bends north.
    crossing = {"b": shapely.Polygon([(0, 60), (20, 60), (10, 60.2), (10, 62), (5, 61)])}
    bow = {"c": shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])}
    assert (find_doubled(doubled), find_crossing(bow)) == (["a"], ["c"])
    assert (crossing["b"].is_valid, find_crossing(crossing)) == (True, ["b"])


@pytest.mark.slow
def test_the_data_package_names_what_lies_beside_it(small_site):
    path = small_site / "data" / "datapackage.json"
    assert Package(str(path)).get_resource("county_months_zip").read_rows(size=1)
    package = json.loads(path.read_text("utf-8"))
    assert package["version"]
    named = {resource["path"] for resource in package["resources"]}
    files = {path.name for path in (small_site / "data").iterdir() if path.is_file()}
    # What pages show, as rows.
    views = {
        name
        for name in files
        if "-agreements." in name
        or name.startswith(("287g-changes-", "287g-trends-", "287g-agencies"))
    }
    assert files - named - views == {"287g-atlas.xlsx", "datapackage.json"}
    assert named <= files
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert list_columns(small_site / "data" / resource["path"]) == columns, resource["path"]


def list_columns(path):
    """The columns of a file as its readers find them, the boundary last."""
    if path.suffix in (".csv", ".zip"):
        return list(pd.read_csv(path, dtype=str, nrows=3))
    if path.suffix == ".parquet":
        return pyarrow.parquet.read_schema(path).names
    return list(gpd.read_file(path, rows=3))
