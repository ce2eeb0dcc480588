"""The files that the map in the browser loads, published where our own server serves them."""

import json
import os
import re
import time
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from geo.agreements import ROOT
from geo.figure.bundle import bundle_modules, shorten_style
from geo.files import write_hashed
from geo.program import write_colours

STATIC = ROOT / "static"
BROWSER = Path(__file__).resolve().parent / "browser"
# The modules that scripts are made from: the figure alone, the figure with all that a page
# without a server needs, and what every page of that site does.
FIGURE = BROWSER / "main.js"
SITE = BROWSER / "site" / "main.js"
PAGE = BROWSER / "site" / "page.js"
# What finds names, loaded with them.
SEARCH = BROWSER / "search" / "main.js"
# What tells a story, loaded with its texts and its style.
STORY = BROWSER / "story" / "main.js"
STORY_STYLE = BROWSER / "story" / "story.css"
# What gives a frame of the map its height, for the pages of others: it keeps its name.
EMBED = BROWSER / "embed" / "article.js"
SEARCH_STYLE = BROWSER / "search" / "box.css"
SHEETS = (
    BROWSER / "figure.css",
    BROWSER / "layout.css",
    BROWSER / "map" / "names.css",
    BROWSER / "panel" / "panel.css",
    BROWSER / "embed" / "embed.css",
    SEARCH_STYLE,
)

PUBLISHED = re.compile(r"([a-z-]+)-[0-9a-f]{12}(\.js|\.css)")
# Longer than anybody has a page open and goes on in it, without loading it anew.
KEPT_SECONDS = 7 * 24 * 60 * 60


@dataclass(frozen=True)
class Assets:
    """Names of the published files: scripts and style sheets in loading order.

    `configs` are the scripts of what the figure is told in each language. Loaded when they are
    wanted: `names`, the scripts of what the search finds, by language, `details`, those of what the
    panel tells of a state, by USPS code, and `stories`, those that tell stories, by language.
    """

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    configs: dict[str, str]
    names: dict[str, str]
    details: dict[str, str]
    stories: dict[str, str]

    @property
    def files(self) -> tuple[str, ...]:
        by_key = (self.configs, self.names, self.details, self.stories)
        return (*self.scripts, *self.styles, *(name for each in by_key for name in each.values()))

    def list_scripts(self, language: str) -> tuple[str, ...]:
        """List what a map in a language loads before it is drawn, in loading order."""
        return (*self.scripts, *([self.configs[language]] if self.configs else []))

    def at(self, address: str) -> "Assets":
        """The same files by their addresses, under that of their folder."""
        return Assets(
            tuple(address + name for name in self.scripts),
            tuple(address + name for name in self.styles),
            {language: address + name for language, name in self.configs.items()},
            {language: address + name for language, name in self.names.items()},
            {state: address + name for state, name in self.details.items()},
            {language: address + name for language, name in self.stories.items()},
        )


def publish_assets(
    geometry: str,
    agreements: str,
    configs: dict[str, dict],
    names: dict[str, str],
    details: dict[str, str],
    stories: dict[str, str],
    folder: str | Path = STATIC,
    entry: Path = FIGURE,
) -> Assets:
    """Write Leaflet, our scripts, and the map's data into a folder that is served as static.

    `geometry` and `agreements` are JSON texts (geo.figure.topology and payload), `configs` what the
    figure is told by language (`geo.figure.configuration`), `names` scripts by language
    (`geo.figure.search_index.write_names`; what finds them is put before), `details` scripts by
    state (`geo.figure.details.write_details`), `stories` texts as JSON by language
    (`geo.stories.telling.write_stories`); `entry` is the module that our script is made from.

    Each name carries a hash of the content, so that browsers may keep a file for ever and a
    changed one is a new one; what earlier builds left is removed after a week. Leaflet comes
    from the package django-js-lib-leaflet.
    """
    leaflet = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    scripts = {
        "leaflet.js": (leaflet / "leaflet.js").read_text("utf-8"),
        "geometry.js": f"window.atlas=window.atlas||{{}};window.atlas.geometry={geometry};",
        "agreements.js": f"window.atlas=window.atlas||{{}};window.atlas.agreements={agreements};",
        "atlas.js": bundle_modules(entry, "atlas"),
    }
    styles = {
        "leaflet.css": (leaflet / "leaflet.css").read_text("utf-8"),
        "atlas.css": shorten_style(
            write_colours() + "".join(sheet.read_text("utf-8") for sheet in SHEETS)
        ),
    }
    finder = bundle_modules(SEARCH, "atlas")
    teller = bundle_modules(STORY, "atlas")
    assets = Assets(
        scripts=tuple(write_hashed(folder, name, text) for name, text in scripts.items()),
        styles=tuple(write_hashed(folder, name, text) for name, text in styles.items()),
        configs={
            language: write_hashed(folder, f"config-{language}.js", write_config(config))
            for language, config in configs.items()
        },
        names={
            language: write_hashed(folder, f"names-{language}.js", f"{finder}\n{text}")
            for language, text in names.items()
        },
        details={
            state: write_hashed(folder, f"state-{state.lower()}.js", text)
            for state, text in details.items()
        },
        stories={
            language: write_hashed(
                folder, f"stories-{language}.js", f"{teller}\n{write_stories(text)}"
            )
            for language, text in stories.items()
        },
    )
    _remove_stale(Path(folder), set(assets.files))
    return assets


def write_stories(texts: str) -> str:
    """Write the texts of stories (JSON), and the style of what tells them, as a script."""
    style = json.dumps(shorten_style(STORY_STYLE.read_text("utf-8")))
    return f"window.atlas.stories={{texts:{texts},style:{style}}};"


def write_config(config: dict) -> str:
    """Write what the figure is told as a script: too much to send with every click."""
    told = json.dumps(config, separators=(",", ":"))
    return f"window.atlas=window.atlas||{{}};window.atlas.config={told};"


def _remove_stale(folder: Path, current: set[str]) -> None:
    """Remove what no running page can want of what earlier builds published.

    A page asks for the files of the build that it was served from, at once, when its frame is
    loaded again, or when a state is chosen. So what was current in the last week stays, for pages
    that are open; and of every file the last one before ours, for a server of long ago that still
    runs beside the new one. A file's date says when it was last known to be one of these.
    """
    now = time.time()
    dated = sorted(
        ((path.stat().st_mtime, path) for path in folder.iterdir() if path.name not in current),
        reverse=True,
    )
    for name in current:
        os.utime(folder / name, (now, now))
    before = set()
    for date, path in dated:
        if (named := PUBLISHED.fullmatch(path.name)) is None:
            continue
        if named.groups() not in before:
            before.add(named.groups())
            # A little older than those that are current, so that it is told from them next time.
            os.utime(path, (now - 1, now - 1))
        elif date < now - KEPT_SECONDS:
            path.unlink(missing_ok=True)
