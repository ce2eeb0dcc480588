"""Tables are read and written whole, and an interruption loses nothing."""

import errno
import multiprocessing
import os
import signal
import subprocess
import sys

import pytest

from geo.agreements import ROOT
from geo.edition import find_faults, open_whole, read_edition
from geo.ingest.__main__ import main
from geo.ingest.absorb import absorb
from geo.ingest.agreement import History
from geo.ingest.errors import SourceError
from geo.ingest.tables import TABLES, lock_tables, read_history, render_history, replace_files
from tests.disk import fail_at
from tests.ingest.lists import make_list, make_row, print_row, write_workbook

BEFORE = absorb(
    History(),
    make_list("2025-03-01", make_row(signed_on="2025-02-26"), make_row("A, “B” PD")),
)
AFTER = absorb(
    BEFORE,
    make_list("2025-03-02", make_row(signed_on="2025-02-25"), make_row("A, “B” PD")),
)
# Each file is forced to disk and put in place; so is the journal; then the folder is forced.
FILES = len(TABLES) + 1  # with the manifest
STEPS = 2 * FILES + 3
REFRESH_AND_DIE = """
import os, signal, sys
from geo.ingest import __main__

def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

os.replace = die
__main__.main(sys.argv[1:])
"""


def write_history(history, folder):
    replace_files(folder, render_history(history))


def test_a_history_comes_back_as_it_was_written(tmp_path):
    write_history(AFTER, tmp_path)
    assert read_history(tmp_path) == AFTER


def test_equal_histories_are_equal_bytes_without_carriage_returns(tmp_path):
    write_history(AFTER, tmp_path)
    texts = render_history(read_history(tmp_path))
    assert texts == render_history(AFTER)
    assert not any("\r" in text for text in texts.values())


def test_a_folder_without_tables_is_an_empty_history(tmp_path):
    assert read_history(tmp_path) == History()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (",absorbed,", ",absorbed,,", "lists.csv row 2: has more or fewer values"),
        (",2,2,", ",two,2,", "lists.csv row 2: rows is 'two'"),
        ("verdict", "judgement", "lists.csv: the columns are .*judgement.*; expected .*verdict"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(tmp_path, old, new, words):
    write_history(BEFORE, tmp_path)
    path = tmp_path / "lists.csv"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(SourceError, match=words):
        read_history(tmp_path)


def write_and_die(folder, step):
    """Write the later history, and kill this process at its step-th change to the disk."""
    calls = iter(range(1, step + 1))

    def deadly(function):
        def call(*arguments):
            if next(calls, step) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments)

        return call

    os.replace, os.fsync = deadly(os.replace), deadly(os.fsync)
    write_history(AFTER, folder)


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_killed_at_any_step_the_tables_are_all_old_or_all_new(tmp_path, capsys, step):
    write_history(BEFORE, tmp_path)
    child = multiprocessing.get_context("fork").Process(target=write_and_die, args=(tmp_path, step))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    expected = BEFORE if step <= FILES + 2 else AFTER
    for file, text in render_history(expected).items():
        assert open_whole(tmp_path, file).read().decode() == text
        assert read_edition(tmp_path).contents[file].decode() == text
    assert read_history(tmp_path) == expected
    write_history(AFTER, tmp_path)
    assert capsys.readouterr().out.count("a command was cut off") == 1
    assert read_history(tmp_path) == AFTER
    assert [path.name for path in tmp_path.rglob("*.new")] == []


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_where_the_disk_fails_at_any_step_readers_have_all_old_or_all_new(
    tmp_path, monkeypatch, capsys, step
):
    write_history(BEFORE, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    is_late = step > FILES + 2
    with monkeypatch.context() as failing:
        fail_at(failing, step, errno.ENOSPC)
        if is_late:
            write_history(AFTER, tmp_path)
            assert "The new tables count" in capsys.readouterr().out
        else:
            with pytest.raises(OSError, match=f"No space left on device: '{tmp_path}"):
                write_history(AFTER, tmp_path)
            assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before
    expected = AFTER if is_late else BEFORE
    contents = read_edition(tmp_path).contents
    assert {file: contents[file].decode() for file in contents} == render_history(expected)
    assert read_history(tmp_path) == expected
    assert ("a command was cut off" in capsys.readouterr().out) == is_late
    assert not list(tmp_path.rglob("*.new"))


def test_whoever_takes_the_lock_finds_the_tables_in_place(tmp_path, monkeypatch, capsys):
    replace_files(tmp_path, {"a.csv": "1\n"})
    with monkeypatch.context() as failing:
        # The manifest and the table are forced to disk, then the journal, which takes its place.
        fail_at(failing, 5, errno.EIO)
        replace_files(tmp_path, {"a.csv": "2\n"})
    assert (tmp_path / "a.csv").read_text() == "1\n"
    with lock_tables(tmp_path):
        assert (tmp_path / "a.csv").read_text() == "2\n"
    assert "a command was cut off" in capsys.readouterr().out


def test_tables_that_cannot_be_written_can_be_checked(tmp_path, monkeypatch, capsys):
    write_history(BEFORE, tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr("geo.ingest.__main__.lock_tables", None)
    main(["check", "--data", str(tmp_path)])
    assert "rows in = agreements" in capsys.readouterr().out


@pytest.mark.slow
def test_a_refresh_killed_while_it_writes_leaves_the_old_tables(tmp_path):
    write_history(BEFORE, tmp_path)
    old = {path: path.read_bytes() for path in tmp_path.rglob("*.csv")}
    rows = [print_row("Bay County Sheriff's Office"), print_row("Lake County Sheriff's Office")]
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", rows)
    done = subprocess.run(
        [sys.executable, "-c", REFRESH_AND_DIE, "refresh", str(path), "--data", str(tmp_path)],
        capture_output=True,
        cwd=ROOT,
    )
    assert done.returncode == -signal.SIGKILL
    assert list(tmp_path.rglob("*.new"))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.csv")} == old
    assert read_history(tmp_path) == BEFORE


def test_several_files_are_replaced_together(tmp_path):
    replace_files(tmp_path, {"a.csv": "1\n", "qa/b.csv": "2\n"})
    replace_files(tmp_path, {"a.csv": "3\n"})
    assert (tmp_path / "a.csv").read_text() == "3\n"
    assert (tmp_path / "qa" / "b.csv").read_text() == "2\n"


def test_what_a_command_does_not_write_stays_as_the_manifest_has_it(tmp_path):
    replace_files(tmp_path, {"a.csv": "1\n2\n", "b.csv": "1\n2\n"})
    (tmp_path / "b.csv").write_text("1\n")
    replace_files(tmp_path, {"a.csv": "3\n"})
    (fault,) = find_faults(tmp_path)
    assert "b.csv has 0 rows, not 1" in str(fault)
