"""The record in memory: its tables, and one list ready to be folded into them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import pandas as pd

LIST_COLUMNS = ["file", "published_on", "rows", "agreements", "sha256", "verdict", "note"]
MERGE_COLUMNS = ["list", "row", "rule", "agency_id", "agreement_id", "before", "after"]
DIFFERENCE_COLUMNS = ["list", "row", "model", "agreement_id", "reason", "printed"]
CANDIDATE_COLUMNS = ["list", "row", "state", "agency", "like", "likeness"]
PRINTED_COLUMNS = ["list", "model", "rows", "agreements"]
EARLY_COLUMNS = ["row", "state", "agency", "signed_on", "fate", "agreement_id", "reason"]
USE_COLUMNS = ["field", "state", "agency", "printed", "rows", "first_list", "last_list"]

# An agreement missing from no more lists than this has not left.
BRIDGED_LISTS = 3
# An end between two lists further apart than this many days is marked as a gap.
LONGEST_STEP = 60


@dataclass(frozen=True)
class Edition:
    """One list ready to be absorbed.

    rows is the cleaned and located table (columns of clean_rows and locate_rows), set_aside the
    rows that cannot be read, used the number of rows by correction (field, state, agency,
    printed); accepted says that a correction vouches for the list, however many rows it lost;
    refusal is the reason why the workbook cannot be taken in, or ''.
    """

    file: str
    published_on: str
    sha256: str
    printed_rows: int
    rows: pd.DataFrame
    set_aside: pd.DataFrame
    used: Counter = field(default_factory=Counter)
    accepted: bool = False
    refusal: str = ""


@dataclass(frozen=True)
class History:
    """All that is known after some lists: each table a tuple of dicts in the committed columns.

    agreements (one per agreement), lists (one per workbook seen, in order), merges (one per
    automatic merge), differences (one per row by which a list and the agreements listed on its
    day differ), candidates (one per doubtful pair of names, not merged), printed (one per list
    and model), early (one per row of the compilation before 2021 that makes no agreement),
    uses (one per correction that has matched).

    renamed is no table: what became of the agreement_id of every agreement that stood before the
    newest list was folded in.
    """

    agreements: tuple = ()
    lists: tuple = ()
    merges: tuple = ()
    differences: tuple = ()
    candidates: tuple = ()
    printed: tuple = ()
    early: tuple = ()
    uses: tuple = ()
    renamed: dict = field(default_factory=dict, compare=False)


@cache
def make_agency_id(state, agency):
    """Id of an agency: state and name, lower case letters and digits joined by hyphens."""
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in agency.replace("'", ""))
    return "-".join([state.lower(), *letters.lower().split()])


def make_agreement_id(agency_id, model, signed_on):
    """Id of an agreement: its agency's, the model, the signing date or 'undated'."""
    return f"{agency_id}--{model}--{signed_on or 'undated'}"


def add_flag(agreement, flag):
    """Add a flag to an agreement, flags sorted and each once."""
    flags = set(filter(None, agreement["flags"].split(";"))) | {flag}
    agreement["flags"] = ";".join(sorted(flags))


def count_days(start, end):
    """Days from one ISO date to another."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def count_uses(uses, used, source):
    """Add the rows that corrections matched in one source to the table of their uses."""
    table = {tuple(use[key] for key in USE_COLUMNS[:4]): dict(use) for use in uses}
    for key, rows in used.items():
        use = table.setdefault(
            key, dict(zip(USE_COLUMNS, (*key, "0", source, source), strict=True))
        )
        use["rows"] = str(int(use["rows"]) + rows)
        use["last_list"] = source
    return tuple(table[key] for key in sorted(table))
