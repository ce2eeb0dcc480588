"""What one list does to the record, by kind and state, and whether a real list would do as much."""

from collections import Counter
from typing import NamedTuple

from geo.ingest.agreement import Agreement, History, count_days
from geo.ingest.identity import memorandum_key
from geo.program import MODELS

# A signing this many days before the list before, and printed only now, is printed late.
LATE_DAYS = 30
# Lists stay away for weeks: what a limit allows grows with a longer silence than this.
SILENCE_DAYS = 60


class Limit(NamedTuple):
    """How many changes of a kind a list may make: a number, or a share of those listed before.

    The larger of the two counts. growing says that it grows with the silence before the list.
    """

    number: int
    share: float
    is_growing: bool = False


# About twice the largest that a real list of 2021 to 2026 did: docs/data.md has both.
LIMITS = {
    "ended": Limit(10, 0.05, is_growing=True),
    "signed": Limit(180, 0.45, is_growing=True),
    "signed long before": Limit(10, 0.02),
    "re-modelled": Limit(10, 0.01, is_growing=True),
    "re-dated": Limit(25, 0.03),
    "renamed": Limit(35, 0.03),
    "placed anew": Limit(5, 0.01),
    "linked anew": Limit(5, 0.01),
    "second rows": Limit(5, 0.01),
    "set aside": Limit(5, 0.005),
    "unlocated": Limit(5, 0.005),
    "undated": Limit(5, 0.005),
}
# Of what stands in one state; new agreements may come from anywhere.
STATE_LIMIT = Limit(12, 0.30)
FREE_IN_A_STATE = ("signed", "signed long before", "set aside")
# So few agreements of a state have gone at once without any left in it.
LARGEST_STATE_EMPTIED = 3


class Change(NamedTuple):
    """One thing that a list does, in the state where it does it ('' where none is known)."""

    state: str
    text: str


def measure_effect(old: History, new: History) -> dict[str, list[Change]]:
    """Measure the step from one history to the next, which absorb made of it: changes by kind."""
    before = {new.renamed[one.agreement_id]: one for one in old.agreements if not one.ended_on}
    known = set(new.renamed.values())
    merges = new.merges[len(old.merges) :]
    superseded = {merge.agreement_id for merge in merges if merge.rule == "superseded"}
    begun = [one for one in new.agreements if one.agreement_id not in known]
    pairs = [
        (before[one.agreement_id], one) for one in new.agreements if one.agreement_id in before
    ]
    over = [one for _, one in pairs if one.ended_on]
    ended = [one for one in over if one.agreement_id not in superseded]
    models = {(one.agency_id, one.model) for one in begun}
    newest = max((known.published_on for known in old.lists if known.is_absorbed), default="")

    def list_changed(what):
        return [one for was, one in pairs if what(was) and what(was) != what(one)]

    kinds = {
        "signed": begun,
        "ended": ended,
        "signed long before": [one for one in begun if _is_late(one, newest)],
        "re-modelled": [
            one
            for one in ended
            if any((one.agency_id, model) in models for model in MODELS if model != one.model)
        ],
        "re-dated": [
            *list_changed(lambda one: one.signed_on),
            *(one for one in over if one.agreement_id in superseded),
        ],
        "renamed": list_changed(lambda one: one.agency_id),
        "placed anew": list_changed(_describe_place),
        "linked anew": list_changed(lambda one: one.moa_url and memorandum_key(one.moa_url)),
        "unlocated": [one for one in begun if not one.statewide and not one.geoids],
        "undated": [
            *(one for one in begun if "undated" in one.flags),
            *(one for was, one in pairs if "undated" in one.flags - was.flags),
        ],
    }
    return {
        kind: [Change(one.state, name_agreement(one)) for one in agreements]
        for kind, agreements in kinds.items()
    } | _list_rows(old, new)


def judge_effect(old: History, new: History) -> str:
    """Say what a list would do that no list of participating agencies does, '' where nothing.

    old is the history before the list, new after it. The first list of all is not judged.
    """
    absorbed = [known for known in old.lists if known.is_absorbed]
    if not absorbed:
        return ""
    days = count_days(absorbed[-1].published_on, new.lists[-1].published_on)
    listed = Counter(one.state for one in old.agreements if not one.ended_on)
    effect = measure_effect(old, new)
    faults = []
    for kind, changes in effect.items():
        limit = _count_allowed(LIMITS[kind], listed.total(), days)
        states = Counter(change.state for change in changes)
        crowded = [state for state in states if _is_too_much(kind, states[state], listed[state])]
        if len(changes) > limit:
            faults.append(f"{kind}: {len(changes)}, where at most {limit} are plausible")
        elif crowded:
            where = ", ".join(f"{states[state]} of {listed[state]} in {state}" for state in crowded)
            faults.append(f"{kind}: {where}, too many for one state")
    if not faults:
        return ""
    return "\n".join(
        [
            f"implausible: it would change more of the {listed.total()} agreements on "
            f"{absorbed[-1].file} than a list does",
            *(f"  {fault}" for fault in faults),
            "in all it would make",
            *(f"  {_tell(kind, changes)}" for kind, changes in effect.items() if changes),
        ]
    )


def name_agreement(agreement: Agreement) -> str:
    """Name an agreement for the maintainer: agency, state, model and signing."""
    signed_on = agreement.signed_on or "no date"
    return f"{agreement.agency} ({agreement.state}), {agreement.model}, {signed_on}"


def _count_allowed(limit, listed, days):
    silence = max(1, days / SILENCE_DAYS) if limit.is_growing else 1
    return int(max(limit.number, limit.share * listed) * silence)


def _is_too_much(kind, number, listed):
    if kind in FREE_IN_A_STATE:
        return False
    is_emptied = kind == "ended" and number == listed and number > LARGEST_STATE_EMPTIED
    return is_emptied or number > _count_allowed(STATE_LIMIT, listed, 0)


def _tell(kind, changes):
    states = Counter(change.state for change in changes if change.state).most_common()
    where = ", ".join(f"{state} {number}" for state, number in states)
    return f"{kind} {len(changes)}" + (f" ({where})" if where else "")


def _is_late(agreement, newest):
    signed_on = agreement.signed_on
    return newest != "" != signed_on and count_days(signed_on, newest) > LATE_DAYS


def _describe_place(agreement):
    """Where it serves, and whether what is printed contradicts that; () where it is not known."""
    if not agreement.statewide and not agreement.geoids:
        return ()
    contradictions = [flag for flag in agreement.flags if flag.startswith("county_contradicts")]
    return (
        agreement.jurisdiction,
        agreement.reach,
        agreement.geoids,
        agreement.statewide,
        bool(contradictions),
    )


def _list_rows(old, new):
    """Rows of the list that are no agreement of their own."""
    states = {one.agreement_id: one.state for one in new.agreements}
    noted = {(one.list, one.row) for one in old.differences}
    rows = [one for one in new.differences if one.row and (one.list, one.row) not in noted]
    kinds = {"second rows": "duplicate", "set aside": "set_aside: "}
    return {
        kind: [
            Change(
                states.get(one.agreement_id, ""),
                f"row {one.row}: {one.reason.removeprefix('set_aside: ')}: {one.printed}",
            )
            for one in rows
            if one.reason.startswith(start)
        ]
        for kind, start in kinds.items()
    }
