"""The frames of a film: a card of which only some parts change."""

import datetime
from dataclasses import replace

import numpy as np
import pandas as pd

from geo.agreements import select_kind, select_place
from geo.cards.card import compose_card
from geo.cards.glyphs import keep_printable
from geo.cards.legend import write_key
from geo.cards.parts import Parts, gather_parts
from geo.cards.sheet import INK
from geo.coverage import Coverage
from geo.films.inlay import Inlay
from geo.films.plan import Frame
from geo.films.text import write_film
from geo.places import Place
from geo.record import Record
from geo.trend import compute_trend
from geo.view import View
from geo.words.credits import write_credits
from geo.words.headline import Text
from geo.words.language import N_, format_date, format_number
from geo.words.names import Phrases, capitalize
from geo.words.numbers import Number


class Painter:
    """Paints frames of a view from `since` to its date."""

    def __init__(self, record: Record, view: View, since: datetime.date, shape: str, base_url: str):
        view = replace(view, name=keep_printable(view.name))
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
        self.sizes = {text: float(text.get_fontsize()) for text in (self.headline, self.caption)}
        self.values = [text for text in texts if text.get_gid() == "value"]
        line = card.trend_line
        assert line is not None, "the words of a film leave room for its trend"
        self.track = np.asarray(line.get_xydata())
        size = line.get_linewidth() * 4.5
        x, y = self.track[0]
        self.dot = card.sheet.draw_line([x], [y], marker="o", color=INK, markersize=size)
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
        numbers = count_local(coverage, self.record.places[view.place], view.reach)
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
        high, wide = (size % 2 for size in frame.shape[:2])
        return np.pad(frame, ((0, high), (0, wide), (0, 0)), "edge") if high or wide else frame

    def _write(self, line, text):
        """Write a line, in smaller type where it would be wider than the page."""
        size = self.sizes[line]
        if text != line.get_text():
            wide = self.sheet.measure(text, size, "bold")
            line.set(text=text, fontsize=size * min(1, self.width / max(wide, 1)))


def count_local(coverage: Coverage, place: Place | str, reach: str = "all") -> tuple[int, int, int]:
    """Count counties covered countywide and in part, and local agreements, in a state or region.

    `place` is as `geo.coverage.Coverage.count_totals` takes it.

    Of one reach alone it is the counties that it covers, the agencies, and the agreements.
    """
    totals = coverage.count_totals(place)
    if reach == "all":
        return totals.counties_countywide, totals.counties_part, totals.local
    return totals.counties, totals.local_agencies, totals.local


def _gather_film_parts(record, view, since) -> Parts:
    """Gather the parts of a card whose headline is the date, and whose numbers just count."""
    phrases = Phrases(record, view.lang, view.name)
    parts = gather_parts(record, view)
    chosen = select_kind(record.agreements, view.models, view.reach)
    place = record.places[view.place]
    agreements = select_place(chosen[~chosen["statewide"]], place)
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
            count_local(parts.finding.later, place, view.reach), labels, strict=True
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
        keeps_trend=True,
        credits=write_credits(parts.finding, since),
        marks=(),
        lists=((),),
    )
