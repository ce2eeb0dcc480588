import datetime

import pytest

from geo.share.credits import show_link, write_credits, write_link
from geo.share.describe import describe_card
from geo.share.text import write_text
from geo.view import View

DAY = datetime.date(2020, 4, 1)


def write(record, **values):
    return write_text(record, View(**{"date": DAY} | values))


def test_headline_of_the_country_counts_counties_by_hand(small):
    # In force: Alachua (jail, task force, regional), Baker (regional), Appling (two).
    text = write(small)
    assert text.headline == (
        "On 1 April 2020, local agencies held 287(g) agreements with ICE "
        "in 3 of the country’s 5 counties"
    )
    values = [(number.value, number.label, number.note) for number in text.numbers]
    assert values == [
        ("7", "agreements in force", "6 local, 1 statewide"),
        # fl-a, fl-regional, fl-patrol, fl-lost, ga-begun
        ("5", "agencies", "in 2 states and territories"),
        # 100 + 200 + 400 of 2,000; countywide in Alachua and Appling
        ("35%", "of people live in these counties", "25% with countywide ones"),
    ]


def test_headline_of_a_state_by_hand(small):
    assert write(small, place="GA").headline.endswith("in 1 of Georgia’s 2 counties")
    assert write(small, place="FL").headline.endswith("in 2 of Florida’s 3 counties")
    assert write(small, place="FL").numbers[0].note == "4 local, 1 statewide"


def test_headline_names_the_models_and_the_reach_chosen(small):
    text = write(small, models=("jail", "task_force"), reach="countywide")
    assert text.headline == (
        "On 1 April 2020, countywide agencies held 287(g) agreements (jail, task force) "
        "with ICE in 2 of the country’s 5 counties"
    )


def test_headline_says_so_where_there_is_none(small):
    text = write(small, date=datetime.date(2019, 1, 1), place="FL")
    assert text.headline == (
        "On 1 January 2019, no local agency held 287(g) agreements with ICE in Florida"
    )
    assert (text.numbers[2].value, text.numbers[2].label) == ("600", "people live in Florida")


def test_headline_names_statewide_agreements_where_there_are_no_local_ones(small):
    text = write(small, date=datetime.date(2020, 1, 5), place="FL")
    assert text.headline == (
        "On 5 January 2020, no local agency held 287(g) agreements with ICE in Florida; "
        "1 statewide agreement was in force"
    )


def test_headline_of_a_county(small):
    text = write(small, place="12001")
    assert text.headline == (
        "On 1 April 2020, 3 local 287(g) agreements with ICE were in force "
        "in Alachua County, Florida"
    )
    assert [number.value for number in text.numbers] == ["3", "1", "100"]
    assert text.numbers[0].note == "2 agencies"


@pytest.mark.parametrize("dates", [("2020-01-05", "2020-04-01"), ("2020-04-01", "2020-01-05")])
def test_comparison_runs_forward_whichever_date_comes_first(small, dates):
    date, compare = map(datetime.date.fromisoformat, dates)
    text = write(small, date=date, compare=compare)
    # Atkinson (Georgia) ended; Alachua, Baker and Appling began.
    assert text.headline == (
        "Between 5 January 2020 and 1 April 2020, counties in the United States with local "
        "287(g) agreements rose from 1 to 3"
    )
    assert [number.value for number in text.numbers] == ["3", "1", "0"]
    assert [number.label for number in text.numbers] == [
        "counties gained",
        "county lost",
        "counties changed model",
    ]


def test_state_level_names_the_state_with_most(small):
    text = write(small, level="state", measure="agreements")
    assert text.headline == (
        "On 1 April 2020, agencies in 2 of 2 states and territories held 287(g) agreements "
        "with ICE; the most were in Florida: 5"
    )


def test_spanish(small):
    text = write(small, lang="es", place="FL")
    assert text.headline == (
        "El 1 de abril de 2020, agencias locales tenían acuerdos 287(g) con ICE "
        "en 2 de los 3 condados de Florida"
    )
    assert text.numbers[0].note == "4 locales, 1 estatal"


def test_credits_name_the_list_of_the_day_and_what_cannot_be_placed(small):
    credits = write_credits(small, View(DAY))
    assert "ICE list, 20 March 2020, and earlier lists" in credits
    assert "1 local agreement can’t be placed in a county." in credits
    assert "MigrantUSA" not in credits
    early = write_credits(small, View(datetime.date(2019, 5, 1)))
    assert "ICE’s lists and reports of the time" in early


def test_credits_name_the_copy_where_its_list_is_shown(record):
    assert "MigrantUSA, CC BY 4.0" in write_credits(record, View(datetime.date(2026, 7, 20)))
    assert "MigrantUSA" not in write_credits(record, View(datetime.date(2026, 5, 18)))


def test_credits_say_when_no_list_survives(record):
    said = "No list survives from this time"
    assert said in write_credits(record, View(datetime.date(2019, 5, 1)))
    assert said not in write_credits(record, View(datetime.date(2022, 5, 1)))


def test_link_carries_the_view(small):
    link = write_link(View(DAY, place="FL"), small.bounds, "https://example.org/atlas/")
    assert link == "https://example.org/atlas/?date=2020-04-01&place=FL"
    assert show_link(link) == "example.org/atlas/?date=2020-04-01&place=FL"


def test_alternative_text_and_caption_come_from_the_data(small):
    said = describe_card(small, View(DAY, place="FL"), "https://example.org")
    assert "in 2 of Florida’s 3 counties." in said.alt
    # Alachua has all three models, Baker the regional warrant, Bay none.
    assert (
        "Counties by colour: Warrant: 1; Jail + Warrant + Task force: 1; no local agreement: 1."
    ) in said.alt
    assert said.alt.endswith("Agreements in force: 0 on 1 January 2017, 5 on 1 April 2020.")
    assert said.caption.endswith("287(g) Atlas, https://example.org/?date=2020-04-01&place=FL")
