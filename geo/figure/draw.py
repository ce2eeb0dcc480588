"""The figure that page and site show: the choropleth that plays, and its files."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import folium

from geo.boundaries import project_composite
from geo.figure.configuration import configure_figure
from geo.figure.payload import encode_agreements, encode_geometry
from geo.figure.plugin import draw_map, embed_assets
from geo.figure.publish import FIGURE, Assets, publish_assets
from geo.record import Record

# What the browser is given is simplified to this, in the plane of the composite map.
TOLERANCE_KM = 1.0


def publish_figure(record: Record, folder: str | Path, entry: Path = FIGURE) -> Assets:
    """Publish scripts, styles, geometry and agreements into a folder.

    `entry` is the module that the page's script is made from.
    """
    composite = project_composite(record.counties, record.states, TOLERANCE_KM)
    counties, states = composite.counties, composite.states
    return publish_assets(
        encode_geometry(composite),
        encode_agreements(record.agreements, counties, states, record.population),
        folder,
        entry,
    )


def draw_figure(
    record: Record,
    scripts: Sequence[str],
    styles: Sequence[str],
    language: str = "en",
    controls: bool = True,
) -> folium.Map:
    """Draw the record's map on its last day as a folium.Map that plays.

    `scripts` and `styles` are the addresses of the published files in loading order. Without
    `controls` the figure is the map with title, numbers, legend and source alone.
    """
    return draw_map(scripts, styles, configure_figure(record, language, controls))


def save_figure(record: Record, path: str | Path, language: str = "en") -> folium.Map:
    """Save the map that plays as one HTML file, which needs no server.

    The folium.Map itself comes back, which a notebook shows as its last value.
    """
    figure = draw_figure(record, [], [], language)
    with tempfile.TemporaryDirectory() as folder:
        assets = publish_figure(record, folder)
        scripts, styles = (
            [(Path(folder) / name).read_text("utf-8") for name in names]
            for names in (assets.scripts, assets.styles)
        )
    embed_assets(figure, scripts, styles)
    figure.save(str(path))
    return figure
