"""The record that readers are shown, with the files of its figure: the newest that is whole."""

import gc
import logging
import threading
from contextlib import contextmanager
from pathlib import Path

from geo.agreements import DATA
from geo.boundaries import SHAPEFILES
from geo.edition import DamagedError
from geo.figure.prepared import prepare_figure
from geo.figure.publish import STATIC, Assets
from geo.record import Record, find_edition, read_record

LOG = logging.getLogger(__name__)


class Current:
    """Keeps the newest whole record, and the names of its figure's files, for all of a process.

    A record that a reader has been given stays whole as long as somebody holds it.
    """

    def __init__(
        self,
        data: str | Path = DATA,
        shapefiles: str | Path = SHAPEFILES,
        static: str | Path = STATIC,
    ):
        self._folders = data, shapefiles
        self._static = static
        self._shown: tuple[Record, Assets] | None = None
        self._reading = threading.Lock()
        self._said = ""

    @property
    def shown(self) -> tuple[Record, Assets] | None:
        """The record that was loaded last, without a look for a newer one; None before any."""
        return self._shown

    def load(self) -> tuple[Record, Assets]:
        """Load the record as its manifests name it now; it is read when they changed.

        While another reader's turn reads a new one, and where the new one is damaged, the one
        before is shown. Raises DamagedError, or OSError when the figure's files can't be written,
        where there is none.
        """
        try:
            if self._is_new():
                with self._turn() as is_ours:
                    if is_ours and self._is_new():
                        record = read_record(*self._folders)
                        self._shown = record, prepare_figure(record, self._static)
                        spare_collections()
                        self._tell(f"the record of {record.newest['file']} is shown")
        except (DamagedError, OSError) as error:
            self._tell(f"no new record is shown: {error}", logging.ERROR)
            if self._shown is None:
                raise
        assert self._shown is not None
        return self._shown

    def _is_new(self):
        return self._shown is None or self._shown[0].edition != find_edition(*self._folders)

    @contextmanager
    def _turn(self):
        """Take the turn to read, at once or, while there is nothing to show, once it is free."""
        is_ours = self._reading.acquire(blocking=self._shown is None)
        try:
            yield is_ours
        finally:
            if is_ours:
                self._reading.release()

    def _tell(self, text, level=logging.INFO):
        if text != self._said:
            self._said = text
            LOG.log(level, "%s", text)


def spare_collections() -> None:
    """Take what stays for long out of the garbage collections.

    A full one over record and libraries takes several times as long as a click, and everybody
    waits for it. What was set aside before, as a record that nobody holds any more, is looked
    through once.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


CURRENT = Current()
