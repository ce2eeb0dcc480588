"""An SVG for designers: small, its counties and states by name, every id once."""

import itertools
import re
from collections.abc import Iterable, Mapping
from html import escape

# Verdana is as wide as DejaVu Sans, for which the lines are broken.
FONTS = "'DejaVu Sans', Verdana, sans-serif"
PATH = re.compile(r'<path d="([^"]*)"')
GROUP = re.compile(r'<g id="(\w+)">')
POINT = re.compile(r"([ML]) (-?[\d.]+) (-?[\d.]+)")
# Rounded to a tenth of a pixel or point, which no print shows.
FINENESS = 10


def tidy_svg(
    svg: str, layers: Mapping[str, Iterable[tuple[str, str]]], language: str, text: str
) -> str:
    """Tidy the SVG that matplotlib writes of a card.

    `layers` has for the id of each group of shapes the id and the name of each of them, in their
    order; `text` is what the picture says, for those who can't see it.
    """
    svg = _name_groups(svg)
    for group, shapes in layers.items():
        svg = _name_shapes(svg, group, list(shapes))
    svg = re.sub(r'(?<= d=")[^"]{80,}(?=")', lambda found: _shorten(found[0]), svg)
    svg = svg.replace("'DejaVu Sans'", FONTS)
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


def _name_shapes(svg, group, shapes):
    """Give the paths of a group the ids and names of what they show."""
    start = svg.find(f'<g id="{group}">')
    if start < 0:
        return svg
    end = svg.index("</g>", start)
    names = iter(shapes)

    def name(found):
        code, title = next(names)
        return f'<path id="{code}" data-name="{escape(title)}" d="{found[1]}"'

    return svg[:start] + PATH.sub(name, svg[start:end]) + svg[end:]


def _shorten(path):
    """Write a path of straight lines by steps of a tenth, each as short as it can be."""
    if not set(path) <= set("MLz-.0123456789 \n"):
        return path
    return "".join(_shorten_line(f"M{line}") for line in path.split("M")[1:])


def _shorten_line(line):
    """Write one line of a path, which is closed or not."""
    points = [
        (round(float(x) * FINENESS), round(float(y) * FINENESS)) for _, x, y in POINT.findall(line)
    ]
    steps = [
        (x - from_x, y - from_y)
        for (from_x, from_y), (x, y) in itertools.pairwise(points)
        if (x, y) != (from_x, from_y)
    ]
    start = f"M{_write(points[0][0])} {_write(points[0][1])}"
    way = "l" + "".join(map(_write_step, steps)).removeprefix(" ") if steps else ""
    return start + way + ("z" if "z" in line else "")


def _write_step(step):
    x, y = map(_write, step)
    return (x if x[0] == "-" else f" {x}") + (y if y[0] == "-" else f" {y}")


def _write(number):
    """Write a number of tenths without the zeros that an SVG can do without."""
    whole, tenth = divmod(abs(number), FINENESS)
    text = (str(whole) if whole or not tenth else "") + (f".{tenth}" if tenth else "")
    return f"-{text}" if number < 0 else text
