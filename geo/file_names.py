"""The names of files that readers take along: no two views share one."""

import datetime
import hashlib
import re

from text_unidecode import unidecode

from geo.program import MODELS
from geo.record import Record
from geo.view import View


def name_view(record: Record, view: View) -> str:
    """Name a view so that a file's name tells it from any other: 287g-atlas-fl-2026-07-20-en.

    All that changes what is shown is part of the name, what is as it is at first is left out:
    the place by name and code (a region, whose code may be long, by its name and a hash), the part
    of the map, one date or two, the stretch of time, models, reach, what states are shaded by, the
    step of a story, and always date and language.
    """
    view = view.settle()
    place = record.places[view.place]
    parts = ["287g-atlas"]
    if place.is_county:
        parts.append(_slug(f"{place.name} {place.state}"))
    if place.is_region:
        told = hashlib.sha256(f"{view.place} {view.name}".encode()).hexdigest()
        code = "-".join(("region", _slug(view.name), told[:10])).replace("--", "-")
    else:
        code = view.place.lower()
    parts += [
        code,
        view.at and f"at_{view.at.replace(',', '_')}",
        view.date.isoformat(),
        f"against-{view.compare.isoformat()}" if view.compare else "",
        f"since-{view.range}" if view.range != View.range else "",
        "_".join(_slug(model) for model in view.models) if set(view.models) != set(MODELS) else "",
        view.reach if view.reach != View.reach else "",
        f"states-by-{view.measure}" if view.by_state else "",
        _slug(view.story),
        view.lang,
    ]
    return "-".join(part for part in parts if part)


def name_picture(
    record: Record,
    view: View,
    shape: str,
    form: str = "png",
    scale: int = 1,
    own_words: bool = False,
    alone: bool = False,
) -> str:
    """Name the file of a picture: its view, shape and format, and what else it is drawn with."""
    # The map alone carries no words.
    kind = "-map" if alone else "-own-words" * own_words
    return f"{name_view(record, view)}-{shape}{kind}{'-2x' * (scale == 2)}.{form}"


def name_flyer(record: Record, view: View, paper: str) -> str:
    """Name the file of a flyer."""
    return f"{name_view(record, view)}-flyer-{paper}.pdf"


def name_film(
    record: Record, view: View, since: datetime.date, shape: str, form: str, seconds: float
) -> str:
    """Name the file of a film that begins on a day."""
    return f"{name_view(record, view)}-from-{since}-{shape}-{seconds:g}s.{form}"


def name_rows(record: Record, view: View, form: str) -> str:
    """Name the file with the data of a view."""
    return f"{name_view(record, view)}-agreements.{form}"


def _slug(text):
    return re.sub("[^a-z0-9]+", "-", unidecode(text).lower()).strip("-")
