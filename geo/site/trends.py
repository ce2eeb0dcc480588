"""The page of trends of the static site: the country's charts, with their tables."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from geo.answers.course import tell_course
from geo.record import Record
from geo.site.chart import draw_chart
from geo.site.pictures import Picture
from geo.site.writer import PageWriter
from geo.view import find_start
from geo.words.course import COUNTED, describe_course, write_csv, write_table, write_value
from geo.words.language import N_
from geo.words.templates import render_template

# What the charts show, by number, and since when: a range of the map's.
CHARTS = (("force", "2025"), ("months", "2025"), ("force", "2002"))
PER = "count"


class Part(NamedTuple):
    """A chart with its key, with what is told below it, and with the path of its table."""

    key: Markup
    chart: Markup
    told: Markup
    file: str


def write_trends(
    writer: PageWriter, record: Record, pictures: dict[str, Picture]
) -> Iterator[tuple[str, str]]:
    """Write the page in the writer's language, after the tables of its charts: paths and texts."""
    phrases, language = writer.phrases, writer.language
    parts, descriptions = [], []
    for show, since in CHARTS:
        course = tell_course(record, "", show, PER, find_start(since))
        table = write_table(course, PER, language)
        described = describe_course(course, phrases, show, PER)
        end = "" if language == "en" else f"-{language}"
        file = f"data/287g-trends-us-{show}-{PER}-{since}{end}.csv"
        country, area = phrases.say(N_("United States")), phrases.say(N_("Area"))
        yield file, write_csv([course], [table], [country], area)
        key, told = _tell(writer, course, table, show, since)
        parts.append(Part(key, draw_chart(course, described, language), told, file))
        descriptions.append(described)
    yield writer.write(
        "trends",
        phrases.say(N_("Trends: 287(g) Atlas")),
        descriptions[0],
        pictures,
        parts=parts,
    )


def _tell(writer, course, table, show, since):
    """Tell what stands above the chart of a course, and below it."""
    phrases, language = writer.phrases, writer.language
    common = {"show": show, "per": PER, "what": COUNTED[show, PER], "last": writer.common["last"]}
    key = render_template(
        "answers/trends_key.html.j2",
        language,
        dots=bool(len(course.reported)),
        since=phrases.say(N_("since {start}"), start=since),
        **common,
    )
    told = render_template(
        "answers/trends.html.j2",
        language,
        courses=[(course, table)],
        names={},
        years=[course.people_years],
        write=lambda n: write_value(n, PER, language),
        cut=False,
        **common,
    )
    return Markup(key), Markup(told)
