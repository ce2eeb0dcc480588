"""The pages of trends of the static site: charts of the country and of each state."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from geo.answers.course import tell_course
from geo.record import Record
from geo.site.chart import draw_chart
from geo.site.pictures import Picture
from geo.site.writer import PageWriter, fold_name
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
    writer: PageWriter, record: Record, pictures: dict[str, Picture], code: str = ""
) -> Iterator[tuple[str, str]]:
    """Write the page of a state (its USPS code) or the country, in the writer's language.

    It comes after the tables of its charts: paths and texts. A chart of nothing is left out.
    """
    phrases, language, names = writer.phrases, writer.language, writer.common["names"]
    courses = [
        (show, since, tell_course(record, code, show, PER, find_start(since)))
        for show, since in CHARTS
    ]
    parts = []
    for show, since, course in courses:
        if not course.table.to_numpy().any():
            continue
        table = write_table(course, PER, language)
        area = names[code] if code else phrases.say(N_("United States"))
        file = _name_table(writer, code, show, since)
        yield file, write_csv([course], [table], [area], phrases.say(N_("Area")))
        key, told = _tell(writer, course, table, show, since)
        chart = draw_chart(course, describe_course(course, phrases, show, PER), language)
        parts.append(Part(key, chart, told, file))
    heading = N_("Trends in {state}") if code else N_("Trends")
    heading = phrases.say(heading, state=phrases.name_state(code) if code else "")
    yield writer.write(
        "trends",
        f"{heading}: 287(g) Atlas",
        describe_course(courses[0][-1], phrases, CHARTS[0][0], PER),
        pictures,
        writer.site.name_trends(code),
        area=code,
        heading=heading,
        code=code,
        parts=parts,
        states=[
            (names[each], writer.site.name_trends(each))
            for each in sorted(writer.site.states, key=lambda each: fold_name(names[each]))
        ],
    )


def _name_table(writer, code, show, since):
    end = "" if writer.language == "en" else f"-{writer.language}"
    return f"data/trends/287g-trends-{code.lower() or 'us'}-{show}-{PER}-{since}{end}.csv"


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
