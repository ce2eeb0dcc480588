"""The folium map that carries the figure, drawn by the scripts in geo/figure/browser."""

import json
from collections.abc import Sequence
from urllib.parse import quote

import folium
from branca.element import Element, MacroElement
from branca.element import Figure as Document
from folium.elements import JSCSSMixin
from folium.template import Template


class Figure(JSCSSMixin, MacroElement):
    """The figure around a planar folium map: all that the scripts draw on it and beside it.

    `told` is what browser/main.js is told besides `geo.figure.configuration`, whose script is one
    of `scripts`: the addresses of what draws it, which streamlit-folium finds in `default_js`.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlas.draw({{ this._parent.get_name() }}, {{ this.told | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, told: dict, scripts: Sequence[str]):
        super().__init__()
        self._name = "Figure"
        self.told = told
        self.default_js = [(address, address) for address in scripts]
        self.default_css = []

    def render(self, **kwargs):
        """Render the script that draws it, and no links to others in a head that no page uses.

        As branca does it, with a template made of every text, it costs half of a click.
        """
        root = self.get_root()
        assert isinstance(root, Document)
        script = self._template.module.__dict__["script"](self, kwargs)
        root.script.add_child(_Verbatim(script), name=self.get_name())


class ViewCommand(MacroElement):
    """A change of view sent to a map that is already drawn, without reloading it.

    `number` tells one command from the next, so that sending the same view twice acts twice.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "/* {{ this.number }} */ atlas.show({{ this.view | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, view: dict, number: int):
        super().__init__()
        self._name = "ViewCommand"
        self.view = view
        self.number = number


def draw_map(scripts: Sequence[str], styles: Sequence[str], told: dict) -> folium.Map:
    """Draw the figure on a folium map of planar coordinates, without tiles.

    `scripts` and `styles` are the addresses of the published assets (geo.figure.publish) in loading
    order; folium's own, on other hosts, are left out. `told` as for `Figure`.
    """
    figure = folium.Map(
        crs="Simple",
        tiles=None,
        prefer_canvas=True,
        attribution_control=False,
        minZoom=-10,
        maxZoom=2,
        zoomSnap=0,
        zoomDelta=0.75,
        wheelPxPerZoomLevel=90,
        # The figure watches the map's box itself; Leaflet's own way ends a flight under way.
        trackResize=False,
        location=(1700, 0),
        zoom_start=-3,
    )
    addresses = [write_loader(scripts, styles), *scripts] if scripts else []
    figure.default_js, figure.default_css = [], []
    figure.add_child(Figure(told, addresses))
    return figure


def write_loader(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Write a script, as an address that needs no request, by which all files load at once.

    streamlit-folium asks for a script when the one before has run, and for styles after them all,
    when the map is drawn already and has to be fitted anew. The links stand in the body, since it
    writes the head anew.
    """
    links = [{"rel": "preload", "as": "script", "href": address} for address in scripts]
    links += [{"rel": "stylesheet", "href": address} for address in styles]
    script = (
        f"for (const link of {json.dumps(links)})"
        'document.body.append(Object.assign(document.createElement("link"), link));'
    )
    return f"data:text/javascript,{quote(script)}"


def embed_assets(figure: folium.Map, scripts: Sequence[str], styles: Sequence[str]) -> None:
    """Put the texts of scripts and styles into a folium map itself.

    Such a map needs no server: it can be saved as one HTML file or shown in a notebook.
    """
    root = figure.get_root()
    assert isinstance(root, Document)
    # In a notebook's cell, three fifths of its width would leave the map no room.
    root.height = "820px"
    header = root.header
    for text in styles:
        header.add_child(_Verbatim(f"<style>{text}</style>"))
    for text in scripts:
        closed = text.replace("</script", "<\\/script")
        header.add_child(_Verbatim(f"<script>{closed}</script>"))


class _Verbatim(Element):
    """Text in a page that is no template: scripts hold braces of their own."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str):
        super().__init__()
        self.text = text
