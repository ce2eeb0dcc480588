"""The figure that page and site show: the choropleth that plays, and its files."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import folium

from geo.boundaries import project_composite
from geo.figure.configuration import configure_figure
from geo.figure.details import write_details
from geo.figure.payload import encode_agreements
from geo.figure.plugin import draw_map, embed_assets
from geo.figure.publish import FIGURE, Assets, publish_assets
from geo.figure.search_index import write_names
from geo.figure.topology import encode_topology
from geo.record import Record
from geo.stories.telling import write_stories
from geo.words.language import LANGUAGES

# What the browser is given is simplified to this, in the plane of the composite map.
TOLERANCE_KM = 1.0
# No files beside the page: it holds all that the figure reads.
INLINED = Assets((), (), {}, {}, {}, {})


def publish_figure(
    record: Record,
    folder: str | Path,
    entry: Path = FIGURE,
    languages: Sequence[str] = tuple(LANGUAGES),
) -> Assets:
    """Publish all that the map loads into a folder: scripts, styles, data, words and stories.

    `entry` is the module that the page's script is made from, `languages` those of all words.
    """
    composite = project_composite(record.counties, record.states, TOLERANCE_KM)
    counties, states = composite.counties, composite.states
    return publish_assets(
        encode_topology(composite),
        encode_agreements(record.agreements, counties, states, record.population, record.absorbed),
        {language: configure_figure(record, language) for language in languages},
        {language: write_names(record, language) for language in languages},
        write_details(record, composite),
        {language: write_stories(record, language) for language in languages},
        folder,
        entry,
    )


def draw_figure(
    assets: Assets = INLINED,
    language: str = "en",
    controls: bool = True,
    pages: dict[str, str] | None = None,
    changes: str = "",
) -> folium.Map:
    """Draw the map of published files as a folium.Map that plays, its panel beside it.

    `assets` are the addresses of the published files, none where the page itself holds them.
    Without `controls` the figure is the map with title, numbers, legend and source alone; `pages`
    are addresses of pages about states, by USPS code, `changes` that of the page of what the newest
    list changed, from the page that the map is on.
    """
    told = {
        "names": assets.names.get(language, ""),
        "details": assets.details,
        "telling": assets.stories.get(language, ""),
        "controls": controls,
        "pages": pages or {},
        "changes": changes,
    }
    return draw_map(assets.list_scripts(language), assets.styles, told)


def save_figure(record: Record, path: str | Path, language: str = "en") -> folium.Map:
    """Save the map that plays as one HTML file, which needs no server.

    The folium.Map itself comes back, which a notebook shows as its last value.
    """
    figure = draw_figure(language=language)
    with tempfile.TemporaryDirectory() as folder:
        assets = publish_figure(record, folder, languages=[language])
        scripts, styles = (
            [(Path(folder) / name).read_text("utf-8") for name in names]
            for names in (
                (
                    *assets.list_scripts(language),
                    assets.names[language],
                    *assets.details.values(),
                    assets.stories[language],
                ),
                assets.styles,
            )
        )
    embed_assets(figure, scripts, styles)
    figure.save(str(path))
    return figure
