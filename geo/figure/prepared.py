"""The figure's files on our own server, made once for each edition of the record."""

import hashlib
import json
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from geo.figure.draw import publish_figure
from geo.figure.publish import STATIC, Assets
from geo.files import write_whole
from geo.record import Record, find_edition, read_record
from geo.stories.texts import FOLDER as STORIES

# Names the files of the newest build, and what they were made from.
MANIFEST = "figure.json"
GEO = Path(__file__).resolve().parent.parent
SOURCES = ("**/*.py", "**/*.js", "**/*.css")
PACKAGES = ("django-js-lib-leaflet", "geopandas", "shapely")


def find_prepared(edition: str, folder: str | Path = STATIC) -> Assets | None:
    """Find the published files of an edition of the record; None where they are not there yet."""
    folder = Path(folder)
    try:
        known = json.loads((folder / MANIFEST).read_text("utf-8"))
        assets = Assets(
            tuple(known["scripts"]),
            tuple(known["styles"]),
            dict(known["configs"]),
            dict(known["names"]),
            dict(known["details"]),
            dict(known["stories"]),
        )
        whole = all((folder / name).is_file() for name in assets.files)
        return assets if whole and known["made_from"] == _hash_sources(edition) else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def prepare_figure(record: Record | None = None, folder: str | Path = STATIC) -> Assets:
    """Publish the figure of a record, by default the committed one, unless it is published.

    Raises OSError for a folder that cannot be written.
    """
    assets = find_prepared(record.edition if record else find_edition(), folder)
    if assets is None:
        record = record or read_record()
        made_from = _hash_sources(record.edition)
        assets = publish_figure(record, folder)
        known = asdict(assets) | {"made_from": made_from}
        write_whole(Path(folder) / MANIFEST, json.dumps(known, indent=1) + "\n")
    return assets


def _hash_sources(edition):
    """Hash all that the files are made from: tables, shapes, stories, our code, and packages."""
    hashed = hashlib.sha256(f"{edition}\n".encode())
    for pattern in SOURCES:
        for path in sorted(GEO.glob(pattern)):
            hashed.update(f"{path.relative_to(GEO)}\n".encode())
            hashed.update(path.read_bytes())
    for path in sorted(STORIES.glob("*.toml")):
        hashed.update(f"{path.name}\n".encode())
        hashed.update(path.read_bytes())
    for package in PACKAGES:
        hashed.update(f"{package} {version(package)}\n".encode())
    return hashed.hexdigest()
