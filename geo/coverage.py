"""Coverage: the agreements in force in each county and state on a date, by model."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.agreements import explode_counties, select_in_force
from geo.program import BITS, MODELS, REACHES


@dataclass(frozen=True)
class Totals:
    """What is in force on a date under a choice of models and reach.

    Agreements split into `local` and `statewide`, the local ones into `countywide` and `part`;
    `unlocated` counts the local ones whose county is not known. `counties_*` are numbers of
    counties, `people_*` shares (0 to 1) of the population of all counties; `local_agencies` hold
    local agreements, `agencies` any.
    """

    agreements: int
    local: int
    statewide: int
    countywide: int
    part: int
    unlocated: int
    agencies: int
    local_agencies: int
    states: int
    counties: int
    counties_countywide: int
    people: float
    people_countywide: float


def select_agreements(agreements, on, models=MODELS, reach="all"):
    """Select the agreements in force on a date that have one of the models and the reach.

    `reach` "countywide" or "part" narrows the local agreements; statewide ones always stay.
    Returns rows of `agreements`. Raises ValueError for an unknown model or reach.
    """
    unknown = sorted(set(models) - set(MODELS))
    if unknown:
        raise ValueError(f"models: {', '.join(unknown)}; expected {', '.join(MODELS)}")
    if reach not in REACHES:
        raise ValueError(f"reach: {reach!r}; expected {', '.join(REACHES)}")
    chosen = select_in_force(agreements, on)
    chosen = chosen[chosen["model"].isin(list(models))]
    if reach != "all":
        chosen = chosen[chosen["statewide"] | (chosen["reach"] == reach)]
    return chosen


def compute_county_coverage(agreements, counties, on, models=MODELS, reach="all"):
    """Join the agreements in force on a date to the counties they cover.

    Returns a DataFrame, one row per row of `counties` and in its order: `geoid, state,
    mixture` (0 to 7, see geo.program) and `agreements` (local ones covering the county).
    Statewide agreements never count here. Raises ValueError for an agreement whose GEOID is
    not among the counties.
    """
    placed = explode_counties(select_agreements(agreements, on, models, reach))
    strangers = sorted(set(placed["geoid"]) - set(counties["geoid"]))
    if strangers:
        raise ValueError(f"agreements.csv: GEOID {', '.join(strangers)} is no county")
    mixtures = placed.drop_duplicates(["geoid", "model"])
    mixtures = mixtures["model"].map(BITS).astype(int).groupby(mixtures["geoid"]).sum()
    coverage = pd.DataFrame(counties[["geoid", "state"]])
    coverage["mixture"] = coverage["geoid"].map(mixtures).fillna(0).astype(int)
    coverage["agreements"] = coverage["geoid"].map(placed["geoid"].value_counts()).fillna(0)
    coverage["agreements"] = coverage["agreements"].astype(int)
    return coverage


def compute_changes(agreements, counties, since, on, models=MODELS, reach="all"):
    """Compare the coverage of counties on two dates.

    Returns a DataFrame, one row per row of `counties` and in its order: `geoid, state, before,
    after` (mixtures on `since` and `on`) and `change`: gained, lost, changed (another mixture),
    same, or none (no local agreement on either date).
    """
    now = compute_county_coverage(agreements, counties, on, models, reach)
    then = compute_county_coverage(agreements, counties, since, models, reach)
    changes = now[["geoid", "state"]].assign(before=then["mixture"], after=now["mixture"])
    changes["change"] = np.select(
        [
            (changes["before"] == 0) & (changes["after"] == 0),
            changes["before"] == changes["after"],
            changes["before"] == 0,
            changes["after"] == 0,
        ],
        ["none", "same", "gained", "lost"],
        default="changed",
    )
    return changes


def compute_state_coverage(agreements, counties, population, on, models=MODELS, reach="all"):
    """Sum the coverage of counties by state, and add the statewide agreements.

    Returns a DataFrame, one row per state (index `state`, sorted): `counties,
    counties_covered, people, people_covered, agreements (local and statewide), statewide
    (number), statewide_mixture, share_counties, share_people` (0 to 1).
    """
    chosen = select_agreements(agreements, on, models, reach)
    coverage = compute_county_coverage(agreements, counties, on, models, reach)
    coverage["people"] = coverage["geoid"].map(population)
    covered = coverage[coverage["mixture"] > 0]
    statewide = chosen[chosen["statewide"]]
    kinds = statewide.drop_duplicates(["state", "model"])
    columns = {
        "counties": coverage.groupby("state").size(),
        "counties_covered": covered.groupby("state").size(),
        "people": coverage.groupby("state")["people"].sum(),
        "people_covered": covered.groupby("state")["people"].sum(),
        "agreements": chosen.groupby("state").size(),
        "statewide": statewide.groupby("state").size(),
        "statewide_mixture": kinds["model"].map(BITS).astype(int).groupby(kinds["state"]).sum(),
    }
    every = sorted(coverage["state"].unique())
    states = pd.DataFrame(
        {name: column.reindex(every, fill_value=0).astype(int) for name, column in columns.items()},
        index=pd.Index(every, name="state"),
    )
    states["share_counties"] = states["counties_covered"] / states["counties"]
    states["share_people"] = states["people_covered"] / states["people"]
    return states


def summarize_coverage(agreements, counties, population, on, models=MODELS, reach="all"):
    """Count what is in force in the whole country on a date: a `Totals`."""
    chosen = select_agreements(agreements, on, models, reach)
    local = chosen[~chosen["statewide"]]
    placed = explode_counties(chosen)
    any_reach = set(placed["geoid"])
    countywide = set(placed["geoid"][placed["reach"] == "countywide"])
    everyone = population.reindex(counties["geoid"]).sum()
    return Totals(
        agreements=len(chosen),
        local=len(local),
        statewide=len(chosen) - len(local),
        countywide=int((local["reach"] == "countywide").sum()),
        part=int((local["reach"] == "part").sum()),
        unlocated=int((local["geoids"] == "").sum()),
        agencies=chosen["agency_id"].nunique(),
        local_agencies=local["agency_id"].nunique(),
        states=chosen["state"].nunique(),
        counties=len(any_reach),
        counties_countywide=len(countywide),
        people=float(population.reindex(sorted(any_reach)).sum() / everyone),
        people_countywide=float(population.reindex(sorted(countywide)).sum() / everyone),
    )
