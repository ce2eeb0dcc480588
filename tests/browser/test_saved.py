"""The map without Streamlit: one HTML file that plays from the disk."""

import re

from playwright.sync_api import expect

from geo.figure.draw import save_figure
from tests.browser.reader import Reader


class FileReader(Reader):
    """A reader of a saved map."""

    def open(self, name):
        self.page.goto(f"{self.base}/{name}")
        self.see(ready="true")
        return self


def test_a_saved_map_plays_from_the_disk(watch_readers, record, tmp_path):
    save_figure(record, tmp_path / "atlas.html")
    with watch_readers(FileReader) as open_page:
        reader = open_page("atlas.html", tmp_path.as_uri())
        reader.page.get_by_role("slider").press("Home")
        reader.see(date="2025-01-01")
        reader.type_date("2004-01-01")
        reader.page.get_by_role("button", name=re.compile("^Story: ")).click()
        expect(reader.page.locator(".story")).to_be_focused()
        expect(reader.page.locator(".telling b")).not_to_have_count(0)
        reader.page.keyboard.press("Escape")
        expect(reader.page.locator(".story")).to_be_hidden()
        reader.type_date("2004-01-01")
        reader.play()
        expect(reader.page.locator(".leaflet-container")).to_be_in_viewport(ratio=1)
