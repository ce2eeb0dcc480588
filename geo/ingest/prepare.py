"""Make a list ready to be absorbed, a workbook or a capture of ICE's page: read, dated, located."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geo.boundaries import read_counties
from geo.ingest.clean import clean_rows, tidy_name
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError
from geo.ingest.filenames import read_moment, tidy_filename
from geo.ingest.lists import PreparedList, date_list
from geo.ingest.locate.locate import locate_agencies
from geo.ingest.webpage import is_webpage, read_webpage
from geo.ingest.workbook import read_workbook

# The field of a correction that accepts a list whatever it changes.
ACCEPT = "accept_list"


def prepare_list(path: Path, corrections: Corrections) -> PreparedList:
    """Read, date, clean and locate one list, a workbook or a capture of ICE's page.

    Returns a PreparedList, refused with the reason when the workbook cannot be taken in. Raises
    SourceError for a file name without a date and for a correction that cannot be.
    """
    return next(locate_lists([clean_list(path, corrections)], corrections))


def clean_list(path: Path, corrections: Corrections) -> PreparedList:
    """Read, date and clean one list; its rows still lack their location.

    Dates that a correction mends prove nothing about the day of the list. A correction of the
    field `accept_list` (printed: the name of its file, correct: its sha256) accepts the list
    whatever it changes. A workbook that cannot be taken in has no rows, but the reason as refusal.
    """
    corrections = corrections.start_count()
    file = tidy_filename(path.name)
    try:
        printed = read_webpage(path) if is_webpage(path) else read_workbook(path)
        printed = replace(printed, file=file)
        signed = (
            row.signed
            for row in printed.rows
            if not corrections.is_mended("signed_on", tidy_name(row.agency), row.signed)
        )
        published_on = date_list(printed.file, signed).date()
        accepted = corrections.find(ACCEPT, "", "", printed.file) == printed.sha256
        rows, set_aside = clean_rows(printed, published_on, corrections)
    except SourceError as error:
        return PreparedList(
            file=file,
            published_on=read_moment(file).date().isoformat(),
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            refusal=str(error),
        )
    return PreparedList(
        file=printed.file,
        published_on=published_on.isoformat(),
        sha256=printed.sha256,
        printed_rows=len(printed.rows),
        rows=tuple(rows),
        set_aside=tuple(set_aside),
        used=corrections.used,
        accepted=accepted,
    )


def locate_lists(lists: list[PreparedList], corrections: Corrections) -> Iterator[PreparedList]:
    """Locate the rows of several lists, each distinct agency as printed only once.

    Yields the lists in the order given, each made only when asked for: all of them at once would
    fill the memory.
    """
    agencies = {row.printed_agency for one in lists for row in one.rows}
    locations = locate_agencies(agencies, read_counties(), corrections)
    for one in lists:
        rows = tuple(replace(row, location=locations[row.printed_agency]) for row in one.rows)
        used = Counter(key for row in rows for key in row.location.used)
        yield replace(one, rows=rows, used=one.used + used)
