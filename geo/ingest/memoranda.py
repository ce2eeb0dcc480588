"""What the file name of a signed memorandum says, held against the agreement that links it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from geo.boundaries import read_counties
from geo.ingest.agreement import Agreement
from geo.ingest.clean import read_state_names
from geo.ingest.identity import PLAIN_WORDS, name_key
from geo.ingest.locate.county_names import CountyNames
from geo.ingest.tables import render_table

FILE = "qa/memoranda.csv"
MODEL_MARKS = {"tfm": "task_force", "tf": "task_force", "wso": "warrant", "jem": "jail"}
# Not every name is spelt out, so only one that is hardly alike is another agency's.
LEAST_LIKE = 60
# Endings of names that are also codes of states: a sheriff's department, a county.
NOT_A_STATE = {"SD", "CO"}
OTHER_WORDS = {"sheriffs", "board", "commissioners", "constables", "public", "safety", "dept"}
SEPARATOR = r"[\s_.,-]*"
MODEL = re.compile(r"(?<![A-Za-z])(TFM|TF|WSO|JEM)(?![a-z])|(?<=[a-z0-9])(TFM|WSO|JEM)(?![a-z])")
DATES = (
    (r"(20\d\d)[-._](\d{1,2})[-._](\d{1,2})", (1, 2, 3)),
    (r"(\d{1,2})[-._](\d{1,2})[-._](20\d\d|\d\d)", (3, 1, 2)),
    (r"(\d\d)(\d\d)(20\d\d)", (3, 1, 2)),
    (r"(\d\d)(\d\d)(\d\d)", (3, 1, 2)),
)


class Memorandum(NamedTuple):
    """What a file name says: the agency's words, and '' for what it does not say."""

    file: str
    agency: str
    state: str
    model: str
    signed_on: str


@dataclass(frozen=True)
class Contradiction:
    """One thing that a memorandum's file name says otherwise: a row of data/qa/memoranda.csv.

    what is state, agency, county, model or date; both sides are as text, counties as GEOIDs.
    """

    agreement_id: str
    memorandum: str
    what: str
    record: str
    file_says: str


def read_memorandum(url: str) -> Memorandum:
    """Read what a file name says: "LakePlacidPoliceDeptFL_TFM_MOA_02.28.25.pdf"."""
    file = PurePosixPath(unquote(urlsplit(url).path)).name
    rest = re.sub(r"^\d*g(?![a-z])" + SEPARATOR, "", file.rsplit(".", 1)[0])
    signed_on, rest = _cut_date(rest)
    mark = MODEL.search(rest)
    model = MODEL_MARKS[mark[0].lower()] if mark else ""
    name = rest
    if mark:
        before, after = rest[: mark.start()], rest[mark.end() :]
        name = before if re.search(r"[a-z]{2}", before) else after
    name = re.sub(rf"{SEPARATOR}(?:MOA|LEA|signed)\b.*", "", re.sub(r"_", " ", name)).strip(" -.,")
    state = ""
    if found := re.search(r"(?:(?<=[a-z .-])|(?<=PD|SO|CO|AO|DA))([A-Z]{2}|[A-Z][a-z])$", name):
        code = found[1].upper()
        if code in read_state_names().values() and (found[1].isupper() or "Co" in name[:-2]):
            name = name[: found.start()]
            state = "" if code in NOT_A_STATE else code
    name = re.sub(r"Co(?=[A-Z ]|$)", "County", name)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-.,]", " ", name)
    return Memorandum(file, " ".join(words.split()), state, model, signed_on)


def find_contradictions(agreements: Iterable[Agreement]) -> list[Contradiction]:
    """Compare every agreement that links a memorandum with what the file's name says.

    Returns a row for each difference, in order of the agreements; a date that the name lacks, or
    that is none, contradicts nothing.
    """
    return [
        Contradiction(one.agreement_id, read_memorandum(one.moa_url).file, what, record, says)
        for one in agreements
        if one.moa_url
        for what, record, says in _contradict(one, read_memorandum(one.moa_url))
    ]


def render_contradictions(agreements: Iterable[Agreement]) -> dict[str, str]:
    """Text of data/qa/memoranda.csv by its path in the data folder, the same for equals."""
    return {FILE: render_table(find_contradictions(agreements), Contradiction)}


def _contradict(one, said):
    if said.state not in ("", one.state):
        yield "state", one.state, said.state
    if said.model not in ("", one.model):
        yield "model", one.model, said.model
    dates = one.signed_on, said.signed_on
    if all(dates) and dates[0] != dates[1]:
        yield "date", *dates
    county = _find_county(one.state, said.agency) if one.geoids else ""
    if county and county not in one.geoids:
        yield "county", ";".join(one.geoids), county
    elif said.agency and not _is_alike(one, said.agency):
        yield "agency", one.agency, said.agency


def _is_alike(one, words):
    ours, theirs = (_cut_plain(name_key(one.state, name)[3:]) for name in (one.agency, words))
    initials = "".join(word[0] for word in one.agency.lower().split())
    return (
        not theirs
        or fuzz.partial_ratio(ours, theirs) >= LEAST_LIKE
        or theirs.replace(" ", "") in initials
    )


def _cut_plain(name):
    words = [word for word in name.split() if word not in PLAIN_WORDS | OTHER_WORDS]
    return " ".join(words) or name


def _find_county(state, words):
    """GEOID of the county that the words name with its ending: "Polk Co", or ''."""
    found = re.search(r"(?i)((?:\S+ ){0,2}\S+) (?:county|co|parish)\b", words)
    names = _read_names(state)
    parts = found[1].split() if found else []
    runs = (" ".join(parts[start:]) for start in range(len(parts)))
    return next((geoid for run in runs if (geoid := names.match(f"{run} County"))), "")


def _read_names(state):
    return _read_all_names()[state]


@cache
def _read_all_names():
    return {state: CountyNames(rows) for state, rows in read_counties().groupby("state")}


def _cut_date(text):
    """ISO date at the end of a text, '' when it has none that can be, and the text before it."""
    for pattern, (year, month, day) in DATES:
        if found := re.search(rf"{SEPARATOR}(?<!\d){pattern}(?!\d)", text):
            with suppress(ValueError):
                full = int(found[year]) + (2000 if len(found[year]) == 2 else 0)
                signed_on = date(full, int(found[month]), int(found[day])).isoformat()
                return signed_on, text[: found.start()]
    return "", re.sub(r"[\s_.,-]*\d[\d._-]*$", "", text)
