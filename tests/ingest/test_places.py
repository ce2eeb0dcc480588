"""Places and ZIP codes are told the counties of today, each with its share."""

import re

import geopandas as gpd
import pandas as pd
import pytest

from geo.agreements import DATA
from geo.ingest.places import render_places
from geo.ingest.workbook import SourceError

# Points on the coast may fall just outside a simplified shoreline.
SHORE_METRES = 500
PLACES = """state,place_geoid,place,county_geoid,population_2020,share_of_place
TX,4835000,Houston city,48157,41000,0.02
TX,4835000,Houston city,48201,1950000,0.975
TX,4835000,Houston city,48339,9000,0.0045
KS,2018250,Dodge City city,20057,27788,1
IN,1836003,Indianapolis city (balance),18097,887642,1
TN,4752006,Nashville-Davidson metropolitan government (balance),47037,689447,1
NV,3209700,Carson City,32510,58639,1
AL,0129032,Garden City town,01009,0,0
AL,0129032,Garden City town,01043,528,1
CA,0656182,Emptied CDP,06029,0,1
NM,3525170,Espa\ufffdola city,35039,6780,0.678
NM,3525170,Espa\ufffdola city,35049,3220,0.322
CT,0908140,Bridgewater CDP,09005,727,1
CT,0904965,Bigelow Corners CDP,09001,617,1
"""
ZCTAS = """zcta,county_geoid,land_m2
06752,09005,42000000
00601,72141,2000000
00601,72001,164000000
"""
CORRECTIONS = """table,code,field,printed,correct,evidence
places,3525170,name,Espa\ufffdola city,Española city,a letter was lost
places,0908140,geoids,09005,09190,41.5 -73.4
places,0904965,geoids,09001,09120;09190,not known
places,0908140,geoids,09190,09110,inert
zctas,06752,geoids,09005,09190,41.5 -73.4
"""


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, "places_to_counties.csv", PLACES)
    write(tmp_path, "zctas_to_counties.csv", ZCTAS)
    write(tmp_path, "place_corrections.csv", CORRECTIONS)
    return tmp_path


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def test_places_are_folded_with_their_shares(folder):
    assert render_places(folder, folder)["places.csv"] == (
        "place_geoid,place,kind,state,people,geoids,shares\n"
        "0129032,Garden City,town,AL,528,01043;01009,1;0\n"
        "0656182,Emptied,CDP,CA,0,06029,1\n"
        "0904965,Bigelow Corners,CDP,CT,617,09120;09190,\n"
        "0908140,Bridgewater,CDP,CT,727,09190,1\n"
        "1836003,Indianapolis,city,IN,887642,18097,1\n"
        "2018250,Dodge City,city,KS,27788,20057,1\n"
        "3209700,Carson City,,NV,58639,32510,1\n"
        "3525170,Española,city,NM,10000,35039;35049,0.678;0.322\n"
        "4752006,Nashville-Davidson,metropolitan government,TN,689447,47037,1\n"
        "4835000,Houston,city,TX,2000000,48201;48157;48339,0.975;0.0205;0.0045\n"
    )


def test_zip_codes_are_folded_by_land(folder):
    assert render_places(folder, folder)["zctas.csv"] == (
        "zcta,geoids,shares\n00601,72001;72141,0.988;0.012\n06752,09190,1\n"
    )


def test_counties_that_become_one_are_one(folder):
    write(folder, "zctas_to_counties.csv", ZCTAS + "06752,09009,8000000\n")
    write(
        folder, "place_corrections.csv", CORRECTIONS + "zctas,06752,geoids,09009,09190,41.5 -73.4\n"
    )
    assert "06752,09190,1\n" in render_places(folder, folder)["zctas.csv"]


def test_order_of_rows_does_not_matter(folder):
    texts = render_places(folder, folder)
    for name, text in (("places_to_counties.csv", PLACES), ("zctas_to_counties.csv", ZCTAS)):
        head, *rows = text.splitlines(keepends=True)
        write(folder, name, head + "".join(reversed(rows)))
    assert render_places(folder, folder) == texts


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (
            "places_to_counties.csv",
            "48201,1950000",
            "48201,many",
            "places_to_counties.csv row 3: population_2020 is 'many'; expected a whole number",
        ),
        (
            "zctas_to_counties.csv",
            "00601,72001",
            "00601,72999",
            "zctas_to_counties.csv row 4: county_geoid of 00601 is '72999'; expected a county",
        ),
        (
            "places_to_counties.csv",
            "TX,4835000,Houston city,48157",
            "TX,4835000,Houston city,22001",
            "row 2: county_geoid of 4835000 is '22001'",
        ),
        (
            "place_corrections.csv",
            "0908140,geoids,09190",
            "0908140,geoids,09005",
            "geoids of 0908140, '09005', is corrected twice",
        ),
        ("zctas_to_counties.csv", "land_m2", "land", "lacks the column land_m2"),
    ],
)
def test_a_fault_is_named_with_its_place(folder, name, old, new, words):
    text = (folder / name).read_text(encoding="utf-8")
    write(folder, name, text.replace(old, new))
    with pytest.raises(SourceError, match=re.escape(words)):
        render_places(folder, folder)


def test_a_missing_source_is_named(folder):
    (folder / "zctas_to_counties.csv").unlink()
    with pytest.raises(SourceError, match=r"zctas_to_counties\.csv is not in"):
        render_places(folder, folder)


@pytest.fixture(scope="module")
def committed():
    return {
        name: pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("places", "zctas", "place_corrections")
    }


@pytest.mark.parametrize("name", ["places", "zctas"])
def test_committed_counties_are_those_of_the_map(committed, counties, name):
    table = committed[name]
    states = counties.set_index("geoid")["state"]
    geoids = table["geoids"].str.split(";")
    assert geoids.map(lambda those: len(set(those)) == len(those)).all()
    each = table.assign(geoid=geoids).explode("geoid")
    assert each["geoid"].isin(states.index).all()
    if name == "places":
        assert (each["geoid"].map(states) == each["state"]).all()
    else:
        # On two islands without a post office nobody, or hardly anybody, lives.
        assert set(states.index) - set(each["geoid"]) == {"60030", "69085"}


@pytest.mark.parametrize("name", ["places", "zctas"])
def test_committed_shares_sum_to_one(committed, name):
    table = committed[name]
    known = table[table["shares"] != ""]
    assert len(table) - len(known) == (11 if name == "places" else 0)
    for geoids, shares in zip(known["geoids"], known["shares"], strict=True):
        parts = [float(share) for share in shares.split(";")]
        assert len(parts) == len(geoids.split(";"))
        assert parts == sorted(parts, reverse=True)
        assert sum(parts) == pytest.approx(1, abs=1e-3)


def test_committed_places_of_several_counties(committed):
    places = committed["places"].set_index(["place", "state"])
    assert places.loc[("New York", "NY"), "geoids"] == "36047;36081;36061;36005;36085"
    assert places.loc[("Houston", "TX"), "geoids"].split(";")[0] == "48201"
    assert places.loc[("Hartford", "CT"), "geoids"] == "09110"


def test_points_of_corrections_lie_in_their_county(committed, counties):
    fixes = committed["place_corrections"]
    points = fixes["evidence"].str.extract(r"(?P<y>\d\d\.\d+) (?P<x>-\d\d\.\d+)$").astype(float)
    told = fixes[points["x"].notna()]
    assert len(told) > 400
    shapes = counties.set_index("geoid").geometry.to_crs("EPSG:5070")
    where = gpd.GeoSeries(
        gpd.points_from_xy(points["x"], points["y"], crs="EPSG:4326"), index=fixes.index
    ).to_crs("EPSG:5070")[told.index]
    regions = gpd.GeoSeries(shapes[told["correct"]].to_numpy(), index=told.index, crs=shapes.crs)
    assert where.distance(regions).max() < SHORE_METRES


def test_no_name_has_lost_a_letter(committed):
    assert not committed["places"]["place"].str.contains("\ufffd").any()
    assert not committed["places"]["place"].str.fullmatch(r"\d+").any()
