"""A map in Streamlit asks for all its files at once, and needs no request to do so."""

from urllib.parse import unquote

from geo.figure.plugin import draw_map

SCRIPTS = ["../leaflet-1.js", "../atlas-2.js"]


def list_files(kind, folium_map):
    """What streamlit-folium finds in a map and its parts to load."""
    parts = [folium_map, *folium_map._children.values()]
    return [address for part in parts for _, address in getattr(part, f"default_{kind}")]


def test_the_first_script_asks_for_all_files():
    loader, *rest = list_files("js", draw_map(SCRIPTS, ["../atlas-3.css"], {}))
    assert rest == SCRIPTS
    kind, _, text = loader.partition(",")
    assert kind == "data:text/javascript"
    for address in SCRIPTS:
        assert f'"rel": "preload", "as": "script", "href": "{address}"' in unquote(text)
    assert '"rel": "stylesheet", "href": "../atlas-3.css"' in unquote(text)


def test_styles_are_not_asked_for_after_the_scripts():
    assert list_files("css", draw_map(SCRIPTS, ["../atlas-3.css"], {})) == []


def test_a_map_without_files_of_its_own_asks_for_none():
    assert list_files("js", draw_map([], [], {})) == []
