"""Hold fields to the rules of data/datapackage.json: types, values, keys and references."""

import json
from pathlib import Path

from geo.agreements import DATA

PACKAGE = DATA / "datapackage.json"


def find_faults(folder: Path = DATA, tables: tuple[str, ...] = ()) -> list[str]:
    """Every value of the tables of a folder that breaks a rule, with file, row, value and rule.

    tables are paths as in the package, all of it by default; those that the folder lacks are
    passed over.
    """
    # Half a second to load, and most commands do without it.
    from frictionless import Package

    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    package["resources"] = [
        resource
        for resource in package["resources"]
        if (folder / resource["path"]).exists() and resource["path"] in (tables or resource["path"])
    ]
    report = Package.from_descriptor(package, basepath=str(folder)).validate()
    faults = [error.message for error in report.errors]
    for task in report.tasks:
        faults += [_describe(task.place, error) for error in task.errors]
    return faults


def _describe(file, error):
    if not hasattr(error, "cell"):
        return f"{file}: {error.message}."
    return (
        f"{file} row {error.row_number}: {error.field_name} is {error.cell!r}, yet by "
        f"data/datapackage.json {error.note}."
    )
