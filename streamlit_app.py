"""287(g) Atlas: the page that Streamlit runs."""

import os

# Before pyarrow is imported: its own allocator takes half as much again when many readers come at
# once.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

from geo.pages.navigation import run_navigation

if __name__ == "__main__":
    run_navigation()
