"""Who applied for an agreement: agencies on lists of pending ones, and how long they waited.

Words: an *application* is an agency and a model on lists of pending agencies.
"""

import functools

import pandas as pd

from geo.answers.bodies import find_bodies
from geo.places import name_counties
from geo.record import Record

SIGNED, PENDING, VANISHED = OUTCOMES = ("signed", "pending", "vanished")
# The last whole day of each class of waiting but the last; the first had signed by then.
CLASSES = (0, 7, 14, 30, 90)


@functools.lru_cache(maxsize=2)
def list_applications(record: Record) -> pd.DataFrame:
    """List the applications, the last to be seen first.

    Returns a DataFrame, one row per application: `agency_id, agency, state, body, model`;
    `first_pending_on, last_pending_on` (timestamps), `outcome` (signed: an agreement followed;
    pending: on the newest list of them; vanished: neither), `signed_on` and `agreement_id` of the
    agreement, `waited_days` from the first list with it to the signing (negative: ICE still
    listed what was signed), `geoids, statewide, source`.
    """
    pending, agreements = record.pending, record.agreements.set_index("agreement_id")
    rows = pending.assign(
        first_pending_on=pd.to_datetime(pending["first_pending_on"], format="%Y-%m-%d"),
        last_pending_on=pd.to_datetime(pending["last_pending_on"], format="%Y-%m-%d"),
        statewide=pending["statewide"] == "true",
        signed_on=pd.to_datetime(pending["agreement_id"].map(agreements["signed_on"])),
        jurisdiction=_find_jurisdictions(pending, agreements),
    )
    rows["waited_days"] = (rows["signed_on"] - rows["first_pending_on"]).dt.days
    rows["body"] = find_bodies(rows)
    order = ["last_pending_on", "state", "agency", "model"]
    rows = rows.sort_values(order, ascending=[False, True, True, True], kind="stable")
    return rows.reset_index(drop=True)


def _find_jurisdictions(pending, agreements):
    """The jurisdictions of those that signed anything, and of others as their names tell."""
    known = agreements.drop_duplicates("agency_id").set_index("agency_id")["jurisdiction"]
    names = pending["agency"].str.lower()
    told = pd.Series("municipality", pending.index)
    told = told.mask(names.str.contains("county|parish|sherr?iff|jail"), "county")
    told = told.mask(names.str.contains("constable", regex=False), "constable")
    told = told.mask(pending["statewide"] == "true", "state")
    return pending["agency_id"].map(known).fillna(told)


def count_waits(applications: pd.DataFrame) -> list[int]:
    """Count the signed applications by how long they waited.

    A number for each of `CLASSES`, and one for all that waited longer.
    """
    waits = applications["waited_days"].dropna()
    bounds = [-float("inf"), *CLASSES, float("inf")]
    return pd.cut(waits, bounds).value_counts(sort=False).tolist()


def tabulate_applications(record: Record, applications: pd.DataFrame) -> pd.DataFrame:
    """Tabulate applications as rows to take along: a DataFrame, one row each, in their order."""
    counties = [name_counties(geoids, record.places) for geoids in applications["geoids"]]
    columns = ["agency", "state", "counties", "body", "model", "first_pending_on"]
    columns += ["last_pending_on", "outcome", "signed_on", "waited_days", "source"]
    columns += ["agency_id", "agreement_id"]
    table = applications.assign(counties=counties)[columns]
    return table.astype({"waited_days": "Int64"}).reset_index(drop=True)
