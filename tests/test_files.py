"""Files are written whole or not at all, under names of their content, by one at a time."""

import os

import pytest

from geo.files import hash_name, lock_folder, write_hashed, write_whole
from tests.disk import fill_disk


def test_text_and_bytes_are_written_as_they_are_with_the_rights_of_a_new_file(tmp_path):
    file, plain = tmp_path / "a.txt", tmp_path / "plain"
    plain.touch()
    write_whole(file, "Doña\r\nAna\n")
    assert file.read_bytes() == "Doña\r\nAna\n".encode()
    write_whole(file, b"\0")
    assert file.read_bytes() == b"\0"
    assert file.stat().st_mode == plain.stat().st_mode
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", "plain"}


def test_a_failure_in_the_middle_leaves_the_old_file_alone(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("old")
    with pytest.raises(OSError, match=r"a\.txt"), fill_disk(10):
        write_whole(file, "new" * 10)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["folder", "file/a.txt", "none/a.txt"])
def test_a_place_that_takes_no_file_is_named(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=f"{name}'$"):
        write_whole(tmp_path / name, "new")
    assert {path.name for path in tmp_path.rglob("*")} == {"folder", "file"}


def test_a_link_stays_one(tmp_path):
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "there" / "a.txt")
    write_whole(link, "new")
    assert link.is_symlink()
    assert os.listdir(tmp_path / "there") == ["a.txt"]


def test_names_follow_the_content(tmp_path):
    name = write_hashed(tmp_path / "new", "scripts/a.b.js", "content")
    assert name == hash_name("scripts/a.b.js", b"content") == "scripts/a.b-ed7002b439e9.js"
    assert hash_name("scripts/a.b.js", "other") != name
    file = tmp_path / "new" / name
    assert file.read_text() == "content"
    before = file.stat().st_mtime_ns
    assert write_hashed(tmp_path / "new", "scripts/a.b.js", "content") == name
    assert file.stat().st_mtime_ns == before


def test_a_folder_is_kept_by_one_at_a_time(tmp_path):
    taken = pytest.raises(BlockingIOError, match=rf"process {os.getpid()} is at work")
    with lock_folder(tmp_path), taken, lock_folder(tmp_path):
        pass
    with lock_folder(tmp_path):
        pass
