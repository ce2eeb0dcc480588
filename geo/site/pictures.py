"""The pictures of the static site: cards to be shared, and first frames of films."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from tqdm import tqdm

from geo.cards.card import draw_card
from geo.cards.shapes import SHAPES
from geo.films.film import draw_poster
from geo.record import Record
from geo.site.folder import Folder
from geo.view import View, find_start
from geo.words.caption import describe_card
from geo.workers import start_workers

CARDS = ("wide", "square")
FRAME = "frame"
FRAME_SHAPE = "wide"


@dataclass(frozen=True)
class SiteCard:
    """A picture in the site: its path, its size in pixels, and its alternative text."""

    path: str
    width: int
    height: int
    alt: str


def write_cards(
    folder: Folder,
    record: Record,
    places: Sequence[str],
    languages: Sequence[str],
    base_url: str,
) -> dict[tuple[str, str], dict[str, SiteCard]]:
    """Draw the pictures of places on the newest list's date into the folder's `cards/`.

    `places` are USPS codes, blank for the country. Several processes draw at once. Returns a
    dict from (place, language) to a dict of `SiteCard`s: one for each shape of `CARDS`, and
    for a state the film's first frame under `FRAME`.
    """
    alts = {
        (place, language): describe_card(
            record, View(date=record.last, place=place, lang=language)
        ).alt
        for place in places
        for language in languages
    }
    wanted = [
        (place, language, kind)
        for place, language in alts
        for kind in ((*CARDS, FRAME) if place else CARDS)
    ]
    cards = {key: {} for key in alts}
    keep = {"initializer": _Drawer.keep, "initargs": (record, base_url)}
    with start_workers(method="spawn", **keep) as pool:
        drawn = pool.map(_Drawer.draw, *zip(*wanted, strict=True))
        progress = tqdm(drawn, total=len(wanted), desc="cards", unit="card", disable=None)
        for (place, language, kind), content in zip(wanted, progress, strict=True):
            path = f"cards/{place.lower() or 'us'}-{language}-{kind}.png"
            folder.write(path, content)
            width, height = Image.open(io.BytesIO(content)).size
            cards[place, language][kind] = SiteCard(path, width, height, alts[place, language])
    return cards


class _Drawer:
    """What a drawing process is given once, since it is much to hand over with every picture."""

    record: Record
    base_url: str

    @classmethod
    def keep(cls, record, base_url):
        cls.record, cls.base_url = record, base_url

    @classmethod
    def draw(cls, place, language, kind):
        view = View(date=cls.record.last, place=place, lang=language)
        if kind in SHAPES:
            return draw_card(cls.record, view, kind, base_url=cls.base_url)
        first = find_start(view.range)
        return draw_poster(cls.record, view, first, FRAME_SHAPE, cls.base_url)
