"""A view survives its address, and nothing in an address or message breaks the page."""

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.address import (
    PARAMETERS,
    Bounds,
    read_address,
    read_message,
    write_address,
    write_message,
)
from geo.program import MODELS, REACHES
from geo.view import LEVELS, MEASURES, NAME, RANGES, View
from geo.words.language import LANGUAGES
from tests.queries import ANY, make_pairs

BOUNDS = Bounds(
    first=datetime.date(2021, 1, 13),
    last=datetime.date(2026, 7, 20),
    places=frozenset({"12001", "48113", "02020", "FL", "PR"}),
    stories={"growth.law": {"date": "2021-03-01", "place": "FL"}, "growth.newest": {}},
)
VIEWS = st.builds(
    View,
    date=st.dates(BOUNDS.first, BOUNDS.last),
    compare=st.none() | st.dates(BOUNDS.first, BOUNDS.last),
    range=st.sampled_from(sorted(RANGES)),
    models=st.sets(st.sampled_from(MODELS), min_size=1).map(
        lambda chosen: tuple(model for model in MODELS if model in chosen)
    ),
    reach=st.sampled_from(REACHES),
    level=st.sampled_from(LEVELS),
    measure=st.sampled_from(MEASURES),
    place=st.sampled_from(["", *sorted(BOUNDS.places), "12001.48113.PR"]),
    story=st.sampled_from(["", *BOUNDS.stories]),
    present=st.booleans(),
    lang=st.sampled_from(sorted(LANGUAGES)),
).filter(lambda view: view.date.isoformat() >= RANGES[view.range])
VIEWS |= st.builds(
    View,
    date=st.just(BOUNDS.last),
    place=st.just("12001.FL"),
    name=st.text(min_size=1, max_size=60).filter(NAME.fullmatch),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


def is_in_bounds(view):
    return (
        BOUNDS.first <= view.date <= BOUNDS.last
        and (view.compare is None or BOUNDS.first <= view.compare <= BOUNDS.last)
        and view.range in RANGES
        and view.models
        and view.models == tuple(model for model in MODELS if model in view.models)
        and view.reach in REACHES
        and view.level in LEVELS
        and view.measure in MEASURES
        and set(view.place.split(".")) <= BOUNDS.places | {""}
        and (not view.name or ("." in view.place and NAME.fullmatch(view.name)))
        and (not view.story or view.story in BOUNDS.stories)
        and view.lang in LANGUAGES
    )


@given(VIEWS)
def test_address_round_trip(view):
    address = write_address(view, BOUNDS)
    assert all(isinstance(text, str) and text for text in address.values())
    assert read_address(address, BOUNDS) == (view, [])
    assert write_address(read_address(address, BOUNDS)[0], BOUNDS) == address


@given(VIEWS)
def test_message_round_trip(view):
    message = json.loads(json.dumps(write_message(view) | {"seq": 3}))
    assert read_message(message, BOUNDS) == view


def test_no_parameters_is_everything_on_the_last_day():
    view, notices = read_address({}, BOUNDS)
    assert notices == []
    assert view == View(
        date=datetime.date(2026, 7, 20),
        models=("jail", "warrant", "task_force"),
        reach="all",
        level="county",
        measure="counties",
        place="",
        present=False,
        lang="en",
    )
    assert write_address(view, BOUNDS) == {}


def test_address_names_what_differs():
    view = View(datetime.date(2025, 1, 20), models=("jail", "task_force"), place="12001")
    assert write_address(view, BOUNDS) == {
        "date": "2025-01-20",
        "models": "jail.task_force",
        "place": "12001",
    }


@pytest.mark.parametrize(
    ("date", "range", "held"),
    [
        ("2025-01-01", "2025", "2025"),
        ("2024-12-31", "2025", "2017"),
        ("2024-12-31", "2002", "2002"),
    ],
)
def test_a_date_before_the_stretch_calls_for_a_longer_one(date, range, held):
    view, notices = read_address({"date": date, "range": range}, BOUNDS)
    assert (view.range, notices) == (held, [])


def test_models_are_put_in_order():
    view, notices = read_address({"models": "task_force.jail.jail"}, BOUNDS)
    assert (view.models, notices) == (("jail", "task_force"), [])


def test_parameters_of_others_are_left_alone():
    assert read_address({"utm_source": "x", "embed": "true"}, BOUNDS) == (BOUNDS.default, [])


@pytest.mark.parametrize("day", ["2021-01-13", "2026-07-20"])
def test_first_and_last_day_are_within(day):
    view, notices = read_address({"date": day}, BOUNDS)
    assert (view.date.isoformat(), notices) == (day, [])


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("date", "2021-01-12", "2021-01-13 to 2026-07-20"),
        ("date", "2026-07-21", "2021-01-13 to 2026-07-20"),
        ("date", "2025-02-30", "expected a date"),
        ("date", "20250203", "expected a date"),
        ("date", "2025-W06-1", "expected a date"),
        ("date", "٢٠٢٥-٠٢-٠٣", "expected a date"),
        ("date", "2025-02-03T00:00", "expected a date"),
        ("date", "", "expected a date"),
        ("compare", "2021-01-12", "2021-01-13 to 2026-07-20"),
        ("compare", "yesterday", "expected a date"),
        ("range", "1999", "2025"),
        ("present", "yes", "1"),
        ("models", "", "jail.warrant.task_force"),
        ("models", "jail.", "jail.warrant.task_force"),
        ("models", "Jail", "jail.warrant.task_force"),
        ("models", "7", "jail.warrant.task_force"),
        ("reach", "half", "all, countywide, part"),
        ("level", "town", "county, state"),
        ("measure", "money", "counties, people, agreements"),
        ("lang", "fr", "en, es"),
        ("lang", "ES", "en, es"),
        ("place", "12999", "12001"),
        ("place", "fl", "FL"),
        ("place", "", "FL"),
        ("place", "12001.99999", "up to 60 of them"),
        ("place", "12001.", "joined by dots"),
        ("name", "Home", "the name of a region"),
        ("story", "growth", "growth.law"),
    ],
)
def test_a_bad_parameter_falls_back_alone(name, text, hint):
    good = {"date": "2025-02-03", "reach": "part", "place": "FL"}
    view, notices = read_address(good | {name: text}, BOUNDS)
    kept, none = read_address({key: good[key] for key in good if key != name}, BOUNDS)
    assert (view, none) == (kept, [])
    assert len(notices) == 1
    assert notices[0].startswith(f"{name}=")
    assert hint in notices[0]


def read_anything(pairs):
    """Read an address that nobody wrote: what was refused is said, and the view is one."""
    params = dict(pairs)
    view, notices = read_address(params, BOUNDS)
    assert is_in_bounds(view)
    assert len(notices) <= len(set(params) & set(PARAMETERS))
    assert all(len(notice) < 300 and notice.isprintable() for notice in notices)
    kept = write_address(view, BOUNDS)
    asked = set(params) & set(PARAMETERS)
    for name in asked if asked - {"story", "present", "lang"} else ():
        refused = any(notice.startswith(f"{name}=") for notice in notices)
        assert refused or name in kept or getattr(view, name) == getattr(BOUNDS.default, name)
    assert read_address(kept, BOUNDS) == (view, [])


@settings(deadline=None)
@given(make_pairs(ANY))
def test_no_address_raises(pairs):
    read_anything(pairs)


@pytest.mark.stress
@settings(max_examples=20_000, deadline=None)
@given(make_pairs(ANY))
def test_none_of_thousands_of_addresses_raises(pairs):
    read_anything(pairs)


@given(
    JSON
    | st.fixed_dictionaries(
        {},
        optional={name: JSON | st.sampled_from([7, "all", "county"]) for name in PARAMETERS},
    )
)
def test_a_message_is_a_view_or_a_value_error(message):
    try:
        view = read_message(message, BOUNDS)
    except ValueError:
        return
    assert is_in_bounds(view)


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2031-01-01"},
        {"compare": "2031-01-01"},
        {"range": "1999"},
        {"models": 0},
        {"models": 9},
        {"models": -1},
        {"models": float("inf")},
        {"models": "jail"},
        {"reach": None},
        {"level": "planet"},
        {"lang": "fr"},
        {"place": "99999"},
        {"place": ["FL"]},
    ],
    ids=lambda change: " ".join(f"{name} {value}" for name, value in change.items()),
)
def test_a_message_that_is_no_view(change):
    with pytest.raises(ValueError, match=r"not a view|can't be used"):
        read_message(write_message(BOUNDS.default) | change, BOUNDS)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_message_that_lacks_something(name):
    message = write_message(BOUNDS.default)
    del message[name]
    with pytest.raises(ValueError, match="not a view"):
        read_message(message, BOUNDS)
