"""The figure's files are made once for each build of what they come from."""

import random
import re
import subprocess
import sys

import pytest

from geo.agreements import ROOT
from geo.figure.prepared import MANIFEST, find_prepared, prepare_figure
from geo.files import hash_name
from tests.crash import kill_while_writing


@pytest.fixture(scope="module")
def published(record, tmp_path_factory):
    """A folder in which the figure of the committed tables is published, and its files.

    It had a damaged manifest before.
    """
    folder = tmp_path_factory.mktemp("static")
    (folder / MANIFEST).write_text('{"scripts": 1')
    assert find_prepared(record.edition, folder) is None
    return folder, prepare_figure(record, folder)


@pytest.mark.slow
def test_files_are_there_before_the_first_visitor_and_not_made_again(published, record):
    folder, assets = published
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert set(before) == {*assets.files, MANIFEST}
    assert find_prepared(record.edition, folder) == assets
    assert prepare_figure(record, folder) == assets
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.slow
def test_other_tables_ask_for_other_files(published):
    folder, _ = published
    assert find_prepared("another edition", folder) is None


@pytest.mark.slow
def test_a_missing_file_asks_for_all_of_them_again(published, record):
    folder, assets = published
    script = folder / assets.scripts[0]
    content = script.read_bytes()
    script.unlink()
    assert find_prepared(record.edition, folder) is None
    script.write_bytes(content)
    assert find_prepared(record.edition, folder) == assets


@pytest.mark.stress
def test_publishing_may_be_killed_at_any_moment(published, record, tmp_path):
    _, assets = published
    publish = (
        "import sys; from geo.figure.prepared import prepare_figure;"
        "prepare_figure(None, sys.argv[1])"
    )
    chance = random.Random(287)
    for _ in range(10):
        process = subprocess.Popen([sys.executable, "-c", publish, tmp_path], cwd=ROOT)
        kill_while_writing(process, tmp_path, chance)
        assert find_prepared(record.edition, tmp_path) in (None, assets)
    assert prepare_figure(record, tmp_path) == assets == find_prepared(record.edition, tmp_path)
    for name in assets.files:
        assert name == hash_name(re.sub("-[0-9a-f]{12}", "", name), (tmp_path / name).read_bytes())


def test_an_empty_folder_has_nothing_prepared(record, tmp_path):
    assert find_prepared(record.edition, tmp_path / "none") is None
