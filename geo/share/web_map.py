"""The playback map of a page without a server: its element, its script, its files."""

from dataclasses import dataclass

from geo.agreements import read_events
from geo.assets import WEB, publish_assets
from geo.boundaries import project_composite
from geo.choropleth import draw_map
from geo.payload import encode_geometry, encode_record
from geo.playback import Playback, list_events, list_gaps
from geo.view import RANGES

WEB_TOLERANCE_KM = 1.0


@dataclass(frozen=True)
class WebMap:
    """A map for a page: the HTML of its element, and the script that draws it there."""

    container: str
    script: str


def publish_map(record, folder):
    """Publish the files that the map needs into the folder's `assets/`.

    Returns the paths of scripts and of style sheets, in loading order.
    """
    composite = project_composite(record.counties, record.states, WEB_TOLERANCE_KM)
    assets = publish_assets(
        encode_geometry(composite),
        encode_record(record.agreements, composite.counties, composite.states, record.population),
        folder.root / "assets",
    )
    address = folder.write_hashed("assets/address.js", (WEB / "address.js").read_text("utf-8"))
    scripts = [f"assets/{name}" for name in assets.scripts]
    return [*scripts, address], [f"assets/{name}" for name in assets.styles]


def write_map(record, language):
    """Write the map that the live page shows, as parts of a page: a `WebMap`."""
    newest, bounds = record.newest, record.bounds
    gaps = list_gaps(record.silences)
    figure = draw_map(
        [],
        [],
        {
            "language": language,
            "view": bounds.default.to_browser() | {"lang": language},
            "known": {"since": bounds.first.isoformat(), "until": bounds.last.isoformat()},
            "gaps": gaps,
            "source": {
                "list": newest["file"],
                "rows": int(newest["rows"]),
                "date": record.last.isoformat(),
            },
        },
    )
    figure.add_child(Playback(RANGES, list_events(read_events()), gaps))
    # Folium names its elements at random; two builds are to be the same.
    figure._id = "atlas"
    root = figure.get_root()
    root.render()
    return WebMap(container=root.html.render(), script=root.script.render())
