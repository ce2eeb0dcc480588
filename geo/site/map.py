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
    assets = publish_figure(record, folder.root / "assets", SITE, languages)
    return Assets(
        scripts=tuple(f"assets/{name}" for name in assets.scripts),
        styles=tuple(f"assets/{name}" for name in assets.styles),
        names={language: f"assets/{name}" for language, name in assets.names.items()},
    )


def write_map(record: Record, language: str, names: str) -> WebMap:
    """Write the map that the live page shows, as parts of a page: a `WebMap`.

    `names` is the address of what its search finds, from that page.
    """
    figure = draw_figure(record, [], [], language, names=names)
    # Folium names its elements at random; two builds are to be the same.
    figure._id = "atlas"
    root = figure.get_root()
    assert isinstance(root, Figure)
    root.render()
    return WebMap(container=root.html.render(), script=root.script.render())
