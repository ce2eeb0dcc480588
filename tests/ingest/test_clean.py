"""Printed rows become plain values, or an error that names file, row, value and remedy."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ingest.clean import (
    clean_rows,
    read_date,
    read_link,
    read_state,
    read_state_names,
    tidy_name,
)
from geo.ingest.errors import SourceError
from geo.ingest.workbook import PrintedList, PrintedRow
from tests.ingest.lists import NO_CORRECTIONS, correct

DAY = date(2026, 6, 1)
STATES = read_state_names()
GOOD = {
    "state": "FLORIDA",
    "agency": "Bay County Sheriff's Office",
    "type": "County",
    "county": "Bay County",
    "model": "Task Force Model",
    "signed": "2025-03-01",
}


def clean(*rows, corrections=NO_CORRECTIONS):
    printed = (PrintedRow(number, **GOOD | row) for number, row in enumerate(rows, start=2))
    return clean_rows(PrintedList("list.xlsx", "0" * 64, tuple(printed)), DAY, corrections)


def clean_one(**row):
    (found,), _ = clean(row)
    return found


@pytest.mark.parametrize(
    ("column", "printed", "field", "value"),
    [
        ("state", "UTAh ", "state", "UT"),
        ("state", "PENNSLYVANIA", "state", "PA"),
        ("state", "UTAHJ", "state", "UT"),
        ("state", "WEST VIRGINIA", "state", "WV"),
        ("state", "Washington", "state", "WA"),
        ("state", "NORTHERN MARIANA ISLANDS", "state", "MP"),
        ("model", "Warrant Services Officer", "model", "warrant"),
        ("model", "Warrant Service Office", "model", "warrant"),
        ("model", "Task Force Officer", "model", "task_force"),
        ("model", "Jail Enforcment Model", "model", "jail"),
        ("model", "Jail Enforcement Model ", "model", "jail"),
        ("type", "Muncipality", "type", "municipality"),
        ("type", "State", "type", "state"),
        ("type", "State Agency", "type", "state"),
        ("type", "#NA", "type", ""),
        ("county", "#N/A", "county", ""),
        ("county", "Saint  Johns\u00a0County", "county", "Saint Johns County"),
        ("agency", "Lyon’s  County Sheriff`s Office ", "agency", "Lyon's County Sheriff's Office"),
        ("signed", "05/082025", "signed_on", "2025-05-08"),
        ("signed", "8/282025", "signed_on", "2025-08-28"),
        ("signed", "7/7/2025", "signed_on", "2025-07-07"),
        ("signed", "", "signed_on", ""),
    ],
)
def test_what_lists_have_printed_is_understood(column, printed, field, value):
    assert getattr(clean_one(**{column: printed}), field) == value


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("https://www.ice.gov/doclib/a b.pdf", "https://www.ice.gov/doclib/a%20b.pdf"),
        (
            "https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.ice.gov%2F"
            "doclib%2Fa.pdf&data=05%7C02",
            "https://www.ice.gov/doclib/a.pdf",
        ),
        ("chrome-extension://efaidnbmnnn/https://www.ice.gov/a.pdf", "https://www.ice.gov/a.pdf"),
        ("https:/www.ice.gov/a.pdf", "https://www.ice.gov/a.pdf"),
        ("link pending", ""),
        ("link | addendum", ""),
        ("Cons", ""),
    ],
)
def test_addresses_are_unwrapped(printed, address):
    assert read_link(printed) == address


def test_a_row_without_agency_or_model_is_set_aside_with_what_it_prints():
    """The first as in pendingAgencies10062025pm.xlsx row 6 and three more pending lists."""
    madison = {"agency": "Madison Police Department", "county": "Madison County", "model": ""}
    rows, set_aside = clean({}, madison, {"agency": " "}, {"model": "#N/A"})
    assert [row.number for row in rows] == [2]
    assert [(row.number, row.reason) for row in set_aside] == [
        (3, "no model"),
        (4, "no agency"),
        (5, "no model"),
    ]
    assert "Madison County" in set_aside[0].printed


def test_a_correction_supplies_what_a_row_lacks():
    fix = correct("model", "FL", GOOD["agency"], "", "Task Force Model")
    (row,), set_aside = clean({"model": ""}, corrections=fix)
    assert (row.model, set_aside) == ("task_force", [])


def test_every_fault_is_named_at_once():
    with pytest.raises(SourceError) as error:
        clean({"signed": "5025-07-07"}, {"state": "Atlantis"}, {"model": "Sea Patrol"})
    assert str(error.value).splitlines() == [
        "list.xlsx row 2: SIGNED is '5025-07-07'; expected a date from 2002-01-01 to 2026-06-01. "
        "Mend it in data/corrections.csv.",
        "list.xlsx row 3: STATE is 'Atlantis'; expected the name of a state or territory. "
        "Mend it in data/corrections.csv.",
        "list.xlsx row 4: SUPPORT TYPE is 'Sea Patrol'; expected Jail Enforcement Model, Warrant "
        "Service Officer or Task Force Model. Mend it in data/corrections.csv.",
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "Jail Enforcement Model, Warrant Service Officer",
        "Task Force Model and Jail Enforcement Model",
        "Warrant Service Officer / TFM",
    ],
)
def test_two_models_in_one_cell_are_an_error(printed):
    with pytest.raises(SourceError, match=r"row 2: SUPPORT TYPE is .*corrections\.csv"):
        clean({"model": printed})


def test_agencies_of_one_name_are_told_apart_by_their_county():
    name = "Butler Township Police Department"
    corrections = correct("agency", "PA", name, "Butler County", f"{name} (Butler)")
    rows, _ = clean(
        {"state": "PA", "agency": name, "county": "Luzerne County"},
        {"state": "PA", "agency": name, "county": "Butler  County"},
        corrections=corrections,
    )
    assert [row.agency for row in rows] == [name, f"{name} (Butler)"]
    assert corrections.used == {("agency", "PA", name, "Butler County"): 1}


def test_a_correction_replaces_the_wrong_value_of_its_agency_only():
    corrections = correct("signed_on", "FL", GOOD["agency"], "5025-07-07", "2025-07-07")
    rows, _ = clean({"signed": "5025-07-07"}, {}, corrections=corrections)
    assert [row.signed_on for row in rows] == ["2025-07-07", "2025-03-01"]
    assert [row.flags for row in rows] == [{"signed_on_corrected"}, frozenset()]
    with pytest.raises(SourceError, match="5025"):
        clean({"agency": "Lake Police", "signed": "5025-07-07"}, corrections=corrections)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-02",
        "2001-12-31",
        "13/1/2025",
        "soon",
        "2/30/2025",
        "26/07/20",
        "Juli 5, 2025",
        "12:00",
    ],
)
def test_a_date_that_is_none_or_out_of_range_is_an_error(text):
    with pytest.raises(ValueError, match="expected a date from 2002-01-01 to 2026-06-01"):
        read_date(text, DAY)


@given(st.dates(min_value=date(2002, 1, 1), max_value=DAY))
def test_every_date_in_range_is_read_in_every_printed_form(day):
    short = f"{day.month}/{day.day}/{day.year}"
    forms = [day.isoformat(), f"{day:%m/%d/%Y}", f"{day:%m/%d%Y}", short]
    forms += [f"{day:%m/%d/%y}", f"{day:%B %d, %Y}", f"{day:%b}. {day.day}, {day.year}"]
    forms += [f"{day.isoformat()} 00:00:00", f"{short} 9:30 AM", f"{day.isoformat()}T12:00"]
    assert {read_date(form, DAY)[0] for form in forms} == {day.isoformat()}


@given(st.sampled_from(sorted(STATES)), st.data())
def test_a_state_is_never_taken_for_another(name, data):
    place = data.draw(st.integers(0, len(name) - 1))
    for typo in (name[:place] + name[place + 1 :], name[:place] + name[place] + name[place:]):
        with contextlib.suppress(ValueError):
            assert read_state(typo)[0] == STATES[name]


@given(st.text())
def test_tidying_a_name_twice_changes_nothing_more(text):
    assert tidy_name(tidy_name(text)) == tidy_name(text)
