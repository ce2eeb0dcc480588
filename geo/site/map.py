"""The playback map of a page without a server: its element, its script, its files."""

from dataclasses import dataclass

from branca.element import Figure

from geo.figure.draw import draw_figure, publish_figure
from geo.figure.publish import SITE
from geo.record import Record


@dataclass(frozen=True)
class WebMap:
    """A map for a page: the HTML of its element, and the script that draws it there."""

    container: str
    script: str


def publish_map(record, folder):
    """Publish the files that the map needs into the folder's `assets/`.

    Returns the paths of scripts and of style sheets, in loading order.
    """
    assets = publish_figure(record, folder.root / "assets", SITE)
    scripts, styles = (
        [f"assets/{name}" for name in names] for names in (assets.scripts, assets.styles)
    )
    return scripts, styles


def write_map(record: Record, language: str) -> WebMap:
    """Write the map that the live page shows, as parts of a page: a `WebMap`."""
    figure = draw_figure(record, [], [], language)
    # Folium names its elements at random; two builds are to be the same.
    figure._id = "atlas"
    root = figure.get_root()
    assert isinstance(root, Figure)
    root.render()
    return WebMap(container=root.html.render(), script=root.script.render())
