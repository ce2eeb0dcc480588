"""The page of changes: who signed and who left, newest first."""

import streamlit as st

from geo.changes import list_changes
from geo.record import Record
from geo.words.templates import render_template


def show_changes(record: Record, language: str) -> None:
    """Draw the changes since the list before the newest one."""
    changes = list_changes(record, record.first, record.last).head(100)
    st.html(render_template("changes.html.j2", language, changes=changes.itertuples()))
