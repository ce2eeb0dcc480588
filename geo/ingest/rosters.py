"""The rosters of 2007 to 2017: who was on ICE's page, capture by capture, and in reports."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from geo.ingest.clean import REMEDY, read_date, read_state, tidy_name
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError

# The compiler's tables carry signings of 2020 too, for reports without a day.
LAST_DAY = date(2020, 12, 31)
FILES = {
    "rosters.csv": ["roster", "kind", "captured_on", "as_of", "source"],
    "rows.csv": ["roster", "key"],
    "agreements.csv": ["key", "state", "agency", "model", "signed_on"],
    "names.csv": ["key", "source", "name_as_printed"],
}
# Reports call an agreement with both models hybrid; ICE's page names one of them.
MODELS = {
    "jail": "jail",
    "jail enforcement": "jail",
    "task_force": "task_force",
    "jail_task_force": "",
    "": "",
}
# A table of agreements by the status of their renewal: who is not in it may still have one, and
# who is pending has none yet.
BY_STATUS = re.compile(r"status (\w+)$")
# A row of this name is a document that belongs to an agreement.
DOCUMENT = re.compile(r"\baddendum$", re.IGNORECASE)


@dataclass(frozen=True)
class PrintedSigning:
    """An agreement as rosters print it; model and signed_on are '' where none is printed."""

    key: str
    state: str
    agency: str
    model: str
    signed_on: str


@dataclass(frozen=True)
class Roster:
    """One roster: a capture of ICE's page, or the table of a report.

    day is the day for which it speaks: that of the page's own caption where the caption is newer
    than that of the capture before, else that of the capture. seen_until is the last day on which
    its rows are known to have stood there, dated_on that of the capture or report itself. is_whole
    says that who is not on it has no agreement.
    """

    name: str
    is_page: bool
    day: str
    seen_until: str
    dated_on: str
    is_whole: bool
    title: str
    rows: tuple[PrintedSigning, ...] = field(repr=False)
    documents: tuple[PrintedSigning, ...] = field(default=(), repr=False)


def read_rosters(folder: Path, corrections: Corrections) -> list[Roster]:
    """Read the dated rosters of a folder, in the order of the days for which they speak.

    folder holds rosters.csv, rows.csv, agreements.csv and names.csv. Reports without a day, and
    tables of agreements that were still to be signed, show nobody's agreement on any day and are
    left out. corrections count their uses.

    Raises SourceError for a file or column that is missing, a value that cannot be read and a
    row of an unknown roster or key.
    """
    tables = {file: _read_table(folder, file, needed) for file, needed in FILES.items()}
    printed = {
        row["key"]: _read_signing(number, row, corrections)
        for number, row in enumerate(tables["agreements.csv"], start=2)
    }
    documents = {
        (row["source"].split()[-1], row["key"])
        for row in tables["names.csv"]
        if DOCUMENT.search(row["name_as_printed"])
    }
    rows = defaultdict(list)
    known = {row["roster"] for row in tables["rosters.csv"]}
    for number, row in enumerate(tables["rows.csv"], start=2):
        if row["roster"] not in known or row["key"] not in printed:
            raise SourceError(
                f"rows.csv row {number}: {row['roster']}, {row['key']}: expected a roster of "
                "rosters.csv and a key of agreements.csv. Add what is missing."
            )
        rows[row["roster"]].append(printed[row["key"]])
    return [
        _make_roster(row, day, seen_until, rows[row["roster"]], documents)
        for row, day, seen_until in _date_rosters(tables["rosters.csv"])
    ]


def _read_table(folder, file, needed):
    path = folder / file
    if not path.exists():
        raise SourceError(f"{folder}: expected {file}. Name the folder that holds the rosters.")
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise SourceError(f"{file}: lacks the column {', '.join(missing)}; add it.")
    return table.to_dict("records")


def _read_signing(number, row, corrections):
    agency = tidy_name(row["agency"])

    def mend(name, value):
        correct = corrections.find(name, state, agency, value)
        return value if correct is None else correct

    try:
        state = ""
        state = read_state(mend("state", row["state"]))[0]
        model = mend("model", row["model"]).lower()
        if model not in MODELS:
            raise ValueError(f"model is {model!r}; expected one of {', '.join(MODELS)}.")
        signed_on = mend("signed_on", row["signed_on"])
        if signed_on:
            signed_on = read_date(signed_on, LAST_DAY, "signed_on")[0]
        return PrintedSigning(
            row["key"], state, tidy_name(mend("agency", agency)), MODELS[model], signed_on
        )
    except ValueError as error:
        raise SourceError(f"agreements.csv row {number}: {error} {REMEDY}") from error


def _date_rosters(rows):
    """(row, day, seen_until) of every roster that speaks for a day, in order."""
    pages = sorted((row for row in rows if row["kind"] == "ice"), key=lambda row: row["roster"])
    reports = [
        row
        for row in rows
        if row["kind"] != "ice" and row["as_of"] and _read_status(row) != "pending"
    ]
    captions = ["", *(row["as_of"] for row in pages)]
    days = [
        row["as_of"] if row["as_of"] > before else row["captured_on"]
        for row, before in zip(pages, captions, strict=False)
    ]
    dated = [
        (row, day, row["captured_on"] if row["captured_on"] < following else day)
        for row, day, following in zip(pages, days, [*days[1:], "9999"], strict=True)
    ]
    dated += [(row, row["as_of"], row["as_of"]) for row in reports]
    # Of one day ICE's page comes first: a report of that day has seen it.
    return sorted(dated, key=lambda one: (one[1], one[0]["kind"] != "ice", one[0]["roster"]))


def _read_status(row):
    found = BY_STATUS.search(row["source"])
    return found[1] if found else ""


def _make_roster(row, day, seen_until, printed, documents):
    stamp = row["roster"].removeprefix("ice-")
    # Names are by key without the number of a later signing.
    aside = [one for one in printed if (stamp, re.sub(r"-\d+$", "", one.key)) in documents]
    return Roster(
        name=row["roster"],
        is_page=row["kind"] == "ice",
        day=day,
        seen_until=seen_until,
        dated_on=row["captured_on"] or row["as_of"],
        is_whole=not _read_status(row),
        title=row["source"],
        rows=tuple(one for one in printed if one not in aside),
        documents=tuple(aside),
    )
