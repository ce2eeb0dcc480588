"""The whole record anew: every list of a folder absorbed in order, from the first."""

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from geo.ingest.absorb import absorb
from geo.ingest.agreement import History, KnownList
from geo.ingest.corrections import Corrections
from geo.ingest.early import read_early, settle_rest
from geo.ingest.errors import SourceError
from geo.ingest.lists import PreparedList, sort_key
from geo.ingest.prepare import clean_list, locate_lists

PROCESSES = 2


def rebuild_history(sources: Path, corrections: Corrections) -> History:
    """Absorb a folder of sources into a new history, in order of publication.

    sources holds history_to_2020.csv, the agreements before the lists, and ice_rosters/, the
    workbooks. A workbook that cannot be taken in is refused in the table of lists. Raises
    SourceError when one of the two is missing or the first unreadable.
    """
    paths = list_workbooks(sources)
    early, rest = read_early(sources / "history_to_2020.csv", corrections)
    history = early
    for news in prepare_lists(paths, corrections):
        history = absorb(history, news)
    return replace(history, early=settle_rest(rest, early, history))


def list_workbooks(sources: Path) -> list[Path]:
    """Paths of the workbooks of a folder of sources, sorted.

    Raises SourceError when the folder lacks them or the compilation of the years before.
    """
    paths = sorted((sources / "ice_rosters").glob("*.xlsx"))
    if not paths or not (sources / "history_to_2020.csv").exists():
        raise SourceError(
            f"{sources}: expected history_to_2020.csv and workbooks in ice_rosters/. Name the "
            "folder that holds both."
        )
    return paths


def require_lists(sources: Path, lists: Iterable[KnownList]) -> None:
    """Raise SourceError naming every absorbed list of the record that a folder of sources lacks.

    A list is known by its bytes.
    """
    held = {hashlib.sha256(path.read_bytes()).hexdigest() for path in list_workbooks(sources)}
    lost = [known.file for known in lists if known.is_absorbed and known.sha256 not in held]
    if lost:
        raise SourceError(
            f"{sources}: lacks lists that are in the record: {', '.join(lost)}. Put them in "
            "ice_rosters/, or pass --forget to rebuild without them."
        )


def prepare_lists(paths: list[Path], corrections: Corrections) -> Iterator[PreparedList]:
    """Prepare many workbooks, in order of publication, the unreadable ones refused."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        lists = list(pool.map(partial(clean_list, corrections=corrections), paths, chunksize=8))
    lists.sort(key=lambda one: sort_key(one.published_on, one.file))
    return locate_lists(lists, corrections)
