"""Workbooks are read as they are printed."""

import datetime
import re
import zipfile

import openpyxl
import openpyxl.chart
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from geo.ingest.clean import tidy_name
from geo.ingest.errors import SourceError
from geo.ingest.text import tidy_text
from geo.ingest.workbook import PARTICIPATING, PENDING, read_workbook
from tests.ingest.lists import HEADER, print_row, write_workbook

FILL = re.compile(rb"(<fills[^>]*>)")
CELLS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


def test_every_printed_cell_comes_back_as_text(tmp_path):
    rows = [
        print_row("Bay County Sheriff's Office", signed=datetime.datetime(2025, 3, 1)),
        print_row("Lake County Sheriff’s Office ", signed="05/082025", county="#NA"),
    ]
    first, second = read_workbook(write_workbook(tmp_path / "l.xlsx", rows)).rows
    assert (first.signed, second.signed) == ("2025-03-01", "05/082025")
    assert second.agency == "Lake County Sheriff’s Office"
    assert second.county == "#NA"
    assert first.moa_url == ""


def test_rows_keep_their_printed_numbers_across_blank_rows(tmp_path):
    rows = [print_row("A Sheriff"), (), (None, " "), print_row("B Sheriff")]
    read = read_workbook(write_workbook(tmp_path / "l.xlsx", rows)).rows
    assert [row.number for row in read] == [2, 5]


def test_a_row_printed_beside_the_known_columns_is_no_blank_row(tmp_path):
    rows = [print_row("A Sheriff"), (*[None] * 7, "see below")]
    path = write_workbook(tmp_path / "l.xlsx", rows, (*HEADER, "NOTE"))
    assert [row.number for row in read_workbook(path).rows] == [2, 3]


def test_links_are_the_hyperlinks_of_cells_or_printed_addresses(tmp_path):
    path = write_workbook(
        tmp_path / "l.xlsx",
        [print_row("A Sheriff", link="https://www.ice.gov/a.pdf"), print_row("B Sheriff")],
    )
    book = openpyxl.load_workbook(path)
    book.active["G3"] = "https://www.ice.gov/b.pdf"
    book.save(path)
    links = [row.moa_url for row in read_workbook(path).rows]
    assert links == ["https://www.ice.gov/a.pdf", "https://www.ice.gov/b.pdf"]


def test_the_sheet_with_the_columns_is_read_wherever_it_stands(tmp_path):
    path = write_workbook(tmp_path / "l.xlsx", [print_row("A Sheriff")])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Totals", 0).append(["Total", "JEM"])
    book.save(path)
    assert [row.agency for row in read_workbook(path).rows] == ["A Sheriff"]


def test_two_sheets_with_the_columns_are_refused_by_name(tmp_path):
    path = write_workbook(tmp_path / "l.xlsx", [print_row("A Sheriff")])
    book = openpyxl.load_workbook(path)
    book.create_sheet("New").append(HEADER)
    book.save(path)
    with pytest.raises(SourceError, match=r"l\.xlsx row 1: .* Sheet, New; expected one"):
        read_workbook(path)


@pytest.mark.parametrize(
    ("kind", "header", "words"),
    [
        (PARTICIPATING, HEADER[:5], "the header is STATE, .*, without SIGNED, .* pending"),
        (PENDING, HEADER, "the header has SIGNED, as in ICE's lists of participating"),
        (PARTICIPATING, ("STATE", "COUNTY"), "STATE, COUNTY; .* AGENCY, SUPPORT TYPE, SIGNED"),
        (PENDING, HEADER[:4], "expected also SUPPORT TYPE. Check that this is ICE's list of pend"),
    ],
)
def test_a_list_of_the_other_kind_or_of_none_is_refused(tmp_path, kind, header, words):
    path = write_workbook(tmp_path / "odd.xlsx", [["x"] * len(header)], header)
    with pytest.raises(SourceError, match=rf"odd\.xlsx row 1: .*{words}"):
        read_workbook(path, kind)


def test_a_list_of_pending_agencies_lacks_signings_and_links(tmp_path):
    path = write_workbook(tmp_path / "p.xlsx", [print_row("A Sheriff")[:5]], HEADER[:5])
    (row,) = read_workbook(path, PENDING).rows
    assert (row.agency, row.signed, row.moa_url) == ("A Sheriff", "", "")


def test_a_list_without_rows_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"empty\.xlsx has a header but no rows"):
        read_workbook(write_workbook(tmp_path / "empty.xlsx", []))


@pytest.mark.parametrize("content", [b"", b"<html>Not found</html>", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "page.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"page\.xlsx is not an Excel workbook"):
        read_workbook(path)


@pytest.mark.parametrize("spoil", [b"<worksheet><cut", None])
def test_a_damaged_workbook_is_refused(tmp_path, spoil):
    path = write_workbook(tmp_path / "l.xlsx", [print_row("A Sheriff")] * 50)
    damage(path, spoil)
    with pytest.raises(SourceError, match=r"l\.xlsx is not an Excel workbook"):
        read_workbook(path)


def damage(path, sheet):
    """Put other text in place of the sheet of a workbook, or break its compressed bytes."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
        start = book.getinfo("xl/worksheets/sheet1.xml").header_offset + 100
    if sheet:
        with zipfile.ZipFile(path, "w") as book:
            for name, content in parts.items():
                book.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else content)
    else:
        content = bytearray(path.read_bytes())
        content[start : start + 20] = b"\xff" * 20
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("Bay County_x000D_\nSheriff's Office", "Bay County Sheriff's Office"),
        ("Bay\u00a0County\r\nSheriff's Office", "Bay County Sheriff's Office"),
        ("\u200bBay\u00ad County Sheriff\u2060's Office\ufeff", "Bay County Sheriff's Office"),
        ("Ｂａｙ　County Sheriff's Office", "Bay County Sheriff's Office"),
        ("\u202eBay County\u202c Sheriff's Office", "Bay County Sheriff's Office"),
        ("Pen\u0303itas Police Department", "Pe\u00f1itas Police Department"),
        ("_xZZZZ_ _x005F_x000D_ Police", "_xZZZZ_ _x000D_ Police"),
    ],
)
def test_text_is_read_as_it_is_seen(tmp_path, printed, seen):
    (row,) = read_workbook(write_workbook(tmp_path / "l.xlsx", [print_row(printed)])).rows
    assert tidy_name(row.agency) == seen


@pytest.mark.parametrize(
    "signed",
    [
        datetime.datetime(2026, 7, 20, 13, 30),
        datetime.date(2026, 7, 20),
        46223,
        46223.75,
        "46223",
    ],
)
def test_a_date_is_read_whatever_the_cell_holds(tmp_path, signed):
    (row,) = read_workbook(
        write_workbook(tmp_path / "l.xlsx", [print_row("A", signed=signed)])
    ).rows
    assert row.signed == "2026-07-20"


def test_the_calendar_of_1904_is_read_as_it_is(tmp_path):
    path = write_workbook(
        tmp_path / "l.xlsx", [print_row("A"), print_row("B", signed=46223 - 1462)]
    )
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.active["F2"] = datetime.datetime(2026, 7, 20)
    book.save(path)
    assert [row.signed for row in read_workbook(path).rows] == ["2026-07-20"] * 2


@pytest.mark.parametrize("value", [True, 12, 99999, -5, "12", "1e5"])
def test_a_number_that_is_no_date_stays_as_it_is(tmp_path, value):
    path = write_workbook(tmp_path / "l.xlsx", [print_row("A", signed=value)])
    assert read_workbook(path).rows[0].signed == str(value)


def test_the_header_may_stand_below_a_title_and_on_several_lines(tmp_path):
    header = ("State ", "Law Enforcement\nAgency", *HEADER[2:4], "SUPPORT  TYPE", "Signed", "MOA")
    rows = [("As of 20 July 2026",), (), header, print_row("A Sheriff"), print_row("B Sheriff")]
    read = read_workbook(write_workbook(tmp_path / "l.xlsx", rows, ("ICE", "287(g)"))).rows
    assert [(row.number, row.agency) for row in read] == [(5, "A Sheriff"), (6, "B Sheriff")]


def test_a_column_that_stands_twice_is_refused(tmp_path):
    path = write_workbook(
        tmp_path / "l.xlsx", [(*print_row("A"), "2026-01-01")], (*HEADER, "SIGNED")
    )
    with pytest.raises(SourceError, match=r"l\.xlsx row 1: SIGNED stands in several columns"):
        read_workbook(path)


def test_a_sheet_of_a_chart_beside_the_list_is_passed_over(tmp_path):
    path = write_workbook(tmp_path / "l.xlsx", [print_row("A Sheriff")])
    book = openpyxl.load_workbook(path)
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book.active, min_col=6, min_row=1, max_row=2))
    book.create_chartsheet("Chart").add_chart(chart)
    book.save(path)
    assert len(read_workbook(path).rows) == 1


def change_part(path, part, change):
    """Change the text of one part of a workbook."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


def test_a_fill_of_nothing_is_read(tmp_path):
    path = write_workbook(tmp_path / "l.xlsx", [print_row("A Sheriff")])
    change_part(path, "xl/styles.xml", lambda text: FILL.sub(rb"\1<fill/>", text))
    assert len(read_workbook(path).rows) == 1


@settings(deadline=None, max_examples=25)
@given(rows=st.lists(st.tuples(*[CELLS] * 7), min_size=1, max_size=6))
def test_whatever_is_printed_is_read_row_by_row(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("list") / "l.xlsx"
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(("ANY", *row[1:]), start=1):
            cell = book.active.cell(number, column, text)
            cell.data_type = "s" if text else "n"
    book.save(path)
    read = read_workbook(path).rows
    assert [row.number for row in read] == list(range(2, len(rows) + 2))
    assert [row.agency for row in read] == [tidy_text(row[1]) for row in rows]
