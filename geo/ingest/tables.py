"""Read and write the tables of the history, all of them or none."""

import csv
import io
import json
import os
from pathlib import Path

from geo.agreements import COLUMNS, DATA
from geo.ingest.agreement import (
    CANDIDATE_COLUMNS,
    DIFFERENCE_COLUMNS,
    EARLY_COLUMNS,
    LIST_COLUMNS,
    MERGE_COLUMNS,
    PRINTED_COLUMNS,
    USE_COLUMNS,
    History,
)

TABLES = {
    "agreements": ("agreements.csv", COLUMNS),
    "lists": ("lists.csv", LIST_COLUMNS),
    "merges": ("qa/merges.csv", MERGE_COLUMNS),
    "differences": ("qa/differences.csv", DIFFERENCE_COLUMNS),
    "candidates": ("qa/candidates.csv", CANDIDATE_COLUMNS),
    "printed": ("qa/printed.csv", PRINTED_COLUMNS),
    "early": ("qa/early.csv", EARLY_COLUMNS),
    "uses": ("qa/corrections.csv", USE_COLUMNS),
}
JOURNAL = ".replacing.json"


def read_history(folder=DATA):
    """Read the history from its committed tables; a folder without them is an empty history.

    An interrupted replacement of the tables is completed first. The readers' half never writes,
    so it may see old tables beside new ones from an interruption until this runs.
    """
    folder = Path(folder)
    _complete(folder)
    return History(**{name: _read(folder / file) for name, (file, _) in TABLES.items()})


def render_history(history):
    """Text of every table of a history by its path in the data folder, the same for equals."""
    return {
        file: _render(getattr(history, name), columns) for name, (file, columns) in TABLES.items()
    }


def replace_files(folder, texts):
    """Replace several files together: interrupted at any point, all old or all new once completed.

    texts are by path relative to the folder, which may lead out of it ("../docs/data.md"). Every
    new file is written beside the old one and forced to disk; then a journal that names them is,
    which is the moment of change; then they take the places of the old ones.
    """
    _complete(folder)
    for file, text in texts.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_durably(_beside(path), text)
    journal = folder / JOURNAL
    _write_durably(_beside(journal), json.dumps(sorted(texts)))
    os.replace(_beside(journal), journal)
    _complete(folder)


def _complete(folder):
    journal = folder / JOURNAL
    if not journal.exists():
        return
    for file in json.loads(journal.read_text()):
        if _beside(folder / file).exists():
            os.replace(_beside(folder / file), folder / file)
    _sync_folder(folder)
    journal.unlink()


def _beside(path):
    return path.with_name(f".{path.name}.new")


def _write_durably(path, text):
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _read(path):
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def _render(records, columns):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()
