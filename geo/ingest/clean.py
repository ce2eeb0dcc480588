"""Turn printed rows into plain values: states, names, models, dates, links."""

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from rapidfuzz import fuzz, process

from geo.boundaries import read_states
from geo.ingest.agreement import NOWHERE, Location
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError, join_faults
from geo.ingest.workbook import PrintedList, PrintedRow

FIRST_DATE = date(2002, 1, 1)
STATE_THRESHOLD = 85
# The first two words of a model, which lists print as Officer, Office, Services or Model, and
# per cent by which misspelt ones ("Jail Enforcment") must be alike to them.
MODEL_WORDS = {"jail enforcement": "jail", "warrant service": "warrant", "task force": "task_force"}
MODEL_LIKE = 90
# A cell that names two models means two agreements, which one row cannot be.
MODEL_MARKS = {
    "jail": r"\bjail|\bjem\b",
    "warrant": r"\bwarrant|\bwso\b",
    "task_force": r"\btask|\btf[mo]\b",
}
BLANKS = {"", "#n/a", "#na", "n/a"}
# What a name says of the document printed beside it, which is no part of the agency's name.
DOCUMENT = re.compile(r"\s*\((addendum|revised)\)$", re.IGNORECASE)
MONTHS = [name.lower() for name in calendar.month_name[1:]]
TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?$", re.IGNORECASE)
APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼ`´′＇", "'"))
REMEDY = "Mend it in data/corrections.csv."


class PrintedAgency(NamedTuple):
    """An agency as a row prints it: all that its location rests on."""

    state: str
    agency: str
    type: str
    county: str


@dataclass(frozen=True)
class Row:
    """One printed row as plain values.

    state is a USPS code, type county, municipality, state or '', signed_on ISO text or '',
    moa_url an address or ''; location comes last and is blank until then.
    """

    number: int
    state: str
    state_printed: str
    agency: str
    type: str
    county: str
    model: str
    signed_on: str
    moa_url: str
    flags: frozenset[str]
    location: Location = NOWHERE

    @property
    def printed_agency(self) -> PrintedAgency:
        """Its agency, to be located."""
        return PrintedAgency(self.state, self.agency, self.type, self.county)


@dataclass(frozen=True)
class RowAside:
    """One printed row that is no agreement, for it lacks a state, an agency or a model."""

    number: int
    reason: str
    printed: str


def clean_rows(
    printed: PrintedList, published_on: date, corrections: Corrections
) -> tuple[list[Row], list[RowAside]]:
    """Clean the rows of one list published on a day.

    Returns one Row per readable printed row, and one RowAside per row without a state, an agency
    or a model, also once the corrections are applied.

    A correction of an agency's name is keyed on the name, or on the county printed beside it
    where two agencies of a state share a name.

    Raises SourceError naming every row with an unknown state, an unknown model or a date that
    is none or lies outside 2002-01-01 to published_on.
    """
    cleaned, aside, faults = [], [], []
    for row in printed.rows:
        try:
            clean = _clean_row(row, published_on, corrections)
        except ValueError as fault:
            faults.append(f"{printed.file} row {row.number}: {fault} {REMEDY}")
            continue
        (cleaned if isinstance(clean, Row) else aside).append(clean)
    if faults:
        raise SourceError(join_faults(faults))
    return cleaned, aside


def tidy_name(text: str) -> str:
    """Straighten apostrophes and squeeze white space; misspellings stay as printed."""
    text = " ".join(text.translate(APOSTROPHES).split())
    return text.strip(" ,;")


@cache
def read_state_names() -> dict[str, str]:
    """USPS codes of states and territories by the name that lists print, in lower case.

    The Northern Mariana and the Virgin Islands go by those names alone. Source: the shapefile.
    """
    states = read_states()
    return {
        re.sub(r"^(?:commonwealth of the|united states) ", "", name.lower()): code
        for name, code in zip(states["name"], states["state"], strict=True)
    }


@cache
def read_state(text: str) -> tuple[str, bool]:
    """USPS code of a printed state; a misspelling counts when it is 85 % alike to one name.

    Returns the code and whether it was misspelt. Raises ValueError for an unknown state.
    """
    states = read_state_names()
    name = " ".join(re.sub(r"[^a-z ]", "", text.lower()).split())
    if name in states:
        return states[name], False
    if name.upper() in states.values():
        return name.upper(), False
    matches = process.extract(name, states.keys(), scorer=fuzz.ratio, limit=2)
    (best, score, _), (_, second, _) = matches
    if score < STATE_THRESHOLD or score - second < 5:
        raise ValueError(f"STATE is {_cut(text)!r}; expected the name of a state or territory.")
    return states[best], True


def read_date(text: str, published_on: date, column: str = "SIGNED") -> tuple[str, bool]:
    """ISO text of a printed date, by default the signing's, and whether it lacked a slash.

    Read are 2026-07-20, 7/20/2026, 7/20/26 and July 20, 2026, each with or without a time of day;
    the month always comes before the day, so that a column of days first is refused by its first
    day after the twelfth. Raises ValueError, which names the column, unless it is a date from
    2002-01-01 to published_on.
    """
    plain = TIME_OF_DAY.sub("", text.strip())
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain)
    american = re.fullmatch(r"(\d{1,2})/(\d{1,2})(/?)(\d{4}|(?<=/)\d{2})", plain)
    worded = re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", plain)
    day = None
    with suppress(ValueError):
        if iso:
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif american:
            year = american[4] if len(american[4]) == 4 else f"20{american[4]}"
            day = date(int(year), int(american[1]), int(american[2]))
        elif worded:
            day = date(int(worded[3]), _read_month(worded[1]), int(worded[2]))
    if day is None or not FIRST_DATE <= day <= published_on:
        raise ValueError(
            f"{column} is {_cut(text)!r}; expected a date from {FIRST_DATE} to {published_on}."
        )
    return day.isoformat(), bool(american and not american[3])


def _read_month(word):
    """Number of a month by its English name or the first letters of it, ValueError for none."""
    months = [name for name in MONTHS if name.startswith(word.lower())]
    if not months:
        raise ValueError(f"{word!r} is no month.")
    return MONTHS.index(months[0]) + 1


def _cut(text):
    """A value as an error shows it: not whole where it is long."""
    return text if len(text) <= 200 else f"{text[:200]} ..."


def read_link(text: str) -> str:
    """Address of a memorandum: Outlook and browser wrappings taken off, '' for anything else."""
    if "safelinks.protection.outlook.com" in text:
        text = parse_qs(urlsplit(text).query).get("url", [""])[0]
    text = re.sub(r"^chrome-extension://[a-z]+/", "", text.strip())
    text = re.sub(r"^(https?):/+", r"\1://", text)
    return text.replace(" ", "%20") if re.match(r"https?://[^/\s]+\.[^/\s]+/", text) else ""


def _clean_row(row: PrintedRow, published_on: date, corrections: Corrections) -> Row | RowAside:
    flags = set()
    agency = tidy_name(row.agency)

    def mend(field, value):
        correct = corrections.find(field, state, agency, value)
        if correct is None:
            return value
        flags.add(f"{field}_corrected")
        return correct

    state = ""
    if printed := _drop_blank(mend("state", row.state)):
        state, is_misspelt = read_state(printed)
        flags |= {"state_misspelt"} if is_misspelt else set()
    model = _drop_blank(mend("model", row.model))
    needed = {"state": state, "agency": _drop_blank(agency), "model": model}
    if missing := [name for name, value in needed.items() if not value]:
        return RowAside(row.number, f"no {' and no '.join(missing)}", str(row))
    signed_on = _drop_blank(mend("signed_on", row.signed))
    if signed_on:
        signed_on, is_slashless = read_date(signed_on, published_on)
        flags |= {"date_mended"} if is_slashless else set()
    else:
        flags.add("undated")
    if document := DOCUMENT.search(agency):
        flags |= {"addendum"} if document[1].lower() == "addendum" else set()
        agency = DOCUMENT.sub("", agency)
    county = _drop_blank(tidy_name(mend("county", row.county)))
    # Keyed on the county where two agencies of a state share a name.
    name = mend("agency", county)
    if name == county:
        name = mend("agency", agency)
    return Row(
        number=row.number,
        state=state,
        state_printed=row.state,
        agency=tidy_name(name),
        type=_read_type(mend("type", row.type)),
        county=county,
        model=_read_model(model),
        signed_on=signed_on,
        moa_url=mend("moa_url", read_link(row.moa_url)),
        flags=frozenset(flags),
    )


def _drop_blank(text):
    """The text, or '' for what lists print where they have nothing to say."""
    return "" if text.lower() in BLANKS else text


@cache
def _read_model(text):
    words = " ".join(text.lower().split())
    named = [model for model, pattern in MODEL_MARKS.items() if re.search(pattern, words)]
    start = " ".join(words.split()[:2])
    match = process.extractOne(
        start, MODEL_WORDS.keys(), scorer=fuzz.ratio, score_cutoff=MODEL_LIKE
    )
    if match and len(named) < 2:
        return MODEL_WORDS[match[0]]
    raise ValueError(
        f"SUPPORT TYPE is {_cut(text)!r}; expected Jail Enforcement Model, Warrant Service Officer "
        "or Task Force Model."
    )


def _read_type(text):
    word = text.lower()
    if word.startswith("state"):
        return "state"
    if word.startswith(("muni", "munc")):
        return "municipality"
    return "county" if word.startswith("county") else ""
