"""Applications: read from pending lists, collected, and followed to the agreement they became."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.ingest.agreement import Agreement, History, KnownList, Merge, make_agency_id
from geo.ingest.clean import tidy_name
from geo.ingest.errors import SourceError
from geo.ingest.pending.applications import (
    Applicant,
    Application,
    Respelling,
    collect_applications,
    recognise_applicants,
)
from geo.ingest.pending.lists import (
    date_pending,
    read_pending_list,
    render_followed,
    render_pending,
)
from geo.ingest.tables import render_table
from tests.ingest import lists
from tests.ingest.lists import NO_CORRECTIONS, write_workbook

HEADER = lists.HEADER[:5]
BAKER = ["FLORIDA", "Baker County Sheriff's Office", "County", "Baker County"]


def make_applicant(on, agency, *, model="warrant", row=2, **rest):
    rest = {"geoids": ("12003",)} | rest
    printed = lists.make_row(agency, model, number=row, flags=frozenset({"undated"}), **rest)
    return Applicant(f"pendingAgencies-{on}.xlsx", on, printed)


def make_agreement(agency, signed_on, ended_on="", model="warrant"):
    agency_id = make_agency_id("FL", agency)
    return Agreement(
        agreement_id=f"{agency_id}--{model}--{signed_on}",
        agency_id=agency_id,
        agency=agency,
        state="FL",
        model=model,
        signed_on=signed_on,
        first_listed_on=signed_on,
        ended_on=ended_on,
        geoids=("12003",),
    )


def make_merge(before, after):
    agency_id = "fl-baker-county-sheriffs-office"
    return Merge("participatingAgencies03012025am.xlsx", 2, "respelt", agency_id, "", before, after)


def collect(applicants, *agreements, merges=()):
    return collect_applications(applicants, History(agreements=agreements, merges=merges))


# --- reading


@pytest.mark.parametrize(
    ("rows", "header", "fault"),
    [
        ([], HEADER, "has a header but no rows; nothing is known"),
        ([BAKER], HEADER[:4], "expected also SUPPORT TYPE"),
        ([[*BAKER, "Traffic Model"]], HEADER, "row 2: SUPPORT TYPE is 'Traffic Model'"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_the_reason(tmp_path, rows, header, fault):
    path = write_workbook(tmp_path / "pendingAgencies03132025am.xlsx", rows, header)
    known, found = read_pending_list(path, [], NO_CORRECTIONS)
    assert (found, known.verdict) == ([], "refused")
    assert fault in known.note


def test_every_row_is_an_application_a_duplicate_or_set_aside(tmp_path):
    rows = [
        [*BAKER, "Task Force Model"],
        ["FLORIDA", "Baker County Sheriff’s Office", "County", "Baker County", "Task Force Model"],
        [*BAKER, ""],
    ]
    path = write_workbook(tmp_path / "pendingAgencies03132025am.xlsx", rows, HEADER)
    known, found = read_pending_list(path, [], NO_CORRECTIONS)
    assert (known.rows, known.applications) == (3, 1)
    assert "row 3 folded" in known.note
    assert "row 4 set aside: no model" in known.note
    assert [row.number for row in found] == [2]


def test_a_pending_list_has_the_day_of_the_participating_list_of_the_same_mark():
    known = KnownList("participatingAgencies01052025pm.xlsx", "2026-01-05", 0, 0, "", "", "")
    assert date_pending("pendingAgencies01052025pm.xlsx", [known]) == "2026-01-05"
    assert date_pending("pendingAgencies01062025pm.xlsx", [known]) == "2025-01-06"
    assert date_pending("pendingAgencies-20250318020000.xlsx", [known]) == "2025-03-17"


# --- applications


def test_an_application_spans_its_lists_and_becomes_the_agreement_signed_next():
    applications, _ = collect(
        [
            make_applicant("2025-03-01", "Baker County Sheriff's Office"),
            make_applicant("2025-03-10", "Baker County Sheriff's Office", row=7),
        ],
        make_agreement("Baker County Sheriff's Office", "2019-05-01", ended_on="2020-01-01"),
        make_agreement("Baker County Sheriff's Office", "2025-03-12"),
        make_agreement("Baker County Sheriff's Office", "2025-09-01"),
    )
    (application,) = applications
    assert application.first_pending_on == "2025-03-01"
    assert application.last_pending_on == "2025-03-10"
    assert application.lists == 2
    assert application.outcome == "signed"
    assert application.agreement_id == "fl-baker-county-sheriffs-office--warrant--2025-03-12"
    assert application.source == "pendingAgencies-2025-03-10.xlsx#7"
    assert application.flags == frozenset()


@pytest.mark.parametrize(
    ("signed_on", "outcome", "flags"),
    [
        ("2025-01-29", "vanished", {"already_in_force"}),
        ("2025-01-30", "signed", set()),
        ("2025-04-30", "signed", set()),
        ("2025-05-01", "signed", {"signed_long_after"}),
    ],
)
def test_the_signing_may_lie_thirty_days_before_the_first_list(signed_on, outcome, flags):
    applications, _ = collect(
        [
            make_applicant("2025-03-01", "Baker County Sheriff's Office"),
            make_applicant("2025-03-02", "Lake County Sheriff's Office", geoids=("12069",)),
        ],
        make_agreement("Baker County Sheriff's Office", signed_on),
    )
    assert (applications[0].outcome, applications[0].flags) == (outcome, flags)
    assert bool(applications[0].agreement_id) == (outcome == "signed")


def test_the_agreement_of_another_model_is_not_what_it_became():
    applications, _ = collect(
        [
            make_applicant("2025-03-01", "Baker County Sheriff's Office", model="jail"),
            make_applicant("2025-03-01", "Baker County Sheriff's Office"),
        ],
        make_agreement("Baker County Sheriff's Office", "2025-03-12"),
    )
    assert [(a.model, a.outcome) for a in applications] == [
        ("jail", "pending"),
        ("warrant", "signed"),
    ]


def test_gone_from_the_newest_list_is_vanished_and_on_it_pending():
    applications, _ = collect(
        [
            make_applicant("2025-03-01", "Baker County Sheriff's Office"),
            make_applicant("2025-03-02", "Lake County Sheriff's Office", geoids=("12069",)),
        ]
    )
    assert [a.outcome for a in applications] == ["vanished", "pending"]


def test_a_long_absence_is_flagged():
    other = "Lake County Sheriff's Office"
    days = [f"2025-03-{day:02}" for day in range(1, 7)]
    rows = [make_applicant(day, other, geoids=("12069",)) for day in days]
    rows += [make_applicant(day, "Baker County Sheriff's Office") for day in (days[0], days[5])]
    rows += [
        make_applicant(day, "Union County Sheriff", geoids=("12125",)) for day in (days[0], days[4])
    ]
    flags = {a.agency: a.flags for a in collect(rows)[0]}
    assert flags["Baker County Sheriff's Office"] == {"returned"}
    assert flags["Union County Sheriff"] == frozenset()


# --- identity


def test_a_misspelt_applicant_of_the_same_county_is_the_agency_of_the_record():
    applications, respellings = collect(
        [make_applicant("2025-03-01", "Bakr County Sheriff's Office", row=9)],
        make_agreement("Baker County Sheriff's Office", "2025-03-12"),
    )
    assert applications[0].agency == "Baker County Sheriff's Office"
    assert applications[0].outcome == "signed"
    assert respellings == [
        Respelling(
            list="pendingAgencies-2025-03-01.xlsx",
            row=9,
            rule="respelt",
            agency_id="fl-baker-county-sheriffs-office",
            printed="Bakr County Sheriff's Office",
            known="Baker County Sheriff's Office",
        )
    ]


def test_a_spelling_merged_in_the_record_is_known():
    applications, _ = collect(
        [make_applicant("2025-03-01", "Bicker County Sheriff's Office", geoids=())],
        make_agreement("Baker County Sheriff's Office", "2025-03-12"),
        merges=(make_merge("Bicker County Sheriff's Office", "Baker County Sheriff's Office"),),
    )
    assert applications[0].outcome == "signed"


@pytest.mark.parametrize(
    ("printed", "geoids", "known"),
    [
        ("Bakr County Sheriff's Office", ("12069",), "Baker County Sheriff's Office"),
        ("Pembroke Park Police Department", ("12003",), "Pembroke Pines Police Department"),
        ("Pembroke Police Department", ("12003",), "Pembroke Pines Police Department"),
        ("East Nassau Police Department", ("12003",), "West Nassau Police Department"),
        ("Constable Precinct 112", ("12003",), "Constable Precinct 12"),
        ("Bakr County Sheriff's Office", (), "Baker County Sheriff's Office"),
    ],
)
def test_near_names_of_other_bodies_are_not_merged(printed, geoids, known):
    applications, respellings = collect(
        [make_applicant("2025-03-01", printed, geoids=geoids)], make_agreement(known, "2025-03-12")
    )
    assert applications[0].agreement_id == ""
    assert respellings == []


def test_without_a_county_only_a_very_small_difference_counts():
    applications, _ = collect(
        [make_applicant("2025-03-01", "New Port Richey Polce Department", geoids=())],
        make_agreement("New Port Richey Police Department", "2025-03-12"),
    )
    assert applications[0].outcome == "signed"


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
    )
)
def test_noise_changes_nothing_and_states_never_meet(printed):
    applicants = [
        make_applicant(on, tidy_name(agency.format(mark)), state=state, geoids=(), row=place)
        for place, (on, state, agency, mark) in enumerate(sorted(printed), start=2)
    ]
    applications, _ = collect(applicants)
    bodies = {(state, agency[0].lower()) for _, state, agency, _ in printed}
    assert len(applications) == len(bodies)
    assert all(a.agency_id[:2].upper() == a.state for a in applications)


def test_every_applicant_gets_one_id():
    applicants = [
        make_applicant("2025-03-01", "Spaulding County Sheriff's Office", geoids=()),
        make_applicant("2025-03-02", "Spalding County Sheriff's Office"),
    ]
    agency_ids, _ = recognise_applicants(applicants, History())
    assert set(agency_ids.values()) == {"fl-spalding-county-sheriffs-office"}


# --- from workbooks to tables


@pytest.mark.slow
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
    warrant = [*BAKER, "Warrant Service Officer"]
    write_workbook(folder / "pendingAgencies03102025am.xlsx", [warrant], HEADER)
    write_workbook(folder / "pendingAgencies03112025am.xlsx", [lake, highway], HEADER)
    write_workbook(folder / "pendingAgencies03122025am.xlsx", [], HEADER)
    history = History(agreements=(make_agreement("Baker County Sheriff's Office", "2025-03-12"),))
    texts = render_pending(tmp_path, history, NO_CORRECTIONS)
    rows = list(csv.DictReader(io.StringIO(texts["pending.csv"])))
    assert [(r["agency"], r["outcome"], r["geoids"], r["statewide"]) for r in rows] == [
        ("Baker County Sheriff's Office", "signed", "12003", "false"),
        ("Florida Highway Patrol", "pending", "", "true"),
        ("Lake County Sheriff's Office", "pending", "12069", "false"),
    ]
    lists = list(csv.DictReader(io.StringIO(texts["qa/pending_lists.csv"])))
    assert [known["verdict"] for known in lists] == ["absorbed", "absorbed", "refused"]
    assert render_pending(tmp_path, history, NO_CORRECTIONS) == texts


def test_a_folder_without_workbooks_is_named(tmp_path):
    with pytest.raises(SourceError, match="ice_pending: holds no workbook"):
        render_pending(tmp_path, History(), NO_CORRECTIONS)


def test_applications_follow_an_agreement_that_is_renamed(tmp_path):
    printed, right = "Bakr County Sheriff's Office", "Baker County Sheriff's Office"
    misspelt = make_agreement(printed, "2025-03-12")
    assert render_followed(History(agreements=(misspelt,)), tmp_path) == {}
    applications, _ = collect([make_applicant("2025-03-01", printed)], misspelt)
    (tmp_path / "pending.csv").write_text(render_table(applications, Application))
    history = History(
        agreements=(make_agreement(right, "2025-03-11"),), merges=(make_merge(printed, right),)
    )
    texts = render_followed(history, tmp_path)
    (application,) = csv.DictReader(io.StringIO(texts["pending.csv"]))
    assert application["agency_id"] == "fl-baker-county-sheriffs-office"
    assert application["agreement_id"] == "fl-baker-county-sheriffs-office--warrant--2025-03-11"
    (tmp_path / "pending.csv").write_text(texts["pending.csv"])
    assert render_followed(history, tmp_path) == texts


def test_a_refresh_knows_the_spellings_that_a_rebuild_would(tmp_path):
    """An agency that a later list names otherwise is spelt otherwise on the pending lists."""
    printed, named = "Baker County Sheriff's Office", "Baker County Sheriff's Department"
    before, after = make_agreement(printed, "2025-03-12"), make_agreement(named, "2025-03-12")
    applicant = make_applicant("2025-03-01", printed)
    applicants = [applicant._replace(list="pendingAgencies03012025am.xlsx")]
    applications, respellings = collect(applicants, before)
    (tmp_path / "pending.csv").write_text(render_table(applications, Application))
    (tmp_path / "qa").mkdir()
    (tmp_path / "qa" / "pending_merges.csv").write_text(render_table(respellings, Respelling))
    merges = (make_merge(printed, named),)
    history = History(agreements=(replace(after, agency_id=before.agency_id),), merges=merges)
    _, rebuilt = collect_applications(applicants, history)
    assert [spelt.known for spelt in rebuilt] == [named]
    texts = render_followed(history, tmp_path)
    assert texts["qa/pending_merges.csv"] == render_table(rebuilt, Respelling)
