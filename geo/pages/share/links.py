"""What the dialog offers to lead others to the view: links, code to embed it, a citation."""

from dataclasses import replace

import streamlit as st

from geo.pages.share.copying import Text, show_texts
from geo.record import Record
from geo.view import View
from geo.words.caption import describe_card
from geo.words.codes import write_bibtex, write_embed
from geo.words.credits import (
    choose_site,
    find_page,
    is_local,
    write_frame_link,
    write_link,
    write_page_link,
)
from geo.words.language import load_translations
from geo.words.names import Phrases


def offer_links(record: Record, view: View, base: str, language: str) -> None:
    """Offer links to a view, and code with them; `base` is the address of the page."""
    say = load_translations(language).gettext
    bounds = record.bounds
    site = choose_site("")
    if site.rstrip("/") == base.rstrip("/"):
        # It names this page, and no static site.
        site = ""
    # A reader's own machine is of use to that reader, where there is nothing else.
    address = site if site and is_local(base) else base
    link = write_link(view, bounds, address)
    if site:
        framed = write_frame_link(view, bounds, site)
    else:
        framed = write_link(replace(view, story="", present=True), bounds, address)
    texts = [Text(say("Link"), link)]
    if view.date == bounds.last:
        moving = write_link(view, bounds, address, pinned=False)
        texts.append(Text(say("Link, always of the newest list"), moving))
    texts += _list_static(record, view, site, address, language)
    texts += [
        Text(name, write_embed(source), is_code=True)
        for name, source in (
            (say("Embed, with controls"), framed),
            (say("Embed, without controls"), f"{framed}&controls=0"),
        )
    ]
    cited = describe_card(record, view, address).caption
    texts += [
        Text(say("Citation"), f"287(g) Atlas. {cited}"),
        Text("BibTeX", write_bibtex(record, view, link), is_code=True),
    ]
    with st.container(key="share_links"):
        show_texts(texts, view.lang, language)


def _list_static(record, view, site, address, language):
    """List links to the static site where there is one: it shows a picture where it is shared."""
    if not site:
        return
    say = load_translations(language).gettext
    if site.rstrip("/") != address.rstrip("/"):
        yield Text(
            say("Link to the static page of this view"), write_link(view, record.bounds, site)
        )
    if code := find_page(record, view.place):
        place = Phrases(record, language).name_place(code)
        label = say("Page on {place}, with its picture, always of the newest list")
        yield Text(label.format(place=place), write_page_link(code, view.lang, site))
