"""Make a workbook ready to be absorbed: read, dated, cleaned, located."""

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd

from geo.agreements import DATA
from geo.boundaries import read_counties
from geo.ingest.agreement import Edition
from geo.ingest.clean import (
    CLEAN_COLUMNS,
    CORRECTION_COLUMNS,
    clean_rows,
    index_corrections,
    tidy_name,
)
from geo.ingest.lists import date_list, read_moment
from geo.ingest.locate.locate import locate_rows
from geo.ingest.workbook import SourceError, read_workbook

LOCATED_BY_WHAT = ["state", "agency", "type", "county"]


def read_corrections(folder=DATA):
    """Read the corrections, one row per wrong value and what is right instead, as text."""
    path = Path(folder) / "corrections.csv"
    if not path.exists():
        return pd.DataFrame(columns=CORRECTION_COLUMNS)
    corrections = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = sorted(set(CORRECTION_COLUMNS) - set(corrections.columns))
    if missing:
        raise SourceError(f"{path.name}: lacks the column {', '.join(missing)}; add it.")
    return corrections


def prepare_edition(path, corrections):
    """Read, date, clean and locate one workbook.

    Returns an Edition, refused with the reason when the workbook cannot be taken in. Raises
    SourceError for a file name without a date and for a correction that cannot be.
    """
    edition = clean_or_refuse(path, corrections)
    return next(locate_editions([edition], corrections))


def clean_or_refuse(path, corrections):
    """Edition as clean_edition makes it, or as refuse_edition when it cannot."""
    try:
        return clean_edition(path, corrections)
    except SourceError as error:
        return refuse_edition(path, str(error))


def clean_edition(path, corrections):
    """Read, date and clean one workbook; its rows still lack their location.

    Dates that a correction mends prove nothing about the day of the list. A correction of the
    field `verdict` (printed: the sha256 of the list, correct: absorbed) accepts the list however
    many rows it lost.
    """
    raw = read_workbook(path)
    fixes = index_corrections(corrections)
    published_on = date_list(raw.file, _select_proofs(raw.rows, corrections)).date()
    acceptance = ("verdict", "", "", raw.sha256)
    accepted = fixes.get(acceptance) == "absorbed"
    rows, set_aside = clean_rows(raw, published_on, corrections)
    return Edition(
        file=raw.file,
        published_on=published_on.isoformat(),
        sha256=raw.sha256,
        printed_rows=len(raw.rows),
        rows=rows,
        set_aside=set_aside,
        used=Counter([key for keys in rows["mended"] for key in keys] + [acceptance] * accepted),
        accepted=accepted,
    )


def _select_proofs(rows, corrections):
    """Printed signing dates, without those that a correction mends."""
    fixes = corrections[corrections["field"] == "signed_on"]
    mended = set(zip(fixes["agency"], fixes["printed"], strict=True))
    printed = zip(rows["agency"].map(tidy_name), rows["signed"], strict=True)
    return rows["signed"][[pair not in mended for pair in printed]]


def refuse_edition(path, reason):
    """Edition of a workbook that cannot be taken in, for the table of lists."""
    path = Path(path)
    return Edition(
        file=path.name,
        published_on=read_moment(path.name).date().isoformat(),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        printed_rows=0,
        rows=pd.DataFrame(columns=CLEAN_COLUMNS),
        set_aside=pd.DataFrame(columns=["row", "reason", "printed"]),
        refusal=reason,
    )


def locate_editions(editions, corrections):
    """Locate the rows of several editions, each distinct agency as printed only once.

    Yields the editions in the order given, each made only when asked for: all of them at once
    would fill the memory with long addresses.
    """
    everything = pd.concat([edition.rows[LOCATED_BY_WHAT] for edition in editions])
    agencies = everything.drop_duplicates().reset_index(drop=True)
    located = agencies.join(locate_rows(agencies, read_counties(), corrections))
    fixes = {
        (fix.state, fix.agency): (fix.field, fix.state, fix.agency, fix.printed, fix.correct)
        for fix in corrections[corrections["field"] == "jurisdiction"].itertuples()
    }
    for edition in editions:
        yield _join_location(edition, located, fixes)


def _join_location(edition, located, fixes):
    rows = edition.rows.merge(located, on=LOCATED_BY_WHAT, validate="many_to_one")
    corrected = rows[rows["located_by"] == "correction"]
    used = edition.used + Counter(
        ("geoids", row.state, row.agency, row.county) for row in corrected.itertuples()
    )
    names = pd.MultiIndex.from_frame(rows[["state", "agency"]])
    for row in rows[names.isin(list(fixes))].itertuples() if fixes else ():
        *key, correct = fixes[row.state, row.agency]
        if row.jurisdiction == correct:
            used[tuple(key)] += 1
    return replace(edition, rows=rows, used=used)
