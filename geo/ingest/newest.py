"""Find the newest list of participating agencies on ICE's 287(g) page."""

from contextlib import suppress
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from geo.files import write_whole
from geo.ingest.errors import SourceError
from geo.ingest.fetch import fetch_text
from geo.ingest.filenames import EASTERN, read_moment

PAGE = "https://www.ice.gov/identify-and-arrest/287g"
# Of a link to the list, its file name or its words say the first, and neither says the second.
MARK, OTHER = "particip", "pending"


class Link(NamedTuple):
    """A link to a workbook: its whole address, the name of its file, and its words."""

    address: str
    file: str
    words: str

    @property
    def is_list(self) -> bool:
        """Whether it leads to a list of participating agencies."""
        told = f"{self.file} {self.words}".lower()
        return MARK in told and OTHER not in told


def find_newest(page: str, keep: Path) -> str:
    """Read ICE's page at an address and return that of the newest list linked there.

    The list is known by its name or the words of its link, whatever else they say; of several
    the one whose name has the latest day. Raises SourceError for a page without one, which is
    then kept in the folder `keep` beside the lists.
    """
    text, address = fetch_text(page)
    found = {link.address: link for link in _find_links(text, address) if link.is_list}
    dated = {}
    for link in found.values():
        with suppress(SourceError):
            dated[link.address] = read_moment(link.file)
    if dated:
        return max(dated, key=lambda address: dated[address])
    if len(found) == 1:
        return next(iter(found))
    keep.mkdir(parents=True, exist_ok=True)
    kept = keep / f"287g-page-{datetime.now(EASTERN):%Y%m%d%H%M%S}.txt"
    write_whole(kept, text)
    what = (
        "links no workbook of participating agencies"
        if not found
        else f"links {len(found)} workbooks without a date: {', '.join(found)}"
    )
    raise SourceError(
        f"{page} {what}. The page is kept as {kept}; look there for the list, and give its address "
        "to refresh. If the page has moved, give its new address with --page."
    )


def _find_links(text, address):
    parser = _Links(address)
    parser.feed(text)
    parser.close()
    return [
        Link(link, file, " ".join("".join(words).split()))
        for link, words in parser.links
        if (file := unquote(urlsplit(link).path).rpartition("/")[2]).lower().endswith(".xlsx")
    ]


class _Links(HTMLParser):
    """The links of a page: pairs of an address and the pieces of its words."""

    def __init__(self, address):
        super().__init__()
        self.links = []
        self._address = address
        self._is_open = False

    def handle_starttag(self, tag, attrs):
        href = (dict(attrs).get("href") or "").strip()
        if tag not in ("a", "base") or not href:
            return
        self._is_open = False
        with suppress(ValueError):  # an address that is none leads to no list
            address = urljoin(self._address, href)
            if tag == "base":
                self._address = address
            else:
                self.links.append((address, []))
                self._is_open = True

    def handle_endtag(self, tag):
        if tag == "a":
            self._is_open = False

    def handle_data(self, data):
        if self._is_open:
            self.links[-1][1].append(data)
