"""The whole record anew: every list of a folder absorbed in order, from the first."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from functools import partial
from itertools import chain
from pathlib import Path

from geo.ingest.absorb import absorb
from geo.ingest.agreement import History, KnownList, Source
from geo.ingest.attest import IN_FORCE, SIGNED, Fact, attest, list_sources
from geo.ingest.compilation import read_compilation, settle_compilation
from geo.ingest.corrections import Corrections, count_uses
from geo.ingest.errors import SourceError
from geo.ingest.lists import PreparedList, sort_key
from geo.ingest.prepare import clean_list, locate_lists
from geo.ingest.presence import live_on_rosters
from geo.ingest.rosters import read_rosters
from geo.ingest.webpage import is_webpage
from geo.workers import start_workers

PROCESSES = 2


# Where the rosters were compiled.
COMPILED_AT = "https://github.com/deportationdata/ice-287g"


def rebuild_history(sources: Path, corrections: Corrections, facts: Sequence[Fact] = ()) -> History:
    """Make a new history from a folder of sources, in order of publication.

    sources holds early_rosters/, the rosters before the lists; history_to_2020.csv, the
    compilation that is held against them; and ice_rosters/, the lists: workbooks, and captures of
    ICE's page. facts are those of data/attested.csv: what happened before the first list is known
    before it is absorbed. A list that cannot be taken in is refused in the table of lists. Raises
    SourceError when one of the three is missing or one of the first two unreadable.
    """
    paths = find_lists(sources)
    counted = corrections.start_count()
    compiled = read_compilation(sources / "history_to_2020.csv", counted)
    lists = prepare_lists(paths, corrections)
    first = next(lists)
    # What stood or was signed before the first list goes on in it; of an end the lists must first
    # say between which of them it lies.
    facts_before = [
        one for one in facts if one.date < first.published_on and one.what in (IN_FORCE, SIGNED)
    ]
    facts_after = [one for one in facts if one not in facts_before]
    history = begin_history(sources / "early_rosters", counted, facts_before)
    for news in chain([first], lists):
        history = absorb(history, news)
    agreements, fates = attest(history.agreements, facts_after, counted)
    return replace(
        history,
        agreements=tuple(agreements),
        sources=tuple(sorted({*history.sources, *list_sources(facts)}, key=lambda one: one.source)),
        attested=tuple(sorted((*history.attested, *fates), key=astuple)),
        early=settle_compilation(compiled, agreements),
    )


def begin_history(folder: Path, corrections: Corrections, facts: Sequence[Fact] = ()) -> History:
    """Make the history that the lists continue, from a folder of rosters and from facts.

    Returns a History without lists; its sources are the rosters.
    """
    rosters = read_rosters(folder, corrections)
    agreements, rows = live_on_rosters(rosters, corrections)
    agreements, fates = attest(agreements, facts, corrections)
    known = {
        Source(
            one.name,
            "roster" if one.is_page else "report",
            one.dated_on,
            one.title,
            COMPILED_AT,
        )
        for one in rosters
    }
    return History(
        agreements=tuple(agreements),
        rosters=tuple(sorted(rows, key=lambda row: (row.roster, row.agency, row.signed_on))),
        sources=tuple(sorted(known, key=lambda one: one.source)),
        attested=tuple(fates),
        uses=count_uses((), corrections.used, folder.name),
    )


def find_lists(sources: Path) -> list[Path]:
    """Paths of the lists of a folder of sources, workbooks and web pages, sorted.

    Raises SourceError when the folder lacks them, or what is known of the years before.
    """
    folder = sources / "ice_rosters"
    paths = sorted(
        path for path in folder.glob("*") if path.suffix.lower() == ".xlsx" or is_webpage(path)
    )
    before = (sources / "history_to_2020.csv", sources / "early_rosters")
    if not paths or not all(path.exists() for path in before):
        raise SourceError(
            f"{sources}: expected early_rosters/, history_to_2020.csv and lists in "
            "ice_rosters/. Name the folder that holds all three."
        )
    return paths


def require_lists(sources: Path, lists: Iterable[KnownList]) -> None:
    """Raise SourceError naming every absorbed list of the record that a folder of sources lacks.

    A list is known by its bytes.
    """
    held = {hashlib.sha256(path.read_bytes()).hexdigest() for path in find_lists(sources)}
    lost = [known.file for known in lists if known.is_absorbed and known.sha256 not in held]
    if lost:
        raise SourceError(
            f"{sources}: lacks lists that are in the record: {', '.join(lost)}. Put them in "
            "ice_rosters/, or pass --forget to rebuild without them."
        )


def prepare_lists(paths: list[Path], corrections: Corrections) -> Iterator[PreparedList]:
    """Prepare many lists, in order of publication, the unreadable ones refused."""
    with start_workers(PROCESSES) as pool:
        lists = list(pool.map(partial(clean_list, corrections=corrections), paths, chunksize=8))
    lists.sort(key=lambda one: sort_key(one.published_on, one.file))
    return locate_lists(lists, corrections)
