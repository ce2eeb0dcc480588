"""Say in words what a list changes in the record."""

from collections.abc import Iterable

from geo.ingest.agreement import History, Merge
from geo.ingest.effect import Change, measure_effect

NO_CORRECTION = ("superseded", "bridged", "returned")


def describe_changes(old: History, new: History) -> list[str]:
    """Describe the step from one history to the next, which absorb made of it.

    Returns lines: how many agreements the list signs, ends, re-models, supersedes, corrects,
    brings back, dates, places or links anew and leaves unlocated, and how many of its rows are
    second ones or set aside, each with names.
    """
    merges = new.merges[len(old.merges) :]
    doubtful = new.candidates[len(old.candidates) :]
    effect = measure_effect(old, new)
    corrected = [merge for merge in merges if merge.rule not in NO_CORRECTION]
    back = [merge for merge in merges if merge.rule in NO_CORRECTION[1:]]
    superseding = [merge for merge in merges if merge.rule == "superseded"]
    return [
        *_list_changes(effect, "signed", "ended", "re-modelled"),
        *_list("superseded", map(_tell, superseding)),
        *_list("corrected", map(_tell, corrected)),
        *_list("back on the list", map(_tell, back)),
        *_list_changes(effect, "re-dated", "placed anew", "linked anew", "undated"),
        *_list_changes(effect, "unlocated", "second rows", "set aside"),
        *_list(
            "doubtful, not merged",
            (f"{one.agency} ({one.state}) is like {one.like}" for one in doubtful),
        ),
    ]


def _list_changes(effect: dict[str, list[Change]], *kinds: str) -> list[str]:
    return [line for kind in kinds for line in _list(kind, (one.text for one in effect[kind]))]


def _tell(merge: Merge) -> str:
    what = merge.agreement_id or merge.agency_id
    return f"{what}: {merge.before} -> {merge.after} ({merge.rule})"


def _list(title: str, names: Iterable[str]) -> list[str]:
    names = sorted(names)
    return [f"{title}: {len(names)}", *(f"  {name}" for name in names)]
