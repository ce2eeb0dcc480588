"""The agreements before the lists: from a compilation of attestations to a first history."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

from geo.boundaries import read_counties
from geo.ingest.agreement import (
    Agreement,
    EarlyFate,
    History,
    Location,
    make_agency_id,
    make_agreement_id,
)
from geo.ingest.clean import REMEDY, PrintedAgency, read_date, read_state, tidy_name
from geo.ingest.corrections import Corrections, count_uses
from geo.ingest.errors import SourceError
from geo.ingest.identity import ALIKE, name_key
from geo.ingest.locate.locate import locate_agencies

NEEDED = [
    "state",
    "agency",
    "county_fips",
    "first_signed_best",
    "first_signed_source",
    "signing_dates",
    "models",
    "active_from",
    "active_to",
    "terminated",
    "n_rosters",
]
MODELS = {"jail enforcement": "jail", "task force": "task_force"}
# Rosters survive from this day on; agreements older than it count theirs from the same start.
FIRST_ROSTER = "2010-10-29"
LAST_DAY = date(2020, 12, 31)
# "Hudson, New Hampshire" and "Tulsa County Sheriff's Office (Oklahoma)".
STATE_IN_NAME = re.compile(r"(.*?)(?: \((.+)\)|, (\w[\w ]+))")
DAY_OF_SOURCE = re.compile(r"\((\d{1,2} [A-Z][a-z]{2} \d{4})\)")


@dataclass(frozen=True)
class EarlyRow:
    """One row of the compilation as plain values; reason is why it makes no agreement, or ''."""

    number: int
    state: str
    agency: str
    county_fips: tuple[str, ...]
    model: str
    signings: tuple[str, ...]
    active_from: str
    active_to: str
    terminated: bool
    n_rosters: str
    source: str

    @property
    def printed_agency(self) -> PrintedAgency:
        """Its agency, to be located: the compilation has no types, its counties are codes."""
        return PrintedAgency(self.state, self.agency, "", "")

    @property
    def signed_on(self) -> str:
        """The first signing, or ''."""
        return self.signings[0] if self.signings else ""

    @property
    def reason(self) -> str:
        """Why it makes no agreement, or ''."""
        if not self.state:
            return "no state"
        if not self.signings:
            return "no signing date"
        if not self.model:
            return "no program model"
        return "signed after it was last attested" if self.signed_on > self.active_to else ""


def read_early(path: Path, corrections: Corrections) -> tuple[History, list[EarlyRow]]:
    """Read the compilation of agreements before 2021 as the history that the lists continue.

    Returns (history, rest): a History of the agreements with a model and a signing date, one per
    signing, and the rows that only attest an agency (no model or no state). A signing that
    follows another of the same agency and model supersedes it.

    Raises SourceError when the file lacks a column or a value cannot be read.
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in NEEDED if column not in table.columns]
    if missing:
        raise SourceError(f"{path.name}: lacks the column {', '.join(missing)}; add it.")
    counted = corrections.start_count()
    rows, rest = [], []
    for number, printed in enumerate(table.to_dict("records"), start=2):
        row = _read_row(path.name, number, printed, counted)
        (rest if row.reason else rows).append(row)
    locations = locate_agencies({row.printed_agency for row in rows}, read_counties(), corrections)
    rosters, last_rosters = _list_rosters(table), _find_last_rosters(table)
    agreements: dict[str, Agreement] = {}
    for row in rows:
        location = locations[row.printed_agency]
        counted.used.update(location.used)
        for agreement in _live(row, location, rosters, last_rosters):
            # Two rows may give one agreement under two spellings: the earlier attestation counts.
            known = agreements.setdefault(agreement.agreement_id, agreement)
            known.first_listed_on = min(known.first_listed_on, agreement.first_listed_on)
    history = History(
        agreements=tuple(agreements[agreement_id] for agreement_id in sorted(agreements)),
        uses=count_uses((), counted.used, path.name),
    )
    return history, rest


def settle_rest(
    rest: Iterable[EarlyRow], early: History, history: History
) -> tuple[EarlyFate, ...]:
    """Say what became of every row of the compilation that makes no agreement.

    rest and early are those of read_early, history what the lists made of it. The fate of a row
    is 'attests' with the agreement of the same state and signing date (any date before 2021,
    where the row has none) whose name is most alike, at least 85 %, or 'set aside'; reason is why
    the row makes no agreement.
    """
    fates = []
    for row in rest:
        known = [
            agreement
            for agreement in (history if row.signed_on else early).agreements
            if agreement.state == row.state and row.signed_on in ("", agreement.signed_on)
        ]
        likeness, agreement_id = max(
            ((_compare_names(row, agreement), agreement.agreement_id) for agreement in known),
            default=(0, ""),
        )
        fate = ("attests", agreement_id) if likeness >= ALIKE else ("set aside", "")
        fates.append(EarlyFate(row.number, row.state, row.agency, row.signed_on, *fate, row.reason))
    return tuple(fates)


def _compare_names(row, agreement):
    names = (name_key(one.state, one.agency) for one in (row, agreement))
    return fuzz.token_sort_ratio(*names)


def _read_row(file, number, printed, corrections):
    agency = tidy_name(re.sub(r"https?://.*", "", printed["agency"]))
    # As in the lists, a correction of the state itself is under no state.
    values = _mend(printed | {"agency": agency, "model": printed["models"]}, "", corrections)
    state = re.sub(r"[^A-Za-z ]", "", values["state"])
    if not state and (named := STATE_IN_NAME.fullmatch(agency)):
        agency, state = named[1], named[2] or named[3]
    try:
        if state:
            state = read_state(state)[0]
            values = _mend(values | {"agency": agency}, state, corrections)
        signed = "signing_dates" if values["signing_dates"] else "first_signed_best"
        source, active_to = printed["first_signed_source"], values["active_to"]
        # Attested by one source alone, which names its own day.
        only_day = DAY_OF_SOURCE.search(source) if not active_to else None
        return EarlyRow(
            number=number,
            state=state,
            agency=values["agency"],
            county_fips=tuple(fips.zfill(5) for fips in _split(values["county_fips"])),
            model=_read_model(values["model"]),
            signings=tuple(_read_day(day, signed) for day in _split(values[signed])),
            active_from=_read_day(values["active_from"], "active_from"),
            active_to=(
                pd.Timestamp(only_day[1]).date().isoformat()
                if only_day
                else _read_day(active_to, "active_to")
            ),
            terminated=printed["terminated"] == "TRUE" or only_day is not None,
            n_rosters=printed["n_rosters"],
            source=source,
        )
    except ValueError as error:
        raise SourceError(f"{file} row {number}: {error} {REMEDY}") from error


def _mend(values, state, corrections):
    """Values of a row after its corrections, by their own names."""
    agency = values["agency"]
    found = {field: corrections.find(field, state, agency, text) for field, text in values.items()}
    return values | {field: correct for field, correct in found.items() if correct is not None}


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


def _live(
    row: EarlyRow, location: Location, rosters: list[str], last_rosters: dict[str, str]
) -> Iterator[Agreement]:
    """One agreement per signing of a row, each superseded by the next."""
    agency_id = make_agency_id(row.state, row.agency)
    last_attested_on = _narrow_end(row, last_rosters)
    signings = [day for day in row.signings if day <= last_attested_on]
    for signed_on, following in zip(signings, [*signings[1:], ""], strict=True):
        agreement = Agreement(
            agreement_id=make_agreement_id(agency_id, row.model, signed_on),
            agency_id=agency_id,
            agency=row.agency,
            state=row.state,
            model=row.model,
            signed_on=signed_on,
            first_listed_on=signed_on,
            source=row.source,
        )
        agreement.take_place(location)
        # The FIPS codes are only the fallback: some are of counties that no longer exist, and
        # those of independent cities name the county around them.
        if row.county_fips and not location.statewide and not location.geoids:
            agreement.geoids, agreement.located_by = row.county_fips, "printed"
        if signed_on == signings[0]:
            agreement.first_listed_on = max(row.active_from, signed_on)
        if following:
            agreement.last_listed_on = agreement.ended_on = following
            agreement.end_certainty = "listed"
            agreement.add_flag("superseded")
        else:
            agreement.last_listed_on = max(last_attested_on, agreement.first_listed_on)
            after = [roster for roster in rosters if roster > agreement.last_listed_on]
            if row.terminated and after:
                agreement.end(after[0])
        yield agreement


def _list_rosters(table):
    """Days of rosters that attest agreements; the bounds of fiscal years are none."""
    days = {*table["active_from"], *table["active_to"]}
    return sorted(day for day in days if day and not re.search(r"-(10-01|09-30)$", day))


def _find_last_rosters(table):
    """Day of the last roster by the number of rosters of an agreement, where one day fits."""
    dated = table[
        ~table["active_to"].str.endswith("-09-30")
        & (table["n_rosters"] != "")
        & (table["active_from"] <= FIRST_ROSTER)
    ]
    days = dated.groupby("n_rosters")["active_to"].unique()
    return {str(number): found[0] for number, found in days.items() if len(found) == 1}


def _narrow_end(row, last_rosters):
    """Last attestation of a row, a fiscal year's end narrowed to the last roster of that year.

    A fiscal year comes from yearly tables and says only that the agreement stood on some day of
    it. The number of rosters that carry the agreement tells the last of them; outside the fiscal
    year the year's first day stands.
    """
    end = row.active_to
    if not end.endswith("-09-30") or row.n_rosters not in last_rosters:
        return end
    first_day = f"{int(end[:4]) - 1}-10-01"
    return max(first_day, min(end, last_rosters[row.n_rosters]))
