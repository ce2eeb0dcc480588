"""The page in place of the map while there is no whole record to show."""

from urllib.parse import urlencode

import streamlit as st

from geo.edition import DamagedError, Fault, name_file
from geo.words.language import LANGUAGES, N_, load_translations
from geo.words.templates import render_template

UNWRITTEN = N_("{file} can't be written: make room on its disk, or allow writing there.")


def show_damaged_page(error: DamagedError | OSError, language: str) -> None:
    """Draw what is wrong with which files, and how to mend it, in a language."""
    params = st.query_params.to_dict()
    links = [
        (code, name, f"?{urlencode(params | {'lang': code})}") for code, name in LANGUAGES.items()
    ]
    with st.container(key="masthead"):
        st.html(render_template("masthead.html.j2", language, links=links, presenting=False))
    say = load_translations(language).gettext
    faults = error.faults if isinstance(error, DamagedError) else [_note_unwritten(error)]
    st.html(
        render_template(
            "damaged.html.j2",
            language,
            faults=[say(fault.text).format(**fault.values) for fault in faults],
            restore=isinstance(error, DamagedError),
        )
    )


def _note_unwritten(error):
    return Fault(UNWRITTEN, {"file": name_file(error.filename or "static")})
