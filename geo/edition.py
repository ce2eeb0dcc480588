"""An edition: the files of one folder as its manifest names them, read together or not at all.

Words: a *manifest* names each file of a folder with its bytes, rows and SHA-256, and changes
together with them; an *edition* is what one manifest names; a *fault* is a file that is otherwise.
"""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from geo.words.language import N_

PACKAGE = Path(__file__).resolve().parent
INSTALLED = PACKAGE / "installed"
# Where data/ and shapefiles/ lie: in the package where pip installed it, else beside it.
ROOT = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent
MANIFEST = "manifest.json"
# Stands in a folder while files of it are replaced together: what is new lies beside the old.
JOURNAL = ".replacing.json"
# So often may the files be replaced while they are read.
ATTEMPTS = 5
# The files that a record is made from; a fault in another one, as the importer's own, is none here.
TABLES = (
    "agreements.csv",
    "events.csv",
    "lists.csv",
    "pending.csv",
    "places.csv",
    "policies.csv",
    "population.csv",
    "reported_totals.csv",
    "since.csv",
    "sources.csv",
    "zctas.csv",
)
REMEDY = (
    "Restore it: git checkout -- data shapefiles. After changing a table on purpose: "
    "python -m geo.ingest renew"
)


@dataclass(frozen=True)
class Edition:
    """Files of one folder and manifest, in memory; `digest` is the same for the same files."""

    folder: str | Path
    digest: str
    contents: Mapping[str, bytes] = field(repr=False)

    def open(self, file: str) -> BytesIO:
        """Open one of the files."""
        return BytesIO(self.contents[file])

    def blame(
        self, file: str, text: str = N_("{file} can't be read."), **values: object
    ) -> "DamagedError":
        """Make the error for a file that can't be used, though it is as the manifest says."""
        return DamagedError([_note(self.folder, file, text, **values)])


# Where tables are read from: a folder as it is at the moment, or an edition of one.
Folder: TypeAlias = str | Path | Edition


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file: a text that the catalogues have, and the values in it."""

    text: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.text.format(**self.values)


class DamagedError(ValueError):
    """Files that are not what their manifest names, or can't be read; the message says the remedy.

    `faults` has each of them.
    """

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__(f"{' '.join(map(str, self.faults))} {REMEDY}")


def name_new(path: Path) -> Path:
    """Where the new content of a file lies until it takes the place of the old one."""
    return path.with_name(f".{path.name}.new")


def open_whole(folder: Folder, file: str) -> BytesIO:
    """Open one of several files of a folder that are replaced together: all old, or all new.

    Where a replacement was cut off in the middle, or is under way, the new file is read wherever
    it lies. Raises OSError that names the file when it cannot be read.
    """
    if isinstance(folder, Edition):
        return folder.open(file)
    path = Path(folder) / file
    if (Path(folder) / JOURNAL).exists():
        with suppress(FileNotFoundError):
            return BytesIO(name_new(path).read_bytes())
    return BytesIO(path.read_bytes())


def describe_file(file: str, content: bytes) -> dict[str, int | str]:
    """Describe a file as a manifest does: `bytes, sha256`, and of a table its `rows`."""
    rows = {}
    if file.endswith(".csv"):
        text = io.StringIO(content.decode("utf-8", "replace"), newline="")
        rows["rows"] = max(sum(1 for _ in csv.reader(text)) - 1, 0)
    elif file.endswith(".dbf"):
        rows["rows"] = int.from_bytes(content[4:8], "little")
    return {"bytes": len(content), **rows, "sha256": hashlib.sha256(content).hexdigest()}


def read_manifest(folder: str | Path) -> dict[str, dict[str, int | str]]:
    """Read what a folder's manifest says of each file: see `describe_file`.

    Raises DamagedError for a manifest that is missing or none.
    """
    try:
        named = json.loads(open_whole(folder, MANIFEST).read())
        if all(isinstance(entry["sha256"], str) for entry in named.values()):
            return named
    except FileNotFoundError:
        raise DamagedError([_note(folder, MANIFEST, N_("{file} is missing."))]) from None
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        pass
    raise DamagedError([_note(folder, MANIFEST, N_("{file} can't be read."))])


def find_digest(folder: str | Path, files: Iterable[str] = ()) -> str:
    """Find the digest of the edition that lies in a folder, by its manifest alone."""
    return _digest(read_manifest(folder), files)


def read_edition(folder: str | Path, files: Iterable[str] = ()) -> Edition:
    """Read some files of a folder, by default all that its manifest names, as one edition.

    A replacement of the files while they are read is no fault: they are read again. Raises
    DamagedError that names every file which is missing or not what the manifest says.
    """
    faults: list[Fault] = []
    for _ in range(ATTEMPTS):
        named = read_manifest(folder)
        contents, faults = {}, []
        for file in files or named:
            try:
                content = open_whole(folder, file).read()
            except OSError:
                faults.append(_note(folder, file, N_("{file} is missing.")))
                continue
            contents[file] = content
            if fault := _compare(folder, file, content, named.get(file)):
                faults.append(fault)
        if not faults:
            return Edition(folder, _digest(named, files), contents)
        with suppress(DamagedError):
            if read_manifest(folder) == named:
                break
    raise DamagedError(faults)


def name_file(path: str | Path) -> str:
    """Name a file as readers are told of it: one of ours by its path in the project."""
    path = Path(os.path.abspath(path))
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def find_faults(folder: str | Path) -> tuple[Fault, ...]:
    """Find the files of a folder that are not what its manifest names."""
    try:
        read_edition(folder)
    except DamagedError as error:
        return error.faults
    return ()


def _compare(folder, file, content, named):
    if named is None:
        return _note(folder, file, N_("{file} is not in the manifest."))
    if len(content) == named["bytes"] and hashlib.sha256(content).hexdigest() == named["sha256"]:
        return None
    found = describe_file(file, content)
    if found.get("rows") != named.get("rows"):
        text = N_("{file} has {rows} rows, not {expected} as in the manifest.")
        return _note(folder, file, text, rows=found["rows"], expected=named["rows"])
    if found["bytes"] != named["bytes"]:
        text = N_("{file} has {bytes} bytes, not {expected} as in the manifest.")
        return _note(folder, file, text, bytes=found["bytes"], expected=named["bytes"])
    return _note(folder, file, N_("{file} has other content than the manifest says."))


def _note(folder, file, text, **values):
    return Fault(text, {"file": name_file(Path(folder) / file), **values})


def _digest(named, files):
    chosen = {file: named.get(file, {}).get("sha256") for file in files or named}
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()
