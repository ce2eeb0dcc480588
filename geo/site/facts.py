"""What the pages of states and counties tell: numbers, agencies, and their agreements."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.agreements import select_in_force
from geo.program import MODELS
from geo.record import Record


@dataclass(frozen=True)
class Agency:
    """One agency of a state: where it serves, and its agreements, the newest first.

    `geoids` is its counties, empty for a statewide agency or one whose county is not known;
    `agreements` has those in force, `past` those that are over: rows of the agreements table.
    """

    id: str
    name: str
    statewide: bool
    part: bool
    geoids: list[str]
    agreements: list
    past: list

    @property
    def anchor(self) -> str:
        """Its short name on the page of a county."""
        return shorten_id(self.id)


@dataclass(frozen=True)
class PlaceFacts:
    """What is known of the agencies of a state or a county on the date of the newest list.

    `agencies` are those with an agreement in force, `former` those whose agreements are all over,
    of a county the local ones alone; `by_model` pairs each model with its number in force.
    """

    code: str
    agencies: list[Agency]
    former: list[Agency]

    @property
    def by_model(self) -> list[tuple[str, int]]:
        models = Counter(row.model for agency in self.agencies for row in agency.agreements)
        return [(model, models[model]) for model in MODELS]

    @property
    def agreements(self) -> int:
        """How many agreements are in force."""
        return sum(number for _, number in self.by_model)


@dataclass(frozen=True)
class Facts:
    """The facts of every state and territory, and of every county that ever had an agreement.

    Both by code; `coverage` is that of the states on the day (geo.coverage.Coverage.states).
    """

    states: dict[str, PlaceFacts]
    counties: dict[str, PlaceFacts]
    coverage: pd.DataFrame


def collect_facts(record: Record) -> Facts:
    """Collect the facts of all places of a record, states in the order of their names."""
    table = record.agreements.sort_values(
        ["starts_on", "agreement_id"], ascending=[False, True], kind="stable"
    )
    in_force = set(select_in_force(table, record.last)["agreement_id"])
    states: dict[str, list] = {code: [] for code in record.state_names.sort_values().index}
    counties: dict[str, list] = {}
    for row in table.itertuples():
        states[row.state].append(row)
        for geoid in list_geoids([row]):
            counties.setdefault(geoid, []).append(row)
    return Facts(
        {code: _describe(code, rows, in_force) for code, rows in states.items()},
        {code: _describe(code, counties[code], in_force) for code in sorted(counties)},
        record.coverage.compute(record.last).states,
    )


def list_geoids(agreements: Iterable) -> list[str]:
    """List the counties of local agreements (rows of the table), each once."""
    local = (row.geoids for row in agreements if not row.statewide)
    return list(dict.fromkeys(geoid for text in local for geoid in text.split(";") if geoid))


def shorten_id(agency_id: str) -> str:
    """Shorten an agency's id for the few of a county: two thousand lines of one page lead there."""
    return hashlib.sha256(agency_id.encode()).hexdigest()[:5]


def group_by_county(agencies: Sequence[Agency]) -> dict[str, list[Agency]]:
    """Group local agencies by the first of their counties; blank for those whose is not known."""
    groups: dict[str, list[Agency]] = {}
    for agency in agencies:
        if not agency.statewide:
            groups.setdefault(agency.geoids[0] if agency.geoids else "", []).append(agency)
    return groups


def _describe(code, rows, in_force):
    by_agency: dict[str, list] = {}
    for row in rows:
        by_agency.setdefault(row.agency_id, []).append(row)
    agencies = [_describe_agency(rows, in_force) for rows in by_agency.values()]
    agencies.sort(key=lambda agency: (not agency.statewide, agency.part, agency.name, agency.id))
    return PlaceFacts(
        code,
        [agency for agency in agencies if agency.agreements],
        [agency for agency in agencies if not agency.agreements],
    )


def _describe_agency(rows, in_force):
    newest = rows[0]
    return Agency(
        id=newest.agency_id,
        name=newest.agency,
        statewide=newest.statewide,
        part=newest.reach == "part",
        geoids=list_geoids([newest]),
        agreements=[row for row in rows if row.agreement_id in in_force],
        past=[row for row in rows if row.agreement_id not in in_force],
    )
