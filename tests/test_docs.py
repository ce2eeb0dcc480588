"""What the docs for programs say holds, and their code runs."""

import inspect
import json
import re

import matplotlib as mpl
import pandas as pd
import pytest

import geo.figure.draw
from geo.agreements import DATA
from geo.county_months import KINDS, tabulate_county_days, write_county_months
from geo.edition import ROOT
from geo.site.package import FORMATS

PAGE = (ROOT / "docs" / "data-interface.md").read_text("utf-8")
PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
CELLS = [
    (cell["metadata"].get("tags", []), "".join(cell["source"]))
    for cell in json.loads((ROOT / "docs" / "notebook.ipynb").read_text("utf-8"))["cells"]
    if cell["cell_type"] == "code"
]


@pytest.mark.parametrize("table", PACKAGE["derived"], ids=lambda table: table["name"])
def test_every_column_is_in_the_page_in_its_order(table):
    title = "County months" if table["name"] == "county_months" else "Coverage of counties"
    part = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    named = re.findall(r"`([^`]+)`", " ".join(re.findall(r"^\| (`.*?`) \|", part, re.MULTILINE)))
    columns = [field["name"] for field in table["schema"]["fields"]]
    for end in ("_ends_from", "_ends_by"):
        columns = [f"<kind>{end}" if name.endswith(end) else name for name in columns]
    # The county's name stands beside its code.
    assert sorted(named) == sorted(set(columns))
    assert set(KINDS) < set(named) or title != "County months"


def test_every_address_is_in_the_page():
    named = set(re.findall(r"`data/([a-z_]+)\.([a-z]+)`", PAGE.split("## In force")[0]))
    offered = {(name, ending) for name, endings in FORMATS.items() for ending in endings}
    assert named == offered | {("datapackage", "json")}


def test_the_page_has_the_version_of_the_data():
    assert PAGE.startswith(f"# The data interface, version {PACKAGE['version']}\n")


def test_the_lines_for_pandas_load_the_table(record, tmp_path, monkeypatch):
    code = re.search(r"```python\n(# pandas\n.*?)```", PAGE, re.DOTALL)[1]
    table = tabulate_county_days(record, ["2025-03-31"])
    (tmp_path / "county_months.parquet").write_bytes(write_county_months(table, "parquet"))
    monkeypatch.chdir(tmp_path)
    known: dict = {}
    exec(code, known)
    assert set(known["panel"]["time"]) == {pd.Period("2025-03", "M")}
    assert known["panel"]["geoid"].iloc[0] == "01001"


def run_notebook(folder, monkeypatch):
    """Run the cells in order, and give what each would show."""
    monkeypatch.chdir(folder)
    mpl.use("agg")
    known: dict = {}
    shown = []
    for tags, source in CELLS:
        if "explore" in tags:
            continue
        *lines, last = re.split(r"\n(?=\S)", source)
        exec("\n".join(lines), known)
        # The last line of every cell is an expression.
        shown.append(eval(last, known))
    return shown


@pytest.mark.slow
def test_the_notebook_runs(record, tmp_path, monkeypatch):
    """All but the map, which takes as long as all else: it is called as it can be."""
    save = inspect.signature(geo.figure.draw.save_figure)
    saved = []

    def pretend(*values, **options):
        saved.append(save.bind(*values, **options))

    monkeypatch.setattr("geo.record.read_record", lambda: record)
    monkeypatch.setattr("geo.figure.draw.save_figure", pretend)
    shown = run_notebook(tmp_path, monkeypatch)
    assert saved
    assert len(shown[3]) == 2
    assert shown[-1].size[0] > 1000


@pytest.mark.stress
def test_the_notebook_shows_the_map(tmp_path, monkeypatch):
    shown = run_notebook(tmp_path, monkeypatch)
    assert (tmp_path / "atlas.html").stat().st_size > 1_000_000
    assert 'height="820px"' in shown[-2]._repr_html_()


def test_the_page_on_notebooks_shows_what_the_notebook_does():
    page = (ROOT / "docs" / "notebook.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    cells = "\n".join(source for _, source in CELLS)
    # The last one counts other days.
    lines = [line for block in blocks[:-1] for line in block.splitlines()]
    assert [line for line in lines if line not in cells] == []
    known: dict = {}
    exec(blocks[-1].splitlines()[0], known)
    assert {"tabulate_county_days", "tabulate_county_months"} <= set(known)
