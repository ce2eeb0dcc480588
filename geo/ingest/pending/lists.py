"""Read ICE's lists of pending agencies into the table of applications."""

import hashlib
import re
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from geo.agreements import DATA
from geo.boundaries import read_counties
from geo.ingest.clean import clean_rows
from geo.ingest.identity import name_key
from geo.ingest.lists import read_moment, sort_key
from geo.ingest.locate.locate import locate_rows
from geo.ingest.pending.applications import (
    APPLICATION_COLUMNS,
    RESPELLING_COLUMNS,
    fold_applications,
    follow_applications,
)
from geo.ingest.prepare import LOCATED_BY_WHAT
from geo.ingest.workbook import NEEDED, OPTIONAL, ROW_COLUMNS, RawList, SourceError

PENDING_LIST_COLUMNS = [
    "file",
    "published_on",
    "rows",
    "applications",
    "sha256",
    "verdict",
    "note",
]
PROCESSES = 2


def render_pending(sources_dir, history, corrections):
    """Fold every workbook of sources_dir/ice_pending into applications.

    history is the History of the participating lists. Returns the text of each table by its
    path in the data folder, the same for equals: pending.csv (one row per application:
    agency_id, model), qa/pending_lists.csv (one row per workbook, refused ones with the reason)
    and qa/pending_merges.csv (one row per spelling of an agency other than the known one).

    Raises SourceError when the folder holds no workbook.
    """
    folder = Path(sources_dir) / "ice_pending"
    paths = sorted(folder.glob("*.xlsx"))
    if not paths:
        raise SourceError(f"{folder}: holds no workbook; put ICE's pending lists there.")
    with ProcessPoolExecutor(PROCESSES) as pool:
        read = partial(read_edition, lists=history.lists, corrections=corrections)
        editions, lines = zip(*pool.map(read, paths, chunksize=8), strict=True)
    editions = [edition for edition in editions if edition is not None]
    applications, respellings = [], []
    if editions:
        rows = locate_applicants(pd.concat(editions, ignore_index=True), corrections)
        applications, respellings = fold_applications(rows, history)
    return {
        "pending.csv": _render(applications, APPLICATION_COLUMNS),
        "qa/pending_lists.csv": _render(
            sorted(lines, key=lambda line: sort_key(line["published_on"], line["file"])),
            PENDING_LIST_COLUMNS,
        ),
        "qa/pending_merges.csv": _render(respellings, RESPELLING_COLUMNS),
    }


def render_followed(history, data_dir=DATA):
    """Text of pending.csv by its path, its applications followed to the agreements of a history.

    To be written together with the history, so that no application names an agreement that has
    another id by now. Nothing for a folder without the table.
    """
    path = Path(data_dir) / "pending.csv"
    if not path.exists():
        return {}
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    applications = follow_applications(table.to_dict("records"), history)
    return {path.name: _render(applications, APPLICATION_COLUMNS)}


def read_pending(path):
    """Read a pending-agencies workbook, every cell as text.

    Returns a RawList as read_workbook does, with signed and the links blank.

    Raises SourceError when the file is no workbook, lacks a needed column, has no rows, or
    carries signing dates, as lists of participating agencies do.
    """
    path = Path(path)
    try:
        table = pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl")
    except Exception as error:  # damaged bytes fail in zip, XML and openpyxl, each its own way
        raise SourceError(
            f"{path.name} is not an Excel workbook ({error}). Download the list again from ICE's "
            "287(g) page as .xlsx."
        ) from error
    table.columns = [str(column).strip().upper() for column in table.columns]
    if NEEDED["signed"] in table.columns:
        raise SourceError(
            f"{path.name} row 1: the header has SIGNED, as in ICE's lists of participating "
            "agencies. Download the list of pending agencies instead."
        )
    wanted = [name for column, name in NEEDED.items() if column != "signed"]
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise SourceError(
            f"{path.name} row 1: the header is {', '.join(table.columns)}; expected also "
            f"{', '.join(missing)}. Name the columns as other pending lists do."
        )
    rows = table.rename(columns={name: column for column, name in (NEEDED | OPTIONAL).items()})
    rows = rows.reindex(columns=ROW_COLUMNS[1:], fill_value="").fillna("")
    rows = rows.assign(moa_url="", addendum_url="").apply(lambda column: column.str.strip())
    rows.insert(0, "row", rows.index + 2)
    rows = rows[(rows[ROW_COLUMNS[1:]] != "").any(axis=1)].reset_index(drop=True)
    if rows.empty:
        raise SourceError(f"{path.name} has a header but no rows; nothing is known from it.")
    return RawList(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), rows)


def read_edition(path, lists, corrections):
    """Read, date and clean one pending list.

    lists are the lines of the table of participating lists as dicts. Returns (rows, line): the
    rows of clean_rows with list, published_on and edition (what orders the lists), or None
    for a refused list, and the line of the list for qa/pending_lists.csv.
    """
    path = Path(path)
    line = {
        "file": path.name,
        "published_on": date_pending(path.name, lists),
        "rows": "0",
        "applications": "0",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "verdict": "refused",
    }
    try:
        raw = read_pending(path)
        line["rows"] = str(len(raw.rows))
        published_on = date.fromisoformat(line["published_on"])
        rows, set_aside = clean_rows(raw, published_on, corrections)
    except SourceError as error:
        return None, line | {"note": str(error).replace("\n", " ")}
    rows["key"] = [name_key(row.state, row.agency) for row in rows.itertuples()]
    distinct = rows.drop_duplicates(["key", "model"])
    notes = [
        f"row {row.row} folded: the application is on the list twice"
        for row in rows.drop(distinct.index).itertuples()
    ]
    notes += [f"row {row.row} set aside: {row.reason}" for row in set_aside.itertuples()]
    line |= {"applications": str(len(distinct)), "verdict": "absorbed", "note": "; ".join(notes)}
    if len(distinct) + len(notes) != len(raw.rows):
        raise ValueError(
            f"{path.name}: {len(raw.rows)} rows in, yet {len(distinct)} applications and "
            f"{len(notes)} rows folded or set aside."
        )
    edition = sort_key(line["published_on"], path.name)
    return distinct.assign(
        list=path.name, published_on=line["published_on"], edition=[edition] * len(distinct)
    ), line


def date_pending(file, lists):
    """ISO day of publication of a pending list.

    ICE publishes both lists under one date mark, and pending lists carry no dates that could
    prove a mark wrong: the day of the participating list with the same mark holds, else the
    mark's own. Raises SourceError for a name without a date.
    """
    marks = {_read_mark(line["file"]): line["published_on"] for line in lists}
    return marks.get(_read_mark(file)) or read_moment(file).date().isoformat()


def locate_applicants(rows, corrections):
    """Add the location columns of locate_rows to cleaned rows of pending lists."""
    agencies = rows[LOCATED_BY_WHAT].drop_duplicates().reset_index(drop=True)
    located = agencies.join(locate_rows(agencies, read_counties(), corrections))
    return rows.merge(located, on=LOCATED_BY_WHAT, validate="many_to_one")


def _render(records, columns):
    return pd.DataFrame(records, columns=columns).to_csv(index=False, lineterminator="\n")


def _read_mark(file):
    return re.sub(r"^[A-Za-z]+", "", file).lower()
