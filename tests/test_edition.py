"""A record is read whole, as its manifests name it, or not at all and the file is named."""

from pathlib import Path

import pytest

from geo import edition
from geo.agreements import DATA
from geo.boundaries import SHAPEFILES
from geo.edition import MANIFEST, DamagedError, find_faults, read_edition
from geo.ingest.manifest import renew_manifest
from geo.ingest.tables import replace_files
from geo.record import find_edition, read_record


def cut_in_a_row(content):
    return content[: len(content) * 2 // 5]


def cut_at_a_line(content):
    return content[: content.index(b"\n", len(content) * 2 // 5) + 1]


def keep_the_header(content):
    return content[: content.index(b"\n") + 1] if b"\n" in content[:300] else content[:100]


def rename_the_header(content):
    for old, new in ((b"agreement_id", b"agreement_no"), (b"published_on", b"published_at")):
        content = content.replace(old, new, 1)
    return content.replace(b"geoid,", b"g_oid,", 1).replace(b"GEOID", b"GEOPQ", 1)


def spoil_bytes(content):
    return content[:1000] + b"\xff\xfe\x00" + content[1003:]


def name_no_county(content):
    return content.replace(b"12001", b"12999")


def take_away(content):
    return None


DAMAGES = (
    cut_in_a_row,
    cut_at_a_line,
    keep_the_header,
    rename_the_header,
    spoil_bytes,
    name_no_county,
    take_away,
)
CASES = [
    (file, damage)
    for file, damages in (
        ("data/agreements.csv", DAMAGES),
        ("data/lists.csv", [one for one in DAMAGES if one is not name_no_county]),
        ("data/population.csv", DAMAGES),
        ("shapefiles/counties.dbf", [one for one in DAMAGES if one is not cut_at_a_line]),
        ("shapefiles/counties.shp", [cut_in_a_row, keep_the_header, spoil_bytes, take_away]),
        ("shapefiles/states.shx", [cut_in_a_row, spoil_bytes, take_away]),
        ("data/manifest.json", [cut_in_a_row, take_away]),
        ("shapefiles/manifest.json", [cut_in_a_row, take_away]),
    )
    for damage in damages
]


def read(folder):
    return read_record(folder / "data", folder / "shapefiles")


def replace(path: Path, content):
    path.unlink()
    if content is not None:
        path.write_bytes(content)


@pytest.mark.parametrize(("file", "damage"), CASES, ids=lambda one: getattr(one, "__name__", one))
def test_a_damaged_file_is_named_with_the_remedy_and_mended_without_more(copied, file, damage):
    path = copied / file
    content = path.read_bytes()
    assert damage(content) != content
    replace(path, damage(content))
    with pytest.raises(DamagedError) as raised:
        read(copied)
    (fault,) = raised.value.faults
    assert str(fault).startswith(str(path))
    assert "git checkout" in str(raised.value)
    assert "ingest renew" in str(raised.value)
    path.write_bytes(content)
    assert find_faults(path.parent) == ()


def test_a_table_cut_at_a_line_is_told_by_its_rows(copied):
    path = copied / "data" / "agreements.csv"
    content = path.read_bytes()
    cut = cut_at_a_line(content)
    replace(path, cut)
    had, has = (text.count(b"\n") - 1 for text in (content, cut))
    with pytest.raises(DamagedError, match=f"has {has} rows, not {had} as in the manifest"):
        read(copied)


def test_every_damaged_file_is_named(copied):
    for file in ("agreements.csv", "since.csv"):
        (copied / "data" / file).unlink()
    with pytest.raises(DamagedError, match=r"agreements\.csv is missing.*since\.csv is missing"):
        read(copied)


@pytest.mark.parametrize("damage", [rename_the_header, spoil_bytes, name_no_county])
def test_a_manifest_that_names_what_is_of_no_use_makes_no_traceback(copied, damage):
    path = copied / "data" / "agreements.csv"
    replace(path, damage(path.read_bytes()))
    replace(copied / "data" / MANIFEST, renew_manifest(copied / "data")[0].encode())
    with pytest.raises(DamagedError) as raised:
        read(copied)
    words = "12999 is no county" if damage is name_no_county else "can't be read"
    assert words in str(raised.value)


def test_the_manifests_alone_tell_which_record_it_is(copied):
    folders = copied / "data", copied / "shapefiles"
    before = find_edition(*folders)
    assert before == read(copied).edition
    events = (copied / "data" / "events.csv").read_bytes()
    replace_files(copied / "data", {"events.csv": events[: events.rindex(b"\n", 0, -1) + 1]})
    assert find_edition(*folders) == read(copied).edition != before


def test_what_only_the_importer_reads_is_no_fault_of_the_record(copied):
    replace_files(copied / "data", {"corrections.csv": "a\n"})
    before = read(copied).edition
    (copied / "data" / "corrections.csv").write_text("b\n")
    assert len(find_faults(copied / "data")) == 1
    assert read(copied).edition == before


@pytest.mark.parametrize("turns", [1, 2])
def test_tables_that_change_while_they_are_read_are_read_again(tmp_path, monkeypatch, turns):
    """Never a mix: the tables are replaced after the first of two has been read."""
    replace_files(tmp_path, {"a.csv": "0\n", "b.csv": "0\n"})
    left = list(range(1, turns + 1))
    opened = edition.open_whole

    def open_and_replace(folder, file):
        content = opened(folder, file)
        if file == "a.csv" and left:
            number = left.pop(0)
            replace_files(tmp_path, {"a.csv": f"{number}\n", "b.csv": f"{number}\n"})
        return content

    monkeypatch.setattr(edition, "open_whole", open_and_replace)
    assert read_edition(tmp_path).contents == {
        "a.csv": f"{turns}\n".encode(),
        "b.csv": f"{turns}\n".encode(),
    }


def test_tables_that_change_without_end_are_given_up(tmp_path, monkeypatch):
    replace_files(tmp_path, {"a.csv": "0\n", "b.csv": "0\n"})
    opened, numbers = edition.open_whole, iter(range(1, 100))

    def open_and_replace(folder, file):
        content = opened(folder, file)
        if file == "a.csv":
            number = next(numbers)
            replace_files(tmp_path, {"a.csv": f"{number}\n", "b.csv": f"{number}\n"})
        return content

    monkeypatch.setattr(edition, "open_whole", open_and_replace)
    with pytest.raises(DamagedError):
        read_edition(tmp_path)
    assert next(numbers) == edition.ATTEMPTS + 1


def test_the_committed_folders_are_as_their_manifests_say():
    assert find_faults(DATA) == find_faults(SHAPEFILES) == ()
