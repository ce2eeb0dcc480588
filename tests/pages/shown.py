"""A page beside the map as Streamlit shows it, without a browser."""

from html import unescape

from streamlit.testing.v1 import AppTest

PATIENCE_S = 60


def show_page(name):
    # Streamlit runs this function's text alone.
    import importlib

    import streamlit as st

    from geo.figure.current import CURRENT

    show = getattr(importlib.import_module(f"geo.pages.{name}"), f"show_{name}")
    show(CURRENT.load()[0], st.query_params.get("lang", "en"))


def open_page(name, /, **params):
    """Open the page of a module of geo.pages by an address that says this."""
    page = AppTest.from_function(show_page, default_timeout=PATIENCE_S, kwargs={"name": name})
    for key, text in params.items():
        page.query_params[key] = text
    page.run()
    assert not page.exception
    return page


def list_html(page):
    return [element.proto.body for element in page.get("html")]


def read_html(page):
    return unescape("".join(list_html(page)))


def list_address(page):
    """What the address says, by name."""
    return {name: "".join(text) for name, text in page.query_params.items()}
