"""287(g) Atlas: page set-up and navigation."""

import os
from pathlib import Path

import streamlit as st

# Before pyarrow is imported: its own allocator takes half as much again when many readers come at
# once.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

from geo.pages.map import show_map_page

ICON = Path(__file__).parent / "geo" / "figure" / "browser" / "icon.png"

st.set_page_config(page_title="287(g) Atlas", page_icon=str(ICON), layout="wide")
st.navigation([st.Page(show_map_page, title="Map", default=True)], position="hidden").run()
