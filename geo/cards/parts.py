"""What a card of a view is put together from, before it has a shape."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import shapely

from geo.cards.glyphs import keep_printable
from geo.cards.legend import Key, write_key
from geo.cards.plane import Plane, lay_out_extent, lay_out_plane
from geo.finding import Finding, find_view
from geo.record import Record
from geo.stories.telling import find_told
from geo.view import View
from geo.words.agencies import MOST_AGENCIES, Line, list_agencies
from geo.words.comparison import MOST_CHANGED, list_changed
from geo.words.credits import credit_story, write_credits
from geo.words.headline import Text, name_trend, write_text
from geo.words.language import N_, format_date
from geo.words.names import Phrases
from geo.words.numbers import Number

# Of a map, what has less is not seen.
LEAST_SEEN = 1 / 500


@dataclass(frozen=True)
class Parts:
    """The words, the map and the numbers of a card.

    `statewide` are the states outlined, `marks` the dates with a dot on the trend; `lists` tell
    of the agencies of a county, or of what changed, the longest first, for what room a shape has;
    `trend_remark` is part of the trend's title where it has room. A trend of zeros is said in
    `lists`, and drawn only where the card `keeps_trend`. `remark` is a line of its own under the
    deck, `credit` the reader's, and `logo` theirs too, as a PNG. `lines` are numbers that stand in
    lines of text, the most important first, where the card has no room for those of `text`. A
    card that `tells_story` has the title and the sentences of a step, which stand left of the map
    as its `aside` where they are no deck.
    """

    finding: Finding
    text: Text
    credits: str
    plane: Plane
    statewide: frozenset[str]
    key: Key
    trend: pd.Series
    trend_title: str
    trend_remark: str
    marks: tuple[datetime.date, ...]
    lists: tuple[tuple[Line, ...], ...]
    credit: str = ""
    logo: bytes = b""
    remark: str = ""
    keeps_trend: bool = False
    lines: tuple[Number, ...] = ()
    tells_story: bool = False
    aside: str = ""


def gather_parts(record: Record, view: View) -> Parts:
    """Gather the words, the map and the numbers of a view.

    The map shows where the reader moved it, else the place of the view with what is around it. A
    view that tells a step of a story has the step's title, sentences and sources. Characters of a
    region's name that the type lacks are left out.
    """
    view = replace(view, name=keep_printable(view.name))
    finding = find_view(record, view)
    phrases = Phrases(record, view.lang, view.name)
    told = find_told(record, finding.view)
    plane = view.extent and lay_out_extent(record, view.extent)
    if not plane:
        plane = lay_out_plane(record, "" if finding.view.by_state else finding.place.code)
    fills, trend = finding.fills, finding.trend
    shown = plane.counties["geoid"] if fills.by == "county" else plane.states["state"]
    states = finding.later.states
    marked = set(states.index[states["statewide"] > 0]) & set(plane.states["state"])
    lists = [list_agencies(finding, phrases, most) for most in range(MOST_AGENCIES, 0, -1)]
    if view.compare and not finding.place.is_county:
        lists = [list_changed(finding, phrases, most) for most in range(MOST_CHANGED, 0, -1)]
    if not lists[0] and not trend.any():
        lists = [(Line("", _tell_of_none(finding, phrases)),)]
    return Parts(
        finding=finding,
        text=_tell(finding, phrases, told),
        credits=credit_story(told, phrases) + write_credits(finding),
        plane=plane,
        statewide=frozenset(marked),
        key=write_key(finding, phrases, bool(marked), set(fills.values[shown])),
        trend=trend,
        trend_title=name_trend(finding, phrases),
        trend_remark=_explain_hatching(finding, phrases),
        marks=finding.view.dates,
        lists=tuple(dict.fromkeys(lists)),
        tells_story=bool(told),
    )


def narrow_key(parts: Parts, window: tuple[float, float, float, float]) -> Parts:
    """Leave out of the key what is nowhere in sight in a window of the plane."""
    finding, plane = parts.finding, parts.plane
    sight = shapely.box(*window)

    def find_seen(shapes):
        outlines = shapes.geometry.to_numpy()
        seen = shapely.area(shapely.intersection(outlines, sight))
        return shapes[(seen > LEAST_SEEN * sight.area) | (seen > shapely.area(outlines) / 2)]

    fills = finding.fills
    by_county = fills.by == "county"
    shapes = find_seen(plane.counties if by_county else plane.states)
    states = plane.states[plane.states["state"].isin(parts.statewide)]
    outlined = shapely.intersects(shapely.boundary(states.geometry.to_numpy()), sight).any()
    values = set(fills.values[shapes["geoid" if by_county else "state"]])
    phrases = Phrases(finding.record, finding.view.lang)
    return replace(parts, key=write_key(finding, phrases, bool(outlined), values))


def _tell(finding, phrases, told):
    """Write the words of a view; of a step of a story its own, and the days of the map."""
    text = write_text(finding)
    if not told:
        return text
    return replace(text, headline=told.title, deck=f"{told.text} {date_map(finding, phrases)}")


def date_map(
    finding: Finding, phrases: Phrases, write: Callable[[datetime.date, str], str] = format_date
) -> str:
    """Say of which days the map of a story's step is, written by a function of days."""
    days = [write(day, phrases.language) for day in finding.view.dates]
    message = N_("The map: {since} and {date}.") if days[1:] else N_("The map: {date}.")
    return phrases.say(message, since=days[0], date=days[-1])


def _tell_of_none(finding, phrases):
    """Say of a trend of zeros since when there was none."""
    return phrases.say(
        N_("{what}: none since {date}"),
        what=name_trend(finding, phrases),
        date=format_date(finding.trend.index[0].date(), phrases.language),
    )


def _explain_hatching(finding, phrases):
    """Say what the hatching of the trend means, if there is any."""
    first, last = finding.trend.index[0], finding.trend.index[-1]
    if any(since < last and until > first for since, until in finding.record.silences):
        return phrases.say(N_("hatched: no list held"))
    return ""
