"""Fold the rows of pending lists into applications, and those into agreements."""

import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from rapidfuzz import fuzz

from geo.ingest.agreement import BRIDGED_LISTS, make_agency_id
from geo.ingest.identity import name_key
from geo.ingest.naming import RULES

APPLICATION_COLUMNS = [
    "agency_id",
    "agency",
    "state",
    "model",
    "first_pending_on",
    "last_pending_on",
    "lists",
    "outcome",
    "agreement_id",
    "geoids",
    "statewide",
    "source",
    "flags",
]
RESPELLING_COLUMNS = ["list", "row", "rule", "agency_id", "printed", "known"]
# ICE prints an agency as pending for some weeks after the date it then gives as SIGNED.
EARLIEST_SIGNING = timedelta(days=-30)
LONGEST_WAIT = timedelta(days=60)
WORDS_ALIKE = 80
WORDS_ALIKE_ANYWHERE = 90


def fold_applications(rows, history):
    """Fold the rows of all pending lists into applications.

    rows are located rows of read_edition, history the History of the participating lists.
    Returns (applications, respellings), dicts in APPLICATION_COLUMNS, as follow_applications
    leaves them, and in RESPELLING_COLUMNS. One application is one agency and one model.
    """
    rows = rows.sort_values(["edition", "row"], kind="stable")
    agency_ids, respellings = recognise_applicants(rows, history)
    rows = rows.assign(agency_id=rows["key"].map(agency_ids))
    order = {file: number for number, file in enumerate(rows["list"].unique())}
    applications = [
        _describe_application(group, order) for _, group in rows.groupby(["agency_id", "model"])
    ]
    return follow_applications(applications, history), respellings


def follow_applications(applications, history):
    """Find the agreement that each application became.

    applications are dicts in APPLICATION_COLUMNS, history the History to search. Returns them
    sorted, with agency_id, agency and counties as in the agreements where the agency has any; it
    is the one of that name, else the one that recognise_applicants finds by the place. The
    agreement is the first one of the same agency and model that begins no more than 30 days
    before the first pending list, or later; without one the application has vanished, or is
    pending still when the newest pending list carries it. Following again changes nothing.
    """
    known, agencies = _index_names(history), _index_agencies(history)
    agreements = defaultdict(list)
    for agreement in history.agreements:
        agreements[agreement["agency_id"]].append(agreement)
    followed = []
    for application in applications:
        key = name_key(application["state"], application["agency"])
        place = _find_place(application["statewide"], application["geoids"])
        agency_id = known.get(key) or _find_alike(key, place, agencies) or application["agency_id"]
        followed.append(_follow(application | {"agency_id": agency_id}, agreements[agency_id]))
    return sorted(followed, key=lambda found: (found["agency_id"], found["model"]))


def recognise_applicants(rows, history):
    """Give every applicant the id of an agency already known, or that of a new one.

    Returns (agency_ids, respellings): agency_ids maps name keys to ids. An agency is known when
    its name key is that of an agreement or of a logged spelling; else when one of the same state
    and the same county reads alike word by word (each word 80 % alike, in the same order, the
    numbers equal), or, where one of the two has no known county, 90 % alike. Every spelling
    other than the known one is in respellings.
    """
    known, agencies = _index_names(history), _index_agencies(history)
    respellings = []
    # The newest spelling first, so that it is the one that names an agency not yet known.
    for row in rows.iloc[::-1].drop_duplicates(["state", "agency"]).itertuples():
        rule = "same_key"
        if row.key not in known:
            place = _find_place(str(row.statewide).lower(), row.geoids)
            known[row.key] = _find_alike(row.key, place, agencies)
            rule = "respelt"
            if not known[row.key]:
                known[row.key] = make_agency_id(row.state, row.agency)
                agencies[known[row.key]] = (row.key, place, row.agency)
        agency_id = known[row.key]
        if agencies[agency_id][2] != row.agency:
            respellings.append(
                {
                    "list": row.list,
                    "row": str(row.row),
                    "rule": rule,
                    "agency_id": agency_id,
                    "printed": row.agency,
                    "known": agencies[agency_id][2],
                }
            )
    return {key: known[key] for key in rows["key"]}, respellings


def _index_names(history):
    """Agency ids by the name key of every spelling that the record knows."""
    known = {}
    for merge in history.merges:
        if merge["rule"] in RULES:
            for spelling in (merge["before"], merge["after"]):
                known[name_key(merge["agency_id"][:2].upper(), spelling)] = merge["agency_id"]
    for agreement in history.agreements:
        known[name_key(agreement["state"], agreement["agency"])] = agreement["agency_id"]
    return known


def _index_agencies(history):
    """Name key, place and name of every agency of the record, by its id."""
    agencies = {}
    for agreement in history.agreements:
        key = name_key(agreement["state"], agreement["agency"])
        place = _find_place(agreement["statewide"], agreement["geoids"])
        agencies[agreement["agency_id"]] = (key, place, agreement["agency"])
    return agencies


def _find_place(statewide, geoids):
    return {"statewide"} if statewide == "true" else set(filter(None, geoids.split(";")))


def _find_alike(key, place, agencies):
    """Id of the most alike agency whose place is the same or not known, or ''."""
    words = key.split()
    best = (0, "")
    for agency_id, (other_key, other_place, _) in agencies.items():
        others = other_key.split()
        if words[0] != others[0] or len(words) != len(others):
            continue
        if place and other_place and not place & other_place:
            continue
        if re.findall(r"\d+", key) != re.findall(r"\d+", other_key):
            continue
        likeness = min(fuzz.ratio(one, other) for one, other in zip(words, others, strict=True))
        if likeness >= (WORDS_ALIKE if place and other_place else WORDS_ALIKE_ANYWHERE):
            best = max(best, (likeness, agency_id))
    return best[1]


def _describe_application(rows, order):
    first, last = rows.iloc[0], rows.iloc[-1]
    flags = {flag for flag in ";".join(rows["flags"]).split(";") if flag not in ("", "undated")}
    numbers = sorted({order[file] for file in rows["list"]})
    if any(later - sooner > BRIDGED_LISTS + 1 for sooner, later in pairwise(numbers)):
        flags.add("returned")
    return {
        "agency_id": last["agency_id"],
        "agency": last["agency"],
        "state": last["state"],
        "model": last["model"],
        "first_pending_on": first["published_on"],
        "last_pending_on": last["published_on"],
        "lists": str(len(numbers)),
        "outcome": "pending" if numbers[-1] == max(order.values()) else "vanished",
        "agreement_id": "",
        "geoids": last["geoids"],
        "statewide": str(last["statewide"]).lower(),
        "source": f"{last['list']}#{last['row']}",
        "flags": ";".join(sorted(flags)),
    }


def _follow(application, agreements):
    """The application with what the agreements of its agency say about it."""
    flags = set(application["flags"].split(";")) - {"signed_long_after", "already_in_force", ""}
    agreement = _find_agreement(application, agreements)
    outcome = "pending" if application["outcome"] == "pending" else "vanished"
    found = {"agreement_id": "", "outcome": outcome}
    if agreement:
        found = {"agreement_id": agreement["agreement_id"], "outcome": "signed"}
        last_pending_on = date.fromisoformat(application["last_pending_on"])
        if date.fromisoformat(_start(agreement)) - last_pending_on > LONGEST_WAIT:
            flags.add("signed_long_after")
    elif any(_was_in_force(known, application) for known in agreements):
        flags.add("already_in_force")
    if agreements:
        found["agency"] = agreements[-1]["agency"]
    for known in agreements:
        if _find_place(known["statewide"], known["geoids"]):
            found |= {column: known[column] for column in ("geoids", "statewide")}
    return application | found | {"flags": ";".join(sorted(flags))}


def _find_agreement(application, agreements):
    first_pending_on = date.fromisoformat(application["first_pending_on"])
    earliest = (first_pending_on + EARLIEST_SIGNING).isoformat()
    begun = [
        agreement
        for agreement in agreements
        if agreement["model"] == application["model"] and _start(agreement) >= earliest
    ]
    return min(begun, key=lambda known: (_start(known), known["agreement_id"]), default=None)


def _was_in_force(agreement, application):
    day = application["first_pending_on"]
    runs = _start(agreement) <= day and (not agreement["ended_on"] or day < agreement["ended_on"])
    return agreement["model"] == application["model"] and runs


def _start(agreement):
    return agreement["signed_on"] or agreement["first_listed_on"]
