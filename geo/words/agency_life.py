"""What is told of an agency: where it serves, its agreements in time, and what proves them."""

import csv
import datetime
import functools
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from geo.answers.bodies import BODIES
from geo.answers.directory import IN_FORCE, OVER, SINCE
from geo.figure.details import MEMORANDA
from geo.record import Record
from geo.view import View, find_range
from geo.words.changes import Link
from geo.words.language import N_, format_short_date
from geo.words.life import Life
from geo.words.names import MODEL_WORDS, Phrases, capitalize

STATUS_WORDS = {
    IN_FORCE: N_("in force"),
    SINCE: N_("Signed since the newest list"),
    OVER: N_("none in force"),
}
REACH_WORDS = {
    "countywide": N_("Countywide"),
    "part": N_("Part of a county"),
    "statewide": N_("Statewide"),
}
LOCATED_WORDS = {
    "printed": N_("Located by the county that the list prints."),
    "agency_name": N_("Located by the county in its name."),
    "place": N_("Located by the place in its name."),
    "correction": N_("Located by a correction; its evidence is in data/corrections.csv."),
    "statewide": N_("Covers its whole state, and is counted in no county."),
    "": N_("Not located: its county is not known."),
}
FLAG_WORDS = {
    "reported": N_("known from a source that is no list"),
    "date_mended": N_("ICE changed its signing date; the newest printed one stands"),
    "bridged": N_("missing from one to three lists in between"),
    "relabelled": N_("the lists printed it under another agency’s name"),
    "addendum": N_("a list prints an addendum to it"),
    "undated": N_("no list prints its signing date"),
    "county_misspelt": N_("a list misspells its county"),
    "county_unknown": N_("a list prints no county of its state"),
    "county_ambiguous": N_("the county that a list prints may be several"),
    "county_contradicts_name": N_("the county that a list prints is not that of its name"),
    "county_contradicts_place": N_("the county that a list prints is not that of its place"),
    "agency_corrected": N_("its printed name is corrected"),
    "signed_on_corrected": N_("its printed signing date is corrected"),
    "moa_url_corrected": N_("its printed link is corrected"),
    "model_corrected": N_("its printed model is corrected"),
    "geoids_corrected": N_("its printed county is corrected"),
    "jurisdiction_corrected": N_("its kind is corrected"),
}
MERGE_WORDS = {
    "same_key": N_("“{before}” read as “{after}”"),
    "respelt": N_("“{before}” taken for another spelling of “{after}”"),
    "same_memorandum": N_("“{before}” taken for “{after}”: both link to one memorandum"),
    "relabelled": N_("“{before}” taken for “{after}”: one agreement under two names"),
    "state_misspelt": N_("the state “{before}” read as {after}"),
    "date_mended": N_("the signing date changed from {before} to {after}"),
}
DAY = pd.Timedelta(days=1)
LEAST_YEARS = 2
MOST_TICKS = 6
# Per cent of the width: a year after it has no room.
LAST_TICK = 90


class Bar(NamedTuple):
    """An agreement on the time axis: its model, and parts of the width in per cent.

    From `left` it is shown for `width`; for `doubt` more it may have lasted, no list tells.
    """

    model: str
    left: float
    width: float
    doubt: float


@functools.lru_cache(maxsize=2)
def read_merges(record: Record) -> dict[str, list[dict[str, str]]]:
    """Read what rules of the importer merged by themselves, by agency: rows of its journal.

    The journal is no part of a record: where it is missing nothing is told of it.
    """
    path = Path(str(record.tables.folder)) / "qa" / "merges.csv"
    merges = defaultdict(list)
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                merges[row["agency_id"]].append(row)
    return dict(merges)


@functools.lru_cache(maxsize=2)
def group_agreements(record: Record) -> dict[str, list[Any]]:
    """Group the agreements of a record by agency: named tuples, in order of time."""
    rows = record.agreements.sort_values(["starts_on", "agreement_id"], kind="stable")
    groups = defaultdict(list)
    for row in rows.itertuples():
        groups[row.agency_id].append(row)
    return dict(groups)


def draw_bars(
    rows: Iterable[Any], first: pd.Timestamp, last: pd.Timestamp
) -> tuple[list[Bar], list[tuple[int, float]]]:
    """Draw agreements on an axis that ends on `last`: bars, and ticks (year, place in per cent).

    It begins with the year of the first agreement, and no later than some years before its end.
    """
    year = min(first.year, last.year - LEAST_YEARS + 1)
    start = pd.Timestamp(year=year, month=1, day=1)
    whole = (last + DAY - start) / DAY

    def measure(day):
        return 100 * ((day - start) / DAY) / whole

    bars = []
    for row in rows:
        left, end = measure(row.starts_on), row.over_on
        over = 100.0 if pd.isna(end) else measure(end)
        shown = over
        if pd.notna(end) and not row.superseded and pd.notna(row.last_listed_on):
            shown = max(left, min(over, measure(row.last_listed_on)))
        bars.append(Bar(row.model, left, shown - left, over - shown))
    every = max(1, -(-(last.year - year + 1) // MOST_TICKS))
    ticks = [
        (tick, measure(pd.Timestamp(year=tick, month=1, day=1)))
        for tick in range(year, last.year + 1, every)
    ]
    return bars, [(tick, place) for tick, place in ticks if place < LAST_TICK]


class AgencyTeller:
    """Tells of agencies of a record in a language, with links into the map."""

    def __init__(self, record: Record, language: str, link: Link) -> None:
        self._record, self._link = record, link
        self._phrases = Phrases(record, language)
        self._life = Life(record.sources, language)

    def tell(self, row) -> dict[str, Any]:
        """Tell of one agency, a row of `geo.answers.agency_search.search_agencies`."""
        rows = group_agreements(self._record).get(row.agency_id, [])
        newer = self._record.since[self._record.since["agency_id"] == row.agency_id]
        models = row.models_in_force or row.models
        bars, ticks = draw_bars(rows, row.began_on, pd.Timestamp(self._record.last))
        return {
            "id": row.agency_id,
            "name": row.agency.replace("'", "’"),
            "where": self._name_where(row),
            "clue": self._tell_clue(row.clue),
            "models": [(model, self._say(MODEL_WORDS[model])) for model in models],
            "status": row.status,
            "when": self._tell_when(row),
            "body": self._say(BODIES[row.body]),
            "reach": self._say(REACH_WORDS[row.reach]),
            "places": self._list_places(row),
            "bars": bars,
            "ticks": ticks,
            "agreements": [
                *(self._tell_agreement(one) for one in rows),
                *(self._tell_newer(one) for one in newer.itertuples()),
            ],
            "located": list(dict.fromkeys(self._tell_located(one) for one in rows)),
            "merges": self._tell_merges(row.agency_id),
        }

    def _name_where(self, row):
        state = self._phrases.name_state(row.state, in_sentence=False)
        if row.reach == "statewide":
            return self._say(N_("{state}, statewide"), state=state)
        names = [self._phrases.name_county(geoid) for geoid in row.geoids]
        return capitalize(", ".join([*names, state]))

    def _tell_clue(self, clue):
        if not clue:
            return ""
        if clue.isdigit():
            return self._say(N_("serves in a county of ZIP code {zip}"), zip=clue)
        return self._say(N_("serves in the county of {place}"), place=clue)

    def _tell_when(self, row):
        if row.status == IN_FORCE:
            return self._say(N_("first in force {date}"), date=self._date(row.began_on))
        if row.status == SINCE:
            return self._say(N_("signed {date}"), date=self._date(row.began_on))
        return self._say(N_("over by {date}"), date=self._date(row.over_on))

    def _list_places(self, row):
        """Links into the map: its counties, or its state, on its last day with an agreement."""
        last = self._record.last
        day = (row.over_on - DAY).date() if row.status == OVER else last
        day = min(max(day, self._record.first), last)
        named = [(geoid, self._phrases.name_county(geoid)) for geoid in row.geoids]
        state = self._phrases.name_state(row.state, in_sentence=False)
        return [(capitalize(name), self._find_link(code, day)) for code, name in named] or [
            (state, self._find_link(row.state, day))
        ]

    def _find_link(self, place: str, day: datetime.date) -> str:
        language = self._phrases.language
        return self._link(View(date=day, range=find_range(day), place=place, lang=language))

    def _tell_agreement(self, row):
        signed = (
            self._say(N_("signing date not known"))
            if pd.isna(row.signed_on)
            else self._say(N_("signed {date}"), date=self._date(row.signed_on))
        )
        flags = [flag for flag in row.flags.split(";") if flag in FLAG_WORDS]
        return {
            "model": row.model,
            "name": self._say(MODEL_WORDS[row.model]),
            "signed": signed,
            "life": self._life.tell(row),
            "memorandum": row.moa_url,
            "proofs": self._life.prove(row),
            "flags": [self._say(FLAG_WORDS[flag]) for flag in flags],
        }

    def _tell_newer(self, row):
        day = pd.Timestamp(row.signed_on)
        return {
            "model": row.model,
            "name": self._say(MODEL_WORDS[row.model]),
            "signed": self._say(N_("signed {date}"), date=self._date(day)),
            "life": self._say(STATUS_WORDS[SINCE]),
            "memorandum": MEMORANDA + row.memorandum,
            "proofs": [],
            "flags": [self._say(N_("not counted: no list held here shows it yet"))],
        }

    def _tell_located(self, row):
        return self._say(LOCATED_WORDS["statewide" if row.statewide else row.located_by])

    def _tell_merges(self, agency_id):
        told = []
        for merge in read_merges(self._record).get(agency_id, []):
            if merge["rule"] not in MERGE_WORDS:
                continue
            values = {name: self._write(merge[name]) for name in ("before", "after")}
            text = capitalize(self._say(MERGE_WORDS[merge["rule"]], **values))
            source = self._say(N_("{list}, row {row}"), list=merge["list"], row=merge["row"])
            told.append((text, source))
        return told

    def _write(self, text):
        """Write a value of the journal: a date as the language does."""
        try:
            return self._date(datetime.date.fromisoformat(text))
        except ValueError:
            return text

    def _say(self, message, **values):
        return self._phrases.say(message, **values)

    def _date(self, day):
        return format_short_date(day, self._phrases.language)
