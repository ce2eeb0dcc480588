"""Cards: a finished picture of any view, as PNG, SVG or PDF."""

import io
import zlib
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.cards.arrangement import measure_map, plan_beside, plan_stacked
from geo.cards.compact import plan_compact
from geo.cards.frame import draw_footer, draw_header, place_frame
from geo.cards.map import draw_map, see_window
from geo.cards.own_words import write_own_words
from geo.cards.parts import Parts, gather_parts, narrow_key
from geo.cards.pdf import Page, write_pdf
from geo.cards.shapes import FORMATS, SHAPES
from geo.cards.sheet import DPI, IMAGE_DPI, Box, Sheet
from geo.cards.svg import tidy_svg
from geo.cards.svg_map import write_svg_map
from geo.cards.trimming import leave_people, trim_low, trim_parts
from geo.record import Record
from geo.view import View
from geo.words.caption import close_sentence, describe_card
from geo.words.credits import write_link

SCALES = (1, 2)
ARRANGEMENTS = {
    "compact": plan_compact,
    "beside": plan_beside,
    "stacked": plan_stacked,
}
# The gids of texts between header and footer.
BODY = ("value", "count", "agency", "key", "trend")
# What of a line is below its baseline, in heights of type.
DESCENT = 0.3
# By what type is shrunk until there is room for the map, and a trend that must be.
SMALLER = (0.9, 0.8, 0.7, 0.6)
# Of a wide card the least shares that a map takes before its type is smaller, with the least
# heights of a slim one, at last of one without people; how far its lines are apart before that,
# below a headline no larger than they are; and by what that type is then.
SCANT = ((0.075, 0.32), (0.05, 0.24), (0.03, 0.17), (0.015, 0.09))
TIGHT = (1.14, 1.06)
SMALLER_WIDE = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
# Of a film's frame, which keeps all its parts, the least that the map takes.
LEAST_OF_FILMS = 0.085


@dataclass(frozen=True)
class Card:
    """A composed card: its parts, the sheet they are drawn on, and the fills in their box.

    `stripes` is the way from one stripe of the map to the next, in kilometres of the plane.
    The trend line is None where headline and legend leave no room for it.
    """

    parts: Parts
    sheet: Sheet
    filled: PathCollection
    map_box: Box
    trend_line: Line2D | None
    stripes: float


def draw_card(
    record: Record,
    view: View,
    shape: str = "wide",
    format: str = "png",
    base_url: str = "",
    scale: int = 1,
    headline: str = "",
    credit: str = "",
    transparent: bool = False,
    logo: bytes = b"",
) -> bytes:
    """Draw a card of a view, in the view's language.

    `shape` is one of geo.cards.shapes.SHAPES and `format` one of FORMATS; `base_url` is the
    address of the page, which the card prints with the view's parameters. `scale` is how many times
    as wide and high a PNG is. `headline` and `credit` are the reader's own, beside the Atlas's
    words and sources, and `logo` is the content of a PNG or JPEG of theirs; `transparent` asks for
    the map alone, on no ground. Returns the bytes of the file, the same for the same record and
    view. Raises ValueError for what is not so.
    """
    if shape not in SHAPES:
        raise ValueError(f"shape: {shape!r}; expected {', '.join(SHAPES)}")
    if format not in FORMATS:
        raise ValueError(f"format: {format!r}; expected {', '.join(FORMATS)}")
    if scale not in SCALES:
        raise ValueError(f"scale: {scale!r}; expected {', '.join(map(str, SCALES))}")
    parts = write_own_words(gather_parts(record, view), headline, credit, logo)
    card = compose_map(parts, shape) if transparent else compose_card(parts, shape, base_url)
    title, link = parts.text.headline, write_link(parts.finding.view, record.bounds, base_url)
    source = f"{parts.credits} 287(g) Atlas" + (f", {link}" if base_url else "")
    if format == "png":
        return _write_png(card, SHAPES[shape].density * scale, title, source)
    text = describe_card(record, view).alt
    if title not in text:
        text = f"{close_sentence(title)} {text}"
    if format == "pdf":
        return write_pdf([Page(card.sheet.figure, text, view.lang)], title)
    return _write_svg(card, title, source, text)


def _write_svg(card, title, source, text):
    """Write an SVG: the map by our own hand, which is smaller and has names."""
    file, sheet = io.BytesIO(), card.sheet
    axes = card.filled.axes
    drawn = write_svg_map(axes, _name_layers(card), _name_groups(card), sheet.height)
    for layer in axes.collections:
        layer.set_visible(False)
    axes.add_collection(PathCollection([], gid="map"), autolim=False)
    metadata = {"Creator": "287(g) Atlas", "Title": title, "Source": source, "Date": None}
    sheet.figure.savefig(file, format="svg", metadata=metadata, dpi=IMAGE_DPI)
    return tidy_svg(file.getvalue().decode(), drawn, card.parts.finding.view.lang, text).encode()


def _name_groups(card):
    """Name the states by the first digits of their counties' GEOIDs."""
    states = card.parts.finding.record.states
    return dict(zip(states["geoid"], states["name"], strict=True))


def _name_layers(card):
    """Name the shapes of the map's layers: ids by GEOID, and names."""
    plane = card.parts.plane

    def name(kind, shapes, column="name"):
        codes = zip(shapes["geoid"], shapes[column], strict=True)
        return [(f"{kind}-{geoid}", title) for geoid, title in codes]

    by_county = card.parts.finding.fills.by == "county"
    return {
        "fills": name("county", plane.counties, "namelsad")
        if by_county
        else name("state", plane.states),
        "states": name("state" if by_county else "outline", plane.states),
        "neighbours": name("around", plane.neighbours),
    }


def _write_png(card, density, title, source):
    """Write a PNG, without the transparency that matplotlib would keep: a fifth smaller."""
    figure = card.sheet.figure
    figure.set_dpi(DPI * density)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    notes = PngInfo()
    notes.add_itxt("Title", title)
    notes.add_itxt("Source", source)
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    if figure.get_facecolor()[3]:
        picture = picture.convert("RGB")
    file = io.BytesIO()
    # Pillow's own strategy is for filtered data: 2 % larger, in a third more time.
    packed = {"compress_level": 6, "compress_type": zlib.Z_DEFAULT_STRATEGY}
    picture.save(file, format="png", pnginfo=notes, **packed)
    return file.getvalue()


def compose_card(parts: Parts, shape: str = "wide", base_url: str = "") -> Card:
    """Compose a card in a shape; its sheet carries the finished figure."""
    shown, form, sheet, map_box, trend_line = _find_room_in_sight(parts, SHAPES[shape], base_url)
    filled, stripes = draw_map(sheet, map_box, shown, form)
    return Card(shown, sheet, filled, map_box, trend_line, stripes)


def _find_room_in_sight(parts, whole, base_url):
    """Find room for a card whose key explains what its map shows: around a place that is less."""
    found = _find_room(parts, whole, base_url)
    if parts.keeps_trend or parts.plane.kind in ("country", "state"):
        return found
    narrowed = narrow_key(parts, see_window(*_frame(found)))
    if narrowed.key == parts.key:
        return found
    again = _find_room(narrowed, whole, base_url)
    if _explains(again):
        return again
    # With a smaller key the map shows more: it stays as large as it was.
    shown, form, sheet, box, line = again
    right = box.left + min(box.width, found[3].width)
    bottom = box.top + min(box.height, found[3].height)
    small = shown, form, sheet, Box(box.left, box.top, right, bottom), line
    return small if _explains(small) else found


def _explains(found):
    """Tell whether the key explains all that the map shows."""
    shown = found[0]
    return set(narrow_key(shown, see_window(*_frame(found))).key.rows) <= set(shown.key.rows)


def _frame(found):
    shown, form, _, map_box, _ = found
    return shown, map_box, form


def _find_room(parts, whole, base_url):
    """Draw all but the map, by the first attempt that leaves the map its room, or the last one.

    Beside a map of what changed in an area there is to be room for the trend, if any has it.
    """
    finding = parts.finding
    is_change = bool(finding.view.compare) and not finding.place.is_county and parts.trend.any()
    attempts = list(_list_attempts(parts, whole))
    drawn, fitting = [], []
    framed, key = None, None
    for attempt in attempts:
        shown, form = attempt
        wants_trend = parts.keeps_trend or (is_change and form.arrangement == "beside")
        wanted_key = form, shown.text.headline, shown.text.deck, shown.credits
        if framed is None or key != wanted_key:
            framed, key = _draw_frame(shown, form, base_url), wanted_key
        sheet, body, bottom = framed
        way = ARRANGEMENTS[form.arrangement](sheet, body, shown, form)
        if form.arrangement != "compact":
            # All is drawn at once.
            framed = None
        has_room = _has_room(shown, way.map_box, form)
        if not has_room and attempt is not attempts[-1]:
            continue
        line, framed = way.draw(), None
        drawn.append((shown, form, sheet, way.map_box, line))
        if not parts.keeps_trend and _find_end(sheet, form) > bottom:
            continue
        if line is not None or not wants_trend:
            return drawn[-1]
        fitting.append(drawn[-1])
    # Where none has a trend nothing need be left out for it.
    return fitting[0] if fitting and not parts.keeps_trend else drawn[-1]


def _has_room(parts, box, form):
    """Tell whether a map has its room in a box: its least share of the sheet.

    Of a place that is slim, on a sheet that is wider than high, a map of some height has it too.
    """
    left, bottom, right, top = parts.plane.window
    scale = measure_map(parts, box)
    wide, high = scale * (right - left), scale * (top - bottom)
    is_country = parts.plane.kind == "country"
    least = form.least_country if is_country else form.least_map
    if parts.keeps_trend:
        least = min(least, LEAST_OF_FILMS)
    if wide * high >= least * form.width * form.height:
        return True
    is_low = form.width > form.height
    return is_low and not is_country and high >= form.least_height * form.height


def _find_end(sheet, form):
    """Find where the lowest text ends that stands between header and footer."""
    baselines = [text.get_position()[1] for text in sheet.texts if text.get_gid() in BODY]
    return max(baselines, default=0.0) + DESCENT * form.small


def _list_attempts(parts, form):
    """List parts and forms, each leaving more room for the map than the one before.

    A film keeps all its parts, which move, and has smaller type. A wide card, whose height is
    scarce, begins with the briefest words.
    """
    if parts.keeps_trend:
        form = form.film or form
        yield parts, form
        yield from ((parts, form.shrink(factor)) for factor in SMALLER)
        return
    if form.is_low:
        brief = list(trim_low(parts))
        scant, small, smaller, least = (
            replace(form, least_map=share, least_country=share, least_height=height)
            for share, height in SCANT
        )
        for each in (form, scant, small):
            yield from ((trimmed, each) for trimmed in brief)
        brief.append(leave_people(brief[-1]))
        tight, tightest = ({"headline": form.small, "leading": leading} for leading in TIGHT)
        for each in (
            *(small, replace(small, **tight)),
            *(smaller, replace(smaller, **tight)),
            *(replace(each, **tightest) for each in (smaller, least)),
            *(small.shrink(factor) for factor in SMALLER_WIDE),
        ):
            yield from ((trimmed, each) for trimmed in brief)
        return
    yield parts, form
    trimmed = parts
    for trimmed in trim_parts(parts):
        yield trimmed, form
    if form.least_type:
        yield from ((trimmed, form.shrink(factor, form.least_type)) for factor in SMALLER)


def _draw_frame(parts, form, base_url):
    """Draw what frames a card's body: the sheet, the box of the body, the top of the footer."""
    sheet = Sheet(form.width, form.height, leading=form.leading)
    frame = place_frame(form)
    top = draw_header(sheet, frame, parts, form)
    bottom = draw_footer(sheet, frame, parts, form, base_url)
    body = Box(frame.left, top + 10 * form.unit, frame.right, bottom - 12 * form.unit)
    return sheet, body, bottom


def compose_map(parts: Parts, shape: str = "wide") -> Card:
    """Compose the map of a card alone, on no ground, as large as a shape allows."""
    form = SHAPES[shape]
    sheet = Sheet(form.width, form.height, "none")
    box = Box(0, 0, form.width, form.height)
    filled, stripes = draw_map(sheet, box, parts, form, alone=True)
    return Card(parts, sheet, filled, box, None, stripes)
