"""Readers see one whole record: the newest, or the one before while that is not to be had."""

import logging
import threading

import pytest

from geo.edition import DamagedError
from geo.figure import current
from geo.figure.current import Current
from geo.figure.publish import Assets
from geo.ingest.tables import replace_files

ASSETS = Assets((), (), {}, {}, {}, {})


@pytest.fixture
def shown(copied, monkeypatch):
    """The record of a folder as readers are shown it, whose figure takes no time to make."""
    monkeypatch.setattr(current, "prepare_figure", lambda record, folder: ASSETS)
    return Current(copied / "data", copied / "shapefiles", copied / "static")


def drop_last_row(path):
    content = path.read_bytes()
    return content[: content.rindex(b"\n", 0, -1) + 1]


def refresh(folder):
    """Replace two tables together, each a row shorter."""
    files = ("events.csv", "since.csv")
    replace_files(folder / "data", {file: drop_last_row(folder / "data" / file) for file in files})


def test_the_same_record_is_read_once(shown):
    assert shown.shown is None
    record, _ = shown.load()
    assert shown.shown is not None
    assert shown.load()[0] is record


def test_refreshed_tables_are_shown_whole_and_the_old_record_stays_as_it_was(shown, copied):
    old, _ = shown.load()
    events, since = len(old.events), len(old.since)
    refresh(copied)
    new, _ = shown.load()
    assert (len(new.events), len(new.since)) == (events - 1, since - 1)
    assert (len(old.events), len(old.since)) == (events, since)
    assert shown.load()[0] is new


def test_a_reader_does_not_wait_while_another_ones_turn_reads_a_new_record(
    shown, copied, monkeypatch
):
    old, _ = shown.load()
    refresh(copied)
    reading, go_on = threading.Event(), threading.Event()
    read_record = current.read_record

    def read_slowly(*folders):
        reading.set()
        assert go_on.wait(60)
        return read_record(*folders)

    monkeypatch.setattr(current, "read_record", read_slowly)
    reader = threading.Thread(target=shown.load)
    reader.start()
    assert reading.wait(60)
    assert shown.load()[0] is old
    go_on.set()
    reader.join()
    assert shown.load()[0] is not old


def test_damaged_tables_are_an_error_until_they_are_mended(shown, copied):
    path = copied / "data" / "events.csv"
    whole = path.read_bytes()
    path.unlink()
    for _ in range(2):
        with pytest.raises(DamagedError, match=r"events\.csv is missing"):
            shown.load()
    path.write_bytes(whole)
    assert len(shown.load()[0].events)


def test_damage_under_a_running_server_leaves_the_whole_record_and_is_logged_once(
    shown, copied, caplog
):
    caplog.set_level(logging.INFO, current.__name__)
    old, _ = shown.load()
    refresh(copied)
    path = copied / "data" / "agreements.csv"
    whole = path.read_bytes()
    path.unlink()
    assert shown.load()[0] is shown.load()[0] is old
    path.write_bytes(whole)
    assert shown.load()[0] is not old
    said = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert [level for level, _ in said] == ["INFO", "ERROR", "INFO"]
    assert "agreements.csv is missing" in said[1][1]
