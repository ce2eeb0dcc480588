"""Lock, image, compose file, manifests and GitHub's files agree with the project."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
# A package, its version, where it is for, its hashes, and who asks for it.
LOCKED = re.compile(
    r"^([a-z0-9-]+)==([^ ]+)(?: ;.*?)? \\\n(?:    --hash.*\n)+((?:    #.*\n)+)", re.M
)
SCHEMAS = {
    "compose-spec": "compose.yaml",
    "github-workflows": ".github/workflows/*.yml",
    "github-issue-forms": ".github/ISSUE_TEMPLATE/*.yml",
    "dependabot": ".github/dependabot.yml",
    "citation-file-format": "CITATION.cff",
}
OUTDATED = "requirements.lock is older than requirements.txt: make lock"


def load_all(folder):
    return {
        path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))
    }


def find_images(part):
    """Find every container image in a manifest or compose file."""
    if isinstance(part, dict):
        if isinstance(part.get("image"), str):
            yield part["image"]
        part = list(part.values())
    for one in part if isinstance(part, list) else []:
        yield from find_images(one)


def test_the_lock_holds_the_ranges():
    text = (ROOT / "requirements.txt").read_text("utf-8")
    ranges = [Requirement(line) for line in text.splitlines() if line[:1] not in ("", "#")]
    locked, asked = {}, set()
    for name, version, why in LOCKED.findall((ROOT / "requirements.lock").read_text("utf-8")):
        locked.setdefault(name, []).append(version)
        if "-r requirements.txt" in why:
            asked.add(name)
    assert asked == {one.name.lower() for one in ranges}, OUTDATED
    for one in ranges:
        assert all(one.specifier.contains(v) for v in locked[one.name.lower()]), OUTDATED


@pytest.mark.slow
@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_hold_their_schema(schema):
    paths = sorted(ROOT.glob(SCHEMAS[schema]))
    assert paths
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *paths],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_workflows_may_only_read_unless_a_job_says_more():
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {"contents": "read"}, path


def test_the_image_has_what_it_copies():
    let_in = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = []
    for line in re.findall(r"^COPY (.*)", (ROOT / "Dockerfile").read_text("utf-8"), re.M):
        if "--from" not in line:
            copied += [part for part in line.split()[:-1] if not part.startswith("--")]
    assert "streamlit_app.py" in copied
    for name in copied:
        assert (ROOT / name).exists()
        assert f"!{name}" in let_in


def test_the_manifests_are_put_together_from_files_that_are_there():
    kustomization = load_all(DEPLOY)["kustomization.yaml"]
    manifests = load_all(DEPLOY / "kubernetes")
    assert sorted(kustomization["resources"]) == [f"kubernetes/{name}" for name in manifests]
    (settings, nginx) = kustomization["configMapGenerator"]
    (image,) = kustomization["images"]
    assert f"ATLAS_EDITION={image['newTag']}" in settings["literals"]
    for entry in nginx["files"]:
        assert (DEPLOY / entry.rpartition("=")[2]).is_file()
    mounted = {
        mount["subPath"]
        for container in manifests["app.yaml"]["spec"]["template"]["spec"]["containers"]
        for mount in container["volumeMounts"]
        if mount["name"] == "nginx"
    }
    assert mounted == {entry.partition("=")[0] for entry in nginx["files"]}


def test_compose_and_manifests_run_the_same_images():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    ours = {image.partition(":")[0] for image in find_images(compose)}
    assert ours == {"atlas-287g", "nginxinc/nginx-unprivileged"}
    nginx = compose["services"]["nginx"]["image"]
    deployed = set(find_images(list(load_all(DEPLOY / "kubernetes").values())))
    assert deployed == {"atlas-287g", nginx}


def test_nginx_knows_each_process_of_compose():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    named = re.findall(r"server (\w+):8501", (DEPLOY / "upstream.conf").read_text("utf-8"))
    assert named == [name for name in compose["services"] if name.startswith("app")]
