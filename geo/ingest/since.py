"""Agreements known to be signed since the newest list; the record has them once a list does."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from geo.agreements import DATA
from geo.boundaries import read_counties
from geo.ingest.agreement import History, count_days, make_agency_id
from geo.ingest.clean import PrintedAgency, read_date, read_state, tidy_name
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError
from geo.ingest.identity import memorandum_key, name_key
from geo.ingest.locate.locate import locate_agencies
from geo.ingest.match import MENDING_DAYS
from geo.ingest.naming import index_names
from geo.ingest.tables import read_table, render_table
from geo.program import MODELS

FILE = "since.csv"
COLUMNS = ("state", "agency", "model", "signed_on", "file", "seen_in")


@dataclass(frozen=True)
class Signed:
    """One agreement that its signed memorandum shows and no list yet: a row of data/since.csv.

    memorandum is the file's name, seen_on the day on which it was public; note says which list
    since the signing lacks it.
    """

    agency_id: str
    agency: str
    state: str
    jurisdiction: str
    reach: str
    model: str
    signed_on: str
    geoids: tuple[str, ...]
    statewide: bool
    memorandum: str
    seen_on: str
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others, and its place in the table."""
        return self.agency_id, self.model, self.signed_on


def read_since(folder: Path = DATA) -> tuple[Signed, ...]:
    """Read the table of a folder; a folder without it has none."""
    return read_table(folder / FILE, Signed)


def read_memoranda(path: Path, corrections: Corrections) -> list[Signed]:
    """Read and locate the agreements of a file that a maintainer has.

    The file is CSV with the columns state, agency, model (jail, warrant, task_force), signed_on,
    file (name of the memorandum) and seen_in (day on which it was public); others are left alone.
    Agencies are located by the rules for those of lists without a printed county.

    Raises SourceError naming every value that cannot be read.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream)
        if missing := [name for name in COLUMNS if name not in (table.fieldnames or ())]:
            raise SourceError(f"{path.name}: lacks the column {', '.join(missing)}; add it.")
        rows, faults = [], []
        for number, row in enumerate(table, start=2):
            try:
                rows.append(_read_row(row))
            except ValueError as fault:
                faults.append(f"{path.name} row {number}: {fault} Mend it in the file.")
    if faults:
        raise SourceError("\n".join(faults))
    return _locate(rows, corrections)


def add_signed(known: Iterable[Signed], new: Iterable[Signed], history: History) -> list[Signed]:
    """Add agreements to those of the table, and leave out what a list prints, as follow_lists.

    An agency that the record knows by this name goes by its id.
    """
    ids = index_names(history)
    named = (
        replace(one, agency_id=ids.get(name_key(one.state, one.agency), one.agency_id))
        for one in new
    )
    rows = {one.key: one for one in (*known, *named)}
    return follow_lists(rows.values(), history)


def follow_lists(rows: Iterable[Signed], history: History) -> list[Signed]:
    """Leave out the agreements that the record has, and note which list lacks the others.

    The record has an agreement when it links the same memorandum, or when the agency of the same
    name signed the same model at most 30 days before or after. Returns the others in order of
    agency_id, model and date.
    """
    memoranda = {memorandum_key(one.moa_url) for one in history.agreements if one.moa_url}
    signings = {}
    for one in history.agreements:
        key = name_key(one.state, one.agency), one.model
        signings.setdefault(key, []).append(one.signed_on)
    newest = max((known.published_on for known in history.lists if known.is_absorbed), default="")
    kept = []
    for row in sorted(rows, key=lambda row: row.key):
        dates = signings.get((name_key(row.state, row.agency), row.model), ())
        is_near = any(day and abs(count_days(day, row.signed_on)) <= MENDING_DAYS for day in dates)
        if row.memorandum.lower() in memoranda or is_near:
            continue
        note = f"not on the list of {newest}" if newest > row.signed_on else ""
        kept.append(replace(row, note=note))
    return kept


def render_since(rows: Iterable[Signed]) -> dict[str, str]:
    """Text of data/since.csv by its path in the data folder, the same for equals."""
    return {FILE: render_table(rows, Signed)}


def _read_row(row):
    seen_on = read_date(row["seen_in"], date.max, "seen_in")[0]
    if row["model"] not in MODELS:
        raise ValueError(f"model is {row['model']!r}; expected one of {', '.join(MODELS)}.")
    agency = tidy_name(row["agency"])
    if not agency or not row["file"]:
        raise ValueError(f"agency is {agency!r}, file {row['file']!r}; expected both.")
    state = read_state(row["state"])[0]
    return Signed(
        agency_id=make_agency_id(state, agency),
        agency=agency,
        state=state,
        jurisdiction="",
        reach="",
        model=row["model"],
        signed_on=read_date(row["signed_on"], date.fromisoformat(seen_on), "signed_on")[0],
        geoids=(),
        statewide=False,
        memorandum=row["file"],
        seen_on=seen_on,
    )


def _locate(rows, corrections):
    printed = {row.key: PrintedAgency(row.state, row.agency, "", "") for row in rows}
    located = locate_agencies(printed.values(), read_counties(), corrections)
    return [
        replace(
            row,
            jurisdiction=where.jurisdiction,
            reach=where.reach,
            geoids=where.geoids,
            statewide=where.statewide,
        )
        for row in rows
        for where in (located[printed[row.key]],)
    ]
