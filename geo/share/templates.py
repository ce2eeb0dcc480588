"""The templates of the static site: HTML pages and feeds."""

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

FOLDER = Path(__file__).resolve().parent / "templates"


@functools.cache
def load_templates(language):
    """Load the templates with the texts, dates and numbers of a language: an environment."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        extensions=["jinja2.ext.i18n"],
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.install_gettext_translations(load_translations(language), newstyle=True)
    templates.globals["language"] = language
    templates.filters |= {
        "date": functools.partial(format_date, language=language),
        "short_date": functools.partial(format_short_date, language=language),
        "number": functools.partial(format_number, language=language),
        "share": functools.partial(format_share, language=language),
        "link": _keep_link,
        "county": lambda geoid, names: names[geoid],
    }
    return templates


def render_template(name, language, /, **values):
    """Render a template in a language; every value is escaped."""
    return load_templates(language).get_template(name).render(**values)


def _keep_link(url):
    """Pass on a web address; anything else (javascript:, a file) is no link."""
    return url if url.startswith(("https://", "http://")) else ""
