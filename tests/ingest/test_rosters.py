"""Before the lists, agreements come and go with the rosters that show them."""

import pytest

from geo.ingest.checks import check_history
from geo.ingest.errors import SourceError
from geo.ingest.rebuild import begin_history
from tests.ingest.lists import NO_CORRECTIONS, correct, write_rosters

# Captured on; the page's own caption, which goes stale.
PAGES = {
    "a": ("ice-20110220090259", "2011-02-20", "2010-10-29"),
    "b": ("ice-20110818151202", "2011-08-18", "2010-10-29"),
    "c": ("ice-20121007043419", "2012-10-07", "2012-10-02"),
    "d": ("ice-20130118070325", "2013-01-18", "2012-10-16"),
    "e": ("ice-20130402163405", "2013-04-02", "2012-12-31"),
}
REPORTS = {
    "r": ("crs-2009", "2009-02-01", "CRS RL32270"),
    "s": ("oig-signed", "2009-10-28", "OIG - status signed"),
    "p": ("oig-pending", "2009-10-28", "OIG - status pending"),
    "t": ("mpi-2010", "2010-01-01", "MPI"),
    "u": ("cato", "", "Cato"),
}


def begin(tmp_path, printed, names="", corrections=NO_CORRECTIONS):
    """The history of rosters; printed maps (agency, model, signed) in Florida to their letters."""
    rosters = ["roster,kind,captured_on,as_of,source"]
    rosters += [f"{name},ice,{seen},{caption},ICE's page" for name, seen, caption in PAGES.values()]
    rosters += [f"{name},secondary,,{day},{source}" for name, day, source in REPORTS.values()]
    agreements, rows = ["key,state,agency,model,signed_on"], ["roster,key"]
    for number, ((agency, model, signed), letters) in enumerate(printed.items(), start=2):
        key = f"FL-{agency.lower()}-{number}"
        agreements.append(f"{key},FL,{agency} County Sheriff's Office,{model},{signed}")
        rows += [f"{(PAGES | REPORTS)[letter][0]},{key}" for letter in letters]
    texts = ("\n".join([*lines, ""]) for lines in (rosters, agreements, rows))
    folder = write_rosters(tmp_path / "rosters", *texts, "key,source,name_as_printed\n" + names)
    return begin_history(folder, corrections.start_count())


def tell(history):
    return {
        (one.agency.split()[0], one.signed_on): (
            one.first_listed_on,
            one.last_listed_on,
            one.ended_on,
            one.end_certainty,
        )
        for one in history.agreements
    }


def test_an_agreement_ends_between_the_last_roster_with_it_and_the_first_without(tmp_path):
    history = begin(
        tmp_path,
        {
            ("Bay", "jail", "2008-06-15"): "abcde",
            # The caption of the next capture is stale: gone by the day of the capture.
            ("Clay", "jail", "2009-10-15"): "a",
            # It is fresh: gone by the day of the caption.
            ("Lake", "jail", "2009-10-15"): "abc",
            # And contradicts that the page still stood on the day of the capture.
            ("Polk", "jail", "2009-10-15"): "abcd",
        },
    )
    assert tell(history) == {
        ("Bay", "2008-06-15"): ("2010-10-29", "2013-04-02", "", ""),
        ("Clay", "2009-10-15"): ("2010-10-29", "2011-02-20", "2011-08-18", "gap"),
        ("Lake", "2009-10-15"): ("2010-10-29", "2012-10-07", "2012-10-16", "listed"),
        ("Polk", "2009-10-15"): ("2010-10-29", "2012-10-16", "2012-12-31", "gap"),
    }
    ends = {one.agency.split()[0]: one.end_source for one in history.agreements}
    assert ends == {"Bay": "", "Clay": PAGES["b"][0], "Lake": PAGES["d"][0], "Polk": PAGES["e"][0]}


def test_reports_settle_what_lies_before_the_first_capture(tmp_path):
    history = begin(
        tmp_path,
        {
            # A table by status shows who is in it, and says nothing of others.
            ("Bay", "jail", "2008-06-15"): "rt",
            ("Clay", "jail", "2008-06-15"): "r",
            ("Lake", "jail", "2008-06-15"): "sabcde",
            # To be signed, or without a day: no agreement.
            ("Polk", "jail", "2009-10-15"): "pu",
        },
    )
    assert tell(history) == {
        ("Bay", "2008-06-15"): ("2009-02-01", "2010-01-01", "2010-10-29", "gap"),
        ("Clay", "2008-06-15"): ("2009-02-01", "2009-02-01", "2010-01-01", "gap"),
        ("Lake", "2008-06-15"): ("2009-10-28", "2013-04-02", "", ""),
    }


def test_a_row_under_the_date_of_a_signing_since_renewed_shows_the_renewal(tmp_path):
    history = begin(
        tmp_path,
        {("Bay", "jail", "2008-06-15"): "abc", ("Bay", "jail", "2011-05-01"): "de"},
    )
    assert tell(history) == {
        ("Bay", "2008-06-15"): ("2010-10-29", "2011-02-20", "2011-05-01", "renewed"),
        ("Bay", "2011-05-01"): ("2011-08-18", "2013-04-02", "", ""),
    }
    reasons = [row.reason for row in history.rosters]
    assert reasons == ["", *["stale: renewed on 2011-05-01"] * 2, "", ""]
    old, new = history.agreements
    assert old.end_source == new.start_source == PAGES["d"][0]


def test_of_a_renewal_between_caption_and_capture_the_caption_shows_the_old_one_last(tmp_path):
    history = begin(
        tmp_path,
        {("Bay", "jail", "2008-06-15"): "abc", ("Bay", "jail", "2012-10-05"): "de"},
    )
    old = ("2010-10-29", "2012-10-02", "2012-10-05", "renewed")
    assert tell(history)["Bay", "2008-06-15"] == old


def test_who_was_gone_before_signing_again_has_not_been_renewed(tmp_path):
    history = begin(
        tmp_path,
        {
            ("Bay", "jail", "2008-06-15"): "a",
            ("Bay", "jail", "2012-11-05"): "e",
            ("Clay", "jail", "2008-06-15"): "abcde",
            # Missing in one report, and still on the page after its renewal.
            ("Lake", "jail", "2008-06-15"): "rab",
            ("Lake", "jail", "2010-10-12"): "cde",
        },
    )
    lake = ("2009-02-01", "2009-02-01", "2010-10-12", "renewed")
    assert tell(history)["Lake", "2008-06-15"] == lake
    assert tell(history)["Bay", "2008-06-15"] == ("2010-10-29", "2011-02-20", "2011-08-18", "gap")
    assert tell(history)["Bay", "2012-11-05"] == ("2012-12-31", "2013-04-02", "", "")
    assert history.agreements[0].flags == frozenset()


def test_one_signing_printed_in_two_ways_is_one_agreement(tmp_path):
    history = begin(
        tmp_path,
        {
            # Two dates less than a month apart: the later roster corrects the earlier.
            ("Bay", "jail", "2010-05-21"): "ab",
            ("Bay", "jail", "2010-04-22"): "cde",
            # Another model beside the same date is a slip of the page.
            ("Clay", "task_force", "2008-03-10"): "a",
            ("Clay", "jail", "2008-03-10"): "bcde",
            # Reports print a month or year wrong, both models, or no date.
            ("Lake", "jail_task_force", "2005-10-19"): "r",
            ("Lake", "", ""): "t",
            ("Lake", "jail", "2005-11-19"): "abcde",
        },
    )
    assert tell(history) == {
        ("Bay", "2010-04-22"): ("2010-10-29", "2013-04-02", "", ""),
        ("Clay", "2008-03-10"): ("2010-10-29", "2013-04-02", "", ""),
        ("Lake", "2005-11-19"): ("2009-02-01", "2013-04-02", "", ""),
    }
    assert [one.model for one in history.agreements] == ["jail", "task_force", "jail"]
    assert sum(row.reason != "" for row in history.rosters) == 2 + 4


def test_an_addendum_is_a_document_and_no_agreement(tmp_path):
    history = begin(
        tmp_path,
        {("Bay", "jail", "2008-06-15"): "abcde", ("Clay", "jail", "2012-01-11"): "d"},
        names="FL-clay,ICE web capture 20130118070325,Clay County Sheriff's Office Addendum\n",
    )
    assert list(tell(history)) == [("Bay", "2008-06-15")]
    (aside,) = [row for row in history.rosters if row.agreement_id == ""]
    assert (aside.agency, aside.reason) == (
        "Clay County Sheriff's Office",
        "a document, no agreement",
    )


def test_the_page_is_named_before_a_report_of_its_day(tmp_path, monkeypatch):
    monkeypatch.setitem(REPORTS, "v", ("mirror", PAGES["e"][1], "A mirror"))
    history = begin(tmp_path, {("Bay", "jail", "2008-06-15"): "abcdev"})
    assert [one.source for one in history.agreements] == [PAGES["e"][0]]


def test_a_model_that_no_roster_prints_takes_a_correction(tmp_path):
    printed = {("Bay", "", "2008-06-15"): "abcde"}
    assert begin(tmp_path, printed).agreements == ()
    right = correct("model", "FL", "Bay County Sheriff's Office", "", "Jail Enforcement")
    history = begin(tmp_path, printed, corrections=right)
    assert [one.model for one in history.agreements] == ["jail"]
    assert [use.printed for use in history.uses] == [""]


def test_the_check_finds_an_agreement_that_a_roster_lacks(tmp_path):
    history = begin(tmp_path, {("Bay", "jail", "2008-06-15"): "abcde"})
    _, problems = check_history(history)
    assert not [one for one in problems if "rosters.csv" in one]
    history.agreements[0].first_listed_on = "2011-09-01"
    _, problems = check_history(history)
    assert [one.split(":")[0] for one in problems if "rosters.csv" in one] == [
        f"qa/rosters.csv {PAGES[letter][0]}" for letter in "ab"
    ]


@pytest.mark.parametrize(
    ("signing", "words"),
    [
        (("Bay", "posse", "2008-06-15"), "agreements.csv row 2: model is 'posse'"),
        (("Bay", "jail", "2008-13-15"), "agreements.csv row 2: signed_on is '2008-13-15'"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(tmp_path, signing, words):
    with pytest.raises(SourceError, match=words):
        begin(tmp_path, {signing: "a"})


def test_a_row_of_an_unknown_roster_is_named(tmp_path):
    folder = write_rosters(
        tmp_path / "rosters",
        "roster,kind,captured_on,as_of,source\n",
        "key,state,agency,model,signed_on\n",
        "roster,key\nice-1,FL-bay\n",
    )
    with pytest.raises(SourceError, match=r"rows\.csv row 2: ice-1, FL-bay: expected a roster"):
        begin_history(folder, NO_CORRECTIONS)
