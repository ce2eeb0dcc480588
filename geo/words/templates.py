"""HTML and feeds from templates, with the texts, dates and numbers of a language."""

import functools
from pathlib import Path

import jinja2

from geo.guide.texts import read_texts
from geo.program import NAMES
from geo.words.language import (
    format_date,
    format_known_date,
    format_number,
    format_ratio,
    format_share,
    format_short_date,
    load_translations,
)
from geo.words.names import name_state

GEO = Path(__file__).resolve().parent.parent
# The page's, the static site's, and any other room's under its own name.
FOLDERS = (GEO / "pages", GEO / "site" / "templates", GEO)
FORMATS = {
    "date": format_date,
    "short_date": format_short_date,
    "known_date": format_known_date,
    "ratio": format_ratio,
    "number": format_number,
    "share": format_share,
}


@functools.cache
def load_templates(language: str) -> jinja2.Environment:
    """Load the templates with the texts, dates and numbers of a language: an environment."""
    translations = load_translations(language)
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDERS),
        extensions=["jinja2.ext.i18n"],
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.policies["ext.i18n.trimmed"] = True
    # The extension adds this method.
    templates.install_gettext_translations(  # pyright: ignore[reportAttributeAccessIssue]
        translations, newstyle=True
    )
    templates.globals["language"] = language
    templates.globals["means"] = lambda key: translations.gettext(
        read_texts("terms")[key]["meaning"]
    )
    templates.filters |= {
        name: functools.partial(write, language=language) for name, write in FORMATS.items()
    }
    templates.filters |= {
        "link": _keep_link,
        "model": lambda model: translations.gettext(NAMES[model]),
        "state": functools.partial(name_state, language=language),
        "county": lambda geoid, names: names[geoid],
    }
    return templates


def render_template(name: str, /, language: str = "en", **values: object) -> str:
    """Render a template of the page or of the site in a language; every value is escaped.

    Raises KeyError for a language that is not in `geo.words.language.LANGUAGES`, and
    jinja2.UndefinedError for a value that the template needs and was not given.
    """
    return load_templates(language).get_template(name).render(**values)


def _keep_link(url):
    """Pass on a web address; anything else (javascript:, a file) is no link."""
    return url if url.startswith(("https://", "http://")) else ""
