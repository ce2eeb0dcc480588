"""Read and write the tables of the importer: text in the files, values in memory.

The columns of a table are the fields of the dataclass that is its row, in their order.
"""

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from geo.agreements import DATA
from geo.edition import JOURNAL, MANIFEST, name_new
from geo.files import lock_folder
from geo.ingest.agreement import (
    Agreement,
    Candidate,
    CorrectionUse,
    Difference,
    EarlyFate,
    FactFate,
    History,
    KnownList,
    Merge,
    PrintedCount,
    RosterRow,
    Source,
)
from geo.ingest.errors import SourceError
from geo.ingest.manifest import render_manifest

TABLES: dict[str, tuple[str, type[Any]]] = {
    "agreements": ("agreements.csv", Agreement),
    "lists": ("lists.csv", KnownList),
    "merges": ("qa/merges.csv", Merge),
    "differences": ("qa/differences.csv", Difference),
    "candidates": ("qa/candidates.csv", Candidate),
    "printed": ("qa/printed.csv", PrintedCount),
    "early": ("qa/early.csv", EarlyFate),
    "rosters": ("qa/rosters.csv", RosterRow),
    "sources": ("sources.csv", Source),
    "attested": ("qa/attested.csv", FactFate),
    "uses": ("qa/corrections.csv", CorrectionUse),
}
# How long a command waits for another one: long enough for a refresh to end, not for a rebuild.
PATIENCE_SECONDS = 5.0
PARSERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    int | None: lambda text: int(text) if text else None,
    bool: {"true": True, "false": False}.__getitem__,
    tuple[str, ...]: lambda text: tuple(text.split(";")) if text else (),
    frozenset[str]: lambda text: frozenset(text.split(";")) if text else frozenset(),
}


@contextmanager
def lock_tables(folder: Path) -> Iterator[None]:
    """Keep the tables of a folder to this process while the block runs.

    A replacement that an earlier command was cut off in is completed first. Raises
    BlockingIOError, which names the other process, when one keeps the tables for longer than a
    refresh takes.
    """
    with lock_folder(folder, PATIENCE_SECONDS):
        _complete(folder)
        yield


def read_history(folder: Path = DATA) -> History:
    """Read the history from its committed tables; a folder without them is an empty history.

    An interrupted replacement of the tables is completed first. The readers' half never writes;
    it reads new tables where they lie until this runs (`geo.edition.open_whole`).

    Raises SourceError for a value that its column cannot hold.
    """
    _complete(folder)
    tables: dict[str, Any] = {
        name: read_table(folder / file, row) for name, (file, row) in TABLES.items()
    }
    return History(**tables)


def render_history(history: History) -> dict[str, str]:
    """Text of every table of a history by its path in the data folder, the same for equals."""
    return {file: render_table(getattr(history, name), row) for name, (file, row) in TABLES.items()}


def read_table(path: Path, row: type[Any]) -> tuple[Any, ...]:
    """Read a table, one object of the dataclass row per row; a file that is missing has none.

    Raises SourceError naming row, column and value of the first that its column cannot hold.
    """
    if not path.exists():
        return ()
    columns = {column.name: PARSERS[column.type] for column in fields(row)}
    with path.open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream)
        if list(table.fieldnames or ()) != list(columns):
            raise SourceError(
                f"{path}: the columns are {', '.join(table.fieldnames or ())}; expected "
                f"{', '.join(columns)}. Name them so, or restore the file from git."
            )
        return tuple(
            row(**{name: _parse(path, number, name, text, columns) for name, text in texts.items()})
            for number, texts in enumerate(table, start=2)
        )


def render_table(rows: Iterable[Any], row: type[Any]) -> str:
    """Text of a table of objects of the dataclass row, the same for equals."""
    columns = [column.name for column in fields(row)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_render(getattr(one, column)) for column in columns] for one in rows)
    return text.getvalue()


def replace_files(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Replace several files and the manifest: interrupted at any point, all old or all new.

    texts are by path relative to the folder, which may lead out of it ("../docs/data.md"). Every
    new file is written beside the old one and forced to disk; then a journal that names them is,
    which is the moment of change; then they take the places of the old ones, or where that fails
    the next command sees to it. Raises OSError that names the file which cannot be written, and
    then leaves all as it was.
    """
    _complete(folder)
    _clear(folder)
    contents = {
        file: text.encode("utf-8") if isinstance(text, str) else text
        for file, text in texts.items()
    }
    if MANIFEST not in contents:
        contents[MANIFEST] = render_manifest(folder, contents).encode("utf-8")
    contents[JOURNAL] = json.dumps(sorted(contents)).encode("utf-8")
    try:
        for file, content in contents.items():
            _write_durably(folder / file, content)
        os.replace(name_new(folder / JOURNAL), folder / JOURNAL)
    except OSError:
        for file in contents:
            with suppress(OSError):
                name_new(folder / file).unlink()
        raise
    try:
        _move_in(folder)
    except OSError as error:
        print(f"{folder}: {error.strerror}. The new tables count; the next command moves them in.")


def _parse(path, number, name, text, columns):
    if name is None or text is None:
        raise SourceError(
            f"{path} row {number}: has more or fewer values than the {len(columns)} columns. Put "
            "values with a comma in quotes."
        )
    try:
        return columns[name](text)
    except (KeyError, ValueError) as error:
        raise SourceError(
            f"{path} row {number}: {name} is {text!r}, which is no value of that column. Restore "
            "the file from git."
        ) from error


def _render(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, frozenset):
        return ";".join(sorted(value))
    return ";".join(value) if isinstance(value, tuple) else value


def _complete(folder):
    """Complete the replacement that a command was cut off in, and say so."""
    if (folder / JOURNAL).exists():
        _move_in(folder)
        print(f"{folder}: a command was cut off while it put new tables in place; now all are.")


def _clear(folder):
    """Remove what a command has left that was cut off before its tables counted, and say so."""
    left = [path for path in folder.rglob(".*.new") if path.is_file()]
    for path in left:
        path.unlink()
    if left:
        print(f"{folder}: a command was cut off before its tables counted; its files are removed.")


def _move_in(folder):
    journal = folder / JOURNAL
    for file in json.loads(journal.read_text()):
        if name_new(folder / file).exists():
            os.replace(name_new(folder / file), folder / file)
    _sync_folder(folder)
    journal.unlink()


def _write_durably(path, content):
    """Write the new content of a file beside it, OSError that names the file where it can't be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with name_new(path).open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
