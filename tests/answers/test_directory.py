"""The directory holds every agency that ever signed, counted again by other code."""

import csv
import datetime
import io
import json
from collections import defaultdict

import geopandas as gpd
import pytest

from geo.agreements import DATA
from geo.answers.directory import (
    IN_FORCE,
    OVER,
    SINCE,
    Filter,
    list_agencies,
    place_agencies,
    select_agencies,
    tabulate_agencies,
    write_geojson,
    write_parquet,
)


@pytest.fixture(scope="module")
def by_agency():
    """The rows of the table by agency; whether each still counts (`now`), and from when."""
    groups = defaultdict(list)
    with (DATA / "agreements.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            row["now"] = not row["ended_on"]
            row["start"] = min(filter(None, (row["signed_on"], row["first_listed_on"])))
            groups[row["agency_id"]].append(row)
    return groups


def test_every_agency_is_there_once_with_all_its_agreements(record, by_agency):
    agencies = list_agencies(record).set_index("agency_id")
    with (DATA / "since.csv").open(encoding="utf-8") as file:
        newer = list(csv.DictReader(file))
    only_newer = {row["agency_id"] for row in newer} - set(by_agency)
    assert only_newer
    assert sorted(agencies.index) == sorted({*by_agency, *only_newer})
    assert set(agencies.index[agencies["agreements"] == 0]) == only_newer
    assert set(agencies.loc[list(only_newer), "status"]) == {SINCE}
    anew = [row for row in newer if row["agency_id"] in by_agency]
    for agency_id, rows in by_agency.items():
        agency = agencies.loc[agency_id]
        assert agency["agreements"] == len(rows)
        assert (agency["status"] == IN_FORCE) == any(row["now"] for row in rows)
        since = [row for row in anew if row["agency_id"] == agency_id]
        assert set(agency["models"]) == {row["model"] for row in [*rows, *since]}
        assert set(agency["models_in_force"]) == {row["model"] for row in rows if row["now"]}
        assert str(agency["began_on"].date()) == min(row["start"] for row in rows)
        served = {geoid for row in [*rows, *since] for geoid in row["geoids"].split(";") if geoid}
        assert set(agency["geoids"]) == served
    assert agencies["over_on"].notna().equals(agencies["status"] == OVER)


def test_one_agreement_must_be_as_asked(record, by_agency):
    since = datetime.date(2026, 1, 1)
    asked = Filter(states=("FL", "TX"), models=("warrant",), status=IN_FORCE, since=since)
    expected = {
        agency_id
        for agency_id, rows in by_agency.items()
        for row in rows
        if row["state"] in ("FL", "TX")
        and row["model"] == "warrant"
        and row["now"]
        and row["start"] >= str(since)
    }
    assert expected
    assert set(select_agencies(record, asked)["agency_id"]) == expected
    until = Filter(until=datetime.date(2009, 12, 31), status=OVER, reaches=("statewide",))
    found = select_agencies(record, until)
    assert len(found)
    assert (found["began_on"] < "2010").all()
    assert set(found["status"]) == {OVER}
    assert set(found["reach"]) == {"statewide"}
    assert len(select_agencies(record, Filter())) == len(list_agencies(record))
    newer = select_agencies(record, Filter(status=SINCE, since=record.last))
    assert len(newer)
    assert (newer["began_on"] >= str(record.last)).all()


def test_files_hold_the_agencies_on_their_counties(record):
    chosen = select_agencies(record, Filter(states=("RI", "AL"), bodies=("guard", "state", "port")))
    several = list_agencies(record)
    several = several[several["geoids"].map(len).between(2, 3)].head(3)
    for agencies in (chosen, several):
        placed = place_agencies(record, agencies)
        features = json.loads(write_geojson(placed))["features"]
        again = gpd.read_parquet(io.BytesIO(write_parquet(placed)))
        ids = tabulate_agencies(record, agencies)["agency_id"].tolist()
        assert ids
        assert [feature["properties"]["agency_id"] for feature in features] == ids
        assert again["agency_id"].tolist() == ids
        assert again.crs.to_epsg() == 4326
        assert placed.geometry.is_valid.all()
    counties = record.counties.set_index("geoid").to_crs("EPSG:5070").area
    areas = placed.to_crs("EPSG:5070").area
    for area, geoids in zip(areas, several["geoids"], strict=True):
        assert area == pytest.approx(counties[list(geoids)].sum(), rel=1e-3)


def test_a_state_agency_lies_on_its_state_and_one_without_a_place_nowhere(record):
    agencies = list_agencies(record)
    lost = agencies[(agencies["reach"] != "statewide") & (agencies["geoids"].map(len) == 0)]
    statewide = agencies[agencies["agency_id"] == "ak-alaska-department-of-corrections"]
    assert place_agencies(record, lost).geometry.isna().all()
    (shape,) = place_agencies(record, statewide).geometry
    state = record.states.set_index("state").to_crs("EPSG:4326").geometry["AK"]
    assert shape.area == pytest.approx(state.area, rel=1e-3)
