"""What others put into pages and lists of references: code to embed a view, and to cite it."""

import html
from urllib.parse import urljoin

from geo.record import Record
from geo.view import View

# The script gives the frame the height of what it shows.
EMBED = (
    '<iframe src="{address}" width="100%" height="640" style="border:0" title="287(g) Atlas" '
    'loading="lazy"></iframe>\n<script src="{script}" async></script>'
)
BIBTEX = """@misc{{atlas287g,
  title = {{287(g) Atlas: agreements between ICE and local police}},
  note = {{Record as of {last}, view of {dates}}},
  year = {{{last.year}}},
  url = {{{link}}}
}}"""


def write_embed(address: str) -> str:
    """Write the code that puts the map of an address into a page, with the script beside it."""
    script = urljoin(address, "embed.js")
    return EMBED.format(address=html.escape(address), script=html.escape(script))


def write_bibtex(record: Record, view: View, link: str) -> str:
    """Write a view as BibTeX; `link` leads to it on its date."""
    dates = " and ".join(day.isoformat() for day in view.settle().dates)
    return BIBTEX.format(last=record.last, dates=dates, link=link)
