"""The palette reads apart for every eye and in grey print; mixtures and models translate."""

import re
from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert

from geo.agreements import ROOT
from geo.program import (
    BITS,
    CHANGE_PALETTE,
    CHANGES,
    MODELS,
    NAMES,
    PALETTE,
    compute_mixture,
    list_models,
    write_colours,
)

LEAST_DISTANCE = 20
LEAST_LIGHTNESS_STEP = 4
VISIONS = {
    "normal": None,
    "deutan": "deuteranomaly",
    "protan": "protanomaly",
    "tritan": "tritanomaly",
}


CHANGED = {theme: (*CHANGE_PALETTE[theme].values(), PALETTE[theme][0]) for theme in PALETTE}


def read_colours(theme, palette=PALETTE):
    return np.array([[int(c[at : at + 2], 16) / 255 for at in (1, 3, 5)] for c in palette[theme]])


def simulate(colours, kind):
    if kind is None:
        return colours
    space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
    return np.clip(cspace_convert(colours, space, "sRGB1"), 0, 1)


def find_too_near(theme, kind, palette=PALETTE):
    seen = cspace_convert(simulate(read_colours(theme, palette), kind), "sRGB1", "CAM02-UCS")
    return {
        (a, b): round(float(np.linalg.norm(seen[a] - seen[b])), 1)
        for a, b in combinations(range(len(seen)), 2)
        if np.linalg.norm(seen[a] - seen[b]) < LEAST_DISTANCE
    }


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", PALETTE)
def test_colours_stand_apart(theme, vision):
    assert len(PALETTE[theme]) == 8
    assert find_too_near(theme, VISIONS[vision]) == {}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", PALETTE)
def test_changes_stand_apart(theme, vision):
    assert set(CHANGE_PALETTE[theme]) == set(CHANGES) - {"none"}
    assert find_too_near(theme, VISIONS[vision], CHANGED) == {}


@pytest.mark.parametrize("theme", PALETTE)
def test_colours_differ_in_grey_print(theme):
    lightness = np.sort(cspace_convert(read_colours(theme), "sRGB1", "CIELab")[:, 0])
    assert np.diff(lightness).min() >= LEAST_LIGHTNESS_STEP


def test_themes_are_light_and_dark():
    assert set(PALETTE) == {"light", "dark"}
    grounds = [cspace_convert(read_colours(theme)[0], "sRGB1", "CIELab")[0] for theme in PALETTE]
    assert grounds[0] > 90
    assert grounds[1] < 25


def test_every_mixture_is_the_sum_of_its_models():
    assert [list_models(mixture) for mixture in range(8)] == [
        (),
        ("jail",),
        ("warrant",),
        ("jail", "warrant"),
        ("task_force",),
        ("jail", "task_force"),
        ("warrant", "task_force"),
        ("jail", "warrant", "task_force"),
    ]
    assert [compute_mixture(list_models(mixture)) for mixture in range(8)] == list(range(8))


def test_a_model_counts_once():
    assert compute_mixture(["task_force", "jail", "jail"]) == 5


def test_models_have_names_and_bits():
    assert tuple(NAMES) == tuple(BITS) == MODELS


def test_style_sheets_use_the_colours_that_are_written():
    light, system, chosen, _ = write_colours().splitlines()
    names, colours = zip(*re.findall(r"--(\w+):(#[0-9a-f]{6});", light), strict=True)
    for dark in (system, chosen):
        assert re.findall(r"--(\w+):#[0-9a-f]{6};", dark) == list(names)
    sheets = {path.name: path.read_text("utf-8") for path in (ROOT / "geo").rglob("*.css")}
    assert len(sheets) > 7
    used = {name for text in sheets.values() for name in re.findall(r"var\(--(\w+)\)", text)}
    assert used <= set(names)
    copied = [name for name, text in sheets.items() if any(colour in text for colour in colours)]
    assert copied == []


def test_models_keep_their_hue_by_night():
    hues = []
    for theme in ("light", "dark"):
        seen = cspace_convert(read_colours(theme)[list(BITS.values())], "sRGB1", "CAM02-UCS")
        hues.append(np.degrees(np.arctan2(seen[:, 2], seen[:, 1])))
    turned = np.abs((hues[1] - hues[0] + 180) % 360 - 180)
    assert turned.max() < 30
