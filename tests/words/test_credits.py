import datetime
from dataclasses import replace

import pandas as pd
import pytest

from geo.finding import find_view
from geo.view import View
from geo.words.credits import (
    choose_site,
    find_page,
    show_link,
    write_credits,
    write_link,
    write_page_link,
)
from geo.words.headline import write_text

DAY = datetime.date(2020, 4, 1)


def credit(record, view):
    return write_credits(find_view(record, view))


def test_before_march_2003_it_was_not_yet_ice(record):
    florida = View(datetime.date(2002, 9, 1), place="FL")
    assert "with the INS in Florida" in write_text(find_view(record, florida)).headline
    said = "ICE began on March 1, 2003; before, agreements were with the Immigration"
    assert said in credit(record, florida)
    assert said not in credit(record, View(record.last, place="FL"))
    film = write_credits(find_view(record, View(record.last)), datetime.date(2002, 7, 2))
    assert said in film


def test_credits_name_what_cannot_be_placed(small):
    assert "1 local agreement can’t be placed in a county." in write_credits(
        find_view(small, View(DAY))
    )


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("2020-01-15", "ICE list, March 20, 2020, and earlier lists"),
        ("2020-07-01", "ICE list, July 1, 2020, and earlier lists"),
        ("2026-07-20", "ICE list, July 20, 2026 (copy by MigrantUSA, CC BY 4.0)"),
    ],
)
def test_credits_name_the_newest_list_that_the_agreements_shown_rest_on(small, listed, said):
    of_georgia = small.agreements["state"] == "GA"
    dates = pd.Series(pd.Timestamp("2020-01-15"), small.agreements.index)
    dates[of_georgia] = pd.Timestamp(listed)
    agreements = small.agreements.assign(first_listed_on=dates)
    assert said in write_credits(
        find_view(replace(small, agreements=agreements), View(DAY, place="GA"))
    )
    # Florida rests on no list after the day shown.
    florida = credit(replace(small, agreements=agreements), View(DAY, place="FL"))
    assert "ICE list, March 20, 2020, and earlier lists" in florida


def test_credits_of_a_silent_time_name_the_list_after_it(record):
    credits = credit(record, View(datetime.date(2020, 8, 1), place="FL"))
    assert "ICE list, January 12, 2021, and earlier lists" in credits
    assert "reports of the time" in write_credits(
        find_view(record, View(datetime.date(2009, 7, 1)))
    )


def test_credits_say_when_no_list_is_held(record):
    said = "No list between those of"
    long = f"{said} August 1, 2017 and January 12, 2021 is held here"
    assert long in credit(record, View(datetime.date(2019, 5, 1)))
    short = f"{said} April 14, 2014 and September 10, 2014 is held here"
    both = credit(record, View(datetime.date(2019, 5, 1), compare=datetime.date(2014, 6, 1)))
    assert short in both
    assert "Nor is one held between August 1, 2017 and January 12, 2021." in both
    # The trend of 2022 begins in 2017, that of 2026 after the silence.
    assert long in credit(record, View(datetime.date(2022, 5, 1)))
    assert said not in credit(record, View(datetime.date(2026, 5, 1)))


def test_credits_say_when_a_law_had_ended_what_lists_go_on_to_show(record):
    said = "1 agreement shown had been ended by law; ICE went on to list it."
    assert said in credit(record, View(datetime.date(2026, 3, 1), place="24023"))
    assert said not in credit(record, View(datetime.date(2026, 2, 1), place="24023"))
    assert said not in credit(record, View(datetime.date(2026, 3, 1), place="24031"))
    spanish = credit(record, View(datetime.date(2026, 3, 1), place="MD", lang="es"))
    assert "2 acuerdos de los mostrados habían terminado por ley" in spanish


def test_link_carries_the_view_and_its_date(small):
    link = write_link(View(DAY, place="FL"), small.bounds, "https://example.org/atlas/")
    assert link == "https://example.org/atlas/?date=2020-04-01&place=FL"
    newest = View(small.last, place="FL")
    pinned = write_link(newest, small.bounds, "https://example.org")
    assert pinned == "https://example.org/?date=2020-07-01&place=FL"
    moving = write_link(newest, small.bounds, "https://example.org", pinned=False)
    assert moving == "https://example.org/?place=FL"
    seen = write_link(View(DAY, at="-812,1540,600"), small.bounds, "https://example.org")
    assert seen == "https://example.org/?date=2020-04-01&at=-812,1540,600"
    assert show_link(link) == "example.org/atlas/?date=2020-04-01&place=FL"


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8501/", "http://localhost:8501", "http://[::1]/", "http://10.0.0.7/", ""],
)
def test_no_address_of_the_readers_own_machine_is_printed(monkeypatch, address):
    monkeypatch.delenv("ATLAS_SITE", raising=False)
    assert choose_site(address) == ""
    assert choose_site("https://atlas.example/map") == "https://atlas.example/map"
    monkeypatch.setenv("ATLAS_SITE", "https://site.example")
    assert choose_site(address) == "https://site.example"


@pytest.mark.parametrize(
    ("place", "page", "link"),
    [
        ("12001", "12001", "https://site.example/es/counties/12001.html"),
        # It never had a local agreement.
        ("36061", "NY", "https://site.example/es/states/ny.html"),
        ("VT", "VT", "https://site.example/es/states/vt.html"),
    ],
)
def test_places_lead_to_the_page_that_tells_of_them(record, place, page, link):
    assert find_page(record, place) == page
    assert write_page_link(page, "es", "https://site.example/") == link
    assert find_page(record, "") == ""
