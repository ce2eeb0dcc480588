"""A view as text, and back: in the page's *address*, in the *message* of the map in the browser.

Nothing that comes from outside breaks the page: an address falls back and says why, a message that
is no view is refused.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from geo.places import JOINT, MOST_MEMBERS, settle_code
from geo.program import MODELS, REACHES, compute_mixture, list_models
from geo.view import (
    LEVELS,
    LONGEST_NAME,
    MEASURES,
    NAME,
    RANGES,
    View,
    find_range,
    read_extent,
)
from geo.words.language import LANGUAGES, N_, load_translations

PARAMETERS = tuple(each.name for each in fields(View))
# A step of a story beside others than these is of the view that they say.
BESIDE_STORY = frozenset({"story", "present", "lang"})
LONGEST_SHOWN = 40
EXPECTED_NAME = N_("expected the name of a region, in up to {most} characters")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Bounds:
    """What a view may show: dates from `first` to `last`, and the codes of states and counties.

    `stories` are the views of the steps of stories, as parameters, by key.
    """

    first: datetime.date
    last: datetime.date
    places: frozenset[str]
    stories: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    @property
    def default(self) -> View:
        """The view of an address without parameters: everything on the last date."""
        return View(date=self.last)


class UnusableError(ValueError):
    """A parameter that can't be used; `message` says what is expected, with `values` to fill in."""

    def __init__(self, message: str, **values: object):
        super().__init__(message.format(**values))
        self.message, self.values = message, values


def read_address(params: Mapping[str, str], bounds: Bounds) -> tuple[View, list[str]]:
    """Read a view from the parameters of the page's address.

    `params` maps names to text; names that are not a view's are left alone. Returns the view
    and a list of sentences in its language, one per parameter that could not be used and fell
    back. A date before the stretch of time chosen calls for a longer one. A step of a story that
    stands alone is shown in its own view.
    """
    if not (set(PARAMETERS) & set(params)) - BESIDE_STORY:
        params = {**bounds.stories.get(params.get("story", ""), {}), **params}
    readers = {
        "date": lambda text: _read_date(text, bounds),
        "compare": lambda text: _read_date(text, bounds),
        "range": lambda text: _read_choice(text, tuple(RANGES)),
        "models": _read_models,
        "reach": lambda text: _read_choice(text, REACHES),
        "level": lambda text: _read_choice(text, LEVELS),
        "measure": lambda text: _read_choice(text, MEASURES),
        "place": lambda text: _read_place(text, bounds),
        "name": lambda text: _read_name(text, view),
        "at": _read_at,
        "story": lambda text: _read_story(text, bounds),
        "present": _read_flag,
        "lang": lambda text: _read_choice(text, tuple(LANGUAGES)),
    }
    view, unusable = bounds.default, {}
    for name, read in readers.items():
        if name not in params:
            continue
        try:
            view = replace(view, **{name: read(params[name])})
        except UnusableError as error:
            unusable[name] = error
    view = replace(view, range=find_range(view.date, view.range))
    say = load_translations(view.lang).gettext
    return view, [
        say(N_("{parameter} in the address can't be used: {expected}")).format(
            parameter=f"{name}={_cut(params[name])!r}",
            expected=say(error.message).format(**error.values),
        )
        for name, error in unusable.items()
    ]


def write_address(view: View, bounds: Bounds) -> dict[str, str]:
    """Write a view as address parameters; those at their default are left out.

    Beside a step of a story the date always stands, so that the view is the one that is shown.
    """
    default = bounds.default
    texts = {
        "date": view.date.isoformat(),
        "compare": view.compare.isoformat() if view.compare else "",
        "range": view.range,
        "models": ".".join(view.models),
        "reach": view.reach,
        "level": view.level,
        "measure": view.measure,
        "place": view.place,
        "name": view.name,
        "at": view.at,
        "story": view.story,
        "present": "1",
        "lang": view.lang,
    }
    changed = {name for name in texts if getattr(view, name) != getattr(default, name)}
    if view.story:
        changed.add("date")
    return {name: text for name, text in texts.items() if name in changed}


def write_message(view: View) -> dict[str, Any]:
    """Write a view as browser/figure.js reads it: `models` a mixture, dates ISO text."""
    return {name: getattr(view, name) for name in PARAMETERS} | {
        "date": view.date.isoformat(),
        "compare": view.compare.isoformat() if view.compare else "",
        "models": compute_mixture(view.models),
    }


def read_message(message: Any, bounds: Bounds) -> View:
    """Read the view that the map in the browser reports, in the form of `write_message`.

    Raises ValueError for a message that is no such view: it comes from outside.
    """
    try:
        params = {name: str(message[name]) for name in PARAMETERS}
        params["models"] = ".".join(list_models(range(1, 8).index(message["models"]) + 1))
        params["present"] = "1" if message["present"] else ""
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a view: {message!r}") from error
    for name in ("compare", "place", "name", "at", "story", "present"):
        if not params[name]:
            del params[name]
    view, notices = read_address(params, bounds)
    if notices:
        raise ValueError("; ".join(notices))
    return view


def _cut(text):
    """A text as a notice has room for it."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _read_date(text, bounds):
    unusable = UnusableError(
        N_("expected a date from {first} to {last}, as {last}"),
        first=bounds.first,
        last=bounds.last,
    )
    if not ISO_DATE.fullmatch(text):
        raise unusable
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        raise unusable from None
    if not bounds.first <= date <= bounds.last:
        raise unusable
    return date


def _read_models(text):
    chosen = text.split(".")
    if not set(chosen) <= set(MODELS):
        raise UnusableError(N_("expected some of {all}, joined by dots"), all=".".join(MODELS))
    return tuple(model for model in MODELS if model in chosen)


def _read_choice(text, choices):
    if text not in choices:
        raise UnusableError(N_("expected {choices}"), choices=", ".join(choices))
    return text


def _read_place(text, bounds):
    code = settle_code(text, bounds.places)
    if not code:
        raise UnusableError(
            N_(
                "expected a state as FL, a county's GEOID as 12001, or up to {most} of them "
                "joined by dots"
            ),
            most=MOST_MEMBERS,
        )
    return code


def _read_name(text, view):
    if JOINT not in view.place or not NAME.fullmatch(text):
        raise UnusableError(EXPECTED_NAME, most=LONGEST_NAME)
    return text


def _read_at(text):
    if not read_extent(text):
        raise UnusableError(
            N_("expected kilometres east, north and across on the map, as -812,1540,600")
        )
    return text


def _read_story(text, bounds):
    if text not in bounds.stories:
        raise UnusableError(
            N_("expected a step of a story, as {example}"), example=next(iter(bounds.stories), "")
        )
    return text


def _read_flag(text):
    if text != "1":
        raise UnusableError(N_("expected {choices}"), choices="1")
    return True
