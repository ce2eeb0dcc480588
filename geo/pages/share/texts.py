"""What the dialog offers in words: ready posts, the caption, the alternative text."""

import streamlit as st

from geo.finding import find_view
from geo.pages.share.copying import Text, show_texts
from geo.record import Record
from geo.view import View
from geo.words.caption import describe_card
from geo.words.credits import write_link
from geo.words.language import format_number, load_translations
from geo.words.posts import write_posts


def offer_texts(record: Record, view: View, site: str, language: str) -> None:
    """Offer the texts of a view to be copied; `site` is the address to print, or blank."""
    say = load_translations(language).gettext
    described = describe_card(record, view, site)
    link = write_link(view, record.bounds, site) if site else ""
    posts = write_posts(find_view(record, view), view.lang, link)
    label = say("Post, up to {n} characters")
    count = load_translations(language).ngettext
    texts = [
        Text(
            label.format(n=length),
            post,
            note=count("{n} character", "{n} characters", len(post)).format(
                n=format_number(len(post), language)
            ),
        )
        for length, post in posts.items()
    ]
    texts += [
        Text(say("Caption"), described.caption),
        Text(say("Alternative text"), described.alt),
    ]
    with st.container(key="share_texts"):
        show_texts(texts, view.lang, language)
