"""Regions: any counties, across the lines of states, counted together."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from geo.agreements import explode_counties, select_in_force
from geo.coverage import Coverage
from geo.program import MODELS
from geo.record import Record

# From which number of residents on a county is of a size, the largest first.
SIZES = {"large": 250_000, "middling": 50_000, "small": 0}


@dataclass(frozen=True)
class Region:
    """Some counties on the day of the newest list.

    `countywide` and `part` count those covered by a countywide agency, and by agencies of a part
    of them alone; `models` the local agreements in force that serve any of them, by model, each
    once; `share` is that of their `people` who live in a covered one (0 to 1).
    """

    counties: int
    countywide: int
    part: int
    people: int
    share: float
    models: tuple[int, ...]
    agencies: int

    @property
    def covered(self) -> int:
        return self.countywide + self.part

    @property
    def agreements(self) -> int:
        return sum(self.models)


def count_region(record: Record, geoids: Collection[str]) -> Region:
    """Count what is in force in some counties; statewide agreements are none of a county's."""
    counties = record.coverage.compute(record.last).counties.set_index("geoid")
    chosen = counties.loc[list(geoids)]
    people = record.population.reindex(chosen.index).fillna(0)
    local = explode_counties(select_in_force(record.agreements, record.last))
    local = local[local["geoid"].isin(chosen.index)].drop_duplicates("agreement_id")
    counts = local["model"].value_counts()
    whole, part = chosen["countywide"] > 0, (chosen["countywide"] == 0) & (chosen["part"] > 0)
    everyone = people.sum()
    return Region(
        counties=len(chosen),
        countywide=int(whole.sum()),
        part=int(part.sum()),
        people=int(everyone),
        share=float(people[whole | part].sum() / everyone) if everyone else 0.0,
        models=tuple(int(counts.get(model, 0)) for model in MODELS),
        agencies=local["agency_id"].nunique(),
    )


def count_sizes(record: Record, coverage: Coverage, state: str = "") -> list[tuple[str, dict]]:
    """Count the counties of the country or a state by size, against what covers them.

    Returns pairs of a size of `SIZES` and numbers: `counties, countywide, part, none`; a size of
    which there is no county is left out.
    """
    counties = coverage.counties
    if state:
        counties = counties[counties["state"] == state]
    people = record.population.reindex(counties["geoid"]).fillna(0).to_numpy()
    ends = [*sorted(SIZES.values()), float("inf")]
    sizes = pd.cut(people, ends, right=False, labels=list(reversed(SIZES)))
    found = []
    for size in SIZES:
        here = counties[sizes == size]
        whole = int((here["countywide"] > 0).sum())
        part = int(((here["countywide"] == 0) & (here["part"] > 0)).sum())
        counts = {"counties": len(here), "countywide": whole, "part": part}
        if len(here):
            found.append((size, counts | {"none": len(here) - whole - part}))
    return found


def list_unsigned(record: Record, state: str) -> list[tuple[str, str]]:
    """List the counties of a state in which no countywide agency has an agreement in force.

    Returns pairs of a GEOID, by name, and what else is known of such agencies there: "since" (one
    signed after the newest list, as a memorandum shows), "applied" (a sheriff was on ICE's lists of
    applications), or blank.
    """
    counties = record.coverage.compute(record.last).counties
    here = counties[(counties["state"] == state) & (counties["countywide"] == 0)]
    names = record.counties.set_index("geoid")["name"]
    signed = _collect_counties(record.since[record.since["reach"] == "countywide"])
    waiting = record.pending[record.pending["outcome"] != "signed"]
    # The lists of applications name no reach.
    applied = _collect_counties(waiting[waiting["agency"].str.contains("Sheriff")])
    return [
        (geoid, "since" if geoid in signed else "applied" if geoid in applied else "")
        for geoid in sorted(here["geoid"], key=names.__getitem__)
    ]


def _collect_counties(rows):
    return {geoid for geoids in rows["geoids"] for geoid in geoids.split(";") if geoid}
