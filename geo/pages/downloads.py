"""The buttons that hand over the rows of a page as files."""

import datetime
from collections.abc import Callable

import pandas as pd
import streamlit as st

from geo.spreadsheets import write_workbook
from geo.view_data import write_csv
from geo.words.language import format_number, load_translations

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Name of the format, ending, type, and what writes it.
Form = tuple[str, str, str, Callable[[], bytes]]


def offer_tables(
    name: str,
    tabulate: Callable[[], pd.DataFrame],
    count: int,
    on: datetime.date,
    language: str,
    *more: Form,
) -> None:
    """Draw a button for each format; a file is written when it is asked for.

    `tabulate` gives the rows, `count` of them; `on` is the date that a workbook carries.
    """
    say = load_translations(language).ngettext
    if not count:
        return
    label = say("Download {n} row", "Download {n} rows", count)
    forms: list[Form] = [
        ("CSV", "csv", "text/csv", lambda: write_csv(tabulate())),
        ("Excel", "xlsx", XLSX, lambda: write_workbook({"287g": tabulate()}, on)),
        *more,
    ]
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        st.html(f"<p>{label.format(n=format_number(count, language))}</p>", width="content")
        for title, ending, mime, write in forms:
            st.download_button(title, write, f"{name}.{ending}", mime, on_click="ignore")
