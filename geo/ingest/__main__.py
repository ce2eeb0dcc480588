"""Command line of the maintainer's half: boundaries, refresh, rebuild, check."""

import argparse
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from geo.agreements import DATA
from geo.boundaries import SHAPEFILES
from geo.ingest.absorb import absorb
from geo.ingest.boundaries import BoundaryError, build_boundaries
from geo.ingest.checks import check_history
from geo.ingest.context import render_context
from geo.ingest.docs import PAGE, render_page
from geo.ingest.fetch import fetch_workbook
from geo.ingest.lists import EASTERN
from geo.ingest.pending.lists import render_followed, render_pending
from geo.ingest.prepare import prepare_edition, read_corrections
from geo.ingest.rebuild import rebuild_history, require_lists
from geo.ingest.report import describe_changes
from geo.ingest.tables import read_history, render_history, replace_files
from geo.ingest.workbook import SourceError


def main(arguments=None):
    """Run one command; returns the exit status, 1 with the reason for what cannot be taken in."""
    options = _parse(arguments)
    try:
        return options.run(options)
    except (SourceError, BoundaryError) as error:
        print(error, file=sys.stderr)
        return 1


def run_boundaries(options):
    """Simplify Census boundary files into the shapefiles."""
    counties, states = build_boundaries(options.counties, options.states, options.out)
    print(f"{counties} counties and {states} states and territories in {options.out}")
    return 0


def run_refresh(options):
    """Take in one new list, from a file or an address, after saying what it changes."""
    with tempfile.TemporaryDirectory() as folder:
        source = options.source
        if source.startswith(("http://", "https://")):
            source = fetch_workbook(source, folder)
        elif not Path(source).is_file():
            raise SourceError(f"{source}: no such file. Give the path or the address of a list.")
        history = read_history(options.data)
        edition = prepare_edition(source, read_corrections(options.data))
    _require_past(edition)
    new = absorb(history, edition)
    if new is history:
        print(f"{edition.file} is in the record already; nothing changes.")
        return 0
    line = next(line for line in new.lists if line["file"] == edition.file)
    if line["verdict"] == "refused":
        if not options.dry_run:
            _write(new, {}, options.data)
        raise SourceError(
            f"{edition.file}: refused, and only noted in lists.csv. Reason:\n{line['note']}"
        )
    print(f"{edition.file}, published {edition.published_on}: {edition.printed_rows} rows")
    print("\n".join(describe_changes(history, new)))
    if options.dry_run:
        print("dry run: nothing was written.")
    else:
        _write(new, render_followed(new, options.data), options.data)
    return 0


def _require_past(edition):
    """Raise SourceError for a list of a day still to come: every later list would be refused."""
    today = datetime.now(EASTERN).date().isoformat()
    if str(edition.published_on) > today:
        raise SourceError(
            f"{edition.file}: its day is {edition.published_on}, yet today is {today}. Name the "
            "file by the day ICE published it, or mend the signing dates that lie after that day "
            "in data/corrections.csv. Nothing changes."
        )


def run_rebuild(options):
    """Fold all sources into new tables."""
    sources, data = options.sources, options.data
    if not options.forget:
        require_lists(sources, read_history(data).lists)
    corrections = read_corrections(data)
    texts = {}
    if (sources / "population.csv").exists():
        texts |= render_context(sources, data)
    else:
        print(f"{sources} has no population.csv: the table stays as it is.")
    history = rebuild_history(sources, corrections)
    if (sources / "ice_pending").exists():
        texts |= render_pending(sources, history, corrections)
    else:
        print(f"{sources} has no ice_pending/: its applications stay as they are.")
        texts |= render_followed(history, data)
    _write(history, texts, data)
    refused = [line for line in history.lists if line["verdict"] == "refused"]
    lists = len(history.lists) - len(refused)
    print(f"{len(history.agreements)} agreements from {lists} lists in {data}")
    print("\n".join(f"refused: {line['file']}: {line['note']}" for line in refused))
    return 0


def run_check(options):
    """Check the tables; exit status 1 when a promise does not hold."""
    lines, problems = check_history(read_history(options.data), options.data)
    print("\n".join(lines))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    print("all checks passed")
    return 0


def _write(history, texts, folder):
    texts = texts | render_history(history)
    if folder.resolve() == DATA:
        texts[os.path.relpath(PAGE, folder)] = render_page(history, PAGE, folder)
    replace_files(folder, texts)


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="python -m geo.ingest")
    commands = parser.add_subparsers(required=True)

    boundaries = commands.add_parser("boundaries", help=run_boundaries.__doc__)
    boundaries.add_argument("--counties", type=Path, required=True)
    boundaries.add_argument("--states", type=Path, required=True)
    boundaries.add_argument("--out", type=Path, default=SHAPEFILES)
    boundaries.set_defaults(run=run_boundaries)

    refresh = commands.add_parser("refresh", help=run_refresh.__doc__)
    refresh.add_argument("source", help="a workbook, or its http(s) address")
    refresh.add_argument("--dry-run", action="store_true", help="stop before writing")
    refresh.set_defaults(run=run_refresh)

    rebuild = commands.add_parser("rebuild", help=run_rebuild.__doc__)
    rebuild.add_argument("--sources", type=Path, required=True)
    rebuild.add_argument(
        "--forget", action="store_true", help="leave out lists that the sources lack"
    )
    rebuild.set_defaults(run=run_rebuild)

    check = commands.add_parser("check", help=run_check.__doc__)
    check.set_defaults(run=run_check)

    for command in (refresh, rebuild, check):
        command.add_argument("--data", type=Path, default=DATA, help="folder of the tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
