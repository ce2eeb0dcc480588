"""The map's data as the browser reads it: geometry and agreements, compact."""

import json

import numpy as np
import pandas as pd
import shapely

from geo.program import BITS

KILOMETRES_PER_STEP = 0.1
EPOCH = pd.Timestamp("2000-01-01")
# The codes of an agreement's reach, and which of them are local agreements of a chosen reach.
COUNTYWIDE, PART, STATEWIDE = 0, 1, 2
REACHES = {"all": (COUNTYWIDE, PART), "countywide": (COUNTYWIDE,), "part": (PART,)}


def encode_geometry(composite):
    """Encode the composite map as JSON text.

    `counties` has parallel lists `geoid, name` ("Alachua County")`, state` (position in
    `states`)`, shape`; `states` has `state, name, shape, label` ([x, y] inside the state and
    the radius there, km); `boxes` has the insets. A shape is a list of polygons, each a list
    of rings, each a flat list of x, y in steps of `step` km, every pair after the first as the
    difference to the one before: neighbours share their borders exactly.
    """
    states = composite.states
    position = {state: index for index, state in enumerate(states["state"])}
    counties = composite.counties
    return _to_json(
        {
            "step": KILOMETRES_PER_STEP,
            "counties": {
                "geoid": counties["geoid"].tolist(),
                "name": counties["namelsad"].tolist(),
                "state": [position[state] for state in counties["state"]],
                "shape": [_encode_shape(shape) for shape in counties.geometry],
            },
            "states": {
                "state": states["state"].tolist(),
                "name": states["name"].tolist(),
                "shape": [_encode_shape(shape) for shape in states.geometry],
                "label": [_find_label_point(shape) for shape in states.geometry],
            },
            "boxes": [
                {"name": name, "bounds": [round(value, 1) for value in box.bounds]}
                for name, box in zip(composite.boxes["name"], composite.boxes.geometry, strict=True)
            ],
        }
    )


def encode_agreements(agreements, counties, states, population):
    """Encode the agreements as JSON text, in parallel lists sorted by start.

    `start` and `end` are days since 2000-01-01 (end null: still listed), `model` is the bit of
    the model, `reach` 0 countywide, 1 part, 2 statewide, `agency` a number per agency, `state`
    a position in `states`, `counties` positions in `counties`; `people` is the population by
    county.
    """
    county_at = {geoid: index for index, geoid in enumerate(counties["geoid"])}
    state_at = {state: index for index, state in enumerate(states["state"])}
    rows = agreements.sort_values(["starts_on", "agreement_id"], kind="stable")
    local = np.where(rows["reach"] == "countywide", COUNTYWIDE, PART)
    reach = np.where(rows["statewide"], STATEWIDE, local)
    ends = (rows["over_on"] - EPOCH).dt.days
    return _to_json(
        {
            "start": (rows["starts_on"] - EPOCH).dt.days.tolist(),
            "end": [None if pd.isna(end) else int(end) for end in ends],
            "model": rows["model"].map(BITS).tolist(),
            "reach": reach.tolist(),
            "agency": pd.factorize(rows["agency_id"])[0].tolist(),
            "state": rows["state"].map(state_at).tolist(),
            "counties": [
                [county_at[geoid] for geoid in geoids.split(";") if geoid]
                for geoids in rows["geoids"].where(~rows["statewide"], "")
            ],
            "people": population.reindex(counties["geoid"]).fillna(0).astype(int).tolist(),
        }
    )


def _encode_shape(shape):
    return [
        [_encode_ring(ring) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
    ]


def _encode_ring(ring):
    steps = np.round(shapely.get_coordinates(ring) / KILOMETRES_PER_STEP).astype(int)
    moved = np.diff(steps, axis=0)
    moved = moved[np.any(moved != 0, axis=1)]
    return [*steps[0].tolist(), *moved.ravel().tolist()]


def _find_label_point(shape):
    """Find the middle of the widest place of a state: [x, y, radius] in km."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    line = shapely.maximum_inscribed_circle(largest, tolerance=2.0)
    x, y = shapely.get_coordinates(line)[0]
    return [round(float(x), 1), round(float(y), 1), round(float(line.length), 1)]


def _to_json(value):
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
