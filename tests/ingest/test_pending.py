"""Applications: read from pending lists, folded, and followed to the agreement they became."""

import csv
import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.agreements import COLUMNS
from geo.ingest.agreement import History
from geo.ingest.clean import tidy_name
from geo.ingest.identity import name_key
from geo.ingest.pending.applications import (
    fold_applications,
    follow_applications,
    recognise_applicants,
)
from geo.ingest.pending.lists import (
    date_pending,
    read_edition,
    read_pending,
    render_followed,
    render_pending,
)
from geo.ingest.prepare import read_corrections
from geo.ingest.workbook import SourceError

HEADER = ["STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE"]
BAKER = ["FLORIDA", "Baker County Sheriff's Office", "County", "Baker County"]
NO_CORRECTIONS = read_corrections("no such folder")


def write_pending(path, *rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def make_row(on, agency, *, state="FL", model="warrant", geoids="12003", row=2, flags="undated"):
    return {
        "row": row,
        "state": state,
        "agency": agency,
        "model": model,
        "flags": flags,
        "key": name_key(state, agency),
        "list": f"pendingAgencies-{on}.xlsx",
        "published_on": on,
        "edition": (on, "120000", f"pendingAgencies-{on}.xlsx"),
        "geoids": geoids,
        "statewide": False,
    }


def make_agreement(agency, signed_on, **more):
    state = more.get("state", "FL")
    agency_id = f"{state.lower()}-{agency.lower().replace(chr(39), '').replace(' ', '-')}"
    model = more.get("model", "warrant")
    return (
        dict.fromkeys(COLUMNS, "")
        | {
            "agreement_id": f"{agency_id}--{model}--{signed_on}",
            "agency_id": agency_id,
            "agency": agency,
            "state": state,
            "model": model,
            "signed_on": signed_on,
            "first_listed_on": signed_on,
            "geoids": "12003",
            "statewide": "false",
        }
        | more
    )


def fold(rows, *agreements, merges=()):
    history = History(agreements=agreements, merges=merges)
    return fold_applications(pd.DataFrame(rows), history)


# --- reading


def test_rows_keep_their_printed_number_and_text(tmp_path):
    path = write_pending(
        tmp_path / "p.xlsx", [*BAKER, " Warrant Service Officer "], [], [*BAKER, "Task Force Model"]
    )
    rows = read_pending(path).rows
    assert list(rows["row"]) == [2, 4]
    assert list(rows["model"]) == ["Warrant Service Officer", "Task Force Model"]
    assert set(rows["signed"]) == {""}


@pytest.mark.parametrize(
    ("rows", "header", "fault"),
    [
        ([], HEADER, "has a header but no rows"),
        ([BAKER], HEADER[:4], "expected also SUPPORT TYPE"),
        (
            [[*BAKER, "Task Force Model", "2025-01-01"]],
            [*HEADER, "SIGNED"],
            "the header has SIGNED",
        ),
    ],
)
def test_a_file_that_is_no_pending_list_is_refused_with_the_reason(tmp_path, rows, header, fault):
    path = write_pending(tmp_path / "pendingAgencies03132025am.xlsx", *rows, header=header)
    with pytest.raises(SourceError, match=fault):
        read_pending(path)
    edition, line = read_edition(path, [], NO_CORRECTIONS)
    assert edition is None
    assert line["verdict"] == "refused"
    assert fault in line["note"]


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "pendingAgencies03132025am.xlsx"
    path.write_text("<html>")
    with pytest.raises(SourceError, match="is not an Excel workbook"):
        read_pending(path)


def test_every_row_is_an_application_folded_or_set_aside(tmp_path):
    path = write_pending(
        tmp_path / "pendingAgencies03132025am.xlsx",
        [*BAKER, "Task Force Model"],
        ["FLORIDA", "Baker County Sheriff’s Office", "County", "Baker County", "Task Force Model"],
        [*BAKER, ""],
    )
    edition, line = read_edition(path, [], NO_CORRECTIONS)
    assert (line["rows"], line["applications"]) == ("3", "1")
    assert "row 3 folded" in line["note"]
    assert "row 4 set aside: no model" in line["note"]
    assert list(edition["row"]) == [2]


def test_an_unknown_model_refuses_the_list_and_names_the_row(tmp_path):
    path = write_pending(tmp_path / "pendingAgencies03132025am.xlsx", [*BAKER, "Traffic Model"])
    _, line = read_edition(path, [], NO_CORRECTIONS)
    assert line["verdict"] == "refused"
    assert "row 2: SUPPORT TYPE is 'Traffic Model'" in line["note"]


def test_a_pending_list_has_the_day_of_the_participating_list_of_the_same_mark():
    lists = [{"file": "participatingAgencies01052025pm.xlsx", "published_on": "2026-01-05"}]
    assert date_pending("pendingAgencies01052025pm.xlsx", lists) == "2026-01-05"
    assert date_pending("pendingAgencies01062025pm.xlsx", lists) == "2025-01-06"
    assert date_pending("pendingAgencies-20250318020000.xlsx", lists) == "2025-03-17"


# --- applications


def test_an_application_spans_its_lists_and_becomes_the_agreement_signed_next():
    applications, _ = fold(
        [
            make_row("2025-03-01", "Baker County Sheriff's Office"),
            make_row("2025-03-10", "Baker County Sheriff's Office", row=7),
        ],
        make_agreement("Baker County Sheriff's Office", "2019-05-01", ended_on="2020-01-01"),
        make_agreement("Baker County Sheriff's Office", "2025-03-12"),
        make_agreement("Baker County Sheriff's Office", "2025-09-01"),
    )
    (application,) = applications
    assert application["first_pending_on"] == "2025-03-01"
    assert application["last_pending_on"] == "2025-03-10"
    assert application["lists"] == "2"
    assert application["outcome"] == "signed"
    assert application["agreement_id"] == "fl-baker-county-sheriffs-office--warrant--2025-03-12"
    assert application["source"] == "pendingAgencies-2025-03-10.xlsx#7"
    assert application["flags"] == ""


@pytest.mark.parametrize(
    ("signed_on", "outcome", "flags"),
    [
        ("2025-01-29", "vanished", "already_in_force"),
        ("2025-01-30", "signed", ""),
        ("2025-04-30", "signed", ""),
        ("2025-05-01", "signed", "signed_long_after"),
    ],
)
def test_the_signing_may_lie_thirty_days_before_the_first_list(signed_on, outcome, flags):
    applications, _ = fold(
        [
            make_row("2025-03-01", "Baker County Sheriff's Office"),
            make_row("2025-03-02", "Lake County Sheriff's Office", geoids="12069"),
        ],
        make_agreement("Baker County Sheriff's Office", signed_on),
    )
    assert (applications[0]["outcome"], applications[0]["flags"]) == (outcome, flags)
    assert bool(applications[0]["agreement_id"]) == (outcome == "signed")


def test_the_agreement_of_another_model_is_not_what_it_became():
    applications, _ = fold(
        [
            make_row("2025-03-01", "Baker County Sheriff's Office", model="jail"),
            make_row("2025-03-01", "Baker County Sheriff's Office"),
        ],
        make_agreement("Baker County Sheriff's Office", "2025-03-12"),
    )
    assert [(a["model"], a["outcome"]) for a in applications] == [
        ("jail", "pending"),
        ("warrant", "signed"),
    ]


def test_gone_from_the_newest_list_is_vanished_and_on_it_pending():
    applications, _ = fold(
        [
            make_row("2025-03-01", "Baker County Sheriff's Office"),
            make_row("2025-03-02", "Lake County Sheriff's Office", geoids="12069"),
        ]
    )
    assert [a["outcome"] for a in applications] == ["vanished", "pending"]


def test_a_long_absence_is_flagged():
    other = "Lake County Sheriff's Office"
    days = [f"2025-03-{day:02}" for day in range(1, 7)]
    rows = [make_row(day, other, geoids="12069") for day in days]
    rows += [make_row(day, "Baker County Sheriff's Office") for day in (days[0], days[5])]
    rows += [make_row(day, "Union County Sheriff", geoids="12125") for day in (days[0], days[4])]
    flags = {a["agency"]: a["flags"] for a in fold(rows)[0]}
    assert flags["Baker County Sheriff's Office"] == "returned"
    assert flags["Union County Sheriff"] == ""


# --- identity


def test_a_misspelt_applicant_of_the_same_county_is_the_agency_of_the_record():
    applications, respellings = fold(
        [make_row("2025-03-01", "Bakr County Sheriff's Office", row=9)],
        make_agreement("Baker County Sheriff's Office", "2025-03-12"),
    )
    assert applications[0]["agency"] == "Baker County Sheriff's Office"
    assert applications[0]["outcome"] == "signed"
    assert respellings == [
        {
            "list": "pendingAgencies-2025-03-01.xlsx",
            "row": "9",
            "rule": "respelt",
            "agency_id": "fl-baker-county-sheriffs-office",
            "printed": "Bakr County Sheriff's Office",
            "known": "Baker County Sheriff's Office",
        }
    ]


def test_a_spelling_merged_in_the_record_is_known():
    merge = {
        "rule": "respelt",
        "agency_id": "fl-baker-county-sheriffs-office",
        "before": "Bicker County Sheriff's Office",
        "after": "Baker County Sheriff's Office",
    }
    applications, _ = fold(
        [make_row("2025-03-01", "Bicker County Sheriff's Office", geoids="")],
        make_agreement("Baker County Sheriff's Office", "2025-03-12"),
        merges=(merge,),
    )
    assert applications[0]["outcome"] == "signed"


@pytest.mark.parametrize(
    ("printed", "geoids", "known"),
    [
        ("Bakr County Sheriff's Office", "12069", "Baker County Sheriff's Office"),
        ("Pembroke Park Police Department", "12003", "Pembroke Pines Police Department"),
        ("Pembroke Police Department", "12003", "Pembroke Pines Police Department"),
        ("East Nassau Police Department", "12003", "West Nassau Police Department"),
        ("Constable Precinct 112", "12003", "Constable Precinct 12"),
        ("Bakr County Sheriff's Office", "", "Baker County Sheriff's Office"),
    ],
)
def test_near_names_of_other_bodies_are_not_merged(printed, geoids, known):
    applications, respellings = fold(
        [make_row("2025-03-01", printed, geoids=geoids)], make_agreement(known, "2025-03-12")
    )
    assert applications[0]["agreement_id"] == ""
    assert respellings == []


def test_without_a_county_only_a_very_small_difference_counts():
    applications, _ = fold(
        [make_row("2025-03-01", "New Port Richey Polce Department", geoids="")],
        make_agreement("New Port Richey Police Department", "2025-03-12"),
    )
    assert applications[0]["outcome"] == "signed"


NOISE = st.sampled_from(["'", "’", ""])


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2025-03-01", "2025-03-02", "2025-03-03"]),
            st.sampled_from(["FL", "SC"]),
            st.sampled_from(
                ["Anderson County Sheriff{}s Office", "Baker PD", "baker  Police Dept."]
            ),
            NOISE,
        ),
        min_size=1,
        max_size=12,
        unique=True,
    ),
    st.randoms(use_true_random=False),
)
def test_order_and_noise_change_nothing_and_states_never_meet(printed, random):
    rows = [
        make_row(on, tidy_name(agency.format(mark)), state=state, geoids="", row=place)
        for place, (on, state, agency, mark) in enumerate(printed, start=2)
    ]
    applications, _ = fold(rows)
    bodies = {(state, agency[0].lower()) for _, state, agency, _ in printed}
    assert len(applications) == len(bodies)
    assert all(a["agency_id"][:2].upper() == a["state"] for a in applications)
    random.shuffle(rows)
    assert fold(rows)[0] == applications


def test_every_applicant_gets_one_id():
    rows = pd.DataFrame(
        [
            make_row("2025-03-01", "Spaulding County Sheriff's Office", geoids=""),
            make_row("2025-03-02", "Spalding County Sheriff's Office"),
        ]
    )
    agency_ids, _ = recognise_applicants(rows, History())
    assert set(agency_ids.values()) == {"fl-spalding-county-sheriffs-office"}


# --- from workbooks to tables


def test_workbooks_become_the_same_tables_every_time(tmp_path):
    folder = tmp_path / "ice_pending"
    lake = ["FLORIDA", "Lake County Sheriff's Office", "County", "Lake County", "Task Force Model"]
    highway = [
        "FLORIDA",
        "Florida Highway Patrol",
        "State Agency",
        "Leon County",
        "Task Force Model",
    ]
    write_pending(folder / "pendingAgencies03102025am.xlsx", [*BAKER, "Warrant Service Officer"])
    write_pending(folder / "pendingAgencies03112025am.xlsx", lake, highway)
    write_pending(folder / "pendingAgencies03122025am.xlsx")
    history = History(agreements=(make_agreement("Baker County Sheriff's Office", "2025-03-12"),))
    texts = render_pending(tmp_path, history, NO_CORRECTIONS)
    rows = list(csv.DictReader(io.StringIO(texts["pending.csv"])))
    assert [(r["agency"], r["outcome"], r["geoids"], r["statewide"]) for r in rows] == [
        ("Baker County Sheriff's Office", "signed", "12003", "false"),
        ("Florida Highway Patrol", "pending", "", "true"),
        ("Lake County Sheriff's Office", "pending", "12069", "false"),
    ]
    lists = list(csv.DictReader(io.StringIO(texts["qa/pending_lists.csv"])))
    assert [line["verdict"] for line in lists] == ["absorbed", "absorbed", "refused"]
    assert render_pending(tmp_path, history, NO_CORRECTIONS) == texts


def test_a_folder_without_workbooks_is_named(tmp_path):
    with pytest.raises(SourceError, match="ice_pending: holds no workbook"):
        render_pending(tmp_path, History(), NO_CORRECTIONS)


def test_applications_follow_an_agreement_that_is_renamed(tmp_path):
    rows = [make_row("2025-03-01", "Bakr County Sheriff's Office")]
    misspelt = make_agreement("Bakr County Sheriff's Office", "2025-03-12")
    assert render_followed(History(agreements=(misspelt,)), tmp_path) == {}
    applications, _ = fold(rows, misspelt)
    pd.DataFrame(applications).to_csv(tmp_path / "pending.csv", index=False)
    merge = {
        "rule": "respelt",
        "agency_id": "fl-baker-county-sheriffs-office",
        "before": "Bakr County Sheriff's Office",
        "after": "Baker County Sheriff's Office",
    }
    mended = make_agreement("Baker County Sheriff's Office", "2025-03-11")
    texts = render_followed(History(agreements=(mended,), merges=(merge,)), tmp_path)
    (application,) = csv.DictReader(io.StringIO(texts["pending.csv"]))
    assert application["agency_id"] == "fl-baker-county-sheriffs-office"
    assert application["agreement_id"] == "fl-baker-county-sheriffs-office--warrant--2025-03-11"
    (tmp_path / "pending.csv").write_text(texts["pending.csv"])
    assert render_followed(History(agreements=(mended,), merges=(merge,)), tmp_path) == texts


def test_a_refresh_knows_the_applicant_that_a_rebuild_knows():
    """Also where the signing is spelt otherwise, but not where it lies in another county."""
    rows = [make_row("2025-03-01", "Madison County Sheriff's Office")]
    applications, _ = fold(rows)
    for geoids, outcome in [("12003", "signed"), ("12005", "pending")]:
        signed = make_agreement("Madisoon County Sheriff's Office", "2025-03-12", geoids=geoids)
        refreshed = follow_applications(applications, History(agreements=(signed,)))
        assert refreshed == fold(rows, signed)[0]
        assert refreshed[0]["outcome"] == outcome


def test_an_agreement_relabelled_is_no_longer_what_the_application_became():
    rows = [
        make_row("2025-03-01", "Baker County Sheriff's Office"),
        make_row("2025-03-02", "Lake County Sheriff's Office", geoids="12069"),
    ]
    applications, _ = fold(rows, make_agreement("Baker County Sheriff's Office", "2025-03-12"))
    assert applications[0]["outcome"] == "signed"
    other = make_agreement("Baker County Sheriff's Office", "2025-03-12", model="jail")
    followed = follow_applications(applications, History(agreements=(other,)))
    assert (followed[0]["outcome"], followed[0]["agreement_id"]) == ("vanished", "")
