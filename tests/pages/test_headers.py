"""The headers are the same from the app and from nginx before it."""

from pathlib import Path

from geo.pages.headers import HEADERS

CONF = Path(__file__).parent.parent.parent / "deploy" / "headers.conf"


def test_nginx_sends_the_headers_of_the_app_once():
    lines = [line for line in CONF.read_text().splitlines() if not line.startswith("#")]
    added = [f'add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    assert lines == [*added, *(f"proxy_hide_header {name};" for name in HEADERS)]
