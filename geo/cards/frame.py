"""What frames a card: its headline above, credit, sources and address below."""

import re
from dataclasses import replace

from geo.cards.logo import measure_logo
from geo.cards.parts import Parts
from geo.cards.shapes import Shape
from geo.cards.sheet import QUIET, Box, Sheet
from geo.places import JOINT
from geo.words.credits import show_link, write_link

MARGIN = 36
# With a remark at its top, a sheet has no room for more lines of sources in full size.
MOST_LINES = 4
# A logo, of the frame's width and in heights of type.
LOGO_WIDTH, LOGO_HEIGHT = 0.3, 2.2
# Members of a region that a printed address names: some forty characters.
MOST_TYPED = 6


def place_frame(form: Shape) -> Box:
    """Place what a card shows inside the margins of its shape."""
    margin = MARGIN * form.unit
    return Box(margin, margin * 0.85, form.width - margin, form.height - margin * 0.6)


def draw_header(sheet: Sheet, frame: Box, parts: Parts, form: Shape) -> float:
    """Write headline, what the map shows and a remark at the top of a frame.

    Returns where they end.
    """
    text = parts.text
    most = form.headline_lines
    size, lines = _fit_headline(sheet, text.headline, form.headline, frame, most)
    # Rather a line more than a headline hardly larger than what stands below it, or two than one
    # that is smaller: where height is scarce its weight alone sets it off, over three more.
    large = form.headline if form.is_low else 1.2 * form.deck
    small = form.deck if form.is_low else large
    steps = [(large, large), *[(small, form.deck)] * (2 if form.is_low else 1)]
    for more, (start, least) in enumerate(steps, 1):
        if size < least:
            size, lines = _fit_headline(sheet, text.headline, start, frame, most + more)
    top = sheet.write_lines(frame.left, frame.top, lines, size, weight="bold", gid="headline")
    if text.deck:
        lines = sheet.wrap(text.deck, form.deck, frame.width)
        style = {"color": QUIET, "gid": "deck"}
        top = sheet.write_lines(frame.left, top + 0.25 * form.deck, lines, form.deck, **style)
    if not parts.remark:
        return top
    style = {"weight": "bold", "gid": "remark"}
    return sheet.write_lines(
        frame.left, top + 0.25 * form.label, [parts.remark], form.label, **style
    )


def _fit_headline(sheet, headline, size, frame, most):
    """Find the largest type, up to a size, in which a headline takes no more lines than `most`."""
    while True:
        lines = sheet.wrap(headline, size, frame.width, "bold")
        if len(lines) <= most:
            return size, lines
        size *= 0.96


def draw_footer(sheet: Sheet, frame: Box, parts: Parts, form: Shape, base_url: str) -> float:
    """Write the reader's credit and the sources at the foot, and name and address of the Atlas.

    Returns their top.
    """
    finding, size = parts.finding, form.small
    name = "287(g) Atlas"
    indent = sheet.measure(f"{name}  ", size, "bold")
    link = show_link(_write_typed_link(finding, base_url)) if base_url else ""
    address = sheet.wrap(link, size, frame.width - indent, even=False, before="?&")
    # A licence is not broken between two lines.
    credits = parts.credits.replace("CC BY 4.0", "CC\u00a0BY\u00a04.0")
    own, logo, credit_high = _fit_credit(sheet, parts, size, frame.width)
    lines = sheet.wrap(credits, size, frame.width)
    if parts.remark and len(lines) > MOST_LINES:
        size *= 0.9
        lines = sheet.wrap(credits, size, frame.width)
    shift, is_joined = 0.0, False
    ragged = sheet.wrap(credits, size, frame.width, even=False)
    after = sheet.measure(f"{ragged[-1]}  ", size) + indent
    if form.is_low and link:
        # Name and address flow after the sources where that saves a line.
        flowing = _flow(sheet, link, size, frame.width - after, frame.width)
        address = _flow(sheet, link, size, frame.width - indent, frame.width)
        has_room = after - sheet.measure("  ", size) <= frame.width
        if has_room and len(ragged) + len(flowing) <= len(lines) + len(address):
            lines, address, is_joined = ragged, flowing, True
            shift, indent = after - indent, after
    elif form.arrangement == "compact" and after + sheet.measure(link, size) <= frame.width:
        # Where room is scarce name and address stand on the last line of the sources.
        lines, address, is_joined = ragged, [link], True
        shift, indent = after - indent, after
    elif len(address) > 1 and sheet.measure(link, size) <= frame.width:
        # Where the name alone breaks the address in two, it stands after the sources.
        after = sheet.measure(f"{lines[-1]}  ", size)
        if after + indent <= frame.width:
            shift, address, indent = after, [link], 0.0
    off = (0.1 if form.is_low else 0.3) * size
    high = credit_high + (len(lines) + len(address) - is_joined) * size * sheet.leading
    top = frame.bottom - high - off
    end = _draw_credit(sheet, frame.left, top, own, size, parts.logo, logo)
    end = sheet.write_lines(frame.left, end, lines, size, color=QUIET, gid="source")
    name_top = end - size * sheet.leading if shift else end + off
    sheet.write_lines(frame.left + shift, name_top, [name], size, weight="bold", gid="address")
    link_top = name_top if is_joined else end + off
    style = {"color": QUIET, "gid": "address"}
    end = sheet.write_lines(frame.left + indent, link_top, address[:1], size, **style)
    below = frame.left + (0 if form.is_low else indent)
    sheet.write_lines(below, end, address[1:], size, **style)
    top -= (0.25 if form.is_low else 0.5) * size
    sheet.draw_line([frame.left, frame.right], [top] * 2, color="#d9dfe3", linewidth=form.unit)
    return top


def _write_typed_link(finding, base_url):
    """Write the address of a card's view as far as somebody would type it.

    It has no name of a region, which the headline has, nor a region of many members: its address
    is that of the date.
    """
    place = finding.view.place
    typed = place if len(place.split(JOINT)) <= MOST_TYPED else ""
    view = replace(finding.view, place=typed, name="")
    return write_link(view, finding.record.bounds, base_url)


def _flow(sheet, link, size, room, width):
    """Break an address: what fits a room, maybe nothing, and lines of a width below."""
    first, pieces = "", re.split("(?=[?&])", link)
    while pieces and sheet.measure(first + pieces[0], size) <= room:
        first += pieces.pop(0)
    rest = "".join(pieces)
    return [first, *(sheet.wrap(rest, size, width, even=False, before="?&") if rest else [])]


def _fit_credit(sheet, parts, size, width):
    """Fit the reader's credit beside their logo: its lines, the logo's size, the height of both."""
    logo = (0.0, 0.0)
    if parts.logo:
        logo = measure_logo(parts.logo, LOGO_WIDTH * width, LOGO_HEIGHT * size)
        width -= logo[0] + 0.6 * size
    lines = sheet.wrap(parts.credit, size, width) if parts.credit else []
    high = max(len(lines) * size * sheet.leading, logo[1] + 0.3 * size if parts.logo else 0)
    return lines, logo, high


def _draw_credit(sheet, left, top, lines, size, picture, logo):
    """Draw the reader's logo, and their credit beside its middle; returns where both end."""
    high = len(lines) * size * sheet.leading
    if not picture:
        return sheet.write_lines(left, top, lines, size, gid="credit")
    wide, tall = logo
    sheet.draw_picture(left, top + max(high - tall, 0) / 2, logo, picture, gid="logo")
    begin = top + max(tall - high, 0) / 2
    sheet.write_lines(left + wide + 0.6 * size, begin, lines, size, gid="credit")
    return top + max(high, tall + 0.3 * size)
