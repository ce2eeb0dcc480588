"""Shading: what each county or state is filled with: its mixture, its change, or its class.

Words: a *fill* is the colour of one; a *class* one of five steps of a state's share or number.
"""

from dataclasses import dataclass

import pandas as pd

from geo.coverage import Coverage, compare_coverage
from geo.program import CHANGE_PALETTE, PALETTE, PART_BIT, RAMP
from geo.view import View

MIXTURE_COLOURS = PALETTE["light"]
# By cover: stripes are of the colour of their mixture.
COVER_COLOURS = (*MIXTURE_COLOURS, *MIXTURE_COLOURS)
CHANGE_COLOURS = CHANGE_PALETTE["light"] | {"none": PALETTE["light"][0]}
CLASS_COLOURS = (PALETTE["light"][0], *RAMP["light"])
# Lower bounds of classes 1 to 5; class 0 is none.
BREAKS = {
    "counties": (0, 0.1, 0.25, 0.5, 0.75),
    "people": (0, 0.1, 0.25, 0.5, 0.75),
    "agreements": (0, 10, 25, 50, 100),
}
# What each of geo.view.MEASURES is called in `Coverage.states`.
MEASURE_COLUMNS = {
    "counties": "share_counties",
    "people": "share_people",
    "agreements": "agreements",
}


@dataclass(frozen=True)
class Fills:
    """Colours by county GEOID (`by` "county") or by USPS code (`by` "state").

    `kind` is cover, change or class; `values` are covers 0 to 15 (`geo.program.choose_cover`),
    words of `geo.program.CHANGES`, or classes 0 to 5; `colours` are hex, of the same index.
    `striped` (the same index) tells whose colour is that of stripes on the ground of none.
    """

    kind: str
    by: str
    values: pd.Series
    colours: pd.Series

    @property
    def striped(self) -> pd.Series:
        if self.kind != "cover":
            return pd.Series(False, index=self.values.index)
        return self.values >= PART_BIT


def compute_fills(view: View, earlier: Coverage, later: Coverage) -> Fills:
    """Compute the fills of every county, or of every state, from the coverage of a view's dates."""
    if view.compare:
        changes = compare_coverage(earlier, later).set_index("geoid")["change"]
        return _paint("change", "county", changes, CHANGE_COLOURS)
    if view.by_state:
        values = later.states[MEASURE_COLUMNS[view.measure]]
        classes = values.map(lambda value: classify(value, view.measure))
        return _paint("class", "state", classes, dict(enumerate(CLASS_COLOURS)))
    covers = pd.Series(later.covers, index=pd.Index(later.tables.counties["geoid"]))
    return _paint("cover", "county", covers, dict(enumerate(COVER_COLOURS)))


def classify(value: float, measure: str) -> int:
    """Find the class of a value of the state level: 0 for none, else 1 to 5."""
    if not value > 0:
        return 0
    return sum(1 for bound in BREAKS[measure] if value >= bound)


def _paint(kind, by, values, colours):
    return Fills(kind, by, values, values.map(colours))
