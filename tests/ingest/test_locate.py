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
    assert locate("OH", "Oakwood Police Department").geoids == ()
    assert locate("OH", "Oakwood Police Department", "Montgomery County").geoids == ("39113",)
    # The other Greenwood of Louisiana has no government, and so no police.
    assert locate("LA", "Greenwood Police Department").geoids == ("22017",)


def test_campus_and_region_are_not_looked_up_as_towns():
    assert locate("FL", "Tallahassee State College Police Department").geoids == ()
    assert locate("FL", "Orlando Regional Police Department").geoids == ()


def test_town_far_from_its_printed_county_waits_for_a_correction():
    found = locate("TX", "Yoakum Police Department", "Yoakum County")
    assert (found.geoids, found.flags) == ((), {"county_contradicts_place"})
    key = ("geoids", "TX", "Yoakum Police Department", "Yoakum County")
    fix = correct(*key, "48285;48123")
    found = locate("TX", "Yoakum Police Department", "Yoakum County", corrections=fix)
    assert (found.geoids, found.located_by) == (("48285", "48123"), "correction")
    assert (found.place, found.used) == ("Yoakum", (key,))


def test_township_on_the_line_keeps_its_printed_county():
    found = locate("PA", "Whitehall Township Police Department", "Lehigh County")
    assert (found.geoids, found.located_by, found.flags) == (("42077",), "printed", frozenset())


@pytest.mark.parametrize(
    ("state", "agency", "county", "geoids"),
    [
        # 65 % in Lavaca, 35 % in DeWitt
        ("TX", "Yoakum Police Department", "DeWitt County", ("48285", "48123")),
        ("TX", "Yoakum Police Department", "Lavaca County", ("48285", "48123")),
        # 61 % in Dallas, 38 % in Denton, 0.5 % in Collin
        ("TX", "Carrollton Police Department", "", ("48121", "48113")),
        ("TX", "City of Carrollton Police Department", "Dallas County", ("48121", "48113")),
        # printed in the county of the fewer
        ("TX", "Oakwood Police Department", "Freestone County", ("48289", "48161")),
        ("GA", "Alto Police Department", "Banks County", ("13137", "13011")),
        ("FL", "Longboat Key Police Department", "Manatee County", ("12115", "12081")),
        # 98.73 % and 1.27 %; 99 % and less than 1 %
        ("TX", "Bullard Police Department", "Smith County", ("48423", "48073")),
        ("OK", "Mannford Police Department", "Creek County", ("40037", "40143")),
    ],
)
def test_town_of_several_counties_is_in_all_of_them(state, agency, county, geoids):
    found = locate(state, agency, county)
    assert (found.geoids, found.reach, found.flags) == (geoids, "part", frozenset())


@pytest.mark.parametrize(
    ("state", "agency", "county", "geoid"),
    [
        # The town of the census is in Texas alone, and the constables are of a part of a place.
        ("OK", "Carrollton Police Department", "Tulsa County", "40143"),
        ("TX", "Dallas County Constable Precinct 1", "Dallas County", "48113"),
        # Hudson, New Hampshire, is a place of the census only as a part of the town.
        ("NH", "Hudson Police Department", "Hillsborough County", "33011"),
    ],
)
def test_what_is_no_town_of_several_counties_stays_in_its_own(state, agency, county, geoid):
    assert locate(state, agency, county).geoids == (geoid,)


def test_town_too_small_for_the_gazetteer_is_found_in_the_census():
    found = locate("OK", "Amber Police Department", "")
    assert (found.geoids, found.located_by) == (("40051",), "place")
    assert locate("OK", "Amber County Sheriff's Office", "").geoids == ()


@pytest.mark.parametrize(
    ("state", "name", "in_county", "in_city"),
    [
        ("VA", "Fairfax", "51059", "51600"),
        ("VA", "Franklin", "51067", "51620"),
        ("VA", "Richmond", "51159", "51760"),
        ("VA", "Roanoke", "51161", "51770"),
        ("MD", "Baltimore", "24005", "24510"),
        ("MO", "St. Louis", "29189", "29510"),
    ],
)
def test_bare_name_of_a_county_and_a_city_is_settled_by_what_stands_beside_it(
    state, name, in_county, in_city
):
    sheriff = f"{name} Sheriff's Office"
    for county in ("", name):
        found = locate(state, sheriff, county)
        assert (found.geoids, found.place, found.located_by) == ((), "", "")
        assert "county_ambiguous" in found.flags
    assert locate(state, sheriff, f"{name} County").geoids == (in_county,)
    assert locate(state, sheriff, f"{name} City").geoids == (in_city,)
    assert locate(state, f"{name} County Sheriff's Office", name).geoids == (in_county,)
    assert locate(state, f"{name} City Sheriff's Office", name).geoids == (in_city,)
    assert locate(state, f"City of {name} Sheriff's Office").geoids == (in_city,)
    for police in (f"{name} Police Department", f"{name} City Police Department"):
        found = locate(state, police, f"{name} County")
        assert (found.geoids, found.reach) == ((in_city,), "countywide")
    assert locate(state, f"{name} County Police Department", name).geoids == (in_county,)


@pytest.mark.parametrize(
    ("state", "agency", "geoid"),
    [
        ("GA", "Hall Co. Sheriff", "13139"),
        ("GA", "Hall Cty Sheriff's Office", "13139"),
        ("GA", "Hall Co. Police Department", "13139"),
        ("LA", "Acadia Par. Sheriff", "22001"),
        ("FL", "Dade County Sheriff's Office", "12086"),
        ("SD", "Shannon County Sheriff's Office", "46102"),
        ("GA", "Athens-Clarke County Sheriff's Office", "13059"),
        ("GA", "Athens-Clarke County Police Department", "13059"),
        ("GA", "Athens-Clarke Police Department", "13059"),
        ("GA", "Macon-Bibb County Sheriff's Office", "13021"),
        ("KY", "Lexington-Fayette Urban County Police", "21067"),
    ],
)
def test_short_former_and_consolidated_names_are_of_the_whole_county(state, agency, geoid):
    found = locate(state, agency)
    assert (found.geoids, found.reach) == ((geoid,), "countywide")


@pytest.mark.parametrize(
    ("state", "county", "geoids"),
    [
        ("TX", "Dallas County\nTarrant County", ("48113", "48439")),
        ("TX", "Dallas County Tarrant County", ("48113", "48439")),
        ("TX", "Tarrant, Dallas", ("48113", "48439")),
        ("OK", "Kay and Noble Counties", ("40071", "40103")),
        ("GA", "Macon-Bibb", ("13021",)),
        ("FL", "Dade", ("12086",)),
        ("AK", "Wade Hampton", ("02158",)),
        ("IN", "St. Joseph Cty", ("18141",)),
        ("TX", "Dallas and Nowhere", ()),
    ],
)
def test_printed_cell_with_several_counties_or_another_name(state, county, geoids):
    assert locate(state, "Nowhere Regional Police Department", county).geoids == geoids


@pytest.mark.parametrize(
    ("state", "agency", "county", "geoids"),
    [
        ("PA", "Greene Washington Regional Police Department", "Greene County", "42059;42125"),
        ("PA", "Greene Washington Regional Police Department", "", "42059;42125"),
        (
            "VA",
            "Rappahannock, Shenandoah, Warren Regional Jail Authority",
            "",
            "51157;51171;51187",
        ),
        ("VA", "Prince William-Manassas Regional Adult Detention Center", "", "51153;51683"),
        ("OK", "Kay and Noble Counties District Attorney", "Kay County", "40071;40103"),
        # Counties that lie apart, and a printed county that the name does not have.
        ("TX", "Dallas El Paso Regional Police Department", "", ""),
        ("PA", "Greene Washington Regional Police Department", "Erie County", "42049"),
        ("PA", "Northern York County Regional Police Department", "York County", "42133"),
    ],
)
def test_region_named_after_its_counties_serves_them_all(state, agency, county, geoids):
    assert ";".join(locate(state, agency, county).geoids) == geoids


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
