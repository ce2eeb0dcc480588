"""A site's folder: what is not the site's own stays, and a build shows whole or not at all."""

import os

import pytest

from geo.site.folder import BUILDING, MANIFEST, MARK, replace_site


def build(out, **files):
    """Build a site of an index and some files; their names end in _html, _js and so on."""
    with replace_site(out) as folder:
        folder.write("index.html", f"{MARK}{files}")
        for name, content in files.items():
            folder.write(name.replace("__", "/").replace("_", "."), content)


def read(root):
    """Read the files that a reader of the site may ask for, and what the owner put there."""
    return {
        path.relative_to(root).as_posix(): path.read_text()
        for path in root.rglob("*")
        if path.is_file() and path.name not in ("index.html", MANIFEST)
    }


def test_only_the_sites_own_files_are_replaced_and_removed(tmp_path):
    out = tmp_path / "site"
    out.mkdir()
    (out / "CNAME").write_text("atlas.example")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref")
    build(out, old__one_js="1", both_css="1")
    (out / "old" / "letter.txt").write_text("dear")
    build(out, new__two_js="2", both_css="2")
    assert read(out) == {
        "CNAME": "atlas.example",
        ".git/HEAD": "ref",
        "old/letter.txt": "dear",
        "new/two.js": "2",
        "both.css": "2",
    }
    assert os.listdir(tmp_path) == ["site"]


def test_folders_that_the_site_leaves_empty_go(tmp_path):
    build(tmp_path / "site", a__b__c_js="1")
    build(tmp_path / "site")
    assert {path.name for path in (tmp_path / "site").iterdir()} == {"index.html", MANIFEST}


def test_a_link_to_a_folder_stays_one(tmp_path):
    (tmp_path / "there").mkdir()
    link = tmp_path / "site"
    link.symlink_to("there")
    build(link, a_js="1")
    build(link, a_js="2")
    assert link.is_symlink()
    assert read(tmp_path / "there") == {"a.js": "2"}


def test_a_build_that_fails_changes_nothing(tmp_path):
    out = tmp_path / "site"
    with pytest.raises(TypeError):
        build(out, a_js=None)
    assert not out.exists()
    build(out, a_js="1")
    before = read(out) | {"index.html": (out / "index.html").read_text()}
    with pytest.raises(TypeError):
        build(out, a_js="2", b_js=None)
    assert read(out) | {"index.html": (out / "index.html").read_text()} == before
    assert not (out / BUILDING).exists()


def test_pages_come_after_what_they_load_and_a_crash_is_mended_by_the_next_build(
    tmp_path, monkeypatch
):
    out = tmp_path / "site"
    build(out, states__old_html="old", one_js="1")
    moved = []

    def replace_some(source, target):
        if BUILDING in str(source) and len(moved) == 2:
            raise KeyboardInterrupt
        move(source, target)
        if BUILDING in str(source):
            moved.append(target.relative_to(out).as_posix())

    move = os.replace
    monkeypatch.setattr(os, "replace", replace_some)
    with pytest.raises(KeyboardInterrupt):
        build(out, states__new_html="new", two_js="2", feed_xml="2")
    monkeypatch.undo()
    assert moved == ["two.js", "feed.xml"]
    # The pages of before find all that they load.
    assert read(out) == {"states/old.html": "old", "one.js": "1", "two.js": "2", "feed.xml": "2"}
    build(out, three_js="3")
    assert read(out) == {"three.js": "3"}


def test_what_a_killed_build_left_is_no_part_of_the_site(tmp_path):
    out = tmp_path / "site"
    (out / BUILDING / "new").mkdir(parents=True)
    (out / BUILDING / "new" / "half.js").write_text("ha")
    build(out, a_js="1")
    assert read(out) == {"a.js": "1"}


def test_two_builds_do_not_mix(tmp_path):
    out = tmp_path / "site"
    taken = pytest.raises(BlockingIOError, match="is at work here")
    with replace_site(out) as folder:
        folder.write("index.html", MARK)
        with taken:
            build(out, b_js="2")
        folder.write("a.js", "1")
    assert read(out) == {"a.js": "1"}


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("dear")
    with pytest.raises(ValueError, match=r"something else .*thesis\.txt"):
        build(tmp_path)
    assert read(tmp_path) == {"thesis.txt": "dear"}


@pytest.mark.parametrize("own", ["a.js", "a"])
def test_a_file_in_the_way_is_named_and_kept(tmp_path, own):
    out = tmp_path / "site"
    build(out)
    (out / own).write_text("mine")
    with pytest.raises(ValueError, match=r"is not the site's own; move it away"):
        build(out, a_js="1", a__b_js="1")
    assert read(out) == {own: "mine"}


def test_the_site_of_before_there_was_a_manifest_is_replaced(tmp_path):
    (tmp_path / "index.html").write_text(f"{MARK}old")
    (tmp_path / "a.js").write_text("old")
    build(tmp_path, a_js="1")
    assert read(tmp_path) == {"a.js": "1"}


def test_a_manifest_that_leads_out_of_the_site_is_refused(tmp_path):
    out = tmp_path / "site"
    build(out)
    (tmp_path / "letter.txt").write_text("dear")
    with (out / MANIFEST).open("a") as manifest:
        manifest.write("../letter.txt\n")
    with pytest.raises(ValueError, match="lies outside the site"):
        build(out)
    assert (tmp_path / "letter.txt").exists()
