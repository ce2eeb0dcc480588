"""Find the newest list of participating agencies on ICE's 287(g) page."""

import html
import re
from contextlib import suppress
from datetime import datetime
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
# The tags that begin and end a link, or say from where links start; longer ones are none of ICE's.
TAG = re.compile(r"<(/?a|base)(?=[\s>])([^<>]{0,4000})>", re.IGNORECASE)
MOST_TOLD = 5
ANY_TAG = re.compile(r"<[^<>]*>")
HREF = re.compile(r"""\shref\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
# What stands in a page without being of it: comments and scripts.
UNSEEN = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script\b", re.IGNORECASE)),
)


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


def find_newest(page: str, keep: Path, allow_private: bool = False) -> str:
    """Read ICE's page at an address and return that of the newest list linked there.

    The list is known by its name or the words of its link, whatever else they say; of several
    the one whose name has the latest day. Raises SourceError for a page without one, which is
    then kept in the folder `keep` beside the lists.
    """
    text, address = fetch_text(page, allow_private)
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
        else f"links {len(found)} workbooks without a date: {', '.join(list(found)[:MOST_TOLD])}"
    )
    raise SourceError(
        f"{page} {what}. The page is kept as {kept}; look there for the list, and give its address "
        "to refresh. If the page has moved, give its new address with --page."
    )


def _find_links(text, address):
    """The links of a page to workbooks.

    Python's own reader of pages takes time that grows with the square of a broken page's length:
    minutes for 100 KB. Here every mark is passed over once.
    """
    for begin, end in UNSEEN:
        text = _leave_out(text, begin, end)
    links, opened, opened_at = [], None, 0
    for tag in TAG.finditer(text):
        if opened:
            links += _read_link(*opened, text[opened_at : tag.start()])
        opened, opened_at = None, tag.end()
        href = HREF.search(tag[2])
        with suppress(ValueError):  # an address that is none leads to no list
            if href and tag[1].lower() == "base":
                address = urljoin(address, _read_text(href[1]))
            elif href and tag[1].lower() == "a":
                opened = (address, _read_text(href[1]))
    if opened:
        links += _read_link(*opened, text[opened_at:])
    return links


def _leave_out(text, begin, end):
    """Leave out what stands between marks; without an end, all that follows."""
    kept, place = [], 0
    while found := begin.search(text, place):
        kept.append(text[place : found.start()])
        ended = end.search(text, found.end())
        place = ended.end() if ended else len(text)
    return "".join([*kept, text[place:]])


def _read_link(page, href, words):
    """The link as a list of one, or of none where it leads to no workbook."""
    with suppress(ValueError):
        address = urljoin(page, href)
        file = unquote(urlsplit(address).path).rpartition("/")[2]
        if file.lower().endswith(".xlsx"):
            return [Link(address, file, _read_text(ANY_TAG.sub("", words)))]
    return []


def _read_text(text):
    """Text of a page or of an attribute, in its quotes or without, as it is seen."""
    return " ".join(html.unescape(text.strip("\"'")).split())
