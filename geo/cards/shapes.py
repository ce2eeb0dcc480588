"""The shapes of cards: pixel sizes for screens, page sizes in points for print."""

from dataclasses import dataclass, replace

# How far baselines are apart, in heights of type.
LINE_HEIGHT = 1.22
SIZES = ("headline", "deck", "value", "label", "small")


@dataclass(frozen=True)
class Shape:
    """One shape, in units of 1/72 inch: a pixel on screens, a point on paper.

    `unit` scales margins and lines; `arrangement` is one of geo.cards.card.ARRANGEMENTS; sizes of
    type are heights. That of a card for phones is no smaller than `least_type`, 10 pixels where it
    is shown 360 wide; that of other cards for screens is near 7 pixels high where they are shown
    400 wide. `leading` is how far the baselines of lines are apart, in heights of type. `density`
    is how many pixels of a PNG a unit takes. Where a map would take less than `least_map` of the
    sheet, or that of the country less than `least_country`, something is left out; on a sheet wider
    than high that of a place may take less where it is `least_height` as high as the sheet. `film`
    is the shape of films where it is another, since they keep all that a card has.
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
    least_country: float = 0.0
    least_type: float = 0.0
    film: "Shape | None" = None
    least_height: float = 0.45
    leading: float = LINE_HEIGHT

    @property
    def is_low(self) -> bool:
        """Whether height is scarce on a card of large type: one that is wider than high."""
        return self.arrangement == "compact" and self.width > self.height

    def shrink(self, factor: float, least: float = 0.0) -> "Shape":
        """The same shape with smaller type, but none smaller than the least."""
        sizes = {size: getattr(self, size) for size in SIZES}
        return replace(
            self, **{key: max(factor * size, min(size, least)) for key, size in sizes.items()}
        )


# Pixels of a point: 150 an inch.
PAPER = 150 / 72
FILM_WIDE = Shape(1200, 675, 1.0, "beside", 35, 2, 22, 36, 20, 20)
SHAPES = {
    "wide": Shape(
        1200, 675, 0.72, "compact", 36.3, 2, 33.4, 40, 33.4, 33.4, 1.0, 0.13, 0.13, 33.4, FILM_WIDE
    ),
    "square": Shape(1080, 1080, 1.0, "compact", 42, 3, 30, 44, 30, 30, 1.0, 0.16, 0.3, 30),
    "portrait": Shape(1080, 1350, 1.1, "compact", 48, 3, 31, 50, 30, 30, 1.0, 0.2, 0.3, 30),
    "tall": Shape(1080, 1920, 1.25, "stacked", 60, 4, 34, 62, 30, 30, 1.0, 0.14, 0.22, 30),
    "television": Shape(1920, 1080, 1.6, "beside", 56, 2, 35, 58, 31, 30),
    "a4": Shape(595.276, 841.89, 0.62, "stacked", 24, 3, 13, 26, 11.5, 10, PAPER),
    "letter": Shape(612, 792, 0.62, "stacked", 24, 3, 13, 26, 11.5, 10, PAPER),
}
PAPERS = ("a4", "letter")
FORMATS = ("png", "svg", "pdf")
# The most characters of a reader's own headline, and of an own credit line.
HEADLINE_CHARACTERS = 100
CREDIT_CHARACTERS = 60
