"""The share dialog: all the ways to take the view on screen along."""

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from geo.pages.share.data import offer_data
from geo.pages.share.film import offer_film
from geo.pages.share.links import offer_links
from geo.pages.share.picture import offer_picture
from geo.pages.share.texts import offer_texts
from geo.record import Record
from geo.view import View
from geo.words.credits import choose_site
from geo.words.language import LANGUAGES, load_translations


def open_dialog(record: Record, shown: View) -> None:
    """Open the dialog for a view."""
    say = load_translations(shown.lang).gettext
    st.dialog(say("Share"), width="large")(_show_dialog)(record, shown)


def _show_dialog(record, shown):
    say = load_translations(shown.lang).gettext
    base = _find_base()
    # What is printed is for others, who can't open an address of this machine.
    site = choose_site(base)
    view = _choose_view(shown, say)
    picture, film, texts, links, data = st.tabs(
        [say("Picture"), say("Film"), say("Text"), say("Link"), say("Data")]
    )
    with texts:
        offer_texts(record, view, site, shown.lang)
    with links:
        offer_links(record, view, base, shown.lang)
    # What is at hand does not wait for the picture, and the picture not for the rows.
    with picture:
        offer_picture(record, view, site, shown.lang)
    with data:
        offer_data(record, view, site, shown.lang)
    with film:
        offer_film(record, view, site, shown.lang)


def _choose_view(shown, say):
    """Let the reader choose the language of what is taken along, and which part of the map."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="share_choice"):
        language = st.segmented_control(
            say("Language"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            default=shown.lang,
            key="share_language",
        )
        keep = not shown.at or st.toggle(
            say("The part of the map on screen"), value=True, key="as_seen"
        )
    at = shown.at if keep else ""
    return replace(shown, lang=language or shown.lang, at=at, present=False)


def _find_base():
    """The page's own address, without parameters."""
    scheme, host, path, _, _ = urlsplit(st.context.url or "")
    return urlunsplit((scheme, host, path, "", ""))
