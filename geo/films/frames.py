"""The frames of a film: a card of which only some parts change."""

import datetime
from dataclasses import replace

import numpy as np
import pandas as pd
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from geo.agreements import select_kind, select_place
from geo.cards.card import Card, compose_card
from geo.cards.legend import write_key
from geo.cards.parts import Parts, gather_parts
from geo.cards.plane import make_path
from geo.cards.sheet import INK
from geo.cards.stripes import cut_stripes
from geo.coverage import Coverage
from geo.films.plan import Frame
from geo.films.text import write_film
from geo.program import PART_BIT
from geo.record import Record
from geo.shading import COVER_COLOURS
from geo.trend import compute_trend
from geo.view import View
from geo.words.credits import write_credits
from geo.words.headline import Text
from geo.words.language import N_, format_date, format_number
from geo.words.names import Phrases, capitalize
from geo.words.numbers import Number

COLOURS = np.array(
    [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in COVER_COLOURS], np.uint8
)
# By cover: what lies between the stripes, the colour itself where there are none.
GROUNDS = np.where(np.arange(len(COLOURS))[:, None] & PART_BIT, COLOURS[0], COLOURS)
# Samples per pixel and direction, which smooth the borders between fills.
FINER = 2


class Painter:
    """Paints frames of a view from `since` to its date."""

    def __init__(self, record: Record, view: View, since: datetime.date, shape: str, base_url: str):
        self.record, self.view, self.since = record, view, since
        parts = _gather_film_parts(record, view, since)
        shown = parts.plane.counties["geoid"]
        self.positions = pd.Index(record.counties["geoid"]).get_indexer(shown)
        card = compose_card(parts, shape, base_url)
        self.sheet = card.sheet
        texts = card.sheet.page.texts
        self.headline = next(text for text in texts if text.get_gid() == "headline")
        self.caption = next(text for text in texts if text.get_gid() == "remark")
        self.width = card.sheet.width - 2 * self.headline.get_position()[0]
        self.sizes = {text: text.get_fontsize() for text in (self.headline, self.caption)}
        self.values = [text for text in texts if text.get_gid() == "value"]
        line = card.trend_line
        assert line is not None, "the words of a film leave room for its trend"
        self.track = np.asarray(line.get_xydata())
        size = line.get_linewidth() * 4.5
        (self.dot,) = card.sheet.page.plot(*self.track[0], "o", color=INK, markersize=size)
        self.moving = [self.headline, self.caption, *self.values, self.dot]
        for artist in self.moving:
            artist.set_animated(True)
        self.map = Inlay(card)
        card.sheet.canvas.draw()
        self.still = card.sheet.canvas.copy_from_bbox(card.sheet.figure.bbox)

    def paint(self, shown: Frame) -> np.ndarray:
        """Paint a frame: an array of height, width and RGB, even in both sizes."""
        view, language, day = self.view, self.view.lang, shown.day
        coverage = self.record.coverage.compute(day, view.models, view.reach)
        self._write(self.headline, shown.headline)
        self._write(self.caption, shown.caption)
        numbers = count_local(coverage, view.place, view.reach)
        for text, number in zip(self.values, numbers, strict=True):
            text.set_text(format_number(number, language))
        x, y = self.track[(day - self.since).days]
        self.dot.set_data([x], [y])
        canvas = self.sheet.canvas
        canvas.restore_region(self.still)
        for artist in self.moving:
            self.sheet.page.draw_artist(artist)
        frame = np.array(canvas.buffer_rgba())[:, :, :3]
        self.map.paint(frame, coverage.covers[self.positions])
        # H.264 with halved colour planes takes even sizes only.
        return np.pad(frame, ((0, frame.shape[0] % 2), (0, frame.shape[1] % 2), (0, 0)), "edge")

    def _write(self, line, text):
        """Write a line, in smaller type where it would be wider than the page."""
        size = self.sizes[line]
        if text != line.get_text():
            wide = self.sheet.measure(text, size, "bold")
            line.set(text=text, fontsize=size * min(1, self.width / max(wide, 1)))


def count_local(coverage: Coverage, state: str, reach: str = "all") -> tuple[int, int, int]:
    """Count counties covered countywide and in part, and local agreements, in a state or country.

    Of one reach alone it is the counties that it covers, the agencies, and the agreements.
    """
    totals = coverage.count_totals(state)
    if reach == "all":
        return totals.counties_countywide, totals.counties_part, totals.local
    return totals.counties, totals.local_agencies, totals.local


class Inlay:
    """The map of a card as an image of county numbers, coloured by looking them up."""

    def __init__(self, card: Card):
        box, canvas = card.map_box, card.sheet.canvas
        self.rows = slice(round(box.top), round(box.bottom))
        self.columns = slice(round(box.left), round(box.right))
        numbers = _draw_numbers(card)[:, self.rows, self.columns]
        self.first = numbers[0]
        self.outside = np.all(numbers == 0, axis=0)
        self.mixed = np.any(numbers != numbers[0], axis=0)
        self.samples = numbers[:, self.mixed]
        card.filled.set_facecolor("none")
        _hide_layers(card, "stripes")
        canvas.draw()
        self.base = np.array(canvas.buffer_rgba())[self.rows, self.columns, :3]
        card.sheet.figure.patch.set_alpha(0)
        self.stripes = _draw_stripes(card)[self.rows, self.columns]
        lines = _hide_layers(card, "neighbours")
        canvas.draw()
        over = np.array(canvas.buffer_rgba())[self.rows, self.columns]
        card.sheet.figure.patch.set_alpha(1)
        for layer in lines:
            layer.set_visible(True)
        self.lined = over[:, :, 3] > 0
        self.alpha = over[self.lined][:, 3:].astype(np.uint16)
        self.ink = over[self.lined][:, :3].astype(np.uint16) * self.alpha
        self.shown = None

    def paint(self, frame: np.ndarray, covers: np.ndarray) -> None:
        """Paint the covers of the counties into a frame."""
        if self.shown is None or not np.array_equal(covers, self.shown[0]):
            self.shown = (covers, self._colour(covers))
        frame[self.rows, self.columns] = self.shown[1]

    def _colour(self, covers):
        ink = self._look_up(COLOURS[covers])
        image = self._look_up(GROUNDS[covers])
        # Both are one but under stripes.
        striped = np.any(ink != image, axis=2)
        share = self.stripes[striped][:, None]
        image[striped] = image[striped] * (1 - share) + ink[striped] * share
        image[self.outside] = self.base[self.outside]
        under = image[self.lined].astype(np.uint16)
        blended = (self.ink + under * (255 - self.alpha)) // 255
        image[self.lined] = np.where(self.outside[self.lined][:, None], under, blended)
        return image

    def _look_up(self, colours):
        """Look up the colour of each pixel among those of the counties; outside it is white."""
        colours = np.vstack([[[255, 255, 255]], colours]).astype(np.uint8)
        image = colours[self.first]
        image[self.mixed] = colours[self.samples].mean(axis=0)
        return image


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


def _gather_film_parts(record, view, since) -> Parts:
    """Gather the parts of a card whose headline is the date, and whose numbers just count."""
    phrases = Phrases(record, view.lang)
    parts = gather_parts(record, view)
    chosen = select_kind(record.agreements, view.models, view.reach)
    agreements = select_place(chosen[~chosen["statewide"]], record.places[view.place])
    areas = phrases.name_area_kind(view.place, 2)
    # Headings rather than sentences, since they stay while the numbers pass by 1.
    in_force = phrases.say(
        N_("These agreements in force") if view.narrowed else N_("Local agreements in force")
    )
    counted = {
        "countywide": N_("{areas} with a countywide agency"),
        "part": N_("{areas} covered in part only"),
    }
    covered = [
        capitalize(phrases.say(label, areas=areas))
        for reach, label in counted.items()
        if view.reach in ("all", reach)
    ]
    agencies = [] if view.reach == "all" else [phrases.say(N_("Local agencies"))]
    labels = (*covered, *agencies, in_force)
    words = write_film(record, view, since)
    trend = compute_trend(agreements, since, view.date)
    # Laid out for the most digits they will have.
    numbers = tuple(
        Number(phrases.number(max(number, int(trend.max()))), label)
        for number, label in zip(
            count_local(parts.finding.later, view.place, view.reach), labels, strict=True
        )
    )
    return replace(
        parts,
        text=Text(format_date(view.date, view.lang), words.deck, numbers),
        remark=words.closing,
        statewide=frozenset(),
        key=write_key(parts.finding, phrases, has_statewide=False),
        trend=trend,
        trend_title=in_force,
        trend_remark="",
        credits=write_credits(parts.finding, since),
        marks=(),
        lists=((),),
    )
