"""The languages of the Atlas: translated texts, dates and numbers."""

import datetime
import functools
import gettext
import io
from pathlib import Path

from babel.dates import format_date as babel_date
from babel.dates import get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

LANGUAGES = {"en": "English", "es": "Español"}
FOLDER = Path(__file__).resolve().parent / "locale"
DATE_FORMATS = {"en": "MMMM d, y", "es": "d 'de' MMMM 'de' y"}
SHORT_DATE_FORMATS = {"en": "MMM d, y", "es": "d MMM y"}
# Spanish as it is written in the United States: 1,234.5 and 35%.
LOCALES = {"en": "en_US", "es": "es_US"}


def N_(message: str) -> str:
    """Mark a text for the catalogue where it is translated later."""
    return message


def P_(one: str, many: str) -> tuple[str, str]:
    """Mark a text that depends on a number for the catalogue, as `N_` does."""
    return one, many


@functools.cache
def load_translations(language: str) -> gettext.NullTranslations:
    """Load the texts of a language: a gettext translations object; English is the original.

    Reads every catalogue locale/<language>/*.po. Raises KeyError for a language that is not in
    `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise KeyError(f"language {language!r}; expected {', '.join(LANGUAGES)}")
    translations = gettext.NullTranslations()
    for path in sorted((FOLDER / language).glob("*.po")):
        compiled = io.BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        catalogue = gettext.GNUTranslations(compiled)
        catalogue.add_fallback(translations)
        translations = catalogue
    return translations


def format_date(date: datetime.date | None, language: str = "en") -> str:
    """Write a date as July 20, 2026 or 20 de julio de 2026; nothing for a missing one."""
    return _format(date, DATE_FORMATS[language], language)


def format_short_date(date: datetime.date | None, language: str = "en") -> str:
    """Write a date as Jul 20, 2026; nothing for a missing one."""
    return _format(date, SHORT_DATE_FORMATS[language], language)


def format_month(date: datetime.date, language: str = "en") -> str:
    """Write a month as Jul 2026."""
    return babel_date(date, "MMM y", locale=language)


def format_known_date(text: str, language: str = "en") -> str:
    """Write an ISO day, month or year as far as it is known; nothing for a blank one."""
    if len(text) == 10:
        return format_short_date(datetime.date.fromisoformat(text), language)
    if len(text) == 7:
        return format_month(datetime.date.fromisoformat(f"{text}-01"), language)
    return text


def name_month(month: int, language: str = "en") -> str:
    """Name a month, 1 to 12, shortly: Jul."""
    return get_month_names("abbreviated", locale=language)[month]


def _format(date, pattern, language):
    return "" if date is None or date != date else babel_date(date, pattern, locale=language)


def format_number(number: int, language: str = "en") -> str:
    """Write a whole number with the language's separators."""
    return format_decimal(number, locale=LOCALES[language])


def format_ratio(ratio: float, language: str = "en") -> str:
    """Write a ratio with two decimals."""
    return format_decimal(ratio, "#,##0.00", locale=LOCALES[language])


def format_share(share: float, language: str = "en") -> str:
    """Write a share (0 to 1) as a percentage, with a decimal below ten percent."""
    digits = "#,##0.0%" if 0 < share < 0.1 else "#,##0%"
    tiny = 0 < share < 0.0005
    text = format_percent(0.001 if tiny else share, digits, locale=LOCALES[language])
    return f"<{text}" if tiny else text
