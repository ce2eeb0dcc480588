"""Many readers of the live page at once: `python -m benchmarks.crowd`.

Processor time is that of the server's process: on a busy machine it is steadier than waiting.
"""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil

from benchmarks.browser import median, p95, serve
from benchmarks.reader import PLACES, Reader

READERS = 50
CLICKS = 4
PAUSE_SECONDS = 8
GLANCE_SECONDS = 0.02


def main() -> None:
    """Print what one click, fifty pages at once, and many visits one after another cost."""
    with serve("streamlit_app.py") as (address, process):
        server = psutil.Process(process.pid)
        first = Reader(address)
        for place in PLACES:
            first.click(place)
        spent = _spend(server)
        times = [first.click(place) for place in PLACES * 8]
        cost = (_spend(server) - spent) / len(times)
        print(f"a click, alone: median {median(times) * 1000:.0f} ms, {cost * 1000:.0f} ms of CPU")
        print(f"memory with one reader: {_weigh(server):.0f} MB")
        first.close()
        with _watch(server) as sizes, ThreadPoolExecutor(READERS) as pool:
            readers = list(pool.map(lambda _: Reader(address), range(READERS)))
            print(f"{READERS} pages opened at once: {max(sizes):.0f} MB at most")
            times = [took for visit in pool.map(_visit, readers) for took in visit]
            print(
                f"their {len(times)} clicks, one every {PAUSE_SECONDS / 2:.0f} s each: median "
                f"{median(times):.2f} s, p95 {p95(times):.2f} s; {max(sizes):.0f} MB at most"
            )
            for reader in readers:
                reader.close()
        print(f"memory when they have gone: {_weigh(server):.0f} MB")


class _watch:
    """Watches the memory of a process, in MB, as a list that grows."""

    def __init__(self, server):
        self.server, self.sizes, self.done = server, [], threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self._look)
        self.thread.start()
        return self.sizes

    def __exit__(self, *failure):
        self.done.set()
        self.thread.join()

    def _look(self):
        while not self.done.wait(GLANCE_SECONDS):
            self.sizes.append(_weigh(self.server))


def _visit(reader):
    """Click now and then, as somebody who reads what they see."""
    chance = random.Random(id(reader))
    times = []
    for _ in range(CLICKS):
        time.sleep(chance.random() * PAUSE_SECONDS)
        times.append(reader.click(chance.choice(PLACES)))
    return times


def _spend(server):
    times = server.cpu_times()
    return times.user + times.system


def _weigh(server):
    return server.memory_info().rss / 1e6


if __name__ == "__main__":
    main()
