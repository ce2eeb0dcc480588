"""Time and memory of a rebuild from all sources, and of a refresh with the newest list.

Run as `python -m benchmarks.ingest SOURCES`; SOURCES holds early_rosters/,
history_to_2020.csv and ice_rosters/.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from geo.agreements import DATA
from geo.ingest.lists import sort_key
from geo.ingest.tables import read_history

LIMITS = {"rebuild": (90, 1024), "refresh": (5, 1024)}


def main():
    """Print one line per command: seconds and megabytes, each against its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest")
    parser.add_argument("sources", type=Path)
    sources = parser.parse_args().sources
    with tempfile.TemporaryDirectory() as folder:
        work, data = Path(folder) / "sources", Path(folder) / "data"
        newest = _find_newest(sources)
        _copy_all_but(newest, sources, work)
        data.mkdir()
        shutil.copy(DATA / "corrections.csv", data)
        _report("rebuild", ["rebuild", "--sources", str(work), "--data", str(data)])
        _report("refresh", ["refresh", str(newest), "--data", str(data)])


def _find_newest(sources):
    """The workbook of the newest list of the record."""
    absorbed = [known for known in read_history().lists if known.is_absorbed]
    newest = max(absorbed, key=lambda known: sort_key(known.published_on, known.file))
    return sources / "ice_rosters" / newest.file


def _copy_all_but(newest, sources, work):
    (work / "ice_rosters").mkdir(parents=True)
    shutil.copy(sources / "history_to_2020.csv", work)
    shutil.copytree(sources / "early_rosters", work / "early_rosters")
    for path in (sources / "ice_rosters").glob("*.xlsx"):
        if path != newest:
            (work / "ice_rosters" / path.name).symlink_to(path.resolve())


def _report(name, arguments):
    started = time.perf_counter()
    command = [sys.executable, "-m", "geo.ingest", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _measure_memory(process.pid))
        time.sleep(0.05)
    seconds, megabytes = time.perf_counter() - started, peak / 2**20
    limit_seconds, limit_megabytes = LIMITS[name]
    print(
        f"{name}: {seconds:.1f} s (limit {limit_seconds} s), "
        f"{megabytes:.0f} MB at most (limit {limit_megabytes} MB)"
    )
    if process.returncode:
        sys.exit(f"{name} ended with exit status {process.returncode}")


def _measure_memory(pid):
    """Memory in bytes of a process and its children, pages that they share counted once."""
    total = 0
    for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            total += int(line.split()[1]) * 1024
    for task in _list_tasks(pid):
        for child in _read(f"/proc/{pid}/task/{task}/children").split():
            total += _measure_memory(int(child))
    return total


def _list_tasks(pid):
    try:
        return os.listdir(f"/proc/{pid}/task")
    except FileNotFoundError:
        return []


def _read(path):
    """Text of a file under /proc, '' once its process has gone."""
    try:
        return Path(path).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


if __name__ == "__main__":
    main()
