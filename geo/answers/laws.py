"""The laws and orders of states on 287(g) agreements: which hold, and what a state stands for.

Words: a *stance* is what the laws of a state make of agreements, in one word of `STANCES`; a
*duty* a law that requires them.
"""

import datetime
from dataclasses import dataclass

import pandas as pd

from geo.record import Record

STANCES = ("requires", "encourages", "limits", "prohibits")
# Where the law that requires agreements is of agencies in every county: sheriffs, or who runs the
# jail. That of South Carolina is of one state agency alone (data/policies.csv).
COUNTY_DUTIES = frozenset({"AR", "FL", "GA", "MS", "TN", "TX"})
# A law that requires or prohibits outranks one that encourages or limits.
BINDING = ("requires", "prohibits")


@dataclass(frozen=True)
class Law:
    """One law or order: `kind` of `STANCES` or "ended_by_order"; dates are as far as known.

    `enacted` and `effective` are ISO days, months or years, or blank; `confidence` is high, medium
    or low; `ended` tells whether a later order set it aside.
    """

    kind: str
    instrument: str
    enacted: str
    effective: str
    summary: str
    confidence: str
    title: str
    address: str
    ended: bool


def list_laws(record: Record, state: str, on: datetime.date) -> list[Law]:
    """List the laws and orders of a state enacted by a day, the oldest first."""
    rows = record.policies[record.policies["state"] == state]
    # A month or year sorts before the days in it.
    rows = rows[rows["enacted"] <= on.isoformat()].sort_values("enacted", kind="stable")
    ending = rows.loc[rows["kind"] == "ended_by_order", "enacted"]
    return [
        Law(
            row.kind,
            row.instrument,
            row.enacted,
            row.effective,
            row.summary,
            row.confidence,
            row.source_title,
            row.source_url,
            ended=_was_ended(row, ending),
        )
        for row in rows.itertuples()
    ]


def find_stance(laws: list[Law]) -> Law | None:
    """Find the law that says what a state stands for: the newest binding one, else the newest."""
    holding = [law for law in laws if law.kind in STANCES and not law.ended]
    binding = [law for law in holding if law.kind in BINDING]
    return (binding or holding or [None])[-1]


def _was_ended(row, ending: pd.Series) -> bool:
    """Tell whether a later order set aside one that required or encouraged agreements."""
    supports = row.kind in ("requires", "encourages")
    return supports and bool((ending > row.enacted).any())
