"""What a card of a view is put together from, before it has a shape."""

import datetime
from dataclasses import dataclass

import pandas as pd

from geo.cards.legend import Key, write_key
from geo.cards.plane import Plane, lay_out_plane
from geo.finding import Finding, find_view
from geo.record import Record
from geo.view import View
from geo.words.credits import write_credits
from geo.words.headline import Text, name_trend, write_text
from geo.words.names import Phrases


@dataclass(frozen=True)
class Parts:
    """The words, the map and the numbers of a card.

    `statewide` are the states outlined, `marks` the dates with a dot on the trend.
    """

    finding: Finding
    text: Text
    credits: str
    plane: Plane
    statewide: frozenset[str]
    key: Key
    trend: pd.Series
    trend_title: str
    marks: tuple[datetime.date, ...]


def gather_parts(record: Record, view: View) -> Parts:
    """Gather the words, the map and the numbers of a view."""
    finding = find_view(record, view)
    phrases = Phrases(record, view.lang)
    plane = lay_out_plane(record, "" if finding.view.by_state else finding.area.code)
    states = finding.later.states
    marked = set(states.index[states["statewide"] > 0]) & set(plane.states["state"])
    return Parts(
        finding=finding,
        text=write_text(finding),
        credits=write_credits(finding),
        plane=plane,
        statewide=frozenset(marked),
        key=write_key(finding, phrases, bool(marked)),
        trend=finding.trend,
        trend_title=name_trend(finding, phrases),
        marks=finding.view.dates,
    )
