"""Stripes fill a third of a county, stay inside it, and fall to the right."""

import datetime

import pytest
import shapely
from matplotlib.colors import to_hex

from geo.cards import map
from geo.cards.card import compose_card, draw_card
from geo.cards.parts import gather_parts
from geo.cards.stripes import cut_stripes
from geo.program import PALETTE, PART_BIT
from geo.view import View

RING = shapely.Point(3, -7).buffer(40).difference(shapely.Point(0, 0).buffer(20))
TWO = shapely.MultiPolygon([shapely.box(-90, -30, -40, 10), shapely.box(10.5, 3, 61, 47)])


@pytest.mark.parametrize("shape", [RING, TWO], ids=["ring", "two"])
def test_stripes_are_a_third_of_a_shape_and_nowhere_else(shape):
    (stripes,) = cut_stripes([shape], 3)
    assert shapely.area(stripes) == pytest.approx(shape.area / 3, rel=0.02)
    assert shapely.area(shapely.difference(stripes, shape)) == pytest.approx(0, abs=1e-6)


def test_stripes_fall_and_come_again_after_their_period():
    (stripes,) = cut_stripes([shapely.box(0, 0, 30, 30)], 6)
    covered = [shapely.intersects_xy(stripes, x, 9) for x in (1, 3, 5, 7, 9, 11)]
    assert covered == [shapely.intersects_xy(stripes, x + 6, 9) for x in (1, 3, 5, 7, 9, 11)]
    assert covered == [shapely.intersects_xy(stripes, x + 2, 7) for x in (1, 3, 5, 7, 9, 11)]
    assert 0 < sum(covered) < 6


def test_neighbours_have_the_same_stripes():
    left, right = shapely.box(0, 0, 11, 30), shapely.box(11, 0, 30, 30)
    halves = shapely.union_all(cut_stripes([left, right], 5))
    (whole,) = cut_stripes([shapely.union(left, right)], 5)
    assert shapely.area(shapely.symmetric_difference(halves, whole)) == pytest.approx(0, abs=1e-6)


def test_a_card_stripes_the_counties_of_which_a_part_is_covered(made_up):
    day = datetime.date(2020, 4, 1)
    card = compose_card(gather_parts(made_up, View(day, place="FL")))
    inked, _ = [layer for layer in card.filled.axes.collections if layer.get_gid() == "stripes"]
    covers = made_up.coverage.compute(day).covers[(made_up.counties["state"] == "FL").to_numpy()]
    light = PALETTE["light"]
    expected = [light[cover ^ PART_BIT] for cover in covers if cover & PART_BIT]
    assert [to_hex(colour) for colour in inked.get_facecolors()] == expected
    grounds = [light[0] if cover & PART_BIT else light[cover] for cover in covers]
    assert [to_hex(colour) for colour in card.filled.get_facecolors()] == grounds


@pytest.mark.parametrize("format", ["png", "svg"])
def test_a_card_on_which_no_stripe_is_in_sight_is_drawn(made_up, monkeypatch, format):
    day = datetime.date(2020, 4, 1)
    monkeypatch.setattr(
        map, "cut_stripes", lambda shapes, _: [shapely.MultiPolygon()] * len(shapes)
    )
    card = compose_card(gather_parts(made_up, View(day, place="FL")))
    inked, _ = [layer for layer in card.filled.axes.collections if layer.get_gid() == "stripes"]
    assert len(inked.get_paths()) == 0
    assert draw_card(made_up, View(day, place="FL"), format=format)
