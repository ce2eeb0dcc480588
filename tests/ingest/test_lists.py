"""Lists are dated by name and content, put in order, and judged."""

from datetime import datetime

import pytest

from geo.ingest.errors import SourceError
from geo.ingest.filenames import read_moment, tidy_filename
from geo.ingest.lists import date_list, judge_list, sort_key
from tests.ingest.lists import make_list, make_row


@pytest.mark.parametrize(
    ("file", "moment"),
    [
        ("participatingAgencies05182026am.xlsx", "2026-05-18 09:00"),
        ("participatingAgencies04232026.xlsx", "2026-04-23 13:00"),
        ("participatingAgencies10152025mid.xlsx", "2025-10-15 12:00"),
        ("participatingAgencies12042025pm2.xlsx", "2025-12-04 17:01"),
        ("participatingAgencies07242025pm_b.xlsx", "2025-07-24 17:01"),
        ("participatingAgencies05122025amB.xlsx", "2025-05-12 09:01"),
        ("participatingAgencies09282026.xlsx", "2026-09-28 13:00"),
        ("287gParticipatingAgencies091526pm.xlsx", "2026-09-15 17:00"),
        ("ParticipatingAgency091826am.xlsx", "2026-09-18 09:00"),
        ("ParticipatingAgencies09302026pm.xlsx", "2026-09-30 17:00"),
        ("participatingAgencies09282026am (1).xlsx", "2026-09-28 09:00"),
        ("participatingAgencies-20250317231040 (2).xlsx", "2025-03-17 19:10:40"),
        ("287(g) participating agencies 9-28-2026 pm.XLSX", "2026-09-28 17:00"),
        ("participatingAgencies_2026-09-28_mid.xlsx", "2026-09-28 12:00"),
        ("participatingAgencies 9.28.26 2:30 pm.xlsx", "2026-09-28 14:30"),
        ("participatingAgencies09282026_930am.xlsx", "2026-09-28 09:30"),
        ("participatingAgencies092820261230am.xlsx", "2026-09-28 00:30"),
        ("participatingAgencies09282026 2.30 P.M..xlsx", "2026-09-28 14:30"),
        ("participatingAgencies09282026_1530.xlsx", "2026-09-28 15:30"),
        ("participatingAgencies 2026-09-28T153059.xlsx", "2026-09-28 15:30"),
        ("participatingAgencies09282026 15h30 (1) (2).xlsx", "2026-09-28 15:30"),
        ("participatingAgencies20260928pm2.xlsx", "2026-09-28 17:01"),
        ("participatingAgencies090022025am.xlsx", "2025-09-02 09:00"),
        ("ParticipatingEntities-20210113002027.xlsx", "2021-01-12 19:20:27"),
        ("participatingAgencies-20250317231040.xlsx", "2025-03-17 19:10:40"),
    ],
)
def test_a_name_tells_day_and_hour_in_eastern_time(file, moment):
    assert read_moment(file) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "file",
    [
        "agencies.xlsx",
        "287g.xlsx",
        "participatingAgencies13452025am.xlsx",
        "list-20251345000000.xlsx",
        "list-01022026990000.xlsx",
        "list-00010101000000.xlsx",
        "20260230000000_lp.html",
        "participatingAgencies1.xlsx",
        "participatingAgencies09282026.csv",
    ],
)
def test_a_name_without_a_date_is_an_error(file):
    with pytest.raises(SourceError, match="the name carries no date"):
        read_moment(file)


def test_a_file_goes_by_its_name_on_one_line_without_what_a_browser_adds():
    assert tidy_filename("list09282026am (1).xlsx") == "list09282026am.xlsx"
    assert tidy_filename("list\n09282026\tam.xlsx") == "list 09282026 am.xlsx"


def test_signing_dates_prove_a_year_or_a_month_wrong():
    december = ["2025-12-20"] * 5
    august = ["2025-08-29"] * 5
    assert date_list("participatingAgencies01052025pm.xlsx", december).year == 2026
    mended = date_list("participatingAgencies08022025pm.xlsx", august)
    assert (mended.month, mended.day) == (9, 2)


def test_a_few_mistyped_dates_do_not_move_a_list():
    dates = ["2025-12-20"] * 3 + ["5025-07-07"] + ["2024-01-01"] * 50
    assert date_list("participatingAgencies01052025pm.xlsx", dates).year == 2025


def test_the_time_of_a_capture_stands_whatever_the_dates_say():
    late = ["2025-04-15"] * 9
    moment = date_list("participatingAgencies-20250317231040.xlsx", late)
    assert moment == read_moment("participatingAgencies-20250317231040.xlsx")


def test_a_name_that_no_remedy_mends_is_an_error():
    with pytest.raises(SourceError, match="5 rows were signed over a year later"):
        date_list("participatingAgencies01052024pm.xlsx", ["2025-02-20"] * 5)


def test_lists_of_one_day_are_ordered_by_the_hour():
    day = "participatingAgencies12042025"
    names = [f"{day}{hour}.xlsx" for hour in ("pm2", "am", "", "pm", "mid")]
    ordered = sorted(names, key=lambda name: sort_key("2025-12-04", name))
    assert ordered == [f"{day}{hour}.xlsx" for hour in ("am", "mid", "", "pm", "pm2")]


def list_of(published_on, number, file=""):
    rows = [make_row(f"Agency {place}", signed_on="2025-01-02") for place in range(number)]
    return make_list(published_on, *rows, file=file)


def know(news, verdict="absorbed"):
    return news.enter(verdict, "")


def test_only_news_is_absorbed():
    first, second = list_of("2025-03-01", 10), list_of("2025-03-02", 11)
    lists = [know(first), know(second)]
    again = list_of("2025-03-02", 11)
    assert judge_list(list_of("2025-03-03", 8), lists) == ("absorbed", "")
    assert judge_list(again, lists)[0] == "absorbed"
    for news, reason in [
        (list_of("2025-02-28", 10), "older than participatingAgencies03022025am.xlsx"),
        (first, "stale: same bytes as participatingAgencies03012025am.xlsx"),
    ]:
        verdict, note = judge_list(news, lists)
        assert verdict == "refused"
        assert note.startswith(reason)


def test_refused_lists_are_no_measure():
    news = list_of("2025-03-01", 2)
    lists = [know(list_of("2025-02-01", 2)), know(list_of("2025-03-02", 99), "refused")]
    assert judge_list(news, lists)[0] == "absorbed"
