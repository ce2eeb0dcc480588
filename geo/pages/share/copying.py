"""What the dialog lets readers copy or hand on: texts, and a picture; copying.js does it."""

import base64
from dataclasses import dataclass

import streamlit as st

from geo.words.templates import render_template


@dataclass(frozen=True)
class Text:
    """A text to copy: what it is, itself, a remark on it, and whether it is code."""

    label: str
    text: str
    note: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture to copy or hand on: its PNG, its size as it is shown at most, and its words."""

    content: bytes
    width: float
    height: float
    name: str
    alt: str
    text: str


def show_texts(texts: list[Text], text_language: str, language: str) -> None:
    """Show texts, which are in a language of their own, each with a button that copies it."""
    st.html(
        render_template(
            "share/texts.html.j2", language=language, texts=texts, text_language=text_language
        )
    )


def show_picture(picture: Picture, text_language: str, language: str) -> None:
    """Show a picture with buttons that copy it and hand it on, where the browser can."""
    st.html(
        render_template(
            "share/picture.html.j2",
            language=language,
            picture=picture,
            encoded=base64.b64encode(picture.content).decode(),
            text_language=text_language,
        )
    )
