"""Open the package of an Excel workbook within bounds, or say what the file is instead."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from geo.ingest.errors import SourceError

# ICE's lists have 0.2 MB, and 1.5 MB unpacked; within these bounds any file is read in a minute
# and in 1 GB of memory.
LARGEST_FILE = 50 * 2**20
LARGEST_UNPACKED = 24 * 2**20
MOST_PARTS = 1000
MOST_MARKS = 1_000_000
SHEET_PARTS = re.compile(r"xl/.*\.(xml|rels)$|\[Content_Types\]\.xml$|_rels/.*", re.IGNORECASE)
STRICT = b"http://purl.oclc.org/ooxml/"
# What openpyxl does not read: a fill of nothing.
# Of what a sheet is joined to, links and tables are needed; pictures, charts and comments not.
JOINED = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*?>")
NEEDED = re.compile(rb"/(hyperlink|table)[\"']")
SHEET_RELATIONS = re.compile(r"xl/(worksheets|chartsheets)/_rels/", re.IGNORECASE)
# Cells that are merged or linked over a whole sheet would be made one by one, by the billion.
SHEET = re.compile(r"xl/worksheets/[^/]*$", re.IGNORECASE)
MERGED = re.compile(rb"<((?:\w+:)?)mergeCells\b.*?</\1mergeCells>", re.DOTALL)
LINKED_RANGE = re.compile(
    rb"(<(?:\w+:)?hyperlink\b[^>]*?\bref\s*=\s*[\"']\$?[A-Z]+\$?\d+):\$?[A-Z]+\$?\d+", re.IGNORECASE
)
EMPTY_FILL = re.compile(rb"<((?:\w+:)?)fill\s*(?:/>|>\s*</\1fill>)")
# How a file begins that is something else by the name of a workbook, and what to do with it.
SAVE = "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx)."
OTHERS = (
    (b"\xd0\xcf\x11\xe0", f"is encrypted, or a workbook of Excel 97 to 2003. {SAVE}"),
    (b"%PDF", f"is a PDF file. {SAVE}"),
)
AGAIN = "Download the list again from ICE's 287(g) page as .xlsx."


def open_workbook(file: str, content: bytes) -> Workbook:
    """Open the bytes of a workbook whole, with values in place of formulas.

    file is the name for errors. Raises SourceError when the file is no Excel workbook, saying
    what it is instead, or when it is larger than a list can be.
    """
    if not content:
        raise SourceError(f"{file} is not an Excel workbook: it is empty. {AGAIN}")
    for start, what in OTHERS:
        if content.startswith(start):
            raise SourceError(f"{file} is not an Excel workbook of today: it {what}")
    if not content.startswith(b"PK"):
        raise SourceError(f"{file} is not an Excel workbook: it {_tell_text(content)}")
    try:
        return openpyxl.load_workbook(
            BytesIO(_repack(file, content)), data_only=True, keep_links=False
        )
    except SourceError:
        raise
    except Exception as error:  # damaged bytes fail in zip, XML and openpyxl, each its own way
        raise SourceError(
            f"{file} is not an Excel workbook ({_shorten(error)}), or a damaged one. {AGAIN}"
        ) from error


def read_bytes(path: Path) -> bytes:
    """Read a file that may be a list, SourceError for one that is larger than a list can be."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise SourceError(
            f"{path.name} has {size / 2**20:.0f} MB, yet a list has under 1 MB, and none over "
            f"{LARGEST_FILE // 2**20} MB is read. {AGAIN}"
        )
    return path.read_bytes()


def _repack(file, content):
    """The package with the parts that matter alone, mended where openpyxl would stumble."""
    mended = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as book,
        zipfile.ZipFile(mended, "w", zipfile.ZIP_STORED) as new,
    ):
        parts = book.infolist()
        names = {part.filename for part in parts}
        if "mimetype" in names:
            raise SourceError(f"{file} is not an Excel workbook but an OpenDocument one. {SAVE}")
        if "xl/workbook.bin" in names:
            raise SourceError(f"{file} is a binary workbook (.xlsb). {SAVE}")
        left, marks = LARGEST_UNPACKED, 0
        if len(parts) > MOST_PARTS:
            raise SourceError(f"{file} has {len(parts)} parts; expected a few. {AGAIN}")
        for part in parts:
            if not SHEET_PARTS.match(part.filename):
                continue
            # The sizes that a package tells of itself may be false.
            with book.open(part) as stream:
                text = stream.read(left + 1)
            left -= len(text)
            if left < 0:
                raise SourceError(
                    f"{file} has over {LARGEST_UNPACKED // 2**20} MB when unpacked, yet a list "
                    f"has 2 MB. Take out empty rows and columns, or save the list alone. {AGAIN}"
                )
            marks += text.count(b"<")
            if marks > MOST_MARKS:
                raise SourceError(
                    f"{file} has over {MOST_MARKS} marks of XML, as 100,000 cells have, yet a "
                    "list has 20,000 cells. Take out empty rows and columns, or save the list "
                    f"alone. {AGAIN}"
                )
            new.writestr(part.filename, _mend(file, part.filename, text))
    return mended.getvalue()


def _mend(file, part, text):
    head = text[:4096]
    if b"<!DOCTYPE" in head or b"<!ENTITY" in text:
        raise SourceError(f"{file}: {part} declares entities, as no workbook does. {AGAIN}")
    if STRICT in head:
        raise SourceError(
            f"{file} is a Strict Open XML workbook, which is not read. Open it in Excel and save "
            "it as 'Excel Workbook (.xlsx)'."
        )
    if part.endswith("styles.xml"):
        return EMPTY_FILL.sub(rb"<\1fill><\1patternFill/></\1fill>", text)
    if SHEET.match(part):
        return LINKED_RANGE.sub(rb"\1", MERGED.sub(b"", text))
    if SHEET_RELATIONS.match(part):
        return JOINED.sub(lambda one: one[0] if NEEDED.search(one[0]) else b"", text)
    return text


def _tell_text(content):
    start = content[:1024].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return f"is a web page. {AGAIN}"
    return f"begins as text or as something else, {content[:20]!r}. {SAVE}"


def _shorten(error):
    return " ".join(str(error).split())[:200]
