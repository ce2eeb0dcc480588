"""A crowd on the live page for minutes: `python -m benchmarks load --sessions 50 --minutes 10`.

Sessions without a browser open the page at once, then each does something every 4 to 12 seconds:
one time in ten it asks for a card, two times the map has played to another date, else it clicks a
place. Five rounds of this follow each other; between them everybody leaves. In the first one all
that is kept for later is made, so memory is compared from the second on. Beside them a Chromium
opens the page again and again with nothing kept, clicks, plays, and shares.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections import Counter, defaultdict
from contextlib import suppress

import psutil

from benchmarks.browser import median, p95, serve
from benchmarks.onlooker import Onlooker
from benchmarks.visitor import DATES, PLACES, Visitor

ROUNDS = 5
PAUSE_SECONDS = (4, 12)
GLANCE_SECONDS = 0.5
# What the crowd may wait for and take, where it is measured: seconds, and MB.
LIMITS = (
    ("all open", "max", 6),
    ("click answered", "p95", 0.3),
    ("card", "p95", 5),
    ("Chromium: click to panel", "p95", 0.3),
    ("Chromium: page open", "median", 4),
    ("Chromium: page open", "p95", 8),
    ("Chromium: card", "p95", 5),
)
MEASURES = {"median": median, "p95": p95, "max": max}
MEMORY_MB = 600
GROWTH_MB = 15


def main(options: list[str] | None = None) -> None:
    """Run the crowd and print what it waited for; exit status 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks load", description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    chosen = parser.parse_args(options)
    with serve("streamlit_app.py") as (address, process):
        found = asyncio.run(run_crowd(address, process.pid, chosen.sessions, chosen.minutes * 60))
    print_crowd(found)
    if found.errors:
        raise SystemExit(1)


class Crowd:
    """What a crowd met: seconds by action, errors by their text, memory in MB by round."""

    def __init__(self):
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()
        self.rounds: list[list[float]] = []
        self.processor = 0.0

    async def measure(self, name: str, action) -> None:
        """Note how long an action took, or why it failed."""
        try:
            self.times[name].append(await action)
        except Exception as error:
            self.errors[f"{name}: {type(error).__name__}: {error}"[:200]] += 1


async def run_crowd(address: str, pid: int, sessions: int, seconds: float) -> Crowd:
    """Send a crowd to a page for some time; `pid` is the process that serves it."""
    crowd, server = Crowd(), psutil.Process(pid)
    # What is loaded once for all readers is there before anything is measured.
    first = Visitor(address)
    await first.open()
    await first.click("FL")
    await first.share()
    await first.close()
    with Onlooker(address, crowd):
        for number in range(ROUNDS):
            sizes: list[float] = []
            crowd.rounds.append(sizes)
            watch = asyncio.create_task(_watch(server, sizes))
            await _run_round(address, crowd, sessions, seconds / ROUNDS, number)
            watch.cancel()
    crowd.processor = sum(sum(one.cpu_times()[:2]) for one in _list_processes(server))
    return crowd


async def _run_round(address, crowd, sessions, seconds, seed):
    chance = random.Random(seed)
    visitors = [Visitor(address) for _ in range(sessions)]
    start = time.perf_counter()
    await asyncio.gather(*(crowd.measure("session open", one.open()) for one in visitors))
    crowd.times["all open"].append(time.perf_counter() - start)
    end = start + seconds
    await asyncio.gather(
        *(_stay(one, crowd, end, random.Random(chance.random())) for one in visitors)
    )
    for visitor in visitors:
        await visitor.close()


async def _stay(visitor, crowd, end, chance):
    while True:
        pause = chance.uniform(*PAUSE_SECONDS)
        if time.perf_counter() + pause > end:
            await asyncio.sleep(max(0, end - time.perf_counter()))
            return
        await asyncio.sleep(pause)
        choice = chance.random()
        if choice < 0.1:
            await crowd.measure("card", visitor.share())
        elif choice < 0.3:
            await crowd.measure("click answered", visitor.play(chance.choice(DATES)))
        else:
            await crowd.measure("click answered", visitor.click(chance.choice(PLACES)))


async def _watch(server, sizes):
    while True:
        sizes.append(await asyncio.to_thread(weigh, server))
        await asyncio.sleep(GLANCE_SECONDS)


def weigh(server: psutil.Process) -> float:
    """Weigh a process with all its children, in MB: of what they share each has its part."""
    size = 0
    for process in _list_processes(server):
        with suppress(psutil.NoSuchProcess):
            memory = process.memory_full_info()
            size += getattr(memory, "pss", memory.rss)
    return size / 1e6


def _list_processes(server):
    return [server, *server.children(recursive=True)]


def print_crowd(crowd: Crowd) -> None:
    """Print a line for each thing that was waited for, and each limit that was broken."""
    for name, times in sorted(crowd.times.items()):
        print(
            f"{name:26} median {median(times):6.2f} s   p95 {p95(times):6.2f} s   "
            f"max {max(times):6.2f} s   n={len(times)}"
        )
    tops = [max(sizes) for sizes in crowd.rounds]
    stays = [statistics.median(sizes[len(sizes) // 2 :]) for sizes in crowd.rounds]
    growth = stays[-1] - stays[1]
    print("memory by round: " + ", ".join(f"{size:.0f}" for size in stays) + " MB in its 2nd half")
    print(f"memory at most: {max(tops):.0f} MB; grown by {growth:.0f} MB since the second")
    print(f"processor time of the server: {crowd.processor:.0f} s")
    for what, number in crowd.errors.most_common():
        print(f"FAILED {number} times: {what}")
    for name, measure, limit in LIMITS:
        if (times := crowd.times.get(name)) and (value := MEASURES[measure](times)) > limit:
            print(f"OVER: {name}, {measure} {value:.2f} s > {limit} s")
    for name, size, limit in (("memory", max(tops), MEMORY_MB), ("growth", growth, GROWTH_MB)):
        if size > limit:
            print(f"OVER: {name} {size:.0f} MB > {limit} MB")
