"""Command line of the maintainer's half: boundaries, refresh, rebuild, since, renew, check."""

import argparse
import gc
import logging
import os
import sys
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from geo.agreements import DATA, ROOT
from geo.boundaries import SHAPEFILES
from geo.edition import MANIFEST, DamagedError, find_faults
from geo.ingest.attest import read_facts
from geo.ingest.boundaries import BoundaryError, build_boundaries
from geo.ingest.checks import NEVER_MATCHED, check_tables
from geo.ingest.context import render_context
from geo.ingest.corrections import read_corrections
from geo.ingest.errors import SourceError, join_faults
from geo.ingest.manifest import renew_manifest, require_whole
from geo.ingest.newest import PAGE, find_newest
from geo.ingest.pending.lists import render_followed, render_pending
from geo.ingest.rebuild import rebuild_history, require_lists
from geo.ingest.refresh import refresh, render_tables
from geo.ingest.since import (
    FILE,
    add_signed,
    read_memoranda,
    read_since,
    render_since,
)
from geo.ingest.tables import lock_tables, read_history, replace_files
from geo.log import open_log

# What a refresh has fetched; a rebuild needs it.
LISTS = ROOT / "lists"
LOG = logging.getLogger(__name__)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status, 1 with the reason for what cannot be taken in."""
    options = _parse(arguments)
    with open_log():
        try:
            return options.run(options)
        except (SourceError, BoundaryError, DamagedError, BlockingIOError) as error:
            LOG.error("%s", error)
        except OSError as error:
            place = error.filename or "A temporary file"
            remedy = "Make room there or allow writing, or give a path that can be used."
            LOG.error("%s: %s. Nothing has changed. %s", place, error.strerror, remedy)
    return 1


def run_boundaries(options: argparse.Namespace) -> int:
    """Simplify Census boundary files into the shapefiles."""
    counties, states = build_boundaries(options.counties, options.states, options.out)
    print(f"{counties} counties and {states} states and territories in {options.out}")
    return 0


def run_refresh(options: argparse.Namespace) -> int:
    """Take in one new list: from a file, an address, or the newest one linked on ICE's page."""
    while options.watch:
        try:
            _refresh_once(options)
        except (SourceError, DamagedError, OSError) as error:
            LOG.error("%s", error)
        sys.stdout.flush()
        time.sleep(options.watch * 3600)
    _refresh_once(options)
    return 0


def _refresh_once(options):
    source = options.source or find_newest(options.page, options.keep, options.allow_private)
    # Millions of objects that all stay: to look for garbage among them takes a fifth of the time.
    gc.disable()
    try:
        refresh(
            source,
            published_on=options.published,
            data=options.data,
            keep=options.keep,
            allow_private=options.allow_private,
            dry_run=options.dry_run,
            only_newer=not options.source,
        )
    finally:
        gc.enable()


def run_rebuild(options: argparse.Namespace) -> int:
    """Make all tables anew from all sources."""
    with lock_tables(options.data):
        require_whole(options.data)
        if not options.forget:
            require_lists(options.sources, read_history(options.data).lists)
        return _rebuild(options.sources, options.data)


def _rebuild(sources: Path, data: Path) -> int:
    corrections = read_corrections(data)
    texts = {}
    if (sources / "population.csv").exists():
        texts |= render_context(sources, data)
    else:
        print(f"{sources} has no population.csv: the table stays as it is.")
    history = rebuild_history(sources, corrections, read_facts(data))
    if (sources / "ice_pending").exists():
        texts |= render_pending(sources, history, corrections)
    else:
        print(f"{sources} has no ice_pending/: its applications stay as they are.")
        texts |= render_followed(history, data)
    replace_files(data, render_tables(history, texts, data))
    refused = [known for known in history.lists if not known.is_absorbed]
    lists = len(history.lists) - len(refused)
    print(f"{len(history.agreements)} agreements from {lists} lists in {data}")
    print("\n".join(f"refused: {known.file}: {known.note}" for known in refused))
    return 0


def run_since(options: argparse.Namespace) -> int:
    """Add agreements signed since the newest list, from a file of signed memoranda."""
    if not options.file.is_file():
        raise SourceError(f"{options.file}: no such file. Give the path of a CSV file.")
    with lock_tables(options.data):
        require_whole(options.data)
        new = read_memoranda(options.file, read_corrections(options.data))
        known = read_since(options.data)
        rows = add_signed(known, new, read_history(options.data))
        replace_files(options.data, render_since(rows))
    print(f"{len(rows)} agreements in {FILE}, {len(rows) - len(known)} more than before")
    kept = {one.memorandum for one in rows}
    for title, found in (
        ("in the record already", [one for one in new if one.memorandum not in kept]),
        ("unlocated", [one for one in rows if not one.statewide and not one.geoids]),
    ):
        print(f"{title}: {len(found)}")
        print(*(f"  {one.agency} ({one.state}), {one.model}\n" for one in found), sep="", end="")
    return 0


def run_renew(options: argparse.Namespace) -> int:
    """Take tables that were changed by hand into the manifest, once they are checked."""
    with lock_tables(options.data):
        manifest, changes = renew_manifest(options.data)
        if not changes:
            print("nothing changed: every table is as the manifest says.")
            return 0
        print("\n".join(changes))
        # A correction matches something once a refresh or rebuild has used it.
        problems = [one for one in check_tables(options.data)[1] if NEVER_MATCHED not in one]
        if problems:
            print(f"{join_faults(problems)}\nNothing was noted.", file=sys.stderr)
            return 1
        replace_files(options.data, {MANIFEST: manifest})
    print("all checks passed; the manifest names these tables now.")
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Check the tables; exit status 1 when a promise does not hold."""
    # Tables that nobody can write need no lock.
    writable = os.access(options.data, os.W_OK)
    with lock_tables(options.data) if writable else nullcontext():
        lines, problems = check_tables(options.data)
        problems += map(str, find_faults(options.data))
    print("\n".join(lines))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    print("all checks passed")
    return 0


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="python -m geo.ingest")
    commands = parser.add_subparsers(required=True)

    boundaries = commands.add_parser("boundaries", help=run_boundaries.__doc__)
    boundaries.add_argument("--counties", type=Path, required=True)
    boundaries.add_argument("--states", type=Path, required=True)
    boundaries.add_argument("--out", type=Path, default=SHAPEFILES)
    boundaries.set_defaults(run=run_boundaries)

    refresh = commands.add_parser(
        "refresh", help="Take in one new list, by default the newest one on ICE's page."
    )
    refresh.add_argument(
        "source", nargs="?", help="a workbook, or its http(s) address (default: ICE's newest)"
    )
    refresh.add_argument(
        "--page",
        default=os.environ.get("ATLAS_ICE_PAGE", PAGE),
        metavar="ADDRESS",
        help="the page that links the newest list (default: ATLAS_ICE_PAGE, else %(default)s)",
    )
    refresh.add_argument(
        "--published",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day the list was published, where the name of its file does not tell",
    )
    refresh.add_argument(
        "--watch",
        type=float,
        metavar="HOURS",
        help="look again every so many hours, for ever, whatever goes wrong",
    )
    refresh.add_argument(
        "--keep",
        type=Path,
        default=LISTS,
        metavar="DIR",
        help="folder that keeps what an address gave, since ICE erases old lists (default: lists/)",
    )
    refresh.add_argument(
        "--allow-private",
        action="store_true",
        help="also ask hosts of this machine or its network, as a copy of ICE's page",
    )
    refresh.add_argument("--dry-run", action="store_true", help="stop before writing")
    refresh.set_defaults(run=run_refresh)

    rebuild = commands.add_parser("rebuild", help=run_rebuild.__doc__)
    rebuild.add_argument("--sources", type=Path, required=True)
    rebuild.add_argument(
        "--forget", action="store_true", help="leave out lists that the sources lack"
    )
    rebuild.set_defaults(run=run_rebuild)

    since = commands.add_parser("since", help=run_since.__doc__)
    since.add_argument("file", type=Path, help="a CSV file of signed memoranda")
    since.set_defaults(run=run_since)

    renew = commands.add_parser("renew", help=run_renew.__doc__)
    renew.set_defaults(run=run_renew)

    check = commands.add_parser("check", help=run_check.__doc__)
    check.set_defaults(run=run_check)

    for command in (refresh, rebuild, since, renew, check):
        command.add_argument("--data", type=Path, default=DATA, help="folder of the tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
