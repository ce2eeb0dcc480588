"""A small map in a corner of a county's card: where in its state the county lies."""

import shapely
from matplotlib.patches import PathPatch, Rectangle

from geo.cards.plane import Plane, make_path
from geo.cards.sheet import GROUND, INK, LINE, STATE_LINE, Box, Sheet, fit_window

SHARE = 0.24
MOST = 170.0
# Of the small map: the least that a county is drawn as.
LEAST = 0.05


def draw_locator(sheet: Sheet, box: Box, plane: Plane, geoid: str, unit: float) -> Box:
    """Draw the state into the lower left corner of a box with the county in it; returns where."""
    side = min(SHARE * min(box.width, box.height), MOST * unit)
    home = plane.home.geometry.iloc[0]
    left, bottom, right, top = home.bounds
    wide = min(max((right - left) / (top - bottom), 0.6), 1.7)
    width, height = (side * wide, side) if wide < 1 else (side, side / wide)
    frame = Box(box.left, box.bottom - 1.12 * height, box.left + 1.12 * width, box.bottom)
    scale = fit_window(home.bounds, frame, 0.06 * side)
    sheet.draw(
        Rectangle(
            (frame.left, frame.top),
            frame.width,
            frame.height,
            facecolor=GROUND,
            edgecolor=LINE,
            linewidth=0.8 * unit,
        )
    )

    def add(shape, **style):
        on_sheet = shapely.transform(
            shape, lambda points: (points - (scale.left, scale.top)) * (scale.factor, -scale.factor)
        )
        sheet.draw(PathPatch(make_path(on_sheet), **style))

    add(
        shapely.simplify(home, 1 / scale.factor),
        facecolor="#e3e8eb",
        edgecolor=STATE_LINE,
        linewidth=0.7 * unit,
    )
    county = plane.counties.geometry[plane.counties["geoid"] == geoid].iloc[0]
    least = LEAST * side / scale.factor
    if max(county.bounds[2] - county.bounds[0], county.bounds[3] - county.bounds[1]) < least:
        county = shapely.buffer(shapely.centroid(county), least / 2)
    add(county, facecolor=INK, linewidth=0)
    return frame
