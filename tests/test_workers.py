"""Workers end with the process that started them, also when that is killed."""

import subprocess
import sys

import pytest

from geo.agreements import ROOT

WORKING = """
import functools, sys, time
from geo.workers import start_workers

if __name__ == "__main__":
    say = functools.partial(print, flush=True)
    with start_workers(2, sys.argv[1], say, ("ready",)) as pool:
        list(pool.map(time.sleep, [600, 600]))
"""
PATIENCE_S = 60


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_of_a_process_that_is_killed_end(tmp_path, method):
    script = tmp_path / "working.py"
    script.write_text(WORKING)
    process = subprocess.Popen(
        [sys.executable, str(script), method],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["ready\n"] * 2
    process.kill()
    # The pipe ends once the last process that holds it has ended.
    assert process.communicate(timeout=PATIENCE_S)[0] == ""
