"""The data of a view are what its filter keeps, and read back from the files as they were."""

import datetime
import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from geo.agreements import select_in_force, select_kind, select_place
from geo.finding import find_view
from geo.view import View
from geo.view_data import BEGAN, BOTH, ENDED, find_counties, tabulate_view, write_csv, write_xlsx

NEWEST = datetime.date(2026, 7, 20)
JANUARY = datetime.date(2025, 1, 20)
DAY = datetime.date(2020, 4, 1)


def read_back(record, view):
    """The data of a view as its CSV gives them: text."""
    content = write_csv(tabulate_view(find_view(record, view)))
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


@pytest.mark.parametrize(
    "view",
    [
        View(NEWEST),
        View(NEWEST, place="TX", models=("task_force",)),
        View(datetime.date(2014, 3, 1)),
        View(NEWEST, place="FL", reach="part"),
    ],
)
def test_the_rows_are_those_that_the_filter_keeps(record, view):
    kept = select_kind(select_in_force(record.agreements, view.date), view.models, view.reach)
    kept = select_place(kept, record.places[view.place])
    rows = read_back(record, view).set_index("agreement_id")
    assert len(rows) > 5
    assert sorted(rows.index) == sorted(kept["agreement_id"])
    kept = kept.set_index("agreement_id").loc[rows.index]
    for column in ("agency", "state", "jurisdiction", "model", "geoids"):
        assert rows[column].tolist() == kept[column].tolist()
    assert rows["memorandum"].tolist() == kept["moa_url"].tolist()
    for column in ("signed_on", "ended_on"):
        assert rows[column].tolist() == kept[column].dt.strftime("%Y-%m-%d").fillna("").tolist()


def test_a_county_has_its_own_and_those_of_its_state(record):
    rows = read_back(record, View(NEWEST, place="12001"))
    local = rows[rows["reach"] != "statewide"]
    assert len(local)
    assert local["counties"].str.contains("Alachua County").all()
    statewide = rows[rows["reach"] == "statewide"]
    assert set(statewide["state"]) == {"FL"}
    assert (statewide["counties"] == "").all()


def test_list_and_row_are_apart_and_other_sources_by_title(record):
    newest = read_back(record, View(NEWEST, place="WY"))
    assert newest["list"].str.endswith(".xlsx").all()
    assert newest["row"].str.fullmatch(r"\d+").all()
    old = read_back(record, View(datetime.date(2012, 3, 1)))
    without_row = old[old["row"] == ""]
    assert set(without_row["list"]) & set(record.sources["title"])


def test_a_comparison_has_both_days_and_tells_them_apart(small):
    view = View(DAY, compare=datetime.date(2020, 3, 1))
    rows = read_back(small, view).set_index("agreement_id")["change"]
    earlier, later = (
        set(select_in_force(small.agreements, day)["agreement_id"]) for day in view.dates
    )
    assert set(rows.index) == earlier | later
    assert set(rows.index[rows == BEGAN]) == later - earlier != set()
    assert set(rows.index[rows == ENDED]) == earlier - later != set()
    assert set(rows.index[rows == BOTH]) == earlier & later != set()
    assert "change" not in read_back(small, View(DAY))


def test_a_part_of_the_map_has_the_agreements_in_it(record):
    view = View(NEWEST, at="-100,900,300")
    seen = find_counties(record, view.extent)
    rows = read_back(record, view)
    assert 5 < len(seen) < 200
    states = {record.places[geoid].state for geoid in seen}
    for row in rows.itertuples():
        if row.reach == "statewide":
            assert row.state in states
        else:
            assert seen & set(row.geoids.split(";"))
    everywhere = read_back(record, replace(view, at=""))
    assert 0 < len(rows) < len(everywhere)


def test_a_workbook_holds_the_same_with_numbers_and_dates(record):
    finding = find_view(record, View(NEWEST, compare=JANUARY, place="WY"))
    table = tabulate_view(finding)
    content = write_xlsx(table, finding, "=one\ntwo")
    assert content == write_xlsx(table, finding, "=one\ntwo")
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *rows = book["Agreements"].values
    assert list(header) == list(table.columns)
    assert len(rows) == len(table) > 0
    first = dict(zip(header, rows[0], strict=True))
    assert first["row"] == table["row"].iloc[0]
    assert first["in_force_from"] == table["in_force_from"].iloc[0].to_pydatetime()
    assert [row[0].value for row in book["About"].iter_rows()] == ["About", "=one", "two"]
    assert book["About"]["A2"].data_type == "s"


def test_no_cell_of_the_data_is_a_formula(small):
    agreements = small.agreements.assign(agency="=HYPERLINK(1)")
    rows = read_back(replace(small, agreements=agreements), View(DAY))
    assert set(rows["agency"]) == {"'=HYPERLINK(1)"}
