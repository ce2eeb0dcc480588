"""The panel beside the map: every agreement of the chosen place, or the country's sums."""

from pathlib import Path

import jinja2

from geo.program import NAMES

FOLDER = Path(__file__).resolve().parent


def format_date(date):
    """Write a date as 20 July 2026; nothing for a missing one."""
    return "" if date is None or date != date else f"{date.day} {date:%B %Y}"


def format_short_date(date):
    """Write a date as 20 Jul 2026; nothing for a missing one."""
    return "" if date is None or date != date else f"{date.day} {date:%b %Y}"


def _link(url):
    """Pass on a web address; anything else (javascript:, a file) is no link."""
    return url if url.startswith(("https://", "http://")) else ""


_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_templates.filters |= {
    "date": format_date,
    "short_date": format_short_date,
    "link": _link,
    "model": NAMES.__getitem__,
    "number": "{:,}".format,
    "percent": "{:.0%}".format,
    "source": lambda source: source.replace("#", ", row "),
}


def render_panel(template, /, **values):
    """Render one of the panel's templates to HTML; every value is escaped."""
    return _templates.get_template(template).render(**values)
