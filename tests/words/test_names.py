import ast
import re
from pathlib import Path

import pytest

import geo
from geo.words.language import load_translations
from geo.words.names import AREA_NOUN, AREA_NOUNS, Phrases

FOLDER = Path(geo.__file__).parent
MODULES = (
    "words/credits",
    "words/caption",
    "films/frames",
    "cards/legend",
    "words/names",
    "words/headline",
    "trend",
)


def collect_messages():
    """Collect the texts to translate: those of N_ and the pairs of Phrases.count."""
    for name in MODULES:
        for node in ast.walk(ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if called == "N_":
                yield texts[0], None
            elif called == "count" and len(texts) == 2:
                yield tuple(texts)
    yield from (AREA_NOUN, *AREA_NOUNS.values())


@pytest.mark.parametrize("message", sorted(set(collect_messages()), key=str))
def test_every_text_has_its_spanish(message):
    one, many = message
    spanish = load_translations("es")
    if many is None:
        translated = [(one, spanish.gettext(one))]
        assert spanish.gettext(one) != one or one in SAME
    else:
        translated = [
            (one, spanish.ngettext(one, many, 1)),
            (many, spanish.ngettext(one, many, 2)),
        ]
        assert translated[1][1] != many or many in SAME
    for original, text in translated:
        values = set(re.findall(r"{(\w+)}", original)) | {"state"}
        assert set(re.findall(r"{(\w+)}", text)) <= values


SAME = {
    "{county}, {state}",
    "{county} ({state})",
    "municipios",
    "10–25%",
    "25–50%",
    "50–75%",
    "1–9",
    "10–24",
    "25–49",
    "50–99",
}


def test_the_texts_are_found():
    assert len(set(collect_messages())) > 80


def test_a_county_is_told_from_a_state_of_its_name(record):
    english, spanish = Phrases(record, "en"), Phrases(record, "es")
    assert english.name_place("40109") == "Oklahoma County, Oklahoma"
    assert spanish.name_place("36061") == "el condado de New York, Nueva York"
    # What is county and state at once has one name.
    assert english.name_place("11001") == english.name_place("DC")
    assert english.name_place("66010") == "Guam"
