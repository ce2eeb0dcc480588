"""An agreement that a list prints under another agency's name is still one agreement."""

from dataclasses import replace
from datetime import date

import pytest

from geo.ingest.agreement import History
from geo.ingest.checks import check_history
from geo.ingest.clean import clean_rows
from geo.ingest.corrections import Corrections
from geo.ingest.twins import find_twins
from geo.ingest.workbook import read_workbook
from tests.ingest.lists import make_list, make_row, print_row, write_workbook
from tests.ingest.test_absorb import FILLER, absorb_all, absorb_rows, get, rules

SIGNED = "2025-02-26"
SHERIFF, BOARD = "Gulf County Sheriff's Office", "Gulf County Board of County Commissioners"
LINK = "https://www.ice.gov/doclib/287gMOA/gulfCo_WSO_MOA.pdf"


def row(agency=SHERIFF, model="task_force", signed_on=SIGNED, **rest):
    return make_row(agency, model, signed_on, **{"geoids": ("12045",), **rest})


KEPT = [row(model="jail"), row(BOARD, "warrant")]


def read_life(agreement):
    return agreement.first_listed_on, agreement.last_listed_on, agreement.ended_on


def test_two_known_names_of_a_county_change_places():
    history = absorb_rows([row(BOARD), *KEPT], [row(SHERIFF), *KEPT], [row(SHERIFF), *KEPT])
    (agreement,) = [one for one in history.agreements if one.model == "task_force"]
    assert (agreement.agency, agreement.flags) == (SHERIFF, {"relabelled"})
    assert read_life(agreement) == ("2025-03-01", "2025-03-03", "")
    assert agreement.start_source == "participatingAgencies03012025am.xlsx#2"
    (merge,) = [merge for merge in history.merges if merge.rule == "relabelled"]
    assert (merge.agreement_id, merge.before, merge.after) == (
        agreement.agreement_id,
        BOARD,
        SHERIFF,
    )


def test_memorandum_and_county_suffice_when_the_date_is_another():
    old, new = row(BOARD, moa_url=LINK), row(SHERIFF, signed_on="2025-02-27", moa_url=LINK)
    history = absorb_rows([old, *KEPT], [new, *KEPT])
    (agreement,) = [one for one in history.agreements if one.model == "task_force"]
    assert (agreement.agency, agreement.signed_on) == (SHERIFF, "2025-02-27")


@pytest.mark.parametrize(
    "new",
    [
        row(SHERIFF, signed_on="2025-02-27"),
        row(SHERIFF, geoids=("12049",)),
        row(SHERIFF, model="warrant"),
        row(SHERIFF, state="GA"),
    ],
)
def test_one_thing_in_common_is_not_enough(new):
    history = absorb_rows([row(BOARD), *KEPT], [new, *KEPT])
    assert "relabelled" not in rules(history)


def test_a_row_that_comes_before_the_other_goes_is_another_agreement():
    both = [row(BOARD), row(SHERIFF)]
    history = absorb_rows([row(BOARD), *KEPT], [*both, *KEPT], [row(SHERIFF), *KEPT])
    assert "relabelled" not in rules(history)
    printed, faults = find_twins(one for one in history.agreements if one.geoids == ("12045",))
    assert (len(printed), faults) == (1, [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            row("Dale Police Department", place="Dale"),
            row("Hill Police Department", place="Hill"),
        ),
        (row("Constable Precinct 1"), row("Constable Precinct 4")),
        (
            row("Division of Wildlife", geoids=(), statewide=True),
            row("Bureau of Financial Crimes", geoids=(), statewide=True),
        ),
    ],
)
def test_other_towns_precincts_and_state_bodies_are_listed_and_not_merged(one, other):
    known = [row(one.agency, "jail", "2025-01-05"), row(other.agency, "jail", "2025-01-06")]
    history = absorb_rows([one, *known], [other, *known])
    assert "relabelled" not in rules(history)
    assert [(c.agency, c.like) for c in history.candidates] == [(other.agency, one.agency)]


def test_the_attorney_printed_under_the_name_of_another_keeps_the_first_listing():
    district, county = "Gulf County District Attorney's Office", "Gulf County Attorney's Office"
    history = absorb_rows(
        [row(district), *KEPT], [row(county), row(district, signed_on="2025-03-02"), *KEPT]
    )
    (first,), (second,) = get(history, county), get(history, district)
    assert read_life(first) == ("2025-03-01", "2025-03-02", "")
    assert (second.signed_on, second.first_listed_on) == ("2025-03-02", "2025-03-02")
    assert second.flags == frozenset()


def test_a_date_that_is_mended_while_another_agency_comes_stays_with_its_agency():
    other = row("Dale Police Department", reach="part", place="Dale")
    history = absorb_rows(
        [row(SHERIFF), *KEPT], [row(SHERIFF, signed_on="2025-02-28"), other, *KEPT]
    )
    assert "relabelled" not in rules(history)
    assert [one.signed_on for one in get(history, SHERIFF) if one.model == "task_force"] == [
        "2025-02-28"
    ]


def test_an_agency_under_the_wrong_state_is_one_and_namesakes_are_two():
    wrong = row("Lake Placid Police Department", state="NY", geoids=("36031",))
    right = row("Lake Placid Police Department", geoids=("12055",))
    (agreement,) = get(absorb_rows([wrong, *KEPT], [right, *KEPT]), right.agency)
    assert (agreement.agreement_id[:2], agreement.state, agreement.geoids) == (
        "fl",
        "FL",
        ("12055",),
    )
    assert len(get(absorb_rows([wrong, right, *KEPT], [right, *KEPT]), right.agency)) == 2
    linked = row(wrong.agency, state="NY", geoids=("36031",), moa_url=LINK)
    assert len(get(absorb_rows([linked, *KEPT], [right, *KEPT]), right.agency)) == 2


def test_a_date_that_changes_before_the_memorandum_is_linked_is_mended():
    first = make_list("2025-05-22", row(), *KEPT, *FILLER)
    for link, number in (("", 1), (LINK, 2)):
        linked = make_list("2025-05-23", row(moa_url=link), *KEPT, *FILLER)
        later = make_list("2025-09-08", row(signed_on="2025-06-30"), *KEPT, *FILLER)
        history = absorb_all(first, linked, later)
        found = [one for one in history.agreements if one.model == "task_force"]
        assert len(found) == number
        assert read_life(found[0])[0] == "2025-05-22"


def test_a_document_named_beside_an_agency_is_no_part_of_its_name(tmp_path):
    printed = [
        print_row("Gulf County Sheriff's Office (Addendum)"),
        print_row("Bay County Sheriff's Office (Revised)"),
        print_row("Lake County Sheriff's Office"),
    ]
    path = write_workbook(tmp_path / "participatingAgencies03012025am.xlsx", printed)
    sheet = read_workbook(path)
    rows, _ = clean_rows(sheet, date(2025, 3, 1), Corrections())
    assert [(one.agency, "addendum" in one.flags) for one in rows] == [
        ("Gulf County Sheriff's Office", True),
        ("Bay County Sheriff's Office", False),
        ("Lake County Sheriff's Office", False),
    ]


def test_an_addendum_shows_the_agreement_that_it_adds_to():
    addendum = replace(row(signed_on="2025-03-05"), flags=frozenset({"addendum"}))
    history = absorb_all(
        make_list("2025-03-01", row(), *KEPT, *FILLER),
        make_list("2025-06-01", addendum, *KEPT, *FILLER),
    )
    (agreement,) = [one for one in history.agreements if one.model == "task_force"]
    assert (agreement.signed_on, agreement.last_listed_on) == (SIGNED, "2025-06-01")


def test_the_check_names_what_is_there_twice():
    history = absorb_all(
        make_list("2025-03-01", row(BOARD), *KEPT, *FILLER),
        make_list("2025-03-02", *KEPT, *FILLER),
        make_list("2025-03-03", row(SHERIFF, signed_on="2025-02-20"), *KEPT, *FILLER),
    )
    board, sheriff = [one for one in history.agreements if one.model == "task_force"]
    sheriff.signed_on = board.signed_on
    _, problems = check_history(History(agreements=(board, sheriff)))
    assert any("no list prints both on one day" in problem for problem in problems)
