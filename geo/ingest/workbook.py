"""Read one of ICE's workbooks, of participating or of pending agencies, as it is printed."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

from openpyxl.utils.datetime import from_excel

from geo.ingest.errors import SourceError
from geo.ingest.package import AGAIN, open_workbook, read_bytes
from geo.ingest.text import tidy_text

PARTICIPATING, PENDING = "participating", "pending"
NEEDED = {"state": "STATE", "agency": "LAW ENFORCEMENT AGENCY", "model": "SUPPORT TYPE"}
# What tells lists of participating agencies from those of pending ones.
SIGNED = "SIGNED"
# Titles may stand above the header, but not many rows of them.
LAST_HEADER_ROW = 20
# Four times what lists have now.
MOST_ROWS = 10_000
# Days since 1900 of signings, where a cell holds a date as a number: 1999 to 2063.
SERIALS = range(36_161, 59_900)
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

    Returns a PrintedList. Dates that Excel holds as dates or as their number become ISO text. The
    link to the memorandum is the cell's hyperlink, or the address printed in the cell. The header
    stands in one of the first 20 rows; rows above it are no part of the list.

    Raises SourceError when the file is no workbook, when no sheet has the needed columns or more
    than one has, when a column stands twice, when the list is of the other kind, and when it has
    no rows or too many.
    """
    content = read_bytes(path)
    book = open_workbook(path.name, content)
    sheets = {sheet.title: _list_cells(sheet) for sheet in book.worksheets}
    title, top, header = _find_header(path.name, sheets, kind)
    places = {column: header.index(name) for column, name in COLUMNS.items() if name in header}
    _require_single(path.name, top, header)
    below = [(number, cells) for number, cells in sheets[title].items() if number > top]
    rows = tuple(
        row
        for number, cells in below
        if (row := _read_row(number, cells, places, len(header), book.epoch))
    )
    if not rows:
        # A list of pending agencies may well be empty.
        remedy = "; nothing is known from it." if kind == PENDING else f". {AGAIN}"
        raise SourceError(f"{path.name} has a header but no rows{remedy}")
    if len(rows) > MOST_ROWS:
        raise SourceError(
            f"{path.name} has {len(rows)} rows; expected no more than {MOST_ROWS}. {AGAIN}"
        )
    return PrintedList(path.name, hashlib.sha256(content).hexdigest(), rows)


def _list_cells(sheet):
    """The cells of a sheet that hold something, by row and place in it, in order."""
    rows = defaultdict(dict)
    # A stray cell in the last row of a sheet would make the public ways give a million rows.
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is not None or cell.hyperlink:
            rows[row][column - 1] = cell
    return rows


def _find_header(file, sheets, kind):
    """The sheet with the columns of a list of this kind, the row of its header, and that."""
    headers = {}
    for title, rows in sheets.items():
        above = [(number, rows[number]) for number in rows if number <= LAST_HEADER_ROW]
        texts = [(number, _read_header(cells)) for number, cells in above] or [(1, [])]
        headers[title] = max(texts, key=lambda each: len(_list_expected(kind) & {*each[1]}))
    needed = set(NEEDED.values())
    lists = {title: header for title, (_, header) in headers.items() if needed <= set(header)}
    fitting = {s: h for s, h in lists.items() if (SIGNED in h) == (kind == PARTICIPATING)}
    if len(fitting) == 1:
        [title] = fitting
        return title, *headers[title]
    if fitting:
        raise SourceError(
            f"{file} row {headers[next(iter(fitting))][0]}: the header stands on the sheets "
            f"{_cut(', '.join(fitting))}; expected one list. Put all rows on "
            "one sheet, or take out the sheet that is no part of the list."
        )
    if lists:
        title, found = next(iter(lists.items()))
        other, what = PENDING, f"is {_cut(', '.join(found))}, without {SIGNED}"
        if kind == PENDING:
            other, what = PARTICIPATING, f"has {SIGNED}"
        raise SourceError(
            f"{file} row {headers[title][0]}: the header {what}, as in ICE's lists of {other} "
            f"agencies. Download the list of {kind} agencies instead."
        )
    expected = [*NEEDED.values(), *([SIGNED] if kind == PARTICIPATING else [])]
    top, fullest = max(
        headers.values(), key=lambda each: len({*expected} & {*each[1]}), default=(1, [])
    )
    missing = [name for name in expected if name not in fullest]
    found = ", ".join(name for name in fullest if name) or "nothing"
    raise SourceError(
        f"{file} row {top}: the header is {_cut(found)}; expected also {', '.join(missing)}. Check "
        f"that this is ICE's list of {kind} agencies, and name the columns as earlier lists do."
    )


def _list_expected(kind):
    return {*NEEDED.values(), *([SIGNED] if kind == PARTICIPATING else [])}


def _read_header(cells):
    """The names of the columns, '' where a column has none."""
    texts = {place: " ".join(_to_text(cell.value).upper().split()) for place, cell in cells.items()}
    return [texts.get(place, "") for place in range(max(texts) + 1)]


def _require_single(file, top, header):
    """Raise SourceError for a column that is there twice: no one can say which one is right."""
    counts = Counter(name for name in header if name in COLUMNS.values())
    if twice := [name for name, number in counts.items() if number > 1]:
        raise SourceError(
            f"{file} row {top}: {', '.join(twice)} stands in several columns. Take out those that "
            "are no part of the list, in a copy under a name of its own."
        )


def _read_row(number, cells, places, width, epoch):
    """The row of these cells, or None where all under the header are blank."""
    texts = {place: _to_text(cell.value) for place, cell in cells.items()}
    if not any(texts.values()):
        return None
    values = {column: texts.get(place, "") for column, place in places.items()}
    link = cells.get(places.get("moa_url"))
    if link and link.hyperlink:
        values["moa_url"] = _to_text(link.hyperlink.target) or values["moa_url"]
    if signed := cells.get(places.get("signed")):
        values["signed"] = _read_serial(signed.value, epoch) or values["signed"]
    return PrintedRow(number, **values)


def _read_serial(value, epoch):
    """ISO text of a day that a cell holds as its number, or ''."""
    text = str(value).strip()
    if isinstance(value, bool) or not text.replace(".", "", 1).isdecimal():
        return ""
    number = float(text)
    if int(number) not in SERIALS:
        return ""
    return from_excel(number, epoch).date().isoformat()


def _to_text(value):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return tidy_text(str(value))


def _cut(text):
    return text if len(text) <= 500 else f"{text[:500]} ..."
