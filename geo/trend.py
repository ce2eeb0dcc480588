"""Agreements in force day by day: the trend line of a card."""

import datetime

import numpy as np
import pandas as pd

from geo.view import RANGES
from geo.words.language import N_


def select_kind(agreements, models, reach):
    """Select the agreements of some models and a reach, of any date; statewide ones stay.

    The rule is that of `geo.coverage.select_agreements`, without its date.
    """
    chosen = agreements[agreements["model"].isin(list(models))]
    if reach != "all":
        chosen = chosen[chosen["statewide"] | (chosen["reach"] == reach)]
    return chosen


def select_place(agreements, place):
    """Select the agreements of a state (its USPS code) or the local ones of a county (GEOID)."""
    if len(place) == 2:
        return agreements[agreements["state"] == place]
    if place:
        here = agreements["geoids"].str.split(";").map(lambda geoids: place in geoids)
        return agreements[here & ~agreements["statewide"]]
    return agreements


def choose_trend_title(view):
    """Choose the words for what the trend of a view counts."""
    if view.narrowed:
        return N_("These agreements in force")
    return N_("Local agreements in force") if len(view.place) == 5 else N_("Agreements in force")


def choose_start(view):
    """Choose the first day of the trend: the view's stretch, or a longer one for earlier dates."""
    earliest = min(view.date, view.compare or view.date)
    starts = sorted((datetime.date.fromisoformat(text) for text in RANGES.values()), reverse=True)
    wanted = datetime.date.fromisoformat(RANGES[view.range])
    for start in starts:
        if start <= wanted and (earliest - start).days >= 180:
            return start
    return starts[-1]


def compute_trend(agreements, since, until):
    """Count the agreements in force on every day from `since` to `until`.

    Returns a Series of numbers, one row per day (index: timestamps).
    """
    days = pd.date_range(since, until, freq="D")
    starts = np.sort(agreements["starts_on"].to_numpy())
    ends = np.sort(agreements["ended_on"].dropna().to_numpy())
    begun = np.searchsorted(starts, days.to_numpy(), side="right")
    ended = np.searchsorted(ends, days.to_numpy(), side="right")
    return pd.Series(begun - ended, index=days)
