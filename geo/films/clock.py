"""The clock of a film: which day each frame shows.

Over a long stretch the clock is *bent*: half of the time is shared evenly among the days, half
among what changes, so that a year of hundreds of changes is not over in a second.
"""

import datetime

import numpy as np
import pandas as pd

# In a longer stretch the clock is bent.
LONGEST_EVEN = datetime.timedelta(days=3 * 365)
# The share of the time that goes to the days with changes.
BEND = 0.5


def is_bent(since: datetime.date, until: datetime.date) -> bool:
    """Tell whether the clock of a film from one day to another runs slower where more changes."""
    return until - since > LONGEST_EVEN


def count_changes(
    agreements: pd.DataFrame, since: datetime.date, until: datetime.date
) -> np.ndarray:
    """Count the agreements that begin or end on each day after `since`, up to `until`."""
    turns = pd.concat([agreements["starts_on"], agreements["over_on"]]).dropna()
    days = (turns - pd.Timestamp(since)).dt.days
    last = (until - since).days
    return np.bincount(days[days.between(1, last)], minlength=last + 1)[1:]


def list_days(
    changes: np.ndarray, since: datetime.date, until: datetime.date, frames: int
) -> list[datetime.date]:
    """List the day of each of some frames, from `since` to `until`.

    `changes` are numbers as of `count_changes`. A day of many changes stays as long as it weighs.
    """
    days = (until - since).days
    even = np.arange(days + 1) / days
    bend = BEND if is_bent(since, until) and changes.any() else 0
    passed = (1 - bend) * even
    if bend:
        passed += bend * np.concatenate([[0], np.cumsum(changes)]) / changes.sum()
    shares = np.linspace(0, 1, frames)
    # What is added up may end a hair below 1.
    shown = np.searchsorted(passed, shares - 1e-9).clip(max=days)
    return [since + datetime.timedelta(days=int(day)) for day in shown]
