"""The three program models of section 287(g), and what is made of them, for every part.

Words: a *model* is one of the three; a *mixture* the sum of the bits of some; a *reach* how much
of a county a local agreement serves; a *cover* a mixture with the reach by which a county is
painted; a *change* what became of a mixture between two dates.
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
# What tells the cover of a county by agencies that serve a part of it from a countywide one.
PART_BIT = 8

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
        "#5177e5",
        "#fff871",
        "#8bf2cb",
        "#bc3a17",
        "#93879e",
        "#ef802d",
        "#fea6fd",
    ),
}

# Classes 1 to 5 of the state level, one hue from little to much.
RAMP = {
    "light": ("#cad5dc", "#9fb2be", "#72899a", "#476074", "#1f384b"),
    "dark": ("#3c4a56", "#526676", "#6f8798", "#97afbf", "#cfe0ea"),
}

# What became of a county between two dates; "none" is mixture 0, and "between" one that had an
# agreement in between. Every pair is 20 apart, as in the palette.
CHANGES = ("gained", "lost", "changed", "same", "between", "none")
CHANGE_PALETTE = {
    "light": {
        "gained": "#00756c",
        "lost": "#f2a03d",
        "changed": "#5a3a98",
        "same": "#a0aeb8",
        "between": "#661100",
    },
    "dark": {
        "gained": "#3fd0c0",
        "lost": "#f08a24",
        "changed": "#9b7bff",
        "same": "#5c6770",
        "between": "#884411",
    },
}

# The colours around the counties. Of the map itself are the lines of states (`border`), of those
# with a statewide agreement and of the chosen place (`bold`), of insets (`box`), and of the
# hatching where no list is known (`hatch`).
THEMES = {
    "light": {
        "ground": "#ffffff",
        "ink": "#14222c",
        "quiet": "#5b6872",
        "line": "#d9dfe3",
        "sunk": "#f3f5f6",
        "raised": "#ffffff",
        "accent": "#2653c7",
        "border": "#8d99a1",
        "bold": "#14222c",
        "box": "#cfd6da",
        "hatch": "#9aa4ab",
    },
    "dark": {
        "ground": "#14181c",
        "ink": "#f2f4f5",
        "quiet": "#a3aeb6",
        "line": "#333b42",
        "sunk": "#1d2328",
        "raised": "#1d2328",
        "accent": "#8fb0ff",
        "border": "#76828b",
        "bold": "#dfe4e7",
        "box": "#3a424a",
        "hatch": "#6b747c",
    },
}


def compute_mixture(models: Iterable[str]) -> int:
    """Sum the bits of some models: 0 for none, 7 for all three."""
    return sum(BITS[model] for model in set(models))


def list_models(mixture: int) -> tuple[str, ...]:
    """List the models of a mixture in the program's order."""
    return tuple(model for model in MODELS if mixture & BITS[model])


def choose_cover(countywide: ArrayLike, part: ArrayLike) -> np.ndarray:
    """Choose what counties are painted by, from the mixtures of both reaches: numbers, 0 to 15.

    The mixture of the countywide agencies; where there is none, that of those which serve a part
    of the county, and `PART_BIT`; 0 where there is neither.
    """
    countywide, part = np.asarray(countywide), np.asarray(part)
    return np.where(countywide > 0, countywide, np.where(part > 0, part | PART_BIT, 0))


def compare_mixtures(before: ArrayLike, after: ArrayLike) -> np.ndarray:
    """Say what became of mixtures between two dates: words of `CHANGES`, in the same order.

    What lay in between no mixture tells (`geo.coverage.compare_coverage` does). Gained is from
    none to any, lost the reverse, changed from one mixture to another.
    """
    before, after = np.asarray(before), np.asarray(after)
    same = before == after
    return np.select(
        [same & (after == 0), same, before == 0, after == 0],
        ["none", "same", "gained", "lost"],
        default="changed",
    )


def write_colours() -> str:
    """Write the colours as CSS variables of a page, for light and dark.

    Dark is the system's, or that of a page whose `data-theme` says so.
    Those of `THEMES` by their names, `--none` for no local agreement, `--bar` for a quantity,
    and one for each model and each change, as `--task_force` and `--gained`.
    """
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in _name_colours(theme).items())
        for theme in ("light", "dark")
    )
    unless_light = ":root:not([data-theme=light])"
    return (
        f":root{{{light}}}\n"
        f"@media(prefers-color-scheme:dark){{{unless_light}{{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}color-scheme:dark}}\n"
        ":root[data-theme=light]{color-scheme:light}\n"
    )


def _name_colours(theme):
    models = {model: PALETTE[theme][bit] for model, bit in BITS.items()}
    named = {"none": PALETTE[theme][0], "bar": RAMP[theme][1]}
    return THEMES[theme] | named | models | CHANGE_PALETTE[theme]
