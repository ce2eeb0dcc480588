"""The error that stops a command of the importer."""


class SourceError(ValueError):
    """A source that cannot be taken in; the message names file, row, value and remedy."""
