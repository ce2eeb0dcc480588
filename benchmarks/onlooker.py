"""A Chromium beside a crowd: it opens the page as somebody new, clicks, plays and shares."""

import threading
import time

from playwright.sync_api import Error

from benchmarks.browser import find_frame, launch, open_page

FRAME = 'iframe[title^="streamlit_folium"]'
PAUSE_SECONDS = 4
PLAY_MS = 3000
COUNTIES = ("12001", "48201", "37183", "06037", "51059")
# From choosing a place to the frame in which its panel is there, in seconds.
CLICK = """async (place) => {
  const start = performance.now();
  atlas.takeFigure().set({ place });
  const told = `.panel[data-place="${place}"][aria-busy="false"]`;
  while (!document.querySelector(told)) await new Promise(requestAnimationFrame);
  return (performance.now() - start) / 1000;
}"""
DRAWN = """() => {
  const card = document.querySelector('[role="dialog"] img');
  return card && card.complete && card.naturalWidth > 0;
}"""


class Onlooker:
    """Visits a page in a thread of its own for as long as the block runs."""

    def __init__(self, address: str, crowd):
        self.address, self.crowd = address, crowd
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._watch)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *failure):
        self.done.set()
        self.thread.join()

    def _watch(self):
        try:
            self._visit_again_and_again()
        except Error as error:
            self._fail(error)

    def _visit_again_and_again(self):
        with launch() as browser:
            while not self.done.is_set():
                page = open_page(browser)
                try:
                    self._visit(page)
                except Error as error:
                    self._fail(error)
                page.context.close()
                self.done.wait(PAUSE_SECONDS)

    def _visit(self, page):
        page.set_default_timeout(60_000)
        start = time.perf_counter()
        page.goto(self.address)
        page.frame_locator(FRAME).locator(".atlas[data-ready=true]").wait_for()
        self._note("page open", time.perf_counter() - start)
        frame = find_frame(page)
        for place in COUNTIES:
            self._note("click to panel", frame.evaluate(CLICK, place))
            page.wait_for_url(f"**place={place}**")
        frame.evaluate("atlas.takeFigure().set({ date: '2025-02-01' })")
        frame.evaluate("atlas.takeFigure().playback.play()")
        page.wait_for_timeout(PLAY_MS)
        frame.evaluate("atlas.takeFigure().playback.pause()")
        start = time.perf_counter()
        page.get_by_role("button", name="Share").click()
        page.wait_for_function(DRAWN)
        self._note("card", time.perf_counter() - start)

    def _fail(self, error):
        self.crowd.errors[f"Chromium: {error.message.splitlines()[0]}"] += 1

    def _note(self, name, seconds):
        self.crowd.times[f"Chromium: {name}"].append(seconds)
