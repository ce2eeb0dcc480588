"""Fetch a list, or a page, from an address on the web."""

import os
import re
import tempfile
from contextlib import suppress
from datetime import UTC, date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from geo.files import write_hashed, write_whole
from geo.ingest.download import download
from geo.ingest.errors import SourceError
from geo.ingest.filenames import EASTERN, tidy_filename

# What every folder takes as a name, with the hash and the marks that are put to it.
LONGEST_NAME = 200
WORKBOOK = b"PK\x03\x04"


class Fetched(NamedTuple):
    """A list fetched from the web: where it lies now, and the day the server gives it, or None."""

    path: Path
    modified_on: date | None


def fetch_list(url: str, folder: Path, allow_private: bool = False) -> Fetched:
    """Download a list over http(s) into a folder, named as the web does.

    Raises SourceError for an address that names no list or cannot be asked, and for an answer
    that is no workbook: see `download`.
    """
    path = folder / _read_name(url)
    answer = download(url, path, allow_private)
    with path.open("rb") as file:
        begins = file.read(len(WORKBOOK))
    if begins != WORKBOOK and _is_text(answer.type):
        raise SourceError(
            f"{url}: the server sends {answer.type!r:.100}, no workbook. Open the address in a "
            "browser, and copy that of the list."
        )
    return Fetched(path, _read_day(answer.modified))


def fetch_text(url: str, allow_private: bool = False) -> tuple[str, str]:
    """Read a web page, with the same patience: its text, and the address it came from at last."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page"
        answer = download(url, path, allow_private)
        if answer.type and not _is_text(answer.type):
            raise SourceError(f"{url}: the server sends {answer.type!r:.100}, no page.")
        return path.read_text(encoding="utf-8", errors="replace"), answer.address


def keep_list(path: Path, folder: Path) -> Path:
    """Keep a fetched list in a folder, made where it is missing, and return its path there.

    A list of that name with other bytes stays, and the new one is kept beside it with a hash of
    its content in the name. Raises OSError that names the file when it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept, content = folder / path.name, path.read_bytes()
    if kept.exists() and kept.read_bytes() != content:
        return folder / write_hashed(folder, path.name, content)
    write_whole(kept, content)
    return kept


def _read_name(url):
    """The name of the list that an address ends in, which must be one that a folder can hold."""
    path = unquote(re.split("[?#]", url)[0]).replace("\\", "/")
    name = tidy_filename(path.rpartition("/")[2])
    if not name.lower().endswith(".xlsx"):
        raise SourceError(f"{url!r:.200}: the address ends in no .xlsx file. Copy the list's.")
    if len(os.fsencode(name)) > LONGEST_NAME or not name.isprintable():
        raise SourceError(
            f"{name!r:.200}: no name for a file. Download the list, and give its path with "
            "--published YYYY-MM-DD."
        )
    return name


def _is_text(type):
    """Whether a type of file, as a header has it, is one of pages and other texts."""
    kind = type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("json", "xml", "html"))


def _read_day(header):
    """The day in US Eastern time that a header of HTTP tells, or None."""
    with suppress(ValueError, TypeError, OverflowError):
        moment = parsedate_to_datetime(header)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(EASTERN).date()
    return None
