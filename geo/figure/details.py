"""What the panel tells of each state, as scripts that are loaded when a reader comes there."""

import json
from operator import attrgetter

import pandas as pd

from geo.agreements import DATES
from geo.boundaries import Composite
from geo.figure.names import list_names
from geo.figure.payload import COUNTYWIDE, PART, STATEWIDE
from geo.program import BITS
from geo.record import Record
from geo.words.language import LANGUAGES, load_translations

# How much of an ISO date is known.
PRECISIONS = {"day": 10, "month": 7, "year": 4}
MEMORANDA = "https://www.ice.gov/doclib/287gMOA/"


def write_details(record: Record, composite: Composite) -> dict[str, str]:
    """Write a script for each state that hands over its details, by USPS code.

    It sets `window.atlas.details` of the state to what `collect_details` returns, and what the
    map names there, as `geo.figure.names.list_names` has it, under `names`.
    """
    names = list_names(record, composite)
    tables = {
        name: dict(list(table.groupby("state")))
        for name, table in {
            "agreements": record.agreements,
            "since": record.since,
            "policies": record.policies,
            "events": record.events,
            "pending": record.pending,
        }.items()
    }
    county_at = {geoid: index for index, geoid in enumerate(record.counties["geoid"])}
    scripts = {}
    for state in record.states["state"]:
        here = {name: by_state.get(state) for name, by_state in tables.items()}
        collected = collect_details(here, record.sources, county_at)
        details = encode(collected | {"names": names[state]})
        scripts[state] = (
            "window.atlas=window.atlas||{};(window.atlas.details=window.atlas.details||{})"
            f'["{state}"]={details};'
        )
    return scripts


def collect_details(
    tables: dict[str, pd.DataFrame | None], sources: pd.DataFrame, county_at: dict[str, int]
) -> dict:
    """Collect the details of a state from its rows of the tables that `write_details` names.

    A dict of lists of lists (dates are ISO text, blank where there is none; counties are their
    positions in `county_at`; reach 0 countywide, 1 part, 2 statewide; models are bits):
    `agreements`, sorted by agency, model and start: agency, model, reach, signed, first listed,
    last listed, ended, ended by law, start, over (between the two it counts), how its end is
    known, counties, address of the memorandum, sources of its last showing, beginning and end,
    and its flags; `since`: agency, model, reach, signed, counties, address of the memorandum;
    `laws`: kind, instrument, enacted, effective, summary by language, title and address of the
    source; `events`: date as far as it is known, title by language, title and address of the
    source; `pending`: agency, model, first and last day on a pending list, what became of it,
    counties, whether statewide. And `sources`, a dict of those that are no list, by name: kind,
    date, title, address.
    """
    agreements, since, policies, events, pending = (
        tables[name] for name in ("agreements", "since", "policies", "events", "pending")
    )
    lists = ("agreements", "since", "laws", "events", "pending")
    details = {name: [] for name in lists} | {"sources": {}}
    if agreements is not None:
        rows = _sort_rows(agreements, "agency", "model", "starts_on", "agreement_id")
        cited = {one for row in rows for one in (row.source, row.start_source, row.end_source)}
        known = sources[sources["source"].isin(cited)].set_index("source")
        details["sources"] = known.T.to_dict("list")
        details["agreements"] = [
            [
                row.agency,
                BITS[row.model],
                STATEWIDE if row.statewide else _write_reach(row.reach),
                *(_write_day(getattr(row, name)) for name in (*DATES, "starts_on", "over_on")),
                row.end_certainty,
                [] if row.statewide else _list_counties(row.geoids, county_at),
                row.moa_url,
                row.source,
                row.start_source,
                row.end_source,
                row.flags,
            ]
            for row in rows
        ]
    if since is not None:
        details["since"] = [
            [
                row.agency,
                BITS[row.model],
                STATEWIDE if row.statewide == "true" else _write_reach(row.reach),
                row.signed_on,
                _list_counties(row.geoids, county_at),
                MEMORANDA + row.memorandum,
            ]
            for row in _sort_rows(since, "agency", "model", "signed_on")
        ]
    if policies is not None:
        details["laws"] = [
            [
                row.kind,
                row.instrument,
                row.enacted,
                row.effective,
                _translate(row.summary),
                row.source_title,
                row.source_url,
            ]
            for row in _sort_rows(policies, "enacted")
        ]
    if events is not None:
        details["events"] = [
            [
                row.date[: PRECISIONS[row.precision]],
                _translate(row.title),
                row.source_title,
                row.source_url,
            ]
            for row in _sort_rows(events, "date")
        ]
    if pending is not None:
        details["pending"] = [
            [
                row.agency,
                BITS[row.model],
                row.first_pending_on,
                row.last_pending_on,
                row.outcome,
                _list_counties(row.geoids, county_at),
                row.statewide == "true",
            ]
            for row in _sort_rows(pending, "agency", "model", "first_pending_on")
        ]
    return details


def encode(value: object) -> str:
    """Encode a value as compact JSON text that a script can hold."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("</", "<\\/")


def _sort_rows(table, *names):
    """The rows of a table, as tuples, by some columns: few rows are sorted sooner than a table."""
    return sorted(table.itertuples(), key=attrgetter(*names))


def _translate(text):
    return {code: load_translations(code).gettext(text) for code in LANGUAGES}


def _list_counties(geoids, county_at):
    return [county_at[geoid] for geoid in geoids.split(";") if geoid]


def _write_reach(reach):
    return COUNTYWIDE if reach == "countywide" else PART


def _write_day(date):
    return "" if date != date else date.date().isoformat()
