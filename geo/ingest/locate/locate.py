"""The county or counties that each agency of a list serves."""

import re

import pandas as pd

from geo.ingest.locate.county_names import CountyNames
from geo.ingest.locate.gazetteer import find_places, fold_name
from geo.ingest.locate.jurisdiction import classify_agency, find_reach
from geo.ingest.workbook import SourceError

KEYS = ["state", "agency", "type", "county"]
COLUMNS = [
    "jurisdiction",
    "reach",
    "geoids",
    "statewide",
    "place",
    "located_by",
    "location_flags",
]
# Regions, courts and schools bear names that need not lie where the town of that name does.
NAMED_AFTER_PLACE = ("county", "municipality", "port", "constable")
OFFICE = (
    r"(?i)\b(?:sheriff|police|pd|department|dps|public safety|marshals?|division|const[ab]\w+"
    r"|corrections?|detention|jail|(?:international )?airport)\b"
)


def locate_rows(rows, counties, corrections):
    """Give each agreement its agency's jurisdiction, reach and counties.

    Parameters: rows as `clean_rows` returns them (used: state, agency, type, county), of one
    list or of many; counties as `geo.boundaries.read_counties` gives them; corrections with the
    columns of data/corrections.csv, of which two fields are used: `geoids` (printed: the county
    as printed, or blank) and `jurisdiction` (printed: the jurisdiction that the name tells).

    Returns a DataFrame with the index of rows, one row per row: jurisdiction, reach, geoids
    (';'-joined and sorted; '' when statewide or unlocated), statewide (bool), place (GeoNames'
    name of the agency's town, if it lies in one of these counties), located_by (printed,
    agency_name, place, correction; '' when statewide or unlocated) and location_flags
    (';'-joined: county_misspelt, county_unknown, county_contradicts_name,
    county_contradicts_place). The first rule that fits decides:

    1. a state's own agency is statewide, whatever county is printed;
    2. a correction;
    3. the county or counties printed, unless the agency's own name says another;
    4. the county, or the independent city, in the agency's own name;
    5. the printed county misspelt, then that of the name (`CountyNames.match_misspelt`);
    6. the county around the one place of that name in the state (`find_places`).

    The printed county of a town that neither holds the place of that name nor borders on its
    county is not believed, and the place is not either: the row stays unlocated until a
    correction settles it. The police of an independent city (Hopewell, Virginia) serve a county
    equivalent whole, so their reach is countywide.

    Raises SourceError for a correction to a GEOID that is no county of its state.
    """
    agencies = rows[KEYS].drop_duplicates()
    locator = _Locator(agencies, counties, corrections)
    located = pd.DataFrame(map(locator.locate, agencies.itertuples(index=False)), columns=COLUMNS)
    located = pd.concat([agencies.reset_index(drop=True), located], axis=1)
    joined = rows[KEYS].merge(located, on=KEYS, how="left", validate="many_to_one")
    return joined.drop(columns=KEYS).set_axis(rows.index)


class _Locator:
    """Everything that an agency is held against: county names, places, corrections."""

    def __init__(self, agencies, counties, corrections):
        concerned = counties[counties["state"].isin(agencies["state"])]
        self._names = {state: CountyNames(group) for state, group in concerned.groupby("state")}
        keys = {key for agency in agencies["agency"] for key in _place_keys(agency)}
        self._places = find_places(keys, counties).to_dict("index")
        self._shapes = counties.set_index("geoid").geometry
        self._fixes = _index_corrections(corrections, counties)

    def locate(self, agency):
        """Return the columns of `locate_rows` for one agency as printed in one county."""
        told, _ = classify_agency(agency.agency, agency.state, agency.type)
        jurisdiction = self._fixes.get(("jurisdiction", agency.state, agency.agency, told), told)
        own = self._find_own_county(agency, jurisdiction)
        place = self._find_place(agency, jurisdiction)
        fix = self._fixes.get(("geoids", agency.state, agency.agency, agency.county))
        flags = []
        if jurisdiction == "state":
            geoids, located_by = [], ""
        elif fix:
            geoids, located_by = fix.split(";"), "correction"
        else:
            geoids, located_by = self._decide(agency, own, place, flags)
        reach = find_reach(jurisdiction, agency.agency)
        if jurisdiction == "municipality" and own:
            reach = "countywide"
        return {
            "jurisdiction": jurisdiction,
            "reach": reach,
            "geoids": ";".join(sorted(set(geoids))),
            "statewide": jurisdiction == "state",
            "place": place["place"] if place and place["geoid"] in geoids else "",
            "located_by": located_by,
            "location_flags": ";".join(flags),
        }

    def _decide(self, agency, own, place, flags):
        """Return (GEOIDs, located_by) by the rules of `locate_rows`, noting flags."""
        names = self._names[agency.state]
        printed = names.match_cell(agency.county)
        if agency.county and not printed:
            misspelt = names.match_misspelt(agency.county)
            printed = [misspelt] if misspelt else []
            flags.append("county_misspelt" if misspelt else "county_unknown")
        if own and own not in printed:
            if printed:
                flags.append("county_contradicts_name")
            return [own], "agency_name"
        if printed:
            if not own and place and place["is_whole_name"] and place["geoid"] not in printed:
                flags.append("county_contradicts_place")
                if not self._borders(place["geoid"], printed):
                    return [], ""
            return printed, "printed"
        if misspelt := names.find_misspelt_in_agency(agency.agency):
            flags.append("county_misspelt")
            return [misspelt], "agency_name"
        return ([place["geoid"]], "place") if place else ([], "")

    def _find_own_county(self, agency, jurisdiction):
        names = self._names[agency.state]
        if own := names.find_in_agency(agency.agency):
            return own
        if jurisdiction == "county":
            return names.match(_cut_office(agency.agency))
        if jurisdiction == "municipality":
            return names.match(f"City of {_cut_office(agency.agency)}")
        return None

    def _find_place(self, agency, jurisdiction):
        if jurisdiction not in NAMED_AFTER_PLACE:
            return None
        for position, key in enumerate(_place_keys(agency.agency)):
            if place := self._places.get((agency.state, key)):
                return {**place, "is_whole_name": position == 0}
        return None

    def _borders(self, geoid, others):
        return self._shapes[others].intersects(self._shapes[geoid]).any()


def _cut_office(agency):
    """Return what stands before the office in a name: "City of St. Cloud Police" > "St. Cloud"."""
    name = re.sub(r"(?i)^(?:the )?(?:city|town|village|borough) of ", "", agency)
    return re.split(OFFICE, name)[0].strip(" ,-")


def _place_keys(agency):
    """Return the folded names of the place an agency is named after, the likelier first."""
    name = _cut_office(agency)
    shorter = re.sub(r"(?i) (?:city|town|village|borough)$", "", name)
    return [fold_name(spelling) for spelling in dict.fromkeys([name, shorter]) if spelling]


def _index_corrections(corrections, counties):
    states = counties.set_index("geoid")["state"]
    for fix in corrections[corrections["field"] == "geoids"].itertuples():
        for geoid in fix.correct.split(";"):
            if states.get(geoid) != fix.state:
                raise SourceError(
                    f"data/corrections.csv, geoids of {fix.agency} ({fix.state}): {geoid!r} is no "
                    f"county of {fix.state}; expected five-digit GEOIDs joined by ';'."
                )
    return {
        (fix.field, fix.state, fix.agency, fix.printed): fix.correct
        for fix in corrections.itertuples()
    }
