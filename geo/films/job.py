"""A film drawn beside other work: how far it is, what came of it, and how to stop it."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import date

from geo.record import Record
from geo.studio.line import UnwantedError
from geo.studio.studio import DrawingError, Studio
from geo.view import View

# So long may a reader be out of reach, as while a lost connection is opened again.
PATIENCE_SECONDS = 3
# How much must be drawn before the rest can be told.
FIRST_SHARE = 0.05
LOG = logging.getLogger(__name__)


class FilmJob:
    """A film that the studio draws from `start` on, so that its reader can go on.

    `share` is how much of it is drawn, from 0 to 1; then `content` has the file's bytes,
    `has_failed` is true, or `was_given_up`: cancelled, or its reader had left.
    """

    def __init__(self, name: str, view: View):
        self.name, self.view = name, view
        self.share = 0.0
        self.content: bytes | None = None
        self.has_failed = self.was_given_up = False
        self.thread: threading.Thread | None = None
        self._first: tuple[float, float] | None = None
        self._is_cancelled = False
        self._seen = time.monotonic()

    def start(
        self,
        studio: Studio,
        record: Record,
        since: date,
        shape: str,
        form: str,
        base_url: str,
        seconds: float,
        is_reader_there: Callable[[], bool] = lambda: True,
    ) -> None:
        """Begin to draw the film of the view; the arguments are those of `draw_film`.

        It is given up once `is_reader_there()` has been false for three seconds.
        """
        self._studio, self._is_reader_there = studio, is_reader_there
        wanted = (self.view, since, shape, form, base_url, seconds)
        self.thread = threading.Thread(target=self._draw, args=(record, wanted), daemon=True)
        self.thread.start()

    def cancel(self) -> None:
        """Stop drawing after the frame under way."""
        self._is_cancelled = True

    @property
    def number(self) -> int:
        """Which number in line the film is, from 1; 0 once it is being drawn."""
        return self._studio.films.find_number(self)

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at the pace so far; None while that is not known."""
        if self._first is None or self.share <= self._first[1]:
            return None
        began, first = self._first
        return (time.monotonic() - began) * (1 - self.share) / (self.share - first)

    def _draw(self, record, wanted):
        try:
            self.content = self._studio.draw_film(self, record, wanted, self._note, self._is_wanted)
        except UnwantedError:
            self.was_given_up = True
        except Exception as error:
            # The thread has no other way to tell: who watches shows it, the log keeps it.
            self.has_failed = True
            if not isinstance(error, DrawingError):
                LOG.exception("a film could not be drawn")

    def _note(self, share):
        self.share = share
        if self._first is None and share >= FIRST_SHARE:
            self._first = time.monotonic(), share

    def _is_wanted(self):
        now = time.monotonic()
        if self._is_reader_there():
            self._seen = now
        return not self._is_cancelled and now - self._seen < PATIENCE_SECONDS
