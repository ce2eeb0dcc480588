"""Tell when a list prints an agreement known before under another agency's name."""

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from geo.ingest.agreement import Agreement, name_places
from geo.ingest.clean import Row
from geo.ingest.identity import DOUBTFUL, list_numbers, memorandum_key, name_key

# Of signing, place and memorandum so many must agree.
NEEDED = 2


class Verdict(NamedTuple):
    """Whether a row is an agreement under another name, for certain or maybe, and how alike."""

    is_certain: bool
    is_doubtful: bool
    likeness: float


def find_relabelled(
    gone: Iterable[Agreement], come: Iterable[Row], redated: set[tuple[str, str]]
) -> tuple[list[tuple[Agreement, Row]], list[tuple[Row, Agreement, float]]]:
    """Pair the agreements that a list no longer prints with the rows that it prints anew.

    gone are of the list before, come are rows that no known agreement of their agency fits.
    redated are pairs of agency_id and model that the list prints under another date: what is gone
    of them goes to another agency only when the names are alike or the memorandum is the same.

    Within a state and model two of three must agree: signing date, a county, and memorandum. Two
    different towns or numbers (precincts) are doubtful, and so is a memorandum by itself or the
    signing of a like name that is not located; of statewide agencies, names that are not alike.
    Across states the name and the signing must be the same and no memorandum known before: ICE
    had the state wrong.

    Returns (pairs, doubtful), each agreement and row once, the most alike first; doubtful with
    the likeness of the names in per cent.
    """
    judged = []
    for one in gone:
        for row in come:
            verdict = _judge(one, row, (one.agency_id, one.model) in redated)
            if verdict.is_certain or verdict.is_doubtful:
                judged.append((verdict.is_doubtful, -verdict.likeness, row.number, one, row))
    judged.sort(key=lambda each: (*each[:3], each[3].agreement_id))
    pairs, doubtful, taken, used = [], [], set(), set()
    for is_doubtful, likeness, number, one, row in judged:
        if one.agreement_id in taken or number in used:
            continue
        if is_doubtful:
            doubtful.append((row, one, -likeness))
        else:
            pairs.append((one, row))
            taken.add(one.agreement_id)
            used.add(number)
    return pairs, doubtful


def _judge(one, row, is_redated):
    has_signing = one.signed_on == row.signed_on != ""
    # A broken list makes a million pairs, so names are compared last.
    if one.model != row.model or (one.state != row.state and not has_signing):
        return Verdict(False, False, 0.0)
    keys = [name_key(where.state, where.agency) for where in (one, row)]
    likeness = fuzz.token_sort_ratio(*(key[2:] for key in keys))
    if one.state != row.state:
        is_same = keys[0][2:] == keys[1][2:] and not one.moa_url
        return Verdict(is_same, False, likeness)
    places = [name_places(where.geoids, where.statewide) for where in (one, row.location)]
    has_memorandum = bool(
        one.moa_url and row.moa_url and memorandum_key(one.moa_url) == memorandum_key(row.moa_url)
    )
    if all(places) and not places[0] & places[1] and not has_memorandum:
        return Verdict(False, False, likeness)
    # All statewide agencies of a state share their place.
    shares_place = bool(places[0] & places[1])
    has_place = shares_place and (not one.statewide or likeness >= DOUBTFUL)
    is_enough = has_signing + has_memorandum + has_place >= NEEDED
    if is_redated and not has_memorandum:
        is_enough = is_enough and likeness >= DOUBTFUL
    are_towns = "" not in (one.place, row.location.place) and one.place != row.location.place
    numbers_differ = list_numbers(keys[0]) != list_numbers(keys[1])
    is_certain = is_enough and not are_towns and not numbers_differ
    is_doubtful = has_memorandum or (has_signing and (shares_place or likeness >= DOUBTFUL))
    return Verdict(is_certain, is_doubtful and not is_certain, likeness)
