"""What the dialog offers to lead others to the view: links, code to embed it, a citation."""

import html
from dataclasses import replace

import streamlit as st

from geo.pages.share.copying import Text, show_texts
from geo.record import Record
from geo.view import View
from geo.words.caption import describe_card
from geo.words.credits import choose_site, is_local, write_link, write_page_link
from geo.words.language import load_translations
from geo.words.names import name_state

EMBED = (
    '<iframe src="{address}" width="100%" height="640" style="border:0" title="287(g) Atlas" '
    'loading="lazy"></iframe>'
)
BIBTEX = """@misc{{atlas287g,
  title = {{287(g) Atlas: agreements between ICE and local police}},
  note = {{Record as of {last}, view of {days}}},
  year = {{{last.year}}},
  url = {{{link}}}
}}"""


def offer_links(record: Record, view: View, base: str, language: str) -> None:
    """Offer links to a view, and code with them; `base` is the address of the page."""
    say = load_translations(language).gettext
    bounds = record.bounds
    site = choose_site("")
    # A reader's own machine is of use to that reader, where there is nothing else.
    address = site if site and is_local(base) else base
    link = write_link(view, bounds, address)
    embedded = write_link(replace(view, present=True), bounds, address)
    texts = [Text(say("Link"), link)]
    if view.date == bounds.last:
        moving = write_link(view, bounds, address, pinned=False)
        texts.append(Text(say("Link, always of the newest list"), moving))
    texts += _list_static(record, view, site, address, say)
    texts += [
        Text(name, EMBED.format(address=html.escape(source)), is_code=True)
        for name, source in (
            (say("Embed, with controls"), embedded),
            (say("Embed, without controls"), f"{embedded}&controls=0"),
        )
    ]
    days = " and ".join(day.isoformat() for day in view.settle().dates)
    cited = describe_card(record, view, address).caption
    texts += [
        Text(say("Citation"), f"287(g) Atlas. {cited}"),
        Text("BibTeX", BIBTEX.format(last=record.last, days=days, link=link), is_code=True),
    ]
    with st.container(key="share_links"):
        show_texts(texts, view.lang, language)


def _list_static(record, view, site, address, say):
    """List links to the static site where there is one: it shows a picture where it is shared."""
    if not site:
        return
    if site.rstrip("/") != address.rstrip("/"):
        yield Text(
            say("Link to the static page of this view"), write_link(view, record.bounds, site)
        )
    if state := record.places[view.place].state:
        name = name_state(record.state_names[state], view.lang)
        label = say("Page of {place} with its picture, always of the newest list")
        yield Text(label.format(place=name), write_page_link(view, state, site))
