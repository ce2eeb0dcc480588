"""The data package of the site: what its files for download hold, for programs."""

import json

from geo.agreements import DATA

PARQUET = {
    "profile": "data-resource",
    "format": "parquet",
    "mediatype": "application/vnd.apache.parquet",
}
# What a described table is offered as, by its name: the ending of the file with what that differs
# in from the description.
FORMATS = {
    "agreements": {"csv": {}},
    "county_months": {
        "zip": {"compression": "zip"},
        "parquet": PARQUET,
    },
    "coverage": {
        "geojson": {},
        "gpkg": {"format": "gpkg", "mediatype": "application/geopackage+sqlite3"},
        "parquet": PARQUET,
    },
}


def describe_downloads() -> bytes:
    """Describe the files beside it in the site's `data/` as a data package: JSON.

    Each of its resources is a file with a stable address; `version` is that of the interface.
    """
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    tables = {table["name"]: table for table in package["resources"] + package.pop("derived")}
    # Not every file is a table as the standard has them.
    package["profile"] = "data-package"
    package["resources"] = [
        tables[name] | {"name": f"{name}_{ending}", "path": f"{name}.{ending}"} | differing
        for name, endings in FORMATS.items()
        for ending, differing in endings.items()
    ]
    return f"{json.dumps(package, indent=1, ensure_ascii=False)}\n".encode()
