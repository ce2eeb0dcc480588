"""Counties are filled by what covers them; classes begin at their lower bounds."""

import datetime
from dataclasses import replace

import pytest

from geo.program import PALETTE, PART_BIT
from geo.shading import BREAKS, MEASURE_COLUMNS, classify, compute_fills
from geo.view import MEASURES, View


def test_every_measure_has_its_breaks_and_its_column():
    assert tuple(BREAKS) == tuple(MEASURE_COLUMNS) == MEASURES


@pytest.mark.parametrize(
    ("value", "measure", "expected"),
    [
        (0, "people", 0),
        (0.001, "people", 1),
        (0.1, "counties", 2),
        (1, "people", 5),
        (1, "agreements", 1),
        (9, "agreements", 1),
        (10, "agreements", 2),
        (100, "agreements", 5),
    ],
)
def test_classes_begin_at_their_lower_bounds(value, measure, expected):
    assert classify(value, measure) == expected


def test_counties_are_striped_where_only_a_part_of_them_is_covered(country):
    view = View(datetime.date(2020, 4, 1))
    coverage = country.coverage.compute(view.date)
    fills = compute_fills(view, coverage, coverage)
    assert fills.values["12003"] == 2 | PART_BIT
    assert fills.striped.tolist() == [False, True, False, False, False]
    light = PALETTE["light"]
    assert fills.colours.tolist() == [light[5], light[2], light[0], light[3], light[0]]
    for change in ({"level": "state"}, {"compare": datetime.date(2020, 2, 1)}):
        assert not compute_fills(replace(view, **change), coverage, coverage).striped.any()
