"""The pages of the static site about all of the country, in one language."""

import json
from collections.abc import Iterator

from markupsafe import Markup

from geo.agreements import COLUMNS, DATA
from geo.answers.state_tables import collect_common, write_all_states
from geo.finding import find_view
from geo.guide.pages import write_about, write_questions
from geo.guide.texts import read_texts
from geo.record import Record
from geo.site.agencies import write_agencies
from geo.site.changes import write_changes
from geo.site.map import write_map
from geo.site.pictures import Picture
from geo.site.sharing import Sharing
from geo.site.trends import write_trends
from geo.site.writer import PageWriter, fold_name
from geo.view import View
from geo.words.headline import write_text
from geo.words.language import N_, format_date


def write_pages(
    writer: PageWriter,
    record: Record,
    pictures: dict[str, Picture],
    sharing: Sharing,
    files: dict[str, tuple[str, int]],
    rows: dict[str, tuple[str, int]],
) -> Iterator[tuple[str, str]]:
    """Write a language's map, embedded map, list of states, and downloads: paths and texts.

        `pictures` are the country's pictures by use, `sharing` what its map gives along, `files` as
        from geo.site.downloads, `rows` as from geo.site.agencies import write_agencies
    from geo.site.changes.
    """
    say, site = writer.phrases.say, writer.site
    found = find_view(record, View(date=record.last, lang=writer.language))
    finding = f"{write_text(found).headline}."
    root = "../" * writer.home.count("/")
    figure = write_map(site.map.at(root), writer.language, site.list_pages())
    atlas = say(N_("Where local police hold agreements with ICE: 287(g) Atlas"))
    names = writer.common["names"]
    common = collect_common(record, names, site.name_page, site.name_page)
    codes = sorted(site.states, key=lambda code: fold_name(names[code]))
    yield writer.write("index", atlas, finding, pictures, figure=figure, sharing=sharing)
    yield writer.write("embed", atlas, finding, pictures, figure=figure)
    yield writer.write(
        "states",
        say(N_("States and territories: 287(g) Atlas")),
        finding,
        pictures,
        tables=Markup(write_all_states(record, writer.language, common)),
    )
    yield from write_trends(writer, record, pictures)
    yield from write_agencies(writer, record, pictures, rows["agencies"])
    yield from write_changes(writer, record, pictures, rows)
    yield from _write_guide(writer, record, pictures)
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    yield writer.write(
        "downloads",
        say(N_("Downloads: 287(g) Atlas")),
        say(
            N_(
                "The record behind the map, to use and to check: every agreement, and the "
                "coverage of every county on {date}."
            ),
            date=format_date(record.last, writer.language),
        ),
        pictures,
        codes=codes,
        sharing=sharing,
        files=files,
        package=package,
        columns=_list_columns(package),
    )


def _write_guide(writer, record, pictures):
    for name, write in (("questions", write_questions), ("about", write_about)):
        told = read_texts(name)
        title, lead = (writer.phrases.say(told[key]) for key in ("title", "lead"))
        text = Markup(write(record, writer.language, writer.link_view))
        path = f"{name}.html"
        yield writer.write("guide", f"{title}: 287(g) Atlas", lead, pictures, path, text=text)


def _list_columns(package):
    table = next(table for table in package["resources"] if table["name"] == "agreements")
    columns = {field["name"]: field["description"] for field in table["schema"]["fields"]}
    return [(name, columns[name]) for name in COLUMNS]
