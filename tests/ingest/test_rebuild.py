"""A rebuild absorbs all sources in order, and agrees with a refresh."""

from dataclasses import fields

import pytest

from geo.ingest.__main__ import main
from geo.ingest.attest import Fact
from geo.ingest.tables import read_history
from tests.crash import survive_kills
from tests.ingest.lists import HEADER, print_row, write_rosters, write_workbook

EARLY_HEADER = "state,agency,first_signed_best,signing_dates,models,active_to,terminated\n"
EARLY = (
    ",Bay County Sheriff's Office (Florida),,,,2011-09-30,TRUE\n"
    "FLORIDA,Bay County Sheriff's Office,2008-06-15,2008-06-15; 2013-06-28,"
    "Jail Enforcement,2017-08-01,FALSE\n"
    "ARIZONA,Pima County Sheriff's Office,2008-03-10,2008-03-10,Task Force,2013-09-30,TRUE\n"
    "ARIZONA,La Paz County Sheriff's Office,2020-02-27,,,,FALSE\n"
    "ARIZONA,Yuma County Sheriff's Office,2009-02-27,,,,FALSE\n"
)
ROSTERS = """roster,kind,captured_on,as_of,source
ice-20110220090259,ice,2011-02-20,2010-10-29,ICE's page
ice-20170801021304,ice,2017-08-01,2017-08-01,ICE's page
"""
AGREEMENTS = """key,state,agency,model,signed_on
FL-bay-jail,FL,Bay County Sheriff's Office,jail,2008-06-15
FL-bay-jail-2,FL,Bay County Sheriff's Office,jail,2013-06-28
FL-clay-jail,FL,Clay County Sheriff's Office,jail,2016-06-08
AZ-pima-tf,AZ,Pima County Sheriff's Office,task_force,2008-03-10
"""
ROWS = """roster,key
ice-20110220090259,FL-bay-jail
ice-20110220090259,AZ-pima-tf
ice-20170801021304,FL-bay-jail-2
ice-20170801021304,FL-clay-jail
"""
MIDDLE = "ice-20121007043419,ice,2012-10-07,2012-10-02,ICE's page\n"
MIDDLE_ROW = "ice-20121007043419,FL-bay-jail\n"
OTHERS = [
    print_row(f"{name} County Sheriff's Office", "jail", "2019-05-06", county=f"{name} County")
    for name in ("Lake", "Baker", "Clay", "Duval")
]
BAY = print_row("Bay County Sheriff's Office", "jail", "2013-06-28", county="Bay County")
LA_PAZ = print_row("La Paz County SO", "warrant", "2020-02-27", state="ARIZONA")


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources"
    (folder / "ice_rosters").mkdir(parents=True)
    (folder / "history_to_2020.csv").write_text(EARLY_HEADER + EARLY)
    write_rosters(folder / "early_rosters", ROSTERS, AGREEMENTS, ROWS)
    lists = folder / "ice_rosters"
    write_workbook(lists / "ParticipatingEntities-20210113002027.xlsx", [BAY, LA_PAZ, *OTHERS])
    write_workbook(lists / "participatingAgencies03052025pm.xlsx", [LA_PAZ, *OTHERS])
    write_workbook(lists / "participatingAgencies03062025am.xlsx", [*OTHERS, LA_PAZ])
    pending = [row[:5] for row in OTHERS]
    write_workbook(lists / "participatingAgencies03052025am.xlsx", pending, HEADER[:5])
    return folder


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "corrections.csv").write_text("field,state,agency,printed,correct,evidence\n")
    return folder


def write_facts(data, *rows):
    header = ",".join(field.name for field in fields(Fact))
    (data / "attested.csv").write_text("\n".join([header, *rows, ""]))


def rebuild(sources, data, *more):
    assert main(["rebuild", "--sources", str(sources), "--data", str(data), *more]) == 0
    return read_history(data)


def read_bytes(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


def test_lists_are_absorbed_in_order_and_the_unreadable_one_is_refused(sources, data):
    history = rebuild(sources, data)
    verdicts = [(known.published_on, known.verdict) for known in history.lists]
    assert verdicts == [
        ("2021-01-12", "absorbed"),
        ("2025-03-05", "refused"),
        ("2025-03-05", "absorbed"),
        ("2025-03-06", "absorbed"),
    ]
    assert "pending" in history.lists[1].note


def test_an_early_agreement_goes_on_in_the_lists(sources, data):
    history = rebuild(sources, data)
    first, renewed = [a for a in history.agreements if a.geoids == ("12005",)]
    assert (first.signed_on, first.ended_on) == ("2008-06-15", "2013-06-28")
    assert (first.flags, first.end_certainty) == ({"superseded"}, "renewed")
    assert renewed.first_listed_on == "2017-08-01"
    assert renewed.last_listed_on == "2021-01-12"
    assert (renewed.ended_on, renewed.end_certainty) == ("2025-03-05", "unattested")
    assert renewed.start_source == "ice-20170801021304"
    assert renewed.end_source == "participatingAgencies03052025pm.xlsx"


def test_an_agreement_renewed_in_the_silence_ends_with_its_renewal(sources, data):
    old, new = [a for a in rebuild(sources, data).agreements if a.geoids == ("12019",)]
    assert (old.signed_on, old.last_listed_on) == ("2016-06-08", "2017-08-01")
    assert (old.ended_on, old.end_certainty) == ("2019-05-06", "renewed")
    assert old.flags == {"superseded"}
    assert new.signed_on == "2019-05-06"
    assert old.end_source == new.start_source


def test_the_compilation_is_held_against_rosters_and_lists(sources, data):
    early = rebuild(sources, data).early
    assert [(row.row, row.signed_on, row.agreement_id[:6], row.reason) for row in early] == [
        (2, "", "fl-bay", ""),
        (3, "2008-06-15", "fl-bay", ""),
        (3, "2013-06-28", "fl-bay", ""),
        (4, "2008-03-10", "az-pim", ""),
        (5, "2020-02-27", "az-la-", ""),
        (6, "2009-02-27", "", "no roster or list shows it"),
    ]
    text = (sources / "early_rosters" / "rows.csv").read_text()
    rosters = ROSTERS.replace("ICE's page\n", "ICE's page\n" + MIDDLE, 1)
    write_rosters(sources / "early_rosters", rosters, AGREEMENTS, text + MIDDLE_ROW)
    pima = rebuild(sources, data).early[3]
    assert pima.reason == "attested until 2013-09-30, gone by 2012-10-02"


@pytest.mark.slow
def test_an_end_that_others_published_lies_between_the_lists_around_it(sources, data):
    write_facts(
        data,
        "2018-03-02,ended,FL,Clay County Sheriff's Office,jail,x,paper,report,2018-03,Paper,",
        "2022-03-02,ended,FL,Bay County Sheriff's Office,jail,x,paper,report,2018-03,Paper,",
    )
    history = rebuild(sources, data)
    old, _ = [a for a in history.agreements if a.geoids == ("12019",)]
    assert (old.last_listed_on, old.ended_on) == ("2017-08-01", "2018-03-02")
    assert (old.end_certainty, old.end_source, old.flags) == ("reported", "paper", set())
    (bay,) = [a for a in history.agreements if a.signed_on == "2013-06-28"]
    assert (bay.ended_on, bay.end_certainty) == ("2022-03-02", "reported")
    assert "paper" in {source.source for source in history.sources}


def test_an_agreement_signed_in_the_silence_goes_on_in_the_lists(sources, data):
    write_facts(
        data,
        "2020-02-27,signed,AZ,La Paz County SO,warrant,x,moa,memorandum,2020-02-27,MOA,",
        "2018-02-27,signed,FL,Lake County Sheriff's Office,jail,x,old,memorandum,2018-02-27,MOA,",
    )
    history = rebuild(sources, data)
    (la_paz,) = [a for a in history.agreements if a.state == "AZ" and a.model == "warrant"]
    assert la_paz.first_listed_on == "2021-01-12"
    assert la_paz.start_source.startswith("ParticipatingEntities-20210113002027.xlsx#")
    old, new = [a for a in history.agreements if a.geoids == ("12069",)]
    assert (old.signed_on, old.first_listed_on, old.ended_on) == ("2018-02-27", "", "2019-05-06")
    assert (old.end_certainty, new.ended_on) == ("renewed", "")


@pytest.mark.slow
def test_two_rebuilds_and_a_refresh_give_the_same_bytes(sources, data, tmp_path):
    rebuild(sources, data)
    whole = read_bytes(data)
    rebuild(sources, data)
    assert read_bytes(data) == whole
    last = sources / "ice_rosters" / "participatingAgencies03062025am.xlsx"
    kept = last.rename(tmp_path / last.name)
    rebuild(sources, data, "--forget")
    assert read_bytes(data) != whole
    assert main(["refresh", str(kept), "--data", str(data)]) == 0
    assert read_bytes(data) == whole


@pytest.mark.stress
def test_a_rebuild_may_be_killed_at_any_moment(sources, data):
    rebuild(sources, data)
    add = write_workbook(sources / "ice_rosters" / "participatingAgencies03072025am.xlsx", OTHERS)
    command = ["geo.ingest", "rebuild", "--sources", sources, "--data", data]
    survive_kills(command, data, rounds=12)
    assert add.name in [known.file for known in read_history(data).lists]


def test_a_rebuild_without_a_list_of_the_record_is_an_error(sources, data, tmp_path, capsys):
    rebuild(sources, data)
    whole = read_bytes(data)
    lists = sources / "ice_rosters"
    for name in ("participatingAgencies03052025am.xlsx", "participatingAgencies03062025am.xlsx"):
        (lists / name).rename(tmp_path / name)
    assert main(["rebuild", "--sources", str(sources), "--data", str(data)]) == 1
    error = capsys.readouterr().err
    assert "participatingAgencies03062025am.xlsx. Put them in ice_rosters/" in error
    assert "--forget" in error
    assert "03052025am" not in error
    assert read_bytes(data) == whole


def test_two_agencies_of_one_name_refuse_their_list_alone(sources, data):
    twins = [
        print_row("Butler Police Department", county=f"{name} County") for name in ("Lake", "Bay")
    ]
    lists = sources / "ice_rosters"
    write_workbook(lists / "participatingAgencies03072025am.xlsx", [*OTHERS, LA_PAZ, *twins])
    write_workbook(lists / "participatingAgencies03082025am.xlsx", [*OTHERS, LA_PAZ])
    *_, refused, newest = rebuild(sources, data).lists
    assert (refused.verdict, newest.verdict) == ("refused", "absorbed")
    assert "rows 7 and 8: Butler Police Department (FL)" in refused.note


def test_a_folder_without_sources_is_an_error(data, tmp_path, capsys):
    assert main(["rebuild", "--sources", str(tmp_path), "--data", str(data)]) == 1
    assert "history_to_2020.csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("state,agency\nFLORIDA,Bay\n", "lacks the column first_signed_best"),
        (EARLY_HEADER + EARLY.replace("ARIZONA,Pima", "Atlantis,Pima"), "row 4: STATE is 'Atl"),
        (
            EARLY_HEADER + EARLY.replace("Task Force", "Posse"),
            "row 4: models is 'Posse'; expected Jail Enforcement or Task Force, or blank. Mend it",
        ),
        (
            EARLY_HEADER + EARLY.replace("2013-09-30", "2013-13-01"),
            "row 4: active_to is '2013-13-01'",
        ),
    ],
)
def test_an_unreadable_compilation_is_an_error(sources, data, capsys, table, words):
    (sources / "history_to_2020.csv").write_text(table)
    assert main(["rebuild", "--sources", str(sources), "--data", str(data)]) == 1
    assert words in capsys.readouterr().err


def test_a_correction_gives_a_row_of_the_compilation_its_state(sources, data):
    table = EARLY_HEADER + EARLY.replace("ARIZONA,Pima", "Atlantis,Pima")
    (sources / "history_to_2020.csv").write_text(table)
    with (data / "corrections.csv").open("a") as file:
        file.write("state,,Pima County Sheriff's Office,Atlantis,AZ,x\n")
    history = rebuild(sources, data)
    assert [fate.state for fate in history.early if fate.agency.startswith("Pima")] == ["AZ"]
    assert [use.printed for use in history.uses] == ["Atlantis"]


def test_the_uses_of_a_correction_are_counted_row_by_row(sources, data):
    with (data / "corrections.csv").open("a") as file:
        file.write("geoids,AZ,La Paz County SO,,04013,x\n")
    (use,) = rebuild(sources, data).uses
    assert (use.field, use.rows) == ("geoids", 3)
    assert use.first_list == "ParticipatingEntities-20210113002027.xlsx"
    assert use.last_list == "participatingAgencies03062025am.xlsx"


def test_a_correction_to_no_county_is_named(sources, data, capsys):
    with (data / "corrections.csv").open("a") as file:
        file.write("geoids,FL,Lake County Sheriff's Office,Lake County,1206,x\n")
    assert main(["rebuild", "--sources", str(sources), "--data", str(data)]) == 1
    assert "geoids of Lake County Sheriff's Office (FL): '1206'" in capsys.readouterr().err
