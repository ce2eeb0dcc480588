"""The agreements as the browser reads them, compact."""

import json

import numpy as np
import pandas as pd

from geo.program import BITS

EPOCH = pd.Timestamp("2000-01-01")
# The codes of an agreement's reach, and which of them are local agreements of a chosen reach.
COUNTYWIDE, PART, STATEWIDE = 0, 1, 2
REACHES = {"all": (COUNTYWIDE, PART), "countywide": (COUNTYWIDE,), "part": (PART,)}


def encode_agreements(agreements, counties, states, population, lists):
    """Encode the agreements as JSON text, in parallel lists sorted by start.

    `start` and `end` are days since 2000-01-01 (end null: still listed), `model` is the bit of
    the model, `reach` 0 countywide, 1 part, 2 statewide, `agency` how many rows before it the
    first one of its agency stands, `state` a position in `states`, `counties` positions in
    `counties`; `people` is the population by county. `published` has the lists in order: day, rows,
    file.
    """
    county_at = {geoid: index for index, geoid in enumerate(counties["geoid"])}
    state_at = {state: index for index, state in enumerate(states["state"])}
    rows = agreements.sort_values(["starts_on", "agreement_id"], kind="stable")
    local = np.where(rows["reach"] == "countywide", COUNTYWIDE, PART)
    reach = np.where(rows["statewide"], STATEWIDE, local)
    positions = pd.Series(range(len(rows)), index=rows.index)
    firsts = positions.groupby(rows["agency_id"]).transform("first")
    ends = (rows["over_on"] - EPOCH).dt.days
    return json.dumps(
        {
            "start": (rows["starts_on"] - EPOCH).dt.days.tolist(),
            "end": [None if pd.isna(end) else int(end) for end in ends],
            "model": rows["model"].map(BITS).tolist(),
            "reach": reach.tolist(),
            "agency": (positions - firsts).tolist(),
            "state": rows["state"].map(state_at).tolist(),
            "counties": [
                [county_at[geoid] for geoid in geoids.split(";") if geoid]
                for geoids in rows["geoids"].where(~rows["statewide"], "")
            ],
            "people": population.reindex(counties["geoid"]).fillna(0).astype(int).tolist(),
            "published": [
                [(row.published_on - EPOCH).days, int(row.rows), row.file]
                for row in lists.itertuples()
            ],
        },
        separators=(",", ":"),
        allow_nan=False,
    )
