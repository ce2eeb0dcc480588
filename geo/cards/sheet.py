"""A sheet of paper to draw a card on: units of 1/72 inch, y down from the top left corner."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.image import AxesImage
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from PIL import Image

INK = "#14222c"
QUIET = "#55626c"
LINE = "#c9d1d6"
STATE_LINE = "#8d99a1"
GROUND = "#ffffff"
DPI = 72
# Of a picture within shapes, as print shows it.
IMAGE_DPI = 288
LINE_HEIGHT = 1.22
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
    }
)


# Of texts by their size and weight.
Widths = dict[tuple[str, float, str], float]


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
    """A matplotlib figure with one set of axes, `page`, over all of it."""

    def __init__(
        self, width: float, height: float, ground: str = GROUND, widths: Widths | None = None
    ):
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=ground)
        self.canvas = FigureCanvasAgg(self.figure)
        self.page = self.add_axes(Box(0, 0, width, height))
        self.page.set(xlim=(0, width), ylim=(height, 0), zorder=5, autoscale_on=False)
        self.renderer = self.canvas.get_renderer()
        # The same words are measured again and again until they fit, on other sheets too.
        self._widths: Widths = {} if widths is None else widths

    def add_axes(self, box: Box) -> Axes:
        """Add axes without frame that fill a box."""
        axes = self.figure.add_axes(
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

    def write(self, x: float, y: float, text: str, size: float, **style: Any) -> Text:
        """Write one line with its baseline at y; `style` is matplotlib's."""
        style = {"color": INK, "va": "baseline", "ha": "left"} | style
        return self.page.text(x, y, text, fontsize=size, parse_math=False, **style)

    def write_over(self, x: float, y: float, text: str, size: float, **style: Any) -> None:
        """Write one line over what is drawn, in a halo that is apart from its letters."""
        around = [Stroke(linewidth=0.28 * size, foreground=GROUND)]
        self.write(x, y, text, size, **style | {"gid": "halo", "path_effects": around})
        self.write(x, y, text, size, **style)

    def measure(self, text: str, size: float, weight: str = "normal") -> float:
        """Measure the width of one line."""
        key = text, size, weight
        if key not in self._widths:
            font = FontProperties(size=size, weight=weight)
            extent = self.renderer.get_text_width_height_descent(text, font, ismath=False)
            self._widths[key] = extent[0]
        return self._widths[key]

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
            top += size * LINE_HEIGHT
        return top

    def draw_picture(
        self, left: float, top: float, size: tuple[float, float], content: bytes, gid: str
    ) -> None:
        """Draw a picture (the bytes of a PNG) of a size from its upper left corner."""
        width, height = size
        extent = (left, left + width, top + height, top)
        image = _Picture(self.page, extent=extent, interpolation="antialiased", gid=gid)
        image.set_data(np.asarray(Image.open(io.BytesIO(content))))
        self.page.add_image(image)


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
