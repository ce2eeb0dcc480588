"""The style sheet of the static site, with the program's colours for light and dark."""

from pathlib import Path

from geo.program import BITS, CHANGE_PALETTE, PALETTE

SHEET = Path(__file__).resolve().parent / "site.css"


def write_style() -> str:
    """Write the site's style sheet as text: the colours of geo.program, and site.css."""
    light, dark = (_write_dots(theme) for theme in ("light", "dark"))
    return f"{light}@media(prefers-color-scheme:dark){{{dark}}}\n{SHEET.read_text('utf-8')}"


def _write_dots(theme):
    models = "".join(
        f".dot.{model},.dot.model-{bit}{{background:{PALETTE[theme][bit]}}}"
        for model, bit in BITS.items()
    )
    changes = "".join(
        f".dot.{change}{{background:{colour}}}" for change, colour in CHANGE_PALETTE[theme].items()
    )
    return models + changes
