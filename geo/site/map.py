"""The playback map of a page without a server: its element, its script, its files."""

from collections.abc import Sequence
from dataclasses import dataclass

from branca.element import Figure

from geo.figure.draw import draw_figure, publish_figure
from geo.figure.publish import SITE, Assets
from geo.record import Record
from geo.site.folder import Folder


@dataclass(frozen=True)
class WebMap:
    """A map for a page: the HTML of its element, and the script that draws it there."""

    container: str
    script: str


def publish_map(record: Record, folder: Folder, languages: Sequence[str]) -> Assets:
    """Publish the files that the map needs into the folder's `assets/`: their paths in it."""
    return publish_figure(record, folder.root / "assets", SITE, languages).at("assets/")


def write_map(assets: Assets, language: str, pages: dict[str, str] | None = None) -> WebMap:
    """Write the map that the live page shows, as parts of a page: a `WebMap`.

    `assets` are the addresses of its files from that page, `pages` those of pages about places.
    """
    figure = draw_figure(assets, language, pages=pages, changes="changes.html")
    # Folium names its elements at random; two builds are to be the same.
    figure._id = "atlas"
    root = figure.get_root()
    assert isinstance(root, Figure)
    root.render()
    return WebMap(container=root.html.render(), script=root.script.render())
