"""What the dialog offers to compute with: the agreements of the view as tables."""

import streamlit as st

from geo.file_names import name_rows
from geo.finding import find_view
from geo.record import Record
from geo.studio.studio import STUDIO
from geo.view import View
from geo.view_data import count_rows, tabulate_view, write_csv, write_xlsx
from geo.words.caption import describe_card
from geo.words.language import format_number, load_translations

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_data(record: Record, view: View, site: str, language: str) -> None:
    """Offer the agreements that a view shows; `site` is the address to print, or blank."""
    words = load_translations(language)
    say = words.gettext
    finding = find_view(record, view)
    number = count_rows(finding)
    count = words.ngettext("{n} agreement", "{n} agreements", number)
    about = (
        say("With agency, model, dates, memorandum, and the list and row that show it last."),
        say("Codes of counties begin with zeros: open the CSV with geoids as text."),
    )
    with st.container(key="share_data"):
        st.markdown(f"**{count.format(n=format_number(number, language))}**")
        st.markdown(" ".join(about))
        caption = describe_card(record, view, site).caption
        files = (
            ("CSV", "csv", "text/csv", lambda: write_csv(tabulate_view(finding))),
            (
                "Excel",
                "xlsx",
                EXCEL,
                lambda: write_xlsx(tabulate_view(finding), finding, caption),
            ),
        )
        with st.container(horizontal=True):
            for label, ending, mime, write in files:
                key = (record.edition, ending, view, site)
                st.download_button(
                    label,
                    # The workbook of the country takes a second, once.
                    lambda key=key, write=write: STUDIO.kept.get(key, write),
                    name_rows(record, view, ending),
                    mime,
                    on_click="ignore",
                )
