"""Fetch a list from an address on the web into a folder."""

import os
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from tqdm import tqdm
from urllib3.util import Retry

from geo.ingest.errors import SourceError

LARGEST = 20 * 1024 * 1024
TIMEOUTS = (10, 30)
USER_AGENT = "Mozilla/5.0 (compatible; 287g-atlas)"
RETRIES = 3
RETRY = Retry(total=RETRIES, backoff_factor=1, status_forcelist=(429, 500, 502, 503, 504))


def fetch_list(url: str, folder: Path) -> Path:
    """Download a list over http(s) into a folder and return its path, named as the web does.

    Shows a progress bar on a terminal; tries three times more after a connection that breaks, in
    the middle of the file too, and after a busy server. Raises SourceError for an answer that is
    no file, for one over 20 MB and when the server cannot be reached within its timeouts (10 s to
    connect, 30 s of silence).
    """
    path = folder / PurePosixPath(unquote(urlsplit(url).path)).name
    if path.suffix.lower() != ".xlsx":
        raise SourceError(f"{url}: the address ends in no .xlsx file. Copy that of the list.")
    try:
        with requests.Session() as session:
            session.headers["User-Agent"] = USER_AGENT
            session.mount("http://", HTTPAdapter(max_retries=RETRY))
            session.mount("https://", HTTPAdapter(max_retries=RETRY))
            for tries_left in reversed(range(RETRIES + 1)):
                with session.get(url, stream=True, timeout=TIMEOUTS) as answer:
                    answer.raise_for_status()
                    try:
                        _save(answer, path)
                        break
                    except requests.RequestException:
                        if not tries_left:
                            raise
    except requests.RequestException as error:
        raise SourceError(
            f"{url}: cannot be fetched ({error}). Check the address, or download the file and "
            "give its path."
        ) from error
    return path


def keep_list(path: Path, folder: Path) -> Path:
    """Keep a copy of a list in a folder, which is made if need be, and return the copy's path.

    Raises SourceError when the folder has other bytes under that name, which stay.
    """
    kept = folder / path.name
    if kept.exists() and kept.read_bytes() != path.read_bytes():
        raise SourceError(
            f"{kept}: holds other bytes than the list fetched under this name. Give the kept one "
            "a name of its own, or another folder by --keep; nothing changes."
        )
    folder.mkdir(parents=True, exist_ok=True)
    copy = kept.with_name(f".{kept.name}.new")
    copy.write_bytes(path.read_bytes())
    os.replace(copy, kept)
    return kept


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
