"""How long each page beside the map takes: `python -m benchmarks.pages`.

Warm: the server has shown it before. Opened is by its address in a Chromium that has Streamlit's
files already, turned to by its link on the page before; both until the page's script has ended, and
until its heading stands.
"""

import time

from benchmarks.browser import launch, median, open_page, serve
from geo.words.pages import PAGES

RUNS = 7
LIMIT_SECONDS = 1.0
HEADING = ".st-key-page h1"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def main() -> None:
    """Print a line for each page: medians of seconds."""
    # A story is told on the map.
    names = [name for name in PAGES if name not in ("", "story")]
    with serve("streamlit_app.py") as (address, _), launch() as browser:
        page = open_page(browser)
        for name in names:
            _open(page, f"{address}/{name}")
        opened = {name: [] for name in names}
        turned = {name: [] for name in names}
        for _ in range(RUNS):
            for name in names:
                opened[name].append(_open(page, f"{address}/{name}"))
            for name in names:
                turned[name].append(_turn(page, name))
    for name in names:
        words = []
        for what, times in (("opened", opened[name]), ("turned to", turned[name])):
            heading, whole = (median(values) for values in zip(*times, strict=True))
            over = f" OVER {LIMIT_SECONDS} s" if heading > LIMIT_SECONDS else ""
            words.append(f"{what}: heading {heading:.2f} s, whole {whole:.2f} s{over}")
        print(f"page {name:10} {'   '.join(words)}")


def _open(page, address):
    page.goto("about:blank")
    start = time.perf_counter()
    page.goto(address)
    return _await(page, start)


def _turn(page, name):
    link = page.locator(f'a[href*="/{name}"], a[href^="{name}"]').first
    before = page.locator(HEADING).inner_text()
    start = time.perf_counter()
    link.click()
    return _await(page, start, before)


def _await(page, start, before=""):
    """Wait for a heading that is not the one before, then for the end of the script: seconds."""
    page.locator(HEADING).filter(has_not_text=before or None).wait_for()
    heading = time.perf_counter() - start
    page.locator(IDLE).wait_for(state="attached")
    return heading, time.perf_counter() - start


if __name__ == "__main__":
    main()
