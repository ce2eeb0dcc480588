"""The folium plugin that plays a choropleth through time."""

from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from geo.words.language import load_translations


class Playback(JSCSSMixin, MacroElement):
    """The time track of a map that carries a `geo.figure.plugin.Choropleth`.

    Nothing moves by itself: the reader plays, scrubs, steps or types a date, and the map paints
    every day from the agreements that the browser already has, without traffic. `ranges` maps
    the stretches of time to their first days; `events` are milestones (`date, label, title,
    major`) and `gaps` stretches without lists (`since, until`); all dates ISO text.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlas.addPlayback({{ this._parent.get_name() }}, {{ this.config | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, ranges, events=(), gaps=()):
        super().__init__()
        self._name = "Playback"
        self.config = {"ranges": ranges, "events": list(events), "gaps": list(gaps)}
        self.default_js = []
        self.default_css = []


def list_events(events, language="en"):
    """Turn the table of milestones into what `Playback` shows, those without a day left out."""
    say = load_translations(language).gettext
    marked = events[events["precision"] == "day"]
    return [
        {"date": row.date, "label": say(row.label), "title": say(row.title), "major": row.major}
        for row in marked.itertuples()
    ]


def list_gaps(silences):
    """Turn pairs of dates between which no list is known into what `Playback` hatches."""
    return [
        {"since": since.date().isoformat(), "until": until.date().isoformat()}
        for since, until in silences
    ]
