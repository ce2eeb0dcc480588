"""Cards: a finished picture of any view, as PNG, SVG or PDF."""

import io
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.cards.legend import draw_rows, draw_venn, measure_rows, measure_venn
from geo.cards.map import draw_map
from geo.cards.parts import Parts, gather_parts
from geo.cards.shapes import FORMATS, SHAPES
from geo.cards.sheet import INK, LINE_HEIGHT, QUIET, Box, Sheet
from geo.cards.trend_line import draw_trend
from geo.record import Record
from geo.view import View
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
    record: Record, view: View, shape: str = "wide", format: str = "png", base_url: str = ""
) -> bytes:
    """Draw a card of a view, in the view's language.

    `shape` is one of geo.cards.shapes.SHAPES and `format` one of FORMATS; `base_url` is the
    address of the page, which the card prints with the view's parameters. Returns the bytes of
    the file, the same for the same record and view.
    """
    if shape not in SHAPES:
        raise ValueError(f"shape: {shape!r}; expected {', '.join(SHAPES)}")
    if format not in FORMATS:
        raise ValueError(f"format: {format!r}; expected {', '.join(FORMATS)}")
    card = compose_card(gather_parts(record, view), shape, base_url)
    file, title = io.BytesIO(), card.parts.text.headline
    if format == "png":
        _save_png(card, title, file)
    else:
        undated = {"svg": "Date", "pdf": "CreationDate"}[format]
        metadata = {undated: None, "Creator": "287(g) Atlas", "Title": title}
        card.sheet.figure.savefig(file, format=format, metadata=metadata)
    return file.getvalue()


def _save_png(card, title, file):
    """Save without the transparency that matplotlib would keep: a fifth smaller."""
    card.sheet.canvas.draw()
    notes = PngInfo()
    notes.add_itxt("Title", title)
    picture = Image.fromarray(np.asarray(card.sheet.canvas.buffer_rgba())).convert("RGB")
    picture.save(file, format="png", pnginfo=notes, compress_level=9)


def compose_card(parts: Parts, shape: str = "wide", base_url: str = "") -> Card:
    """Compose a card in a shape; its sheet carries the finished figure."""
    form = SHAPES[shape]
    sheet = Sheet(form.width, form.height)
    margin = MARGIN * form.unit
    frame = Box(margin, margin * 0.85, form.width - margin, form.height - margin * 0.6)
    top = _draw_header(sheet, frame, parts.text, form)
    bottom = _draw_footer(sheet, frame, parts, form, base_url)
    body = Box(frame.left, top + 10 * form.unit, frame.right, bottom - 12 * form.unit)
    arrange = _arrange_stacked if form.stacked else _arrange_beside
    map_box, trend_line = arrange(sheet, body, parts, form)
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
    lines = sheet.wrap(parts.credits, size, frame.width)
    top = frame.bottom - (len(lines) + len(address)) * size * LINE_HEIGHT - 0.3 * size
    end = sheet.write_lines(frame.left, top, lines, size, color=QUIET) + 0.3 * size
    sheet.write_lines(frame.left, end, [name], size, weight="bold")
    sheet.write_lines(frame.left + indent, end, address, size, color=QUIET)
    top -= 0.5 * size
    sheet.page.plot([frame.left, frame.right], [top] * 2, color="#d9dfe3", linewidth=form.unit)
    return top


def _arrange_beside(sheet, body, parts, form):
    """Put numbers, legend and trend in a column on the right; returns map box and line."""
    column = Box(body.right - 440 * form.unit, body.top, body.right, body.bottom)
    numbers, key, size = parts.text.numbers, parts.key, form.small
    value = _fit_values(sheet, numbers, 0.42 * column.width, form)
    indent = max(sheet.measure(number.value, value, "bold") for number in numbers) + 0.7 * size
    labels = [_wrap_label(sheet, number, column.width - indent, form) for number in numbers]
    heights = [max(1.1 * value, len(lines) * form.label * LINE_HEIGHT) for lines in labels]
    venn, rows = measure_venn(key.models, size), measure_rows(key.rows, size, 2)
    used = sum(heights) + max(venn, 7 * size) + rows
    gap = min(max((column.height - used) / 5, 0.4 * size), 1.2 * size)
    top = column.top
    for number, lines, height in zip(numbers, labels, heights, strict=True):
        sheet.write(column.left, top + value, number.value, value, weight="bold", gid="value")
        slack = 1.1 * value - len(lines) * form.label * LINE_HEIGHT
        shift = slack / 2 + 0.09 * value if slack > 0 else 0
        _write_label(sheet, lines, column.left + indent, top + shift, form)
        top += height + gap
    rest = Box(column.left, top, column.right, column.bottom)
    if venn and rest.height < venn + 10 * size:
        # No room for the trend below the legend: beside it.
        middle = top + max(venn, 7 * size)
        right = draw_venn(sheet, rest.left, top, key.models, size) + 1.4 * size
        line = _draw_trend(sheet, Box(right, top, rest.right, middle), parts, form)
        draw_rows(sheet, replace(rest, top=middle), key.rows, size, columns=2)
    else:
        top = _draw_legend(sheet, rest, key, size) + 1.2 * size
        line = _draw_trend(sheet, replace(rest, top=top), parts, form)
    return Box(body.left, body.top, column.left - 24 * form.unit, body.bottom), line


def _arrange_stacked(sheet, body, parts, form):
    """Put numbers in a row below the map, then legend and trend; returns map box and line."""
    numbers, key, size = parts.text.numbers, parts.key, form.small
    gap = 24 * form.unit
    widths = _share_width(sheet, numbers, body.width - 2 * gap, form)
    value = _fit_values(sheet, numbers, min(widths), form)
    labels = [
        _wrap_label(sheet, number, width, form)
        for number, width in zip(numbers, widths, strict=True)
    ]
    height = max(measure_venn(key.models, size), measure_rows(key.rows, size, 2), 9 * size)
    lowest = body.bottom - height
    top = lowest - gap / 2 - 1.16 * value - max(map(len, labels)) * form.label * LINE_HEIGHT
    left = body.left
    for number, lines, width in zip(numbers, labels, widths, strict=True):
        sheet.write(left, top + value, number.value, value, weight="bold", gid="value")
        _write_label(sheet, lines, left, top + 1.16 * value, form)
        left += width + gap
    half = body.left + 0.52 * body.width
    _draw_legend(sheet, Box(body.left, lowest, half, body.bottom), key, size)
    line = _draw_trend(sheet, Box(half + gap, lowest, body.right, body.bottom), parts, form)
    return Box(body.left, body.top, body.right, top - gap / 2), line


def _draw_legend(sheet, box, key, size):
    """Draw a legend from the top of a box, rows on the right of a Venn diagram; returns its end."""
    if not key.models:
        return box.top + draw_rows(sheet, box, key.rows, size, columns=2)
    height = measure_venn(key.models, size)
    left = draw_venn(sheet, box.left, box.top, key.models, size) + 1.4 * size
    top = box.top + (height - measure_rows(key.rows, size, 1)) / 2
    draw_rows(sheet, replace(box, left=left, top=top), key.rows, size)
    return box.top + height


def _fit_values(sheet, numbers, width, form):
    """Choose one size of type for the numbers, so that the widest is no wider than `width`."""
    widest = max(sheet.measure(number.value, form.value, "bold") for number in numbers)
    return form.value * min(1, width / widest)


def _share_width(sheet, numbers, width, form):
    """Share a width among the numbers of a row, more to those with more to say."""
    longest = [
        max(sheet.measure(text, form.label) for text in (number.label, number.note))
        for number in numbers
    ]
    least = 0.25 * width
    rest = width - len(numbers) * least
    return [least + rest * length / sum(longest) for length in longest]


def _wrap_label(sheet, number, width, form):
    """Break what a number counts, and its remark, into lines: pairs of text and colour."""
    parts = [(number.label, INK), (number.note if form.notes else "", QUIET)]
    return [
        (line, colour)
        for text, colour in parts
        if text
        for line in sheet.wrap(text, form.label, width)
    ]


def _write_label(sheet, lines, left, top, form):
    for line, colour in lines:
        top = sheet.write_lines(left, top, [line], form.label, color=colour)


def _draw_trend(sheet, box, parts, form):
    """Draw the trend into a box, unless it would be too low to read; returns the line or None."""
    if box.height < 4.5 * form.small:
        return None
    lines = sheet.wrap(parts.trend_title, form.small, box.width)
    top = sheet.write_lines(box.left, box.top, lines, form.small, color=QUIET)
    inner = Box(box.left, top, box.right, min(box.bottom, box.top + 12 * form.small))
    silences, language = parts.finding.record.silences, parts.finding.view.lang
    return draw_trend(sheet, inner, parts.trend, silences, parts.marks, language, form.small)
