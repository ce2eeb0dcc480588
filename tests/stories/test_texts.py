"""A story's file is checked by its form, and the committed ones are told in every language."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from geo.stories.numbers import read_day
from geo.stories.telling import describe_stories, tell_story, write_stories
from geo.stories.texts import StoryError, list_names, list_step_views, read_stories
from geo.words.language import LANGUAGES

STORY = """
title = { en = "A story", es = "Un relato" }
[source.law]
title = "A law"
url = "https://example.org/law"
date = "1996-09"
[[step]]
id = "law"
view = "date=2020-04-01&place=FL"
sources = ["law"]
title = { en = "The law", es = "La ley" }
text = { en = "There are {all}. So it is.", es = "Hay {all}. Así es." }
numbers.all = { count = "agreements", on = "2020-04-01", place = "FL" }
"""
STORIES = read_stories()


@pytest.fixture
def write(tmp_path) -> Callable[..., tuple]:
    """Write the story with a change of its text, and read it."""

    def write_story(old="", new="", name="short.toml"):
        assert old in STORY
        (tmp_path / name).write_text(STORY.replace(old, new, 1), "utf-8")
        return read_stories(tmp_path)

    return write_story


@pytest.fixture
def tell(monkeypatch):
    """Tell a story that is no committed one by a record."""

    def tell_it(record, story, language):
        views = {story.name_step(step): step.view for step in story.steps}
        monkeypatch.setitem(record.__dict__, "bounds", replace(record.bounds, stories=views))
        return tell_story(record, story, language)

    return tell_it


def test_a_file_is_a_story(write, tell, small):
    (story,) = write()
    assert (story.id, [step.id for step in story.steps]) == ("short", ["law"])
    (told,) = tell(small, story, "es")
    assert (told.key, told.title, told.text) == ("short.law", "La ley", "Hay 5. Así es.")
    assert told.marked == "Hay {5}. Así es."
    assert (told.view.place, told.view.story, told.view.lang) == ("FL", "short.law", "es")
    assert told.sources[0].date == "1996-09"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "law"', "id = law", "short.toml: .*expected TOML"),
        ('[[step]]\nid = "law"', '[[step]]\nid = "The Law"', "step The Law: id is 'The Law'"),
        ('view = "date=2020-04-01&place=FL"\n', "", "step law: lacks view"),
        ("&place=FL", "&lang=es", "step law: view names lang"),
        ('["law"]', '["law", "other"]', "step law: sources is .*expected some of law"),
        ('["law"]', "[]", "step law: sources is"),
        ("https://", "javascript:", "source law: url is .*expected an address"),
        ('"1996-09"', '"September"', "source law: date is 'September'"),
        (', es = "La ley"', "", "step law, title: lacks es"),
        ("Hay {all}", "Hay {many}", r"step law: \{all\} .*\(es\)"),
        ("There are {all}", "There are {0}", "step law, text: en is"),
        ("There are {all}", "There are { all", "step law, text: en is"),
        ('"The law"', '""', "step law, title: en is ''"),
        ('"agreements", on', '"people", on', "number all: count is 'people'"),
        ('on = "2020-04-01"', 'on = "today"', "number all: on is 'today'"),
        ('on = "2020-04-01"', 'since = "first"', "number all: lacks on"),
        ('place = "FL" }', 'models = ["jails"] }', "number all: models is"),
        ('place = "FL" }', 'statewide = "yes" }', "number all: statewide is 'yes'"),
        ('place = "FL" }', 'plaice = "FL" }', "number all: plaice is no key here"),
        (
            "[source.law]",
            '[source.other]\ntitle = "-"\nurl = "https://a.b/"\n[source.law]',
            "other",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(write, old, new, said):
    with pytest.raises(StoryError, match=said) as caught:
        write(old, new)
    assert "short.toml" in str(caught.value)
    assert "expected" in str(caught.value)


def test_a_step_has_an_id_of_its_own(tmp_path):
    steps = STORY[STORY.index("[[step]]") :]
    (tmp_path / "twice.toml").write_text(STORY + steps, "utf-8")
    with pytest.raises(StoryError, match="two steps have the id law"):
        read_stories(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"2020-04-01", place', '"2020-02-31", place', "number all: '2020-02-31' is no day"),
        ('place = "FL" }', 'place = "ZZ" }', "number all: place 'ZZ'; expected a state"),
        ("date=2020-04-01&place=FL", "date=1999-01-01", "date=.*expected a date"),
    ],
)
def test_what_the_record_does_not_know_is_named(write, tell, record, old, new, said):
    (story,) = write(old, new)
    with pytest.raises(StoryError, match=f"short.toml, step law: .*{said}"):
        tell(record, story, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_every_step_is_told_in_every_language(record, story, language):
    told = tell_story(record, story, language)
    assert 10 <= len(told) <= 15
    for step, source in zip(told, story.steps, strict=True):
        assert step.view.lang == language
        assert step.view.story == step.key
        assert step.sources
        assert len(re.findall(r"\{[^{}]+\}", step.marked)) == len(list_names(source.text[language]))
        assert len(re.findall(r"[.!?](?= |$)", step.text)) == 2, step.text
        # The map is of a day that some number is of.
        days = {
            rule[name] for rule in source.numbers.values() for name in {"on", "until"} & {*rule}
        }
        assert {read_day(record, day) for day in days} & {*step.view.dates}


def test_every_source_of_the_committed_stories_is_safe():
    sources = {source for story in STORIES for step in story.steps for source in step.sources}
    assert all(source.url.startswith("https://") for source in sources)


@pytest.mark.slow
def test_the_figure_knows_the_views_of_all_steps(record):
    described = describe_stories("es")
    assert [key for story in described for key in story["views"]] == list(list_step_views())
    assert [story["title"] for story in described] == [story.title["es"] for story in STORIES]
    assert all(f'"{key}":' in write_stories(record, "es") for key in list_step_views())
