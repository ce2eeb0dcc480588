"""How files are written: whole, under names of their content, by one process at a time."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = ".lock"


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Write a file so that nobody ever sees a part of it: the old content, or all of the new.

    Text is written as UTF-8, line ends as they are. The content goes to a new file beside the
    old one and is forced to disk before it takes its place; a link is followed. Raises OSError
    that names the file when it cannot be written, and then leaves all as it was.
    """
    # The place of a link is its target's folder: a link that is replaced is one no longer.
    path = Path(os.path.realpath(path))
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        # Opened as any new file is, so that it has the rights that the reader's umask gives.
        with part.open("xb") as file:
            file.write(_encode(content))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def hash_name(name: str, content: str | bytes) -> str:
    """Make the name that a file has for this content alone: atlas.js as atlas-0123456789ab.js.

    Browsers may keep such a file for ever, since a changed one is a new one. `name` has a
    suffix, and may have folders.
    """
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(_encode(content)).hexdigest()[:12]}{dot}{suffix}"


def write_hashed(folder: str | Path, name: str, content: str | bytes) -> str:
    """Write a file into a folder under its hashed name, unless it is there: the name.

    Folders are made where they are missing.
    """
    hashed = hash_name(name, content)
    path = Path(folder) / hashed
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    return hashed


@contextmanager
def lock_folder(folder: str | Path, patience: float = 0.0) -> Iterator[None]:
    """Keep a folder, made where it is missing, to this process while the block runs.

    Raises BlockingIOError, which names the process, when another one still keeps the folder
    after `patience` seconds.
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    lock = FileLock(Path(folder) / LOCK, timeout=patience)
    try:
        lock.acquire()
    except Timeout:
        pid = Path(lock.lock_file).read_text() or "unknown"
        raise BlockingIOError(
            f"{folder}: process {pid} is at work here. Wait until it has ended, and run the "
            "command again."
        ) from None
    try:
        # Where the disk is full the lock holds all the same.
        with suppress(OSError):
            Path(lock.lock_file).write_text(str(os.getpid()))
        yield
    finally:
        lock.release()


def _encode(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content
