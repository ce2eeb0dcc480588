"""The county months say what coverage says, and of each end what a walk over all days finds."""

import io
import random
import zipfile
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from frictionless import Resource, Schema
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.agreements import LONGEST_SILENCE
from geo.county_months import (
    KINDS,
    describe_county_months,
    list_columns,
    tabulate_county_days,
    tabulate_county_months,
    write_county_months,
)
from geo.program import BITS, MODELS

FIRST = pd.Timestamp("2020-01-01")
# Days of the made-up tables, and some before and after.
DAYS = pd.date_range(FIRST - pd.Timedelta(days=2), periods=40)
SURE = ("", "renewed", "reported")


@pytest.fixture(scope="module")
def table(record):
    return tabulate_county_months(record)


def mix(rows, reach):
    return sum(rows[f"{model}_{reach}"] * BITS[model] for model in MODELS)


@pytest.mark.slow
def test_a_row_for_every_county_and_month(record, table):
    months = pd.period_range(record.first, record.last, freq="M").astype(str)
    assert list(table["month"][: len(months)]) == list(months)
    assert len(table) == len(months) * len(record.counties)
    assert not table.duplicated(["geoid", "month"]).any()
    days = pd.DatetimeIndex(table["counted_on"].unique())
    assert days[:-1].is_month_end.all()
    assert days[-1] == pd.Timestamp(record.last)
    assert set(table["population_year"]) == set(record.population_years)


def test_every_kind_is_as_coverage_says(record):
    chance = random.Random(287)
    span = (record.last - record.first).days
    days = [pd.Timestamp(record.first) + pd.Timedelta(days=chance.randint(0, span)) for _ in "abcd"]
    days += [pd.Timestamp(day) for day in (record.first, "2025-01-31", "2026-05-31", record.last)]
    table = tabulate_county_days(record, days)
    for day, rows in table.groupby("counted_on"):
        covered = record.coverage.compute(day)
        assert (rows["geoid"].to_numpy() == covered.counties["geoid"].to_numpy()).all()
        for column, found in (
            ("countywide", mix(rows, "countywide")),
            ("part", mix(rows, "part")),
            ("agreements", rows["agreements"]),
        ):
            assert (found.to_numpy() == covered.counties[column].to_numpy()).all(), (day, column)
        statewide = rows["state"].map(covered.states["statewide_mixture"])
        assert (mix(rows, "statewide") == statewide).all(), day


def test_what_shows_a_day(record):
    """The first roster is of 20 February 2011; after 18 May 2026 the next list is of 20 July."""
    expected = {
        "2011-02-19": "reports",
        "2011-02-20": "lists",
        "2020-12-31": "silence",
        "2022-06-30": "lists",
        "2026-05-18": "lists",
        "2026-05-19": "silence",
        "2026-07-19": "silence",
        "2026-07-20": "lists",
    }
    table = tabulate_county_days(record, expected)
    days = table["counted_on"].dt.strftime("%Y-%m-%d")
    assert dict(zip(days, table["shown_by"], strict=True)) == expected


def test_an_end_between_two_lists(make_agreements, small):
    """Shown on 5 March, missing from 20 April: at the end of March none can tell."""
    agreements = make_agreements(
        {
            "geoids": "12001",
            "signed_on": "2020-01-10",
            "first_listed_on": "2020-01-15",
            "last_listed_on": "2020-03-05",
            "ended_on": "2020-04-20",
            "end_certainty": "listed",
        }
    )
    months = tabulate_county_months(replace(small, agreements=agreements))
    here = months[months["geoid"] == "12001"].set_index("month")
    columns = ["jail_countywide", "unsure", "jail_countywide_ends_from", "jail_countywide_ends_by"]
    for column in columns[2:]:
        here[column] = here[column].dt.strftime("%Y-%m-%d").fillna("")
    between = ["2020-03-06", "2020-04-20"]
    assert here[columns].astype(str).T.to_dict("list") == {
        "2020-01": ["1", "0", *between],
        "2020-02": ["1", "0", *between],
        "2020-03": ["1", "1", *between],
        "2020-04": ["0", "0", "", ""],
        "2020-05": ["0", "0", "", ""],
        "2020-06": ["0", "0", "", ""],
        "2020-07": ["0", "0", "", ""],
    }


@st.composite
def draw_spells(draw):
    """Draw a few spells of one county and kind: numbers of days, and how their end is known."""
    spells = []
    for _ in range(draw(st.integers(1, 4))):
        start, shown, silent = (draw(st.integers(0, 12)) for _ in range(3))
        certainty = draw(st.sampled_from(["listed", "gap", "unattested", *SURE]))
        spells.append((start, start + shown, start + shown + max(silent, 1), certainty))
    return spells


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(draw_spells())
def test_ends_are_what_a_walk_over_all_days_finds(small, spells):
    agreements = make_table(small.agreements, spells)
    counted = tabulate_county_days(replace(small, agreements=agreements), DAYS)
    here = counted[counted["geoid"] == "13001"]
    rule, sure, possible = (
        [any(holds(day, *spell) for spell in spells) for day in DAYS]
        for holds in (is_in_force, is_surely_in_force, is_possibly_in_force)
    )
    assert list(here["warrant_part"] == 1) == rule
    assert list(here["unsure"] == 1) == [a != b for a, b in zip(sure, possible, strict=True)]
    for at, row in enumerate(here.itertuples()):
        found = (row.warrant_part_ends_from, row.warrant_part_ends_by)
        assert str(found) == str(walk(at, sure, possible)), DAYS[at]


def walk(at, sure, possible):
    """Walk from a day to the stretch in which the end of what is in force lies: its two days."""
    if not possible[at]:
        return pd.NaT, pd.NaT
    while sure[at]:
        at += 1
        if at == len(DAYS):
            return pd.NaT, pd.NaT
    while not sure[at - 1]:
        at -= 1
    last = at
    while possible[last] and not sure[last]:
        last += 1
    return DAYS[at], DAYS[last]


def make_table(like, spells):
    """Make agreements of Appling County, as `read_agreements` gives them."""
    days = [[FIRST + pd.Timedelta(days=number) for number in spell[:3]] for spell in spells]
    starts, shown, ended = (pd.Series(dates) for dates in zip(*days, strict=True))
    certainty = pd.Series([spell[3] for spell in spells])
    return pd.DataFrame({column: like[column].iloc[0] for column in like}, certainty.index).assign(
        state="GA",
        model="warrant",
        reach="part",
        statewide=False,
        geoids="13001",
        starts_on=starts,
        last_listed_on=shown,
        ended_on=ended.where(certainty != ""),
        over_on=ended.where(certainty != ""),
        end_certainty=certainty,
    )


def is_in_force(day, start, shown, ended, certainty):
    number = (day - FIRST).days
    return start <= number and (number < ended or certainty == "")


def is_surely_in_force(day, start, shown, ended, certainty):
    number = (day - FIRST).days
    return is_in_force(day, start, shown, ended, certainty) and (
        certainty in SURE or number <= shown
    )


is_possibly_in_force = is_in_force


def test_what_nothing_shows_for_long_may_be_in_force_after_it_counts(record):
    """Salem County was last shown in August 2017; no list of January 2021 has it."""
    salem = record.agreements[
        (record.agreements["agency_id"] == "nj-salem-county-sheriffs-office")
        & (record.agreements["end_certainty"] == "unattested")
    ].iloc[0]
    over = salem["last_listed_on"] + LONGEST_SILENCE
    days = [over - pd.Timedelta(days=1), over, salem["ended_on"]]
    table = tabulate_county_days(record, days)
    rows = table[table["geoid"] == salem["geoids"]]
    assert list(rows["jail_countywide"]) == [1, 0, 0]
    assert list(rows["unsure"]) == [1, 1, 0]
    assert list(rows["jail_countywide_ends_by"])[:2] == [salem["ended_on"]] * 2


def test_the_data_package_describes_every_column(table):
    few = table[table["unsure"] == 1].iloc[::50]
    assert len(few)
    assert list_columns() == list(table)
    content = write_county_months(few, "csv")
    schema = Schema.from_descriptor(describe_county_months()["schema"])
    resource = Resource(data=content, format="csv", encoding="utf-8", schema=schema)
    report = resource.validate()
    assert report.valid, report.flatten(["fieldName", "note"])[:3]
    assert report.tasks[0].stats["rows"] == len(few)


def test_stata_takes_every_name():
    assert max(map(len, list_columns())) <= 32


def test_every_format_says_the_same(table):
    few = table[table["state"].isin(["DE", "NJ"])]
    fields = describe_county_months()["schema"]["fields"]
    dates = [field["name"] for field in fields if field["type"] == "date"]
    text = {field["name"]: str for field in fields if field["type"] in ("string", "yearmonth")}
    content = write_county_months(few, "csv")
    kept = io.BytesIO(write_county_months(few, "parquet"))
    for read in (pd.read_csv(io.BytesIO(content), dtype=text), pd.read_parquet(kept)):
        for name in dates:
            read[name] = pd.to_datetime(read[name]).astype(few[name].dtype)
        pd.testing.assert_frame_equal(read, few.reset_index(drop=True), check_dtype=False)
    packed = write_county_months(few, "zip")
    assert packed == write_county_months(few, "zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["county_months.csv"]
        assert archive.read("county_months.csv") == content


def test_kinds_are_the_models_by_reach():
    assert len(set(KINDS)) == 9
    assert np.array(KINDS).reshape(3, 3)[:, 2].tolist() == [
        f"task_force_{reach}" for reach in ("countywide", "part", "statewide")
    ]
