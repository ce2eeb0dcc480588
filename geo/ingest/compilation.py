"""The compilation of attestations before 2021, held against what the rosters made of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

from geo.ingest.agreement import Agreement, EarlyFate
from geo.ingest.clean import REMEDY, read_date, read_state, tidy_name
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError
from geo.ingest.identity import ALIKE, name_key

NEEDED = [
    "state",
    "agency",
    "first_signed_best",
    "signing_dates",
    "models",
    "active_to",
    "terminated",
]
MODELS = {"jail enforcement": "jail", "task force": "task_force"}
LAST_DAY = date(2020, 12, 31)
# "Hudson, New Hampshire" and "Tulsa County Sheriff's Office (Oklahoma)".
STATE_IN_NAME = re.compile(r"(.*?)(?: \((.+)\)|, (\w[\w ]+))")


@dataclass(frozen=True)
class Attestation:
    """One row of the compilation as plain values; dates are '' where it has none."""

    number: int
    state: str
    agency: str
    model: str
    signings: tuple[str, ...]
    active_to: str
    terminated: bool


def read_compilation(path: Path, corrections: Corrections) -> list[Attestation]:
    """Read the compilation of agreements before 2021, row by row; corrections count their uses.

    Raises SourceError when the file lacks a column or a value cannot be read.
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in NEEDED if column not in table.columns]
    if missing:
        raise SourceError(f"{path.name}: lacks the column {', '.join(missing)}; add it.")
    return [
        _read_row(path.name, number, printed, corrections)
        for number, printed in enumerate(table.to_dict("records"), start=2)
    ]


def settle_compilation(
    rows: Iterable[Attestation], agreements: Iterable[Agreement]
) -> tuple[EarlyFate, ...]:
    """Say for every signing of the compilation which agreement of the record it attests.

    That is the one of the same state and day whose name is most alike, at least 85 %; for a row
    without a date one that had begun by its last attestation. Where the rosters disagree, they
    win, and the reason says in what.
    """
    known = tuple(agreements)
    return tuple(fate for row in rows for fate in _settle(row, known))


def _settle(row, agreements) -> Iterator[EarlyFate]:
    for signed_on in row.signings or ("",):
        found = [
            one
            for one in agreements
            if one.state == row.state
            and (one.signed_on == signed_on if signed_on else one.starts_on <= row.active_to)
        ]
        likeness, known = max(
            ((_compare_names(row, one), one) for one in found),
            key=lambda pair: (pair[0], pair[1].starts_on),
            default=(0, None),
        )
        place = row.number, row.state, row.agency, signed_on
        if known and likeness >= ALIKE:
            reason = _find_disagreement(row, signed_on, known)
            yield EarlyFate(*place, "attests", known.agreement_id, reason)
        else:
            reason = "no roster or list shows it" if row.state else "no state"
            yield EarlyFate(*place, "set aside", "", reason)


def _find_disagreement(row, signed_on, agreement):
    if row.model and signed_on and row.model != agreement.model:
        return f"model {row.model}, on the rosters {agreement.model}"
    is_last = signed_on and signed_on == row.signings[-1]
    if is_last and agreement.ended_on and row.active_to > agreement.ended_on:
        return f"attested until {row.active_to}, gone by {agreement.ended_on}"
    if is_last and row.terminated and not agreement.ended_on:
        return f"gone after {row.active_to}, still listed"
    return ""


def _compare_names(row, agreement):
    names = (name_key(one.state, one.agency) for one in (row, agreement))
    return fuzz.token_sort_ratio(*names)


def _read_row(file, number, printed, corrections):
    agency = tidy_name(re.sub(r"https?://.*", "", printed["agency"]))

    def mend(field, state, value):
        correct = corrections.find(field, state, agency, value)
        return value if correct is None else correct

    # As in the lists, a correction of the state itself is under no state.
    state = re.sub(r"[^A-Za-z ]", "", mend("state", "", printed["state"]))
    if not state and (named := STATE_IN_NAME.fullmatch(agency)):
        agency, state = named[1], named[2] or named[3]
    try:
        state = read_state(state)[0] if state else ""
        signed = "signing_dates" if printed["signing_dates"] else "first_signed_best"
        dates = mend(signed, state, printed[signed])
        return Attestation(
            number=number,
            state=state,
            agency=mend("agency", state, agency),
            model=_read_model(printed["models"]),
            signings=tuple(_read_day(day, signed) for day in _split(dates)),
            active_to=_read_day(printed["active_to"], "active_to"),
            terminated=printed["terminated"] == "TRUE",
        )
    except ValueError as error:
        raise SourceError(f"{file} row {number}: {error} {REMEDY}") from error


def _read_model(text):
    """The last model of a row ("Jail Enforcement -> Task Force"), '' where none is given."""
    model = text.split("->")[-1].strip().lower()
    if model and model not in MODELS:
        raise ValueError(f"models is {text!r}; expected Jail Enforcement or Task Force, or blank.")
    return MODELS.get(model, "")


def _read_day(text, column):
    return read_date(text, LAST_DAY, column)[0] if text else ""


def _split(text):
    return sorted({part.strip() for part in text.split(";") if part.strip()})
