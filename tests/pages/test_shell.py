"""The page as a browser first gets it."""

import re

import pytest
from starlette.requests import Request

from geo.pages import shell


@pytest.mark.parametrize(
    ("query", "accepted", "words"),
    [
        ("", "en-US,en;q=0.9", "a network may block"),
        ("", "es-MX,es;q=0.9", "una red puede bloquear"),
        ("", "fr", "a network may block"),
        ("lang=es", "en", "una red puede bloquear"),
        ("lang=<script>", "en", "a network may block"),
    ],
)
def test_the_page_has_its_name_and_says_where_it_is_blocked(query, accepted, words):
    headers = [(b"accept-language", accepted.encode())]
    asked = {"type": "http", "query_string": query.encode(), "headers": headers}
    page = shell.show_shell(Request(asked))
    assert page.headers["cache-control"] == "no-cache"
    text = bytes(page.body).decode()
    assert "<title>287(g) Atlas</title>" in text
    assert words in text
    assert "Streamlit</title>" not in text


def test_the_static_site_is_named_where_there_is_one(monkeypatch):
    monkeypatch.setenv("ATLAS_SITE", "https://atlas.example/?a=1&b=<c>")
    assert 'href="https://atlas.example/?a=1&amp;b=&lt;c&gt;"' in shell.write_shell("en", ())
    monkeypatch.setenv("ATLAS_SITE", "javascript:alert(1)")
    assert "javascript:alert" not in shell.write_shell("en", ())


def test_the_files_of_the_map_are_asked_for_at_once():
    page = shell.write_shell("en", ["app/static/atlas-0123456789ab.js"])
    assert re.search(r'<link rel="prefetch" href="./app/static/atlas-0123456789ab.js">', page)


def test_the_script_of_the_frame_is_one_that_is_there():
    (address,) = shell.list_frame_scripts()
    assert re.fullmatch(r"component/streamlit_folium\.st_folium/static/js/main\.\w+\.js", address)


def test_the_scripts_of_what_the_page_shows_are_asked_for_with_what_they_import():
    addresses = shell.list_element_scripts()
    folder = shell.INDEX.parent
    whole = shell.INDEX.read_text("utf-8")
    for name in shell.ELEMENTS:
        assert any(address.startswith(f"static/js/{name}.") for address in addresses)
    for address in addresses:
        assert address not in whole
        for imported in re.findall(r'from"\./([^"]+)"', (folder / address).read_text("utf-8")):
            assert imported in whole or f"static/js/{imported}" in addresses


def test_another_page_of_streamlit_is_an_error_that_names_it(monkeypatch, tmp_path):
    monkeypatch.setattr(shell, "INDEX", tmp_path / "index.html")
    shell.INDEX.write_text("<title>Other</title></body>")
    with pytest.raises(RuntimeError, match=r"index.html: expected .*Streamlit.* once"):
        shell.write_shell("en", ())
