"""An SVG for designers: small, its counties and states by name, every id once."""

import re
from html import escape

# Verdana is as wide as DejaVu Sans, for which the lines are broken.
FONTS = "'DejaVu Sans', Verdana, sans-serif"
GROUP = re.compile(r'<g id="([\w-]+)">')
# What matplotlib writes of a layer without shapes.
MAP = '<g id="map"/>'
DATA = re.compile(r'(?<= d=")[^"]{80,}(?=")')
NUMBER = re.compile(r"-?\d+\.\d+")


def tidy_svg(svg: str, drawn: str, language: str, text: str) -> str:
    """Tidy the SVG that matplotlib writes of a card, and put the map `drawn` into it.

    `text` is what the picture says, for those who can't see it.
    """
    svg = _name_groups(DATA.sub(lambda found: NUMBER.sub(_round, found[0]), svg))
    svg = svg.replace("'DejaVu Sans'", FONTS).replace(MAP, drawn, 1)
    root = f'<svg role="img" aria-label="{escape(text)}" xml:lang="{language}" '
    return svg.replace("<svg ", root, 1)


def _name_groups(svg):
    """Number the ids of groups that come more than once."""
    counted = {}

    def number(found):
        name = found[1]
        counted[name] = counted.get(name, 0) + 1
        return f'<g id="{name}">' if counted[name] == 1 else f'<g id="{name}_{counted[name]}">'

    return GROUP.sub(number, svg)


def _round(found):
    """Round to a hundredth of a pixel or point."""
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
