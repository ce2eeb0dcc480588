"""A list is judged by what it would do: broken as spreadsheets break, it is refused."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from geo.boundaries import read_counties
from geo.ingest.absorb import absorb
from geo.ingest.agreement import History
from geo.ingest.clean import read_state_names
from geo.ingest.corrections import read_corrections
from geo.ingest.docs import PAGE
from geo.ingest.effect import LIMITS
from geo.ingest.prepare import prepare_list
from geo.ingest.tables import read_history
from tests.ingest.lists import MODEL_NAMES, make_list, make_row, print_row, write_workbook

STATE, AGENCY, TYPE, COUNTY, MODEL, SIGNED, MOA = range(7)
STATES = ("AL", "GA", "IN", "MT", "NC", "OH", "PA", "SC", "WY")
KINDS = {"county": "County", "municipality": "Municipality", "state": "State Agency"}


@cache
def read_record():
    """The committed record of some states, large and small."""
    history = read_history()
    mine = tuple(one for one in history.agreements if one.state in STATES)
    return replace(history, agreements=mine)


@cache
def print_record():
    """The agreements of the newest list, as ICE prints them, by state and agency."""
    states = {code: name.upper() for name, code in read_state_names().items()}
    counties = dict(read_counties()[["geoid", "name"]].itertuples(index=False))
    return tuple(
        (
            states[one.state],
            one.agency,
            KINDS.get(one.jurisdiction, "Municipality"),
            counties[one.geoids[0]] if one.geoids else "",
            MODEL_NAMES[one.model],
            one.signed_on,
            one.moa_url,
        )
        for one in read_record().agreements
        if not one.ended_on and one.signed_on
    )


def put(column, change):
    """The rows with one column changed, which gets its values and returns as many."""

    def spoil(rows):
        values = change([row[column] for row in rows])
        return [
            (*row[:column], value, *row[column + 1 :])
            for row, value in zip(rows, values, strict=True)
        ]

    return spoil


def merge_cells(values):
    """Each value only where it differs from the one above, as merged cells have it."""
    return [
        value if value != above else None
        for above, value in zip([None, *values], values, strict=False)
    ]


def lose_states(values):
    """#N/A in place of every fifth state."""
    lost = sorted(set(values))[::5]
    return ["#N/A" if value in lost else value for value in values]


def move_days(values):
    """Each date a day earlier."""
    return [(date.fromisoformat(day) - timedelta(days=1)).isoformat() for day in values]


def leave_out(state):
    return lambda rows: [row for row in rows if row[STATE] != state]


def prepare(folder, rows):
    path = write_workbook(folder / "participatingAgencies07212026am.xlsx", rows)
    return prepare_list(path, read_corrections())


def judge(folder, rows):
    """The row of the table of lists that a list of these rows gets."""
    return absorb(read_record(), prepare(folder, rows)).lists[-1]


def test_a_list_that_goes_on_is_absorbed(tmp_path):
    new = [
        print_row(f"{name} County Sheriff's Office", state="GEORGIA", county=name)
        for name in ("Appling", "Bacon", "Baker")
    ]
    gone = [row for row in print_record() if row[STATE] == "SOUTH CAROLINA"][:5]
    known = judge(tmp_path, [row for row in print_record() if row not in gone] + new)
    assert (known.verdict, known.note) == ("absorbed", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (put(STATE, merge_cells), ["ended: 4", "set aside: 4"]),
        (put(AGENCY, lambda values: [None] * len(values)), ["ended: 4", "set aside: 4"]),
        (put(STATE, lose_states), ["ended: 97, where at most 22", "ended 97 (AL 74, OH 23)"]),
        (
            lambda rows: rows[: len(rows) * 72 // 100],
            ["ended 126 (SC 55, PA 52, WY 19)"],
        ),
        (lambda rows: rows + rows[:100], ["second rows: 100, where at most 5", "AL 74, GA 26"]),
        (leave_out("OHIO"), ["ended: 23", "ended 23 (OH 23)"]),
        (leave_out("MONTANA"), ["ended: 6 of 6 in MT, too many for one state"]),
        (put(MODEL, sorted), ["re-modelled: ", "signed long before: "]),
        (put(MODEL, lambda values: [values[0]] * len(values)), ["re-modelled: ", "ended: "]),
        (put(SIGNED, sorted), ["re-dated: "]),
        (put(SIGNED, move_days), ["re-dated: 446, where at most 25 are plausible"]),
        (put(SIGNED, lambda values: [None] * len(values)), ["undated: 448, where at most 5"]),
        (put(MOA, sorted), ["linked anew: "]),
        (put(STATE, lambda values: values[::-1]), ["ended: ", "unlocated: "]),
        (put(COUNTY, sorted), ["placed anew: "]),
        (put(AGENCY, sorted), ["If these are two agencies"]),
    ],
)
def test_a_broken_list_is_refused_with_what_it_would_have_done(tmp_path, spoil, words):
    known = judge(tmp_path, spoil(list(print_record())))
    assert known.verdict == "refused"
    assert [word for word in words if word not in known.note] == []


def make_town(number, state="FL"):
    return make_row(f"Town {number} Police Department", "jail", "2025-01-02", state=state)


TOWNS = [make_town(number) for number in range(100)]


@pytest.mark.parametrize(
    ("published_on", "verdict"), [("2025-04-01", "refused"), ("2025-07-01", "absorbed")]
)
def test_after_a_longer_silence_more_may_end(published_on, verdict):
    before = absorb(History(), make_list("2025-03-01", *TOWNS))
    assert absorb(before, make_list(published_on, *TOWNS[15:])).lists[-1].verdict == verdict


@pytest.mark.parametrize(("number", "verdict"), [(3, "absorbed"), (4, "refused")])
def test_only_a_few_may_empty_a_state(number, verdict):
    few = [make_town(place, "MT") for place in range(number)]
    before = absorb(History(), make_list("2025-03-01", *TOWNS, *few))
    assert absorb(before, make_list("2025-03-02", *TOWNS)).lists[-1].verdict == verdict


def test_a_list_that_a_correction_accepts_is_absorbed():
    before = absorb(History(), make_list("2025-03-01", *TOWNS))
    broken = make_list("2025-03-02", *TOWNS[50:])
    note = absorb(before, broken).lists[-1].note
    assert note.endswith(f"accept_list,,,{broken.file},{broken.sha256},<evidence>")
    accepted = absorb(before, replace(broken, accepted=True))
    assert [known.verdict for known in accepted.lists] == ["absorbed"] * 2


def test_the_page_about_the_data_tells_the_limits():
    page = PAGE.read_text(encoding="utf-8")
    for kind, limit in LIMITS.items():
        silence = ", growing" if limit.is_growing else ""
        assert f"| {kind} |" in page
        assert f"| {limit.number} or {limit.share * 100:g} %{silence} |" in page
