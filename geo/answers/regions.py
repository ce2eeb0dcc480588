"""Regions and other groups of counties: counted together, by size, and those without agreement."""

from dataclasses import dataclass

import pandas as pd

from geo.agreements import select_place
from geo.coverage import Coverage, Totals
from geo.places import Region
from geo.program import MODELS
from geo.record import Record

# From which number of residents on a county is of a size, the largest first.
SIZES = {"large": 250_000, "middling": 50_000, "small": 0}


@dataclass(frozen=True)
class RegionCounts:
    """What is in force in a region on the day of the newest list.

    `totals` are as `geo.coverage` counts them; `models` its local agreements by model, each once,
    in the order of `MODELS`.
    """

    region: Region
    totals: Totals
    models: tuple[int, ...]


def count_region(record: Record, region: Region) -> RegionCounts:
    """Count what is in force in a region; statewide agreements are none of a region's."""
    coverage = record.coverage.compute(record.last)
    counts = select_place(coverage.agreements, region)["model"].value_counts()
    models = tuple(int(counts.get(model, 0)) for model in MODELS)
    return RegionCounts(region, coverage.count_totals(region), models)


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
