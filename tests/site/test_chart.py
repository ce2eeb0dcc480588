"""The chart of a course says with its shapes what its table says in numbers."""

import datetime
import re

import pytest

from geo.answers.changes import KINDS
from geo.answers.course import find_scale, tell_course
from geo.program import MODELS
from geo.site.chart import HEIGHT, WIDTH, draw_chart

SINCE = datetime.date(2025, 1, 1)


def read_paths(chart):
    return dict(re.findall(r'<path class="([a-z_ ]+)" d="([^"]+)"', chart))


@pytest.mark.parametrize("area", ["", "FL", "AS"])
def test_areas_end_at_the_numbers_in_force(record, area):
    course = tell_course(record, area, "force", "count", SINCE)
    low, high = find_scale([course])
    chart = draw_chart(course, "told", "en")
    assert 'role="img" aria-label="told"' in chart
    paths = read_paths(chart)
    assert set(paths) == set(MODELS)
    total = 0
    last = course.table.iloc[-1]
    for model in MODELS:
        # It goes to the right above, down, and back below.
        over, under = paths[model].split("V")[: len(course.table)], total
        total += last[model]
        height = float(over[-1].split("H")[0])
        assert height == pytest.approx(HEIGHT * (high - total) / (high - low), abs=0.1)
        back = float(paths[model].split("V")[len(course.table)].split("H")[0])
        assert back == pytest.approx(HEIGHT * (high - under) / (high - low), abs=0.1)


def test_bars_add_up_to_what_was_signed_and_ended(record):
    course = tell_course(record, "", "months", "count", SINCE)
    low, high = find_scale([course])
    paths = read_paths(draw_chart(course, "", "es"))
    for kind in KINDS:
        for model in MODELS:
            bars = re.findall(
                r"M([\d.]+) ([\d.-]+)H([\d.]+)V([\d.-]+)", paths.get(f"{model} {kind}", "")
            )
            sizes = [abs(float(start) - float(end)) for _, start, _, end in bars]
            counted = course.table[kind, model]
            assert len(bars) == (counted > 0).sum()
            assert sum(sizes) * (high - low) / HEIGHT == pytest.approx(counted.sum(), rel=0.02)
            assert all(0 <= float(left) < float(right) <= WIDTH for left, _, right, _ in bars)


def test_the_chart_has_what_is_around_a_course(record):
    course = tell_course(record, "", "force", "count", datetime.date(2002, 1, 1))
    chart = draw_chart(course, "", "en")
    assert chart.count('class="hatched"') == len(course.silences) > 5
    assert re.findall(r"<b>(\d+)</b></i>", chart) == [
        f"{number}" for number in range(1, len(course.milestones) + 1)
    ]
    assert chart.count('class="reported"') == (course.reported["model"] == "").sum() > 0
    assert ">2,000<" in chart
