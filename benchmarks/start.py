"""From starting the server to the first painted page: `python -m benchmarks.start`.

Cold is a folder as cloned, where nothing has been published; warm is the same folder again, as
after `make run` or a restart.
"""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.browser import ROOT, launch, median, open_page, serve

RUNS = 5
FRAME = 'iframe[title^="streamlit_folium"]'


def main() -> None:
    """Print the seconds of start and first page, and the memory then, cold and warm."""
    with tempfile.TemporaryDirectory() as folder, launch() as browser:
        tree = _copy_tree(Path(folder))
        # The libraries' own files are read from disk once before.
        measure_start(tree, browser)
        for name in ("cold", "warm"):
            runs = []
            for _ in range(RUNS):
                if name == "cold":
                    shutil.rmtree(tree / "static")
                runs.append(measure_start(tree, browser))
            start, first, spent, second, size = (
                median(values) for values in zip(*runs, strict=True)
            )
            print(
                f"{name}: server answers after {start:.2f} s, first page painted {first:.2f} s "
                f"later ({spent:.2f} s of the server's CPU), second page {second:.2f} s, "
                f"memory then {size:.0f} MB (medians of {RUNS})"
            )


def measure_start(tree, browser):
    """Start a server, open two pages: seconds to the answer and to each painted map, MB.

    Between the pages stands what the server's processor has spent until the first, in seconds.
    """
    start = time.perf_counter()
    with serve("streamlit_app.py", tree) as (address, process):
        server = psutil.Process(process.pid)
        answered = time.perf_counter()
        first = _paint(browser, address)
        times = server.cpu_times()
        second = _paint(browser, address)
        size = server.memory_info().rss / 1e6
    return answered - start, first, times.user + times.system, second, size


def _paint(browser, address):
    page = open_page(browser)
    start = time.perf_counter()
    page.goto(address)
    page.frame_locator(FRAME).locator(".atlas[data-ready=true]").wait_for()
    took = time.perf_counter() - start
    page.context.close()
    return took


def _copy_tree(folder):
    """Copy what git has of this folder: a clone with what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder


if __name__ == "__main__":
    main()
