"""The shapes of cards: pixel sizes for screens, page sizes in points for print."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """One shape, in units of 1/72 inch: a pixel on screens, a point on paper.

    `unit` scales margins and lines against the wide card; `arrangement` is one of
    geo.cards.arrangement.ARRANGEMENTS; sizes of type are heights. The smallest type of a card for
    screens is near 7 pixels high where it is shown 400 wide.
    """

    width: float
    height: float
    unit: float
    arrangement: str
    headline: float
    headline_lines: int
    deck: float
    value: float
    label: float
    small: float


SHAPES = {
    "wide": Shape(1200, 675, 1.0, "beside", 35, 2, 22, 36, 20, 20),
    "square": Shape(1080, 1080, 1.0, "banded", 36, 3, 20, 36, 18, 18),
    "tall": Shape(1080, 1920, 1.25, "stacked", 58, 4, 29, 56, 26, 21),
    "a4": Shape(595.276, 841.89, 0.62, "stacked", 24, 3, 13, 26, 11.5, 10),
    "letter": Shape(612, 792, 0.62, "stacked", 24, 3, 13, 26, 11.5, 10),
}
FORMATS = ("png", "svg", "pdf")
