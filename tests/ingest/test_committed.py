"""The committed tables keep their promises, and the page about them its numbers."""

from dataclasses import fields

import pytest

from geo.agreements import COLUMNS, DATA
from geo.ingest.agreement import Agreement
from geo.ingest.checks import check_tables
from geo.ingest.docs import END, PAGE, START, render_counts, render_page
from geo.ingest.errors import SourceError
from geo.ingest.tables import TABLES, read_history, render_history


@pytest.fixture(scope="module")
def history():
    return read_history()


@pytest.mark.slow
def test_every_check_passes():
    _, problems = check_tables()
    assert problems == []


def test_importer_and_readers_name_the_same_columns():
    assert tuple(column.name for column in fields(Agreement)) == COLUMNS


def test_tables_are_written_as_they_are_read(history):
    texts = render_history(history)
    for file, _ in TABLES.values():
        assert (DATA / file).read_bytes().decode() == texts[file]


@pytest.mark.parametrize(
    ("day", "number"), [("2025-01-20", 135), ("2026-02-13", 1412), ("2026-07-20", 2179)]
)
def test_numbers_known_from_the_press_are_met(history, day, number):
    listed = sum(agreement.is_listed(day) for agreement in history.agreements)
    assert listed == pytest.approx(number, rel=0.005)


def test_the_page_about_the_data_holds_the_counts_of_the_tables(history):
    page = PAGE.read_text(encoding="utf-8")
    assert page.split(START)[1].split(END)[0].strip() == render_counts(history).strip()


def test_the_page_is_updated_between_its_marks_only(history, tmp_path):
    page = tmp_path / "data.md"
    page.write_text(f"above\n{START}\nstale words\n{END}\nbelow\n")
    text = render_page(history, page)
    assert text.startswith("above\n")
    assert text.endswith("\nbelow\n")
    assert "stale words" not in text
    page.write_text("no marks")
    with pytest.raises(SourceError, match="Put them back"):
        render_page(history, page)
