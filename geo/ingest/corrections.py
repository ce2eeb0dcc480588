"""The corrections: wrong values of the sources, what is right instead, and how often each fits."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from geo.agreements import DATA
from geo.ingest.agreement import CorrectionUse
from geo.ingest.tables import read_table

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Correction:
    """One wrong value and what is right instead: a row of data/corrections.csv."""

    field: str
    state: str
    agency: str
    printed: str
    correct: str
    evidence: str

    @property
    def key(self) -> Key:
        """What a row must print for it to fit."""
        return self.field, self.state, self.agency, self.printed


class Corrections:
    """Right values by field, state, agency and wrong value, with a count of those looked up."""

    def __init__(self, corrections: Iterable[Correction] = ()):
        self.rows = tuple(corrections)
        self.used: Counter[Key] = Counter()
        self._correct = {one.key: one.correct for one in self.rows}
        self._mended = {(one.field, one.agency, one.printed) for one in self.rows}

    def find(self, field: str, state: str, agency: str, printed: str) -> str | None:
        """Find what is right instead of a printed value, and count the use; None if it is right."""
        key = field, state, agency, printed
        if key not in self._correct:
            return None
        self.used[key] += 1
        return self._correct[key]

    def is_mended(self, field: str, agency: str, printed: str) -> bool:
        """Whether the value of an agency of any state has a correction; counts as no use."""
        return (field, agency, printed) in self._mended

    def start_count(self) -> "Corrections":
        """The same corrections, none of them used yet."""
        return Corrections(self.rows)


def read_corrections(folder: Path = DATA) -> Corrections:
    """Read the corrections of a folder of tables; none where it has no such table.

    Raises SourceError for a table of other columns.
    """
    return Corrections(read_table(folder / "corrections.csv", Correction))


def count_uses(
    uses: Iterable[CorrectionUse], used: Counter[Key], source: str
) -> tuple[CorrectionUse, ...]:
    """Add the rows that corrections matched in one source to the table of their uses."""
    table = {(use.field, use.state, use.agency, use.printed): use for use in uses}
    for key, rows in used.items():
        known = table.get(key) or CorrectionUse(*key, rows=0, first_list=source, last_list=source)
        table[key] = replace(known, rows=known.rows + rows, last_list=source)
    return tuple(table[key] for key in sorted(table))
