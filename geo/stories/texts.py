"""The stories as the files in data/stories have them, each checked by its form.

Words: a *story* is a row of steps; a *step* a view with a title, two sentences and their sources;
its *key* the story and the step joined by a dot, as growth.law, which is what an address names.
"""

import re
import string
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from geo.edition import ROOT, name_file
from geo.program import MODELS, REACHES
from geo.words.language import LANGUAGES

FOLDER = ROOT / "data" / "stories"
# The words of a file that are no days.
FIRST, NEWEST = "first", "newest"
IDENTITY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9_]*")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}|first|newest")
KNOWN_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ADDRESS = re.compile(r"https?://[\w.-]+/\S*")
# So many letters have room beside the map, on a phone too.
LONGEST_TITLE = 60
LONGEST_TEXT = 420

# What each rule of a number needs, and what it may have: see geo/stories/numbers.py.
NARROWING = frozenset({"place", "models", "reach", "statewide"})
RULES = {
    "agreements": ({"on"}, NARROWING),
    "agencies": ({"on"}, NARROWING),
    "counties": ({"on"}, NARROWING - {"statewide"}),
    "states": ({"on"}, NARROWING - {"place"}),
    "signed": ({"since", "until"}, NARROWING),
    "ended": ({"since", "until"}, NARROWING),
    "day": ({"on"}, frozenset()),
}


class StoryError(ValueError):
    """A story that can't be told; the message names file, step and value, and the remedy."""


@dataclass(frozen=True)
class Source:
    """What a step rests on: `date` an ISO day, month or year, or blank where it bears none."""

    title: str
    url: str
    date: str = ""


@dataclass(frozen=True)
class Step:
    """A step: `view` the parameters of an address, `title` and `text` by language.

    `numbers` are the rules of what the texts name in braces.
    """

    id: str
    view: Mapping[str, str]
    title: Mapping[str, str]
    text: Mapping[str, str]
    numbers: Mapping[str, Mapping[str, object]]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Story:
    """A story: `id` is its file's name without the ending, `title` by language."""

    id: str
    file: str
    title: Mapping[str, str]
    steps: tuple[Step, ...]

    def name_step(self, step: Step) -> str:
        """Name a step of it as addresses do: its key."""
        return f"{self.id}.{step.id}"

    def blame(self, step: Step, what: str, expected: str) -> StoryError:
        """Make the error for a step that the record can't tell."""
        return StoryError(f"{self.file}, step {step.id}: {what}; expected {expected}.")


def read_stories(folder: Path = FOLDER) -> tuple[Story, ...]:
    """Read all stories, in the order of their files' names.

    Raises StoryError for a file that is no TOML or not of the form of a story.
    """
    return tuple(_read_story(path) for path in sorted(folder.glob("*.toml")))


def list_step_views(folder: Path = FOLDER) -> dict[str, Mapping[str, str]]:
    """List the views of all steps, as parameters of an address, by key, in order."""
    return {
        story.name_step(step): step.view for story in read_stories(folder) for step in story.steps
    }


def list_names(text: str) -> list[str]:
    """List the names in braces in a text, as often as they stand there."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


class _Form:
    """Checks a part of a file: says where it stands, and what was expected there."""

    def __init__(self, where: str, table: object):
        self.where = where
        if not isinstance(table, dict):
            raise self.fail(repr(table), "a table of keys and values")
        self.table: dict = table

    def fail(self, what: str, expected: str) -> StoryError:
        return StoryError(f"{self.where}: {what}; expected {expected}.")

    def require(self, needed: set[str], allowed: frozenset[str] = frozenset()) -> None:
        """Require some keys, and no others but those allowed."""
        if missing := sorted(needed - set(self.table)):
            raise self.fail(f"lacks {', '.join(missing)}", f"the keys {', '.join(sorted(needed))}")
        if unknown := sorted(set(self.table) - needed - allowed):
            known = ", ".join(sorted(needed | allowed))
            raise self.fail(f"{unknown[0]} is no key here", f"{known}")

    def take(self, key: str, fits: Callable[[str], object], expected: str) -> str:
        """Take a text that fits."""
        text = self.table[key]
        if not isinstance(text, str) or not fits(text):
            raise self.fail(f"{key} is {text!r}", expected)
        return text

    def take_texts(self, key: str, longest: int) -> dict[str, str]:
        """Take a text in every language."""
        texts = _Form(f"{self.where}, {key}", self.table[key])
        texts.require(set(LANGUAGES))
        expected = f"a text of 1 to {longest} letters, with names in braces alone"
        return {
            language: texts.take(language, lambda text: _is_told(text, longest), expected)
            for language in LANGUAGES
        }


def _read_story(path):
    file = name_file(path)
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoryError(f"{file}: {error}; expected TOML. See docs/stories.md.") from error
    form = _Form(file, read)
    form.require({"title", "source", "step"})
    if not IDENTITY.fullmatch(path.stem):
        raise form.fail("its name can't stand in an address", "small letters, as growth.toml")
    sources = {key: _read_source(file, key, table) for key, table in read["source"].items()}
    steps, cited = [], set()
    for number, table in enumerate(read["step"], start=1):
        step, keys = _read_step(file, number, table, sources)
        if step.id in {one.id for one in steps}:
            raise form.fail(f"two steps have the id {step.id}", "an id of its own for each")
        steps.append(step)
        cited |= set(keys)
    if unused := sorted(set(sources) - cited):
        raise form.fail(f"no step names the source {unused[0]}", "sources that steps name")
    return Story(path.stem, file, form.take_texts("title", LONGEST_TITLE), tuple(steps))


def _read_source(file, key, table):
    form = _Form(f"{file}, source {key}", table)
    form.require({"title", "url"}, frozenset({"date"}))
    date = "an ISO day, month or year, as 2019-05-06"
    return Source(
        form.take("title", str.strip, "the title of the source"),
        form.take("url", ADDRESS.fullmatch, "an address, as https://example.org/page"),
        form.take("date", KNOWN_DATE.fullmatch, date) if "date" in table else "",
    )


def _read_step(file, number, table, sources):
    """Read a step: it, and the keys of its sources."""
    form = _Form(f"{file}, step {number}", table)
    if isinstance(table.get("id"), str):
        form.where = f"{file}, step {table['id']}"
    form.require({"id", "view", "title", "text", "numbers", "sources"})
    keys = table["sources"]
    if not isinstance(keys, list) or not keys or not set(keys) <= set(sources):
        raise form.fail(f"sources is {keys!r}", f"some of {', '.join(sources)}")
    view = form.take("view", lambda text: not text.startswith("?"), "what stands after the ?")
    params = dict(parse_qsl(view, keep_blank_values=True))
    if without := {"story", "lang", "present"} & set(params):
        raise form.fail(f"view names {min(without)}", "nothing but what the map shows")
    step = Step(
        id=form.take("id", IDENTITY.fullmatch, "small letters and hyphens, as first-list"),
        view=params,
        title=form.take_texts("title", LONGEST_TITLE),
        text=form.take_texts("text", LONGEST_TEXT),
        numbers=_read_numbers(form),
        sources=tuple(sources[key] for key in keys),
    )
    _match_names(form, step)
    return step, keys


def _read_numbers(form):
    numbers = form.table["numbers"]
    for name, rule in _Form(f"{form.where}, numbers", numbers).table.items():
        checked = _Form(f"{form.where}, number {name}", rule)
        if not NAME.fullmatch(name):
            raise checked.fail("can't be named in braces", "small letters, as task_force")
        if rule.get("count") not in RULES:
            raise checked.fail(f"count is {rule.get('count')!r}", f"one of {', '.join(RULES)}")
        needed, allowed = RULES[rule["count"]]
        checked.require({"count"} | needed, allowed)
        _check_rule(checked)
    return numbers


def _check_rule(form):
    """Check the values of a rule; what the record knows alone, as places, is checked with it."""
    for key in {"on", "since", "until"} & set(form.table):
        form.take(key, DAY.fullmatch, "a day, as 2025-01-20, or first or newest")
    if "models" in form.table:
        chosen = form.table["models"]
        if not isinstance(chosen, list) or not chosen or not set(chosen) <= set(MODELS):
            raise form.fail(f"models is {chosen!r}", f"some of {', '.join(MODELS)}")
    if "reach" in form.table:
        form.take("reach", REACHES.__contains__, f"one of {', '.join(REACHES)}")
    if "place" in form.table:
        form.take("place", str.strip, "a state as FL or a county's GEOID as 12001")
    if not isinstance(form.table.get("statewide", True), bool):
        raise form.fail(f"statewide is {form.table['statewide']!r}", "true or false")


def _match_names(form, step):
    """Require that the texts of a step name its numbers, all of them, in every language."""
    if not step.numbers:
        raise form.fail("it has no number", "one that the record counts, at least")
    for language, text in step.text.items():
        named = set(list_names(text))
        for name in sorted(named ^ set(step.numbers)):
            where = f"{{{name}}} stands in the text ({language}) or in the numbers alone"
            raise form.fail(where, "each number in both")
    for language, title in step.title.items():
        if list_names(title):
            raise form.fail(f"the title ({language}) has braces", "no number in a title")


def _is_told(text, longest):
    try:
        names = list_names(text)
    except ValueError:
        return False
    return 0 < len(text.strip()) <= longest and all(map(NAME.fullmatch, names))
