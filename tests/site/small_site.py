"""A static site of a few states, built once by each process for all tests that look at it."""

import functools
import tempfile
from pathlib import Path

from geo.site.build import build_site

BASE_URL = "https://atlas.example/some/where/"
STATES = ("AS", "WY")


@functools.cache
def build_small_site():
    """Build the site of `STATES` in both languages; its folder, which the process removes."""
    folder = tempfile.TemporaryDirectory(prefix="atlas-site-")
    # Kept by the function, so that the folder lives as long as the process.
    build_small_site.folder = folder
    root = Path(folder.name) / "site"
    build_site(root, BASE_URL.rstrip("/"), states=STATES)
    return root
