"""The studio: draws cards and films for all readers of a process, few at a time.

Words: the *studio* is what draws for readers; its *line* are those whose film has no place yet.
"""

import datetime
import logging
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from geo.edition import ROOT
from geo.record import Record
from geo.studio.kept import Kept
from geo.studio.line import GLANCE_SECONDS, Line, UnwantedError
from geo.view import View

# How many are drawn at once, for all readers: a film takes 100 MB, its encoder as much again.
CARDS, FILMS = 2, 1
KEPT_BYTES = 16 * 2**20
LOG = logging.getLogger(__name__)


class DrawingError(Exception):
    """Nothing came of a drawing; the log says why."""


class Studio:
    """Draws in processes of their own, so that pages are answered meanwhile.

    One process holds the record; each drawing is a copy of it (a fork), which takes 20 ms, shares
    the record's memory and takes nobody else along where it fails. Only Linux copies a process
    with such libraries safely; elsewhere (`apart` false) threads of this process draw.
    """

    def __init__(self, apart: bool = sys.platform == "linux"):
        self.films = Line(FILMS)
        self.kept = Kept(KEPT_BYTES)
        self.drawer: _Drawer | None = None
        self._apart = apart
        self._cards = Line(CARDS)
        self._starting = threading.Lock()

    def prepare(self, record: Record) -> None:
        """Start the process that draws, if none runs, so that the first card need not wait for it.

        Elsewhere than on Linux there is nothing to start.
        """
        with self._starting:
            drawer = self._find_drawer(record)
            if self._apart and not (drawer and drawer.is_running):
                self._start(record)

    def draw_card(
        self,
        record: Record,
        view: View,
        shape: str,
        format: str,
        base_url: str,
        scale: int = 1,
        headline: str = "",
        credit: str = "",
        transparent: bool = False,
        logo: bytes = b"",
    ) -> bytes:
        """Draw a card as `geo.cards.card.draw_card`, once for all who ask; raises DrawingError.

        One with a logo is drawn for its reader alone, and not kept.
        """
        wanted = (view, shape, format, base_url, scale, headline, credit, transparent, logo)
        if logo:
            return self._draw_in_turn(record, "card", wanted)
        return self._draw_once(record, "card", wanted)

    def draw_flyer(self, record: Record, view: View, paper: str, base_url: str) -> bytes:
        """Draw a flyer as `geo.cards.flyer.draw_flyer`, by the same rules as a card."""
        return self._draw_once(record, "flyer", (view, paper, base_url))

    def draw_poster(
        self, record: Record, view: View, since: datetime.date, shape: str, base_url: str
    ) -> bytes:
        """Draw the first frame of a film as `geo.films.film.draw_poster`, as a card is drawn."""
        return self._draw_once(record, "poster", (view, since, shape, base_url))

    def _draw_once(self, record, kind, wanted):
        key = (record.edition, kind, *wanted)
        return self.kept.get(key, lambda: self._draw_in_turn(record, kind, wanted))

    def _draw_in_turn(self, record, kind, wanted):
        with self._cards.take_place(object()):
            return self._draw(record, kind, wanted)

    def draw_film(
        self,
        who: object,
        record: Record,
        wanted: tuple,
        tell: Callable[[float], None],
        is_wanted: Callable[[], bool],
    ) -> bytes:
        """Draw a film once `who` has a place among the films.

        `wanted` are the arguments of `geo.films.film.draw_film` from the view on; `tell` hears the
        share that is done. Raises DrawingError, and UnwantedError once `is_wanted()` is false.
        """
        with self.films.take_place(who, is_wanted):
            return self._draw(record, "film", wanted, tell, is_wanted)

    def _draw(self, record, kind, wanted, tell=lambda share: None, is_wanted=lambda: True):
        try:
            with self._begin(record, kind, wanted) as connection:
                while is_wanted():
                    if connection.poll(GLANCE_SECONDS):
                        said = connection.recv()
                        if isinstance(said, bytes):
                            return said
                        tell(said)
                raise UnwantedError
        except (EOFError, OSError) as error:
            LOG.error("a %s did not come", kind)
            raise DrawingError from error

    def _begin(self, record, kind, wanted):
        """Have a drawing begun: the connection over which it comes."""
        ours, theirs = Pipe()
        if not self._apart:
            from geo.studio.drawer import draw

            drawing = (theirs, record, kind, wanted)
            threading.Thread(target=draw, args=drawing, daemon=True).start()
            return ours
        with theirs:
            ours.send((kind, wanted))
            self._hand_over(record, theirs)
        return ours

    def _hand_over(self, record, connection):
        """Hand a connection to the process that holds the record, started anew where it ended."""
        with self._starting:
            if drawer := self._find_drawer(record):
                with suppress(OSError):
                    return drawer.take(connection)
            self._start(record).take(connection)

    def _find_drawer(self, record):
        is_of_it = self.drawer and self.drawer.edition == record.edition
        return self.drawer if is_of_it else None

    def _start(self, record):
        if self.drawer:
            self.drawer.close()
        self.drawer = _Drawer(record)
        return self.drawer


class _Drawer:
    """The process that holds a record: geo.studio.drawer.

    It is started as a program: a copy made by multiprocessing would run the page's script first.
    """

    def __init__(self, record: Record):
        self.edition = record.edition
        self._control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "geo.studio.drawer", str(theirs.fileno())],
                cwd=ROOT,
                # A thread of its own for each processor would be copied with every drawing.
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
                stdin=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                # It ends with this process, not by the terminal's signals.
                start_new_session=True,
            )
        assert self.process.stdin is not None
        with self.process.stdin as stdin:
            pickle.dump(record, stdin)

    @property
    def is_running(self) -> bool:
        """Whether the process is there: it ends by itself when it has had nothing to do."""
        return self.process.poll() is None

    def take(self, connection: Connection) -> None:
        """Let a drawing be done for the other side of a connection."""
        socket.send_fds(self._control, [b"+"], [connection.fileno()])

    def close(self) -> None:
        """Let the process end; drawings under way come to their end."""
        self._control.close()
        self.process.wait()


STUDIO = Studio()
