"""The scripts of data that the site's pages load when a reader asks for a place or a name."""

import json

from geo.agreements import DATES
from geo.program import BITS


def encode_state(agreements, counties, sources):
    """Encode a state's agreements for the panel beside the map, as JSON text.

    An object: `agreements`, a list of lists sorted by agency, model and start: agency, bit of the
    model, reach (0 countywide, 1 part, 2 statewide), signed, first listed, last listed, ended,
    ended by law, start, over (ISO text or blank; the last two are between which it counts),
    how its end is known, positions of its counties, address of the memorandum, sources of its
    last showing, beginning and end, and its flags; and `sources`, by name those of them that are
    no list: kind, date, title, address.
    """
    county_at = {geoid: index for index, geoid in enumerate(counties["geoid"])}
    rows = agreements.sort_values(["agency", "model", "starts_on", "agreement_id"], kind="stable")
    cited = rows[["source", "start_source", "end_source"]].stack().unique()
    known = sources[sources["source"].isin(cited)].set_index("source")
    written = [
        [
            row.agency,
            BITS[row.model],
            2 if row.statewide else int(row.reach != "countywide"),
            *(_write_day(getattr(row, name)) for name in (*DATES, "starts_on", "over_on")),
            row.end_certainty,
            [] if row.statewide else [county_at[geoid] for geoid in row.geoids.split(";") if geoid],
            row.moa_url,
            row.source,
            row.start_source,
            row.end_source,
            row.flags,
        ]
        for row in rows.itertuples()
    ]
    return encode({"agreements": written, "sources": known.T.to_dict("list")})


def encode(value):
    """Encode a value as compact JSON text that a script can hold."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("</", "<\\/")


def _write_day(date):
    return "" if date != date else date.date().isoformat()
