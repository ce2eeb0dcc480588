"""The style sheet of the static site, with the program's colours for light and dark."""

from pathlib import Path

from geo.figure.publish import SEARCH_STYLE
from geo.guide.pages import STYLE
from geo.program import write_colours

SHEET = Path(__file__).resolve().parent / "site.css"


def write_style() -> str:
    """Write the style sheet as text: the colours, the search box, site.css, and the guide."""
    sheets = (SEARCH_STYLE, SHEET, STYLE)
    return write_colours() + "".join(sheet.read_text("utf-8") for sheet in sheets)
