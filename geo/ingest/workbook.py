"""Read one workbook of ICE's participating agencies as it is printed."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd

NEEDED = {
    "state": "STATE",
    "agency": "LAW ENFORCEMENT AGENCY",
    "model": "SUPPORT TYPE",
    "signed": "SIGNED",
}
OPTIONAL = {"type": "TYPE", "county": "COUNTY", "moa_url": "MOA", "addendum_url": "ADDENDUM"}
LINKS = ("moa_url", "addendum_url")
ROW_COLUMNS = [
    "row",
    "state",
    "agency",
    "type",
    "county",
    "model",
    "signed",
    "moa_url",
    "addendum_url",
]


class SourceError(ValueError):
    """A source that cannot be taken in; the message names file, row, value and remedy."""


@dataclass(frozen=True)
class RawList:
    """One workbook as printed: its file name, the sha256 of its bytes, its rows as text."""

    file: str
    sha256: str
    rows: pd.DataFrame


def read_workbook(path):
    """Read a participating-agencies workbook, every cell as text.

    Returns a RawList whose rows hold one row per printed row that is not blank: row (as the
    sheet numbers it, the header is 1), state, agency, type, county, model, signed, moa_url,
    addendum_url. Dates that Excel holds as dates become ISO text; a column the list lacks is ''.
    Links are the cells' hyperlinks, or the address printed in the cell.

    Raises SourceError when the file is no workbook, when no sheet has the needed columns or more
    than one has, and when it has no rows.
    """
    path = Path(path)
    content = path.read_bytes()
    try:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    except Exception as error:  # damaged bytes fail in zip, XML and openpyxl, each its own way
        raise SourceError(
            f"{path.name} is not an Excel workbook ({error}). Download the list again from ICE's "
            "287(g) page as .xlsx."
        ) from error
    sheet, positions = _find_sheet(path.name, book)
    rows = [_read_row(cells, positions) for cells in sheet.iter_rows(min_row=2)]
    rows = pd.DataFrame(rows, columns=ROW_COLUMNS)
    printed = rows.columns.drop("row")
    rows = rows[(rows[printed] != "").any(axis=1)].reset_index(drop=True)
    if rows.empty:
        raise SourceError(
            f"{path.name} has a header but no rows. Download the list again from ICE's 287(g) page."
        )
    return RawList(path.name, hashlib.sha256(content).hexdigest(), rows)


def _find_sheet(file, book):
    headers = {}
    for sheet in book.worksheets:
        first = next(sheet.iter_rows(max_row=1), ())
        headers[sheet] = [_to_text(cell.value).upper() for cell in first]
    fitting = [sheet for sheet in headers if set(NEEDED.values()) <= set(headers[sheet])]
    if len(fitting) > 1:
        raise SourceError(
            f"{file} row 1: the header stands on the sheets "
            f"{', '.join(sheet.title for sheet in fitting)}; expected one list. Put all rows on "
            "one sheet, or take out the sheet that is no part of the list."
        )
    if fitting:
        header = headers[fitting[0]]
        return fitting[0], {
            column: header.index(name)
            for column, name in (NEEDED | OPTIONAL).items()
            if name in header
        }
    fullest = max(headers.values(), key=lambda header: len(set(NEEDED.values()) & set(header)))
    missing = [name for name in NEEDED.values() if name not in fullest]
    found = ", ".join(name for name in fullest if name) or "nothing"
    if missing == ["SIGNED"]:
        raise SourceError(
            f"{file} row 1: the header is {found}, without SIGNED, as in ICE's lists of pending "
            "agencies. Download the list of participating agencies instead."
        )
    raise SourceError(
        f"{file} row 1: the header is {found}; expected also {', '.join(missing)}. Check that "
        "this is ICE's list of participating agencies, and name the columns as earlier lists do."
    )


def _read_row(cells, positions):
    row = dict.fromkeys(ROW_COLUMNS, "")
    row["row"] = cells[0].row
    for column, position in positions.items():
        if position < len(cells):
            cell = cells[position]
            link = cell.hyperlink.target if column in LINKS and cell.hyperlink else None
            row[column] = _to_text(link or cell.value)
    return row


def _to_text(value):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
