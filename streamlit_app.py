"""287(g) Atlas: page set-up and navigation."""

import os
from pathlib import Path

import streamlit as st

# Before pyarrow is imported: its own allocator takes half as much again when many readers come at
# once.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

from geo.pages.navigation import run_navigation

ICON = Path(__file__).parent / "geo" / "figure" / "browser" / "icon.png"

if __name__ == "__main__":
    st.set_page_config(page_title="287(g) Atlas", page_icon=str(ICON), layout="wide")
    run_navigation()
