"""Agencies get the counties they serve, and none that they do not."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.boundaries import read_counties
from geo.ingest.clean import CORRECTION_COLUMNS
from geo.ingest.locate.county_names import CountyNames
from geo.ingest.locate.jurisdiction import classify_agency
from geo.ingest.locate.locate import locate_rows

COUNTIES = read_counties()
NO_CORRECTIONS = pd.DataFrame(columns=CORRECTION_COLUMNS)


def locate(state, agency, county="", printed_type="", corrections=NO_CORRECTIONS):
    rows = pd.DataFrame(
        [{"state": state, "agency": agency, "type": printed_type, "county": county}]
    )
    return locate_rows(rows, COUNTIES, corrections).iloc[0]


def correct(**fix):
    return pd.DataFrame([{**dict.fromkeys(CORRECTION_COLUMNS, ""), **fix}])


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
    ],
)
def test_printed_county(state, county, geoid):
    found = locate(state, "Nowhere Regional Police Department", county)
    assert (found["geoids"], found["located_by"]) == (geoid, "printed")


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
    assert (found["geoids"], found["location_flags"]) == (geoid, "county_misspelt")


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
    assert (found["geoids"], found["located_by"]) == ("", "")
    assert found["location_flags"] == "county_unknown"


@pytest.mark.parametrize(
    ("state", "county", "geoids"),
    [
        ("VA", "Rappahannock, Shenandoah, Warren", "51157;51171;51187"),
        ("NC", "Camden County and Pasquotank County", "37029;37139"),
        ("VA", "King and Queen County", "51097"),
        ("TX", "Travis; Travis County", "48453"),
    ],
)
def test_several_counties_in_one_cell(state, county, geoids):
    assert locate(state, "Nowhere Regional Jail", county)["geoids"] == geoids


@pytest.mark.parametrize(
    ("state", "agency", "county", "geoids", "located_by"),
    [
        ("FL", "Baker County Sheriff's Office", "", "12003", "agency_name"),
        ("FL", "Baker County Sheriff's Office", "Baker County", "12003", "printed"),
        ("FL", "Baker County Sheriff's Office", "Lake County", "12003", "agency_name"),
        ("MS", "Pearl River County Sheriff's Department", "Pearl County", "28109", "agency_name"),
        ("TN", "Metropolitan Moore County Sheriff's Office", "", "47127", "agency_name"),
        ("MI", "Metro Police Authority of Genesee County", "", "26049", "agency_name"),
        ("PA", "County of Franklin Jail", "", "42055", "agency_name"),
        ("FL", "Miami Dade Sheriff's Office", "", "12086", "agency_name"),
        ("VA", "Hopewell Sheriff's Office", "", "51670", "agency_name"),
        ("WI", "Mantiowoc County Sheriff's Office", "", "55071", "agency_name"),
        ("TX", "Dimmit Couny Sheriff's Office", "", "48127", "agency_name"),
    ],
)
def test_county_in_the_name_goes_before_another(state, agency, county, geoids, located_by):
    found = locate(state, agency, county)
    assert (found["geoids"], found["located_by"]) == (geoids, located_by)


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
    assert (found["geoids"], found["place"], found["located_by"]) == (geoid, place, "place")


def test_name_of_places_in_two_counties_is_not_settled():
    assert locate("LA", "Greenwood Police Department")["geoids"] == ""
    assert locate("LA", "Greenwood Police Department", "Caddo Parish")["geoids"] == "22017"


def test_campus_and_region_are_not_looked_up_as_towns():
    assert locate("FL", "Tallahassee State College Police Department")["geoids"] == ""
    assert locate("FL", "Orlando Regional Police Department")["geoids"] == ""


def test_town_far_from_its_printed_county_waits_for_a_correction():
    found = locate("TX", "Yoakum Police Department", "Yoakum County")
    assert (found["geoids"], found["location_flags"]) == ("", "county_contradicts_place")
    fix = correct(
        field="geoids",
        state="TX",
        agency="Yoakum Police Department",
        printed="Yoakum County",
        correct="48285;48123",
    )
    found = locate("TX", "Yoakum Police Department", "Yoakum County", corrections=fix)
    assert (found["geoids"], found["located_by"]) == ("48123;48285", "correction")
    assert found["place"] == "Yoakum"


def test_town_on_the_line_keeps_its_printed_county():
    found = locate("TX", "Oakwood Police Department", "Freestone County")
    assert (found["geoids"], found["located_by"]) == ("48161", "printed")
    assert (found["place"], found["location_flags"]) == ("", "county_contradicts_place")


def test_independent_city_is_not_the_county_of_its_name():
    found = locate("VA", "Franklin Police Department", "Franklin County")
    assert (found["geoids"], found["located_by"]) == ("51620", "agency_name")
    assert (found["jurisdiction"], found["reach"]) == ("municipality", "countywide")
    assert locate("TX", "Keller Police Department", "Tarrant County")["reach"] == "part"


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
    assert found["statewide"]
    assert found["jurisdiction"] == "state"
    assert (found["geoids"], found["reach"], found["located_by"]) == ("", "", "")


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
    assert classify_agency(agency, state, printed_type) == (jurisdiction, reach)


def test_jurisdiction_can_be_corrected():
    agency = "Las Vegas Metropolitan Police Department"
    fix = correct(
        field="jurisdiction", state="NV", agency=agency, printed="municipality", correct="county"
    )
    found = locate("NV", agency, "Clark County", corrections=fix)
    assert (found["jurisdiction"], found["reach"], found["geoids"]) == (
        "county",
        "countywide",
        "32003",
    )


def test_correction_goes_inert_when_the_printed_county_changes():
    fix = correct(
        field="geoids",
        state="MO",
        agency="North County Police Cooperative",
        printed="North County",
        correct="29189",
    )
    agency = "North County Police Cooperative"
    assert locate("MO", agency, "North County", corrections=fix)["located_by"] == "correction"
    assert locate("MO", agency, "St. Louis County", corrections=fix)["located_by"] == "printed"


@pytest.mark.parametrize("geoids", ["29999", "48285", "29189,29510", "29189;", ""])
def test_correction_to_no_county_of_its_state(geoids):
    fix = correct(field="geoids", state="MO", agency="Any", printed="", correct=geoids)
    with pytest.raises(ValueError, match=r"corrections\.csv, geoids of Any \(MO\): .*expected"):
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
    rows = pd.DataFrame(
        {
            "state": state,
            "agency": "Nowhere Regional Police Department",
            "type": "",
            "county": COUNTIES["namelsad"].drop_duplicates(),
        }
        for state in ("TX", "RI")
    )
    rows = rows.explode("county", ignore_index=True)
    located = locate_rows(rows, COUNTIES, NO_CORRECTIONS)
    home = COUNTIES.set_index("geoid")["state"]
    found = located["geoids"] != ""
    assert found.sum() > 254
    assert (located["geoids"][found].map(home) == rows["state"][found]).all()


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
    county = data.draw(st.sampled_from(list(COUNTIES.itertuples())))
    names = CountyNames(COUNTIES[COUNTIES["state"] == county.state])
    assert names.match(data.draw(noisy(county.namelsad))) == county.geoid


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(4)))
def test_rows_are_located_one_by_one(order):
    rows = pd.DataFrame(
        [
            ("FL", "Apopka Police Department", "", ""),
            ("FL", "Baker County Sheriff's Office", "county", "Lake County"),
            ("TX", "Taft Police Department", "municipality", "San Patricio"),
            ("TX", "Texas National Guard", "state", ""),
        ],
        columns=["state", "agency", "type", "county"],
        index=[7, 3, 5, 9],
    )
    straight = locate_rows(rows, COUNTIES, NO_CORRECTIONS)
    assert list(straight["geoids"]) == ["12095", "12003", "48409", ""]
    shuffled = locate_rows(rows.iloc[order], COUNTIES, NO_CORRECTIONS)
    pd.testing.assert_frame_equal(shuffled, straight.iloc[order])


def test_no_rows_give_no_rows():
    rows = pd.DataFrame(columns=["state", "agency", "type", "county"])
    assert locate_rows(rows, COUNTIES, NO_CORRECTIONS).empty
