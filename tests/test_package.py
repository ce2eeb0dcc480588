"""pip installs the reader's half with the record in it, and names all that it needs."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from geo.agreements import DATA
from geo.edition import PACKAGE, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LEFT_OUT = ("ingest", "pages")
# Reads the record, and draws and saves with it, anywhere.
USE = """
import geo, sys
from geo.figure.draw import save_figure
from geo.record import read_record
record = read_record()
save_figure(record, "map.html")
print(geo.__file__, len(record.agreements), "streamlit" in sys.modules)
"""


def list_shipped():
    modules = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
    return [PACKAGE / path for path in modules if path.parts[0] not in LEFT_OUT]


def list_imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_import_of_what_is_shipped_is_required():
    needed = {name.split(".")[0] for path in list_shipped() for name in list_imports(path)}
    needed -= {*sys.stdlib_module_names, "geo"}
    required = {line.split(">")[0] for line in PROJECT["project"]["dependencies"]}
    sources = packages_distributions()
    # They are folium's and Jinja's own.
    lost = {
        name
        for name in needed - {"branca", "markupsafe"}
        if not required.intersection(source.lower().replace("_", "-") for source in sources[name])
    }
    assert not lost


def test_nothing_shipped_imports_what_is_left_out():
    lost = {
        (path.name, name)
        for path in list_shipped()
        for name in list_imports(path)
        if name.startswith(tuple(f"geo.{folder}" for folder in LEFT_OUT))
    }
    assert not lost
    excluded = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["exclude"]
    assert excluded == [f"/geo/{folder}" for folder in LEFT_OUT]


def test_the_same_versions_are_required_as_by_the_server():
    lines = set((ROOT / "requirements.txt").read_text("utf-8").splitlines())
    assert set(PROJECT["project"]["dependencies"]) - lines == set()


def test_the_package_has_the_version_of_the_data():
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    assert PROJECT["project"]["version"] == package["version"]


@pytest.mark.stress
def test_an_installed_package_reads_draws_and_tabulates(tmp_path):
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(*command):
        # Only what is required besides comes from here, and the checkout is out of sight.
        surroundings = os.environ | {"PYTHONPATH": str(installed)}
        return subprocess.run(
            command,
            cwd=elsewhere,
            env=surroundings,
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
        ).stdout

    uv = Path(sys.executable).with_name("uv")
    run(uv, "build", "--quiet", "--wheel", "--out-dir", tmp_path, ROOT)
    wheel = next(tmp_path.glob("atlas_287g-*.whl"))
    run(sys.executable, "-m", "pip", "install", "--no-deps", "--target", installed, wheel)
    where, agreements, streamlit = run(sys.executable, "-c", USE).split()
    assert Path(where).is_relative_to(installed)
    assert int(agreements) > 2000
    assert streamlit == "False"
    assert (elsewhere / "map.html").stat().st_size > 1_000_000
    command = installed / "bin" / "atlas-287g"
    assert "whole" in run(command, "health")
    run(command, "panel", "months.parquet")
    run(command, "card", "--place", "RI", "--out", "ri.png")
    run(command, "site", "site", "--help")
    assert {path.name for path in elsewhere.iterdir()} == {"map.html", "months.parquet", "ri.png"}
