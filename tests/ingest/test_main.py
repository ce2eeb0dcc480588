"""The commands do what they say, and bad input leaves the tables as they were."""

import http.server
import threading

import pytest

from geo.ingest.__main__ import main
from geo.ingest.tables import read_history
from tests.ingest.lists import HEADER, print_row, write_workbook

NEWS = [
    print_row("Bay County Sheriff's Office", county="Bay County", signed="2025-02-26"),
    print_row("Pima County Sheriff's Office", "jail", state="ARIZONA", county="Pima County"),
    print_row("Idaho State Police", state="IDAHO", signed="2025-01-15"),
]
LATER = [
    print_row("Bay County Sheriff's Office", county="Bay County", signed="2025-02-25"),
    print_row("Pima County Sheriff's Office", "jail", state="ARIZONA", county="Pima County"),
    print_row("Lake County Sheriff's Office", "warrant", county="Lake County"),
]


@pytest.fixture
def data(tmp_path):
    """A folder of tables that hold one list of three agreements."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "corrections.csv").write_text("field,state,agency,printed,correct,evidence\n")
    path = write_workbook(tmp_path / "participatingAgencies03032025am.xlsx", NEWS)
    assert main(["refresh", str(path), "--data", str(folder)]) == 0
    return folder


def read_bytes(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_refresh_says_and_writes_what_changes(data, tmp_path, capsys):
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", LATER)
    assert main(["refresh", str(path), "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert "signed: 1\n  Lake County Sheriff's Office (FL), warrant, 2025-03-01" in said
    assert "ended: 1\n  Idaho State Police (ID), task_force, 2025-01-15" in said
    assert "2025-02-26 -> 2025-02-25 (date_mended)" in said
    history = read_history(data)
    ended = [a["agency"] for a in history.agreements if a["ended_on"]]
    assert ended == ["Idaho State Police"]
    geoids = {a["agency"]: a["geoids"] for a in history.agreements}
    assert geoids["Bay County Sheriff's Office"] == "12005"
    assert geoids["Idaho State Police"] == ""


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
        ("03042025am", NEWS[:2], HEADER, ["truncated", "2 rows after 3"]),
        ("03022025am", LATER, HEADER, ["older than participatingAgencies03032025am.xlsx"]),
        ("undated", LATER, HEADER, ["the name carries no date"]),
    ],
)
def test_bad_input_is_named_and_leaves_the_tables(
    data, tmp_path, capsys, name, rows, header, words
):
    before = read_bytes(data)
    path = write_workbook(tmp_path / f"participatingAgencies{name}.xlsx", rows, header)
    assert main(["refresh", str(path), "--data", str(data)]) == 1
    error = capsys.readouterr().err
    assert all(word in error for word in [path.name, *words])
    assert read_bytes(data) == before


@pytest.mark.parametrize("content", [None, b"<html></html>"])
def test_a_file_that_is_missing_or_no_workbook_is_named(data, tmp_path, capsys, content):
    before = read_bytes(data)
    path = tmp_path / "participatingAgencies03042025am.xlsx"
    if content:
        path.write_bytes(content)
    assert main(["refresh", str(path), "--data", str(data)]) == 1
    assert path.name in capsys.readouterr().err
    assert read_bytes(data) == before


@pytest.fixture
def server(tmp_path):
    """A web server on this machine that serves a folder; gives the folder and its address."""
    folder = tmp_path / "web"
    folder.mkdir()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        thread = threading.Thread(target=web.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{web.server_port}"
        web.shutdown()
        thread.join()


def test_a_list_is_taken_from_an_address(data, server):
    folder, address = server
    write_workbook(folder / "participatingAgencies03042025am.xlsx", LATER)
    url = f"{address}/participatingAgencies03042025am.xlsx?download=1"
    assert main(["refresh", url, "--data", str(data)]) == 0
    newest = read_history(data).lists[-1]
    assert newest["file"] == "participatingAgencies03042025am.xlsx"


@pytest.mark.parametrize(
    ("name", "words"), [("gone03042025.xlsx", "404"), ("list.html", "ends in no .xlsx")]
)
def test_an_address_without_a_list_is_an_error(data, server, capsys, name, words):
    before = read_bytes(data)
    assert main(["refresh", f"{server[1]}/{name}", "--data", str(data)]) == 1
    assert words in capsys.readouterr().err
    assert read_bytes(data) == before


def test_a_file_over_the_limit_is_not_taken(data, server, capsys, monkeypatch):
    monkeypatch.setattr("geo.ingest.fetch.LARGEST", 1000)
    write_workbook(server[0] / "participatingAgencies03042025am.xlsx", LATER)
    url = f"{server[1]}/participatingAgencies03042025am.xlsx"
    assert main(["refresh", url, "--data", str(data)]) == 1
    assert "Check the address" in capsys.readouterr().err


def test_check_is_green_and_prints_the_sum_of_every_list(data, capsys):
    assert main(["check", "--data", str(data)]) == 0
    assert "participatingAgencies03032025am.xlsx: 3 = 3 + 0 + 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("lists.csv", ",3,3,", ",4,3,", "4 rows, yet 3 + 0 + 0 = 3"),
        ("agreements.csv", "12005", "99999", "99999 is no county"),
        ("agreements.csv", ",jail,", ",Jail,", "model is 'Jail'"),
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
