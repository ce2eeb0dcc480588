"""The map of the laws: the shape of every state, to be drawn as SVG."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

import shapely

from geo.boundaries import project_composite
from geo.program import CHANGE_PALETTE, PALETTE, THEMES
from geo.record import Record

# Kilometres to a unit of the picture, and how far a border may be from where it lies.
SCALE = 4
TOLERANCE_KM = 5
# Weak stances have the colour of the strong one beside them, mixed with this much of the ground.
WEAK = 58


@lru_cache(maxsize=2)
def draw_states(record: Record) -> tuple[str, dict[str, str], list[str]]:
    """Draw the states as SVG paths: the viewBox, the paths by USPS code, those of the insets."""
    # A state is projected as a county is.
    plane = project_composite(record.states, record.states, TOLERANCE_KM)
    shapes = plane.counties.set_index("state").geometry
    left, bottom, right, top = shapely.total_bounds([*shapes, *plane.boxes.geometry])

    def write(shape):
        parts = shapely.get_parts(shape)
        rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        return "".join(_write_ring(ring.coords, left, top) for ring in rings)

    width, height = round((right - left) / SCALE), round((top - bottom) / SCALE)
    paths = {code: write(shape) for code, shape in shapes.items()}
    box = f"-2 -2 {width + 4} {height + 4}"
    return box, paths, [write(inset) for inset in plane.boxes.geometry]


def write_picture(record: Record, kinds: Mapping[str, str]) -> str:
    """Write the map as the address of an SVG picture, filled by the stances of states.

    `kinds` are words of `geo.answers.laws.STANCES` by USPS code. The picture has the colours of
    both themes, and takes those of where it stands.
    """
    box, paths, insets = draw_states(record)
    light, dark = (_write_colours(theme) for theme in ("light", "dark"))
    shapes = [f'<path class="box" d="{path}"/>' for path in insets]
    shapes += [f'<path class="{kinds.get(code, "")}" d="{path}"/>' for code, path in paths.items()]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><style>{light}'
        f"@media(prefers-color-scheme:dark){{{dark}}}</style>{''.join(shapes)}</svg>"
    )
    return f"data:image/svg+xml,{quote(svg, safe=' =:/,.()-;{}')}"


def _write_colours(theme):
    changes, around = CHANGE_PALETTE[theme], THEMES[theme]
    weak = f"{around['ground']} {WEAK}%"
    fills = {
        "requires": changes["changed"],
        "encourages": f"color-mix(in srgb,{changes['changed']},{weak})",
        "prohibits": changes["lost"],
        "limits": f"color-mix(in srgb,{changes['lost']},{weak})",
    }
    rules = "".join(f".{kind}{{fill:{colour}}}" for kind, colour in fills.items())
    plain = f"path{{fill:{PALETTE[theme][0]};stroke:{around['border']};stroke-width:.8}}"
    return f"{plain}{rules}.box{{fill:none;stroke:{around['box']}}}"


def _write_ring(coords, left, top):
    points = [f"{(x - left) / SCALE:.0f} {(top - y) / SCALE:.0f}" for x, y in coords[:-1]]
    points = [
        point for before, point in zip(["", *points], points, strict=False) if before != point
    ]
    return f"M{'L'.join(points)}Z"
