"""The texts of the pages of words: their form, their sources, and both languages alike."""

import re

import pytest

from geo.guide.counts import Counts
from geo.guide.pages import KINDS, TERM
from geo.guide.texts import list_texts, read_texts
from geo.program import MODELS
from geo.words.language import LANGUAGES, load_translations

ABOUT, QUESTIONS = read_texts("about"), read_texts("questions")
TERMS, SOURCES = read_texts("terms"), read_texts("sources")
ASKED = [question for group in QUESTIONS["group"] for question in group["question"]]
SIDES = [side for section in ABOUT["section"] for side in section.get("side", ())]
VALUE = re.compile(r"\{(\w+)\}")
# What each kind of entry has: what it must, and what it may.
FORMS = {
    "about": ({"title", "lead", "citation", "license", "section", "step"}, set()),
    "section": ({"id", "title"}, {"note", "says", "side"}),
    "side": ({"title", "says"}, set()),
    "step": ({"title", *MODELS}, set()),
    "questions": ({"title", "lead", "group"}, set()),
    "group": ({"title", "question"}, set()),
    "question": ({"id", "ask", "of", "view", "see", "says"}, {"more"}),
    "statement": ({"text", "sources"}, set()),
    "pointer": ({"text", "source"}, set()),
    "term": ({"word", "meaning"}, {"sources"}),
    "source": ({"name", "title", "url", "kind"}, set()),
}


def list_statements():
    says = [entry.get("says", ()) for entry in (*ABOUT["section"], *SIDES, *ASKED)]
    cells = [step[model] for step in ABOUT["step"] for model in MODELS]
    return [*(statement for some in says for statement in some), *cells]


def list_entries():
    yield "about", ABOUT
    yield "questions", QUESTIONS
    yield from (("section", section) for section in ABOUT["section"])
    yield from (("side", side) for side in SIDES)
    yield from (("step", step) for step in ABOUT["step"])
    yield from (("group", group) for group in QUESTIONS["group"])
    yield from (("question", question) for question in ASKED)
    yield from (("statement", statement) for statement in list_statements())
    yield from (("pointer", one) for question in ASKED for one in question.get("more", ()))
    yield from (("term", term) for term in TERMS.values())
    yield from (("source", source) for source in SOURCES.values())


def test_every_entry_has_its_form():
    for kind, entry in list_entries():
        needed, allowed = FORMS[kind]
        assert needed <= set(entry) <= needed | allowed, entry
        assert all(entry.values()), entry


def test_every_statement_has_sources_and_every_source_is_used():
    cited = {key for statement in list_statements() for key in statement["sources"]}
    cited |= {one["source"] for question in ASKED for one in question.get("more", ())}
    cited |= {key for term in TERMS.values() for key in term.get("sources", ())}
    assert cited - {"record"} == set(SOURCES)


def test_every_source_has_a_safe_address_of_its_own():
    addresses = [source["url"] for source in SOURCES.values()]
    assert [url for url in addresses if not re.fullmatch(r"https://[\w.-]+/\S+", url)] == []
    assert len(set(addresses)) == len(addresses)
    assert {source["kind"] for source in SOURCES.values()} <= set(KINDS)


def test_every_part_has_an_anchor_of_its_own():
    for page in (ABOUT["section"], ASKED):
        ids = [part["id"] for part in page]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch("[a-z]+", one) for one in ids)


def test_what_rests_on_the_record_alone_types_no_number():
    typed = [
        statement["text"]
        for statement in list_statements()
        if statement["sources"] == ["record"]
        and re.search(r"\d", re.sub(r"287\(g\)|before 2013", "", statement["text"]))
    ]
    assert typed == []


def test_both_sides_have_equal_room():
    supporters, critics = SIDES
    assert len(supporters["says"]) == len(critics["says"])
    length = [sum(len(said["text"]) for said in side["says"]) for side in SIDES]
    assert max(length) < 1.1 * min(length)


def test_every_named_value_view_and_term_is_there_and_used(record):
    counts = Counts(record, "en")
    # The page says these two by themselves.
    texts = [*list_texts(), "{last}", "{edition}", *(f"{{{model}}}" for model in MODELS)]
    assert {name for text in texts for name in VALUE.findall(text)} == set(counts.fill())
    views = {question["view"] for question in ASKED}
    assert views | {"task_force"} == set(counts.choose_views())
    assert {key for text in list_texts() for _, key in TERM.findall(text)} <= set(TERMS)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_translation_names_the_same_values_and_terms(language):
    say = load_translations(language).gettext
    for text in list_texts():
        for pattern in (VALUE, TERM):
            named, said = (
                sorted(one[-1] if isinstance(one, tuple) else one for one in pattern.findall(words))
                for words in (text, say(text))
            )
            assert named == said, text


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_translation_is_the_english_text(language):
    say = load_translations(language).gettext
    assert [text for text in list_texts() if say(text) == text] == ["ICE"]
