"""No two views share the name of a file."""

import datetime
import itertools
import re

from geo.file_names import name_view
from geo.view import View

NEWEST = datetime.date(2026, 7, 20)
JANUARY = datetime.date(2025, 1, 20)


def test_every_view_has_a_name_of_its_own(record):
    choices = {
        "date": (NEWEST, JANUARY),
        "compare": (None, datetime.date(2025, 2, 3)),
        "range": ("2025", "2017"),
        "models": (("jail", "warrant", "task_force"), ("jail",), ("jail", "task_force")),
        "reach": ("all", "part"),
        "level": ("county", "state"),
        "place": ("", "FL", "12001", "51059", "51600"),
        "at": ("", "-812,1540,600", "812,1540,600"),
        "lang": ("en", "es"),
    }
    views = [
        View(**dict(zip(choices, values, strict=True)))
        for values in itertools.product(*choices.values())
    ]
    # A comparison is by county, whatever the level is.
    views = [view for view in views if not (view.compare and view.level == "state")]
    names = {name_view(record, view) for view in views}
    assert len(names) == len(views)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9_-]+", name)] == []


def test_a_name_says_what_it_is_of(record):
    assert name_view(record, View(NEWEST)) == "287g-atlas-2026-07-20-en"
    assert name_view(record, View(NEWEST, place="FL", lang="es")) == "287g-atlas-fl-2026-07-20-es"
    county = View(NEWEST, place="35013", compare=JANUARY, models=("task_force",))
    assert name_view(record, county) == (
        "287g-atlas-dona-ana-county-nm-35013-2026-07-20-against-2025-01-20-task-force-en"
    )
    states = View(NEWEST, level="state", measure="people")
    assert name_view(record, states) == "287g-atlas-2026-07-20-states-by-people-en"
    # A date against itself is no comparison.
    assert name_view(record, View(NEWEST, compare=NEWEST)) == name_view(record, View(NEWEST))
