"""The files for the browser are published whole, under names that follow their content."""

import json
import os

import pytest

from geo.figure.publish import publish_assets

CONFIGS = {"en": {"states": {"PR": "Puerto Rico"}}, "es": {}}
NAMES = {"en": "window.atlas.names={};"}
DETAILS = {"WY": "window.atlas.details={};"}
STORIES = {"en": "{}"}
TOLD = (CONFIGS, NAMES, DETAILS, STORIES)
GEOMETRY, AGREEMENTS = '{"step":0.1,"name":"Do\\u00f1a Ana"}', '{"start":[1]}'


def list_stems(names):
    return [name.rsplit("-", 1)[0] for name in names]


@pytest.fixture
def assets(tmp_path):
    return publish_assets(GEOMETRY, AGREEMENTS, *TOLD, tmp_path)


def test_files_stand_in_loading_order(assets):
    assert list_stems(assets.scripts) == ["leaflet", "geometry", "agreements", "atlas"]
    assert list_stems(assets.styles) == ["leaflet", "atlas"]
    assert all(name.endswith(".js") for name in assets.scripts)
    assert all(name.endswith(".css") for name in assets.styles)


def test_nothing_else_is_left_behind(assets, tmp_path):
    assert {path.name for path in tmp_path.iterdir()} == set(assets.files)
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in tmp_path.iterdir())


def test_data_reach_the_browser_as_they_were_given(assets, tmp_path):
    for name, text, variable in (
        (assets.scripts[1], GEOMETRY, "window.atlas.geometry="),
        (assets.scripts[2], AGREEMENTS, "window.atlas.agreements="),
        (assets.list_scripts("en")[-1], json.dumps(CONFIGS["en"]), "window.atlas.config="),
    ):
        script = (tmp_path / name).read_text("utf-8")
        found = script.split(variable)[1].removesuffix(";")
        assert json.loads(found) == json.loads(text)


def test_leaflet_and_our_scripts_are_there(assets, tmp_path):
    scripts = [(tmp_path / name).read_text("utf-8") for name in assets.scripts]
    assert "Leaflet 1.9" in scripts[0]
    assert "window.atlas=Object.assign(" in scripts[3]
    assert scripts[3].index("class Agreements") < scripts[3].index("class Figure")
    assert ".leaflet-container" in (tmp_path / assets.styles[0]).read_text("utf-8")
    assert ".atlas" in (tmp_path / assets.styles[1]).read_text("utf-8")


def age(path, days):
    then = path.stat().st_mtime - days * 24 * 60 * 60
    os.utime(path, (then, then))


def test_publishing_again_writes_nothing(assets, tmp_path):
    before = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    assert publish_assets(GEOMETRY, AGREEMENTS, *TOLD, tmp_path) == assets
    assert {path.name: path.stat().st_ino for path in tmp_path.iterdir()} == before


@pytest.mark.slow
def test_files_stay_for_a_week_after_they_were_current(tmp_path):
    (tmp_path / "robots.txt").write_text("not ours")
    names = []
    for days, start in ((0, 1), (30, 2), (3, 3), (3, 4), (2, 5)):
        for path in tmp_path.iterdir():
            age(path, days)
        agreements = f'{{"start":[{start}]}}'
        assets = publish_assets(GEOMETRY, agreements, *TOLD, tmp_path)
        names.append(assets.scripts[2])
    left = [name in {path.name for path in tmp_path.iterdir()} for name in names]
    # They were current until 8, 5, 2 and 0 days before the last one was published.
    assert left == [False, True, True, True, True]
    assert (tmp_path / "robots.txt").exists()


def test_the_build_before_stays_however_old(assets, tmp_path):
    for path in tmp_path.iterdir():
        age(path, 30)
    for _ in range(2):
        changed = publish_assets(GEOMETRY, '{"start":[2]}', *TOLD, tmp_path)
        assert (tmp_path / assets.scripts[2]).exists()
        for path in tmp_path.iterdir():
            age(path, 30)
    publish_assets(GEOMETRY, '{"start":[3]}', *TOLD, tmp_path)
    assert not (tmp_path / assets.scripts[2]).exists()
    assert (tmp_path / changed.scripts[2]).exists()


def test_changed_content_has_a_new_name(assets, tmp_path):
    changed = publish_assets(GEOMETRY, '{"start":[2]}', *TOLD, tmp_path)
    assert changed.scripts[2] != assets.scripts[2]
    assert (changed.scripts[:2], changed.scripts[3]) == (assets.scripts[:2], assets.scripts[3])
    assert changed.styles == assets.styles
    assert '"start":[1]' in (tmp_path / assets.scripts[2]).read_text()


def test_the_folder_need_not_exist(tmp_path):
    folder = tmp_path / "a" / "static"
    assets = publish_assets(GEOMETRY, AGREEMENTS, *TOLD, folder)
    assert (folder / assets.scripts[0]).exists()
