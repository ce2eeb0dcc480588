"""The page around the map, masthead and panel, rendered from templates in a language."""

import functools
from pathlib import Path

import jinja2

from geo.language import (
    format_date,
    format_number,
    format_share,
    format_short_date,
    load_translations,
)
from geo.program import NAMES

FOLDER = Path(__file__).resolve().parent


def _link(url):
    """Pass on a web address; anything else (javascript:, a file) is no link."""
    return url if url.startswith(("https://", "http://")) else ""


@functools.cache
def _load_templates(language):
    translations = load_translations(language)
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    templates.policies["ext.i18n.trimmed"] = True
    templates.install_gettext_translations(translations, newstyle=True)
    templates.globals["language"] = language
    formats = {
        "date": format_date,
        "short_date": format_short_date,
        "number": format_number,
        "percent": format_share,
    }
    templates.filters |= {
        name: functools.partial(write, language=language) for name, write in formats.items()
    }
    templates.filters |= {
        "link": _link,
        "model": lambda model: translations.gettext(NAMES[model]),
    }
    return templates


def render_template(template, /, language="en", **values):
    """Render one of the page's templates to HTML in a language; every value is escaped.

    Raises KeyError for a language that is not in `geo.language.LANGUAGES`.
    """
    return _load_templates(language).get_template(template).render(**values)
