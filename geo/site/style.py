"""The style sheet of the static site, with the program's colours for light and dark."""

from pathlib import Path

from geo.answers.styles import STYLES
from geo.figure.publish import SEARCH_STYLE
from geo.guide.pages import STYLE
from geo.program import write_colours

FOLDER = Path(__file__).resolve().parent


def write_style() -> str:
    """Write the style sheet as text: the colours, then the sheets of all parts."""
    sheets = (SEARCH_STYLE, FOLDER / "site.css", *STYLES, FOLDER / "beside.css", STYLE)
    return write_colours() + "".join(sheet.read_text("utf-8") for sheet in sheets)
