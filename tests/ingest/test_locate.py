"""Agencies get the counties they serve, and none that they do not."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.boundaries import read_counties
from geo.ingest.clean import PrintedAgency
from geo.ingest.errors import SourceError
from geo.ingest.locate.county_names import CountyNames
from geo.ingest.locate.jurisdiction import classify_agency, find_reach
from geo.ingest.locate.locate import locate_agencies
from tests.ingest.lists import NO_CORRECTIONS, correct

COUNTIES = read_counties()
COUNTY_LIST = COUNTIES[["geoid", "namelsad", "state"]].to_numpy().tolist()


def locate(state, agency, county="", printed_type="", corrections=NO_CORRECTIONS):
    printed = PrintedAgency(state, agency, printed_type, county)
    return locate_agencies([printed], COUNTIES, corrections)[printed]


@pytest.mark.parametrize(
    ("state", "county", "geoid"),
    [
        ("FL", "Miami-Dade County", "12086"),
        ("FL", "Desoto", "12027"),
        ("MO", "Saint Francois County", "29187"),
        ("MO", "Ste. Genevieve County", "29186"),
        ("IN", "La Porte County", "18091"),
        ("LA", "St. Landry", "22097"),
        ("LA", "LaSalle County", "22059"),
        ("AK", "Kodiak Island", "02150"),
        ("AK", "Anchorage Municipality", "02020"),
        ("PR", "Ponce County", "72113"),
        ("CT", "Western Connecticut", "09190"),
        ("GU", "Guam", "66010"),
        ("VA", "Hopewell County", "51670"),
        ("VA", "City of Roanoke", "51770"),
        ("VA", "Roanoke City", "51770"),
        ("VA", "Roanoke County", "51161"),
        ("VA", "James City County", "51095"),
        ("MD", "Baltimore County", "24005"),
        ("MO", "St. Louis County", "29189"),
        ("MO", "City of Saint Louis", "29510"),
        ("NV", "Carson City", "32510"),
        ("TX", "Zavala Couny", "48507"),
        ("MT", "Lewis and Clark County", "30049"),
        ("VA", "King and Queen County", "51097"),
    ],
)
def test_printed_county(state, county, geoid):
    found = locate(state, "Nowhere Regional Police Department", county)
    assert (found.geoids, found.located_by) == ((geoid,), "printed")


@pytest.mark.parametrize(
    ("state", "county", "geoid"),
    [
        ("AL", "Frankin County", "01059"),
        ("FL", "St. Luice County", "12111"),
        ("OK", "Wood County", "40151"),
        ("TX", "Fall County", "48145"),
        ("PA", "Alleghany County", "42003"),
    ],
)
def test_misspelt_county(state, county, geoid):
    found = locate(state, "Nowhere Regional Police Department", county)
    assert (found.geoids, found.flags) == ((geoid,), {"county_misspelt"})


@pytest.mark.parametrize(
    ("state", "county"),
    [
        ("MO", "North County"),  # like Worth, but not enough
        ("TX", "Bowi County Line District"),
        ("SC", "Lackawanna County"),  # a county, but of Pennsylvania
        ("VA", "Roanoke"),  # the county or the city?
        ("VA", "Roanok County"),
    ],
)
def test_county_that_means_none_stays_unlocated(state, county):
    found = locate(state, "Nowhere Regional Police Department", county)
    assert (found.geoids, found.located_by) == ((), "")
    assert found.flags == {"county_unknown"}


@pytest.mark.parametrize(
    ("state", "agency", "county", "geoid", "located_by"),
    [
        ("FL", "Baker County Sheriff's Office", "", "12003", "agency_name"),
        ("FL", "Baker County Sheriff's Office", "Baker County", "12003", "printed"),
        ("FL", "Baker County Sheriff's Office", "Lake County", "12003", "agency_name"),
        ("MS", "Pearl River County Sheriff's Department", "Pearl County", "28109", "agency_name"),
        ("TN", "Metropolitan Moore County Sheriff's Office", "", "47127", "agency_name"),
        ("MI", "Metro Police Authority of Genesee County", "", "26049", "agency_name"),
        ("PA", "County of Franklin / Franklin County Jail", "", "42055", "agency_name"),
        ("FL", "Miami Dade Sheriff's Office", "", "12086", "agency_name"),
        ("VA", "Hopewell Sheriff's Office", "", "51670", "agency_name"),
        ("WI", "Mantiowoc County Sheriff's Office", "", "55071", "agency_name"),
        ("TX", "Dimmit Couny Sheriff's Office", "", "48127", "agency_name"),
    ],
)
def test_county_in_the_name_goes_before_another(state, agency, county, geoid, located_by):
    found = locate(state, agency, county)
    assert (found.geoids, found.located_by) == ((geoid,), located_by)


@pytest.mark.parametrize(
    ("state", "agency", "geoid", "place"),
    [
        ("FL", "Ft. Myers Police Department", "12071", "Fort Myers"),
        ("FL", "City of St. Cloud Police Department", "12097", "Saint Cloud"),
        ("FL", "Indian Rocks Beach Police Department", "12103", "Indian Rocks Beach"),
        ("FL", "Jupiter Island Department of Public Safety", "12085", "Jupiter Island"),
        ("FL", "Melbourne International Airport Police Department", "12009", "Melbourne"),
        ("FL", "Jacksonville Sheriff's Office", "12031", "Jacksonville"),
        ("PA", "Quarryville Borough Police Department", "42071", "Quarryville"),
        ("CT", "City of Danbury Police Department", "09190", "Danbury"),
        ("AK", "Kodiak Police Department", "02150", "Kodiak"),
    ],
)
def test_place_without_a_printed_county(state, agency, geoid, place):
    found = locate(state, agency)
    assert (found.geoids, found.place, found.located_by) == ((geoid,), place, "place")


def test_name_of_places_in_two_counties_is_not_settled():
    assert locate("LA", "Greenwood Police Department").geoids == ()
    assert locate("LA", "Greenwood Police Department", "Caddo Parish").geoids == ("22017",)


def test_campus_and_region_are_not_looked_up_as_towns():
    assert locate("FL", "Tallahassee State College Police Department").geoids == ()
    assert locate("FL", "Orlando Regional Police Department").geoids == ()


def test_town_far_from_its_printed_county_waits_for_a_correction():
    found = locate("TX", "Yoakum Police Department", "Yoakum County")
    assert (found.geoids, found.flags) == ((), {"county_contradicts_place"})
    key = ("geoids", "TX", "Yoakum Police Department", "Yoakum County")
    fix = correct(*key, "48285;48123")
    found = locate("TX", "Yoakum Police Department", "Yoakum County", corrections=fix)
    assert (found.geoids, found.located_by) == (("48123", "48285"), "correction")
    assert (found.place, found.used) == ("Yoakum", (key,))


def test_town_on_the_line_keeps_its_printed_county():
    found = locate("TX", "Oakwood Police Department", "Freestone County")
    assert (found.geoids, found.located_by) == (("48161",), "printed")
    assert (found.place, found.flags) == ("", {"county_contradicts_place"})


def test_independent_city_is_not_the_county_of_its_name():
    found = locate("VA", "Franklin Police Department", "Franklin County")
    assert (found.geoids, found.located_by) == (("51620",), "agency_name")
    assert (found.jurisdiction, found.reach) == ("municipality", "countywide")
    assert locate("TX", "Keller Police Department", "Tarrant County").reach == "part"


@pytest.mark.parametrize(
    ("state", "agency", "county"),
    [
        ("AR", "Arkansas State Police Department", "Pulaski County"),
        ("MS", "Mississippi Department of Wildlife Fisheries and Parks", "Hinds County"),
        ("MP", "CNMI Department of Public Safety", ""),
        ("GU", "Office Of The Attorney General", "Kattan District"),
        ("ID", "Idaho State Police", "Jerome County"),
    ],
)
def test_agency_of_the_state_is_in_no_county(state, agency, county):
    found = locate(state, agency, county)
    assert found.statewide
    assert found.jurisdiction == "state"
    assert (found.geoids, found.reach, found.located_by) == ((), "", "")


@pytest.mark.parametrize(
    ("state", "agency", "printed_type", "jurisdiction", "reach"),
    [
        ("GA", "Hall County Sheriff's Office", "municipality", "county", "countywide"),
        ("FL", "Volusia County Division of Corrections", "", "county", "countywide"),
        ("MD", "Wicomico County Corrections Center", "state", "county", "countywide"),
        ("FL", "Pasco County BOCC", "county", "county", "countywide"),
        ("NY", "Nassau County Police Department", "county", "county", "countywide"),
        ("OK", "Oklahoma County Detention Center", "", "county", "countywide"),
        ("FL", "City of Miami Police Department", "state", "municipality", "part"),
        ("MI", "Center Line Division of Public Safety", "state", "municipality", "part"),
        ("VA", "Gordonsville Department of Public Safety", "county", "municipality", "part"),
        ("TX", "College Station Police Department", "", "municipality", "part"),
        ("TX", "Texas City Police Department", "", "municipality", "part"),
        ("FL", "Port Richey Police Department", "", "municipality", "part"),
        ("FL", "Florida A&M University Board of Trustees", "state", "campus", "part"),
        ("OK", "Caney Valley Public Schools Police Department", "", "campus", "part"),
        ("FL", "Lee County Port Authority Police", "county", "port", "part"),
        ("FL", "Sanford Airport Police Department", "municipality", "port", "part"),
        ("VA", "Southwest Virginia Regional Jail Authority", "state", "regional", "countywide"),
        ("NC", "Albemarle District Jail", "county", "regional", "countywide"),
        ("PA", "Northern York County Regional Police Department", "", "regional", "part"),
        ("MO", "COMET Drug Task Force", "municipality", "regional", "countywide"),
        (
            "FL",
            "Office of the State Attorney, 20th Judicial Circuit",
            "state",
            "judicial_district",
            "countywide",
        ),
        (
            "TX",
            "Johnson County District Attorney's Office",
            "",
            "judicial_district",
            "countywide",
        ),
        ("TX", "Cass County Constable Precinct 3", "", "constable", "part"),
        ("PA", "Coolspring Township Constbales Office", "county", "constable", "part"),
        ("LA", "Ward 5 Marshal's Office", "", "constable", "part"),
        ("FL", "Florida Department of Highway Safety and Motor Vehicles", "", "state", ""),
        ("LA", "Louisiana Alcohol and Tobacco Control", "municipality", "state", ""),
        ("MT", "MT Dept of Justice", "", "state", ""),
        ("TX", "Office of the Attorney General", "", "state", ""),
        ("WY", "Wyoming Highway State Patrol", "", "state", ""),
        ("FL", "Capitol Protection Bureau", "state", "state", ""),
    ],
)
def test_jurisdiction_and_reach(state, agency, printed_type, jurisdiction, reach):
    assert classify_agency(agency, state, printed_type) == jurisdiction
    assert find_reach(jurisdiction, agency) == reach


def test_jurisdiction_can_be_corrected():
    agency = "Las Vegas Metropolitan Police Department"
    key = ("jurisdiction", "NV", agency, "municipality")
    found = locate("NV", agency, "Clark County", corrections=correct(*key, "county"))
    assert (found.jurisdiction, found.reach, found.geoids) == ("county", "countywide", ("32003",))
    assert found.used == (key,)


def test_correction_goes_inert_when_the_printed_county_changes():
    agency = "North County Police Cooperative"
    fix = correct("geoids", "MO", agency, "North County", "29189")
    assert locate("MO", agency, "North County", corrections=fix).located_by == "correction"
    assert locate("MO", agency, "St. Louis County", corrections=fix).located_by == "printed"


@pytest.mark.parametrize("geoids", ["29999", "48285", "29189,29510", "29189;", ""])
def test_correction_to_no_county_of_its_state(geoids):
    fix = correct("geoids", "MO", "Any", "", geoids)
    with pytest.raises(SourceError, match=r"corrections\.csv, geoids of Any \(MO\): .*expected"):
        locate("MO", "Potosi Police Department", corrections=fix)


def test_every_county_is_found_by_its_own_name():
    for _, group in COUNTIES.groupby("state"):
        names = CountyNames(group)
        assert list(group["namelsad"].map(names.match)) == list(group["geoid"])


@pytest.mark.parametrize("printed", ["Añasco Municipio", "ANASCO", "añasco county"])
def test_accents_do_not_matter(printed):
    names = CountyNames(
        pd.DataFrame(
            [("72011", "Añasco", "Añasco Municipio"), ("72003", "Aguada", "Aguada Municipio")],
            columns=["geoid", "name", "namelsad"],
        )
    )
    assert names.match(printed) == "72011"


def test_no_state_takes_a_county_of_another():
    names = COUNTIES["namelsad"].drop_duplicates()
    printed = [
        PrintedAgency(state, "Nowhere Regional Police Department", "", name)
        for state in ("TX", "RI")
        for name in names
    ]
    located = locate_agencies(printed, COUNTIES, NO_CORRECTIONS)
    home = dict(zip(COUNTIES["geoid"], COUNTIES["state"], strict=True))
    found = {agency: where for agency, where in located.items() if where.geoids}
    assert len(found) > 254
    assert all(home[where.geoids[0]] == agency.state for agency, where in found.items())


@st.composite
def noisy(draw, text):
    """Draw a county's name as lists spell it: case, blanks, apostrophes and Saint vary."""
    text = text.replace("St.", draw(st.sampled_from(["St.", "St", "Saint", "SAINT"])))
    text = text.replace("'", draw(st.sampled_from(["'", "’", ""])))
    text = draw(st.sampled_from([text, text.upper(), text.lower()]))
    return draw(st.sampled_from(["", " "])) + text.replace(" ", draw(st.sampled_from([" ", "  "])))


@settings(deadline=None)
@given(st.data())
def test_spelling_noise_does_not_move_a_county(data):
    geoid, name, state = data.draw(st.sampled_from(COUNTY_LIST))
    names = CountyNames(COUNTIES[COUNTIES["state"] == state])
    assert names.match(data.draw(noisy(name))) == geoid


def test_agencies_are_located_one_by_one():
    printed = [
        PrintedAgency("FL", "Apopka Police Department", "", ""),
        PrintedAgency("FL", "Baker County Sheriff's Office", "county", "Lake County"),
        PrintedAgency("TX", "Taft Police Department", "municipality", "San Patricio"),
        PrintedAgency("TX", "Texas National Guard", "state", ""),
    ]
    together = locate_agencies(printed, COUNTIES, NO_CORRECTIONS)
    assert [together[one].geoids for one in printed] == [("12095",), ("12003",), ("48409",), ()]
    for one in printed:
        assert locate_agencies([one], COUNTIES, NO_CORRECTIONS) == {one: together[one]}


def test_no_agencies_give_no_locations():
    assert locate_agencies([], COUNTIES, NO_CORRECTIONS) == {}
