"""What the Dockerfile copies is enough: the page is served from those files alone."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.browser import serve
from benchmarks.visitor import Visitor
from tests.loop import run

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.stress


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """Make the folder that the image has."""
    folder = tmp_path_factory.mktemp("image")
    for line in re.findall(r"^COPY (.*)", (ROOT / "Dockerfile").read_text("utf-8"), re.M):
        *names, target = (part for part in line.split() if not part.startswith("--"))
        if "--from" in line or target == "/":
            continue
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / target)
            else:
                shutil.copy(ROOT / name, folder / target)
    (folder / "static").mkdir()
    return folder


def test_the_page_is_served_from_what_the_image_copies(image):
    subprocess.run([sys.executable, "-m", "geo", "publish"], cwd=image, check=True)
    published = sorted(path.name for path in (image / "static").iterdir())

    async def read(address):
        visitor = Visitor(address)
        await visitor.open()
        await visitor.click("TX")
        await visitor.share()
        await visitor.close()

    with serve("streamlit_app.py", image) as (address, _):
        run(read(address))
    assert sorted(path.name for path in (image / "static").iterdir()) == published


def test_the_image_is_unhealthy_where_a_table_is_cut(image):
    recipe = (ROOT / "Dockerfile").read_text("utf-8")
    _, *command = json.loads(re.search(r"HEALTHCHECK .*\\\n +CMD (.*)", recipe)[1])
    assert subprocess.run([sys.executable, *command], cwd=image).returncode == 0
    table = image / "data" / "agreements.csv"
    whole = table.read_bytes()
    table.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1])
    assert subprocess.run([sys.executable, *command], cwd=image).returncode != 0
    table.write_bytes(whole)
