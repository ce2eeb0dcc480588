"""The style sheet of the static site, with the program's colours for light and dark."""

from pathlib import Path

from geo.figure.publish import SEARCH_STYLE
from geo.program import write_colours

SHEET = Path(__file__).resolve().parent / "site.css"


def write_style() -> str:
    """Write the site's style sheet as text: the colours, the search box, and site.css."""
    return write_colours() + SEARCH_STYLE.read_text("utf-8") + SHEET.read_text("utf-8")
