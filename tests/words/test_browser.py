"""The browser's catalogue has every text that the scripts say, in every language, and no other."""

import re

import pytest

from geo.figure.bundle import PARSER
from geo.figure.publish import BROWSER
from geo.words.browser import FIGURE, describe_language, list_words
from geo.words.language import LANGUAGES

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def walk(node):
    yield node
    for child in node.children:
        yield from walk(child)


def list_literals(script):
    """Every text in a script as a pattern: a template's values may be anything."""
    for node in walk(PARSER.parse(script.read_bytes()).root_node):
        if node.type in ("string", "template_string"):
            text = node.text.decode("utf-8")[1:-1]
            yield ".+".join(re.escape(part) for part in re.split(r"\$\{[^}]*\}", text))


def list_said(script):
    """The names that a script says as they are: the first argument of say and count."""
    for node in walk(PARSER.parse(script.read_bytes()).root_node):
        called = node.child_by_field_name("function")
        if node.type != "call_expression" or called.type != "member_expression":
            continue
        name = called.child_by_field_name("property").text
        first = node.child_by_field_name("arguments").named_children[:1]
        if name in (b"say", b"count") and first and first[0].type == "string":
            yield first[0].text.decode("utf-8")[1:-1]


@pytest.fixture(scope="module")
def scripts():
    return sorted(BROWSER.rglob("*.js"))


def test_every_text_is_said_and_every_said_text_is_there(scripts):
    patterns = {pattern for script in scripts for pattern in list_literals(script)}
    # A template of values alone would stand for any text.
    said = re.compile("|".join(sorted(filter(re.compile("[a-z]").search, patterns))))
    assert [name for name in FIGURE if not said.fullmatch(name)] == []
    missing = [name for script in scripts for name in list_said(script) if name not in FIGURE]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_its_translation_with_the_same_values(language):
    words = list_words(language)
    assert words.keys() == FIGURE.keys()
    for name, message in FIGURE.items():
        texts = [message] if isinstance(message, str) else message
        found = words[name]
        assert isinstance(found, str) == isinstance(message, str)
        forms = [found] if isinstance(found, str) else list(found.values())
        assert all(forms), name
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(texts[-1])), name


def test_numbers_choose_among_the_forms_of_the_language():
    spanish = list_words("es")["number.gained"]
    assert spanish == {"other": "pasaron a tener", "one": "pasó a tener"}
    assert list_words("en")["note.local"] == {"other": "{n} local"}


def test_dates_are_described_as_python_writes_them():
    spanish = describe_language("es")
    assert spanish["date"] == "{day} de {month} de {year}"
    assert spanish["shortMonths"][8] == "sept"
    assert describe_language("en")["locale"] == "en-US"
