"""Milestones that a film tells of on its way."""

import datetime

import pandas as pd

from geo.words.language import format_short_date, load_translations

# Two are at least so far apart, to be read, and one is gone after so long.
LEAST_SECONDS, MOST_SECONDS = 2.0, 3.5


def list_captions(
    events: pd.DataFrame,
    days: list[datetime.date],
    place: str,
    language: str,
    rate: int,
    otherwise: str = "",
) -> list[str]:
    """List what each frame of a film says of a milestone, and what `otherwise`, at first too.

    `days` are those of the frames, `place` a USPS code or blank, `rate` the frames a second. Where
    not all have the time to be read, those of the place come first, of the country the major ones.
    """
    say = load_translations(language).gettext
    least, most = round(LEAST_SECONDS * rate), round(MOST_SECONDS * rate)
    start = least if otherwise else 0
    chosen: dict[int, str] = {}
    for event in _rank(events, place):
        date = datetime.date.fromisoformat(event.date)
        if not days[0] <= date <= days[-1]:
            continue
        frame = next(frame for frame, day in enumerate(days) if day >= date)
        frame = max(frame, start)
        if all(abs(frame - other) >= least for other in (*chosen, len(days))):
            chosen[frame] = f"{format_short_date(date, language)}: {say(event.title)}"
    captions = [otherwise] * len(days)
    for frame in sorted(chosen):
        end = min(frame + most, len(days))
        captions[frame:end] = [chosen[frame]] * (end - frame)
    return captions


def _rank(events, place):
    """The milestones with a day that a film of a place may tell of, the more important first."""
    known = events[events["precision"] == "day"]
    if place:
        known = known[known["state"].isin(["", place])]
    near, major = known["state"] == place, known["major"]
    rank = -(2 * near + major if place else 2 * major + near)
    return known.iloc[rank.argsort(kind="stable")].itertuples()
