"""Damaged tables are one calm page that names the file; refreshed ones are taken up by a rerun."""

import json
from dataclasses import replace

import pytest

from geo.figure import current
from geo.figure.current import CURRENT, Current
from geo.ingest.tables import replace_files
from geo.pages import frame
from geo.words.language import LANGUAGES
from tests.pages.test_map import find_map, list_html, open_page, read_view

pytestmark = pytest.mark.slow


def find_newest():
    """The name of the newest list."""
    return CURRENT.load()[0].newest["file"]


def find_told(page):
    """The name of the list whose figure the map on a page is."""
    return json.loads(find_map(page).proto.json_args)["js_links"][-1].rsplit("/", 1)[1]


@pytest.fixture
def folder(copied, monkeypatch):
    """A folder whose record the page shows, with the figure's files of the committed one."""
    _, assets = CURRENT.load()

    def prepare(record, folder):
        return replace(assets, configs=dict.fromkeys(LANGUAGES, record.newest["file"]))

    monkeypatch.setattr(current, "prepare_figure", prepare)
    shown = Current(copied / "data", copied / "shapefiles", copied / "static")
    monkeypatch.setattr(frame, "CURRENT", shown)
    return copied


def read_damaged(page):
    """What the page says in place of the map."""
    assert not page.get("component_instance")
    (said,) = [body for body in list_html(page) if 'class="damaged"' in body]
    return said


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "agreements.csv has 0 rows, not "),
        ("es", "agreements.csv tiene 0 filas, no "),
        ("<b>", "agreements.csv has 0 rows, not "),
    ],
)
def test_a_damaged_table_is_named_in_place_of_the_map_until_it_is_mended(folder, lang, words):
    path = folder / "data" / "agreements.csv"
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole[: whole.index(b"\n") + 1])
    page = open_page(lang=lang)
    said = read_damaged(page)
    assert words in said
    assert "git checkout -- data shapefiles" in said
    assert "Error" not in said
    path.write_bytes(whole)
    page.run()
    assert find_told(page) == find_newest()


def test_a_folder_that_cannot_be_written_is_named(folder, monkeypatch):
    def fail(record, folder):
        raise OSError(28, "No space left on device", str(folder / "atlas.js"))

    monkeypatch.setattr(current, "prepare_figure", fail)
    said = read_damaged(open_page())
    assert "static/atlas.js can&#39;t be written" in said
    assert "git checkout" not in said


def test_a_rerun_and_a_new_reader_see_refreshed_tables(folder):
    page = open_page(place="FL")
    before = read_view(page)
    lists = (folder / "data" / "lists.csv").read_bytes().splitlines(keepends=True)
    assert [line for line in lists if line.startswith(f"{find_newest()},".encode())]
    older = [line for line in lists if not line.startswith(f"{find_newest()},".encode())]
    replace_files(folder / "data", {"lists.csv": b"".join(older)})
    page.run()
    assert not page.exception
    assert find_told(page) == older[-1].partition(b",")[0].decode() != find_newest()
    after = read_view(page)
    assert after["date"] < before["date"]
    assert after["place"] == before["place"] == "FL"
    assert read_view(open_page(place="FL")) == after
