"""What the importer knows: agreements, the lists that carry them, and all that it decided.

A history is the importer's state; a list is one edition of ICE's workbook; a place is a set of
counties, or a state. Days are ISO text, which sorts as the days do, and blank where not known.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from geo.ingest.text import to_ascii

# An agreement missing from no more lists than this has not left.
BRIDGED_LISTS = 3
# An end between two lists further apart than this many days is marked as a gap.
LONGEST_STEP = 60
# Of an agreement that nothing shows for longer than this many days before a list lacks it, no one
# knows how much longer it ran: it counts for so many days after it was last shown.
LONGEST_SILENCE = 365
# Rules by which another spelling is an agency already known.
NAMING_RULES = ("same_key", "respelt", "same_memorandum")


@dataclass(frozen=True)
class Location:
    """Where an agency serves, as the columns of the agreements table say it.

    geoids are none when statewide or not located; those of a town come with most of its people
    first, others sorted; flags are what was noticed on the way; used are the keys of the
    corrections that decided it.
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
    ended_by_law_on: str = ""
    geoids: tuple[str, ...] = ()
    statewide: bool = False
    place: str = ""
    located_by: str = ""
    moa_url: str = ""
    source: str = ""
    start_source: str = ""
    end_source: str = ""
    flags: frozenset[str] = frozenset()

    @property
    def starts_on(self) -> str:
        """The day of signing or of the first list, whichever is earlier and known."""
        return min(filter(None, (self.signed_on, self.first_listed_on)), default="")

    @property
    def last_shown_on(self) -> str:
        """The last day on which a list, a roster, a report or its memorandum shows it."""
        return self.last_listed_on or self.starts_on

    @property
    def over_on(self) -> str:
        """The day from which it no longer counts: its end, earlier where nothing shows it."""
        if self.end_certainty != "unattested":
            return self.ended_on
        counted = date.fromisoformat(self.last_shown_on) + timedelta(days=LONGEST_SILENCE)
        return min(counted.isoformat(), self.ended_on)

    def is_in_force(self, day: str) -> bool:
        """Whether it has begun by a day and not ended by it."""
        return self.starts_on <= day and not self._is_over(day)

    def is_listed(self, day: str) -> bool:
        """Whether the newest list of a day carries it."""
        return "" < self.first_listed_on <= day and not self._is_over(day)

    def add_flag(self, flag: str) -> None:
        """Add a flag to those it has."""
        self.flags |= {flag}

    def end(self, day: str, source: str) -> None:
        """End it on the day of the first list or roster without it, which is the source."""
        self.ended_on, self.end_source = day, source
        step = count_days(self.last_shown_on, day)
        if step < LONGEST_STEP:
            self.end_certainty = "listed"
        else:
            self.end_certainty = "gap" if step <= LONGEST_SILENCE else "unattested"

    def renew(self, day: str, source: str) -> None:
        """End it on the day on which it was signed anew, as a source shows."""
        self.ended_on, self.end_source, self.end_certainty = day, source, "renewed"
        self.add_flag("superseded")

    def end_as_reported(self, day: str, source: str) -> None:
        """End it on the day that a report gives."""
        self.ended_on, self.end_source, self.end_certainty = day, source, "reported"
        self.flags -= {"superseded"}

    def go_on(self) -> None:
        """Take back its end."""
        self.ended_on = self.end_source = self.end_certainty = ""

    def take_place(self, location: Location) -> None:
        """Serve where a location says."""
        for name in ("jurisdiction", "reach", "geoids", "statewide", "place", "located_by"):
            setattr(self, name, getattr(location, name))

    def _is_over(self, day: str) -> bool:
        return self.over_on != "" and self.over_on <= day


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
class RosterRow:
    """One row of a roster of ICE's page before 2021: a row of data/qa/rosters.csv.

    agreement_id is the agreement that it shows, '' for a row that shows none; reason says why the
    row and the agreement differ, or why there is no row, '' where they are the same.
    """

    roster: str
    day: str
    agency: str
    model: str
    signed_on: str
    agreement_id: str
    reason: str


@dataclass(frozen=True)
class Source:
    """What an agreement may rest on besides a list: a row of data/sources.csv.

    kind is roster, memorandum or report; dated_on the day, month or year of it, or ''.
    """

    source: str
    kind: str
    dated_on: str
    title: str
    address: str


@dataclass(frozen=True)
class FactFate:
    """What became of a fact that others published: a row of data/qa/attested.csv."""

    date: str
    what: str
    state: str
    agency: str
    model: str
    source: str
    fate: str
    agreement_id: str


@dataclass(frozen=True)
class EarlyFate:
    """What the record has instead of one signing of the compilation before 2021.

    fate is 'attests' (an agreement of the record) or 'set aside'; reason is why it makes none of
    its own, or how the rosters overrule it.
    """

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
    rosters: tuple[RosterRow, ...] = ()
    sources: tuple[Source, ...] = ()
    attested: tuple[FactFate, ...] = ()
    uses: tuple[CorrectionUse, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict, compare=False)


@cache
def make_agency_id(state: str, agency: str) -> str:
    """Id of an agency: state and name, lower case letters and digits joined by hyphens."""
    plain = to_ascii(agency).replace("'", "")
    letters = "".join(c if c.isalnum() else " " for c in plain)
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


def is_older(dated_on: str, day: str, ahead: int = 0) -> bool:
    """Whether a source lies more than some days before a day, its month or year taken to the end.

    Of a source without a date no one can say so.
    """
    last = dated_on + "9999-12-31"[len(dated_on) :]
    return dated_on != "" and last < day and count_days(last, day) > ahead
