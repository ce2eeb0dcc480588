"""Cards: a finished picture of any view, as PNG, SVG or PDF."""

import io
from dataclasses import dataclass

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.cards.arrangement import ARRANGEMENTS
from geo.cards.map import draw_map
from geo.cards.parts import Parts, gather_parts
from geo.cards.pdf import tag_pdf
from geo.cards.shapes import FORMATS, SHAPES
from geo.cards.sheet import LINE_HEIGHT, QUIET, Box, Sheet
from geo.cards.svg import tidy_svg
from geo.record import Record
from geo.view import View
from geo.words.caption import describe_card
from geo.words.credits import show_link, write_link

MARGIN = 36


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
) -> bytes:
    """Draw a card of a view, in the view's language.

    `shape` is one of geo.cards.shapes.SHAPES and `format` one of FORMATS; `base_url` is the
    address of the page, which the card prints with the view's parameters. Returns the bytes of the
    file, the same for the same record and view.
    """
    if shape not in SHAPES:
        raise ValueError(f"shape: {shape!r}; expected {', '.join(SHAPES)}")
    if format not in FORMATS:
        raise ValueError(f"format: {format!r}; expected {', '.join(FORMATS)}")
    card = compose_card(gather_parts(record, view), shape, base_url)
    file, title = io.BytesIO(), card.parts.text.headline
    if format == "png":
        _save_png(card, title, file)
        return file.getvalue()
    undated = {"svg": "Date", "pdf": "CreationDate"}[format]
    metadata = {undated: None, "Creator": "287(g) Atlas", "Title": title}
    card.sheet.figure.savefig(file, format=format, metadata=metadata)
    text = describe_card(record, view).alt
    if format == "pdf":
        return tag_pdf(file.getvalue(), text, view.lang)
    svg = tidy_svg(file.getvalue().decode(), _name_layers(card), view.lang, text)
    return svg.encode()


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


def _save_png(card, title, file):
    """Save without the transparency that matplotlib would keep: a fifth smaller."""
    card.sheet.canvas.draw()
    notes = PngInfo()
    notes.add_itxt("Title", title)
    picture = Image.fromarray(np.asarray(card.sheet.canvas.buffer_rgba())).convert("RGB")
    picture.save(file, format="png", pnginfo=notes, compress_level=6)


def compose_card(parts: Parts, shape: str = "wide", base_url: str = "") -> Card:
    """Compose a card in a shape; its sheet carries the finished figure."""
    form = SHAPES[shape]
    sheet = Sheet(form.width, form.height)
    margin = MARGIN * form.unit
    frame = Box(margin, margin * 0.85, form.width - margin, form.height - margin * 0.6)
    top = _draw_header(sheet, frame, parts.text, form)
    bottom = _draw_footer(sheet, frame, parts, form, base_url)
    body = Box(frame.left, top + 10 * form.unit, frame.right, bottom - 12 * form.unit)
    map_box, trend_line = ARRANGEMENTS[form.arrangement](sheet, body, parts, form)
    filled, stripes = draw_map(sheet, map_box, parts, form)
    return Card(parts, sheet, filled, map_box, trend_line, stripes)


def _draw_header(sheet, frame, text, form):
    # Rather a line more than a headline no larger than what stands below it.
    least = 1.2 * form.deck
    size, lines = _fit_headline(sheet, text.headline, form.headline, frame, form.headline_lines)
    if size < least:
        size, lines = _fit_headline(sheet, text.headline, least, frame, form.headline_lines + 1)
    top = sheet.write_lines(frame.left, frame.top, lines, size, weight="bold", gid="headline")
    lines = sheet.wrap(text.deck, form.deck, frame.width)
    return sheet.write_lines(frame.left, top + 0.25 * form.deck, lines, form.deck, color=QUIET)


def _fit_headline(sheet, headline, size, frame, most):
    """Find the largest type, up to a size, in which a headline takes no more lines than `most`."""
    while True:
        lines = sheet.wrap(headline, size, frame.width, "bold")
        if len(lines) <= most:
            return size, lines
        size *= 0.96


def _draw_footer(sheet, frame, parts, form, base_url):
    """Write the sources at the foot, and name and address of the Atlas; returns their top."""
    finding, size = parts.finding, form.small
    name = "287(g) Atlas"
    indent = sheet.measure(f"{name}  ", size, "bold")
    link = show_link(write_link(finding.view, finding.record.bounds, base_url)) if base_url else ""
    address = sheet.wrap(link, size, frame.width - indent, even=False, before="?&")
    # A licence is not broken between two lines.
    credits = parts.credits.replace("CC BY 4.0", "CC\u00a0BY\u00a04.0")
    lines = sheet.wrap(credits, size, frame.width)
    top = frame.bottom - (len(lines) + len(address)) * size * LINE_HEIGHT - 0.3 * size
    end = sheet.write_lines(frame.left, top, lines, size, color=QUIET) + 0.3 * size
    sheet.write_lines(frame.left, end, [name], size, weight="bold")
    sheet.write_lines(frame.left + indent, end, address, size, color=QUIET)
    top -= 0.5 * size
    sheet.page.plot([frame.left, frame.right], [top] * 2, color="#d9dfe3", linewidth=form.unit)
    return top
