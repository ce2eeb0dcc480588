"""The figure that page and site show: the choropleth with its playback, and its files."""

import tempfile
from dataclasses import replace
from pathlib import Path

from geo.address import write_message
from geo.boundaries import project_composite
from geo.figure.payload import encode_geometry, encode_record
from geo.figure.playback import Playback, list_events, list_gaps
from geo.figure.plugin import draw_map, embed_assets
from geo.figure.publish import publish_assets
from geo.record import COPIED_LIST
from geo.view import RANGES
from geo.words.names import name_state

# What the browser is given is simplified to this, in the plane of the composite map.
TOLERANCE_KM = 1.0


def publish_figure(record, folder):
    """Publish scripts, styles, geometry and agreements into a folder: `Assets`."""
    composite = project_composite(record.counties, record.states, TOLERANCE_KM)
    return publish_assets(
        encode_geometry(composite),
        encode_record(record.agreements, composite.counties, composite.states, record.population),
        folder,
    )


def draw_figure(record, scripts, styles, language="en", controls=True):
    """Draw the record's map on its last day as a folium.Map that plays.

    `scripts` and `styles` are the addresses of the published files in loading order. Without
    `controls` the figure is the map with title, numbers, legend and source alone.
    """
    newest, bounds = record.newest, record.bounds
    gaps = list_gaps(record.silences)
    figure = draw_map(
        scripts,
        styles,
        {
            "language": language,
            "view": write_message(replace(bounds.default, lang=language)),
            "known": {"since": bounds.first.isoformat(), "until": bounds.last.isoformat()},
            "gaps": gaps,
            "states": {
                code: name_state(name, language) for code, name in record.state_names.items()
            },
            "controls": controls,
            "source": {
                "list": newest["file"],
                "rows": int(newest["rows"]),
                "date": record.last.isoformat(),
                "copied": bool(newest["published_on"] == COPIED_LIST),
            },
        },
    )
    figure.add_child(Playback(RANGES, list_events(record.events, language), gaps))
    return figure


def save_figure(record, path, language="en"):
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
