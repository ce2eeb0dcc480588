"""Every text of the reader's half has its translation, and no translation lacks its text."""

import ast
from collections import Counter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from geo.agreements import ROOT
from geo.words.language import FOLDER, LANGUAGES
from geo.words.names import COUNTY_KINDS

TRANSLATED = [language for language in LANGUAGES if language != "en"]
CATALOGUES = sorted(FOLDER.glob("*/*.po"))
# Functions whose texts are translated: one text, or one for one and one for other numbers.
MARKS = {"N_": 1, "_": 1, "say": 1, "gettext": 1, "P_": 2, "count": 2, "ngettext": 2}


def collect_script_texts():
    """The texts that the package's Python marks; plural ones as pairs."""
    for path in sorted((ROOT / "geo").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            texts = [part.value for part in node.args[: MARKS.get(name, 0)] if is_text(part)]
            if texts and len(texts) == MARKS[name]:
                yield texts[0] if len(texts) == 1 else tuple(texts)


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def collect_template_texts():
    """The texts that the package's templates mark; plural ones as pairs."""
    found = extract_from_dir(
        ROOT / "geo", [("**.j2", "jinja2")], options_map={"**.j2": {"trimmed": "true"}}
    )
    return {message for _, _, message, _, _ in found}


@pytest.fixture(scope="module")
def texts(record):
    """Every text that is shown in several languages, with its context."""
    milestones = record.events[record.events["precision"] == "day"]
    marked = {*collect_script_texts(), *collect_template_texts()}
    marked |= {*milestones["label"], *milestones["title"]}
    return {(None, text) for text in marked} | {("in a sentence", kind) for kind in COUNTY_KINDS}


def read_catalogue(path):
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_has_its_translation_and_none_is_left_over(language, texts, record):
    messages = [
        (message.context, message.id)
        for path in FOLDER.glob(f"{language}/*.po")
        for message in read_catalogue(path)
        if message.id
    ]
    assert find_repeated(messages) == []
    # A text alone is also found as the first of a pair, and names of states may need none.
    known = {(context, text[0]) for context, text in messages if isinstance(text, tuple)}
    names = {(None, name) for name in record.state_names}
    assert len(texts) > 300
    assert sorted(map(str, texts - known - set(messages))) == []
    assert sorted(map(str, set(messages) - texts - names)) == []


def find_repeated(messages):
    return sorted(str(message) for message, n in Counter(messages).items() if n > 1)


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
