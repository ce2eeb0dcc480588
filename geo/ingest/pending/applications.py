"""Collect the rows of pending lists into applications, and follow those to agreements."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from geo.ingest.agreement import BRIDGED_LISTS, Agreement, History, make_agency_id, name_places
from geo.ingest.clean import Row
from geo.ingest.identity import name_key
from geo.ingest.lists import read_moment
from geo.ingest.naming import index_names

# ICE prints an agency as pending for some weeks after the date it then gives as SIGNED.
EARLIEST_SIGNING = timedelta(days=-30)
LONGEST_WAIT = timedelta(days=60)
WORDS_ALIKE = 80
WORDS_ALIKE_ANYWHERE = 90


@dataclass(frozen=True)
class Application:
    """One agency and one model on pending lists: a row of data/pending.csv."""

    agency_id: str
    agency: str
    state: str
    model: str
    first_pending_on: str
    last_pending_on: str
    lists: int
    outcome: str
    agreement_id: str
    geoids: tuple[str, ...]
    statewide: bool
    source: str
    flags: frozenset[str]


@dataclass(frozen=True)
class Respelling:
    """A spelling of an agency other than the known one: a row of data/qa/pending_merges.csv."""

    list: str
    row: int
    rule: str
    agency_id: str
    printed: str
    known: str


class Applicant(NamedTuple):
    """One row of one pending list."""

    list: str
    published_on: str
    row: Row


class Agency(NamedTuple):
    """What applicants are held against: the key of a name, the places served, the name."""

    key: str
    places: set[str]
    name: str


def collect_applications(
    applicants: list[Applicant], history: History
) -> tuple[list[Application], list[Respelling]]:
    """Collect the rows of all pending lists, in order of publication, into applications.

    history is the History of the participating lists. Returns the applications, one per agency
    and model, as follow_applications leaves them, and the respellings.
    """
    agency_ids, respellings = recognise_applicants(applicants, history)
    order = {file: number for number, file in enumerate(dict.fromkeys(a.list for a in applicants))}
    groups = defaultdict(list)
    for applicant in applicants:
        row = applicant.row
        groups[agency_ids[name_key(row.state, row.agency)], row.model].append(applicant)
    applications = [
        _describe_application(agency_id, group, order)
        for (agency_id, _), group in sorted(groups.items())
    ]
    return follow_applications(applications, history), respellings


def follow_applications(applications: Iterable[Application], history: History) -> list[Application]:
    """Find the agreement that each application became.

    history is the History to search. Returns the applications sorted, with agency_id, agency and
    counties as in the agreements where the agency has any; it is the one of that name, else the
    one that recognise_applicants finds by the place. The agreement is the first one of the same
    agency and model that begins no more than 30 days before the first pending list, or later;
    without one the application has vanished, or is pending still when the newest pending list
    carries it. Following again changes nothing.
    """
    known, agencies = index_names(history), _index_agencies(history)
    agreements = defaultdict(list)
    for agreement in history.agreements:
        agreements[agreement.agency_id].append(agreement)
    followed = []
    for application in applications:
        key = name_key(application.state, application.agency)
        places = name_places(application.geoids, application.statewide)
        agency_id = known.get(key) or _find_alike(key, places, agencies) or application.agency_id
        followed.append(_follow(replace(application, agency_id=agency_id), agreements[agency_id]))
    return sorted(followed, key=lambda found: (found.agency_id, found.model))


def follow_respellings(
    respellings: Iterable[Respelling],
    applications: Iterable[Application],
    followed: Iterable[Application],
) -> list[Respelling]:
    """Say anew which spellings are not the known one, once agencies have other names.

    followed are the applications as `follow_applications` returns them. An application's source
    is where its agency was last spelt; the newest spelling comes first.
    """
    now = {(found.source, found.model): found for found in followed}
    renamed = [
        (application, now[application.source, application.model])
        for application in applications
        if now[application.source, application.model].agency != application.agency
    ]
    names = {after.agency_id: after.agency for _, after in renamed}
    respelt = {
        (spelt.list, spelt.row): replace(spelt, known=names.get(spelt.agency_id, spelt.known))
        for spelt in respellings
    }
    for before, after in renamed:
        file, _, row = before.source.partition("#")
        respelt.setdefault(
            (file, int(row)),
            Respelling(file, int(row), "same_key", after.agency_id, before.agency, after.agency),
        )
    return sorted(
        (spelt for spelt in respelt.values() if spelt.printed != spelt.known),
        key=lambda spelt: (read_moment(spelt.list), spelt.row),
        reverse=True,
    )


def recognise_applicants(
    applicants: list[Applicant], history: History
) -> tuple[dict[str, str], list[Respelling]]:
    """Give every applicant the id of an agency already known, or that of a new one.

    Returns (agency_ids, respellings): agency_ids maps name keys to ids. An agency is known when
    its name key is that of an agreement or of a logged spelling; else when one of the same state
    and the same county reads alike word by word (each word 80 % alike, in the same order, the
    numbers equal), or, where one of the two has no known county, 90 % alike. Every spelling
    other than the known one is in respellings.
    """
    known, agencies = index_names(history), _index_agencies(history)
    respellings = []
    # The newest spelling first, so that it is the one that names an agency not yet known.
    newest = {}
    for applicant in reversed(applicants):
        newest.setdefault((applicant.row.state, applicant.row.agency), applicant)
    for (state, name), applicant in newest.items():
        key, row, rule = name_key(state, name), applicant.row, "same_key"
        if key not in known:
            rule = "respelt"
            places = name_places(row.location.geoids, row.location.statewide)
            known[key] = _find_alike(key, places, agencies)
            if not known[key]:
                known[key] = make_agency_id(state, name)
                agencies[known[key]] = Agency(key, places, name)
        agency_id = known[key]
        if agencies[agency_id].name != name:
            respellings.append(
                Respelling(
                    applicant.list, row.number, rule, agency_id, name, agencies[agency_id].name
                )
            )
    return known, respellings


def _index_agencies(history):
    """Every agency of the record by its id."""
    return {
        agreement.agency_id: Agency(
            name_key(agreement.state, agreement.agency),
            name_places(agreement.geoids, agreement.statewide),
            agreement.agency,
        )
        for agreement in history.agreements
    }


def _find_alike(key, places, agencies):
    """Id of the most alike agency whose place is the same or not known, or ''."""
    words = key.split()
    best = (0, "")
    for agency_id, agency in agencies.items():
        others = agency.key.split()
        if words[0] != others[0] or len(words) != len(others):
            continue
        if places and agency.places and not places & agency.places:
            continue
        if re.findall(r"\d+", key) != re.findall(r"\d+", agency.key):
            continue
        likeness = min(fuzz.ratio(one, other) for one, other in zip(words, others, strict=True))
        if likeness >= (WORDS_ALIKE if places and agency.places else WORDS_ALIKE_ANYWHERE):
            best = max(best, (likeness, agency_id))
    return best[1]


def _describe_application(agency_id, applicants, order):
    first, last = applicants[0], applicants[-1]
    flags = {flag for applicant in applicants for flag in applicant.row.flags} - {"undated"}
    numbers = sorted({order[applicant.list] for applicant in applicants})
    if any(later - sooner > BRIDGED_LISTS + 1 for sooner, later in pairwise(numbers)):
        flags.add("returned")
    return Application(
        agency_id=agency_id,
        agency=last.row.agency,
        state=last.row.state,
        model=last.row.model,
        first_pending_on=first.published_on,
        last_pending_on=last.published_on,
        lists=len(numbers),
        outcome="pending" if numbers[-1] == max(order.values()) else "vanished",
        agreement_id="",
        geoids=last.row.location.geoids,
        statewide=last.row.location.statewide,
        source=f"{last.list}#{last.row.number}",
        flags=frozenset(flags),
    )


def _follow(application: Application, agreements: list[Agreement]) -> Application:
    """The application with what the agreements of its agency say about it."""
    flags = application.flags - {"signed_long_after", "already_in_force"}
    agreement = _find_agreement(application, agreements)
    outcome = "pending" if application.outcome == "pending" else "vanished"
    agreement_id = ""
    if agreement:
        agreement_id, outcome = agreement.agreement_id, "signed"
        last_pending_on = date.fromisoformat(application.last_pending_on)
        if date.fromisoformat(agreement.starts_on) - last_pending_on > LONGEST_WAIT:
            flags |= {"signed_long_after"}
    elif any(
        known.model == application.model and known.is_in_force(application.first_pending_on)
        for known in agreements
    ):
        flags |= {"already_in_force"}
    named = agreements[-1].agency if agreements else application.agency
    located = [known for known in agreements if known.statewide or known.geoids]
    place = located[-1] if located else application
    return replace(
        application,
        agency=named,
        outcome=outcome,
        agreement_id=agreement_id,
        geoids=place.geoids,
        statewide=place.statewide,
        flags=flags,
    )


def _find_agreement(application, agreements):
    first_pending_on = date.fromisoformat(application.first_pending_on)
    earliest = (first_pending_on + EARLIEST_SIGNING).isoformat()
    begun = [
        agreement
        for agreement in agreements
        if agreement.model == application.model and agreement.starts_on >= earliest
    ]
    return min(begun, key=lambda known: (known.starts_on, known.agreement_id), default=None)
