"""The view: what is on screen or on a card: dates, models, place, language.

Words: its *level* is counties or states, its *measure* what states are shaded by, its *range* the
stretch of time of the track.
"""

import datetime
import re
from dataclasses import dataclass, replace

from geo.program import MODELS

LEVELS = ("county", "state")
MEASURES = ("counties", "people", "agreements")
# Stretches of time and their first days, from the shortest to the longest.
RANGES = {"2025": "2025-01-01", "2017": "2017-01-01", "2002": "2002-01-01"}
# Characters of the name of a region: one line, without what writes beyond it or turns it around.
LONGEST_NAME = 60
NAME = re.compile(rf"(?! )[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069<>]{{1,{LONGEST_NAME}}}")
EXTENT = re.compile(r"(0|-?[1-9][0-9]{0,3}),(0|[1-9][0-9]{0,3}),([1-9][0-9]{1,3})")


@dataclass(frozen=True)
class View:
    """One state of the page.

    `compare` is an earlier or later date to compare with, or None; `range` a stretch of time of
    `RANGES`; `place` a county GEOID, a USPS code, several of them for a region (`geo.places`), or
    blank; `name` what the reader calls a region, or blank; `at` the part of the map that the
    reader moved to (`read_extent`), or blank where the place is shown; `story` the step of a story
    that is told beside the map (`geo.stories.texts`), or blank; `present` hides the page around
    the map; `lang` is a language of `geo.words.language.LANGUAGES`.
    """

    date: datetime.date
    compare: datetime.date | None = None
    range: str = "2025"
    models: tuple[str, ...] = MODELS
    reach: str = "all"
    level: str = "county"
    measure: str = "counties"
    place: str = ""
    name: str = ""
    at: str = ""
    story: str = ""
    present: bool = False
    lang: str = "en"

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """The dates shown, in order: the earlier and the later of a comparison, else one."""
        return tuple(sorted(day for day in (self.date, self.compare) if day))

    @property
    def narrowed(self) -> bool:
        """Whether some agreements are left out, by model or by reach."""
        return set(self.models) != set(MODELS) or self.reach != "all"

    @property
    def by_state(self) -> bool:
        """Whether whole states are shaded: a comparison is always by county."""
        return self.level == "state" and not self.compare

    @property
    def extent(self) -> tuple[float, float, float, float] | None:
        """The square that the reader moved the map to: left, bottom, right, top in km, or None."""
        found = read_extent(self.at)
        if not found:
            return None
        east, north, across = found
        return east - across / 2, north - across / 2, east + across / 2, north + across / 2

    def settle(self) -> "View":
        """Give the view without a comparison of a date with itself."""
        return replace(self, compare=None) if self.compare == self.date else self


def read_extent(at: str) -> tuple[int, int, int] | None:
    """Read the part of the map that a text names, or None where it names none.

    Returns east and north of its centre in the composite plane and the width of a square that is
    all in view, each in whole kilometres.
    """
    found = EXTENT.fullmatch(at)
    if not found:
        return None
    east, north, across = map(int, found.groups())
    inside = abs(east) <= 2500 and north <= 3300 and 10 <= across <= 5000
    return (east, north, across) if inside else None


def find_start(stretch: str) -> datetime.date:
    """Find the first day of a stretch of time of `RANGES`."""
    return datetime.date.fromisoformat(RANGES[stretch])


def find_range(day: datetime.date, shortest: str = next(iter(RANGES))) -> str:
    """Find the shortest stretch of time, from `shortest` on, that holds a day, or the longest."""
    names = list(RANGES)
    names = names[names.index(shortest) :]
    return next((name for name in names if find_start(name) <= day), names[-1])
