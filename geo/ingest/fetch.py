"""Fetch a list, or a page, from an address on the web."""

import tempfile
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from tqdm import tqdm
from urllib3.util import Retry

from geo.files import write_hashed, write_whole
from geo.ingest.errors import SourceError
from geo.ingest.filenames import EASTERN

LARGEST = 20 * 1024 * 1024
TIMEOUTS = (10, 30)
USER_AGENT = "Mozilla/5.0 (compatible; 287g-atlas)"
RETRIES = 3
RETRY = Retry(total=RETRIES, backoff_factor=1, status_forcelist=(429, 500, 502, 503, 504))


class Fetched(NamedTuple):
    """A list fetched from the web: where it lies now, and the day the server gives it, or None."""

    path: Path
    modified_on: date | None


def fetch_list(url: str, folder: Path) -> Fetched:
    """Download a list over http(s) into a folder, named as the web does.

    Shows a progress bar on a terminal; tries three times more after a connection that breaks, in
    the middle of the file too, and after a busy server. Raises SourceError for an answer that is
    no file, for one over 20 MB and when the server cannot be reached within its timeouts (10 s to
    connect, 30 s of silence).
    """
    path = folder / PurePosixPath(unquote(urlsplit(url).path)).name
    if path.suffix.lower() != ".xlsx":
        raise SourceError(f"{url}: the address ends in no .xlsx file. Copy that of the list.")
    answer = _fetch(url, path)
    return Fetched(path, _read_day(answer.headers.get("Last-Modified", "")))


def fetch_text(url: str) -> tuple[str, str]:
    """Read a web page, with the same patience: its text, and the address it came from at last."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page"
        answer = _fetch(url, path)
        return path.read_text(encoding="utf-8", errors="replace"), answer.url


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


def _fetch(url, path):
    """Save what an address answers as a file; returns the answer, read to its end."""
    try:
        with requests.Session() as session:
            session.headers["User-Agent"] = USER_AGENT
            session.mount("http://", HTTPAdapter(max_retries=RETRY))
            session.mount("https://", HTTPAdapter(max_retries=RETRY))
            tries_left = RETRIES
            while True:
                with session.get(url, stream=True, timeout=TIMEOUTS) as answer:
                    answer.raise_for_status()
                    try:
                        _save(answer, path)
                        return answer
                    except requests.RequestException:
                        if not tries_left:
                            raise
                        tries_left -= 1
    except requests.RequestException as error:
        raise SourceError(
            f"{url}: cannot be fetched ({error}). Check the address, or download the file and "
            "give its path."
        ) from error


def _read_day(header):
    """The day in US Eastern time that a header of HTTP tells, or None."""
    with suppress(ValueError):
        return parsedate_to_datetime(header).astimezone(EASTERN).date()
    return None


def _save(answer, path):
    size = int(answer.headers.get("Content-Length", 0)) or None
    with (
        path.open("wb") as file,
        tqdm(total=size, unit="B", unit_scale=True, desc=path.name, disable=None) as bar,
    ):
        for chunk in answer.iter_content(chunk_size=65536):
            file.write(chunk)
            bar.update(len(chunk))
            if file.tell() > LARGEST:
                raise SourceError(
                    f"{answer.url}: over {LARGEST // 2**20} MB; ICE's lists stay under 1 MB. "
                    "Check the address."
                )
