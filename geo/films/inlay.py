"""The map in a film's frames, of which from day to day only some counties change."""

import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from geo.cards.card import Card
from geo.cards.plane import make_path
from geo.cards.stripes import cut_stripes
from geo.program import PART_BIT
from geo.shading import COVER_COLOURS

COLOURS = np.array(
    [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in COVER_COLOURS], np.uint8
)
# By cover: what lies between the stripes, the colour itself where there are none.
GROUNDS = np.where(np.arange(len(COLOURS))[:, None] & PART_BIT, COLOURS[0], COLOURS)
OUTSIDE = np.array([[255, 255, 255]], np.uint8)
# Samples per pixel and direction, which smooth the borders between fills.
FINER = 2


class Inlay:
    """The map of a card as an image of county numbers, coloured by looking them up."""

    def __init__(self, card: Card):
        box, canvas = card.map_box, card.sheet.canvas
        self.rows = slice(round(box.top), round(box.bottom))
        self.columns = slice(round(box.left), round(box.right))
        numbers = _draw_numbers(card)[:, self.rows, self.columns]
        self.first = numbers[0]
        self.mixed = np.any(numbers != numbers[0], axis=0)
        card.filled.set_facecolor("none")
        _hide_layers(card, "stripes")
        canvas.draw()
        drawn = np.array(canvas.buffer_rgba())[self.rows, self.columns, :3]
        self.image = np.ascontiguousarray(drawn)
        card.sheet.figure.patch.set_alpha(0)
        stripes = _draw_stripes(card)[self.rows, self.columns]
        lines = _hide_layers(card, "neighbours")
        canvas.draw()
        over = np.array(canvas.buffer_rgba())[self.rows, self.columns]
        card.sheet.figure.patch.set_alpha(1)
        for layer in lines:
            layer.set_visible(True)
        self.lined = over[:, :, 3] > 0
        # Of the pixels inside: the counties of their samples, what lies over them, and by county
        # which pixels are its own.
        inside = np.any(numbers > 0, axis=0)
        self.inside = np.flatnonzero(inside)
        self.samples = numbers[:, inside]
        self.stripes = stripes[inside][:, None]
        self.alpha = over[inside][:, 3:].astype(np.uint16)
        self.ink = over[inside][:, :3].astype(np.uint16) * self.alpha
        self.order = np.argsort(self.samples, axis=None, kind="stable")
        counties = np.arange(len(card.parts.plane.counties) + 2)
        self.starts = np.searchsorted(self.samples.ravel(), counties, sorter=self.order)
        self.shown = None

    def paint(self, frame: np.ndarray, covers: np.ndarray) -> None:
        """Paint the covers of the counties into a frame."""
        changed = np.ones(len(covers), bool) if self.shown is None else covers != self.shown
        if changed.any():
            self._colour(covers, np.flatnonzero(changed) + 1)
            self.shown = covers
        frame[self.rows, self.columns] = self.image

    def _colour(self, covers, counties):
        """Colour the pixels of some counties, by their numbers from 1."""
        owned = [self.order[self.starts[n] : self.starts[n + 1]] for n in counties]
        pixels = np.unique(np.concatenate(owned) % self.samples.shape[1])
        samples = self.samples[:, pixels]
        image, ink = (
            np.vstack([OUTSIDE, colours[covers]])[samples].mean(axis=0).astype(np.uint8)
            for colours in (GROUNDS, COLOURS)
        )
        # Both are one but under stripes.
        striped = np.any(ink != image, axis=1)
        share = self.stripes[pixels[striped]]
        image[striped] = image[striped] * (1 - share) + ink[striped] * share
        blended = (self.ink[pixels] + image * (255 - self.alpha[pixels])) // 255
        self.image.reshape(-1, 3)[self.inside[pixels]] = blended


def _draw_numbers(card):
    """Draw the county numbers, from 1, without smoothing: (samples, height, width), 0 outside."""
    sheet, axes = card.sheet, card.filled.axes
    size = sheet.figure.get_size_inches()
    figure = Figure(figsize=size, dpi=sheet.figure.dpi * FINER, facecolor="#000000")
    canvas = FigureCanvasAgg(figure)
    copy = figure.add_axes(axes.get_position().bounds)
    copy.set_axis_off()
    copy.set(xlim=axes.get_xlim(), ylim=axes.get_ylim())
    paths = card.parts.plane.county_paths
    numbers = [(0, (i >> 8) / 255, (i & 255) / 255) for i in range(1, len(paths) + 1)]
    layer = PathCollection(paths, facecolor=numbers, linewidth=0, antialiased=False)
    layer.set_transform(copy.transData)
    copy.add_collection(layer, autolim=False)
    canvas.draw()
    image = np.array(canvas.buffer_rgba()).astype(np.int32)
    image = image[:, :, 1] * 256 + image[:, :, 2]
    return np.stack([image[i::FINER, j::FINER] for i in range(FINER) for j in range(FINER)])


def _draw_stripes(card):
    """Draw stripes all over the map: (height, width), which share of each pixel they cover."""
    sheet, axes = card.sheet, card.filled.axes
    figure = Figure(figsize=sheet.figure.get_size_inches(), dpi=sheet.figure.dpi, facecolor="#000")
    canvas = FigureCanvasAgg(figure)
    copy = figure.add_axes(axes.get_position().bounds)
    copy.set_axis_off()
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    copy.set(xlim=(left, right), ylim=(bottom, top))
    everything = shapely.box(left, bottom, right, top)
    (stripes,) = cut_stripes([everything], card.stripes)
    copy.add_patch(PathPatch(make_path(stripes), facecolor="#fff", linewidth=0))
    canvas.draw()
    return np.array(canvas.buffer_rgba())[:, :, 0] / 255


def _hide_layers(card, gid):
    layers = [layer for layer in card.filled.axes.collections if layer.get_gid() == gid]
    for layer in layers:
        layer.set_visible(False)
    return layers
