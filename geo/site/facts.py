"""What the page of a state tells: its numbers, its agencies, and their agreements."""

from collections import Counter
from dataclasses import dataclass

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


@dataclass(frozen=True)
class StateFacts:
    """One state or territory on the date of the newest list.

    `by_model` pairs each model with its number of agreements in force; `agencies` are those
    with an agreement in force, `former` those whose agreements are all over.
    """

    code: str
    counties: int
    counties_covered: int
    share_people: float
    agreements: int
    by_model: list[tuple[str, int]]
    agencies: list[Agency]
    former: list[Agency]


def collect_state_facts(record: Record) -> list[StateFacts]:
    """Collect the facts of every state and territory: a list of `StateFacts`, by name."""
    table = record.agreements.sort_values(
        ["starts_on", "agreement_id"], ascending=[False, True], kind="stable"
    )
    in_force = set(select_in_force(table, record.last)["agreement_id"])
    states = record.coverage.compute(record.last).states
    agreements: dict[str, dict] = {code: {} for code in record.state_names.sort_values().index}
    for row in table.itertuples():
        agreements[row.state].setdefault(row.agency_id, []).append(row)
    facts = []
    for code, by_agency in agreements.items():
        agencies = [_describe_agency(rows, in_force) for rows in by_agency.values()]
        agencies.sort(key=lambda agency: (not agency.statewide, agency.name, agency.id))
        models = Counter(row.model for agency in agencies for row in agency.agreements)
        row = states.loc[code]
        facts.append(
            StateFacts(
                code=code,
                counties=int(row["counties"]),
                counties_covered=int(row["counties_covered"]),
                share_people=float(row["share_people"]),
                agreements=int(row["agreements"]),
                by_model=[(model, models[model]) for model in MODELS],
                agencies=[agency for agency in agencies if agency.agreements],
                former=[agency for agency in agencies if not agency.agreements],
            )
        )
    return facts


def _describe_agency(rows, in_force):
    newest = rows[0]
    located = [] if newest.statewide else newest.geoids.split(";")
    return Agency(
        id=newest.agency_id,
        name=newest.agency,
        statewide=newest.statewide,
        part=newest.reach == "part",
        geoids=[geoid for geoid in located if geoid],
        agreements=[row for row in rows if row.agreement_id in in_force],
        past=[row for row in rows if row.agreement_id not in in_force],
    )
