"""The page of agencies of the static site: everyone who ever signed, by state, in a line each."""

from collections.abc import Iterator
from typing import NamedTuple

from geo.agreements import explode_counties
from geo.answers.directory import IN_FORCE, OVER, SINCE, list_agencies, tabulate_agencies
from geo.program import compute_mixture
from geo.record import Record
from geo.site.facts import shorten_id
from geo.site.folder import Folder
from geo.site.pictures import Picture
from geo.site.writer import PageWriter, fold_name
from geo.view_data import write_csv
from geo.words.agencies import name_models
from geo.words.language import N_, format_date, format_short_date
from geo.words.names import TERRITORIES, capitalize


class Line(NamedTuple):
    """An agency: the address of what is told of it, where it serves unless its name says
    so, and what it holds since when: of what is in force the bare day.

    `mixture` is that of its models in force, or of those it had; `status` of
    `geo.answers.directory.STATUSES`, blank for what is in force.
    """

    name: str
    link: str
    where: str
    held: str
    mixture: int
    status: str


def write_agencies_file(folder: Folder, record: Record) -> tuple[str, int]:
    """Write the rows of the page as CSV into the folder's `data/`: path and number of rows."""
    table = tabulate_agencies(record, list_agencies(record))
    return folder.write("data/287g-agencies.csv", write_csv(table)), len(table)


def write_agencies(
    writer: PageWriter, record: Record, pictures: dict[str, Picture], file: tuple[str, int]
) -> Iterator[tuple[str, str]]:
    """Write the page in the writer's language: path and text; `file` as `write_agencies_file`."""
    agencies = list_agencies(record)
    names = writer.common["names"]
    alone = _find_alone(record)
    groups = [
        (
            names[code],
            writer.site.name_page(code),
            [_tell(writer, row, alone) for row in rows.itertuples()],
        )
        for code, rows in agencies.groupby("state")
    ]
    phrases = writer.phrases
    yield writer.write(
        "agencies",
        phrases.say(N_("Agencies: 287(g) Atlas")),
        phrases.say(
            N_(
                "{n} agencies have signed an agreement with ICE; {held} hold one in force on the "
                "list of {date}."
            ),
            n=phrases.number(len(agencies)),
            held=phrases.number(int((agencies["status"] == IN_FORCE).sum())),
            date=format_date(record.last, writer.language),
        ),
        pictures,
        path="agencies.html",
        groups=sorted(groups, key=lambda group: fold_name(group[0])),
        file=file,
    )


def _find_alone(record):
    """Find the counties whose page tells of one agency alone."""
    local = explode_counties(record.agreements)
    agencies = local.groupby("geoid")["agency_id"].nunique()
    return frozenset(agencies.index[agencies == 1])


def _tell(writer, row, alone):
    phrases = writer.phrases
    models = row.models_in_force or row.models
    name = row.agency.replace("'", "’")
    counties = [phrases.record.places[geoid].name for geoid in row.geoids]
    return Line(
        name=name,
        link=_find_page(writer, row, alone),
        where="" if len(counties) == 1 and counties[0] in name else _name_where(phrases, row),
        held=capitalize(_tell_held(phrases, row, models)),
        mixture=compute_mixture(models),
        status="" if row.status == IN_FORCE else row.status,
    )


def _name_where(phrases, row):
    if row.reach == "statewide":
        wide = N_("Territory-wide") if row.state in TERRITORIES else N_("Statewide")
        return phrases.say(wide)
    names = ", ".join(phrases.name_county(geoid) for geoid in row.geoids)
    return capitalize(names) or phrases.say(N_("County not known"))


def _tell_held(phrases, row, models):
    named = name_models(models, phrases)
    day = format_short_date(row.over_on if row.status == OVER else row.began_on, phrases.language)
    told = {SINCE: N_("signed {date}"), OVER: N_("over by {date}")}
    said = phrases.say(told[row.status], date=day) if row.status in told else day
    return f"{named}, {said}"


def _find_page(writer, row, alone):
    """Find where an agency is told of: on the page of its first county or its state, or the map.

    The page of a county without another agency needs no place in it.
    """
    county = row.geoids[0] if row.reach != "statewide" and row.geoids else ""
    if page := writer.site.name_page(county):
        # Those signed since the newest list stand on no page.
        is_plain = county in alone or row.status == SINCE
        return page if is_plain else f"{page}#{shorten_id(row.agency_id)}"
    if page := writer.site.name_page(row.state):
        return page if row.status == SINCE else f"{page}#{row.agency_id}"
    return f"index.html?place={county or row.state}"
