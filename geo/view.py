"""What is on screen (dates, models, place, language ...), and the page's address."""

import datetime
import re
from dataclasses import dataclass, fields, replace

from geo.program import MODELS, REACHES, compute_mixture, list_models
from geo.words.language import LANGUAGES, N_, load_translations

LEVELS = ("county", "state")
MEASURES = ("counties", "people", "agreements")
RANGES = {"2025": "2025-01-01", "2017": "2017-01-01", "2002": "2002-01-01"}
PARAMETERS = (
    "date",
    "compare",
    "range",
    "models",
    "reach",
    "level",
    "measure",
    "place",
    "present",
    "lang",
)
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class View:
    """One state of the page.

    `compare` is an earlier or later date to compare with, or None; `range` a stretch of time of
    `RANGES`; `place` a county GEOID, a USPS code, or blank; `present` hides the page around the
    map; `lang` is a language of `geo.words.language.LANGUAGES`.
    """

    date: datetime.date
    compare: datetime.date | None = None
    range: str = "2025"
    models: tuple[str, ...] = MODELS
    reach: str = "all"
    level: str = "county"
    measure: str = "counties"
    place: str = ""
    present: bool = False
    lang: str = "en"

    @property
    def narrowed(self):
        """Whether some agreements are left out, by model or by reach."""
        return set(self.models) != set(MODELS) or self.reach != "all"

    def settle(self):
        """Give the view without a comparison of a date with itself."""
        return replace(self, compare=None) if self.compare == self.date else self

    def to_browser(self):
        """Give the view as browser/figure.js reads it: `models` a mixture, `date` ISO text."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {
            "date": self.date.isoformat(),
            "compare": self.compare.isoformat() if self.compare else "",
            "models": compute_mixture(self.models),
        }


@dataclass(frozen=True)
class Bounds:
    """What a view may show: dates from `first` to `last`, and the codes of known places."""

    first: datetime.date
    last: datetime.date
    places: frozenset[str]

    @property
    def default(self):
        """The view of an address without parameters: everything on the last date."""
        return View(date=self.last)


class UnusableError(ValueError):
    """A parameter that can't be used; `message` says what is expected, with `values` to fill in."""

    def __init__(self, message, **values):
        super().__init__(message.format(**values))
        self.message, self.values = message, values


def read_address(params, bounds):
    """Read a view from the parameters of the page's address.

    `params` maps names to text; names that are not a view's are left alone. Returns the view
    and a list of sentences in its language, one per parameter that could not be used and fell
    back. A date before the stretch of time chosen calls for a longer one.
    """
    readers = {
        "date": lambda text: _read_date(text, bounds),
        "compare": lambda text: _read_date(text, bounds),
        "range": lambda text: _read_choice(text, tuple(RANGES)),
        "models": _read_models,
        "reach": lambda text: _read_choice(text, REACHES),
        "level": lambda text: _read_choice(text, LEVELS),
        "measure": lambda text: _read_choice(text, MEASURES),
        "place": lambda text: _read_place(text, bounds),
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
    if view.date.isoformat() < RANGES[view.range]:
        view = replace(view, range=find_range(view.date))
    say = load_translations(view.lang).gettext
    return view, [
        say(N_("{parameter} in the address can't be used: {expected}")).format(
            parameter=f"{name}={params[name]!r}", expected=say(error.message).format(**error.values)
        )
        for name, error in unusable.items()
    ]


def find_range(date):
    """Find the shortest stretch of time (of RANGES) that holds a date, or the longest."""
    starts = sorted(((start, name) for name, start in RANGES.items()), reverse=True)
    holding = (name for start, name in starts if start <= date.isoformat())
    return next(holding, starts[-1][1])


def write_address(view, bounds):
    """Write a view as address parameters; those at their default are left out."""
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
        "present": "1",
        "lang": view.lang,
    }
    changed = (name for name in texts if getattr(view, name) != getattr(default, name))
    return {name: texts[name] for name in changed}


def read_message(message, bounds):
    """Read the view that the map in the browser reports (the form of `View.to_browser`).

    Raises ValueError for a message that is no such view: it comes from outside.
    """
    try:
        params = {name: str(message[name]) for name in PARAMETERS}
        params["models"] = ".".join(list_models(range(1, 8).index(message["models"]) + 1))
        params["present"] = "1" if message["present"] else ""
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a view: {message!r}") from error
    for name in ("compare", "place", "present"):
        if not params[name]:
            del params[name]
    view, notices = read_address(params, bounds)
    if notices:
        raise ValueError("; ".join(notices))
    return view


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
    if text not in bounds.places:
        raise UnusableError(N_("expected a state as FL or a county's GEOID as 12001"))
    return text


def _read_flag(text):
    if text != "1":
        raise UnusableError(N_("expected {choices}"), choices="1")
    return True
