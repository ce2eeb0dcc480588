"""Tables that several tests share: the committed boundaries, and a small made-up country."""

import gc
import os
import shutil
from dataclasses import replace
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from geo.agreements import COLUMNS, DATA, read_agreements
from geo.boundaries import SHAPEFILES, project_composite, read_counties, read_states
from geo.coverage import DailyCoverage
from geo.edition import TABLES
from geo.ingest.tables import replace_files
from geo.places import index_places
from geo.record import Record, read_record, read_table
from tests.site.small_site import build_small_site

WEB_TOLERANCE_KM = 1.5
# After how many new objects garbage is collected, and how many such collections make a larger one.
COLLECT_AFTER = (20_000, 20, 20)
AROUND = ("since", "policies", "pending", "reported_totals")


def pytest_collection_finish():
    """Take tests and libraries, which stay, out of the garbage collections: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


@pytest.fixture(scope="session")
def counties():
    return read_counties()


@pytest.fixture(scope="session")
def states():
    return read_states()


@pytest.fixture(scope="session")
def composite(counties, states):
    """The composite with its lines simplified as for the web."""
    return project_composite(counties, states, WEB_TOLERANCE_KM)


@pytest.fixture(scope="session")
def make_agreements(tmp_path_factory):
    """Make a table as `read_agreements` gives it from dicts that name what matters."""

    def make(*rows):
        defaults = dict.fromkeys(COLUMNS, "") | {
            "agency": "Somewhere Sheriff's Office",
            "state": "FL",
            "jurisdiction": "county",
            "reach": "countywide",
            "model": "jail",
            "first_listed_on": "2021-01-13",
            "last_listed_on": "2026-07-20",
            "statewide": "false",
            "source": "list.xlsx#2",
        }
        table = pd.DataFrame([defaults | row for row in rows], columns=list(COLUMNS))
        blank = table["agreement_id"] == ""
        table.loc[blank, "agreement_id"] = [f"agreement-{i}" for i in table.index[blank]]
        blank = table["agency_id"] == ""
        table.loc[blank, "agency_id"] = table.loc[blank, "agreement_id"].str.split("--").str[0]
        folder = tmp_path_factory.mktemp("agreements")
        table.to_csv(folder / "agreements.csv", index=False, lineterminator="\n")
        return read_agreements(folder)

    return make


@pytest.fixture(scope="session")
def country(make_agreements):
    """Two states of five counties and 2,000 people, and eight agreements.

    Made for 1 April 2020: `ended` ends that day, `begun` starts that day.
    """
    agreements = make_agreements(
        {
            "agreement_id": "fl-a--jail",
            "geoids": "12001",
            "signed_on": "2020-01-10",
            "ended_on": "2020-06-01",
        },
        {
            "agreement_id": "fl-a--task_force",
            "model": "task_force",
            "geoids": "12001",
            "signed_on": "2020-03-01",
        },
        {
            "agreement_id": "fl-regional--warrant",
            "model": "warrant",
            "reach": "part",
            "geoids": "12001;12003",
            "signed_on": "2020-02-01",
        },
        {
            "agreement_id": "fl-patrol--task_force",
            "model": "task_force",
            "reach": "",
            "statewide": "true",
            "signed_on": "2020-01-01",
        },
        {
            "agreement_id": "fl-lost--task_force",
            "model": "task_force",
            "reach": "part",
            "signed_on": "2020-02-15",
        },
        {
            "agreement_id": "ga-ended--task_force",
            "state": "GA",
            "model": "task_force",
            "geoids": "13003",
            "signed_on": "2019-04-01",
            "ended_on": "2020-04-01",
        },
        {
            "agreement_id": "ga-begun--jail",
            "state": "GA",
            "geoids": "13001",
            "first_listed_on": "2020-04-01",
        },
        {
            "agreement_id": "ga-begun--warrant",
            "state": "GA",
            "model": "warrant",
            "geoids": "13001",
            "signed_on": "2020-03-31",
            "first_listed_on": "2020-05-01",
        },
    )
    counties = pd.DataFrame(
        {
            "geoid": ["12001", "12003", "12005", "13001", "13003"],
            "name": ["Alachua", "Baker", "Bay", "Appling", "Atkinson"],
            "namelsad": [
                "Alachua County",
                "Baker County",
                "Bay County",
                "Appling County",
                "Atkinson County",
            ],
            "state": ["FL", "FL", "FL", "GA", "GA"],
        }
    )
    states = pd.DataFrame(
        {"geoid": ["12", "13"], "state": ["FL", "GA"], "name": ["Florida", "Georgia"]}
    )
    population = pd.Series([100, 200, 300, 400, 1000], index=counties["geoid"], name="population")
    return SimpleNamespace(
        agreements=agreements,
        counties=counties,
        states=states,
        population=population,
        places=index_places(counties, states, population),
        coverage=DailyCoverage(agreements, counties, population),
    )


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """A folder with the tables and the boundaries of the record."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(SHAPEFILES, folder / "shapefiles")
    (folder / "data").mkdir()
    for file in TABLES:
        shutil.copy(DATA / file, folder / "data")
    replace_files(folder / "data", {})
    return folder


@pytest.fixture
def copied(whole, tmp_path):
    """The same folder to be changed: what is not replaced is linked."""
    for path in whole.rglob("[!.]*.*"):
        target = tmp_path / path.relative_to(whole)
        target.parent.mkdir(exist_ok=True)
        target.symlink_to(path)
    return tmp_path


@pytest.fixture(scope="session")
def record():
    """The committed record."""
    return read_record()


@pytest.fixture(scope="session")
def small_site(tmp_path_factory):
    """The folder of a static site of two states, which tests leave as it is."""
    folder = tmp_path_factory.getbasetemp()
    # Each process has a folder of its own in the one that this run of the tests has.
    return build_small_site(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(scope="session")
def lists():
    return pd.DataFrame(
        {
            "file": ["a.xlsx", "b.xlsx", "c.xlsx"],
            "published_on": pd.to_datetime(["2020-01-15", "2020-03-20", "2020-07-01"]),
            "rows": [3, 7, 8],
            "agreements": ["3", "7", "8"],
            "verdict": ["absorbed"] * 3,
            "note": [""] * 3,
        }
    )


@pytest.fixture(scope="session")
def small(country, lists, record):
    """The record of two states in tests/conftest.py; its counties are squares in a row."""
    squares = [box(x, 0, x + 1, 1) for x in range(len(country.counties))]
    return Record(
        country.agreements,
        lists,
        gpd.GeoDataFrame(country.counties, geometry=squares),
        country.states,
        country.population,
        pd.DataFrame(columns=["date", "precision", "label", "title", "detail", "major"]),
        pd.DataFrame(columns=["source", "kind", "dated_on", "title", "address"]),
        *(read_table(name).iloc[:0] for name in AROUND),
        population_years=pd.Series(2021, country.counties["geoid"]),
        tables=record.tables,
    )


@pytest.fixture(scope="session")
def made_up(record, lists, make_agreements):
    """Made-up agreements on the real map, so that no new list changes a golden image."""
    models = ("jail", "warrant", "task_force")
    rows = []
    for index, geoid in enumerate(record.counties["geoid"]):
        for bit, model in enumerate(models):
            month = 1 + (index + 2 * bit) % 6
            if (index * 7 + index // 13 + bit * 5) % 11 < 3:
                rows.append(
                    {
                        "agreement_id": f"{geoid}--{model}",
                        "agency_id": geoid,
                        "state": record.counties["state"].iloc[index],
                        "model": model,
                        "geoids": geoid,
                        "reach": "part" if index % 4 == 0 else "countywide",
                        "signed_on": f"2020-{month:02}-{1 + index % 27:02}",
                        "ended_on": "2020-03-15" if month < 3 and index % 9 == 0 else "",
                    }
                )
    for state in ("FL", "GA", "MT", "GU"):
        rows.append(
            {
                "agreement_id": f"{state}--patrol",
                "state": state,
                "reach": "",
                "statewide": "true",
                "signed_on": "2020-02-02",
            }
        )
    agreements = make_agreements(*rows)
    # California has none at all.
    agreements = agreements[agreements["state"] != "CA"].reset_index(drop=True)
    return replace(record, agreements=agreements, lists=lists, sources=record.sources.iloc[:0])
