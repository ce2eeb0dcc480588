"""Save what a web address answers, within bounds of place, size and time."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import certifi
from tqdm import tqdm
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from geo.ingest.errors import SourceError
from geo.ingest.hosts import find_addresses

LARGEST = 20 * 1024 * 1024
PIECE = 65536
# Seconds to connect to one of a host's addresses, of silence, and of all that is done for one.
TO_CONNECT, SILENCE, LONGEST = 10.0, 30.0, 180.0
# Seconds before each further try, after a connection that breaks and a busy server.
PAUSES = (0.0, 1.0, 3.0)
MOST_REDIRECTS = 5
REDIRECTS, BUSY = (301, 302, 303, 307, 308), (429, 500, 502, 503, 504)
USER_AGENT = "Mozilla/5.0 (compatible; 287g-atlas)"
BROKEN = (HTTPError, HTTPException, OSError, UnicodeError)


class Answer(NamedTuple):
    """Whose address answered at last, with which type of file, dated by which header."""

    address: str
    type: str
    modified: str


class _Busy(OSError):
    """A server that may answer a little later."""


def download(address: str, path: Path, allow_private: bool = False) -> Answer:
    """Save as a file what an http(s) address answers, also after redirects.

    Shows a progress bar on a terminal; tries three times more after a connection that breaks, in
    the middle of the file too, and after a busy server. Raises SourceError for an address that is
    none or lies inside a network (unless private ones are allowed), for a host that cannot be
    reached, for an answer that is no file or breaks the rules of HTTP, and for one that is over
    20 MB, comes after more than five redirects, or takes more than three minutes.
    """
    end, pauses = time.monotonic() + LONGEST, iter(PAUSES)
    while True:
        try:
            return _follow(address, path, allow_private, end)
        except BROKEN as error:
            pause = next(pauses, LONGEST)
            if time.monotonic() + pause < end:
                time.sleep(pause)
                continue
            late = time.monotonic() >= end
            reason = f"it takes longer than {LONGEST:.0f} s" if late else _describe(error)
            raise SourceError(
                f"{_shorten(address)}: cannot be fetched ({reason}). Check the address, or "
                "download the file and give its path."
            ) from error


def _follow(address, path, allow_private, end):
    """Ask an address, then those that it leads on to; what else such an answer says is not read."""
    for _ in range(MOST_REDIRECTS + 1):
        with _ask(_read_address(address), allow_private, end) as answer:
            status, leads_to = answer.status, answer.headers.get("Location")
            if status == 200:
                _save(answer, path, address)
                if time.monotonic() >= end:
                    raise TimeoutError("cut off")  # which looks like the end of a body
                told = answer.headers
                return Answer(address, told.get("Content-Type", ""), told.get("Last-Modified", ""))
        if status in BUSY:
            raise _Busy(f"its server answers {status}")
        if status not in REDIRECTS or not leads_to:
            raise SourceError(
                f"{_shorten(address)}: cannot be fetched ({status}, no file). Check the address, "
                "or download the file and give its path."
            )
        with suppress(ValueError):  # the address as it stands is refused by what reads it
            leads_to = urljoin(address, leads_to)
        address = leads_to
    raise SourceError(
        f"{_shorten(address)}: comes after more than {MOST_REDIRECTS} redirects. Check the address."
    )


def _read_address(address: str) -> Url:
    try:
        place = parse_url(address)
        host = place.host and place.host.strip("[]").rstrip(".")
        if place.scheme in ("http", "https") and host and not place.auth:
            return place._replace(host=host)
    except (LocationParseError, UnicodeError):
        pass
    raise SourceError(
        f"{_shorten(address)}: no address of the web; expected http:// or https:// and a host, "
        "without a user. Check the address."
    )


@contextmanager
def _ask(place: Url, allow_private: bool, end: float) -> Iterator[BaseHTTPResponse]:
    """Ask a server; gives its answer, the body yet unread, and cuts it off when time is up."""
    connection = _connect(place, allow_private, end)
    cut = threading.Timer(max(0, end - time.monotonic()), _cut, [connection.sock])
    cut.daemon = True
    cut.start()
    try:
        host = place.host or ""
        host = f"[{host}]" if ":" in host else host
        connection.request(
            "GET",
            place.request_uri,
            headers={
                "Host": f"{host}:{place.port}" if place.port else host,
                "User-Agent": USER_AGENT,
                "Accept-Encoding": "identity",
            },
            preload_content=False,
        )
        yield connection.getresponse()
    finally:
        cut.cancel()
        connection.close()


def _connect(place, allow_private, end):
    """Connect to the first address of a host that answers."""
    port = place.port or {"http": 80, "https": 443}[place.scheme]
    failure = OSError("the host has no address")
    for address in find_addresses(place.host, port, allow_private):
        patience = min(TO_CONNECT, end - time.monotonic())
        if patience <= 0:
            break
        if place.scheme == "https":
            # The address is that of the connection; the certificate is held to the name.
            connection = HTTPSConnection(
                address,
                port,
                timeout=patience,
                cert_reqs="CERT_REQUIRED",
                ca_certs=certifi.where(),
                server_hostname=place.host,
            )
        else:
            connection = HTTPConnection(address, port, timeout=patience)
        try:
            connection.connect()
            connection.timeout = SILENCE
            return connection
        except BROKEN as error:
            connection.close()
            failure = error
    raise failure


def _cut(sock):
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _save(answer, path, address):
    told = answer.headers.get("Content-Length", "")
    if told and not re.fullmatch(r"[0-9]{1,15}", told):
        raise HTTPException("its length is no number")
    size = int(told or 0)
    with (
        path.open("wb") as file,
        tqdm(total=size or None, unit="B", unit_scale=True, desc=path.name, disable=None) as bar,
    ):
        while size <= LARGEST and (piece := answer.read(PIECE)):
            file.write(piece)
            bar.update(len(piece))
            size = max(size, file.tell())
    if size > LARGEST:
        raise SourceError(
            f"{_shorten(address)}: over {LARGEST // 2**20} MB; ICE's lists stay under 1 MB. "
            "Check the address."
        )


def _describe(error):
    """Say in a line what broke, without the objects that libraries name."""
    text = str(error.args[0] if isinstance(error, HTTPError) and error.args else error)
    return _shorten(" ".join(text.split()) or type(error).__name__)


def _shorten(text):
    """Text on one line, of a length to print, without the user of an address."""
    plain = "".join(mark if mark.isprintable() else "?" for mark in text)
    plain = re.sub(r"//[^/]*@", "//", plain)
    return plain if len(plain) <= 200 else f"{plain[:200]}..."
