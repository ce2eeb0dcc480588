"""Census boundary files become the Atlas's shapefiles, whole or not at all."""

import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.boundaries import read_counties, read_states
from geo.ingest.boundaries import BoundaryError, build_boundaries

NAD83 = "EPSG:4269"


def make_counties():
    """Three counties in a row; the middle border is bent by less than the tolerance."""
    bent = [(-89, 30), (-88.9999, 30.5), (-89, 31)]
    return gpd.GeoDataFrame(
        {
            "GEOID": ["01001", "01003", "02001"],
            "NAME": ["Ann", "Doña", "Cole"],
            "NAMELSAD": ["Ann County", "Doña County", "Cole Borough"],
            "STATEFP": ["01", "01", "02"],
        },
        geometry=[
            shapely.Polygon([(-90, 30), *bent, (-90, 31)]),
            shapely.Polygon([(-88, 30), *bent, (-88, 31)]),
            shapely.box(-88, 30, -87, 31),
        ],
        crs=NAD83,
    )


def make_states():
    return gpd.GeoDataFrame(
        {"GEOID": ["01", "02"], "NAME": ["First", "Second"], "STUSPS": ["AL", "AK"]},
        geometry=[shapely.box(-90, 30, -88, 31), shapely.box(-88, 30, -87, 31)],
        crs=NAD83,
    )


@pytest.fixture
def write(tmp_path):
    """Write a table as a boundary file and give its path."""

    def write_file(table, name):
        path = tmp_path / name
        table.to_file(path.with_suffix(".shp"), encoding="UTF-8")
        if path.suffix == ".zip":
            with zipfile.ZipFile(path, "w") as bundle:
                for part in tmp_path.glob(f"{path.stem}.*"):
                    if part != path:
                        bundle.write(part, part.name)
        return path

    return write_file


@pytest.fixture
def built(write, tmp_path):
    """A folder that already holds boundaries."""
    folder = tmp_path / "shapefiles"
    build_boundaries(write(make_counties(), "c.shp"), write(make_states(), "s.shp"), folder)
    return folder


def read_bytes(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def refuse(counties, states, folder):
    """Build where it can't be, and see that the folder stays as it was; give the message."""
    before = read_bytes(folder)
    with pytest.raises(BoundaryError) as error:
        build_boundaries(counties, states, folder)
    assert read_bytes(folder) == before
    return str(error.value)


@pytest.mark.parametrize("suffix", [".shp", ".zip"])
def test_boundaries_are_read_back_as_given(write, tmp_path, suffix):
    found = build_boundaries(
        write(make_counties(), f"c{suffix}"), write(make_states(), f"s{suffix}"), tmp_path / "out"
    )
    assert found == (3, 2)
    counties = read_counties(tmp_path / "out")
    assert counties.drop(columns="geometry").to_dict("list") == {
        "geoid": ["01001", "01003", "02001"],
        "name": ["Ann", "Doña", "Cole"],
        "namelsad": ["Ann County", "Doña County", "Cole Borough"],
        "state": ["AL", "AL", "AK"],
    }
    assert counties.crs == NAD83
    assert list(read_states(tmp_path / "out")["state"]) == ["AL", "AK"]


def test_lines_are_simplified_and_stay_shared(built):
    counties = read_counties(built)
    assert shapely.get_num_coordinates(counties.geometry.values).tolist() == [5, 5, 5]
    assert shapely.coverage_is_valid(counties.geometry.values)
    assert read_states(built).geometry[0].equals(shapely.box(-90, 30, -88, 31))


def test_order_of_rows_and_columns_is_free(write, built, tmp_path):
    counties = make_counties().assign(LSAD="06")
    counties = counties[["LSAD", "STATEFP", "NAMELSAD", "NAME", "GEOID", "geometry"]].iloc[::-1]
    states = make_states().assign(ALAND=1)[["STUSPS", "ALAND", "NAME", "GEOID", "geometry"]]
    again = tmp_path / "again"
    build_boundaries(write(counties, "c2.shp"), write(states.iloc[::-1], "s2.shp"), again)
    assert read_bytes(again) == read_bytes(built)


def test_folder_holds_the_shapefiles_alone(built):
    suffixes = ("cpg", "dbf", "prj", "shp", "shx")
    names = {f"{layer}.{suffix}" for layer in ("counties", "states") for suffix in suffixes}
    assert set(read_bytes(built)) == names | {"manifest.json", ".lock"}
    assert (built / "counties.cpg").read_text() == "UTF-8"
    assert "North_American_1983" in (built / "counties.prj").read_text()


def test_two_builds_give_equal_bytes(write, built):
    before = read_bytes(built)
    build_boundaries(write(make_counties(), "c.shp"), write(make_states(), "s.shp"), built)
    assert read_bytes(built) == before


@pytest.mark.parametrize("layer", ["counties", "states"])
def test_the_day_of_the_build_is_not_written(built, layer):
    """A dBASE header holds the day of its last change (year less 1900, month, day)."""
    assert tuple((built / f"{layer}.dbf").read_bytes()[1:4]) == (100, 1, 1)


def test_names_encoded_twice_are_mended(write, built):
    """A file whose UTF-8 text was taken for Latin-1 and encoded again, as DoÃ±a for Doña."""
    before = read_bytes(built)
    twice = make_counties()
    for column in ("NAME", "NAMELSAD"):
        twice[column] = [text.encode("utf-8").decode("latin-1") for text in twice[column]]
    build_boundaries(write(twice, "c.shp"), write(make_states(), "s.shp"), built)
    assert read_bytes(built) == before


@pytest.mark.parametrize("column", ["GEOID", "NAME", "NAMELSAD", "STATEFP"])
def test_missing_county_column(write, built, column):
    said = refuse(
        write(make_counties().drop(columns=column), "bad.shp"),
        write(make_states(), "s.shp"),
        built,
    )
    assert "bad.shp" in said
    assert f"lacks the column {column};" in said


@pytest.mark.parametrize("column", ["GEOID", "NAME", "STUSPS"])
def test_missing_state_column(write, built, column):
    said = refuse(
        write(make_counties(), "c.shp"),
        write(make_states().drop(columns=column), "bad.shp"),
        built,
    )
    assert "bad.shp" in said
    assert f"lacks the column {column};" in said


def test_repeated_geoid(write, built):
    twice = pd.concat([make_counties(), make_counties().iloc[[1]]])
    said = refuse(write(twice, "bad.shp"), write(make_states(), "s.shp"), built)
    assert "bad.shp: GEOID 01003 stands twice" in said


def test_geoid_stored_as_a_number(write, built):
    numbers = make_counties().assign(GEOID=[1001, 1003, 2001])
    said = refuse(write(numbers, "bad.shp"), write(make_states(), "s.shp"), built)
    assert "bad.shp" in said
    assert "1001" in said


def test_no_crs(write, built):
    path = write(make_counties(), "bad.shp")
    path.with_suffix(".prj").unlink()
    said = refuse(path, write(make_states(), "s.shp"), built)
    assert "bad.shp: CRS is None" in said
    assert ".prj" in said


def test_projected_crs(write, built):
    path = write(make_counties().to_crs("EPSG:5070"), "bad.shp")
    assert "bad.shp: CRS is EPSG:5070" in refuse(path, write(make_states(), "s.shp"), built)


def test_county_without_its_state(write, built):
    said = refuse(write(make_counties(), "c.shp"), write(make_states().iloc[:1], "bad.shp"), built)
    assert "bad.shp: no state with GEOID 02" in said
    assert "one edition" in said


def test_state_without_a_county(write, built):
    said = refuse(write(make_counties().iloc[:2], "bad.shp"), write(make_states(), "s.shp"), built)
    assert "bad.shp: no county of state 02" in said


def test_county_without_area(write, built):
    """A county that would have no area is named, never lost."""
    sliver = make_counties()
    sliver.loc[2, "geometry"] = shapely.Polygon([(-88, 30), (-88, 31), (-88, 30.5)])
    said = refuse(write(sliver, "bad.shp"), write(make_states(), "s.shp"), built)
    assert "bad.shp" in said
    assert "02001" in said


def test_county_without_a_shape(write, built):
    empty = make_counties()
    empty.loc[1, "geometry"] = None
    said = refuse(write(empty, "bad.shp"), write(make_states(), "s.shp"), built)
    assert "bad.shp" in said
    assert "01003" in said


def test_county_that_crosses_itself(write, built):
    crossed = make_counties()
    crossed.loc[1, "geometry"] = shapely.Polygon([(-89, 30), (-88, 31), (-88, 30), (-89, 31)])
    said = refuse(write(crossed, "bad.shp"), write(make_states(), "s.shp"), built)
    assert "bad.shp" in said
    assert "01003" in said


def test_counties_that_overlap(write, built):
    """Simplifying keeps shared borders only where the counties do not overlap to begin with."""
    overlapping = make_counties()
    overlapping.loc[1, "geometry"] = shapely.box(-89.5, 30, -88, 31)
    said = refuse(write(overlapping, "bad.shp"), write(make_states(), "s.shp"), built)
    assert "bad.shp" in said
    assert "01003" in said


def test_no_such_file(write, built, tmp_path):
    said = refuse(tmp_path / "gone.zip", write(make_states(), "s.shp"), built)
    assert "gone.zip: no such file" in said


def test_not_a_boundary_file(write, built, tmp_path):
    states = write(make_states(), "s.shp")
    for name in ("page.zip", "page.shp"):
        (tmp_path / name).write_text("<html>moved</html>")
        assert f"{name}: not a shapefile" in refuse(tmp_path / name, states, built)


def test_zip_without_a_shapefile(write, built, tmp_path):
    with zipfile.ZipFile(tmp_path / "notes.zip", "w") as bundle:
        bundle.writestr("readme.txt", "nothing here")
    said = refuse(tmp_path / "notes.zip", write(make_states(), "s.shp"), built)
    assert "notes.zip: not a shapefile" in said


def test_table_without_shapes(write, built, tmp_path):
    pd.DataFrame(make_counties().drop(columns="geometry")).to_csv(tmp_path / "c.csv", index=False)
    said = refuse(tmp_path / "c.csv", write(make_states(), "s.shp"), built)
    assert "c.csv" in said
