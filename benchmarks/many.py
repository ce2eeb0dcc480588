"""Several app processes behind nginx: `python -m benchmarks many`.

How many clicks a second one, two and three of them answer, and what the readers of three notice
when one is killed.
"""

import asyncio
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.browser import median, p95
from benchmarks.nginx import NGINX, serve_many
from benchmarks.visitor import PLACES, Visitor

PROCESSES = (1, 2, 3)
READERS = 24
SECONDS = 15
PAUSE_SECONDS = (0.5, 2)


def main() -> None:
    """Print clicks a second by number of processes, and what a kill under load does."""
    if not shutil.which(NGINX):
        sys.exit("needs nginx: apt-get install nginx-light")
    for count in PROCESSES:
        with tempfile.TemporaryDirectory() as folder, serve_many(count, Path(folder)) as served:
            address, processes = served
            clicks, took = asyncio.run(_click_hard(address))
            print(
                f"{count} of them: {clicks:.0f} clicks a second, median {median(took):.3f} s, "
                f"p95 {p95(took):.3f} s"
            )
            if count == PROCESSES[-1]:
                times, returned, errors = asyncio.run(kill_one(address, processes[0]))
    print(
        f"one of {count} killed: {returned} of {READERS} readers came back by another one, "
        f"{len(times)} clicks, median {median(times):.2f} s, max {max(times):.2f} s, "
        f"{len(errors)} failed"
    )


async def _click_hard(address):
    """Let all readers click without a pause: clicks a second, and the seconds of each."""
    visitors = await _open_all(address)
    start = time.perf_counter()
    times = []

    async def click(visitor, chance):
        while time.perf_counter() - start < SECONDS:
            times.append(await visitor.click(chance.choice(PLACES)))

    await asyncio.gather(*(click(one, random.Random(i)) for i, one in enumerate(visitors)))
    took = time.perf_counter() - start
    await asyncio.gather(*(one.close() for one in visitors))
    return len(times) / took, times


async def kill_one(address, process, readers=READERS, seconds=SECONDS):
    """Kill a process while all read: seconds of each click, how many returned, and what failed."""
    visitors = await _open_all(address, readers)
    end = time.perf_counter() + seconds
    times, errors = [], []

    async def read(visitor, chance):
        while time.perf_counter() < end:
            await asyncio.sleep(chance.uniform(*PAUSE_SECONDS))
            try:
                times.append(await visitor.click(chance.choice(PLACES)))
            except Exception as error:
                errors.append(error)

    async def kill():
        await asyncio.sleep(seconds / 3)
        process.kill()

    await asyncio.gather(kill(), *(read(one, random.Random(i)) for i, one in enumerate(visitors)))
    returned = sum(one.returns > 0 for one in visitors)
    await asyncio.gather(*(one.close() for one in visitors))
    return times, returned, errors


async def _open_all(address, readers=READERS):
    visitors = [Visitor(address) for _ in range(readers)]
    await asyncio.gather(*(one.open() for one in visitors))
    return visitors


if __name__ == "__main__":
    main()
