"""A film drawn beside other work: how far it is, what came of it, and how to stop it."""

import logging
import threading
import time
from datetime import date

from geo.films.film import FilmCancelled, draw_film
from geo.record import Record
from geo.view import View

REST_SECONDS = 0.02
LOG = logging.getLogger(__name__)


class FilmJob:
    """A film that a thread of its own draws from `start` on, so that its reader can go on.

    `share` is how much of it is drawn, from 0 to 1; then `content` has the file's bytes, or
    `failure` says in a sentence why there is none. A film that was cancelled has neither.
    """

    def __init__(self, name: str, view: View):
        self.name, self.view = name, view
        self.share = 0.0
        self.content: bytes | None = None
        self.failure = ""
        self.thread: threading.Thread | None = None
        self._cancelled = threading.Event()

    def start(
        self, record: Record, since: date, shape: str, form: str, base_url: str, seconds: float
    ) -> None:
        """Begin to draw the film of the view; the arguments are those of `draw_film`."""
        wanted = (record, self.view, since, shape, form, base_url, seconds)
        self.thread = threading.Thread(target=self._draw, args=wanted, daemon=True)
        self.thread.start()

    def cancel(self) -> None:
        """Stop drawing after the frame under way."""
        self._cancelled.set()

    def _draw(self, *wanted):
        try:
            self.content = draw_film(*wanted, progress=self._note, cancelled=self._cancelled.is_set)
        except FilmCancelled:
            LOG.info("film %s cancelled", self.name)
        except Exception as error:
            # The thread has no other way to tell: who watches shows it, the log keeps it.
            LOG.exception("a film could not be drawn")
            self.failure = str(error) or type(error).__name__

    def _note(self, done, total):
        self.share = done / total
        # Let the server answer its other readers between two frames.
        time.sleep(REST_SECONDS)
