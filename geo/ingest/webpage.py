"""Read a capture of ICE's 287(g) page, an HTML file with its table of agencies."""

import hashlib
import re
from contextlib import suppress
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from geo.ingest.errors import SourceError
from geo.ingest.workbook import PrintedList, PrintedRow

SITE = "https://www.ice.gov/"
SUFFIXES = (".html", ".htm")
# What a column of the table is headed with, over the years, in lower case.
HEADS = {
    "state": r"state",
    "agency": r"(.* )?(agency|agencies|entity|entities|partner)",
    "model": r"(.* )?(type|model)",
    "signed": r"signed|(.* )?date( .*)?",
    "moa_url": r"(.* )?(mo[au]s?|memorand(um|a)( of .*)?|link)",
}
NEEDED = ("state", "agency", "model", "signed")
# An archive serves its copies under its own address, with the stamp of the capture.
COPY = re.compile(r"^(?:https?://[^/]+)?/web/\d{4,14}[a-z_]*/(https?://.*)$")
DATE_FORMATS = ("%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%B %d %Y")


def is_webpage(path: Path) -> bool:
    """Whether a file is a web page by its name."""
    return path.suffix.lower() in SUFFIXES


def read_webpage(path: Path) -> PrintedList:
    """Read a capture of ICE's page: the rows of its one table of agencies, every cell as text.

    Columns are found by their heads: state, agency, type, signed, and the memorandum, whose link
    is the address in the cell, an archive's own wrapping taken off. Dates in words become ISO
    text. Rows are numbered within the table, the head is 1.

    Raises SourceError when no table has the needed columns or more than one has, and when it has
    no rows.
    """
    content = path.read_bytes()
    parser = _Tables()
    try:
        parser.feed(content.decode("utf-8", errors="replace"))
    except ValueError as error:  # an escape of a character beyond all numbers
        raise SourceError(f"{path.name}: a broken page ({error}). Save it again.") from error
    found = [(table, heads) for table in parser.tables if (heads := _find_heads(table))]
    if len(found) != 1:
        raise SourceError(
            f"{path.name}: {len(found)} tables have the columns state, agency, type and signed; "
            "expected one. Save the page of participating agencies whole, as .html."
        )
    [(table, places)] = found
    rows = tuple(
        _read_row(number, cells, places)
        for number, cells in enumerate(table[1:], start=2)
        if any(text for text, _ in cells)
    )
    if not rows:
        raise SourceError(f"{path.name}: the table has a head but no rows. Save the page again.")
    return PrintedList(path.name, hashlib.sha256(content).hexdigest(), rows)


def _find_heads(table):
    """Place of each column in a table, or {} where it is no table of agencies."""
    heads = [" ".join(text.lower().split()) for text, _ in table[0]] if table else []
    places = {
        column: next((i for i, head in enumerate(heads) if re.fullmatch(pattern, head)), None)
        for column, pattern in HEADS.items()
    }
    if any(places[column] is None for column in NEEDED):
        return {}
    return {column: place for column, place in places.items() if place is not None}


def _read_row(number, cells, places):
    padded = [*cells, *[("", "")] * (max(places.values()) + 1 - len(cells))]
    values = {column: padded[place][0] for column, place in places.items()}
    values["signed"] = _read_date(values["signed"])
    if "moa_url" in places:
        values["moa_url"] = _read_link(padded[places["moa_url"]][1])
    return PrintedRow(number, **values)


def _read_date(text):
    for form in DATE_FORMATS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()
    return text


def _read_link(href):
    if copied := COPY.match(href):
        return copied[1]
    with suppress(ValueError):  # an address that is none is kept as it is printed
        return urljoin(SITE, href) if href else ""
    return href


class _Tables(HTMLParser):
    """The tables of a page: lists of rows, a row a list of (text, link), spans filled in."""

    def __init__(self):
        super().__init__()
        self.tables = []
        self._open = []
        self._spans = {}
        self._cell = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "table":
            self._close_cell()
            self._open.append([])
            self._spans = {}
        elif tag == "tr" and self._open:
            self._close_cell()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._close_cell()
            rowspan = attributes.get("rowspan") or ""
            rows = int(rowspan) if re.fullmatch("[0-9]{1,4}", rowspan) else 1
            self._cell = {"text": [], "link": "", "rows": rows}
        elif tag == "a" and self._cell and not self._cell["link"]:
            self._cell["link"] = (attributes.get("href") or "").strip()
        elif tag == "br" and self._cell:
            self._cell["text"].append(" ")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr" and self._open and self._open[-1]:
            self._close_cell()
            self._fill_spans()
        elif tag == "table" and self._open:
            self._close_cell()
            self.tables.append(self._open.pop())

    def handle_data(self, data):
        if self._cell:
            self._cell["text"].append(data)

    def _close_cell(self):
        if not self._cell:
            return
        cell, self._cell = self._cell, None
        self._fill_spans()
        row = self._open[-1][-1]
        value = (" ".join("".join(cell["text"]).split()), cell["link"])
        if cell["rows"] > 1:
            self._spans[len(row)] = (cell["rows"] - 1, value)
        row.append(value)

    def _fill_spans(self):
        """Put cells that span from rows above where the row has come to."""
        row = self._open[-1][-1]
        while (span := self._spans.get(len(row))) and span[0] > 0:
            self._spans[len(row)] = (span[0] - 1, span[1])
            row.append(span[1])
