"""The numbers of stories: each counted from the record by the rule of its file.

A rule is a dict with `count`: `agreements`, `agencies`, `counties` (with a local agreement) or
`states` on a day (`on`); agreements `signed` or `ended` (over, and not signed anew) from a day
until another one, both counted (`since`, `until`); or a `day` itself. `place`, `models`, `reach`
and `statewide` narrow what is counted.
"""

import datetime
from collections.abc import Mapping

import pandas as pd

from geo.agreements import explode_counties, select_in_force, select_kind, select_place
from geo.answers.changes import ENDED, SIGNED, list_changes
from geo.program import MODELS
from geo.record import Record
from geo.stories.texts import FIRST, NEWEST
from geo.words.language import format_date, format_number

ONE_DAY = datetime.timedelta(days=1)


def write_number(record: Record, rule: Mapping[str, object], language: str) -> str:
    """Write what a rule counts, or the day that it names, in a language.

    Raises ValueError, which says what was expected, for a day or a place that the record lacks.
    """
    if rule["count"] == "day":
        return format_date(read_day(record, rule["on"]), language)
    return format_number(count_number(record, rule), language)


def count_number(record: Record, rule: Mapping[str, object]) -> int:
    """Count what a rule asks for; raises ValueError as `write_number` does."""
    count = rule["count"]
    if count in (SIGNED, ENDED):
        since, until = (read_day(record, rule[name]) for name in ("since", "until"))
        changes = list_changes(record, since - ONE_DAY, until)
        return len(_narrow(record, changes[changes["what"] == count], rule))
    found = _narrow(record, select_in_force(record.agreements, read_day(record, rule["on"])), rule)
    if count == "agreements":
        return len(found)
    if count == "counties":
        geoids = explode_counties(found)["geoid"]
        place = record.places[str(rule.get("place", ""))]
        here = record.counties["geoid"].isin(geoids)
        if place.is_county:
            here &= record.counties["geoid"] == place.code
        elif place.is_state:
            here &= record.counties["state"] == place.state
        return int(here.sum())
    return found["agency_id" if count == "agencies" else "state"].nunique()


def read_day(record: Record, text: object) -> datetime.date:
    """Read the day of a rule: ISO text, or the record's first or newest."""
    words = {FIRST: record.first, NEWEST: record.last}
    try:
        return words.get(str(text)) or datetime.date.fromisoformat(str(text))
    except ValueError:
        raise ValueError(f"{text!r} is no day; expected one of the calendar") from None


def _narrow(record, agreements: pd.DataFrame, rule) -> pd.DataFrame:
    code = rule.get("place", "")
    if code not in record.places:
        raise ValueError(f"place {code!r}; expected a state as FL or a county's GEOID as 12001")
    found = select_kind(agreements, rule.get("models", MODELS), rule.get("reach", "all"))
    found = select_place(found, record.places[code])
    if "statewide" in rule:
        found = found[found["statewide"] == rule["statewide"]]
    return found
