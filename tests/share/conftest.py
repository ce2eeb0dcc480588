"""A record on the real boundaries, one of the committed tables, and a small made-up one."""

import pandas as pd
import pytest

from geo.record import Record, read_record


@pytest.fixture(scope="session")
def record():
    """The committed record."""
    return read_record()


@pytest.fixture(scope="session")
def lists():
    return pd.DataFrame(
        {
            "file": ["a.xlsx", "b.xlsx", "c.xlsx"],
            "published_on": pd.to_datetime(["2020-01-15", "2020-03-20", "2020-07-01"]),
            "rows": [3, 7, 8],
            "agreements": ["3", "7", "8"],
            "verdict": ["absorbed"] * 3,
            "note": [""] * 3,
        }
    )


@pytest.fixture(scope="session")
def small(country, lists):
    """The record of two states in tests/conftest.py; it has no shapes to draw."""
    return Record(country.agreements, lists, country.counties, country.states, country.population)


@pytest.fixture(scope="session")
def made_up(record, lists, make_agreements):
    """Made-up agreements on the real map, so that no new list changes a golden image."""
    models = ("jail", "warrant", "task_force")
    rows = []
    for index, geoid in enumerate(record.counties["geoid"]):
        for bit, model in enumerate(models):
            month = 1 + (index + 2 * bit) % 6
            if (index * 7 + index // 13 + bit * 5) % 11 < 3:
                rows.append(
                    {
                        "agreement_id": f"{geoid}--{model}",
                        "agency_id": geoid,
                        "state": record.counties["state"].iloc[index],
                        "model": model,
                        "geoids": geoid,
                        "reach": "part" if index % 4 == 0 else "countywide",
                        "signed_on": f"2020-{month:02}-{1 + index % 27:02}",
                        "ended_on": "2020-03-15" if month < 3 and index % 9 == 0 else "",
                    }
                )
    for state in ("FL", "GA", "MT", "GU"):
        rows.append(
            {
                "agreement_id": f"{state}--patrol",
                "state": state,
                "reach": "",
                "statewide": "true",
                "signed_on": "2020-02-02",
            }
        )
    agreements = make_agreements(*rows)
    # California has none at all.
    agreements = agreements[agreements["state"] != "CA"].reset_index(drop=True)
    return Record(agreements, lists, record.counties, record.states, record.population)
