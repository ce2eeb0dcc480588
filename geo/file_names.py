"""The names of files that readers take along: no two views share one."""

import re

from text_unidecode import unidecode

from geo.program import MODELS
from geo.record import Record
from geo.view import View


def name_view(record: Record, view: View) -> str:
    """Name a view so that a file's name tells it from any other: 287g-atlas-fl-2026-07-20-en.

    All that changes what is shown is part of the name, what is as it is at first is left out:
    the place by name and code, the part of the map, one date or two, the stretch of time, models,
    reach, what states are shaded by, and always date and language.
    """
    view = view.settle()
    place = record.places[view.place]
    parts = ["287g-atlas"]
    if place.is_county:
        parts.append(_slug(f"{place.name} {place.state}"))
    parts += [
        view.place.lower(),
        view.at and f"at_{view.at.replace(',', '_')}",
        view.date.isoformat(),
        f"against-{view.compare.isoformat()}" if view.compare else "",
        f"since-{view.range}" if view.range != View.range else "",
        "_".join(_slug(model) for model in view.models) if set(view.models) != set(MODELS) else "",
        view.reach if view.reach != View.reach else "",
        f"states-by-{view.measure}" if view.by_state else "",
        view.lang,
    ]
    return "-".join(part for part in parts if part)


def _slug(text):
    return re.sub("[^a-z0-9]+", "-", unidecode(text).lower()).strip("-")
