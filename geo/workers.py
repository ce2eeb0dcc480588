"""Processes that work for this one, and end with it however it ends."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def start_workers(
    number: int | None = None,
    method: str | None = None,
    initializer: Callable[..., object] = int,
    initargs: tuple = (),
) -> ProcessPoolExecutor:
    """Start a pool of processes, as many as the machine has processors by default.

    `method` is how they are started (`multiprocessing.get_context`). A process that is killed ends
    nobody else, and its workers would wait for it for good: each watches whether it is there.
    """
    return ProcessPoolExecutor(
        number, multiprocessing.get_context(method), _begin, (initializer, initargs)
    )


def _begin(initializer, initargs):
    threading.Thread(target=_end_with_parent, daemon=True).start()
    initializer(*initargs)


def _end_with_parent():
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
