"""A rebuild absorbs all sources in order, and agrees with a refresh."""

import pytest

from geo.ingest.__main__ import main
from geo.ingest.tables import read_history
from tests.ingest.lists import HEADER, print_row, write_workbook

EARLY_HEADER = (
    "state,agency,county_fips,first_signed_best,first_signed_source,signing_dates,models,"
    "active_from,active_to,terminated,n_rosters\n"
)
EARLY = (
    ",Bay County Sheriff's Office (Florida),,,,,,2007-09-01,2007-09-01,TRUE,\n"
    "FLORIDA,Bay County Sheriff's Office,12005,2008-06-15,CRS,2008-06-15; 2013-06-28,"
    "Jail Enforcement,2007-10-01,2017-08-01,FALSE,33\n"
    "ARIZONA,Pima County Sheriff's Office,4019,2008-03-10,CRS,2008-03-10,Task Force,"
    "2010-10-29,2011-09-02,TRUE,7\n"
    "ARIZONA,Pinal County Sheriff's Office,4021,2008-03-10,CRS,2008-03-10,Task Force,"
    "2008-10-01,2012-09-30,TRUE,7\n"
    "ARIZONA,La Paz County Sheriff's Office,,2020-02-27,McCann,,,,,FALSE,\n"
    "FLORIDA,Clay County Sheriff's Office,12019,2016-06-08,CRS,2016-06-08,Jail Enforcement,"
    "2016-12-11,2017-08-01,FALSE,7\n"
    "GEORGIA,Cobb County Sheriff's Office,13067,2007-02-13,CRS,2007-02-13,Jail Enforcement,"
    "2006-10-01,2012-10-02,TRUE,8\n"
)
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
    assert first.flags == {"superseded"}
    assert renewed.first_listed_on == "2013-06-28"
    assert renewed.last_listed_on == "2021-01-12"
    assert (renewed.ended_on, renewed.end_certainty) == ("2025-03-05", "gap")


def test_an_agreement_renewed_in_the_silence_ends_with_its_renewal(sources, data):
    old, new = [a for a in rebuild(sources, data).agreements if a.geoids == ("12019",)]
    assert (old.signed_on, old.last_listed_on) == ("2016-06-08", "2017-08-01")
    assert (old.ended_on, old.end_certainty) == ("2019-05-06", "gap")
    assert old.flags == {"superseded"}
    assert new.signed_on == "2019-05-06"


def test_an_early_end_is_bracketed_by_rosters(sources, data):
    ends = {
        a.agency: (a.last_listed_on, a.ended_on, a.source)
        for a in rebuild(sources, data).agreements
    }
    assert ends["Cobb County Sheriff's Office"] == ("2012-10-02", "2016-12-11", "CRS")
    assert ends["Pima County Sheriff's Office"] == ("2011-09-02", "2012-10-02", "CRS")
    # Seven rosters, as Pima: gone before the fiscal year 2012 whose yearly table attests it.
    assert ends["Pinal County Sheriff's Office"] == ("2011-10-01", "2012-10-02", "CRS")


def test_rows_that_make_no_agreement_say_what_became_of_them(sources, data):
    early = rebuild(sources, data).early
    assert [(row.row, row.fate, row.agreement_id[:6]) for row in early] == [
        (2, "attests", "fl-bay"),
        (6, "attests", "az-la-"),
    ]


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
        ("state,agency\nFLORIDA,Bay\n", "lacks the column county_fips"),
        (EARLY_HEADER + EARLY.replace("GEORGIA", "Atlantis"), "row 8: STATE is 'Atlantis'"),
        (
            EARLY_HEADER + EARLY.replace("Task Force", "Posse"),
            "row 4: models is 'Posse'; expected Jail Enforcement or Task Force, or blank. Mend it",
        ),
        (
            EARLY_HEADER + EARLY.replace("2006-10-01", "2006-13-01"),
            "row 8: active_from is '2006-13-01'",
        ),
    ],
)
def test_an_unreadable_compilation_is_an_error(sources, data, capsys, table, words):
    (sources / "history_to_2020.csv").write_text(table)
    assert main(["rebuild", "--sources", str(sources), "--data", str(data)]) == 1
    assert words in capsys.readouterr().err


def test_a_correction_gives_a_row_of_the_compilation_its_state(sources, data):
    table = EARLY_HEADER + EARLY.replace("GEORGIA", "Atlantis")
    (sources / "history_to_2020.csv").write_text(table)
    with (data / "corrections.csv").open("a") as file:
        file.write("state,,Cobb County Sheriff's Office,Atlantis,GA,x\n")
    history = rebuild(sources, data)
    assert [a.state for a in history.agreements if a.agency.startswith("Cobb")] == ["GA"]
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
