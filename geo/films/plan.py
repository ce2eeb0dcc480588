"""What every frame of a film shows: a poster, then day after day, then the closing line."""

import datetime
from dataclasses import dataclass

from geo.agreements import select_kind, select_place
from geo.films.clock import count_changes, list_days
from geo.films.milestones import list_captions
from geo.films.text import write_film
from geo.record import Record
from geo.view import View
from geo.words.language import format_date

# How long the first frame and the last one stand, in a film that is long enough.
POSTER_SECONDS, CLOSING_SECONDS = 1.0, 2.5


@dataclass(frozen=True)
class Frame:
    """One frame: the map of a day, a headline, and a line below it that may be blank."""

    day: datetime.date
    headline: str
    caption: str


def make_poster(record: Record, view: View, since: datetime.date) -> Frame:
    """Make the first frame of a film, which players show before it plays: how it will end."""
    text = write_film(record, view, since)
    return Frame(view.date, text.poster, text.stretch)


def plan_frames(
    record: Record, view: View, since: datetime.date, seconds: float, rate: int
) -> list[Frame]:
    """Plan the frames of a film from `since` to the view's date, `rate` a second."""
    total = round(seconds * rate)
    opening = round(min(POSTER_SECONDS, seconds / 8) * rate)
    closing = round(min(CLOSING_SECONDS, seconds / 4) * rate)
    chosen = select_kind(record.agreements, view.models, view.reach)
    local = select_place(chosen[~chosen["statewide"]], record.places[view.place])
    changes = count_changes(local, since, view.date)
    days = list_days(changes, since, view.date, max(total - opening - closing, 2))
    text = write_film(record, view, since)
    captions = list_captions(record.events, days, view.place, view.lang, rate, text.clock)
    moving = [
        Frame(day, format_date(day, view.lang), caption)
        for day, caption in zip(days, captions, strict=True)
    ]
    end = Frame(view.date, format_date(view.date, view.lang), text.closing)
    return [make_poster(record, view, since)] * opening + moving + [end] * closing
