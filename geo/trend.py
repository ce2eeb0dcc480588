"""What time does to the record: agreements in force day by day, and silences.

Words: a *trend* is their number on every day; a *silence* a stretch without a known list.
"""

import datetime
import itertools

import pandas as pd

from geo.agreements import find_in_force
from geo.view import View, find_range, find_start

# A trend shows at least this long a time before the dates of its view.
LEAST_BEFORE = datetime.timedelta(days=180)


def find_silences(
    agreements: pd.DataFrame, absorbed: pd.DataFrame, longest_days: int = 365
) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Find the stretches in which no list is known.

    A list is known from its workbook (`absorbed`, rows of `geo.record.read_lists`); of the older
    rosters only the day of the last one is, for the days on which agreements were attested before
    it are not all of the rosters there were. Returns pairs (last list before, first list after),
    in order.
    """
    published = absorbed["published_on"]
    attested = agreements["last_listed_on"][agreements["last_listed_on"] < published.min()]
    known = pd.concat([attested.nlargest(1), published]).drop_duplicates().sort_values()
    return [
        (before, after)
        for before, after in itertools.pairwise(known)
        if (after - before).days > longest_days
    ]


def choose_start(view: View) -> datetime.date:
    """Choose the first day of a view's trend: its stretch's, or a longer one's for early dates."""
    return find_start(find_range(view.dates[0] - LEAST_BEFORE, view.range))


def compute_trend(
    agreements: pd.DataFrame, since: datetime.date, until: datetime.date
) -> pd.Series:
    """Count the agreements in force on every day from `since` to `until`.

    Returns a Series of numbers, one row per day (index: timestamps).
    """
    days = pd.date_range(since, until, freq="D")
    # The number changes on these days alone.
    turns = pd.concat([agreements["starts_on"], agreements["ended_on"]])
    turns = days[:1].union(turns[turns.between(days[0], days[-1])].unique())
    counts = pd.Series(find_in_force(agreements, turns).sum(axis=1), index=turns)
    return counts.reindex(days, method="ffill")
