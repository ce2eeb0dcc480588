"""Find a Chromium for the browser tests, or install one, or say how."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

# The headless shell first: it has no windows to draw, and opens a page with less work.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
# Debian's, the first that can be had.
PACKAGES = ("chromium-headless-shell", "chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No other host is found: what asks for one fails, which a reader notes.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # A page lives for seconds: to compile its scripts at their best, or to collect its garbage on
    # other processors, takes longer than it saves.
    "--js-flags=--no-opt --min-semi-space-size=64 --single-threaded-gc",
]
HOW = "No Chromium found: install one (apt-get install chromium) or set CHROMIUM=/path/to/it."


def find_chromium():
    """Find a Chromium: $CHROMIUM, one on the PATH, or Playwright's own; None if there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def install_chromium():
    """Try Playwright's own Chromium, then Debian's where we may install packages."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        ways += [["apt-get", "update", "-qq"]]
        ways += [["apt-get", "install", "-y", "-qq", package] for package in PACKAGES]
    for way in ways:
        subprocess.run(way, capture_output=True, check=False)
        if find_chromium():
            return


if __name__ == "__main__":
    if not find_chromium():
        install_chromium()
    if not find_chromium():
        sys.exit(HOW)
