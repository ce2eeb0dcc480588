"""Compare the record with the counts that others published."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from geo.agreements import DATA
from geo.ingest.agreement import Agreement, History

UNITS = {"agreements": "agreement_id", "agencies": "agency_id", "states": "state"}


def compare_references(history: History, folder: Path = DATA) -> pd.DataFrame:
    """Hold the record to the counts that others published.

    Returns a DataFrame, one row per published count of data/qa/reference.csv in its columns,
    with `recorded` and `gap` (recorded / reported - 1). Basis `listed` counts what the newest
    list showed, `in_force` what had been signed.
    """
    table = pd.read_csv(folder / "qa" / "reference.csv", dtype=str, keep_default_na=False)
    table["recorded"] = [_count(history.agreements, row) for row in table.itertuples()]
    table["gap"] = table["recorded"] / table["reported"].astype(int) - 1
    return table


def _count(agreements: Iterable[Agreement], row) -> int:
    day = row.compared_on
    unit = UNITS[row.what]
    return len(
        {
            getattr(one, unit)
            for one in agreements
            if (one.is_listed(day) if row.basis == "listed" else one.is_in_force(day))
            and row.scope in ("all", one.model)
        }
    )
