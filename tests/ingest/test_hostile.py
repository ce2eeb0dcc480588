"""Hostile workbooks end with a clear error, or come through as harmless text, within bounds."""

import os
import shutil
import zipfile
from xml.sax.saxutils import escape

import pytest

from geo.ingest.__main__ import main
from geo.ingest.errors import SourceError
from geo.ingest.package import LARGEST_FILE, MOST_MARKS
from geo.ingest.tables import read_history
from geo.ingest.workbook import read_workbook
from tests.ingest.lists import HEADER, print_row, write_workbook

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAME = "participatingAgencies03042025am.xlsx"
GOOD = ("FLORIDA", "Bay County Sheriff's Office", "County", "Bay", "Task Force Model", "2025-02-26")


def make_row(number, values):
    cells = (
        f'<c r="{column}{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        for column, value in zip("ABCDEFG", values, strict=False)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def make_sheet(body="", after="", rows=(GOOD,)):
    """The XML of a sheet with a header, some rows, and what else is to stand in and after them."""
    made = "".join(make_row(number, row) for number, row in enumerate((HEADER, *rows), start=1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{made}{body}</sheetData>{after}</worksheet>'


def save(folder, sheet=None, **parts):
    """Write a workbook with the XML of its sheet replaced, and other parts by their name."""
    path = write_workbook(folder / NAME, [print_row("A Sheriff")])
    with zipfile.ZipFile(path) as book:
        whole = {name: book.read(name) for name in book.namelist()}
    whole |= {SHEET: sheet} if sheet else {}
    whole |= {f"xl/{name}.xml": content for name, content in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in whole.items():
            book.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ('<row r="1048576"><c r="A1048576" s="0"/></row>', ""),
        ('<row r="7"><c r="XFD7" s="0"/></row>', ""),
        ("", '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("", '<hyperlinks><hyperlink ref="G1:XFD1048576" location="x"/></hyperlinks>'),
    ],
)
def test_what_is_spread_over_a_whole_sheet_is_passed_over(tmp_path, body, after):
    rows = read_workbook(save(tmp_path, make_sheet(body, after))).rows
    assert [(row.number, row.agency) for row in rows] == [(2, GOOD[1])]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (make_sheet("<row/>" * (MOST_MARKS + 1)), "marks of XML"),
        (make_sheet("<row>" + "<c/>" * (MOST_MARKS + 1) + "</row>"), "marks of XML"),
        (make_sheet(rows=[GOOD] * 10_001), "10001 rows; expected no more than 10000"),
        ("<worksheet>" + " " * 30_000_000, "over 24 MB when unpacked"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + make_sheet(), "declares entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + make_sheet(), "declares entities"),
        ("<row>" * 100_000, "or a damaged one"),
        (make_sheet().replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"), "Strict"),
    ],
)
def test_more_than_a_list_holds_is_refused(tmp_path, sheet, words):
    with pytest.raises(SourceError, match=NAME) as refusal:
        read_workbook(save(tmp_path, sheet))
    assert words in str(refusal.value)
    assert len(str(refusal.value)) < 1000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted, or a workbook of Excel 97 to 2003"),
        (b"STATE,LAW ENFORCEMENT AGENCY\nFLORIDA,Bay\n", "begins as text"),
        (b"<!doctype html><p>gone</p>", "is a web page"),
        (b"%PDF-1.7", "is a PDF file"),
        (b"PK\x03\x04 cut off", "or a damaged one"),
    ],
)
def test_another_kind_of_file_is_told(tmp_path, content, words):
    path = tmp_path / NAME
    path.write_bytes(content)
    with pytest.raises(SourceError, match=NAME) as refusal:
        read_workbook(path)
    assert words in str(refusal.value)


def test_an_opendocument_file_is_told(tmp_path):
    path = tmp_path / NAME
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(SourceError, match="an OpenDocument one"):
        read_workbook(path)


def test_a_file_larger_than_any_list_is_not_read(tmp_path):
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(SourceError, match="none over 50 MB is read"):
        read_workbook(path)


@pytest.fixture(scope="module")
def one_list(tmp_path_factory):
    """Tables of one list of three agreements."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    folder.mkdir()
    (folder / "corrections.csv").write_text("field,state,agency,printed,correct,evidence\n")
    rows = [print_row(f"{name} County Sheriff's Office", county=name) for name in ("Bay", "Lake")]
    path = write_workbook(folder.parent / "participatingAgencies03032025am.xlsx", rows)
    assert main(["refresh", str(path), "--data", str(folder)]) == 0
    return folder


@pytest.fixture
def data(one_list, tmp_path):
    return shutil.copytree(one_list, tmp_path / "data")


def refresh(data, path):
    return main(["refresh", str(path), "--data", str(data), "--keep", str(data.parent / "kept")])


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script> Police Department",
        "\"'><img src=x onerror=alert(1)> Police Department",
        '=HYPERLINK("http://x") Police Department',
        "\u202eeciloP\u202c Police Department \U0001f600",
        "A" * 1_000_000,
    ],
)
def test_whatever_stands_in_a_cell_comes_through_as_text(data, tmp_path, name):
    before = len(read_history(data).agreements)
    sheet = make_sheet(rows=[GOOD, ("FLORIDA", name, *GOOD[2:])])
    assert refresh(data, save(tmp_path, sheet)) == 0
    assert main(["check", "--data", str(data)]) == 0
    history = read_history(data)
    assert len(history.agreements) == before + 1
    known = ("Bay County Sheriff's Office", "Lake County Sheriff's Office")
    (new,) = [one for one in history.agreements if one.agency not in known]
    assert new.agreement_id.isascii()
    assert new.agency.isprintable()


@pytest.mark.parametrize("signed", ["-5", "1e308", "NaN", "9999-12-31", "#REF!", "TRUE", "1/1/2"])
def test_a_date_that_is_none_is_refused_with_its_row_and_value(data, tmp_path, capsys, signed):
    sheet = make_sheet(rows=[GOOD, (*GOOD[:5], signed)])
    assert refresh(data, save(tmp_path, sheet)) == 1
    error = capsys.readouterr().err
    assert f"{NAME} row 3: SIGNED is {signed!r}; expected a date" in error
    assert "corrections.csv" in error


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_no_file_is_not_read(data, tmp_path, capsys, kind):
    path = tmp_path / NAME
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    assert refresh(data, path) == 1
    assert "no such file" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("start", ["a\nb ", "quo\"te's ", "..", "x;y "])
def test_a_file_of_any_name_stays_on_one_line_of_the_tables(data, tmp_path, start):
    path = save(tmp_path, make_sheet()).rename(tmp_path / f"{start}{NAME}")
    assert refresh(data, path) == 0
    assert main(["check", "--data", str(data)]) == 0
    assert read_history(data).lists[-1].file == " ".join(path.name.split())
