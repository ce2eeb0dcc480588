"""The pages About and Questions, as the static site has them too."""

import functools
from urllib.parse import urlencode

import streamlit as st

from geo.address import write_address
from geo.guide.pages import write_about, write_questions
from geo.record import Record
from geo.view import View


def show_about(record: Record, language: str) -> None:
    """Draw what 287(g) is, and how the record is made."""
    st.html(_write(write_about, record, language))


def show_questions(record: Record, language: str) -> None:
    """Draw short answers to what people ask."""
    st.html(_write(write_questions, record, language))


@functools.lru_cache(maxsize=8)
def _write(write, record, language):
    return write(record, language, functools.partial(link_map, record, language))


def link_map(record: Record, language: str, view: View) -> str:
    """Write the address of a view on the map, from a page beside it."""
    params = write_address(view, record.bounds) | ({} if language == "en" else {"lang": language})
    return f"./?{urlencode(params)}"
