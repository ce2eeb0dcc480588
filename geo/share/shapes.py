"""The shapes of cards: pixel sizes for screens, page sizes in points for print."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """One shape, in units of 1/72 inch: a pixel on screens, a point on paper.

    `unit` scales margins and lines against the wide card; `stacked` puts the numbers below the
    map instead of beside it; sizes of type are heights.
    """

    width: float
    height: float
    unit: float
    stacked: bool
    headline: float
    headline_lines: int
    deck: float
    value: float
    label: float
    small: float


SHAPES = {
    "wide": Shape(1200, 675, 1.0, False, 37, 2, 19, 36, 16, 14.5),
    "square": Shape(1080, 1080, 1.0, True, 41, 3, 22, 42, 19, 16),
    "tall": Shape(1080, 1920, 1.25, True, 58, 4, 29, 56, 26, 21),
    "a4": Shape(841.89, 595.276, 0.72, False, 26, 2, 13, 25, 11, 9),
    "letter": Shape(792, 612, 0.72, False, 25, 2, 13, 25, 11, 9),
}
FORMATS = ("png", "svg", "pdf")
