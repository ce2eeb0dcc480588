"""The map of a card, drawn into a box of the sheet."""

import shapely
from matplotlib.collections import PathCollection

from geo.cards.labels import Placer
from geo.cards.locator import draw_locator
from geo.cards.naming import name_places
from geo.cards.parts import Parts
from geo.cards.plane import make_path
from geo.cards.shapes import Shape
from geo.cards.sheet import GROUND, INK, LINE, QUIET, STATE_LINE, Box, Sheet, fit_window
from geo.cards.stripes import cut_stripes
from geo.places import Region
from geo.shading import MIXTURE_COLOURS

NEIGHBOUR_FILL = "#f5f7f8"
# The way from a stripe to the next along a line, in units of the shape: for the country's small
# counties, and for those of a state, which have room to stay striped in a smaller picture.
STRIPES = {False: 6.0, True: 9.0}


def draw_map(
    sheet: Sheet, box: Box, parts: Parts, shape: Shape, alone: bool = False
) -> tuple[PathCollection, float]:
    """Draw the map into a box; returns the filled counties or states, and the period of stripes.

    One that stands `alone` has no names, and nothing around it.

    The face colours of what is filled are the colours of `fills`, in the order of `plane.counties`
    (or `plane.states`); of those that are striped it is the colour of none, under the stripes. The
    period is in kilometres of the plane.
    """
    plane, fills = parts.plane, parts.finding.fills
    unit = shape.unit
    zoomed = plane.near
    scale = _fit(parts, box, shape)
    axes = sheet.add_axes(box)
    left, bottom, right, top = see_window(parts, box, shape)
    axes.set(xlim=(left, right), ylim=(bottom, top))

    def add(paths, **style):
        layer = PathCollection(paths, joinstyle="round", **style)
        layer.set_transform(axes.transData)
        axes.add_collection(layer, autolim=False)
        return layer

    if not alone:
        add(
            plane.neighbour_paths,
            facecolor=NEIGHBOUR_FILL,
            edgecolor=LINE,
            linewidth=0.8 * unit,
            gid="neighbours",
        )
    by_county = fills.by == "county"
    shapes = plane.counties["geoid"] if by_county else plane.states["state"]
    colours, striped = fills.colours.loc[shapes], fills.striped.loc[shapes].to_numpy()
    edge = {"edgecolor": GROUND, "linewidth": (0.9 if zoomed else 0.3) * unit}
    filled = add(
        plane.county_paths if by_county else plane.state_paths,
        facecolor=colours.where(~striped, MIXTURE_COLOURS[0]).tolist(),
        gid="fills",
        **edge,
    )
    period = STRIPES[zoomed] * unit / scale.factor
    if striped.any():
        stripes = cut_stripes(plane.counties.geometry[striped], period)
        inked = [
            (make_path(shape), colour)
            for shape, colour in zip(stripes, colours[striped], strict=True)
            if not shapely.is_empty(shape)
        ]
        # Of a sliver at the edge of the map no stripe may be in sight.
        paths, inks = zip(*inked, strict=True) if inked else ((), ())
        add(paths, facecolor=inks, linewidth=0, gid="stripes")
        # The lines between counties again, over the stripes.
        around = [plane.county_paths[index] for index in striped.nonzero()[0]]
        add(around, facecolor="none", gid="stripes", **edge)
    # Small islands are all outline.
    framed = zoomed and len(plane.boxes) > 0
    add(
        plane.outline_paths,
        facecolor="none",
        edgecolor=QUIET if framed else STATE_LINE,
        linewidth=(1.8 if framed else 1.3 if zoomed else 0.8) * unit,
        gid="states",
    )
    _draw_outlines(add, plane, parts, zoomed, unit)
    for frame in plane.boxes.geometry:
        x, y, far_x, far_y = frame.bounds
        axes.plot(
            [x, far_x, far_x, x, x], [y, y, far_y, far_y, y], color=LINE, linewidth=0.8 * unit
        )
    if not alone:
        placer = Placer(sheet, box, scale, plane.counties.geometry)
        if len(plane.home):
            placer.taken.append(draw_locator(sheet, box, plane, parts.finding.place.code, unit))
        name_places(placer, parts, shape)
    return filled, period


def see_window(parts: Parts, box: Box, shape: Shape) -> tuple[float, float, float, float]:
    """Find which part of the plane a map in a box shows: left, bottom, right, top."""
    scale = _fit(parts, box, shape)
    left, top = scale.invert(box.left, box.top)
    right, bottom = scale.invert(box.right, box.bottom)
    return left, bottom, right, top


def _fit(parts, box, shape):
    near = parts.plane.near
    raised = not near and shape.arrangement == "beside"
    return fit_window(parts.plane.window, box, (16 if near else 4) * shape.unit, raised)


def _draw_outlines(add, plane, parts, zoomed, unit):
    place = parts.finding.place
    marked = [
        path
        for path, state in zip(plane.outline_paths, plane.states["state"], strict=True)
        if state in parts.statewide
    ]
    width = (1.8 if zoomed else 1.0) * unit
    if marked:
        add(marked, facecolor="none", edgecolor=INK, linewidth=width, gid="statewide")
    if place.is_county:
        chosen = plane.counties["geoid"] == place.code
        paths = [path for path, is_it in zip(plane.county_paths, chosen, strict=True) if is_it]
        add(paths, facecolor="none", edgecolor=GROUND, linewidth=5.5 * unit, gid="place")
        add(paths, facecolor="none", edgecolor=INK, linewidth=3 * unit, gid="place")
    elif isinstance(place, Region):
        paths = [make_path(plane.merge(place.geoids))]
        add(paths, facecolor="none", edgecolor=GROUND, linewidth=5.5 * unit, gid="place")
        add(paths, facecolor="none", edgecolor=INK, linewidth=3 * unit, gid="place")
    elif place.is_state and not zoomed:
        chosen = plane.states["state"] == place.code
        paths = [path for path, is_it in zip(plane.outline_paths, chosen, strict=True) if is_it]
        add(paths, facecolor="none", edgecolor=INK, linewidth=2.4 * unit, gid="place")
