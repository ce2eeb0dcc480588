"""The shapes of cards: pixel sizes for screens, page sizes in points for print."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """One shape, in units of 1/72 inch: a pixel on screens, a point on paper.

    `unit` scales margins and lines against the wide card; `stacked` puts the numbers below the
    map instead of beside it, `notes` gives their remarks room; sizes of type are heights. The
    smallest type of a card for screens is near 7 pixels high where it is shown 400 wide.
    """

    width: float
    height: float
    unit: float
    stacked: bool
    notes: bool
    headline: float
    headline_lines: int
    deck: float
    value: float
    label: float
    small: float


SHAPES = {
    "wide": Shape(1200, 675, 1.0, False, False, 35, 2, 22, 36, 20, 20),
    "square": Shape(1080, 1080, 1.0, True, True, 41, 3, 22, 42, 20, 19),
    "tall": Shape(1080, 1920, 1.25, True, True, 58, 4, 29, 56, 26, 21),
    "a4": Shape(841.89, 595.276, 0.72, False, True, 26, 2, 14, 28, 12, 10.5),
    "letter": Shape(792, 612, 0.72, False, True, 25, 2, 14, 28, 12, 10.5),
}
FORMATS = ("png", "svg", "pdf")
