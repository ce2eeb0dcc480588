"""What was made once, kept for who asks for it again, up to a number of bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future


class Kept:
    """Keeps bytes by what they are of; the ones that were asked for longest ago go first."""

    def __init__(self, most: int):
        self.most = most
        self._made: OrderedDict[Hashable, Future[bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Get what was made for a key, or make it: once for all who ask meanwhile.

        What `make` raises is raised to all of them, and not kept.
        """
        with self._lock:
            made = self._made.get(key)
            is_ours = made is None
            if made is None:
                made = self._made[key] = Future()
            self._made.move_to_end(key)
        if is_ours:
            self._fill(key, made, make)
        return made.result()

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return sum(len(made.result()) for made in list(self._made.values()) if made.done())

    def _fill(self, key, made, make):
        try:
            made.set_result(make())
        except BaseException as error:
            with self._lock:
                del self._made[key]
            made.set_exception(error)
            raise
        self._forget()

    def _forget(self):
        with self._lock:
            done = [key for key, made in self._made.items() if made.done()]
            for key in done:
                if self.size <= self.most:
                    break
                del self._made[key]
