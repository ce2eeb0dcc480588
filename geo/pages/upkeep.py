"""What the server does beside answering: it makes ready what draws pictures, and tidies up."""

import ctypes
import gc
import sys
import threading
import time

from geo.figure.current import CURRENT
from geo.studio.studio import STUDIO

# How often it is looked whether the first reader has the record.
PREPARE_SECONDS = 3.0
# How often what readers left behind is collected.
COLLECT_SECONDS = 2.0
# glibc's name for the number of arenas in mallopt, and how many they may be.
M_ARENA_MAX, ARENAS = -8, 2


def spare_memory() -> None:
    """Let the threads of the process share two arenas of memory; before there are threads.

    Streamlit runs every click in a thread of its own, and each leaves free memory behind in one of
    eight arenas a processor: with fifty readers that is 50 MB of 500.
    """
    if library := find_allocator():
        library.mallopt(M_ARENA_MAX, ARENAS)


def give_memory_back() -> None:
    """Give the machine back the pages of memory in which nothing is any more."""
    if library := find_allocator():
        library.malloc_trim(0)


def find_allocator() -> ctypes.CDLL | None:
    """Find glibc, whose allocator can be told; None where another one is at work."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None


def begin_upkeep() -> None:
    """Begin both in the background, until the process ends."""
    for work in (prepare_studio, collect_garbage):
        threading.Thread(target=work, name=work.__name__, daemon=True).start()


def prepare_studio() -> None:
    """Start what draws pictures once the first reader has the record, before one is asked for."""
    while CURRENT.shown is None:
        time.sleep(PREPARE_SECONDS)
    STUDIO.prepare(CURRENT.shown[0])


def collect_garbage() -> None:
    """Collect garbage at intervals, where Streamlit would after every click of every reader.

    With fifty of them each collection takes twice as long as the click, all others waiting.
    `runner.postScriptGC` in .streamlit/config.toml turns Streamlit's own off.
    """
    while True:
        time.sleep(COLLECT_SECONDS)
        # Since the last one something was made and looked at once.
        if any(gc.get_count()[1:]):
            gc.collect()
            give_memory_back()
