"""What the importer knows: agreements, the lists that carry them, and all that it decided.

A history is the importer's state; a list is one edition of ICE's workbook; a place is a set of
counties, or a state. Days are ISO text, which sorts as the days do, and blank where not known.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

# An agreement missing from no more lists than this has not left.
BRIDGED_LISTS = 3
# An end between two lists further apart than this many days is marked as a gap.
LONGEST_STEP = 60
# Rules by which another spelling is an agency already known.
NAMING_RULES = ("same_key", "respelt", "same_memorandum")


@dataclass(frozen=True)
class Location:
    """Where an agency serves, as the columns of the agreements table say it.

    geoids are sorted, and none when statewide or not located; flags are what was noticed on the
    way; used are the keys of the corrections that decided it.
    """

    jurisdiction: str = ""
    reach: str = ""
    geoids: tuple[str, ...] = ()
    statewide: bool = False
    place: str = ""
    located_by: str = ""
    flags: frozenset[str] = frozenset()
    used: tuple[tuple[str, str, str, str], ...] = ()


# Of a row that is not located yet.
NOWHERE = Location()


@dataclass
class Agreement:
    """One agency, one program model, one signing: a row of data/agreements.csv."""

    agreement_id: str
    agency_id: str
    agency: str = ""
    state: str = ""
    jurisdiction: str = ""
    reach: str = ""
    model: str = ""
    signed_on: str = ""
    first_listed_on: str = ""
    last_listed_on: str = ""
    ended_on: str = ""
    end_certainty: str = ""
    geoids: tuple[str, ...] = ()
    statewide: bool = False
    place: str = ""
    located_by: str = ""
    moa_url: str = ""
    source: str = ""
    flags: frozenset[str] = frozenset()

    @property
    def starts_on(self) -> str:
        """The day of signing, or of the first list where no signing date is known."""
        return self.signed_on or self.first_listed_on

    def is_in_force(self, day: str) -> bool:
        """Whether it has begun by a day and not ended by it."""
        return self.starts_on <= day and not self._is_over(day)

    def is_listed(self, day: str) -> bool:
        """Whether the newest list of a day carries it."""
        return self.first_listed_on <= day and not self._is_over(day)

    def add_flag(self, flag: str) -> None:
        """Add a flag to those it has."""
        self.flags |= {flag}

    def end(self, day: str) -> None:
        """End it on the day of the first list or roster without it."""
        self.ended_on = day
        step = count_days(self.last_listed_on, day)
        self.end_certainty = "listed" if step < LONGEST_STEP else "gap"

    def take_place(self, location: Location) -> None:
        """Serve where a location says."""
        for name in ("jurisdiction", "reach", "geoids", "statewide", "place", "located_by"):
            setattr(self, name, getattr(location, name))

    def _is_over(self, day: str) -> bool:
        return self.ended_on != "" and self.ended_on <= day


@dataclass(frozen=True)
class KnownList:
    """One workbook ever seen, refused ones too: a row of data/lists.csv."""

    file: str
    published_on: str
    rows: int
    agreements: int
    sha256: str
    verdict: str
    note: str

    @property
    def is_absorbed(self) -> bool:
        """Whether the record carries it."""
        return self.verdict == "absorbed"


@dataclass(frozen=True)
class Merge:
    """One automatic merge: a row of data/qa/merges.csv."""

    list: str
    row: int
    rule: str
    agency_id: str
    agreement_id: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One row by which a list and the agreements listed on its day differ."""

    list: str
    row: int | None
    model: str
    agreement_id: str
    reason: str
    printed: str


@dataclass(frozen=True)
class Candidate:
    """One doubtful pair of names, not merged: a row of data/qa/candidates.csv."""

    list: str
    row: int
    state: str
    agency: str
    like: str
    likeness: int


@dataclass(frozen=True)
class PrintedCount:
    """How many rows a list prints for a model, and the agreements that they touch."""

    list: str
    model: str
    rows: int
    agreements: int


@dataclass(frozen=True)
class EarlyFate:
    """What became of a row of the compilation before 2021 that makes no agreement."""

    row: int
    state: str
    agency: str
    signed_on: str
    fate: str
    agreement_id: str
    reason: str


@dataclass(frozen=True)
class CorrectionUse:
    """How many rows a correction has matched, and in which lists."""

    field: str
    state: str
    agency: str
    printed: str
    rows: int
    first_list: str
    last_list: str


@dataclass(frozen=True)
class History:
    """All that is known after some lists, table by table.

    lists are in order of publication, agreements in that of their ids. renamed is no table: what
    became of the agreement_id of every agreement that stood before the newest list.
    """

    agreements: tuple[Agreement, ...] = ()
    lists: tuple[KnownList, ...] = ()
    merges: tuple[Merge, ...] = ()
    differences: tuple[Difference, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    printed: tuple[PrintedCount, ...] = ()
    early: tuple[EarlyFate, ...] = ()
    uses: tuple[CorrectionUse, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict, compare=False)


@cache
def make_agency_id(state: str, agency: str) -> str:
    """Id of an agency: state and name, lower case letters and digits joined by hyphens."""
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in agency.replace("'", ""))
    return "-".join([state.lower(), *letters.lower().split()])


def make_agreement_id(agency_id: str, model: str, signed_on: str) -> str:
    """Id of an agreement: its agency's, the model, the signing date or 'undated'."""
    return f"{agency_id}--{model}--{signed_on or 'undated'}"


def name_places(geoids: tuple[str, ...], statewide: bool) -> set[str]:
    """Where an agency serves, to compare it with another: its GEOIDs, or 'statewide'."""
    return {"statewide"} if statewide else set(geoids)


def count_days(start: str, end: str) -> int:
    """Days from one ISO date to another."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
