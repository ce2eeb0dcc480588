"""A static site of a few places, built once for all tests that look at it, in all processes."""

from geo.files import lock_folder
from geo.site.build import build_site

BASE_URL = "https://atlas.example/some/where/"
STATES = ("AS", "WY")
COUNTIES = ("56021",)
# A machine with other work takes its time.
PATIENCE_SECONDS = 300


def build_small_site(shared):
    """Build the site of these places in both languages in a folder that all processes share."""
    root = shared / "small-site"
    with lock_folder(shared / "building", PATIENCE_SECONDS):
        if not root.exists():
            build_site(shared / "site-begun", BASE_URL.rstrip("/"), places=STATES + COUNTIES)
            (shared / "site-begun").rename(root)
    return root
