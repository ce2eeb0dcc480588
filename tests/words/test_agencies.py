import datetime

from geo.finding import find_view
from geo.view import View
from geo.words.agencies import list_agencies
from geo.words.headline import write_text
from geo.words.names import Phrases

DAY = datetime.date(2020, 4, 1)


def write(record, **values):
    return write_text(find_view(record, View(**{"date": DAY} | values)))


def tell(record, **values):
    finding = find_view(record, View(**{"date": DAY} | values))
    return [tuple(line) for line in list_agencies(finding, Phrases(record, finding.view.lang))]


def test_agencies_of_a_county_are_listed_with_models_and_dates(record):
    assert tell(record, date=record.last, place="48201") == [
        ("League City Police Department", "warrant, task force since Sep 22, 2025"),
        ("Southside Place Police Department", "task force since Jun 13, 2025"),
    ]
    many = tell(record, date=record.last, place="12099")
    assert len(many) == 6
    assert many[0][0] == "Palm Beach County Sheriff’s Office"
    assert many[-1] == ("", "and 16 more agencies")


def test_a_comparison_of_a_county_names_what_changed(record):
    since = datetime.date(2016, 7, 1)
    text = write(record, date=record.last, place="48201", compare=since)
    assert text.headline == (
        "Local 287(g) agreements with ICE in Harris County, Texas: on July 1, 2016, Harris County "
        "Sheriff’s Office (jail); on July 20, 2026, League City Police Department (warrant, task "
        "force) and Southside Place Police Department (task force)"
    )
    assert tell(record, date=record.last, place="48201", compare=since)[0] == (
        "Harris County Sheriff’s Office",
        "jail over by Mar 5, 2017",
    )


def test_a_place_without_agreements_says_when_the_last_one_ended(record):
    assert tell(record, date=record.last, place="VT") == [
        ("", "No local agreement has been listed here since 2002")
    ]
    ((_, said),) = tell(record, date=record.last, place="06037")
    assert said == (
        "The last one here was over by July 25, 2015: Los Angeles County Sheriff’s Office (jail)"
    )
    assert tell(record, date=record.last, place="FL") == []
    assert tell(record, date=record.last) == []
