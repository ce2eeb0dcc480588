"""What changed between two dates or two lists: agreements that began, ended, or were signed anew.

Words: a *departure* is an end after which its agency holds no agreement.
"""

import datetime
import functools
import itertools
from collections.abc import Collection

import numpy as np
import pandas as pd

from geo.agreements import find_in_force
from geo.answers.bodies import find_bodies
from geo.places import name_counties
from geo.record import Record

SIGNED, ENDED, SUPERSEDED = KINDS = ("signed", "ended", "superseded")
# How two days are taken: each as its last list, or as a day of the record.
LISTS, DATES = WAYS = ("lists", "dates")
# What is shown of the changes: all, those of a kind, or the ends that are departures.
ALL, LEFT = "all", "left"
SHOWN = (ALL, *KINDS, LEFT)
# The day of a list and that of a later one.
Days = tuple[datetime.date, datetime.date]


def list_list_days(record: Record) -> list[datetime.date]:
    """List the days of which a list is held, the newest first."""
    days = record.absorbed["published_on"].drop_duplicates()
    return [day.date() for day in days.sort_values(ascending=False)]


def pair_list_days(record: Record, since: datetime.date) -> list[Days]:
    """Pair the days of lists after `since` with that of the list before each, the newest first."""
    days = list_list_days(record)
    return [(before, day) for day, before in itertools.pairwise(days) if day > since]


@functools.lru_cache(maxsize=8)
def list_changes(
    record: Record, since: datetime.date, until: datetime.date, way: str = DATES
) -> pd.DataFrame:
    """List what began and ended after `since` and by `until`, the newest first.

    Of two `dates` that is what began or no longer counts in between; of two `lists`, what the
    lists after `since` show first, and what they no longer show, on whichever day it was signed.

    The rows of `record.agreements` with four columns before them: `on`, the day (datetime64) from
    which the agreement counts or no longer does; `what`: "signed", "ended", or "superseded"
    where the same agency signed the same model anew; `departure`, whether it ended and its agency
    had no agreement in force on `until`; and `body`, a key of `geo.answers.bodies.BODIES`. An
    agreement that began and ended in between is there twice.
    """
    agreements = record.agreements
    first, last = pd.Timestamp(since), pd.Timestamp(until)
    over = agreements["over_on"].notna()
    if way == LISTS:
        came = _lie_after(agreements["first_listed_on"], first, last)
        shown = agreements["last_listed_on"]
        went = over & shown.ge(first) & shown.lt(last)
    else:
        came = _lie_after(agreements["starts_on"], first, last)
        went = _lie_after(agreements["over_on"], first, last)
    ends = agreements["superseded"].map({True: SUPERSEDED, False: ENDED})
    began, ended = agreements[came], agreements[went]
    changes = pd.concat(
        [
            began.assign(on=began["starts_on"], what=SIGNED),
            ended.assign(on=ended["over_on"], what=ends[went]),
        ]
    )
    holders = set(agreements["agency_id"][find_in_force(agreements, [until])[0]])
    held = [agency in holders for agency in changes["agency_id"]]
    changes["departure"] = (changes["what"] == ENDED) & ~np.array(held, dtype=bool)
    changes["body"] = find_bodies(changes)
    order = ["on", "what", "state", "agency", "model"]
    changes = changes.sort_values(order, ascending=[False, True, True, True, True], kind="stable")
    front = ["on", "what", "departure", "body"]
    return changes[front + [name for name in changes if name not in front]].reset_index(drop=True)


def _lie_after(days, first, last):
    return days.gt(first) & days.le(last)


def select_changes(
    changes: pd.DataFrame,
    states: Collection[str] = (),
    models: Collection[str] = (),
    bodies: Collection[str] = (),
) -> pd.DataFrame:
    """Select the changes of some states, models and bodies; none of them means all."""
    chosen = pd.Series(True, changes.index)
    for column, values in (("state", states), ("model", models), ("body", bodies)):
        if values:
            chosen &= changes[column].isin(list(values))
    return changes[chosen]


def select_shown(changes: pd.DataFrame, shown: str) -> pd.DataFrame:
    """Select the changes of a word of `SHOWN`."""
    return changes[_match_shown(changes, shown)]


def count_shown(changes: pd.DataFrame) -> dict[str, int]:
    """Count the changes by each word of `SHOWN`."""
    return {shown: int(_match_shown(changes, shown).sum()) for shown in SHOWN}


def _match_shown(changes, shown):
    if shown == ALL:
        return pd.Series(True, changes.index)
    return changes["departure"] if shown == LEFT else changes["what"] == shown


def count_leavers(changes: pd.DataFrame) -> int:
    """Count the agencies that left: those with a departure."""
    return changes.loc[changes["departure"], "agency_id"].nunique()


def count_by_state(changes: pd.DataFrame) -> pd.DataFrame:
    """Count the changes of each state that has some: columns of `KINDS` and `left`, by USPS code.

    Those with the most changes come first.
    """
    counts = pd.crosstab(changes["state"], changes["what"])
    counts = counts.reindex(columns=list(KINDS), fill_value=0)
    counts[LEFT] = changes[changes["departure"]].groupby("state").size()
    counts = counts.fillna(0).astype(int)
    most = counts[list(KINDS)].sum(axis=1).sort_values(ascending=False, kind="stable")
    return counts.loc[most.index]


def tabulate_changes(record: Record, changes: pd.DataFrame) -> pd.DataFrame:
    """Tabulate changes as rows to take along: a DataFrame, one row per change, in their order.

    `change` (signed, ended or superseded), `left`, whether the agency held none afterwards; `on`,
    and for an end `after`, the last day on which a source shows the agreement: it ended between
    the two; then what is told of the agreement, and the sources of its showing, beginning and end.
    """
    ends = changes["what"] != SIGNED
    return pd.DataFrame(
        {
            "change": changes["what"],
            "left": changes["departure"],
            "after": changes["last_listed_on"].where(ends),
            "on": changes["on"],
            "agency": changes["agency"],
            "state": changes["state"],
            "counties": [name_counties(geoids, record.places) for geoids in changes["geoids"]],
            "body": changes["body"],
            "model": changes["model"],
            "reach": changes["reach"].mask(changes["statewide"], "statewide"),
            "signed_on": changes["signed_on"],
            "first_listed_on": changes["first_listed_on"],
            "last_listed_on": changes["last_listed_on"],
            "ended_on": changes["ended_on"],
            "end_certainty": changes["end_certainty"],
            "source": changes["source"],
            "start_source": changes["start_source"],
            "end_source": changes["end_source"],
            "memorandum": changes["moa_url"],
            "geoids": changes["geoids"],
            "agency_id": changes["agency_id"],
            "agreement_id": changes["agreement_id"],
        }
    ).reset_index(drop=True)
