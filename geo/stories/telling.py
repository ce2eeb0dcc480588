"""Stories told: texts filled in with what one record counts, in one language."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from geo.address import read_address
from geo.record import Record
from geo.stories.numbers import write_number
from geo.stories.texts import Source, Step, Story, read_stories
from geo.view import View
from geo.words.language import format_known_date

# What of a view a step says; where the map is moved to, it is still the step's. As in teller.js.
SAID = ("date", "compare", "models", "reach", "level", "measure", "place")


@dataclass(frozen=True)
class Told:
    """A step as a reader has it: `key` as in addresses, its view, title, text and sources.

    In `marked` what the record counts stands in braces.
    """

    key: str
    view: View
    title: str
    marked: str
    sources: tuple[Source, ...]

    @property
    def text(self) -> str:
        """The text as it is read."""
        return self.marked.replace("{", "").replace("}", "")


def tell_step(record: Record, story: Story, step: Step, language: str) -> Told:
    """Tell a step in a language.

    Raises StoryError for a view or a number that the record has no answer to.
    """
    key = story.name_step(step)
    view, unusable = read_address({**step.view, "lang": language, "story": key}, record.bounds)
    if unusable:
        raise story.blame(step, " ".join(unusable), "a view of this record")
    marked = {}
    for name, rule in step.numbers.items():
        try:
            marked[name] = f"{{{write_number(record, rule, language)}}}"
        except ValueError as error:
            raise story.blame(step, f"number {name}: {error}", "what the record knows") from error
    text = step.text[language].format(**marked)
    return Told(key, view, step.title[language], text, step.sources)


def tell_story(record: Record, story: Story, language: str) -> list[Told]:
    """Tell all steps of a story, as `tell_step` does."""
    return [tell_step(record, story, step, language) for step in story.steps]


def find_told(record: Record, view: View) -> Told | None:
    """Find the step that a view tells, in its language; None where it shows another than the step.

    Raises StoryError as `tell_step` does.
    """
    for story in read_stories() if view.story else ():
        for step in story.steps:
            if story.name_step(step) == view.story:
                told = tell_step(record, story, step, view.lang)
                is_own = all(getattr(view, name) == getattr(told.view, name) for name in SAID)
                return told if is_own else None
    return None


def list_sources(told: Told) -> str:
    """List the sources of a step, each with its date as far as it is known."""
    language = told.view.lang
    return "; ".join(
        ", ".join(filter(None, (source.title, format_known_date(source.date, language))))
        for source in told.sources
    )


def describe_stories(language: str) -> list[dict]:
    """Describe what the figure knows of stories at first: `id`, `title`, and `views` by key.

    A view is what an address has after the question mark.
    """
    return [
        {
            "id": story.id,
            "title": story.title[language],
            "views": {story.name_step(step): urlencode(step.view) for step in story.steps},
        }
        for story in read_stories()
    ]


def write_stories(record: Record, language: str) -> str:
    """Write the texts of all stories in a language as JSON.

    An object by key of a step: `title`, `text` (what the record counts stands in braces), and
    `sources`, lists of title, address, and date as far as it is known. Raises StoryError.
    """
    told = {
        step.key: {
            "title": step.title,
            "text": step.marked,
            "sources": [
                [source.title, source.url, format_known_date(source.date, language)]
                for source in step.sources
            ],
        }
        for story in read_stories()
        for step in tell_story(record, story, language)
    }
    return json.dumps(told, separators=(",", ":"))
