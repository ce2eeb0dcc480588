"""Views of all kinds, the same in every run."""

import datetime
import random

from geo.program import MODELS, REACHES
from geo.view import LEVELS, MEASURES, View, find_range


def choose_views(bounds, number=20):
    """Choose views at random, of any date, place and filter."""
    choose = random.Random(287)
    days = (bounds.last - bounds.first).days
    for _ in range(number):
        date = bounds.first + datetime.timedelta(days=choose.randrange(days))
        yield View(
            date=date,
            compare=choose.choice([None, bounds.last]),
            range=choose.choice([find_range(date), "2002"]),
            models=tuple(m for m in MODELS if choose.random() < 0.7) or MODELS,
            reach=choose.choice(REACHES),
            level=choose.choice(LEVELS),
            measure=choose.choice(MEASURES),
            place=choose.choice(["", "FL", "48113", "02020", "PR"]),
        )
