"""The choices of a page beside the map: kept in its address, its controls and the session."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.address import write_address
from geo.choices import Choice, read_choices, write_choices
from geo.pages.frame import greet
from geo.record import Record
from geo.view import View


class Chosen:
    """What is chosen on a page (`name`), by the names of its choices.

    An address that the page didn't write itself wins over its controls, unless the reader has just
    used one: a quick reader's browser has not read yet what the page wrote. `notices` say what of
    it can't be used.
    """

    def __init__(self, name: str, choices: Mapping[str, Choice], language: str) -> None:
        self._name, self._choices = name, choices
        params = {key: text for key, text in st.query_params.items() if key in choices}
        known: dict[str, Any] = st.session_state.get(name) or {}
        left = known.get("controls", {})
        touched = any(st.session_state.get(key, value) != value for key, value in left.items())
        self._fresh = known.get("params") != params and not touched
        if self._fresh:
            values, notices = read_choices(params, choices, language)
            known = {"params": params, "values": values, "notices": notices, "rows": 0}
            st.session_state[name] = known
            for key in self._list_keys():
                del st.session_state[key]
        self._known = known

    def _list_keys(self):
        return [key for key in st.session_state if str(key).startswith(f"{self._name}_")]

    @property
    def notices(self) -> list[str]:
        """What of the address can't be used: sentences."""
        return self._known["notices"]

    def __getitem__(self, choice: str) -> Any:
        return self._known["values"][choice]

    def prepare(self, choice: str, widget: str = "", value: Any = None) -> str:
        """Prepare the control of a choice: its key, under which its value stands.

        `widget` tells controls of one choice apart; `value` replaces what is chosen.
        """
        key = f"{self._name}_{choice}{widget}"
        if key not in st.session_state:
            st.session_state[key] = self[choice] if value is None else value
        return key

    def keep(self, **values: Any) -> None:
        """Keep what the controls say, and write it into the address where it is new."""
        settled = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in values.items()
        }
        known, before = self._known, self._known["values"]
        known["values"] = before | settled
        known["controls"] = {key: st.session_state[key] for key in self._list_keys()}
        if known["values"] == before:
            return
        known["params"] = params = write_choices(known["values"], self._choices)
        if not self._fresh:
            known |= {"notices": [], "rows": 0}
        others = {k: v for k, v in st.query_params.items() if k not in self._choices}
        st.query_params.from_dict(others | params)

    @property
    def more(self) -> int:
        """How many rows the reader asked for beyond the first."""
        return self._known["rows"]

    def ask_more(self, rows: int) -> None:
        """Show some rows more, until something else is chosen."""
        self._known["rows"] += rows


def name_language(language: str) -> dict[str, str]:
    """The parameter that keeps a link in the language; none for who is greeted in it anyway."""
    return {} if language == greet() == "en" else {"lang": language}


def link_map(view: View, record: Record) -> str:
    """Write a link into the map for a view."""
    params = write_address(view, record.bounds) | name_language(view.lang)
    return f"./?{urlencode(params)}"


def link_page(path: str, language: str, /, **params: str) -> str:
    """Write a link to a page (blank: the map), with some of its parameters."""
    query = urlencode(params | name_language(language))
    return f"./{path}" + (f"?{query}" if query else "")
