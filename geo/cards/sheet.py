"""A sheet of paper to draw a card on: units of 1/72 inch, y down from the top left corner."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

import numpy as np
from matplotlib import rcParams
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from PIL import Image

from geo.cards.shapes import LINE_HEIGHT

INK = "#14222c"
QUIET = "#55626c"
LINE = "#c9d1d6"
STATE_LINE = "#8d99a1"
GROUND = "#ffffff"
DPI = 72
# Of a picture within shapes, as print shows it.
IMAGE_DPI = 288
# Characters: what is longer may be broken inside.
LONGEST_WORD = 20
# Once for the process: matplotlib's own contexts are not safe when several threads draw.
rcParams.update(
    {
        "font.family": "DejaVu Sans",
        "svg.fonttype": "none",
        "svg.hashsalt": "287g-atlas",
        "pdf.fonttype": 42,
        "path.simplify": False,
        # Hinted letters have other widths at each size: twice as large, or as vectors, a line that
        # fits may not.
        "text.hinting": "no_hinting",
    }
)
# Measures texts, and draws nothing.
RULER = RendererAgg(1, 1, DPI)

Drawn = TypeVar("Drawn", bound=Artist)


@dataclass(frozen=True)
class Box:
    """A rectangle on a sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_around(self, other: "Box") -> bool:
        """Tell whether two boxes have one middle."""
        across = self.left + self.right - other.left - other.right
        down = self.top + self.bottom - other.top - other.bottom
        return abs(across) < 1e-6 > abs(down)

    def holds(self, other: "Box") -> bool:
        """Tell whether another box lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True)
class Scale:
    """Where a place of the plane falls on the sheet."""

    left: float
    top: float
    factor: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left) * self.factor, (self.top - y) * self.factor

    def invert(self, x: float, y: float) -> tuple[float, float]:
        """Find the place of the plane that falls on a place of the sheet."""
        return x / self.factor + self.left, self.top - y / self.factor


def fit_window(
    window: tuple[float, float, float, float], box: Box, margin: float, raised: bool = False
) -> Scale:
    """Fit a window of the plane into a box of the sheet, centred or at its top."""
    left, bottom, right, top = window
    factor = min(
        (box.width - 2 * margin) / (right - left), (box.height - 2 * margin) / (top - bottom)
    )
    spare = (box.height - 2 * margin - (top - bottom) * factor) / (1 if raised else 2)
    return Scale(
        left=(left + right) / 2 - (box.left + box.right) / 2 / factor,
        top=bottom + (box.bottom - margin - spare) / factor,
        factor=factor,
    )


class Sheet:
    """A matplotlib figure with one set of axes, `page`, over all of it.

    What is drawn is only noted until `page` is asked for: most sheets are given up before, since
    what they hold leaves the map no room. `leading` is how far baselines are apart, in heights of
    type.
    """

    def __init__(
        self, width: float, height: float, ground: str = GROUND, leading: float = LINE_HEIGHT
    ):
        self.width, self.height, self.ground, self.leading = width, height, ground, leading
        self._noted: list[Artist] = []

    @cached_property
    def page(self) -> Axes:
        """The axes, in units of the sheet, with all that was drawn."""
        size = self.width / DPI, self.height / DPI
        figure = FigureCanvasAgg(Figure(figsize=size, dpi=DPI, facecolor=self.ground)).figure
        page = self._fill(figure, Box(0, 0, self.width, self.height))
        page.set(xlim=(0, self.width), ylim=(self.height, 0), zorder=5, autoscale_on=False)
        for artist in self._noted:
            page.add_artist(artist)
        return page

    @property
    def figure(self) -> Figure:
        """The figure that the page fills."""
        return self.canvas.figure

    @property
    def canvas(self) -> FigureCanvasAgg:
        """What the figure is painted on."""
        figure = self.page.get_figure()
        assert figure is not None
        assert isinstance(figure.canvas, FigureCanvasAgg)
        return figure.canvas

    @property
    def texts(self) -> Sequence[Text]:
        """All that was written."""
        return [artist for artist in self._noted if isinstance(artist, Text)]

    def add_axes(self, box: Box) -> Axes:
        """Add axes without frame that fill a box."""
        return self._fill(self.figure, box)

    def _fill(self, figure, box):
        axes = figure.add_axes(
            (
                box.left / self.width,
                1 - box.bottom / self.height,
                box.width / self.width,
                box.height / self.height,
            )
        )
        axes.set_axis_off()
        axes.patch.set_alpha(0)
        return axes

    def draw(self, artist: Drawn) -> Drawn:
        """Draw a matplotlib artist over what is drawn."""
        self._noted.append(artist)
        if "page" in self.__dict__:
            self.page.add_artist(artist)
        return artist

    def draw_line(self, xs: Sequence[float], ys: Sequence[float], **style: Any) -> Line2D:
        """Draw a line from point to point; `style` is matplotlib's."""
        return self.draw(Line2D(xs, ys, **style))

    def write(self, x: float, y: float, text: str, size: float, **style: Any) -> Text:
        """Write one line with its baseline at y; `style` is matplotlib's."""
        style = {"color": INK, "va": "baseline", "ha": "left", "clip_on": False} | style
        return self.draw(Text(x, y, text, fontsize=size, parse_math=False, **style))

    def write_over(self, x: float, y: float, text: str, size: float, **style: Any) -> None:
        """Write one line over what is drawn, in a halo that is apart from its letters."""
        around = [Stroke(linewidth=0.28 * size, foreground=GROUND)]
        self.write(x, y, text, size, **style | {"gid": "halo", "path_effects": around})
        self.write(x, y, text, size, **style)

    def measure(self, text: str, size: float, weight: str = "normal") -> float:
        """Measure the width of one line."""
        return _measure(text, size, weight)

    def wrap(
        self,
        text: str,
        size: float,
        width: float,
        weight: str = "normal",
        even: bool = True,
        before: str = "",
    ) -> list[str]:
        """Break a text into lines no wider than `width`; `even` lines leave no lone last word.

        It breaks at spaces, or instead before the characters of `before`; inside a word that is
        wider than a line and longer than any of a language.
        """
        words = re.split(f"(?=[{re.escape(before)}])", text) if before else text.split(" ")
        words = [part for word in words for part in self._split_word(word, size, width, weight)]
        joint = "" if before else " "
        space = self.measure(f"n{joint}n", size, weight) - 2 * self.measure("n", size, weight)
        widths = [self.measure(word, size, weight) for word in words]
        lines = _fill_lines(words, widths, joint, space, width)
        if len(lines) == 1 or not even:
            return lines
        # As narrow as the same number of lines allows: even lines, no widow.
        narrow, wide = max(widths), width
        while wide - narrow > size / 4:
            middle = (narrow + wide) / 2
            if len(_fill_lines(words, widths, joint, space, middle)) == len(lines):
                wide = middle
            else:
                narrow = middle
        return _fill_lines(words, widths, joint, space, wide)

    def _split_word(self, word, size, width, weight):
        """Split a word into pieces that fit a width, as long as they can be."""
        while len(word) > LONGEST_WORD and (extent := self.measure(word, size, weight)) > width:
            end = max(int(len(word) * width / extent), 1)
            while end > 1 and self.measure(word[:end], size, weight) > width:
                end -= 1
            yield word[:end]
            word = word[end:]
        yield word

    def write_lines(
        self, x: float, top: float, lines: Iterable[str], size: float, **style: Any
    ) -> float:
        """Write lines below `top`; returns where they end."""
        for line in lines:
            self.write(x, top + size, line, size, **style)
            top += size * self.leading
        return top

    def draw_picture(
        self, left: float, top: float, size: tuple[float, float], content: bytes, gid: str
    ) -> None:
        """Draw a picture (the bytes of a PNG) of a size from its upper left corner."""
        width, height = size
        extent = (left, left + width, top + height, top)
        image = _Picture(self.page, extent=extent, interpolation="antialiased", gid=gid)
        image.set_data(np.asarray(Image.open(io.BytesIO(content))))
        self.draw(image)


# The same words are measured again and again until they fit, and on most cards.
@lru_cache(maxsize=100_000)
def _measure(text, size, weight):
    font = FontProperties(size=size, weight=weight)
    return RULER.get_text_width_height_descent(text, font, ismath=False)[0]


class _Picture(AxesImage):
    """An image in a group of its own, as texts are, which says whose it is."""

    def draw(self, renderer):
        renderer.open_group("image", gid=self.get_gid())
        super().draw(renderer)
        renderer.close_group("image")


def _fill_lines(words, widths, joint, space, width):
    lines, used = [], 0.0
    for word, extent in zip(words, widths, strict=True):
        if lines and used + space + extent <= width:
            lines[-1] += joint + word
            used += space + extent
        else:
            lines.append(word)
            used = extent
    return lines
