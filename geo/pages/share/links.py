"""What the dialog offers to lead others to the view: links, code to embed it, a citation."""

import html
from dataclasses import replace

import streamlit as st

from geo.pages.share.copying import Text, show_texts
from geo.record import Record
from geo.view import View
from geo.words.caption import describe_card
from geo.words.credits import choose_site, write_link
from geo.words.language import load_translations

EMBED = (
    '<iframe src="{address}" width="100%" height="640" style="border:0" title="287(g) Atlas" '
    'loading="lazy"></iframe>'
)
BIBTEX = """@misc{{atlas287g,
  title = {{287(g) Atlas: agreements between ICE and local police}},
  note = {{Record as of {last}, view of {date}}},
  year = {{{last.year}}},
  url = {{{link}}}
}}"""


def offer_links(record: Record, view: View, base: str, language: str) -> None:
    """Offer links to a view, and code with them; `base` is the address of the page."""
    say = load_translations(language).gettext
    bounds = record.bounds
    # A reader's own machine is of use to that reader, where there is nothing else.
    address = choose_site(base) or base
    link = write_link(view, bounds, address)
    embedded = write_link(replace(view, present=True), bounds, address)
    texts = [Text(say("Link"), link)]
    if view.date == bounds.last:
        moving = write_link(view, bounds, address, pinned=False)
        texts.append(Text(say("Link, always of the newest list"), moving))
    texts += [
        Text(name, EMBED.format(address=html.escape(source)), is_code=True)
        for name, source in (
            (say("Embed, with controls"), embedded),
            (say("Embed, without controls"), f"{embedded}&controls=0"),
        )
    ]
    cited = f"287(g) Atlas. {describe_card(record, view, address).caption}"
    texts += [
        Text(say("Citation"), cited),
        Text("BibTeX", BIBTEX.format(last=record.last, date=view.date, link=link), is_code=True),
    ]
    with st.container(key="share_links"):
        show_texts(texts, view.lang, language)
