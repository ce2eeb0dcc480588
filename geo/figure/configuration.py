"""What the scripts of the figure are told: the program's data, words, dates, and the first view."""

import functools
from dataclasses import replace

import pandas as pd

from geo.address import write_message
from geo.answers.changes import LISTS, count_shown, list_changes, list_list_days
from geo.figure.payload import REACHES, STATEWIDE
from geo.program import BITS, CHANGE_PALETTE, CHANGES, PALETTE, PART_BIT, RAMP, THEMES
from geo.record import COPIED_LIST, Record
from geo.shading import BREAKS
from geo.stories.telling import describe_stories
from geo.view import LEVELS, MEASURES, RANGES
from geo.words.browser import describe_language, list_words
from geo.words.changes import tell_newest
from geo.words.language import load_translations
from geo.words.names import (
    ICE_SINCE,
    TERRITORIES,
    Phrases,
    describe_county_names,
    name_state,
)

# What the browser reads is described in browser/types.d.ts: keep the two alike.
PROGRAM = {
    "models": [{"key": model, "bit": bit} for model, bit in BITS.items()],
    "reaches": REACHES,
    "statewide": STATEWIDE,
    "partBit": PART_BIT,
    "territories": TERRITORIES,
    "levels": LEVELS,
    "measures": [{"key": measure, "breaks": BREAKS[measure]} for measure in MEASURES],
    "ranges": [{"key": name, "start": start} for name, start in RANGES.items()],
    "changes": CHANGES,
    "colours": {
        theme: colours
        | {
            "mixtures": PALETTE[theme],
            "classes": (PALETTE[theme][0], *RAMP[theme]),
            "changes": CHANGE_PALETTE[theme] | {"none": PALETTE[theme][0]},
        }
        for theme, colours in THEMES.items()
    },
}


# A page draws its figure anew at every click, and is told the same every time.
@functools.lru_cache(maxsize=8)
def configure_figure(record: Record, language: str = "en") -> dict:
    """Collect what the scripts of a record's figure are told of it, in one language.

    The dict is shared by all who ask for it: not to be changed.
    """
    newest, bounds = record.newest, record.bounds
    return {
        "program": PROGRAM,
        "language": describe_language(language) | {"texts": list_words(language)},
        "view": write_message(replace(bounds.default, lang=language)),
        "known": {"since": bounds.first.isoformat(), "until": bounds.last.isoformat()},
        "silences": list_silences(record.silences),
        "iceSince": ICE_SINCE.isoformat(),
        "events": list_events(record.events, language),
        "states": {code: name_state(name, language) for code, name in record.state_names.items()},
        "counties": describe_county_names(record, language),
        "stories": describe_stories(language),
        "since": describe_since(record),
        "reported": describe_reported(record),
        "newest": tell_newest_list(record, language),
        "source": {
            "list": newest["file"],
            "rows": int(newest["rows"]),
            "date": record.last.isoformat(),
            "copied": bool(newest["published_on"] == COPIED_LIST),
        },
    }


def describe_since(record: Record) -> dict | None:
    """Describe what was signed after the newest list, as far as its memoranda are public.

    `count` agreements, the last of them signed on `until`, in the counties `geoids`; None where
    nothing is known.
    """
    since = record.since[record.since["signed_on"] > record.last.isoformat()]
    if since.empty:
        return None
    geoids = {geoid for geoids in since["geoids"] for geoid in geoids.split(";") if geoid}
    return {
        "count": len(since),
        "until": since["signed_on"].max(),
        "geoids": sorted(geoids),
    }


def describe_reported(record: Record) -> dict | None:
    """Describe the newest total of all agreements since the newest list: `count` and `date`."""
    reported = record.reported
    totals = reported[
        (reported["what"] == "agreements")
        & (reported["scope"] == "all")
        & (reported["date"] > record.last.isoformat())
    ]
    if totals.empty:
        return None
    newest = totals.sort_values("date", kind="stable").iloc[-1]
    return {"count": int(newest["count"]), "date": newest["date"]}


def tell_newest_list(record: Record, language: str) -> str:
    """Tell what the newest list changed in the country; blank where it is the only one held."""
    days = list_list_days(record)
    if len(days) < 2:
        return ""
    counts = count_shown(list_changes(record, days[1], days[0], LISTS))
    return tell_newest(days[1], counts, Phrases(record, language))


def list_events(events: pd.DataFrame, language: str = "en") -> list[dict]:
    """List the milestones that have a day: `date, state, label, title, major`, as the track does.

    `state` is blank for those of the whole program.
    """
    say = load_translations(language).gettext
    marked = events[events["precision"] == "day"]
    return [
        {
            "date": row.date,
            "state": row.state,
            "label": say(row.label),
            "title": say(row.title),
            "major": row.major,
        }
        for row in marked.itertuples()
    ]


def list_silences(silences: list[tuple[pd.Timestamp, pd.Timestamp]]) -> list[dict[str, str]]:
    """List the stretches without lists that the track hatches: ISO dates `since` and `until`."""
    return [
        {"since": since.date().isoformat(), "until": until.date().isoformat()}
        for since, until in silences
    ]
