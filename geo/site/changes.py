"""The page of changes of the static site: what the newest list changed, and each one before it."""

import datetime
import functools
from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from geo.answers.changes import (
    LEFT,
    LISTS,
    Days,
    count_by_state,
    count_leavers,
    count_shown,
    list_changes,
    pair_list_days,
    tabulate_changes,
)
from geo.record import Record
from geo.site.folder import Folder
from geo.site.pictures import Picture
from geo.site.writer import PageWriter
from geo.view_data import write_csv
from geo.words.changes import Teller, tell_parts, tell_sum
from geo.words.language import N_
from geo.words.templates import render_template

# How far back lists have their changes on the page, and in a file of their own.
BACK = pd.DateOffset(years=1)


def choose_lists(record: Record) -> list[Days]:
    """Choose the lists that the page has, each with the day of the one before: the newest first."""
    return pair_list_days(record, (pd.Timestamp(record.last) - BACK).date())


@functools.lru_cache(maxsize=1)
def collect_lists(record: Record) -> list[tuple[datetime.date, pd.DataFrame]]:
    """Collect the lists of the page that changed something: day and changes, the newest first.

    All languages tell of the same; the newest list is there whatever it changed.
    """
    newest, *others = [
        (day, list_changes(record, since, day, LISTS)) for since, day in choose_lists(record)
    ]
    return [newest, *((day, changes) for day, changes in others if len(changes))]


def write_changes_files(folder: Folder, record: Record) -> dict[str, tuple[str, int]]:
    """Write the rows of the page as CSV into the folder's `data/`.

    Returns path and number of rows, of what the newest list changed (`newest`) and of what all of
    the lists on the page did (`year`).
    """
    pairs = choose_lists(record)
    stretches = {"newest": pairs[0], "year": (pairs[-1][0], pairs[0][1])}
    files = {}
    for name, days in stretches.items():
        rows = list_changes(record, *days, LISTS)
        path = f"data/287g-changes-{days[0]}-{days[1]}.csv"
        files[name] = folder.write(path, write_csv(tabulate_changes(record, rows))), len(rows)
    return files


def write_changes(
    writer: PageWriter,
    record: Record,
    pictures: dict[str, Picture],
    files: dict[str, tuple[str, int]],
) -> Iterator[tuple[str, str]]:
    """Write the page in the writer's language: path and text; `files` as `write_changes_files`."""
    phrases = writer.phrases
    teller = Teller(
        record, writer.language, writer.link_view, writer.find_agencies(record).__getitem__
    )
    (_, changes), *earlier = collect_lists(record)
    told = tell_sum(*choose_lists(record)[0], LISTS, _count(changes), phrases)
    by_state = count_by_state(changes)
    states = [
        (writer.common["names"][code], writer.site.name_page(code), numbers)
        for code, numbers in zip(by_state.index, by_state.to_numpy().tolist(), strict=True)
    ]
    yield writer.write(
        "changes",
        phrases.say(N_("Changes: 287(g) Atlas")),
        told,
        pictures,
        newest=_tell(writer, teller, changes, states),
        earlier=_tell_earlier(writer, teller, earlier),
        rows=files,
    )


def _count(changes):
    return count_shown(changes) | {LEFT: count_leavers(changes)}


def _tell_earlier(writer, teller, lists):
    """Tell of earlier lists: day, what in short, and the changes."""
    for day, changes in lists:
        told = tell_parts(_count(changes), writer.phrases)
        yield day, told, _tell(writer, teller, changes, [])


def _tell(writer, teller, changes, by_state):
    return Markup(
        render_template(
            "answers/changes.html.j2",
            writer.language,
            told=[],
            by_state=by_state,
            waits=[],
            lines=teller.tell_changes(changes),
        )
    )
