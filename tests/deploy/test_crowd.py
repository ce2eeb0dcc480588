"""A small crowd, for a minute, meets no error."""

import pytest

from benchmarks.browser import serve
from tests.loop import run

pytestmark = pytest.mark.stress


def test_a_crowd_opens_clicks_plays_and_shares_without_an_error():
    # What it needs is installed by make stress alone.
    from benchmarks.load import run_crowd

    with serve("streamlit_app.py") as (address, process):
        crowd = run(run_crowd(address, process.pid, sessions=10, seconds=60))
    assert not crowd.errors
    for name in ("all open", "click answered", "card", "Chromium: page open", "Chromium: card"):
        assert crowd.times[name]
