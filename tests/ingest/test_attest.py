"""Facts that others published enter the record where lists and rosters leave room for them."""

from dataclasses import fields

import pytest

from geo.ingest.agreement import Agreement, History, KnownList, Source
from geo.ingest.attest import Fact, attest, read_facts
from geo.ingest.checks import check_history
from geo.ingest.errors import SourceError
from tests.ingest.lists import NO_CORRECTIONS

BAY = "Bay County Sheriff's Office"
BAY_ID = "fl-bay-county-sheriffs-office"


def make_agreement(signed_on="2016-06-08", model="jail", **rest):
    values = {
        "first_listed_on": "2016-08-20",
        "last_listed_on": "2017-08-01",
        "jurisdiction": "county",
        "reach": "countywide",
        "geoids": ("12005",),
        "located_by": "printed",
        "source": "roster",
        "start_source": "roster",
    }
    return Agreement(
        agreement_id=f"{BAY_ID}--{model}--{signed_on}",
        agency_id=BAY_ID,
        agency=BAY,
        state="FL",
        model=model,
        signed_on=signed_on,
        **(values | rest),
    )


def make_fact(date, what, model="jail", source_date="2024", agency=BAY):
    return Fact(date, what, "FL", agency, model, "x", "paper", "report", source_date, "Paper", "")


def apply(agreements, *facts):
    agreements, fates = attest(agreements, facts, NO_CORRECTIONS.start_count())
    return agreements, [fate.fate for fate in fates]


def test_what_stood_that_day_was_shown_then():
    (bay,), fates = apply([make_agreement()], make_fact("2019-05-01", "in force"))
    assert (bay.last_listed_on, bay.source, bay.start_source) == ("2019-05-01", "paper", "roster")
    assert fates == ["attests"]


@pytest.mark.slow
def test_what_no_list_shows_begins_by_the_day():
    warrant = make_fact("2019-05-01", "in force", "warrant")
    agreements, fates = apply([make_agreement()], warrant)
    begun = next(one for one in agreements if one.model == "warrant")
    assert begun.agreement_id == f"{BAY_ID}--warrant--undated"
    assert (begun.starts_on, begun.first_listed_on) == ("2019-05-01", "2019-05-01")
    assert (begun.geoids, begun.flags) == (("12005",), {"reported", "undated"})
    assert (begun.source, begun.start_source, fates) == ("paper", "paper", ["begins"])


def test_a_signing_renews_what_stood_and_is_on_no_list():
    (old, new), fates = apply([make_agreement()], make_fact("2019-05-01", "signed"))
    assert (old.ended_on, old.end_certainty, old.end_source) == ("2019-05-01", "renewed", "paper")
    assert (new.signed_on, new.first_listed_on, new.last_listed_on) == ("2019-05-01", "", "")
    assert sorted(fates) == ["begins", "renewed"]


def test_a_signing_that_is_known_begins_nothing():
    agreements, fates = apply([make_agreement()], make_fact("2016-06-08", "signed"))
    assert agreements == [make_agreement()]
    assert fates == ["attests"]


@pytest.mark.parametrize(
    ("day", "fate"),
    [
        ("2018-03-01", "ends"),
        ("2017-08-01", "ends"),
        ("2021-01-12", "ends"),
        ("2017-07-31", "overruled: listed later"),
        ("2021-01-13", "overruled: not on the lists any more"),
    ],
)
def test_an_end_must_lie_between_the_lists_around_it(day, fate):
    bay = make_agreement(ended_on="2021-01-12", end_certainty="unattested", end_source="list")
    (after,), fates = apply([bay], make_fact(day, "ended"))
    assert fates == [fate]
    expected = (
        (day, "reported", "paper") if fate == "ends" else (bay.ended_on, "unattested", "list")
    )
    assert (after.ended_on, after.end_certainty, after.end_source) == expected
    assert bay.end_certainty == "unattested"


def test_a_law_is_noted_beside_what_lists_go_on_to_show():
    law = make_fact("2017-02-17", "ended by law", model="")
    warrant = make_agreement("2017-03-01", "warrant", first_listed_on="2017-05-02")
    (bay, later), fates = apply([make_agreement(), warrant], law)
    assert (bay.ended_by_law_on, bay.ended_on, later.ended_by_law_on) == ("2017-02-17", "", "")
    assert bay.is_in_force("2017-06-01")
    assert fates == ["noted"]


def test_no_fact_is_lost():
    """One that touches nothing says why, as a misspelt agency does."""
    for what in ("ended", "ended by law"):
        stray = make_fact("2019-05-01", what, agency="Bya County Sheriff's Office")
        known = "set aside: no agreement of this agency and model is known"
        assert apply([make_agreement()], stray)[1] == [known]
    law = make_fact("2017-08-01", "ended by law")
    assert apply([make_agreement()], law)[1] == ["overruled: no list shows it after that day"]


def test_a_fact_that_breaks_a_rule_is_named(tmp_path):
    header = ",".join(field.name for field in fields(Fact))
    row = f"2019-05-01,stopped,FL,{BAY},jail,x,paper,report,2019,Paper,"
    (tmp_path / "attested.csv").write_text(f"{header}\n{row}\n")
    with pytest.raises(SourceError, match=r"attested\.csv row 2: what is 'stopped'"):
        read_facts(tmp_path)
    assert read_facts(tmp_path / "none") == []


@pytest.mark.parametrize(
    ("source_date", "fate"),
    [("2018", "overruled: the source is older"), ("2019-05", "attests"), ("", "attests")],
)
def test_a_source_older_than_the_day_proves_nothing_of_it(source_date, fate):
    fact = make_fact("2019-05-01", "in force", source_date=source_date)
    assert apply([make_agreement()], fact)[1] == [fate]
    # But it may announce an end.
    assert apply([make_agreement()], make_fact("2019-05-01", "ended", source_date="2019-04"))[
        1
    ] == ["ends"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"start_source": "old"}, "start_source old is of 2016, older than what it proves, 2017-"),
        ({"start_source": "none"}, "start_source none is neither in lists.csv nor in sources.csv"),
        ({"end_source": "a.xlsx"}, "end_source a.xlsx is of 2021-01-12, older than"),
        ({"end_source": ""}, "end_certainty is 'gap', end_source ''"),
    ],
)
def test_check_refuses_a_source_older_than_what_it_proves(changed, words):
    values = {
        "first_listed_on": "2017-05-02",
        "ended_on": "2021-02-20",
        "end_certainty": "gap",
        "end_source": "b.xlsx#3",
    }
    bay = make_agreement("2017-04-10", **(values | changed))
    lists = [
        KnownList(file, day, 1, 1, "aa", "absorbed", "")
        for file, day in (("a.xlsx", "2021-01-12"), ("b.xlsx", "2021-02-20"))
    ]
    sources = [
        Source("roster", "roster", "2017-08-01", "ICE's page", ""),
        Source("old", "report", "2016", "Old", ""),
    ]
    _, problems = check_history(History((bay,), tuple(lists), sources=tuple(sources)))
    found = [one for one in problems if bay.agreement_id in one]
    assert (words in found[0]) if words else not found
