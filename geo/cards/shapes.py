"""The shapes of cards: pixel sizes for screens, page sizes in points for print."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Shape:
    """One shape, in units of 1/72 inch: a pixel on screens, a point on paper.

    `unit` scales margins and lines against the wide card; `arrangement` is one of
    geo.cards.arrangement.ARRANGEMENTS; sizes of type are heights. The smallest type of a card for
    screens is near 7 pixels high where it is shown 400 wide. `density` is how many pixels of a PNG
    a unit takes. Where a map would take less than `least_map` of the sheet, type is smaller.
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
    density: float = 1.0
    least_map: float = 0.0

    def shrink(self, factor: float) -> "Shape":
        """The same shape with smaller type."""
        sizes = ("headline", "deck", "value", "label", "small")
        return replace(self, **{size: factor * getattr(self, size) for size in sizes})


# Pixels of a point: 150 an inch.
PAPER = 150 / 72
SHAPES = {
    "wide": Shape(1200, 675, 1.0, "beside", 35, 2, 22, 36, 20, 20),
    "square": Shape(1080, 1080, 1.0, "compact", 42, 3, 30, 44, 30, 30, least_map=0.075),
    "portrait": Shape(1080, 1350, 1.1, "compact", 48, 3, 31, 50, 30, 30, least_map=0.085),
    "tall": Shape(1080, 1920, 1.25, "stacked", 60, 4, 34, 62, 30, 30),
    "television": Shape(1920, 1080, 1.6, "beside", 56, 2, 35, 58, 31, 30),
    "a4": Shape(595.276, 841.89, 0.62, "stacked", 24, 3, 13, 26, 11.5, 10, PAPER),
    "letter": Shape(612, 792, 0.62, "stacked", 24, 3, 13, 26, 11.5, 10, PAPER),
}
PAPERS = ("a4", "letter")
FORMATS = ("png", "svg", "pdf")
# The most characters of a reader's own headline, and of an own credit line.
HEADLINE_CHARACTERS = 120
CREDIT_CHARACTERS = 80
