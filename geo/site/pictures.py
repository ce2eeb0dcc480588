"""The pictures of the static site: cards to be shared, by what they are for."""

import io
from dataclasses import dataclass, replace

from PIL import Image

from geo.cards.card import draw_card
from geo.cards.shapes import SHAPES
from geo.file_names import name_view
from geo.finding import find_view
from geo.record import Record
from geo.view import View, find_start
from geo.words.caption import describe_card

# What a picture is for: its shape and its format. The first stands for a page where it is shared.
USES = {
    "wide": ("wide", "png"),
    "post": ("square", "png"),
    "story": ("tall", "png"),
    "print": ("letter", "pdf"),
}
# There are a thousand counties: each has one picture, in one language.
COUNTY_USE, COUNTY_LANGUAGE = "post", "en"
# A state's on the first day of the time that the map plays.
THEN = "then"


@dataclass(frozen=True)
class Picture:
    """A picture in the site: its path, its size in pixels (points on paper), and what it says.

    `alt` is its alternative text in the language of the page, `lang` the language of its own.
    """

    path: str
    width: int
    height: int
    alt: str
    lang: str


def list_uses(record: Record, view: View) -> list[str]:
    """List what pictures of a view are drawn for, the one that stands for its page first."""
    found = find_view(record, view)
    if found.place.is_county and view.place:
        return [COUNTY_USE]
    # Where nothing ever was in that time there is nothing to compare.
    return [*USES, *([THEN] if view.place and found.trend.any() else ())]


def find_picture(record: Record, view: View, use: str) -> tuple[View, str, str]:
    """Find what a picture on the page of a view shows, and in which shape and format."""
    if use == THEN:
        return replace(view, date=find_start(view.range)), *USES["wide"]
    if use == COUNTY_USE and len(view.place) > 2:
        return replace(view, lang=COUNTY_LANGUAGE), *USES[use]
    return view, *USES[use]


def draw_picture(
    record: Record, view: View, use: str, base_url: str, alt: str, drawn: dict[str, bytes]
) -> Picture:
    """Draw a picture for the page of a view into `drawn`, by its path, unless it is there.

    `alt` says in the page's language what the view shows.
    """
    shown, shape, form = find_picture(record, view, use)
    path = f"cards/{name_view(record, shown)}-{'wide' if use == THEN else use}.{form}"
    if path not in drawn:
        drawn[path] = draw_card(record, shown, shape, form, base_url)
    if use == THEN:
        alt = describe_card(record, shown).alt
    if form == "png":
        width, height = Image.open(io.BytesIO(drawn[path])).size
    else:
        width, height = round(SHAPES[shape].width), round(SHAPES[shape].height)
    return Picture(path, width, height, alt, shown.lang)
