"""Say in words what a list changes in the record."""

from collections.abc import Iterable

from geo.ingest.agreement import Agreement, History, Merge

NO_CORRECTION = ("superseded", "bridged", "returned")


def describe_changes(old: History, new: History) -> list[str]:
    """Describe the step from one history to the next, which absorb made of it.

    Returns lines: how many agreements the list signs, ends, supersedes, corrects, brings back
    and leaves unlocated, and how many of its rows are set aside, each with names.
    """
    merges = new.merges[len(old.merges) :]
    doubtful = new.candidates[len(old.candidates) :]
    corrected = [merge for merge in merges if merge.rule not in NO_CORRECTION]
    back = [merge for merge in merges if merge.rule in NO_CORRECTION[1:]]
    superseding = [merge for merge in merges if merge.rule == "superseded"]
    known = set(new.renamed.values())
    signed = [one for one in new.agreements if one.agreement_id not in known]
    over = {new.renamed[one.agreement_id] for one in old.agreements if one.ended_on}
    over |= {merge.agreement_id for merge in superseding}
    ended = [one for one in new.agreements if one.ended_on and one.agreement_id not in over]
    unlocated = [one for one in signed if not one.statewide and not one.geoids]
    noted = {(one.list, one.row) for one in old.differences}
    aside = [
        one
        for one in new.differences
        if one.reason.startswith("set_aside") and (one.list, one.row) not in noted
    ]
    return [
        *_list("signed", map(_name, signed)),
        *_list("ended", map(_name, ended)),
        *_list("superseded", map(_tell, superseding)),
        *_list("corrected", map(_tell, corrected)),
        *_list("back on the list", map(_tell, back)),
        *_list("unlocated", map(_name, unlocated)),
        *_list("set aside", (f"row {a.row}: {a.reason[11:]}: {a.printed}" for a in aside)),
        *_list(
            "doubtful, not merged",
            (f"{one.agency} ({one.state}) is like {one.like}" for one in doubtful),
        ),
    ]


def _name(agreement: Agreement) -> str:
    signed_on = agreement.signed_on or "no date"
    return f"{agreement.agency} ({agreement.state}), {agreement.model}, {signed_on}"


def _tell(merge: Merge) -> str:
    what = merge.agreement_id or merge.agency_id
    return f"{what}: {merge.before} -> {merge.after} ({merge.rule})"


def _list(title: str, names: Iterable[str]) -> list[str]:
    names = sorted(names)
    return [f"{title}: {len(names)}", *(f"  {name}" for name in names)]
