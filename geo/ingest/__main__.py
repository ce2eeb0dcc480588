"""Command line of the maintainer's half: boundaries, refresh, rebuild, since, check."""

import argparse
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from geo.agreements import DATA, ROOT
from geo.boundaries import SHAPEFILES
from geo.files import lock_folder
from geo.ingest.absorb import absorb
from geo.ingest.agreement import History
from geo.ingest.attest import read_facts
from geo.ingest.boundaries import BoundaryError, build_boundaries
from geo.ingest.checks import check_tables, check_texts
from geo.ingest.context import render_context
from geo.ingest.corrections import read_corrections
from geo.ingest.docs import PAGE, render_page
from geo.ingest.errors import SourceError
from geo.ingest.fetch import fetch_list, keep_list
from geo.ingest.lists import EASTERN, PreparedList
from geo.ingest.memoranda import render_contradictions
from geo.ingest.pending.lists import render_followed, render_pending
from geo.ingest.prepare import prepare_list
from geo.ingest.rebuild import rebuild_history, require_lists
from geo.ingest.report import describe_changes
from geo.ingest.since import (
    FILE,
    add_signed,
    follow_lists,
    read_memoranda,
    read_since,
    render_since,
)
from geo.ingest.tables import read_history, render_history, replace_files

# What a refresh has fetched; a rebuild needs it.
LISTS = ROOT / "lists"
# How long a command waits for another one: long enough for a refresh to end, not for a rebuild.
PATIENCE_SECONDS = 5.0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status, 1 with the reason for what cannot be taken in."""
    options = _parse(arguments)
    try:
        return options.run(options)
    except (SourceError, BoundaryError, BlockingIOError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. Give a path that can be used.", file=sys.stderr)
        return 1


def run_boundaries(options: argparse.Namespace) -> int:
    """Simplify Census boundary files into the shapefiles."""
    counties, states = build_boundaries(options.counties, options.states, options.out)
    print(f"{counties} counties and {states} states and territories in {options.out}")
    return 0


def run_refresh(options: argparse.Namespace) -> int:
    """Take in one new list, from a file or an address, after saying what it changes.

    ICE erases its old lists, so what comes from an address is kept, whatever becomes of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.source)
        if options.source.startswith(("http://", "https://")):
            path = fetch_list(options.source, Path(folder))
            if not options.dry_run:
                print(f"kept as {keep_list(path, options.keep)}")
        elif not path.is_file():
            raise SourceError(f"{path}: no such file. Give the path or the address of a list.")
        with lock_folder(options.data, PATIENCE_SECONDS):
            news = prepare_list(path, read_corrections(options.data))
            return _refresh(news, options.data, options.dry_run)


def _refresh(news: PreparedList, data: Path, dry_run: bool) -> int:
    history = read_history(data)
    _require_past(news)
    new = absorb(history, news)
    if new is history:
        print(f"{news.file} is in the record already; nothing changes.")
        return 0
    known = next(known for known in new.lists if known.file == news.file)
    if not known.is_absorbed:
        if not dry_run:
            replace_files(data, _render(new, {}, data))
        raise SourceError(
            f"{news.file}: refused, and only noted in lists.csv. Reason:\n{known.note}"
        )
    texts = _render(new, render_followed(new, data), data)
    if problems := check_texts(texts, data):
        raise SourceError(
            f"{news.file}: refused, for the tables would break their promises, and nothing "
            "changes. Mend the list in data/corrections.csv, or the tables where they are wrong "
            "without it:\n" + "\n".join(problems)
        )
    print(f"{news.file}, published {news.published_on}: {news.printed_rows} rows")
    print("\n".join(describe_changes(history, new)))
    if dry_run:
        print("dry run: nothing was written.")
    else:
        replace_files(data, texts)
    return 0


def _require_past(news):
    """Raise SourceError for a list of a day still to come: every later list would be refused."""
    today = datetime.now(EASTERN).date().isoformat()
    if news.published_on > today:
        raise SourceError(
            f"{news.file}: its day is {news.published_on}, yet today is {today}. Name the "
            "file by the day ICE published it, or mend the signing dates that lie after that day "
            "in data/corrections.csv. Nothing changes."
        )


def run_rebuild(options: argparse.Namespace) -> int:
    """Make all tables anew from all sources."""
    with lock_folder(options.data, PATIENCE_SECONDS):
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
    replace_files(data, _render(history, texts, data))
    refused = [known for known in history.lists if not known.is_absorbed]
    lists = len(history.lists) - len(refused)
    print(f"{len(history.agreements)} agreements from {lists} lists in {data}")
    print("\n".join(f"refused: {known.file}: {known.note}" for known in refused))
    return 0


def run_since(options: argparse.Namespace) -> int:
    """Add agreements signed since the newest list, from a file of signed memoranda."""
    if not options.file.is_file():
        raise SourceError(f"{options.file}: no such file. Give the path of a CSV file.")
    with lock_folder(options.data, PATIENCE_SECONDS):
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


def run_check(options: argparse.Namespace) -> int:
    """Check the tables; exit status 1 when a promise does not hold."""
    with lock_folder(options.data, PATIENCE_SECONDS):
        lines, problems = check_tables(options.data)
    print("\n".join(lines))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    print("all checks passed")
    return 0


def _render(history: History, texts: dict[str, str], folder: Path) -> dict[str, str]:
    """Text of every file that a history changes, by its path in the folder, with those given."""
    texts = texts | render_history(history) | render_contradictions(history.agreements)
    texts |= render_since(follow_lists(read_since(folder), history))
    if folder.resolve() == DATA:
        texts[os.path.relpath(PAGE, folder)] = render_page(history, PAGE, folder)
    return texts


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="python -m geo.ingest")
    commands = parser.add_subparsers(required=True)

    boundaries = commands.add_parser("boundaries", help=run_boundaries.__doc__)
    boundaries.add_argument("--counties", type=Path, required=True)
    boundaries.add_argument("--states", type=Path, required=True)
    boundaries.add_argument("--out", type=Path, default=SHAPEFILES)
    boundaries.set_defaults(run=run_boundaries)

    refresh = commands.add_parser(
        "refresh", help="Take in one new list, from a file or an address."
    )
    refresh.add_argument("source", help="a workbook, or its http(s) address")
    refresh.add_argument(
        "--keep",
        type=Path,
        default=LISTS,
        metavar="DIR",
        help="folder that keeps what an address gave, since ICE erases old lists (default: lists/)",
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

    check = commands.add_parser("check", help=run_check.__doc__)
    check.set_defaults(run=run_check)

    for command in (refresh, rebuild, since, check):
        command.add_argument("--data", type=Path, default=DATA, help="folder of the tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
