"""Commands that are killed at any moment, and what they leave to readers."""

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from geo.agreements import ROOT
from geo.edition import read_edition

PATIENCE_S = 120
LOOK_S = 0.001


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start a command of the program, as `geo.ingest refresh`."""
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def finish(process: subprocess.Popen[str]) -> str:
    """Wait until a command and all that it started have ended: what they said."""
    return process.communicate(timeout=PATIENCE_S)[0]


def kill_while_writing(process: subprocess.Popen[str], folder: Path, chance: random.Random) -> None:
    """Kill a command soon after it has begun to write into a folder, or wherever it is by then."""
    before = {path.name for path in folder.iterdir()}
    deadline = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < deadline:
        if {path.name for path in folder.iterdir()} - before - {".lock"}:
            break
        time.sleep(LOOK_S)
    time.sleep(chance.uniform(0, 0.1))
    process.kill()
    finish(process)


def kill_anywhere(process: subprocess.Popen[str], seconds: float, chance: random.Random) -> None:
    """Kill a command at any moment of the seconds that it takes."""
    time.sleep(chance.uniform(0, seconds))
    process.kill()
    finish(process)


def survive_kills(command: Sequence[object], folder: Path, rounds: int) -> None:
    """Kill a command that replaces the tables of a folder again and again.

    Readers must have all old or all new tables each time, nothing that it started may go on, and
    the same command must complete its work afterwards.
    """
    old = folder.with_name("old")
    shutil.copytree(folder, old)
    before = read_edition(folder).contents
    began = time.monotonic()
    process = start(*command)
    said = finish(process)
    assert process.returncode == 0, said
    seconds = time.monotonic() - began
    after = read_edition(folder).contents
    assert after != before
    chance = random.Random(287)
    found = Counter()
    for number in range(rounds):
        shutil.rmtree(folder)
        shutil.copytree(old, folder)
        if number % 2:
            kill_anywhere(start(*command), seconds, chance)
        else:
            kill_while_writing(start(*command), folder, chance)
        contents = read_edition(folder).contents
        assert contents in (before, after)
        left = bool(list(folder.rglob(".*.new")))
        found[contents == after, left] += 1
        process = start(*command)
        said = finish(process)
        assert process.returncode == 0, said
        assert ("a command was cut off" in said) == left
        assert read_edition(folder).contents == after
        assert not list(folder.rglob(".*.new"))
    print({f"new: {new}, cut off: {left}": number for (new, left), number in found.items()})
