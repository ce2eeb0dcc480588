"""Take one new list into the tables of a folder."""

import logging
import os
import shutil
import tempfile
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from geo.agreements import DATA
from geo.ingest.absorb import absorb
from geo.ingest.agreement import History
from geo.ingest.checks import check_texts
from geo.ingest.clean import read_date
from geo.ingest.corrections import read_corrections
from geo.ingest.docs import PAGE, render_page
from geo.ingest.errors import SourceError, join_faults
from geo.ingest.fetch import fetch_list, keep_list
from geo.ingest.filenames import EASTERN, name_list, read_moment, tidy_filename
from geo.ingest.lists import is_older
from geo.ingest.manifest import require_whole
from geo.ingest.memoranda import render_contradictions
from geo.ingest.pending.lists import render_followed
from geo.ingest.prepare import prepare_list
from geo.ingest.report import describe_changes
from geo.ingest.since import follow_lists, read_since, render_since
from geo.ingest.tables import lock_tables, read_history, render_history, replace_files
from geo.ingest.workbook import read_workbook

LOG = logging.getLogger(__name__)
# A server's date further than this after a list's newest signing is not the list's.
LONGEST_WITHOUT_SIGNING = timedelta(days=31)


def refresh(
    source: str,
    *,
    published_on: date | None,
    data: Path,
    keep: Path,
    allow_private: bool = False,
    dry_run: bool = False,
    only_newer: bool = False,
) -> None:
    """Take one list, a file or an address, into the tables of a folder, and print what it changes.

    ICE erases its old lists, so what comes from an address, or gets a name from the day it was
    published, is kept in the folder `keep`, whatever becomes of it. A list in the record already
    changes nothing; nor does an older one where only newer ones are asked for. Raises SourceError
    for one that is refused, after noting it in the table of lists.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, modified_on = Path(source), None
        is_new = "://" in source
        if is_new:
            path, modified_on = fetch_list(source, Path(folder), allow_private)
        elif not path.is_file():
            raise SourceError(f"{path}: no such file. Give the path or the address of a list.")
        name = _name_by_day(path, published_on, modified_on)
        if name != tidy_filename(path.name):
            path, is_new = Path(shutil.copy(path, Path(folder) / name)), True
        if is_new and not dry_run:
            print(f"kept as {keep_list(path, keep)}")
        with lock_tables(data):
            require_whole(data)
            news = prepare_list(path, read_corrections(data))
            LOG.info("refresh %s: %s", news.file, _refresh_tables(news, data, dry_run, only_newer))


def render_tables(history: History, texts: dict[str, str], folder: Path) -> dict[str, str]:
    """Text of every file that a history changes, by its path in the folder, with those given."""
    texts = texts | render_history(history) | render_contradictions(history.agreements)
    texts |= render_since(follow_lists(read_since(folder), history))
    # A container holds the tables without the page about them.
    if folder.resolve() == DATA and PAGE.parent.exists():
        texts[os.path.relpath(PAGE, folder)] = render_page(history, PAGE, folder)
    return texts


def _name_by_day(path, published_on, modified_on):
    """The name of a list's file with a day in it, as given, as its name has it, or as it tells."""
    name = tidy_filename(path.name)
    if published_on:
        with suppress(SourceError):
            if read_moment(name).date() == published_on:
                return name
        return name_list(published_on)
    try:
        read_moment(name)
    except SourceError as error:
        newest = _find_newest_signing(path)
        if newest and modified_on and newest <= modified_on <= newest + LONGEST_WITHOUT_SIGNING:
            return name_list(modified_on)
        told = f"its newest signing is of {newest}" if newest else "it tells no signing"
        served = f", the server dates it {modified_on}" if modified_on else ""
        raise SourceError(f"{error} As a hint: {told}{served}.") from error
    return name


def _find_newest_signing(path):
    """The latest day on which a row of a workbook was signed, None where it has none."""
    days = set()
    with suppress(SourceError):
        for row in read_workbook(path).rows:
            with suppress(ValueError):
                days.add(date.fromisoformat(read_date(row.signed, date.max)[0]))
    today = datetime.now(EASTERN).date()
    return max((day for day in days if day <= today), default=None)


def _refresh_tables(news, data, dry_run, only_newer):
    """Write what a list changes; says in a word or two what came of it."""
    history = read_history(data)
    _require_past(news)
    absorbed = [known for known in history.lists if known.is_absorbed]
    if only_newer and absorbed and is_older(news, absorbed[-1]):
        print(f"nothing new: {news.file} is older than {absorbed[-1].file}, the newest list.")
        return "nothing new"
    new = absorb(history, news)
    if new is history:
        print(f"nothing new: {news.file} is in the record already; nothing changes.")
        return "nothing new"
    known = next(known for known in new.lists if known.file == news.file)
    if not known.is_absorbed:
        if not dry_run:
            replace_files(data, render_tables(new, {}, data))
        raise SourceError(
            f"{news.file}: refused, and only noted in lists.csv. Reason:\n{known.note}"
        )
    texts = render_tables(new, render_followed(new, data), data)
    if problems := check_texts(texts, data):
        raise SourceError(
            f"{news.file}: refused, for the tables would break their promises, and nothing "
            "changes. Mend the list in data/corrections.csv, or the tables where they are wrong "
            f"without it:\n{join_faults(problems)}"
        )
    print(f"{news.file}, published {news.published_on}: {news.printed_rows} rows")
    print("\n".join(describe_changes(history, new)))
    if dry_run:
        print("dry run: nothing was written.")
        return "dry run"
    replace_files(data, texts)
    return "absorbed"


def _require_past(news):
    """Raise SourceError for a list of a day still to come: every later list would be refused."""
    today = datetime.now(EASTERN).date().isoformat()
    if news.published_on > today:
        raise SourceError(
            f"{news.file}: its day is {news.published_on}, yet today is {today}. Name the "
            "file by the day ICE published it, or mend the signing dates that lie after that day "
            "in data/corrections.csv. Nothing changes."
        )
