"""The county or counties that each agency of a list serves."""

import re
from collections.abc import Iterable

import geopandas as gpd

from geo.ingest.agreement import Location
from geo.ingest.clean import PrintedAgency
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError
from geo.ingest.locate.county_names import CountyNames
from geo.ingest.locate.gazetteer import find_places, fold_name
from geo.ingest.locate.jurisdiction import classify_agency, find_reach
from geo.ingest.locate.towns import read_towns

# Regions, courts and schools bear names that need not lie where the town of that name does.
NAMED_AFTER_PLACE = ("county", "municipality", "port", "constable")
NAMED_AFTER_COUNTIES = ("regional", "judicial_district")
OFFICE = (
    r"(?i)\b(?:sheriff|police|pd|department|dps|public safety|marshals?|division|const[ab]\w+"
    r"|corrections?|detention|jail|(?:international )?airport)\b"
)
REGION = r"(?i)\b(?:regional|counties|judicial|district|attorney|prosecutor|authority|jail)\b"


def locate_agencies(
    agencies: Iterable[PrintedAgency], counties: gpd.GeoDataFrame, corrections: Corrections
) -> dict[PrintedAgency, Location]:
    """Tell the jurisdiction, reach and counties of every agency as printed in one cell of counties.

    counties are as `geo.boundaries.read_counties` gives them; of the corrections, two fields are
    used: `geoids` (printed: the county as printed, or blank) and `jurisdiction` (printed: the
    jurisdiction that the name tells).

    Returns one Location per distinct agency; its place is GeoNames' name of the agency's town, if
    it lies in one of these counties, its flags are county_misspelt, county_unknown,
    county_ambiguous, county_contradicts_name and county_contradicts_place. The first rule that
    fits decides:

    1. a state's own agency is statewide, whatever county is printed;
    2. a correction;
    3. the county or counties printed, unless the agency's own name says another, or a region's
       names several that border on each other (Greene Washington Regional Police);
    4. the county, or the independent city, in the agency's own name;
    5. the printed county misspelt, then that of the name (`CountyNames.match_misspelt`);
    6. the county around the one place of that name in the state (`find_places`), else those of
       the one town of that name in the census (`Towns.find_only`).

    A municipal agency then serves every county that holds at least 1 % of its town's people, the
    largest share first (`Towns.find_counties`); what the census counts as no town, townships and
    the towns of New England, stays in its county.

    The printed county of a town that neither holds the place of that name nor borders on its
    county is not believed, and the place is not either: the row stays unlocated until a
    correction settles it. So does a sheriff or jail under the bare name of both a county and a
    city (Fairfax, Virginia) unless the county printed beside it tells which; its flag is
    county_ambiguous. Police of that bare name are the city's, as the county's bear its whole name.
    The police of an independent city (Hopewell, Virginia) or of a government that a city shares
    with its county serve a county equivalent whole, so their reach is countywide.

    Raises SourceError for a correction to a GEOID that is no county of its state.
    """
    agencies = set(agencies)
    locator = _Locator(agencies, counties, corrections)
    return {agency: locator.locate(agency) for agency in agencies}


class _Locator:
    """Everything that an agency is held against: county names, places, corrections."""

    def __init__(self, agencies, counties, corrections):
        _require_counties(corrections, counties)
        concerned = counties[counties["state"].isin({agency.state for agency in agencies})]
        self._towns = read_towns()
        self._names = {
            str(state): CountyNames(group, self._find_consolidated(state, group))
            for state, group in concerned.groupby("state")
        }
        keys = {key for agency in agencies for key in _place_keys(agency.agency)}
        self._places = find_places(keys, counties).to_dict("index")
        self._shapes = counties.set_index("geoid").geometry
        self._corrections = corrections

    def _find_consolidated(self, state, counties):
        names = dict(zip(counties["geoid"], counties["name"], strict=True))
        return self._towns.find_consolidated(state, names)

    def locate(self, agency):
        """Locate one agency by the rules of `locate_agencies`."""
        used, flags = [], []
        told = classify_agency(agency.agency, agency.state, agency.type)
        jurisdiction = self._correct("jurisdiction", agency, told, used) or told
        own = self._find_own_county(agency, jurisdiction)
        place = self._find_place(agency, jurisdiction)
        if jurisdiction == "state":
            geoids, located_by = [], ""
        elif fix := self._correct("geoids", agency, agency.county, used):
            geoids, located_by = fix.split(";"), "correction"
        else:
            geoids, located_by = self._decide(agency, jurisdiction, own, place, flags)
        geoids = sorted(set(geoids))
        if jurisdiction == "municipality" and geoids:
            keys = _place_keys(agency.agency)
            geoids = self._towns.find_counties(agency.state, keys, geoids) or geoids
        reach = find_reach(jurisdiction, agency.agency)
        if jurisdiction == "municipality" and own:
            reach = "countywide"
        return Location(
            jurisdiction=jurisdiction,
            reach=reach,
            geoids=tuple(geoids),
            statewide=jurisdiction == "state",
            place=place["place"] if place and place["geoid"] in geoids else "",
            located_by=located_by,
            flags=frozenset(flags),
            used=tuple(used),
        )

    def _correct(self, field, agency, printed, used):
        """The right value if there is a correction, whose key is added to the used ones."""
        correct = self._corrections.find(field, agency.state, agency.agency, printed)
        if correct is not None:
            used.append((field, agency.state, agency.agency, printed))
        return correct

    def _decide(self, agency, jurisdiction, own, place, flags):
        """Return (GEOIDs, located_by) by the rules of `locate_agencies`, noting flags."""
        names = self._names[agency.state]
        printed = self._read_printed(agency, flags)
        if named := self._find_named(agency, jurisdiction, printed):
            return named, "agency_name"
        if own and own not in printed:
            if printed:
                flags.append("county_contradicts_name")
            return [own], "agency_name"
        if printed:
            if not own and place and place["is_whole_name"] and self._is_outside(agency, printed):
                flags.append("county_contradicts_place")
                if not any(self._touch(place["geoid"], geoid) for geoid in printed):
                    return [], ""
            return printed, "printed"
        if self._is_shared(agency, jurisdiction):
            flags.append("county_ambiguous")
            return [], ""
        if misspelt := names.find_misspelt_in_agency(agency.agency):
            flags.append("county_misspelt")
            return [misspelt], "agency_name"
        if place:
            return [place["geoid"]], "place"
        keys = _place_keys(agency.agency)[:1] if jurisdiction == "municipality" else []
        town = [geoid for key in keys for geoid in self._towns.find_only(agency.state, key)]
        return town, "place" if town else ""

    def _read_printed(self, agency, flags):
        """GEOIDs of the counties printed beside an agency."""
        names = self._names[agency.state]
        if printed := names.match(agency.county):
            return [printed]
        if several := names.match_several(agency.county):
            return several
        misspelt = names.match_misspelt(agency.county) if agency.county else None
        if agency.county:
            flags.append("county_misspelt" if misspelt else "county_unknown")
        return [misspelt] if misspelt else []

    def _find_named(self, agency, jurisdiction, printed):
        """GEOIDs of the several counties that a region's name lists, the printed one among them."""
        if jurisdiction not in NAMED_AFTER_COUNTIES:
            return []
        listed = re.split(REGION, agency.agency)[0]
        found = self._names[agency.state].match_several(listed)
        alone = [one for one in found if not any(self._touch(one, o) for o in found if o != one)]
        return [] if alone or not set(printed) <= set(found) else found

    def _is_outside(self, agency, printed):
        """Whether the town that an agency is named after has no part in the printed counties."""
        key = _place_keys(agency.agency)[0]
        place = self._places[agency.state, key]["geoid"]
        town = self._towns.find_counties(agency.state, [key], [place])
        return not {place, *town} & set(printed)

    def _touch(self, one, other):
        return self._shapes[one].intersects(self._shapes[other])

    def _find_own_county(self, agency, jurisdiction):
        names = self._names[agency.state]
        if own := names.find_in_agency(agency.agency):
            return own
        before = re.split(OFFICE, agency.agency)[0].strip(" ,-")
        if jurisdiction == "county":
            return names.match(before)
        if jurisdiction == "municipality":
            stem = re.sub(r"(?i) city$", "", _cut_office(agency.agency))
            return names.match(f"City of {stem}") or names.find_consolidated(stem)
        return None

    def _is_shared(self, agency, jurisdiction):
        names = self._names[agency.state]
        return jurisdiction == "county" and names.is_shared(_cut_office(agency.agency))

    def _find_place(self, agency, jurisdiction):
        if jurisdiction not in NAMED_AFTER_PLACE or self._is_shared(agency, jurisdiction):
            return None
        for position, key in enumerate(_place_keys(agency.agency)):
            if place := self._places.get((agency.state, key)):
                return {**place, "is_whole_name": position == 0}
        return None


def _cut_office(agency):
    """Return what stands before the office in a name: "City of St. Cloud Police" > "St. Cloud"."""
    name = re.sub(r"(?i)^(?:the )?(?:city|town|village|borough) of ", "", agency)
    return re.split(OFFICE, name)[0].strip(" ,-")


def _place_keys(agency):
    """Return the folded names of the place an agency is named after, the likelier first."""
    name = _cut_office(agency)
    shorter = re.sub(r"(?i) (?:city|town|village|borough)$", "", name)
    return [fold_name(spelling) for spelling in dict.fromkeys([name, shorter]) if spelling]


def _require_counties(corrections, counties):
    """Raise SourceError for a correction to a GEOID that is no county of its state."""
    states = dict(zip(counties["geoid"], counties["state"], strict=True))
    for fix in corrections.rows:
        for geoid in fix.correct.split(";") if fix.field == "geoids" else ():
            if states.get(geoid) != fix.state:
                raise SourceError(
                    f"data/corrections.csv, geoids of {fix.agency} ({fix.state}): {geoid!r} is no "
                    f"county of {fix.state}; expected five-digit GEOIDs joined by ';'."
                )
