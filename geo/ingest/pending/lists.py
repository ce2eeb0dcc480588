"""Read ICE's lists of pending agencies into the table of applications."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from geo.agreements import DATA
from geo.boundaries import read_counties
from geo.ingest.agreement import History, KnownList
from geo.ingest.clean import Row, clean_rows
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError
from geo.ingest.filenames import read_moment
from geo.ingest.identity import name_key
from geo.ingest.lists import sort_key
from geo.ingest.locate.locate import locate_agencies
from geo.ingest.pending.applications import (
    Applicant,
    Application,
    Respelling,
    collect_applications,
    follow_applications,
    follow_respellings,
)
from geo.ingest.tables import read_table, render_table
from geo.ingest.workbook import PENDING, read_workbook
from geo.workers import start_workers

PROCESSES = 2


@dataclass(frozen=True)
class PendingList:
    """One workbook of pending agencies ever seen: a row of data/qa/pending_lists.csv."""

    file: str
    published_on: str
    rows: int
    applications: int
    sha256: str
    verdict: str
    note: str


def render_pending(sources_dir: Path, history: History, corrections: Corrections) -> dict[str, str]:
    """Collect the applications of every workbook of sources_dir/ice_pending.

    history is the History of the participating lists. Returns the text of each table by its
    path in the data folder, the same for equals: pending.csv (one row per application:
    agency_id, model), qa/pending_lists.csv (one row per workbook, refused ones with the reason)
    and qa/pending_merges.csv (one row per spelling of an agency other than the known one).

    Raises SourceError when the folder holds no workbook.
    """
    folder = sources_dir / "ice_pending"
    paths = sorted(folder.glob("*.xlsx"))
    if not paths:
        raise SourceError(f"{folder}: holds no workbook; put ICE's pending lists there.")
    with start_workers(PROCESSES) as pool:
        read = partial(read_pending_list, lists=history.lists, corrections=corrections)
        found = list(pool.map(read, paths, chunksize=8))
    found.sort(key=lambda one: sort_key(one[0].published_on, one[0].file))
    agencies = {row.printed_agency for _, rows in found for row in rows}
    locations = locate_agencies(agencies, read_counties(), corrections)
    applicants = [
        Applicant(
            known.file, known.published_on, replace(row, location=locations[row.printed_agency])
        )
        for known, rows in found
        for row in rows
    ]
    applications, respellings = collect_applications(applicants, history)
    return {
        "pending.csv": render_table(applications, Application),
        "qa/pending_lists.csv": render_table([known for known, _ in found], PendingList),
        "qa/pending_merges.csv": render_table(respellings, Respelling),
    }


def render_followed(history: History, data_dir: Path = DATA) -> dict[str, str]:
    """Text of pending.csv by its path, its applications followed to the agreements of a history.

    To be written together with the history, so that no application names an agreement that has
    another id by now; with it qa/pending_merges.csv, where an agency has another name by now.
    Nothing for a folder without the table.
    """
    path = data_dir / "pending.csv"
    if not path.exists():
        return {}
    applications = read_table(path, Application)
    followed = follow_applications(applications, history)
    texts = {path.name: render_table(followed, Application)}
    spelt = data_dir / "qa" / "pending_merges.csv"
    if spelt.exists():
        respellings = follow_respellings(read_table(spelt, Respelling), applications, followed)
        texts[f"qa/{spelt.name}"] = render_table(respellings, Respelling)
    return texts


def read_pending_list(
    path: Path, lists: Iterable[KnownList], corrections: Corrections
) -> tuple[PendingList, list[Row]]:
    """Read, date and clean one pending list.

    lists are the participating lists. Returns the row of the list for qa/pending_lists.csv, and
    one cleaned row per application; a refused list has none.
    """
    published_on = date_pending(path.name, lists)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    refused = PendingList(path.name, published_on, 0, 0, sha256, "refused", "")
    try:
        printed = read_workbook(path, PENDING)
        refused = replace(refused, rows=len(printed.rows))
        rows, set_aside = clean_rows(printed, date.fromisoformat(published_on), corrections)
    except SourceError as error:
        return replace(refused, note=str(error).replace("\n", " ")), []
    distinct: dict[tuple[str, str], Row] = {}
    notes = [
        f"row {row.number} folded: the application is on the list twice"
        for row in rows
        if distinct.setdefault((name_key(row.state, row.agency), row.model), row) is not row
    ]
    notes += [f"row {row.number} set aside: {row.reason}" for row in set_aside]
    if len(distinct) + len(notes) != len(printed.rows):
        raise ValueError(
            f"{path.name}: {len(printed.rows)} rows in, yet {len(distinct)} applications and "
            f"{len(notes)} duplicates or rows set aside."
        )
    known = replace(refused, applications=len(distinct), verdict="absorbed", note="; ".join(notes))
    return known, list(distinct.values())


def date_pending(file: str, lists: Iterable[KnownList]) -> str:
    """ISO day of publication of a pending list.

    ICE publishes both lists under one date mark, and pending lists carry no dates that could
    prove a mark wrong: the day of the participating list with the same mark holds, else the
    mark's own. Raises SourceError for a name without a date.
    """
    marks = {_read_mark(known.file): known.published_on for known in lists}
    return marks.get(_read_mark(file)) or read_moment(file).date().isoformat()


def _read_mark(file):
    return re.sub(r"^[A-Za-z]+", "", file).lower()
