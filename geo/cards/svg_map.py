"""The map of a card as SVG: a group for each layer, in it each county and state by name.

Colours and lines stand on the groups, as far as they are the same for all in them; places are whole
tenths of a unit, each but the first of a line as the step from the one before.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby, starmap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Bbox

# A tenth of a pixel or point, which no print shows.
FINENESS = 10
# Beyond the box of the map shapes are cut off, so far that no line along the cut is seen.
BEYOND = 10.0

Names = Sequence[tuple[str, str]]


def write_svg_map(
    axes: Axes,
    names: Mapping[str, Names],
    groups: Mapping[str, str],
    height: float,
) -> str:
    """Write the layers of a map's axes as SVG, from the lowest to the highest.

    `names` has the id and the name of each shape of a layer, by the layer's gid, in their order;
    `groups` the names of the groups in which counties stand, by the first two digits of their
    GEOIDs. `height` is that of the sheet, y going down from its top.
    """
    box = axes.bbox
    left, top = box.x0, height - box.y1
    clip = (
        f'<clipPath id="map-clip"><rect x="{left:.1f}" y="{top:.1f}" '
        f'width="{box.width:.1f}" height="{box.height:.1f}"/></clipPath>'
    )
    written, known, counted = [], {}, Counter()
    for layer in axes.collections:
        gid = layer.get_gid() or ""
        counted[gid] += 1
        code = gid if counted[gid] == 1 else f"{gid}-{counted[gid]}"
        shapes = _write_shapes(layer, height)
        written.append(_write_layer(layer, code, shapes, names.get(gid), groups, known))
    tenths = f'<g transform="scale({1 / FINENESS:g})">\n{"".join(written)}</g>'
    return f'{clip}\n<g id="map" clip-path="url(#map-clip)">{tenths}</g>'


def _write_layer(layer, code, shapes, names, groups, known):
    """Write a layer; a shape without a name that a lower one has with its name is used again."""
    fills = [to_hex(colour) for colour in layer.get_facecolors()] or ["none"]
    usual = Counter(fills).most_common(1)[0][0]
    style = f' fill="{usual}"'
    if layer.get_linewidths()[0]:
        line, width = to_hex(layer.get_edgecolors()[0]), layer.get_linewidths()[0] * FINENESS
        style += f' stroke="{line}" stroke-width="{width:g}" stroke-linejoin="round"'
    paths = []
    for index, shape in enumerate(shapes):
        if not shape:
            continue
        fill = fills[index % len(fills)]
        look = "" if fill == usual else f' fill="{fill}"'
        if names:
            own, title = names[index]
            look = f' id="{own}" data-name="{escape(title)}"{look}'
            if usual == "none":
                known[shape] = own
        elif usual == "none" and shape in known:
            paths.append(("", f'<use href="#{known[shape]}"/>'))
            continue
        kind, _, digits = names[index][0].partition("-") if names else ("", "", "")
        paths.append((digits[:2] if kind == "county" else "", f'<path{look} d="{shape}"/>'))
    content = "\n".join(
        _group(key, [path for _, path in some], groups)
        for key, some in groupby(paths, key=lambda pair: pair[0])
    )
    return f'<g id="{code}"{style}>\n{content}\n</g>\n'


def _group(key, paths, groups):
    content = "\n".join(paths)
    if not key:
        return content
    return f'<g id="counties-{key}" data-name="{escape(groups[key])}">\n{content}\n</g>'


def _write_shapes(layer, height):
    """Write the shapes of a layer as the data of SVG paths."""
    transform = layer.get_transform()
    box = layer.axes.bbox.padded(BEYOND)
    for path in layer.get_paths():
        yield _write_path(_cut(transform.transform_path(path), box), height)


def _cut(path: Path, box: Bbox) -> Path:
    """Cut off what of a closed path lies beyond a box."""
    (left, bottom), (right, top) = path.get_extents().get_points()
    if box.x0 < left and right < box.x1 and box.y0 < bottom and top < box.y1:
        return path
    return path.clip_to_bbox(box)


def _write_path(path, height):
    """Write a path, without the islands that are smaller than its fineness."""
    if not len(path.vertices):
        return ""
    starts = np.flatnonzero(path.codes == Path.MOVETO)
    places = np.rint((path.vertices * (1, -1) + (0, height)) * FINENESS).astype(int)
    rings = [
        (places[start], _find_steps(places[start:end]))
        for start, end in zip(starts, [*starts[1:], len(places)], strict=True)
    ]
    seen = [ring for ring in rings if len(ring[1]) > 2]
    return "".join(starmap(_write_ring, seen or rings[:1]))


def _find_steps(places):
    """Find the steps along a line, those in the same direction as one."""
    steps = np.diff(places, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < 2:
        return steps
    across = steps[:-1, 0] * steps[1:, 1] - steps[:-1, 1] * steps[1:, 0]
    along = (steps[:-1] * steps[1:]).sum(axis=1)
    turns = np.concatenate([[True], (across != 0) | (along < 0)])
    return np.add.reduceat(steps, np.flatnonzero(turns))


def _write_ring(start, steps):
    """Write a closed line; the last step, back to where it began, is the z."""
    x, y = start.tolist()
    way = " ".join(map(str, steps[:-1].ravel().tolist())) or "1 0"
    return f"M{x} {y}l{way}z".replace(" -", "-")
