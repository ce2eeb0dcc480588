"""A refresh says what it changes, agreement by agreement."""

from dataclasses import replace

from geo.ingest.absorb import absorb
from geo.ingest.agreement import History
from geo.ingest.report import describe_changes
from tests.ingest.lists import make_list, make_row

FILLER = [
    make_row(f"Town {letter} Police Department", "jail", "2025-01-02", geoids=("12086",))
    for letter in "ABCDEFGHIJ"
]


def describe(*lists):
    """Changes of the last of lists published on 1 January, February, March ... 2025."""
    old = new = History()
    for month, rows in enumerate(lists, start=1):
        old, new = new, absorb(new, make_list(f"2025-{month:02}-01", *rows, *FILLER))
    return describe_changes(old, new)


def test_an_unchanged_list_changes_nothing():
    bay = make_row(signed_on="2024-12-02")
    assert all(line.endswith(": 0") for line in describe([bay], [bay]))


def test_new_and_gone_agreements_are_named():
    gone = make_row("Gulf Police Department", signed_on="2024-12-02")
    new = make_row("Lost Police Department", signed_on="2025-01-20", geoids=(), located_by="")
    lines = describe([gone], [new])
    assert lines[:4] == [
        "signed: 1",
        "  Lost Police Department (FL), task_force, 2025-01-20",
        "ended: 1",
        "  Gulf Police Department (FL), task_force, 2024-12-02",
    ]
    assert lines[-5:] == [
        "unlocated: 1",
        "  Lost Police Department (FL), task_force, 2025-01-20",
        "second rows: 0",
        "set aside: 0",
        "doubtful, not merged: 0",
    ]


def test_what_is_dated_placed_linked_and_modelled_anew_is_named():
    town = "Town Z Police Department"
    first = make_row(town, signed_on="2024-12-02", moa_url="https://ice.gov/a.pdf")
    second = make_row(town, "warrant", "2024-12-02")
    lines = describe(
        [first, second],
        [
            make_row(
                town,
                signed_on="2024-12-03",
                moa_url="https://ice.gov/b.pdf",
                geoids=("12005", "12007"),
            ),
            make_row(town, "jail", "2024-12-02"),
        ],
    )
    for kind, model, day in (
        ("re-modelled", "warrant", "2024-12-02"),
        ("re-dated", "task_force", "2024-12-03"),
        ("placed anew", "task_force", "2024-12-03"),
        ("linked anew", "task_force", "2024-12-03"),
    ):
        line = lines.index(f"{kind}: 1")
        assert lines[line + 1] == f"  {town} (FL), {model}, {day}"


def test_a_renewal_is_signed_and_superseded_not_ended():
    linked = make_row(signed_on="2024-12-02", moa_url="https://www.ice.gov/a.pdf")
    lines = describe([linked], [], [make_row(signed_on="2025-02-20")])
    assert "signed: 1" in lines
    assert "ended: 0" in lines
    assert "superseded: 1" in lines
    assert lines[-1] == "doubtful, not merged: 0"


def test_mended_names_and_dates_are_corrected_not_signed():
    wrong = make_row("Macro Island Police Department", signed_on="2024-12-02")
    right = make_row("Marco Island Police Department", signed_on="2024-12-02")
    lines = describe(
        [wrong, make_row(signed_on="2024-12-03")], [right, make_row(signed_on="2024-12-02")]
    )
    assert lines[:2] == ["signed: 0", "ended: 0"]
    assert "corrected: 2" in lines
    assert any("Macro Island Police Department -> Marco" in line for line in lines)


def test_an_agreement_back_on_the_list_is_named():
    bay = make_row(signed_on="2024-12-02")
    lines = describe([bay], [], [bay])
    assert "back on the list: 1" in lines
    assert "signed: 0" in lines


def test_a_doubtful_name_is_named():
    one = make_row("Pembroke Park Police Department", signed_on="2024-12-02")
    other = make_row("Pembroke Pines Police Department", signed_on="2024-12-02")
    assert describe([one], [other])[-1] == (
        "  Pembroke Pines Police Department (FL) is like Pembroke Park Police Department"
    )


def test_a_name_that_flips_back_is_no_signing():
    short = make_row("Bay County SO", signed_on="2024-12-02")
    full = make_row("Bay County Sheriff's Office", signed_on="2024-12-02")
    assert describe([short], [full], [short])[:2] == ["signed: 0", "ended: 0"]


def test_an_end_is_told_whatever_the_sources_are():
    """Agreements of the compilation share a source, of which one has ended already."""
    early = absorb(History(), make_list("2025-01-01", make_row(signed_on="2024-12-02"), *FILLER))
    gone = make_row("Gulf Police Department", signed_on="2024-12-03")
    early = absorb(early, make_list("2025-02-01", gone, *FILLER))
    early = replace(early, agreements=tuple(replace(a, source="CRS") for a in early.agreements))
    lines = describe_changes(early, absorb(early, make_list("2025-03-01", *FILLER)))
    assert lines[1:3] == ["ended: 1", "  Gulf Police Department (FL), task_force, 2024-12-03"]
