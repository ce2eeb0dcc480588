"""The map seen closely: what is hidden around a state, and what is named in it."""

import pytest

from geo.program import PALETTE, THEMES

GROUND = THEMES["light"]["ground"]


@pytest.mark.parametrize(("place", "elsewhere"), [("TX", ("AK", "HI")), ("AK", ("HI", "CA", "TX"))])
def test_what_does_not_lie_around_a_state_is_hidden(visit, record, place, elsewhere):
    visitor = visit(f"?place={place}&date=2003-01-01")
    fills = visitor.read_fills()
    states = record.counties.set_index("geoid")["state"][fills.index]
    assert set(fills[states == place]) == {PALETTE["light"][0]}
    beside = fills[states.isin(elsewhere)]
    assert len(beside) > 0
    assert set(beside) == {GROUND}


def test_the_whole_map_is_shown_whole_with_a_state_chosen(visit):
    visitor = visit("?place=AK&date=2003-01-01", width=2600, height=1500)
    farther = visitor.map.locator(".leaflet-control-zoom-out")
    while farther.get_attribute("aria-disabled") != "true":
        farther.dispatch_event("click")
        visitor.rest()
    fills = visitor.read_fills()
    assert len(fills) > 2500
    assert GROUND not in set(fills)
