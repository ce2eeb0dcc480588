"""The commands do what they say, and bad input leaves the agreements as they were."""

import contextlib
import errno
import http.server
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from geo.edition import MANIFEST, read_edition
from geo.files import lock_folder
from geo.ingest.__main__ import main
from geo.ingest.docs import END, START
from geo.ingest.errors import SourceError
from geo.ingest.fetch import fetch_list, keep_list
from geo.ingest.filenames import EASTERN
from geo.ingest.tables import TABLES, read_history
from tests.crash import survive_kills
from tests.disk import fail_at, mount_disk
from tests.ingest.lists import HEADER, print_row, write_workbook
from tests.ingest.web import serve, serve_folder

NEWS = [
    print_row("Bay County Sheriff's Office", county="Bay County", signed="2025-02-26"),
    print_row("Pima County Sheriff's Office", "jail", state="ARIZONA", county="Pima County"),
    print_row("Idaho State Police", state="IDAHO", signed="2025-01-15"),
]
REFERENCE_HEADER = "date,compared_on,what,scope,reported,basis,source,url,explanation\n"
LATER = [
    print_row("Bay County Sheriff's Office", county="Bay County", signed="2025-02-25"),
    print_row("Pima County Sheriff's Office", "jail", state="ARIZONA", county="Pima County"),
    print_row("Lake County Sheriff's Office", "warrant", county="Lake County"),
]
# More rows without a date than a list has.
UNDATED = NEWS + [
    print_row(f"{name} County Sheriff's Office", county=f"{name} County", signed="")
    for name in ("Lake", "Baker", "Clay", "Duval", "Gulf", "Polk")
]


@pytest.fixture(scope="module")
def one_list(tmp_path_factory):
    """A folder with one list of three agreements, and the tables that a refresh makes of it."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "data").mkdir()
    header = "field,state,agency,printed,correct,evidence\n"
    (folder / "data" / "corrections.csv").write_text(header)
    path = write_workbook(folder / "participatingAgencies03032025am.xlsx", NEWS)
    assert main(["refresh", str(path), "--data", str(folder / "data")]) == 0
    return folder


@pytest.fixture
def data(one_list, tmp_path):
    """A folder of tables that hold one list of three agreements."""
    shutil.copytree(one_list, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data"


def read_bytes(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def correct(data, *rows):
    """Add rows to the corrections as a maintainer does, who says that they are meant."""
    with (data / "corrections.csv").open("a") as file:
        file.writelines(f"{row}\n" for row in rows)
    assert main(["renew", "--data", str(data)]) == 0


def assert_only_noted(data, before, file):
    """All tables are as before but lists.csv, which has one refused list more, of that file."""
    lists = data / "lists.csv"
    after = read_bytes(data)
    assert before.pop(data / MANIFEST) != after.pop(data / MANIFEST)
    lines = after.pop(lists).decode().splitlines()
    assert set(before.pop(lists).decode().splitlines()) < set(lines)
    assert after == before
    noted = [known for known in read_history(data).lists if known.file == file]
    assert [known.verdict for known in noted] == ["refused"]


@pytest.mark.slow
def test_a_refresh_says_and_writes_what_changes(data, tmp_path, capsys):
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    assert main(["refresh", str(path), "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert "signed: 1\n  Lake County Sheriff's Office (FL), warrant, 2025-03-01" in said
    assert "ended: 1\n  Idaho State Police (ID), task_force, 2025-01-15" in said
    assert "2025-02-26 -> 2025-02-25 (date_mended)" in said
    history = read_history(data)
    ended = [a.agency for a in history.agreements if a.ended_on]
    assert ended == ["Idaho State Police"]
    geoids = {a.agency: a.geoids for a in history.agreements}
    assert geoids["Bay County Sheriff's Office"] == ("12005",)
    assert geoids["Idaho State Police"] == ()


def test_an_agency_stays_one_however_its_name_is_written(data, tmp_path, capsys):
    spellings = (
        "Peñitas Police Department",
        "Penitas Police Department",
        "Pen\u0303itas Police_x000D_\nDepartment",
        "Ｐｅñｉｔａｓ\u00a0Po\u00adlice Depart\u200bment\r",
    )
    for day, name in enumerate(spellings, start=4):
        rows = [*NEWS, print_row(name, state="TEXAS", county="Hidalgo", signed="2025-02-03")]
        path = write_workbook(tmp_path / f"participatingAgencies030{day}2025am.xlsx", rows)
        assert main(["refresh", str(path), "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert (said.count("signed: 1"), said.count("ended: 1")) == (1, 0)
    (one,) = [one for one in read_history(data).agreements if one.state == "TX"]
    assert one.agreement_id == "tx-penitas-police-department--task_force--2025-02-03"
    assert one.agency == "Peñitas Police Department"


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_a_list_after_which_check_fails_is_refused(data, tmp_path, capsys, more):
    correct(data, "county,FL,Nowhere,Bay,Lake,x")
    before = read_bytes(data)
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    assert main(["refresh", str(path), "--data", str(data), *more]) == 1
    error = capsys.readouterr().err
    assert "the tables would break their promises" in error
    assert "Nowhere | Bay has never matched" in error
    assert read_bytes(data) == before


@pytest.mark.parametrize("late", [0, 5])
def test_a_list_of_a_day_still_to_come_leaves_all_as_it_was(data, tmp_path, capsys, late):
    """By its name, or by five signing dates that would move it there."""
    today = datetime.now(EASTERN).date()
    day = today + timedelta(days=-2 if late else 2)
    signed = (today + timedelta(days=10)).isoformat()
    rows = NEWS + [print_row(f"Police of {n}", signed=signed) for n in "ABCDE"[:late]]
    path = write_workbook(tmp_path / f"participatingAgencies{day:%m%d%Y}am.xlsx", rows)
    before = read_bytes(data)
    assert main(["refresh", str(path), "--data", str(data)]) == 1
    said = capsys.readouterr().err
    assert f"yet today is {today}. Name the file by the day ICE published it" in said
    assert read_bytes(data) == before


def test_a_dry_run_says_the_same_and_writes_nothing(data, tmp_path, capsys):
    before = read_bytes(data)
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    assert main(["refresh", str(path), "--data", str(data), "--dry-run"]) == 0
    assert "signed: 1" in capsys.readouterr().out
    assert read_bytes(data) == before


def test_the_same_list_again_changes_nothing(data, tmp_path, capsys):
    before = read_bytes(data)
    path = tmp_path / "participatingAgencies03032025am.xlsx"
    assert main(["refresh", str(path), "--data", str(data)]) == 0
    assert "nothing changes" in capsys.readouterr().out
    assert read_bytes(data) == before


def spoil(column, value):
    row = list(NEWS[1])
    row[HEADER.index(column)] = value
    return [NEWS[0], tuple(row), NEWS[2]]


@pytest.mark.parametrize(
    ("name", "rows", "header", "words"),
    [
        ("03042025am", [], HEADER, ["has a header but no rows"]),
        ("03042025am", [row[:5] for row in NEWS], HEADER[:5], ["row 1", "SIGNED", "pending"]),
        ("03042025am", [row[1:] for row in NEWS], HEADER[1:], ["row 1", "STATE"]),
        ("03042025am", spoil("STATE", "Atlantis"), HEADER, ["row 3", "'Atlantis'", "corrections"]),
        ("03042025am", spoil("SUPPORT TYPE", "Navy"), HEADER, ["row 3", "'Navy'", "corrections"]),
        ("03042025am", spoil("SIGNED", "5025-07-07"), HEADER, ["row 3", "'5025-07-07'", "2025"]),
        ("03042025am", spoil("SIGNED", "2025-03-05"), HEADER, ["row 3", "2025-03-04"]),
        ("03042025am", UNDATED, HEADER, ["undated: 6, where at most 5", "undated 6 (FL 6)"]),
        ("03022025am", LATER, HEADER, ["older than participatingAgencies03032025am.xlsx"]),
    ],
)
def test_a_refused_list_is_named_and_only_noted(data, tmp_path, capsys, name, rows, header, words):
    before = read_bytes(data)
    path = write_workbook(tmp_path / f"participatingAgencies{name}.xlsx", rows, header)
    command = ["refresh", str(path), "--data", str(data)]
    assert main([*command, "--dry-run"]) == 1
    assert read_bytes(data) == before
    assert main(command) == 1
    error = capsys.readouterr().err
    assert all(word in error for word in [path.name, *words])
    assert_only_noted(data, before, path.name)


def test_a_file_that_is_no_workbook_is_named_and_only_noted(data, tmp_path, capsys):
    before = read_bytes(data)
    path = tmp_path / "participatingAgencies03042025am.xlsx"
    path.write_bytes(b"<html></html>")
    assert main(["refresh", str(path), "--data", str(data)]) == 1
    assert path.name in capsys.readouterr().err
    assert_only_noted(data, before, path.name)


@pytest.mark.parametrize(
    ("name", "rows", "words"),
    [
        ("participatingAgencies03042025am.xlsx", None, "no such file"),
        ("participatingAgenciesundated.xlsx", LATER, "the name carries no date"),
        ("participatingAgencies03032025am.xlsx", LATER, "Save this one under a name of its own"),
    ],
)
def test_a_file_that_cannot_be_noted_leaves_the_tables(data, tmp_path, capsys, name, rows, words):
    before = read_bytes(data)
    if rows:
        write_workbook(tmp_path / name, rows)
    assert main(["refresh", str(tmp_path / name), "--data", str(data)]) == 1
    error = capsys.readouterr().err
    assert name in error
    assert words in error
    assert read_bytes(data) == before


@pytest.mark.parametrize(
    ("rows", "words"),
    [(spoil("STATE", "Atlantis"), "'Atlantis'"), (UNDATED, "undated: 6, where at most 5")],
)
def test_a_refused_list_is_taken_once_it_is_corrected(data, tmp_path, capsys, rows, words):
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", rows)
    command = ["refresh", str(path), "--data", str(data)]
    assert main(command) == 1
    error = capsys.readouterr().err
    assert words in error
    fix = "state,,Pima County Sheriff's Office,Atlantis,ARIZONA,<evidence>"
    _, found, acceptance = error.partition("accept_list,,,")
    correct(data, (found + acceptance).strip() or fix)
    assert main(command) == 0
    assert main(["check", "--data", str(data)]) == 0
    assert [known.verdict for known in read_history(data).lists] == ["absorbed"] * 2


def test_dates_that_are_mended_do_not_move_a_list(data, tmp_path):
    late = [
        print_row(f"{name} County Sheriff's Office", county=f"{name} County", signed="2025-03-20")
        for name in ("Lake", "Baker", "Clay", "Duval", "Gulf")
    ]
    correct(data, *(f"signed_on,FL,{row[1]},2025-03-20,2025-02-20,x" for row in late))
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", NEWS + late)
    assert main(["refresh", str(path), "--data", str(data)]) == 0
    assert read_history(data).lists[-1].published_on == "2025-03-04"


@pytest.mark.parametrize("marks", [f"{START}\nstale\n{END}\n", "none"])
def test_the_page_changes_together_with_the_tables(data, tmp_path, capsys, monkeypatch, marks):
    page = tmp_path / "docs" / "data.md"
    page.parent.mkdir()
    page.write_text(marks)
    monkeypatch.setattr("geo.ingest.refresh.DATA", data)
    monkeypatch.setattr("geo.ingest.refresh.PAGE", page)
    (data / "qa" / "reference.csv").write_text(REFERENCE_HEADER)
    before = read_bytes(data)
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    failed = main(["refresh", str(path), "--data", str(data)])
    if marks == "none":
        assert failed
        assert "Put them back" in capsys.readouterr().err
        assert read_bytes(data) == before
    else:
        assert "| agreements | 4 |" in page.read_text()
        assert read_bytes(data) != before


def test_tables_in_a_container_have_no_page_beside_them(data, tmp_path, monkeypatch):
    monkeypatch.setattr("geo.ingest.refresh.DATA", data)
    monkeypatch.setattr("geo.ingest.refresh.PAGE", tmp_path / "docs" / "data.md")
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    assert main(["refresh", str(path), "--data", str(data)]) == 0
    assert not (tmp_path / "docs").exists()


@pytest.fixture
def server(tmp_path):
    """A web server on this machine that serves a folder; gives the folder and its address."""
    folder = tmp_path / "web"
    folder.mkdir()
    with serve_folder(folder) as address:
        yield folder, address


def test_a_row_set_aside_is_said(data, tmp_path, capsys):
    lacking = print_row("Lake County Sheriff's Office", "", county="Lake County")
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", [*NEWS, lacking])
    assert main(["refresh", str(path), "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert "set aside: 1\n  row 5: no model: FLORIDA | Lake County Sheriff's Office" in said
    main(["check", "--data", str(data)])
    assert "03042025am.xlsx: 4 = 3 + 0 + 1" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["refresh", "rebuild", "check"])
def test_a_second_command_says_who_is_at_work(data, tmp_path, capsys, monkeypatch, command):
    monkeypatch.setattr("geo.ingest.tables.PATIENCE_SECONDS", 0.01)
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    arguments = {"refresh": [str(path)], "rebuild": ["--sources", str(tmp_path)], "check": []}
    with lock_folder(data):
        before = read_bytes(data)
        assert main([command, *arguments[command], "--data", str(data)]) == 1
        assert read_bytes(data) == before
    error = capsys.readouterr().err
    assert f"process {os.getpid()} is at work" in error
    assert error.count("\n") == 1


def test_of_two_refreshes_at_once_none_is_lost(data, tmp_path, monkeypatch):
    monkeypatch.setattr("geo.ingest.tables.PATIENCE_SECONDS", 60)
    days = ("0304", "0305")
    paths = [
        write_workbook(tmp_path / f"participatingAgencies{day}2025am.xlsx", LATER) for day in days
    ]
    with ThreadPoolExecutor() as pool:
        commands = [["refresh", str(path), "--data", str(data)] for path in paths]
        codes = dict(zip([path.name for path in paths], pool.map(main, commands), strict=True))
    verdicts = {known.file: known.verdict for known in read_history(data).lists}
    for file, code in codes.items():
        assert verdicts[file] == ("refused" if code else "absorbed")
    assert main(["check", "--data", str(data)]) == 0


def test_a_list_is_taken_from_an_address(data, server, tmp_path):
    folder, address = server
    write_workbook(folder / "participatingAgencies03042025am.xlsx", LATER)
    url = f"{address}/participatingAgencies03042025am.xlsx?download=1"
    kept = folder / "lists" / "kept"
    taken = ["--data", str(data), "--allow-private"]
    assert main(["refresh", url, "--keep", str(kept), *taken, "--dry-run"]) == 0
    assert not kept.exists()
    assert main(["refresh", url, "--keep", str(kept), *taken]) == 0
    newest = read_history(data).lists[-1]
    assert newest.file == "participatingAgencies03042025am.xlsx"
    (copy,) = kept.iterdir()
    assert copy.name == newest.file
    assert copy.read_bytes() == (folder / newest.file).read_bytes()


def test_a_list_is_kept_beside_another_one_of_its_name(tmp_path):
    (tmp_path / "new").mkdir()
    fetched = tmp_path / "new" / "participatingAgencies03042025am.xlsx"
    for content in (b"first", b"second", b"first"):
        fetched.write_bytes(content)
        assert keep_list(fetched, tmp_path / "kept").read_bytes() == content
    kept = sorted((tmp_path / "kept").iterdir())
    assert {path.read_bytes() for path in kept} == {b"first", b"second"}
    assert kept[-1].name == fetched.name


@pytest.mark.parametrize(
    ("name", "words"), [("gone03042025.xlsx", "404"), ("list.html", "ends in no .xlsx")]
)
def test_an_address_without_a_list_is_an_error(data, server, capsys, name, words):
    before = read_bytes(data)
    assert main(["refresh", f"{server[1]}/{name}", "--data", str(data), "--allow-private"]) == 1
    assert words in capsys.readouterr().err
    assert read_bytes(data) == before


def test_a_file_over_the_limit_is_not_taken(data, server, capsys, monkeypatch):
    monkeypatch.setattr("geo.ingest.download.LARGEST", 1000)
    write_workbook(server[0] / "participatingAgencies03042025am.xlsx", LATER)
    url = f"{server[1]}/participatingAgencies03042025am.xlsx"
    assert main(["refresh", url, "--data", str(data), "--allow-private"]) == 1
    assert "Check the address" in capsys.readouterr().err


def test_a_file_that_breaks_off_is_fetched_again(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.ingest.download.PAUSES", (0, 0, 0))
    whole = b"PK" * 500
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            self.wfile.write(whole if len(asked) > breaks else whole[:100])

        def log_message(self, *arguments):
            pass

    with serve(Handler) as address:
        url = f"{address}/participatingAgencies03042025am.xlsx"
        breaks = 3
        assert fetch_list(url, tmp_path, allow_private=True).path.read_bytes() == whole
        asked.clear()
        breaks = 4
        with pytest.raises(SourceError, match="cannot be fetched"):
            fetch_list(url, tmp_path, allow_private=True)


def test_check_is_green_and_prints_the_sum_of_every_list(data, capsys):
    assert main(["check", "--data", str(data)]) == 0
    assert "participatingAgencies03032025am.xlsx: 3 = 3 + 0 + 0" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("lists.csv", ",3,3,", ",4,3,", "4 rows, yet 3 + 0 + 0 = 3"),
        ("agreements.csv", "12005", "99999", "99999 is no county"),
        ("agreements.csv", "12005", "12005;12005", "geoids 12005;12005 are not each there once"),
        ("agreements.csv", ",jail,", ",Jail,", "agreements.csv row 2: model is 'Jail', yet by"),
        ("agreements.csv", ",true,", ",maybe,", "agreements.csv row 4: statewide is 'maybe'"),
        ("agreements.csv", "statewide", "wide", "agreements.csv: "),
        ("qa/printed.csv", "am.xlsx", "pm.xlsx", "qa/printed.csv: Row at position"),
        ("qa/printed.csv", "jail,1,1", "jail,2,2", "1 jail agreements listed on 2025-03-03"),
        ("corrections.csv", "evidence\n", "evidence\ncounty,FL,A,b,c,d\n", "never matched"),
    ],
)
def test_check_fails_for_a_broken_promise(data, capsys, table, old, new, words):
    text = (data / table).read_text()
    assert old in text
    (data / table).write_text(text.replace(old, new))
    assert main(["check", "--data", str(data)]) == 1
    assert words in capsys.readouterr().err


@pytest.mark.slow
def test_a_table_changed_by_hand_stops_what_would_use_it_until_it_is_meant(data, tmp_path, capsys):
    agreements = data / "agreements.csv"
    whole = agreements.read_bytes()
    agreements.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1])
    before = read_bytes(data)
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    for command in (["refresh", str(path)], ["rebuild", "--sources", str(tmp_path)], ["check"]):
        assert main([*command, "--data", str(data)]) == 1
        assert "agreements.csv has 2 rows, not 3" in capsys.readouterr().err
    # A cut table breaks promises, and is not taken for meant.
    assert main(["renew", "--data", str(data)]) == 1
    said, error = capsys.readouterr()
    assert "agreements.csv: 2 rows, 3 before" in said
    assert "Nothing was noted" in error
    assert read_bytes(data) == before
    agreements.write_bytes(whole)
    capsys.readouterr()
    assert main(["renew", "--data", str(data)]) == 0
    assert "nothing changed" in capsys.readouterr().out
    (data / "corrections.csv").write_text(
        "field,state,agency,printed,correct,evidence\nagency,FL,A,b,c,d\n"
    )
    assert main(["renew", "--data", str(data)]) == 0
    assert "corrections.csv: 1 rows, 0 before" in capsys.readouterr().out
    assert main(["refresh", str(path), "--data", str(data), "--dry-run"]) == 1
    assert "A | b has never matched" in capsys.readouterr().err


def test_where_there_is_no_room_a_refresh_says_so_and_changes_nothing(
    data, tmp_path, monkeypatch, capsys
):
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    before = read_bytes(data)
    with monkeypatch.context() as failing:
        fail_at(failing, 1, errno.EROFS)
        assert main(["refresh", str(path), "--data", str(data)]) == 1
    error = capsys.readouterr().err
    assert ".csv: Read-only file system. Nothing has changed. Make room" in error
    assert error.count("\n") == 1
    assert read_bytes(data) == before
    assert main(["refresh", str(path), "--data", str(data)]) == 0


@pytest.mark.stress
def test_a_refresh_may_be_killed_at_any_moment(data, tmp_path):
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    survive_kills(["geo.ingest", "refresh", path, "--data", data], data, rounds=16)


@pytest.mark.stress
def test_a_disk_that_is_full_leaves_the_old_tables(data, tmp_path, capsys):
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    with mount_disk(tmp_path / "disk", 256_000) as disk:
        folder = shutil.copytree(data, disk / "data")
        before = read_edition(folder).contents
        with contextlib.suppress(OSError), (disk / "ballast").open("wb", 0) as ballast:
            while True:
                ballast.write(bytes(1000))
        assert main(["refresh", str(path), "--data", str(folder)]) == 1
        error = capsys.readouterr().err
        assert "No space left on device. Nothing has changed." in error
        assert error.count("\n") == 1
        assert read_edition(folder).contents == before
        (disk / "ballast").unlink()
        assert main(["refresh", str(path), "--data", str(folder)]) == 0
        assert read_edition(folder).contents != before


def test_a_folder_that_is_none_is_said_in_one_line(tmp_path, capsys):
    path = tmp_path / "data"
    path.write_text("")
    assert main(["check", "--data", str(path)]) == 1
    error = capsys.readouterr().err
    assert str(path) in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("file", [file for file, _ in TABLES.values()])
def test_check_fails_for_a_table_that_is_missing(data, capsys, file):
    (data / file).unlink()
    assert main(["check", "--data", str(data)]) == 1
    assert f"{file} is not in {data}" in capsys.readouterr().err
