"""The data package describes every table as it is."""

import csv
import json

import pytest
from frictionless import Package

from geo.agreements import DATA

PACKAGE = DATA / "datapackage.json"
RESOURCES = json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]


def test_every_table_is_described():
    tables = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")}
    assert {resource["path"] for resource in RESOURCES} == tables


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource["path"])
def test_every_column_is_typed_and_described(resource):
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == header
    assert all(field["type"] and field["description"] for field in fields)


@pytest.mark.slow
def test_every_row_keeps_the_contract():
    report = Package(str(PACKAGE)).validate()
    faults = [f"{task.place}: {error.message}" for task in report.tasks for error in task.errors]
    assert not report.errors
    assert not faults


def test_the_sources_that_ask_for_it_are_credited():
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    credits = " ".join(source["title"] for source in package["sources"])
    for name in ("Immigration and Customs Enforcement", "MigrantUSA", "GeoNames", "Census Bureau"):
        assert name in credits
    assert {"other-pd", "CC-BY-4.0"} == {licence["name"] for licence in package["licenses"]}


def test_every_source_that_agreements_cite_is_credited():
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    credited = {source.get("path", source["title"]) for source in package["sources"]}
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as stream:
        cited = {row["address"] or row["title"] for row in csv.DictReader(stream)}
    assert sorted(cited - credited) == []


def test_what_is_made_of_the_tables_is_described():
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    assert [table["name"] for table in package["derived"]] == ["county_months", "coverage"]
    for table in package["derived"]:
        assert all(field["type"] and field["description"] for field in table["schema"]["fields"])
