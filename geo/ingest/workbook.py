"""Read one of ICE's workbooks, of participating or of pending agencies, as it is printed."""

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl

from geo.ingest.errors import SourceError

PARTICIPATING, PENDING = "participating", "pending"
NEEDED = {"state": "STATE", "agency": "LAW ENFORCEMENT AGENCY", "model": "SUPPORT TYPE"}
# What tells lists of participating agencies from those of pending ones.
SIGNED = "SIGNED"
COLUMNS = NEEDED | {"type": "TYPE", "county": "COUNTY", "signed": SIGNED, "moa_url": "MOA"}


@dataclass(frozen=True)
class PrintedRow:
    """One row as printed, every value as text, '' where nothing is printed.

    number is the row's as the sheet numbers it (the header is 1).
    """

    number: int
    state: str = ""
    agency: str = ""
    type: str = ""
    county: str = ""
    model: str = ""
    signed: str = ""
    moa_url: str = ""

    def __str__(self) -> str:
        values = (getattr(self, column.name) for column in fields(self)[1:])
        return " | ".join(value for value in values if value)


@dataclass(frozen=True)
class PrintedList:
    """One list as printed: its file name, the sha256 of its bytes, its rows that are not blank."""

    file: str
    sha256: str
    rows: tuple[PrintedRow, ...]


def read_workbook(path: Path, kind: str = PARTICIPATING) -> PrintedList:
    """Read a workbook of one kind, participating or pending agencies, every cell as text.

    Returns a PrintedList. Dates that Excel holds as dates become ISO text. The link to the
    memorandum is the cell's hyperlink, or the address printed in the cell.

    Raises SourceError when the file is no workbook, when no sheet has the needed columns or more
    than one has, when the list is of the other kind, and when it has no rows.
    """
    content = path.read_bytes()
    try:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    except Exception as error:  # damaged bytes fail in zip, XML and openpyxl, each its own way
        raise SourceError(
            f"{path.name} is not an Excel workbook ({error}). Download the list again from ICE's "
            "287(g) page as .xlsx."
        ) from error
    sheet, header = _find_sheet(path.name, book, kind)
    places = {column: header.index(name) for column, name in COLUMNS.items() if name in header}
    rows = tuple(filter(None, (_read_row(cells, places) for cells in sheet.iter_rows(min_row=2))))
    if not rows:
        # A list of pending agencies may well be empty.
        remedy = (
            "; nothing is known from it."
            if kind == PENDING
            else ". Download the list again from ICE's 287(g) page."
        )
        raise SourceError(f"{path.name} has a header but no rows{remedy}")
    return PrintedList(path.name, hashlib.sha256(content).hexdigest(), rows)


def _find_sheet(file, book, kind):
    """The sheet with the columns of a list of this kind, and its header."""
    headers = {}
    for sheet in book.worksheets:
        first = next(sheet.iter_rows(max_row=1), ())
        headers[sheet] = [_to_text(cell.value).upper() for cell in first]
    needed = set(NEEDED.values())
    lists = {sheet: header for sheet, header in headers.items() if needed <= set(header)}
    fitting = {s: h for s, h in lists.items() if (SIGNED in h) == (kind == PARTICIPATING)}
    if len(fitting) == 1:
        return next(iter(fitting.items()))
    if fitting:
        raise SourceError(
            f"{file} row 1: the header stands on the sheets "
            f"{', '.join(sheet.title for sheet in fitting)}; expected one list. Put all rows on "
            "one sheet, or take out the sheet that is no part of the list."
        )
    if lists:
        found = ", ".join(next(iter(lists.values())))
        other, what = PENDING, f"is {found}, without {SIGNED}"
        if kind == PENDING:
            other, what = PARTICIPATING, f"has {SIGNED}"
        raise SourceError(
            f"{file} row 1: the header {what}, as in ICE's lists of {other} agencies. Download "
            f"the list of {kind} agencies instead."
        )
    expected = [*NEEDED.values(), *([SIGNED] if kind == PARTICIPATING else [])]
    fullest = max(headers.values(), key=lambda header: len({*expected} & {*header}), default=[])
    missing = [name for name in expected if name not in fullest]
    found = ", ".join(name for name in fullest if name) or "nothing"
    raise SourceError(
        f"{file} row 1: the header is {found}; expected also {', '.join(missing)}. Check that "
        f"this is ICE's list of {kind} agencies, and name the columns as earlier lists do."
    )


def _read_row(cells, places):
    """The row of these cells, or None where all are blank."""
    texts = [_to_text(cell.value) for cell in cells]
    if not any(texts):
        return None
    values = {column: texts[place] for column, place in places.items()}
    if "moa_url" in places and (link := cells[places["moa_url"]].hyperlink):
        values["moa_url"] = _to_text(link.target) or values["moa_url"]
    return PrintedRow(cells[0].row, **values)


def _to_text(value):
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return str(value).strip()
