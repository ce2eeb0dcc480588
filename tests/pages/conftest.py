"""What a page without a browser leaves behind is put back."""

import sys

import pytest

MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def main_module():
    """Keep Python's main module: Streamlit puts the page in its place.

    Processes that another test starts would begin with that page, and end there.
    """
    yield
    sys.modules["__main__"] = MAIN
