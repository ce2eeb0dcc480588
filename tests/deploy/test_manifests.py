"""The image's recipe and the manifests, by the rules of those who read them."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.stress
HOW = "not installed: see tests/deploy/requirements.txt"


@pytest.mark.skipif(not find_spec("kubernetes_validate"), reason=HOW)
def test_manifests_hold_the_schemas_of_kubernetes():
    paths = sorted((ROOT / "deploy" / "kubernetes").glob("*.yaml"))
    checked = subprocess.run(
        [sys.executable, "-m", "kubernetes_validate", "--strict", *paths],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_recipe_of_the_image_has_no_faults():
    hadolint = Path(sys.executable).parent / "hadolint"
    if not hadolint.exists():
        pytest.skip(f"hadolint is {HOW}")
    checked = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
