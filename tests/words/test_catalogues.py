"""Every text of the reader's half has its translation, and no translation lacks its text."""

import ast
from collections import Counter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from geo.agreements import ROOT
from geo.guide.texts import list_texts
from geo.words.language import FOLDER, LANGUAGES
from geo.words.names import COUNTY_KINDS

TRANSLATED = [language for language in LANGUAGES if language != "en"]
CATALOGUES = sorted(FOLDER.glob("*/*.po"))
# Functions whose first text is translated, with the fewest arguments they take: str.count is none.
MARKS = {"N_": 1, "_": 1, "say": 1, "gettext": 1, "P_": 2, "count": 3, "ngettext": 3}


def collect_script_texts():
    """The texts that the package's Python marks; of a pair the one for one."""
    for path in sorted((ROOT / "geo").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            if name in MARKS and len(node.args) >= MARKS[name]:
                text = getattr(node.args[0], "value", None)
                if isinstance(text, str):
                    yield text


def collect_template_texts():
    """The texts that the package's templates mark; of a pair the one for one."""
    found = extract_from_dir(
        ROOT / "geo", [("**.j2", "jinja2")], options_map={"**.j2": {"trimmed": "true"}}
    )
    return [get_key(message) for _, _, message, _, _ in found]


def get_key(text):
    """What a text is looked up by: of a pair the one for one."""
    return text if isinstance(text, str) else text[0]


@pytest.fixture(scope="module")
def texts(record):
    """Every text that is shown in several languages."""
    milestones = record.events[record.events["precision"] == "day"]
    marked = {*collect_script_texts(), *collect_template_texts(), *list_texts()}
    return marked | {*milestones["label"], *milestones["title"], *record.policies["summary"]}


def read_catalogue(path):
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_has_its_translation_and_none_is_left_over(language, texts, record):
    messages = [
        (message.id, message.context)
        for path in FOLDER.glob(f"{language}/*.po")
        for message in read_catalogue(path)
        if message.id
    ]
    translated = {get_key(text) for text, _ in messages}
    assert len(texts) > 300
    assert sorted(texts - translated) == []
    # Names of states may be the same in both languages.
    assert sorted(translated - texts - set(record.state_names)) == []
    assert [message for message, n in Counter(messages).items() if n > 1] == []
    for kind in COUNTY_KINDS:
        assert (kind, "in a sentence") in messages


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_translation_is_blank_doubtful_or_lacks_a_value(path):
    catalogue = read_catalogue(path)
    messages = [message for message in catalogue if message.id]
    assert messages
    assert [message.id for message in messages if message.fuzzy] == []
    forms = {
        message.id: message.string if message.pluralizable else (message.string,)
        for message in messages
    }
    assert [text for text, strings in forms.items() if not all(strings)] == []
    assert [error for _, errors in catalogue.check() for error in errors] == []


def test_every_language_has_catalogues():
    assert {path.parent.name for path in CATALOGUES} == set(TRANSLATED)
