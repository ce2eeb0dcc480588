"""What our programs log: a line for each thing that happened or failed, to standard error."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb


class LineFormatter(logging.Formatter):
    """Write a record as time, level and message; an exception as its kind and place in the code.

    What an exception itself says may be of a reader, and is left out.
    """

    converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Write one record; further lines stand in a message alone that has them."""
        told = [self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"), record.levelname]
        told.append(record.getMessage())
        kind, _, trace = record.exc_info or (None, None, None)
        if kind:
            places = [f"{Path(one.filename).name}:{one.lineno}" for one in extract_tb(trace)]
            told.append(f"({', '.join([kind.__name__, *places[-1:]])})")
        return " ".join(told)


@contextmanager
def open_log(level: int = logging.INFO) -> Iterator[None]:
    """Log while the block runs: our own records from a level on, and warnings of libraries."""
    handler, own = logging.StreamHandler(sys.stderr), logging.getLogger("geo")
    handler.setFormatter(LineFormatter())
    logging.getLogger().addHandler(handler)
    own.setLevel(level)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
