"""The figure's files are made once for each build of what they come from."""

import pytest

from geo.figure.prepared import MANIFEST, find_prepared, prepare_figure


@pytest.fixture(scope="module")
def published(record, tmp_path_factory):
    """A folder in which the figure of the committed tables is published, and its files."""
    folder = tmp_path_factory.mktemp("static")
    return folder, prepare_figure(record, folder)


def test_files_are_there_before_the_first_visitor_and_not_made_again(published, record):
    folder, assets = published
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert set(before) == {*assets.files, MANIFEST}
    assert find_prepared(record.edition, folder) == assets
    assert prepare_figure(record, folder) == assets
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_other_tables_ask_for_other_files(published):
    folder, _ = published
    assert find_prepared("another edition", folder) is None


@pytest.mark.slow
def test_a_missing_file_or_a_damaged_manifest_is_made_anew(published, record):
    folder, assets = published
    (folder / assets.scripts[0]).unlink()
    assert find_prepared(record.edition, folder) is None
    assert prepare_figure(record, folder) == assets
    (folder / MANIFEST).write_text('{"scripts": 1')
    assert find_prepared(record.edition, folder) is None
    assert prepare_figure(record, folder) == assets == find_prepared(record.edition, folder)


def test_an_empty_folder_has_nothing_prepared(record, tmp_path):
    assert find_prepared(record.edition, tmp_path / "none") is None
