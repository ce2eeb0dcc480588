"""One command at a time on a folder of tables."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from geo.ingest.errors import SourceError

# Long enough for a refresh to end, not for a rebuild.
PATIENCE_SECONDS = 5.0


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Hold a folder of tables while they are read and replaced.

    Raises SourceError, which names the process, when another one still holds it after five
    seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock", timeout=PATIENCE_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        pid = Path(lock.lock_file).read_text() or "unknown"
        raise SourceError(
            f"{folder}: process {pid} is at work on these tables. Wait until it has ended, and "
            "run the command again."
        ) from error
    try:
        Path(lock.lock_file).write_text(str(os.getpid()))
        yield
    finally:
        lock.release()
