"""Texts are translated, and dates and numbers are written as the language does."""

import datetime

import pandas as pd
import pytest

from geo.words.language import (
    LANGUAGES,
    format_date,
    format_number,
    format_share,
    format_short_date,
    load_translations,
)

DAY = datetime.date(2026, 7, 2)


def test_translations_speak_their_language():
    assert load_translations("es").gettext("The whole country") == "Todo el país"
    text = "{n} that ended before"
    spanish = load_translations("es").ngettext
    assert [spanish(text, text, n).format(n=n) for n in (0, 1, 2)] == [
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
        ("en", "July 2, 2026", "Jul 2, 2026"),
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
