"""What a reader chooses on a page beside the map, as parameters of its address, and back.

Words: a *choice* is one parameter: one of some words, several of them, a day, or a text.
"""

import datetime
from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import dataclass
from typing import Any

from geo.address import EXPECTED_NAME, ISO_DATE, UnusableError
from geo.places import JOINT, MOST_MEMBERS, settle_code
from geo.view import LONGEST_NAME, NAME
from geo.words.language import N_, load_translations

LONGEST_SHOWN = 40
LONGEST_TEXT = 80
# More words than this are not listed in a sentence.
MOST_NAMED = 10


@dataclass(frozen=True)
class Choice:
    """One parameter: what it is where the address names none, and how it is read and written.

    `read` takes text and raises UnusableError; `write` takes what was read.
    """

    default: Any
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str


def choose_one(options: Collection[str], default: str) -> Choice:
    """Make the choice of one word."""

    def read(text):
        if text not in options:
            raise UnusableError(N_("expected {choices}"), choices=_name(options))
        return text

    return Choice(default, read)


def choose_some(options: Collection[str]) -> Choice:
    """Make the choice of some words, joined by dots, in the order of the options; none is all."""

    def read(text):
        chosen = text.split(".")
        if not set(chosen) <= set(options):
            raise UnusableError(N_("expected some of {all}, joined by dots"), all=_name(options))
        return tuple(option for option in options if option in chosen)

    return Choice((), read, ".".join)


def choose_few(options: Collection[str], most: int, expected: str) -> Choice:
    """Make the choice of up to `most` of many codes, joined by dots, in any order; none by default.

    `expected` says what they are to who named others, with {most}.
    """

    def read(text):
        chosen = tuple(dict.fromkeys(text.split(".")))
        if len(chosen) > most or not all(code in options for code in chosen):
            raise UnusableError(expected, most=most)
        return chosen

    return Choice((), read, ".".join)


def choose_day(first: datetime.date, last: datetime.date, default: datetime.date | None) -> Choice:
    """Make the choice of a day from a first to a last one."""
    unusable = UnusableError(
        N_("expected a date from {first} to {last}, as {last}"), first=first, last=last
    )

    def read(text):
        try:
            day = datetime.date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None or not first <= day <= last:
            raise unusable
        return day

    return Choice(default, read, lambda day: day.isoformat())


def choose_region(codes: Container[str]) -> Choice:
    """Make the choice of a region by the codes of states and counties, also of one alone."""

    def read(text):
        code = settle_code(text, codes)
        if not code:
            raise UnusableError(
                N_(
                    "expected up to {most} states and GEOIDs of counties, joined by dots, "
                    "as 21117.39061"
                ),
                most=MOST_MEMBERS,
            )
        return tuple(code.split(JOINT))

    return Choice((), read, JOINT.join)


def choose_name() -> Choice:
    """Make the choice of what a region is called."""

    def read(text):
        if not NAME.fullmatch(text):
            raise UnusableError(EXPECTED_NAME, most=LONGEST_NAME)
        return text

    return Choice("", read)


def choose_text() -> Choice:
    """Make the choice of a text: its first characters, on one line."""
    return Choice("", lambda text: " ".join(text.split())[:LONGEST_TEXT])


def read_choices(
    params: Mapping[str, str], choices: Mapping[str, Choice], language: str
) -> tuple[dict[str, Any], list[str]]:
    """Read choices from the parameters of an address; those of others are left alone.

    Returns what is chosen by name, and a sentence in the language for each parameter that can't
    be used and fell back to its default.
    """
    say = load_translations(language).gettext
    chosen, notices = {name: choice.default for name, choice in choices.items()}, []
    for name, choice in choices.items():
        if name not in params:
            continue
        try:
            chosen[name] = choice.read(params[name])
        except UnusableError as error:
            text = params[name]
            shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
            notices.append(
                say(N_("{parameter} in the address can't be used: {expected}")).format(
                    parameter=f"{name}={shown!r}",
                    expected=say(error.message).format(**error.values),
                )
            )
    return chosen, notices


def write_choices(chosen: Mapping[str, Any], choices: Mapping[str, Choice]) -> dict[str, str]:
    """Write choices as parameters of an address; those at their default are left out."""
    return {
        name: choice.write(chosen[name])
        for name, choice in choices.items()
        if chosen[name] != choice.default
    }


def _name(options):
    named = list(options)
    return ", ".join(named[:MOST_NAMED]) + (", …" if len(named) > MOST_NAMED else "")
