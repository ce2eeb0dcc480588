"""What the figure's search finds, in one language, as compact JSON text for browser/search/."""

import functools
import json
from collections.abc import Iterable, Iterator

import numpy as np

from geo.figure.dense import fold_sign, write_dense
from geo.record import Record, read_table
from geo.words.language import N_
from geo.words.names import Phrases, capitalize

# Counties that everybody knows by another name: the boroughs of New York City.
OTHER_NAMES = {"36047": "Brooklyn", "36061": "Manhattan", "36085": "Staten Island"}
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
# A county with less of a place, or of a ZIP code, than this share is not offered for it.
LEAST_SHARE = 0.01
KINDS = {
    "state": N_("state"),
    "territory": N_("territory"),
    "agency": N_("agency"),
    "zip": N_("ZIP code"),
    "CDP": N_("census-designated place"),
    "borough": N_("borough"),
    "city": N_("city"),
    "city and borough": N_("city and borough"),
    "comunidad": N_("community"),
    "corporation": N_("corporation"),
    "consolidated government": N_("consolidated government"),
    "metro government": N_("metropolitan government"),
    "metro township": N_("metro township"),
    "metropolitan government": N_("metropolitan government"),
    "municipality": N_("municipality"),
    "town": N_("town"),
    "unified government": N_("unified government"),
    "urban county": N_("urban county"),
    "village": N_("village"),
    "zona urbana": N_("urban zone"),
}


def encode_search(record: Record, phrases: Phrases) -> str:
    """Encode what the search finds in a language, as JSON text, the same for equals.

    `kinds` says what a thing is, by kind. `states`: parallel lists `code, name` (in the language),
    `english, kind`. `counties`: `geoid, name` (bare), `people`, and `pattern`, positions in
    `patterns`, pairs of how the Census Bureau prints a name and how the language says it, in
    which {} is the bare name; `state` is a position in `states`; `others` has further names by
    position. `agencies`: `id, name, counties`. `places`: `name, kind` (a position in
    `placeKinds`), `people` (two digits of them, to rank by), `counties`. `zips`: `code`, each as
    the difference to the one before, `counties`. Lists of names are joined by line ends; those of
    numbers are texts of geo.figure.dense. `counties` has for each of a list how many there are,
    then each as the difference to the one named before, signed, and, in places and zips, where
    there are several, its share in whole per cent, 0 where no share is known. Counties come with
    the largest share first.

    An independent city that is a place and a county is there as a county alone.
    """
    counties, states = record.counties, record.states
    state_at = {code: at for at, code in enumerate(states["state"])}
    patterns, pattern_of = _list_patterns(counties, phrases)
    # A consolidated city whose name has no kind is a city and a county in one.
    kinds = {kind: phrases.say(word) for kind, word in KINDS.items()} | {"": ""}
    index = {
        "language": phrases.language,
        "kinds": kinds,
        "states": {
            "code": states["state"].tolist(),
            "name": [phrases.name_state(code, in_sentence=False) for code in states["state"]],
            "english": states["name"].tolist(),
            "kind": [_tell_kind(code) for code in states["state"]],
        },
        "patterns": patterns,
        "counties": {
            "geoid": counties["geoid"].tolist(),
            "name": _join(counties["name"]),
            "pattern": write_dense(pattern_of),
            "state": write_dense(state_at[code] for code in counties["state"]),
            "people": write_dense(
                record.population.reindex(counties["geoid"]).fillna(0).astype(int)
            ),
            "others": {
                at: OTHER_NAMES[geoid]
                for at, geoid in enumerate(counties["geoid"])
                if geoid in OTHER_NAMES
            },
        },
    } | _index_agencies_and_places(record)
    return json.dumps(index, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


# The same in every language.
@functools.lru_cache(maxsize=1)
def _index_agencies_and_places(record):
    counties = record.counties
    position = {geoid: at for at, geoid in enumerate(counties["geoid"])}
    places = _drop_cities_that_are_counties(read_table("places", record.tables), counties)
    zctas = read_table("zctas", record.tables)
    agencies = _list_agencies(record.agreements)
    place_kinds = sorted(set(places["kind"]))
    return {
        "agencies": {
            "id": _join(agencies.index),
            "name": _join(agencies["agency"]),
            "counties": write_dense(_list_counties(agencies["geoids"], position)),
        },
        "placeKinds": place_kinds,
        "places": {
            "name": _join(places["place"]),
            "kind": write_dense(places["kind"].map(place_kinds.index)),
            "people": write_dense(places["people"].astype(int).map(_round_people)),
            "counties": write_dense(_list_shares(places, position)),
        },
        "zips": {
            "code": write_dense(np.diff(zctas["zcta"].astype(int), prepend=0).tolist()),
            "counties": write_dense(_list_shares(zctas, position)),
        },
    }


def write_names(record: Record, language: str) -> str:
    """Write what the search finds in a language as a script: it sets `atlas.names`."""
    names = encode_search(record, Phrases(record, language)).replace("</", "<\\/")
    return f"window.atlas=window.atlas||{{}};window.atlas.names={names};\n"


def _join(names: Iterable[str]) -> str:
    return "\n".join(names)


def _tell_kind(code):
    if code == "DC":
        return ""
    return "territory" if code in TERRITORIES else "state"


def _list_patterns(counties, phrases):
    """The distinct pairs of printed and said names, with {} for the bare one, and each county's."""
    pairs = [
        (
            row.namelsad.replace(row.name, "{}", 1),
            capitalize(phrases.name_county(row.geoid)).replace(row.name, "{}", 1),
        )
        for row in counties[["geoid", "name", "namelsad"]].itertuples(index=False)
    ]
    patterns = sorted(set(pairs))
    return patterns, [patterns.index(pair) for pair in pairs]


def _round_people(people: int) -> int:
    return round(people, 2 - len(str(people)))


def _drop_cities_that_are_counties(places, counties):
    printed = counties.set_index("geoid")["namelsad"].str.lower()
    whole = (places["place"] + " " + places["kind"]).str.strip().str.lower()
    return places.loc[whole != places["geoids"].str[:5].map(printed)]


def _list_agencies(agreements):
    """One row an agency of the record, by id: its name, and the counties of all its agreements."""
    rows = agreements.sort_values(["starts_on", "agreement_id"], kind="stable")
    local = rows["geoids"].where(~rows["statewide"], "")
    rows = rows.assign(geoids=local.str.split(";"))
    agencies = rows.groupby("agency_id").agg(agency=("agency", "last"), geoids=("geoids", "sum"))
    agencies["geoids"] = [
        list(dict.fromkeys(filter(None, geoids))) for geoids in agencies["geoids"]
    ]
    return agencies


def _list_counties(lists, position) -> Iterator[int]:
    latest = 0
    for geoids in lists:
        yield len(geoids)
        for geoid in geoids:
            yield fold_sign(position[geoid] - latest)
            latest = position[geoid]


def _list_shares(table, position) -> Iterator[int]:
    latest = 0
    for geoids, shares in zip(table["geoids"].tolist(), table["shares"].tolist(), strict=True):
        parts = list(_pair_shares(geoids.split(";"), shares))
        yield len(parts)
        for geoid, share in parts:
            yield fold_sign(position[geoid] - latest)
            if len(parts) > 1:
                yield round(100 * share)
            latest = position[geoid]


def _pair_shares(geoids, shares):
    """Counties with their shares; 0 for all where no share is known."""
    if not shares:
        return [(geoid, 0.0) for geoid in geoids]
    pairs = zip(geoids, map(float, shares.split(";")), strict=True)
    return [(geoid, share) for geoid, share in pairs if share >= LEAST_SHARE]
