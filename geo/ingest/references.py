"""Compare the record with the counts that others published."""

from dataclasses import dataclass
from pathlib import Path

from geo.agreements import DATA
from geo.ingest.agreement import History
from geo.ingest.tables import read_table

UNITS = {"agreements": "agreement_id", "agencies": "agency_id", "states": "state"}


@dataclass(frozen=True)
class Reference:
    """One count that others published: a row of data/qa/reference.csv."""

    date: str
    compared_on: str
    what: str
    scope: str
    reported: int
    basis: str
    source: str
    url: str
    explanation: str


@dataclass(frozen=True)
class Comparison:
    """One published count beside what the record has, and the gap (recorded / reported - 1)."""

    reference: Reference
    recorded: int
    gap: float


def compare_references(history: History, folder: Path = DATA) -> list[Comparison]:
    """Hold the record to the counts that others published, one by one in their order.

    Basis `listed` counts what the newest list showed, `in_force` what had been signed.
    """
    compared = []
    for reference in read_table(folder / "qa" / "reference.csv", Reference):
        recorded = _count(history, reference)
        compared.append(Comparison(reference, recorded, recorded / reference.reported - 1))
    return compared


def _count(history: History, reference: Reference) -> int:
    day = reference.compared_on
    found = [
        agreement
        for agreement in history.agreements
        if reference.scope in ("all", agreement.model)
        and (agreement.is_listed if reference.basis == "listed" else agreement.is_in_force)(day)
    ]
    return len({getattr(agreement, UNITS[reference.what]) for agreement in found})
