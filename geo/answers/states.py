"""States and territories beside each other: agreements, counties, people, and what the law says."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from geo.agreements import find_in_force, select_in_force, select_place
from geo.answers.laws import Law, find_stance, list_laws
from geo.program import MODELS
from geo.record import Record
from geo.view import find_start

# The first days of months that a sparkline has a point for, and the newest list's.
SPARK_SINCE = find_start("2025")


@dataclass(frozen=True)
class StateRow:
    """One state or territory on the day of the newest list.

    `models` counts its agreements in force by model, in the order of `MODELS`; `share` is that of
    its people who live in a county with local agreements (0 to 1). `first` is the day on which its
    first agreement began, `changed` that of the last beginning or end (None: never). `spark` are
    its agreements at the beginning of each month since 2025, and on the last day; `law` says what
    it stands for, or is None.
    """

    code: str
    models: tuple[int, ...]
    agencies: int
    counties: int
    covered: int
    share: float
    first: datetime.date | None
    changed: datetime.date | None
    spark: tuple[int, ...]
    law: Law | None

    @property
    def agreements(self) -> int:
        return sum(self.models)


def choose_spark_days(last: datetime.date) -> pd.DatetimeIndex:
    """Choose the days of a sparkline."""
    return pd.date_range(SPARK_SINCE, last, freq="MS").union([pd.Timestamp(last)])


@lru_cache(maxsize=4)
def list_states(record: Record) -> tuple[StateRow, ...]:
    """List every state and territory, by code."""
    coverage = record.coverage.compute(record.last).states
    days = choose_spark_days(record.last)
    rows = []
    for code in sorted(record.state_names.index):
        here = select_place(record.agreements, record.places[code])
        now = select_in_force(here, record.last)
        counts = now["model"].value_counts()
        turns = pd.concat([here["starts_on"], here["over_on"]])
        turns = turns[turns <= pd.Timestamp(record.last)]
        rows.append(
            StateRow(
                code=code,
                models=tuple(int(counts.get(model, 0)) for model in MODELS),
                agencies=now["agency_id"].nunique(),
                counties=int(coverage.loc[code, "counties"]),
                covered=int(coverage.loc[code, "counties_covered"]),
                share=float(coverage.loc[code, "share_people"]),
                first=None if here.empty else here["starts_on"].min().date(),
                changed=None if turns.empty else turns.max().date(),
                spark=tuple(find_in_force(here, days).sum(axis=1).tolist()),
                law=find_stance(list_laws(record, code, record.last)),
            )
        )
    return tuple(rows)


@dataclass(frozen=True)
class StateAgency:
    """One agency of a state: its counties (none for a statewide one) and how much it serves.

    `agreements` are pairs of a model and the day on which the agreement began.
    """

    name: str
    statewide: bool
    part: bool
    geoids: tuple[str, ...]
    agreements: list[tuple[str, datetime.date]]


def list_agencies(record: Record, state: str) -> tuple[list[StateAgency], int]:
    """List the agencies of a state with agreements in force, statewide ones first, then by name.

    Returns them, and how many others held agreements before.
    """
    here = select_place(record.agreements, record.places[state])
    now = select_in_force(here, record.last).sort_values(["model", "starts_on"])
    by_agency: dict[str, list] = {}
    columns = ["agency_id", "agency", "statewide", "reach", "geoids", "model", "starts_on"]
    for row in now[columns].itertuples(index=False):
        by_agency.setdefault(row.agency_id, []).append(row)
    agencies = [
        StateAgency(
            name=rows[-1].agency,
            statewide=bool(rows[-1].statewide),
            part=rows[-1].reach == "part",
            geoids=tuple(geoid for geoid in rows[-1].geoids.split(";") if geoid),
            agreements=[(row.model, row.starts_on.date()) for row in rows],
        )
        for rows in by_agency.values()
    ]
    agencies.sort(key=lambda agency: (not agency.statewide, agency.name))
    return agencies, here["agency_id"].nunique() - len(agencies)


def list_milestones(record: Record, state: str) -> list:
    """List the milestones of a state whose day is known, the oldest first."""
    events = record.events
    chosen = events[(events["state"] == state) & (events["precision"] == "day")]
    return list(chosen.sort_values("date", kind="stable").itertuples())
