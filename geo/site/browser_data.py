"""The scripts of data that the site's pages load when a reader asks for a place or a name."""

import json

from geo.agreements import DATES
from geo.program import BITS
from geo.words.names import capitalize


def encode_state(agreements, counties):
    """Encode a state's agreements for the panel beside the map, as JSON text.

    A list of lists sorted by agency, model and start: agency, bit of the model, reach
    (0 countywide, 1 part, 2 statewide), signed, first listed, last listed, ended (ISO text or
    blank), positions of its counties, address of the memorandum, source, and 1 for an agreement
    that was signed anew.
    """
    county_at = {geoid: index for index, geoid in enumerate(counties["geoid"])}
    rows = agreements.sort_values(["agency", "model", "starts_on", "agreement_id"], kind="stable")
    return encode(
        [
            [
                row.agency,
                BITS[row.model],
                2 if row.statewide else int(row.reach != "countywide"),
                *(_write_day(getattr(row, name)) for name in DATES),
                []
                if row.statewide
                else [county_at[geoid] for geoid in row.geoids.split(";") if geoid],
                row.moa_url,
                row.source,
                int(row.superseded),
            ]
            for row in rows.itertuples()
        ]
    )


def encode_search(states, record, phrases):
    """Encode what the search finds in a language, as JSON text.

    `states` (code, name, English name), `counties` (GEOID, name with its kind, state's code,
    name as printed) and `agencies` (agency id, name, state's code); states and agencies of
    `states` alone.
    """
    return encode(
        {
            "states": [
                [
                    state.code,
                    phrases.name_state(state.code, in_sentence=False),
                    record.state_names[state.code],
                ]
                for state in states
            ],
            "counties": [
                [code, capitalize(phrases.name_county(code)), place.state, place.name]
                for code, place in record.places.items()
                if place.is_county
            ],
            "agencies": [
                [agency.id, agency.name, state.code]
                for state in states
                for agency in (*state.agencies, *state.former)
            ],
        }
    )


def encode(value):
    """Encode a value as compact JSON text that a script can hold."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("</", "<\\/")


def _write_day(date):
    return "" if date != date else date.date().isoformat()
