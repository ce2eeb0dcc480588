"""What time does to the record: agreements in force day by day, and silences.

Words: a *trend* is their number on every day; a *silence* a stretch of which no list is held.
"""

import datetime
import itertools

import pandas as pd

from geo.agreements import find_in_force
from geo.view import View, find_range, find_start

# A trend shows at least this long a time before the dates of its view.
LEAST_BEFORE = datetime.timedelta(days=180)
# Two lists further apart leave a silence between them.
LONGEST_GAP_DAYS = 45


def find_silences(
    known: pd.Series, agreements: pd.DataFrame, longest_days: int = LONGEST_GAP_DAYS
) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Find the stretches of more than `longest_days` in which no list is held.

    `known` are the days of the lists, and of the rosters before them, by the names under which
    `agreements` cite them. Between two lists that show the same agreements there is no silence:
    they are captures of one edition that stood unchanged, or as good as that. Returns pairs (last
    one before, first one after), in order.
    """
    left = set(agreements["source"].str.split("#").str[0].map(known).dropna())
    came = agreements["first_listed_on"]
    return [
        (before, after)
        for before, after in itertools.pairwise(sorted(set(known)))
        if (after - before).days > longest_days
        and (before in left or came.between(before, after, inclusive="right").any())
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
    turns = pd.concat([agreements["starts_on"], agreements["over_on"]])
    turns = days[:1].union(turns[turns.between(days[0], days[-1])].unique())
    counts = pd.Series(find_in_force(agreements, turns).sum(axis=1), index=turns)
    return counts.reindex(days, method="ffill")
