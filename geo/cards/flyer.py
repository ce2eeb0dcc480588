"""Flyers: a page to hand out in each language, with a card, three sentences and a code to scan."""

from dataclasses import replace

import segno
import shapely
from matplotlib.patches import PathPatch

from geo.cards.arrangement import arrange_stacked
from geo.cards.frame import draw_footer, draw_header, place_frame
from geo.cards.map import draw_map
from geo.cards.parts import Parts, gather_parts
from geo.cards.pdf import Page, write_pdf
from geo.cards.plane import make_path
from geo.cards.shapes import LINE_HEIGHT, PAPERS, SHAPES
from geo.cards.sheet import Sheet
from geo.record import Record
from geo.view import View
from geo.words.caption import describe_card
from geo.words.credits import write_link
from geo.words.language import LANGUAGES, N_
from geo.words.names import Phrases

TELLING = (
    N_("Under section 287(g) of US law, ICE lets local and state officers do immigration work."),
    N_(
        "In jails they ask people about their status (jail) or serve ICE’s warrants (warrant); on "
        "patrol they may make immigration arrests (task force)."
    ),
)
SCAN = N_("Scan the code for this map with the name of every agency, its dates and its sources.")
NO_CODE = N_("The 287(g) Atlas has the name of every agency, its dates and its sources.")
# Points: the type of the sentences, the side of the code.
SIZE = 13.0
CODE = 104.0


def draw_flyer(record: Record, view: View, paper: str = "a4", base_url: str = "") -> bytes:
    """Draw a flyer of a view as a PDF: a page in the view's language, then one in each other.

    `paper` is one of geo.cards.shapes.PAPERS; `base_url` is the address of the page, which the
    code leads to with the view's parameters; without it there is no code. Raises ValueError for
    another paper.
    """
    if paper not in PAPERS:
        raise ValueError(f"paper: {paper!r}; expected {', '.join(PAPERS)}")
    pages, titles = [], []
    for language in sorted(LANGUAGES, key=lambda language: language != view.lang):
        parts = gather_parts(record, replace(view, lang=language, story=""))
        sheet = compose_page(parts, paper, base_url)
        text = describe_card(record, parts.finding.view).alt
        pages.append(Page(sheet.figure, text, language))
        titles.append(parts.text.headline)
    return write_pdf(pages, titles[0])


def compose_page(parts: Parts, paper: str, base_url: str) -> Sheet:
    """Compose a page of a flyer: a card, the sentences and the code."""
    form, finding = SHAPES[paper], parts.finding
    sheet = Sheet(form.width, form.height)
    frame = place_frame(form)
    top = draw_header(sheet, frame, parts, form)
    bottom = draw_footer(sheet, frame, parts, form, base_url)
    link = base_url and write_link(finding.view, finding.record.bounds, base_url)
    top += 10 * form.unit
    bottom = _tell(sheet, replace(frame, bottom=bottom - 14 * form.unit), finding, link)
    body = replace(frame, top=top, bottom=bottom - 14 * form.unit)
    map_box, _ = arrange_stacked(sheet, body, parts, form)
    draw_map(sheet, map_box, parts, form)
    return sheet


def _tell(sheet, box, finding, link):
    """Write the sentences at the foot of a box, the code on their right; returns their top."""
    phrases = Phrases(finding.record, finding.view.lang)
    width = box.width - (CODE + 2 * SIZE if link else 0)
    paragraphs = [
        sheet.wrap(phrases.say(sentence), SIZE, width)
        for sentence in (*TELLING, SCAN if link else NO_CODE)
    ]
    gap = 0.5 * SIZE
    high = sum(map(len, paragraphs)) * SIZE * LINE_HEIGHT + gap * (len(paragraphs) - 1)
    top = box.bottom - max(high, CODE if link else 0)
    if link:
        _draw_code(sheet, box.right - CODE, top, link)
    end = top
    for lines in paragraphs:
        end = sheet.write_lines(box.left, end, lines[:1], SIZE, gid="told")
        end = sheet.write_lines(box.left, end, lines[1:], SIZE, gid="more") + gap
    return top


def _draw_code(sheet, left, top, link):
    """Draw the code of an address as one shape, the ground around it being the page's."""
    rows = list(segno.make(link, error="m", micro=False).matrix)
    side = CODE / len(rows)
    squares = [
        shapely.box(left + x * side, top + y * side, left + (x + 1) * side, top + (y + 1) * side)
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    ]
    path = make_path(shapely.union_all(squares))
    sheet.draw(PathPatch(path, facecolor="#000000", linewidth=0, gid="code"))
