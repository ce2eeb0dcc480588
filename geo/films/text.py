"""The words of a film: above its map, and for who can't see it or print its caption."""

import datetime
from dataclasses import dataclass

from geo.films.clock import is_bent
from geo.finding import find_view
from geo.record import Record
from geo.view import View
from geo.words.caption import Description
from geo.words.credits import write_credits, write_link
from geo.words.language import N_, format_date
from geo.words.names import Phrases, capitalize


@dataclass(frozen=True)
class FilmText:
    """What a film says whatever its day.

    `deck` stands under the date; `poster` and `stretch` are the first frame's headline and line
    below, `closing` is the line of the last ones; `clock` says that the clock is bent, where it is.
    """

    deck: str
    poster: str
    stretch: str
    closing: str
    clock: str


def write_film(record: Record, view: View, since: datetime.date) -> FilmText:
    """Write the words of a film from `since` to the view's date, in the view's language."""
    phrases = Phrases(record, view.lang, view.name)
    place = record.places[view.place]
    first, last = (
        record.coverage.compute(day, view.models, view.reach).count_totals(place).counties
        for day in (since, view.date)
    )
    values = {
        "a": phrases.number(first),
        "b": phrases.number(last),
        "areas": phrases.name_area_kind(view.place, last),
        "since": format_date(since, view.lang),
        "until": format_date(view.date, view.lang),
    }
    deck = capitalize(
        phrases.say(
            N_("{areas} in {place} with {what} with ICE"),
            areas=phrases.name_area_kind(view.place, 2),
            place=phrases.name_place(view.place),
            what=phrases.name_local_agreements(view.models, view.reach),
        )
    )
    clock = N_("The clock runs slower where more changes.")
    return FilmText(
        deck=deck,
        poster=phrases.say(N_("{a} to {b} {areas}"), **values),
        stretch=phrases.say(N_("{since} to {until}"), **values),
        closing=phrases.say(N_("{a} to {b} {areas} since {since}"), **values),
        clock=phrases.say(clock) if is_bent(since, view.date) else "",
    )


def describe_film(
    record: Record, view: View, since: datetime.date, base_url: str = ""
) -> Description:
    """Describe a film: its alternative text, and its caption with sources and address."""
    phrases, text = Phrases(record, view.lang), write_film(record, view, since)
    said = f"{text.poster}, {text.stretch}."
    caption = f"{text.deck}: {said} {write_credits(find_view(record, view), since)} 287(g) Atlas"
    if base_url:
        caption = f"{caption}, {write_link(view, record.bounds, base_url)}"
    film = phrases.say(N_("Film, day by day: {deck}"), deck=text.deck)
    return Description(alt=f"{film}. {said} {text.clock}".strip(), caption=caption)
