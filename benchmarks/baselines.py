"""The usual ways to draw this map through time, on the same geometry and record."""

import functools
import json

import folium
import pandas as pd
from branca.element import MacroElement
from folium.plugins import TimeSliderChoropleth
from folium.template import Template

from geo.boundaries import project_composite
from geo.figure.draw import TOLERANCE_KM
from geo.program import PALETTE
from geo.record import read_record

COLOURS = PALETTE["light"]


class Mark(MacroElement):
    """A note in the page's body that the map's script has come to its end."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "requestAnimationFrame(() => requestAnimationFrame(() => {"
        "document.body.dataset.step = '{{ this.step }}';}));"
        "{% endmacro %}"
    )

    def __init__(self, step):
        super().__init__()
        self._name = "Mark"
        self.step = step


@functools.cache
def read_tables():
    """Read the record, and its counties on the composite plane, with the GEOID as index."""
    record = read_record()
    counties = project_composite(record.counties, record.states, TOLERANCE_KM).counties
    return record, counties.set_index("geoid", drop=False)


@functools.cache
def list_months():
    """List the first days of the months of the record."""
    record, _ = read_tables()
    return [day.date() for day in pd.date_range(record.first, record.last, freq="MS")]


def _draw_plane():
    figure = folium.Map(
        crs="Simple", tiles=None, prefer_canvas=True, location=(1700, 0), zoom_start=-3, minZoom=-5
    )
    figure.fit_bounds([[90, -2370], [3190, 2370]])
    return figure


def build_rerendered(date, step):
    """Draw the coverage of one date as a folium.GeoJson."""
    record, counties = read_tables()
    coverage = record.coverage.compute(date).counties
    colour = dict(zip(coverage["geoid"], coverage["mixture"].map(COLOURS.__getitem__), strict=True))
    figure = _draw_plane()
    folium.GeoJson(
        counties[["geoid", "namelsad", "geometry"]].to_json(),
        style_function=lambda feature: {
            "fillColor": colour[feature["properties"]["geoid"]],
            "color": "#ffffff",
            "weight": 0.4,
            "fillOpacity": 1,
        },
        tooltip=folium.GeoJsonTooltip(["namelsad"], labels=False),
    ).add_to(figure)
    figure.add_child(Mark(step))
    return figure


def build_time_slider():
    """Draw the whole record as folium's TimeSliderChoropleth with monthly steps."""
    record, counties = read_tables()
    styles = {geoid: {} for geoid in counties["geoid"]}
    for month in list_months():
        stamp = str(int(pd.Timestamp(month).timestamp()))
        coverage = record.coverage.compute(month).counties
        for geoid, mixture in zip(coverage["geoid"], coverage["mixture"], strict=True):
            styles[geoid][stamp] = {"color": COLOURS[mixture], "opacity": 1}
    figure = _draw_plane()
    figure.options["preferCanvas"] = False
    TimeSliderChoropleth(json.loads(counties[["geometry"]].to_json()), styledict=styles).add_to(
        figure
    )
    figure.add_child(Mark(0))
    return figure
