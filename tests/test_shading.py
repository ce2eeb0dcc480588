"""Classes begin at their lower bounds, and every measure has them."""

import pytest

from geo.shading import BREAKS, MEASURE_COLUMNS, classify
from geo.view import MEASURES


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
