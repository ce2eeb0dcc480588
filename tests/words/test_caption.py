import datetime

from geo.view import View
from geo.words.caption import describe_card

DAY = datetime.date(2020, 4, 1)


def test_state_level_is_described_as_a_map_of_states(small):
    said = describe_card(small, View(DAY, level="state", place="FL"))
    assert said.alt.startswith("Map of the United States: Share of counties with local agreements")
    assert "Number of states by color: 50–75%: 2." in said.alt


def test_a_date_against_itself_is_no_comparison(small):
    assert describe_card(small, View(DAY, compare=DAY)) == describe_card(small, View(DAY))


def test_alternative_text_and_caption_come_from_the_data(small):
    said = describe_card(small, View(DAY, place="FL"), "https://example.org")
    assert "in 1 of Florida’s 3 counties and in part of 1 more." in said.alt
    # Alachua has two models countywide, a part of Baker the regional warrant, Bay none.
    assert (
        "Number of counties in Florida by color: "
        "Jail + Task force: 1; Warrant, in part only: 1; no local agreement: 1."
    ) in said.alt
    assert said.alt.endswith(
        "Agreements in force: from 0 on January 1, 2017 to 5 on April 1, 2020."
    )
    assert said.caption.endswith("287(g) Atlas, https://example.org/?date=2020-04-01&place=FL")


def test_a_county_tells_of_those_around_it(record):
    said = describe_card(record, View(record.last, place="48201")).alt
    assert "Local agreements in neighboring counties: Galveston County 10, Montgomery" in said
