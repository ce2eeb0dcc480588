"""The card of a step of a story has the step's own words, and another view none of them."""

from dataclasses import replace

import pytest

from geo.cards.card import compose_card
from geo.cards.parts import gather_parts
from geo.file_names import name_view
from geo.stories.telling import SAID, find_told, tell_story
from geo.stories.texts import read_stories
from geo.words.caption import describe_card
from geo.words.headline import write_text
from tests.cards.extents import find_clashes
from tests.cards.test_card import find_smallest

pytestmark = pytest.mark.slow
BASE = "https://atlas.example"
STORIES = read_stories()
# The longest texts, a comparison, a state, one model.
WORDIEST = ("bans", "mandate", "order", "warrants")


def tell(record, language="en"):
    return {
        told.key.split(".")[1]: told
        for story in STORIES
        for told in tell_story(record, story, language)
    }


@pytest.mark.parametrize(
    ("shape", "lang"),
    [
        *zip(("wide", "square", "tall", "a4"), ("en", "es", "en", "es"), strict=True),
        *(
            pytest.param(shape, lang, marks=pytest.mark.stress)
            for shape, lang in zip(
                ("wide", "square", "tall", "a4"), ("es", "en", "es", "en"), strict=True
            )
        ),
    ],
)
def test_a_step_is_told_on_its_card_and_nothing_is_cut(record, shape, lang):
    steps = tell(record, lang)
    for told in (steps[step] for step in WORDIEST):
        card = compose_card(gather_parts(record, told.view), shape, BASE)
        printed = [
            " ".join(text.get_text() for text in card.sheet.page.texts if text.get_gid() == part)
            for part in ("headline", "deck")
        ]
        headline, deck = printed
        assert headline == told.title
        assert deck.startswith(f"{told.text} {'The map' if lang == 'en' else 'El mapa'}: ")
        words = " ".join(text.get_text() for text in card.sheet.page.texts)
        assert all(source.title in words for source in told.sources)
        assert find_clashes(card) == [], told.key
        # Ten pixels high where it is shown 360 wide.
        assert shape != "wide" or find_smallest(card, shape)[0] >= 10


def test_words_beside_a_card_tell_the_step_too(record):
    for told in tell(record, "es").values():
        described = describe_card(record, told.view, BASE)
        assert described.caption.startswith(f"{told.title}. {told.text} ")
        assert f"Texto: {told.sources[0].title}" in described.caption
        assert told.text in described.alt
        assert name_view(record, told.view) != name_view(record, replace(told.view, story=""))


def test_another_view_than_the_step_s_has_its_own_words(record):
    told = tell(record)["bans"]
    others = {
        "date": record.first,
        "compare": None,
        "models": ("jail",),
        "reach": "part",
        "level": "state",
        "measure": "people",
        "place": "IL",
    }
    assert set(others) == set(SAID)
    for name, value in others.items():
        view = replace(told.view, **{name: value})
        assert find_told(record, view) is None
        parts = gather_parts(record, view)
        assert parts.text == write_text(parts.finding)
    # Where the map was moved to, it is still the step's.
    moved = replace(told.view, at="0,1500,800", present=True)
    assert gather_parts(record, moved).text.headline == told.title
