"""Say in words what a list changes in the record."""

NO_CORRECTION = ("superseded", "bridged", "returned")


def describe_changes(old, new):
    """Describe the step from one history to the next, which absorb made of it.

    Returns lines: how many agreements the list signs, ends, supersedes, corrects, brings back
    and leaves unlocated, each with names.
    """
    merges = new.merges[len(old.merges) :]
    doubtful = new.candidates[len(old.candidates) :]
    corrected = [merge for merge in merges if merge["rule"] not in NO_CORRECTION]
    known = set(new.renamed.values())
    signed = [a for a in new.agreements if a["agreement_id"] not in known]
    superseded = {m["agreement_id"] for m in merges if m["rule"] == "superseded"}
    over = {new.renamed[a["agreement_id"]] for a in old.agreements if a["ended_on"]} | superseded
    ended = [a for a in new.agreements if a["ended_on"] and a["agreement_id"] not in over]
    unlocated = [a for a in signed if a["statewide"] == "false" and not a["geoids"]]
    return [
        *_list("signed", map(_name, signed)),
        *_list("ended", map(_name, ended)),
        *_list("superseded", (_tell(m) for m in merges if m["rule"] == "superseded")),
        *_list("corrected", map(_tell, corrected)),
        *_list("back on the list", (_tell(m) for m in merges if m["rule"] in NO_CORRECTION[1:])),
        *_list("unlocated", map(_name, unlocated)),
        *_list(
            "doubtful, not merged",
            (f"{c['agency']} ({c['state']}) is like {c['like']}" for c in doubtful),
        ),
    ]


def _name(agreement):
    signed_on = agreement["signed_on"] or "no date"
    return f"{agreement['agency']} ({agreement['state']}), {agreement['model']}, {signed_on}"


def _tell(merge):
    what = merge["agreement_id"] or merge["agency_id"]
    return f"{what}: {merge['before']} -> {merge['after']} ({merge['rule']})"


def _list(title, names):
    names = sorted(names)
    return [f"{title}: {len(names)}", *(f"  {name}" for name in names)]
