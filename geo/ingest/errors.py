"""The error that stops a command of the importer."""

from collections.abc import Sequence

MOST_FAULTS = 20


class SourceError(ValueError):
    """A source that cannot be taken in; the message names file, row, value and remedy."""


def join_faults(faults: Sequence[str]) -> str:
    """Join faults to one message, a line for each of the first, and how many more there are."""
    more = len(faults) - MOST_FAULTS
    lines = [*faults[:MOST_FAULTS], *([f"... and {more} more like these"] if more > 0 else [])]
    return "\n".join(lines)
