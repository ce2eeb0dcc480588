"""Every text has its translation, and dates and numbers are written as the language does."""

import datetime

import pandas as pd
import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from geo.agreements import ROOT, read_events
from geo.figure.configuration import list_events
from geo.program import NAMES
from geo.words.language import (
    FOLDER,
    LANGUAGES,
    format_date,
    format_number,
    format_share,
    format_short_date,
    load_translations,
)
from geo.words.templates import FOLDERS

TRANSLATED = [language for language in LANGUAGES if language != "en"]
CATALOGUES = sorted(FOLDER.glob("*/*.po"))
DAY = datetime.date(2026, 7, 2)


def read_catalogue(path):
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name)


def collect_page_texts():
    """The texts of the page's templates, notices and models' names; plural ones as pairs."""
    found = extract_from_dir(
        FOLDERS[0], [("**.j2", "jinja2")], options_map={"**.j2": {"trimmed": "true"}}
    )
    notices = extract_from_file("python", ROOT / "geo" / "view.py", keywords={"N_": None})
    texts = {message for _, _, message, _, _ in found} | {message for _, message, *_ in notices}
    return texts | set(NAMES.values())


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_page_has_its_translation_and_none_is_left_over(language):
    catalogue = read_catalogue(FOLDER / language / "page.po")
    texts = collect_page_texts()
    assert len(texts) > 30
    assert {message.id for message in catalogue if message.id} == texts


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_milestone_has_its_translation_and_none_is_left_over(language):
    events = read_events()
    shown = events[events["precision"] == "day"]
    catalogue = read_catalogue(FOLDER / language / "milestones.po")
    named = {message.id for message in catalogue if message.id}
    assert named == set(shown["label"]) | set(shown["title"])
    titles = [event["title"] for event in list_events(events, language)]
    assert "Florida firma el primer acuerdo" in titles


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


def test_translations_speak_their_language():
    assert load_translations("es").gettext("The whole country") == "Todo el país"
    one, many = "%(number)s that ended before", "%(number)s that ended before"
    spanish = load_translations("es").ngettext
    assert [spanish(one, many, n) % {"number": n} for n in (0, 1, 2)] == [
        "0 que terminaron antes",
        "1 que terminó antes",
        "2 que terminaron antes",
    ]


def test_english_is_the_original():
    english = load_translations("en")
    assert english.gettext("The whole country") == "The whole country"
    assert [english.ngettext("county", "counties", n) for n in (0, 1, 2)] == [
        "counties",
        "county",
        "counties",
    ]


def test_an_unknown_language_is_an_error():
    with pytest.raises(KeyError, match=r"'fr'; expected en, es"):
        load_translations("fr")


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "2 July 2026", "2 Jul 2026"),
        ("es", "2 de julio de 2026", "2 jul 2026"),
    ],
)
def test_dates_are_written_for_people(language, long, short):
    for date in (DAY, pd.Timestamp(DAY)):
        assert format_date(date, language) == long
        assert format_short_date(date, language) == short
    for missing in (None, pd.NaT):
        assert format_date(missing, language) == ""
        assert format_short_date(missing, language) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_shares_are_written_as_in_the_united_states(language):
    assert [format_number(n, language) for n in (0, 999, 2179, 1234567)] == [
        "0",
        "999",
        "2,179",
        "1,234,567",
    ]
    shares = [format_share(share, language) for share in (0, 0.004, 0.0949, 0.1, 0.354, 1)]
    assert shares == ["0%", "0.4%", "9.5%", "10%", "35%", "100%"]
