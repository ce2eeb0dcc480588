"""The three program models of section 287(g), and what is made of them, for every part.

Words: a *model* is one of the three; a *mixture* the sum of the bits of some; a *reach* how much
of a county a local agreement serves; a *change* what became of a mixture between two dates.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from geo.words.language import N_

MODELS = ("jail", "warrant", "task_force")
NAMES = {
    "jail": N_("Jail enforcement"),
    "warrant": N_("Warrant service officer"),
    "task_force": N_("Task force"),
}
BITS = {"jail": 1, "warrant": 2, "task_force": 4}
REACHES = ("all", "countywide", "part")

# Index is the mixture: the sum of the bits of its models. 0 is "no local agreement".
# Every pair is at least 20 apart in CAM02-UCS in normal, deutan, protan and tritan vision,
# and no two have the same lightness, so that they read in grey print: tests/test_program.py.
PALETTE = {
    "light": (
        "#eceff1",
        "#5b72f5",
        "#ffcc4c",
        "#88bd9a",
        "#961e00",
        "#705681",
        "#d37e00",
        "#44002f",
    ),
    "dark": (
        "#262b31",
        "#a44ffd",
        "#ffe14a",
        "#72ebbc",
        "#b13a13",
        "#7c89a9",
        "#d18c32",
        "#c2c2e9",
    ),
}

# Classes 1 to 5 of the state level, one hue from little to much.
RAMP = {
    "light": ("#cad5dc", "#9fb2be", "#72899a", "#476074", "#1f384b"),
    "dark": ("#3c4a56", "#526676", "#6f8798", "#97afbf", "#cfe0ea"),
}

# What became of a county between two dates; "none" is mixture 0.
CHANGES = ("gained", "lost", "changed", "same", "none")
CHANGE_PALETTE = {
    "light": {"gained": "#00756c", "lost": "#f2a03d", "changed": "#5a3a98", "same": "#a0aeb8"},
    "dark": {"gained": "#3fd0c0", "lost": "#f08a24", "changed": "#9b7bff", "same": "#5c6770"},
}


def compute_mixture(models: Iterable[str]) -> int:
    """Sum the bits of some models: 0 for none, 7 for all three."""
    return sum(BITS[model] for model in set(models))


def list_models(mixture: int) -> tuple[str, ...]:
    """List the models of a mixture in the program's order."""
    return tuple(model for model in MODELS if mixture & BITS[model])


def compare_mixtures(before: ArrayLike, after: ArrayLike) -> np.ndarray:
    """Say what became of mixtures between two dates: words of `CHANGES`, in the same order.

    Gained is from none to any, lost the reverse, changed from one mixture to another.
    """
    before, after = np.asarray(before), np.asarray(after)
    same = before == after
    return np.select(
        [same & (after == 0), same, before == 0, after == 0],
        ["none", "same", "gained", "lost"],
        default="changed",
    )
