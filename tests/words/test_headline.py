import datetime

import pytest

from geo.finding import find_view
from geo.view import View
from geo.words.caption import describe_card
from geo.words.credits import write_credits
from geo.words.headline import write_text

DAY = datetime.date(2020, 4, 1)


def credit(record, view):
    return write_credits(find_view(record, view))


def write(record, **values):
    return write_text(find_view(record, View(**{"date": DAY} | values)))


def test_headline_of_the_country_counts_counties_by_hand(small):
    # In force: Alachua (jail, task force, regional), Baker (regional), Appling (two).
    text = write(small)
    assert text.headline == (
        "On April 1, 2020, local agencies held 287(g) agreements with ICE "
        "in 2 of the country’s 5 counties and in part of 1 more"
    )
    values = [(number.value, number.label, number.note) for number in text.numbers]
    assert values == [
        # Of 2,000 people 100 in Alachua and 400 in Appling; 200 in Baker
        ("2", "counties with a countywide agency: 25% of people", ""),
        ("1", "county covered in part only: 10% of people", ""),
        ("7", "agreements in force", "6 local, 1 statewide"),
    ]


def test_a_filtered_card_counts_what_its_headline_names(small):
    # fl-regional, fl-lost; fl-patrol is statewide.
    text = write(small, reach="part")
    assert text.headline.startswith("On April 1, 2020, agencies serving part of a county held")
    values = [(number.value, number.label, number.note) for number in text.numbers]
    assert values == [
        ("2", "counties covered in part only: 15% of people", ""),
        ("2", "agencies", "in 1 state or territory"),
        ("2", "of these agreements in force", "apart from 1 statewide agreement"),
    ]
    trend = find_view(small, View(DAY, reach="part")).trend
    assert trend.iloc[-1] == 2


def test_states_by_their_agreements_of_a_reach_name_the_statewide_ones_too(small):
    text = write(small, reach="part", level="state", measure="agreements")
    assert "(for part of a county, or statewide)" in text.headline
    first = text.numbers[0]
    assert (first.value, first.label) == ("3", "such agreements in force")
    assert first.note == "2 local, 1 statewide"
    shares = write(small, reach="part", level="state", measure="people")
    assert shares.headline.startswith("On April 1, 2020, agencies serving part of a county in 1 of")
    assert shares.numbers[0].note == "apart from 1 statewide agreement"


def test_one_local_agency_and_a_statewide_one_are_told_apart(record):
    text = write(record, date=record.last, place="AK")
    assert "one local agency holds a 287(g) agreement" in text.headline
    notes = [(number.value, number.label, number.note) for number in text.numbers[1:]]
    assert notes == [
        ("2", "agencies", "1 local, 1 statewide"),
        ("2", "agreements in force", "1 local, 1 statewide"),
    ]


def test_territories_have_territory_wide_agreements(record):
    text = write(record, date=record.last, place="GU")
    assert text.headline.endswith("in Guam; 1 territory-wide agreement is in force")
    assert text.numbers[0].note == "1 territory-wide"
    county = write(record, date=record.last, place="66010")
    assert county.numbers[2].label == "territory-wide agreement in Guam"


def test_the_newest_list_is_the_present(record):
    assert write(record, date=record.last, place="VT").headline == (
        "As of July 20, 2026, no local agency holds 287(g) agreements with ICE in Vermont"
    )
    spanish = write(record, date=record.last, place="VT", lang="es").headline
    assert spanish.startswith("Al 20 de julio de 2026, ninguna agencia local")


def test_people_have_their_year_and_are_not_counted_before_2015(record):
    old = write(record, date=datetime.date(2009, 5, 1), place="AZ")
    assert old.numbers[0].label.endswith("of people as of 2021")
    none = write(record, date=datetime.date(2009, 5, 1), place="VT")
    assert none.numbers[2].label == "counties in Vermont"
    assert "people" not in write(record, date=datetime.date(2009, 5, 1), place="48201").deck
    deck = write(record, date=record.last, place="48201").deck
    assert deck.endswith("; population 4,728,030 (2021)")
    assert "(population 2022)" in credit(record, View(record.last, place="CT"))


def test_headline_of_a_state_by_hand(small):
    assert write(small, place="GA").headline.endswith("in 1 of Georgia’s 2 counties")
    florida = write(small, place="FL")
    assert florida.headline.endswith("in 1 of Florida’s 3 counties and in part of 1 more")
    assert florida.numbers[2].note == "4 local, 1 statewide"
    warrants = write(small, place="FL", models=("warrant",))
    assert warrants.headline.endswith("in part of 2 of Florida’s 3 counties")


def test_headline_names_the_models_and_the_reach_chosen(small):
    text = write(small, models=("jail", "task_force"), reach="countywide")
    assert text.headline == (
        "On April 1, 2020, countywide agencies held 287(g) agreements (jail, task force) "
        "with ICE in 2 of the country’s 5 counties"
    )


def test_headline_says_so_where_there_is_none(small):
    text = write(small, date=datetime.date(2019, 1, 1), place="FL")
    assert text.headline == (
        "On January 1, 2019, no local agency held 287(g) agreements with ICE in Florida"
    )
    last = text.numbers[2]
    assert (last.value, last.label) == ("600", "people live in Florida (2021)")


def test_headline_names_statewide_agreements_where_there_are_no_local_ones(small):
    text = write(small, date=datetime.date(2020, 1, 5), place="FL")
    assert text.headline == (
        "On January 5, 2020, no local agency held 287(g) agreements with ICE in Florida; "
        "1 statewide agreement was in force"
    )


def test_headline_of_a_county_names_its_agencies(small):
    text = write(small, place="12001")
    assert text.headline == (
        "On April 1, 2020, Somewhere Sheriff’s Office and Somewhere Sheriff’s Office held "
        "287(g) agreements with ICE in Alachua County, Florida"
    )
    values = [(number.value, number.label, number.note) for number in text.numbers]
    assert values == [
        ("3", "local agreements in force", "2 agencies"),
        ("1 of 1", "neighboring counties with local agreements", ""),
        ("1", "statewide agreement in Florida", ""),
    ]
    assert write(small, place="12003").headline == (
        "On April 1, 2020, Somewhere Sheriff’s Office held a 287(g) agreement with ICE "
        "in a part of Baker County, Florida"
    )
    many = write(small, place="12001", date=datetime.date(2021, 1, 1))
    assert many.headline.startswith("On January 1, 2021, Somewhere Sheriff’s Office and")


def test_headline_of_a_county_counts_its_many_agencies(record):
    headline = write(record, date=record.last, place="12099").headline
    assert headline == (
        "As of July 20, 2026, 21 local agencies hold 287(g) agreements with ICE in "
        "Palm Beach County, Florida"
    )


@pytest.mark.parametrize("dates", [("2020-01-05", "2020-04-01"), ("2020-04-01", "2020-01-05")])
def test_comparison_runs_forward_whichever_date_comes_first(small, dates):
    date, compare = map(datetime.date.fromisoformat, dates)
    text = write(small, date=date, compare=compare)
    # Atkinson (Georgia) ended; Alachua, Baker and Appling began.
    assert text.headline == (
        "Between January 5, 2020 and April 1, 2020, the number of counties in the United States "
        "with local 287(g) agreements rose from 1 to 3"
    )
    assert [number.value for number in text.numbers] == ["3", "1", "0"]
    assert [number.label for number in text.numbers] == [
        "counties gained agreements",
        "county lost theirs",
        "counties changed model",
    ]


def test_state_level_names_the_state_with_most(small):
    text = write(small, level="state", measure="agreements")
    assert text.headline == (
        "On April 1, 2020, agencies in 2 of 2 states and territories held 287(g) agreements "
        "with ICE; the most: Florida, 5"
    )


def test_state_level_crowns_no_state_that_is_alone(record):
    view = View(datetime.date(2003, 6, 1), level="state", measure="agreements")
    assert write_text(find_view(record, view)).headline == (
        "On June 1, 2003, one agency in 1 of 56 states and territories held "
        "a 287(g) agreement with ICE"
    )


def test_state_level_says_so_where_there_is_none(small):
    text = write(small, level="state", date=datetime.date(2019, 1, 1))
    assert text.headline == "On January 1, 2019, no agency held 287(g) agreements with ICE"


def test_one_agency_is_one(small):
    text = write(small, place="GA", models=("warrant",))
    assert text.headline == (
        "On April 1, 2020, one local agency held a 287(g) agreement (warrant) with ICE "
        "in 1 of Georgia’s 2 counties"
    )
    spanish = write(small, place="GA", models=("warrant",), lang="es")
    assert "había una agencia local con un acuerdo 287(g) (órdenes) con ICE" in spanish.headline


EARLY = datetime.date(2020, 1, 5)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"place": "FL"},
        {"place": "12001"},
        {"level": "state"},
        {"compare": EARLY},
        {"compare": EARLY, "place": "FL"},
        {"compare": EARLY, "place": "12001"},
    ],
    ids=lambda values: "-".join(map(str, values.values())) or "country",
)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_whatever_is_left_out_is_said(small, values, lang):
    whole = write(small, lang=lang, **values)
    warrants = write(small, lang=lang, models=("warrant",), **values)
    parts = write(small, lang=lang, reach="part", **values)
    assert {"en": "(warrant", "es": "(órdenes"}[lang] in warrants.headline
    word = {"en": "part of a county", "es": "parte de un condado"}[lang]
    assert word in parts.headline
    assert word in parts.deck
    assert word not in whole.headline + whole.deck
    alt = describe_card(small, View(DAY, lang=lang, reach="part", **values)).alt
    assert {"en": "no local agreement", "es": "sin acuerdo local"}[lang] not in alt


def test_comparison_of_a_county_gives_its_own_numbers(small):
    text = write(small, place="12001", compare=EARLY)
    assert [(number.value, number.label) for number in text.numbers] == [
        ("0", "local agreements on January 5, 2020"),
        ("3", "local agreements on April 1, 2020"),
        ("1", "statewide agreement in Florida"),
    ]
    narrowed = write(small, place="12001", compare=EARLY, models=("jail",))
    assert [number.label for number in narrowed.numbers] == [
        "of these on January 5, 2020",
        "of these on April 1, 2020",
        "statewide agreements (jail) in Florida",
    ]


def test_comparison_counts_what_the_state_calls_its_counties(record):
    view = View(record.last, place="LA", compare=datetime.date(2025, 1, 20))
    text = write_text(find_view(record, view))
    assert "the number of parishes in Louisiana with local 287(g) agreements rose" in text.headline
    assert text.numbers[0].label == "parishes gained agreements"


@pytest.mark.parametrize(
    ("place", "name"), [("11001", "the District of Columbia"), ("66010", "Guam")]
)
def test_a_county_that_is_its_whole_state_is_named_once(record, place, name):
    headline = write_text(find_view(record, View(record.last, place=place))).headline
    assert headline.endswith(f"with ICE in {name}")


def test_spanish(small):
    text = write(small, lang="es", place="FL")
    assert text.headline == (
        "El 1 de abril de 2020 había agencias locales con acuerdos 287(g) con ICE "
        "en 1 de los 3 condados de Florida y en parte de 1 más"
    )
    assert text.numbers[2].note == "4 locales, 1 estatal"


def test_the_same_number_of_counties_says_what_stands_behind_it(record):
    since, on = datetime.date(2012, 5, 1), datetime.date(2013, 1, 1)
    assert write(record, date=on, compare=since, place="CA").headline == (
        "On May 1, 2012 as on January 1, 2013, the same 4 counties in California had local 287(g) "
        "agreements, of the same models"
    )
