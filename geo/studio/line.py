"""A line of those who wait for one of a few places: first come, first served."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GLANCE_SECONDS = 0.5


class UnwantedError(Exception):
    """Nobody waits for it any more."""


class Line:
    """Gives a number of places to those who wait, in the order in which they came."""

    def __init__(self, places: int):
        self._free = places
        self._waiting: list[object] = []
        self._changed = threading.Condition()

    @contextmanager
    def take_place(
        self, who: object, is_wanted: Callable[[], bool] = lambda: True
    ) -> Iterator[None]:
        """Wait for a place, and hold it while the block runs.

        Raises UnwantedError once `is_wanted()` is false, asked twice a second.
        """
        with self._changed:
            self._waiting.append(who)
            try:
                while not self._free or self._waiting[0] is not who:
                    if not is_wanted():
                        raise UnwantedError
                    self._changed.wait(GLANCE_SECONDS)
                self._free -= 1
            finally:
                self._waiting.remove(who)
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def find_number(self, who: object) -> int:
        """Find which number in line somebody is, from 1; 0 for who does not wait."""
        with self._changed:
            return self._waiting.index(who) + 1 if who in self._waiting else 0
