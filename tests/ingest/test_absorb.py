"""One list after the other becomes agreements with a beginning and an end."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.ingest.absorb import absorb
from geo.ingest.agreement import History
from geo.ingest.clean import RowAside
from geo.ingest.errors import SourceError
from tests.ingest.lists import make_list, make_row

OTHER = make_row("Lake Police Department", "jail", "2025-01-02", geoids=("12069",))
# Enough rows that stay for a list to look whole when the few of a test come and go.
FILLER = [
    make_row(f"Town {letter} Police Department", "jail", "2025-01-02", geoids=("12086",))
    for letter in "ABCDEFGHIJKLMNOPQRST"
]


LINK = "https://www.ice.gov/a.pdf"


def absorb_all(*lists, history=None):
    history = history or History()
    for news in lists:
        history = absorb(history, news)
    return history


def absorb_rows(*lists):
    """Absorb lists of rows published on 1, 2, 3 ... March 2025, whatever they change."""
    days = [f"2025-03-{day:02}" for day in range(1, len(lists) + 1)]
    made = (make_list(day, *rows, *FILLER) for day, rows in zip(days, lists, strict=True))
    return absorb_all(*(replace(one, accepted=True) for one in made))


def get(history, agency="Bay County Sheriff's Office"):
    return [a for a in history.agreements if a.agency == agency]


def rules(history):
    return [merge.rule for merge in history.merges]


def reasons(history):
    return [(d.list[21:25], d.reason) for d in history.differences]


def test_an_agreement_lives_from_its_first_list_to_the_first_without_it():
    bay = make_row(signed_on="2025-02-26")
    (agreement,) = get(absorb_rows([OTHER], [bay, OTHER], [bay, OTHER], [OTHER]))
    assert agreement.agreement_id == "fl-bay-county-sheriffs-office--task_force--2025-02-26"
    assert agreement.first_listed_on == "2025-03-02"
    assert agreement.last_listed_on == "2025-03-03"
    assert agreement.ended_on == "2025-03-04"
    assert agreement.end_certainty == "listed"
    assert agreement.source == "participatingAgencies03032025am.xlsx#2"


def test_an_end_within_a_long_silence_is_marked():
    history = absorb_all(
        make_list("2025-01-01", make_row(signed_on="2024-12-01"), OTHER, *FILLER),
        make_list("2025-03-02", OTHER, *FILLER, file="participatingAgencies03022025am.xlsx"),
    )
    assert get(history)[0].end_certainty == "gap"


@pytest.mark.parametrize(("missing", "rule"), [(1, "bridged"), (3, "bridged"), (4, "returned")])
def test_a_row_back_under_its_date_has_not_left(missing, rule):
    bay = make_row(signed_on="2025-02-26")
    history = absorb_rows([bay, OTHER], *[[OTHER]] * missing, [bay, OTHER])
    (agreement,) = get(history)
    assert (agreement.ended_on, agreement.end_certainty) == ("", "")
    assert agreement.flags == {rule}
    assert reasons(history) == [(f"03{day:02}", rule) for day in range(2, 2 + missing)]


def test_a_long_absence_and_a_new_date_is_a_new_agreement():
    old, new = make_row(signed_on="2025-02-26"), make_row(signed_on="2025-03-05")
    first, second = get(absorb_rows([old, OTHER], *[[OTHER]] * 4, [new, OTHER]))
    assert (first.ended_on, second.ended_on) == ("2025-03-02", "")
    assert first.flags == frozenset()


def test_a_date_before_or_soon_after_the_first_listing_mends_the_old_one():
    for mended in ("2025-02-20", "2025-03-02"):
        history = absorb_rows(
            [make_row(signed_on="2025-02-26"), OTHER], [make_row(signed_on=mended), OTHER]
        )
        (agreement,) = get(history)
        assert agreement.signed_on == mended
        assert agreement.agreement_id.endswith(mended)
        assert history.merges[0].agreement_id == agreement.agreement_id
        assert rules(history) == ["date_mended"]


def test_a_late_new_date_is_a_renewal_that_supersedes():
    history = absorb_all(
        make_list("2025-01-01", make_row(signed_on="2024-12-01", moa_url=LINK), OTHER, *FILLER),
        make_list("2025-03-02", make_row(signed_on="2025-02-10"), OTHER, *FILLER),
    )
    old, new = get(history)
    assert (old.flags, old.ended_on) == ({"superseded"}, "2025-02-10")
    assert (new.first_listed_on, new.ended_on) == ("2025-03-02", "")
    assert rules(history) == ["superseded"]


def test_an_undated_row_takes_the_date_printed_later():
    (agreement,) = get(absorb_rows([make_row()], [make_row(signed_on="2025-02-26")]))
    assert agreement.agreement_id.endswith("--2025-02-26")
    assert agreement.first_listed_on == "2025-03-01"


def test_duplicates_are_one_agreement_and_are_listed():
    bay, variant = make_row(signed_on="2025-02-26"), make_row(signed_on="2025-02-27")
    history = absorb_rows([bay, bay, OTHER], [bay, variant, OTHER])
    (agreement,) = get(history)
    found = [(d.row, d.reason, d.agreement_id) for d in history.differences]
    assert found == [
        (3, "duplicate", agreement.agreement_id),
        (3, "duplicate_other_date", agreement.agreement_id),
    ]


@pytest.mark.parametrize("other", ["2025-02-27", ""])
def test_a_new_agreement_printed_twice_is_one(other):
    twice = [make_row(signed_on="2025-02-26"), make_row(signed_on=other)]
    history = absorb_rows([OTHER], [*twice, OTHER], [*twice, OTHER])
    (agreement,) = get(history)
    assert agreement.signed_on == "2025-02-26"
    assert [reason for _, reason in reasons(history)] == ["duplicate_other_date"] * 2


def test_a_date_long_after_an_undated_listing_is_a_new_signing():
    dated = make_row(signed_on="2025-05-20")
    old, new = get(
        absorb_all(
            make_list("2025-03-01", make_row(moa_url=LINK), *FILLER),
            make_list("2025-06-01", dated, *FILLER),
        )
    )[::-1]
    assert (old.signed_on, old.ended_on) == ("", "2025-05-20")
    assert (old.flags, new.signed_on) == ({"superseded"}, "2025-05-20")


def test_a_duplicate_is_of_the_agreement_that_its_twin_became():
    bay = make_row(signed_on="2025-02-26", moa_url=LINK)
    other = make_row(signed_on="2025-02-27")
    history = absorb_rows([bay, OTHER], [bay, other, other, OTHER])
    (agreement,) = get(history)
    assert [d.agreement_id for d in history.differences] == [agreement.agreement_id] * 2
    renewed = make_row(signed_on="2025-05-20")
    history = absorb_all(make_list("2025-06-01", renewed, renewed, *FILLER), history=history)
    _, new = get(history)
    assert history.differences[-1].agreement_id == new.agreement_id


def test_two_models_of_one_day_stay_two_agreements():
    rows = [make_row(model=model, signed_on="2025-02-26") for model in ("jail", "warrant")]
    assert len(get(absorb_rows(rows, rows))) == 2


def test_a_misspelling_mended_later_is_one_agency_under_its_new_name():
    wrong = make_row("Macro Island Police Department", signed_on="2025-02-26")
    right = make_row("Marco Island Police Department", signed_on="2025-02-26")
    history = absorb_rows([wrong, OTHER], [right, OTHER], [wrong, OTHER])
    (agreement,) = [a for a in history.agreements if "Island" in a.agency]
    assert agreement.agency_id == "fl-macro-island-police-department"
    assert rules(history) == ["respelt"]
    assert (history.merges[0].before, history.merges[0].after) == (
        "Macro Island Police Department",
        "Marco Island Police Department",
    )


def test_near_names_in_different_counties_never_merge():
    pima = make_row("Pima County Sheriff's Office", signed_on="2025-02-26", geoids=("04019",))
    pinal = make_row("Pinal County Sheriff's Office", signed_on="2025-02-26", geoids=("04021",))
    history = absorb_rows([pima, OTHER], [pinal, OTHER])
    assert len(history.agreements) == 3 + len(FILLER)
    assert history.merges == ()


def test_a_doubtful_name_is_listed_and_not_merged():
    sheriff = make_row("Cambria County Sheriff's Office", signed_on="2025-02-26")
    prison = make_row("Cambria County Prison", signed_on="2025-02-26", geoids=(), located_by="")
    history = absorb_rows([sheriff, OTHER], [prison, OTHER])
    assert len(history.agreements) == 3 + len(FILLER)
    (candidate,) = history.candidates
    assert (candidate.agency, candidate.like) == (prison.agency, sheriff.agency)


def test_a_list_that_says_less_keeps_what_an_earlier_one_told():
    told = make_row(signed_on="2025-02-26", moa_url="https://www.ice.gov/a.pdf")
    bare = make_row(signed_on="2025-02-26", type="", geoids=(), located_by="")
    (agreement,) = get(absorb_rows([told], [bare]))
    assert agreement.moa_url == "https://www.ice.gov/a.pdf"
    assert agreement.geoids == ("12005",)


def test_lists_of_one_day_differ_by_what_changed_later_that_day():
    bay, gulf = make_row(signed_on="2025-02-26"), make_row("Gulf Police", signed_on="2025-02-27")
    afternoon = "participatingAgencies03022025pm.xlsx"
    history = absorb_all(
        make_list("2025-03-01", bay, OTHER, *FILLER),
        make_list("2025-03-02", bay, OTHER, *FILLER),
        make_list("2025-03-02", gulf, OTHER, *FILLER, file=afternoon),
    )
    assert sorted(reasons(history)) == [
        ("0302", "gone_later_that_day"),
        ("0302", "listed_later_that_day"),
    ]


def test_rows_set_aside_are_counted_and_listed():
    aside = RowAside(9, "no model", "FLORIDA | x")
    history = absorb_all(make_list("2025-03-01", OTHER, set_aside=(aside,)))
    assert (history.lists[0].rows, history.lists[0].agreements) == (2, 1)
    (difference,) = history.differences
    assert (difference.row, difference.reason) == (9, "set_aside: no model")


def test_a_refused_list_changes_nothing_but_the_lists():
    history = absorb_rows([OTHER, make_row(signed_on="2025-02-26")])
    after = absorb_all(make_list("2025-02-01", OTHER), history=history)
    assert after.agreements == history.agreements
    assert [line.verdict for line in after.lists] == ["refused", "absorbed"]


def test_a_refused_list_comes_back_once_it_is_mended():
    history = absorb_rows([OTHER])
    mended = make_list("2025-03-02", OTHER, *FILLER)
    refused = absorb_all(replace(mended, refusal="row 2: STATE is 'Atlantis'"), history=history)
    assert absorb_all(replace(mended, refusal="row 3"), history=refused).lists[1].note == "row 3"
    assert absorb_all(mended, history=refused) == absorb_all(mended, history=history)


def test_other_bytes_under_a_known_name_are_an_error():
    history = absorb_rows([OTHER])
    other = make_list("2025-03-01", OTHER, make_row(), *FILLER)
    with pytest.raises(SourceError, match=r"Agencies03012025am\.xlsx: .*pm2\.xlsx"):
        absorb_all(other, history=history)


def test_two_agencies_of_one_name_stop_the_list():
    name = "Butler Township Police Department"
    luzerne = make_row(name, signed_on="2025-02-26", county="Luzerne County", geoids=("42079",))
    butler = make_row(name, "jail", "2025-02-27", county="Butler County", geoids=("42019",))
    history = absorb_rows([luzerne, OTHER])
    after = absorb_all(make_list("2025-03-02", luzerne, butler, *FILLER), history=history)
    assert after.agreements == history.agreements
    note = after.lists[-1].note
    assert note.startswith("participatingAgencies03022025am.xlsx rows 2 and 3: Butler Township")
    assert f"agency,FL,{name},Butler County,{name} (Butler)," in note


def test_one_agency_may_be_printed_with_other_counties_from_list_to_list():
    region = make_row(signed_on="2025-02-26", geoids=("12005", "12013"))
    part = make_row(model="jail", signed_on="2025-02-26", geoids=("12013",))
    moved = [replace(row, location=OTHER.location) for row in (region, part)]
    assert len(get(absorb_rows([region, part], [region, part], moved))) == 2


AGENCIES = st.sampled_from(
    [
        ("Bay County Sheriff's Office", "12005"),
        ("Bay Police Department", "12005"),
        ("Lake County Sheriff's Office", "12069"),
        ("Baker County Sheriff's Office", "12003"),
    ]
)
ROWS = st.lists(
    st.tuples(
        AGENCIES,
        st.sampled_from(["jail", "warrant", "task_force"]),
        st.sampled_from(["", "2024-11-30", "2025-01-15", "2025-02-27", "2025-02-28"]),
    ),
    min_size=3,
    max_size=6,
)


def make_lists(printed):
    return [
        [make_row(agency, model, day, geoids=(geoid,)) for (agency, geoid), model, day in rows]
        for rows in printed
    ]


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=5))
def test_absorbing_a_list_twice_changes_nothing(printed):
    history = absorb_rows(*make_lists(printed))
    last = make_list(f"2025-03-{len(printed):02}", *make_lists(printed)[-1], *FILLER)
    assert absorb(history, last) == history


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(printed, random):
    lists = make_lists(printed)
    shuffled = [random.sample(rows, len(rows)) for rows in lists]

    def strip(history):
        rows = {"source": "", "start_source": "", "end_source": ""}
        return [replace(agreement, **rows) for agreement in history.agreements]

    assert strip(absorb_rows(*lists)) == strip(absorb_rows(*shuffled))


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_one_agency_in_two_states_never_merges(printed):
    lists = make_lists(printed)
    doubled = [rows + [replace(row, state="GA") for row in rows] for rows in lists]
    alone, both = absorb_rows(*lists), absorb_rows(*doubled)
    for state in ("FL", "GA"):
        found = sum(a.state == state for a in both.agreements)
        assert found == len(alone.agreements) - (state == "GA") * len(FILLER)


@settings(deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=4), st.sampled_from([str.upper, str.title]))
def test_renaming_noise_never_splits(printed, noise):
    lists = make_lists(printed)
    noisy = [
        [replace(row, agency=noise(row.agency).replace("'", "")) for row in rows]
        if place % 2
        else rows
        for place, rows in enumerate(lists)
    ]
    assert len(absorb_rows(*noisy).agreements) == len(absorb_rows(*lists).agreements)
