"""What changed between two dates: agreements that began, ended, or were signed anew."""

import datetime

import pandas as pd

from geo.record import Record

SIGNED, ENDED, SUPERSEDED = KINDS = ("signed", "ended", "superseded")


def list_changes(record: Record, since: datetime.date, until: datetime.date) -> pd.DataFrame:
    """List what began and ended after `since` and by `until`, the newest first.

    The rows of `record.agreements` with two columns before them: `on`, the day (datetime64) from
    which the agreement counts or no longer does, and `what`: "signed", "ended", or "superseded"
    where the same agency signed the same model anew. An agreement that began and ended in between
    is there twice.
    """
    agreements = record.agreements
    first, last = pd.Timestamp(since), pd.Timestamp(until)
    parts = []
    for column in ("starts_on", "over_on"):
        rows = agreements[agreements[column].gt(first) & agreements[column].le(last)]
        what = SIGNED if column == "starts_on" else None
        ends = rows["superseded"].map({True: SUPERSEDED, False: ENDED})
        parts.append(rows.assign(on=rows[column], what=what or ends))
    changes = pd.concat(parts)
    order = ["on", "what", "state", "agency", "model"]
    changes = changes.sort_values(order, ascending=[False, True, True, True, True], kind="stable")
    front = ["on", "what"]
    return changes[front + [name for name in changes if name not in front]].reset_index(drop=True)
