"""Fold every list of a folder, from the first, into a new history."""

import hashlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from geo.ingest.absorb import absorb
from geo.ingest.early import read_early, settle_rest
from geo.ingest.lists import sort_key
from geo.ingest.prepare import clean_or_refuse, locate_editions
from geo.ingest.workbook import SourceError

PROCESSES = 2


def rebuild_history(sources, corrections):
    """Fold a folder of sources into a history, in order of publication.

    sources holds history_to_2020.csv, the agreements before the lists, and ice_rosters/, the
    workbooks. A workbook that cannot be taken in becomes a refused line of the table of lists.
    Returns a History. Raises SourceError when one of the two is missing or the first unreadable.
    """
    sources, paths = Path(sources), list_workbooks(sources)
    early, rest = read_early(sources / "history_to_2020.csv", corrections)
    history = early
    for edition in prepare_editions(paths, corrections):
        history = absorb(history, edition)
    return replace(history, early=settle_rest(rest, early, history))


def list_workbooks(sources):
    """Paths of the workbooks of a folder of sources, sorted.

    Raises SourceError when the folder lacks them or the compilation of the years before.
    """
    sources = Path(sources)
    paths = sorted((sources / "ice_rosters").glob("*.xlsx"))
    if not paths or not (sources / "history_to_2020.csv").exists():
        raise SourceError(
            f"{sources}: expected history_to_2020.csv and workbooks in ice_rosters/. Name the "
            "folder that holds both."
        )
    return paths


def require_lists(sources, lines):
    """Raise SourceError naming every absorbed list of the record that a folder of sources lacks.

    lines are the rows of the table of lists as dicts; a list is known by its bytes.
    """
    held = {hashlib.sha256(path.read_bytes()).hexdigest() for path in list_workbooks(sources)}
    lost = [
        line["file"]
        for line in lines
        if line["verdict"] == "absorbed" and line["sha256"] not in held
    ]
    if lost:
        raise SourceError(
            f"{sources}: lacks lists that are in the record: {', '.join(lost)}. Put them in "
            "ice_rosters/, or pass --forget to rebuild without them."
        )


def prepare_editions(paths, corrections):
    """Editions of many workbooks in order of publication, the unreadable ones refused."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        clean = partial(clean_or_refuse, corrections=corrections)
        editions = list(pool.map(clean, paths, chunksize=8))
    editions.sort(key=lambda edition: sort_key(edition.published_on, edition.file))
    return locate_editions(editions, corrections)
