"""A disk that fills up."""

import os
import resource
import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def fill_disk(size):
    """Let no file of this process and its children grow beyond a size in bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def fail_at(monkeypatch, step, error):
    """Let the step-th change to the disk fail, and those after it."""
    calls = iter(range(1, step))

    def failing(function):
        def call(path, *others):
            if next(calls, step) == step:
                raise OSError(error, os.strerror(error), str(path))
            return function(path, *others)

        return call

    monkeypatch.setattr(os, "replace", failing(os.replace))
    monkeypatch.setattr(os, "fsync", failing(os.fsync))


@contextmanager
def mount_disk(folder, size):
    """Mount a disk of a size in bytes at a folder that is made; skip where that is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
