"""The manifest of a folder, as commands write it: what each file is when they leave it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from geo.boundaries import SUFFIXES
from geo.edition import (
    MANIFEST,
    REMEDY,
    DamagedError,
    describe_file,
    find_faults,
    read_manifest,
)
from geo.ingest.errors import SourceError, join_faults

NAMED = frozenset({".csv", *SUFFIXES})


def render_manifest(folder: Path, contents: Mapping[str, bytes]) -> str:
    """Text of a folder's manifest once some files have new contents, by their path in it.

    Whatever else is in the folder stays as the manifest there names it, so that damage is no
    promise; where there is none, all files are named as they are.
    """
    named = read_manifest(folder) if (folder / MANIFEST).exists() else describe_files(folder)
    within = {file: content for file, content in contents.items() if not file.startswith("..")}
    return _render(named | {file: describe_file(file, one) for file, one in within.items()})


def describe_files(folder: Path) -> dict[str, dict[str, int | str]]:
    """Describe every table and every part of a shapefile in a folder as a manifest does."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("[!.]*.*"))
    return {
        file: describe_file(file, (folder / file).read_bytes())
        for file in files
        if Path(file).suffix in NAMED
    }


def renew_manifest(folder: Path) -> tuple[str, list[str]]:
    """Name all files of a folder as they are: a new manifest, and lines that say what changed."""
    named = {}
    with suppress(DamagedError):
        named = read_manifest(folder)
    found = describe_files(folder)
    changes = [
        f"{file}: {_compare(named.get(file), found.get(file))}"
        for file in sorted(named.keys() | found.keys())
        if named.get(file) != found.get(file)
    ]
    return _render(found), changes


def require_whole(folder: Path) -> None:
    """Raise SourceError naming every file of a folder that is not what its manifest names.

    What a command made of such tables would be as wrong, and known as right. A folder in which
    there are no agreements yet needs no manifest.
    """
    if not any((folder / file).exists() for file in (MANIFEST, "agreements.csv")):
        return
    if faults := find_faults(folder):
        raise SourceError(f"{join_faults([str(fault) for fault in faults])}\n{REMEDY}")


def _compare(old, new):
    if old is None or new is None:
        return "new" if old is None else "gone"
    return ", ".join(
        f"{new[what]:,} {what}, {old[what]:,} before" for what in ("rows", "bytes") if what in new
    )


def _render(named):
    return json.dumps(dict(sorted(named.items())), indent=1) + "\n"
