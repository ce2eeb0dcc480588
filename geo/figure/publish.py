"""The files that the map in the browser loads, published where our own server serves them."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from geo.agreements import ROOT

STATIC = ROOT / "static"
BROWSER = Path(__file__).resolve().parent / "browser"
SCRIPTS = (
    "words",
    "record",
    "controls",
    "patches",
    "labels",
    "choropleth",
    "legend",
    "numbers",
    "track",
    "playback",
    "figure",
)


@dataclass(frozen=True)
class Assets:
    """Names of the published files in loading order: scripts, then style sheets."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def publish_assets(geometry, record, folder=STATIC):
    """Write Leaflet, our scripts, and the map's data into a folder that is served as static.

    `geometry` and `record` are the JSON texts of geo.figure.payload. Each name carries a hash of
    the content, so that browsers may keep a file for ever and a changed one is a new one. Leaflet
    comes from the package django-js-lib-leaflet. Files are written whole or not at all.
    Returns the names as `Assets`.
    """
    leaflet = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    ours = "\n".join((BROWSER / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    scripts = {
        "leaflet.js": (leaflet / "leaflet.js").read_text("utf-8"),
        "geometry.js": f"window.atlas=window.atlas||{{}};window.atlas.geometry={geometry};",
        "record.js": f"window.atlas=window.atlas||{{}};window.atlas.agreements={record};",
        "atlas.js": ours,
    }
    styles = {
        "leaflet.css": (leaflet / "leaflet.css").read_text("utf-8"),
        "atlas.css": (BROWSER / "figure.css").read_text("utf-8"),
    }
    return Assets(
        scripts=tuple(_publish(folder, name, text) for name, text in scripts.items()),
        styles=tuple(_publish(folder, name, text) for name, text in styles.items()),
    )


def _publish(folder, name, text):
    content = text.encode("utf-8")
    stem, suffix = name.split(".")
    published = Path(folder) / f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    if not published.exists():
        published.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(content)
        os.chmod(file.name, 0o644)
        os.replace(file.name, published)
    return published.name
