"""Agreements that may be one: in force at once, with the same signing, model and county."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from geo.ingest.agreement import Agreement
from geo.ingest.identity import memorandum_key


def find_twins(
    agreements: Iterable[Agreement],
) -> tuple[list[tuple[Agreement, Agreement]], list[tuple[Agreement, Agreement]]]:
    """Find the pairs of a state, model and signing date in force at once in a county.

    A memorandum in common counts as a county. Returns (printed, faults): pairs that a list or
    roster prints on one day, and pairs that none does, which are one agreement counted twice.
    """
    groups = defaultdict(list)
    for one in agreements:
        if one.signed_on:
            groups[one.state, one.model, one.signed_on].append(one)
    pairs = [
        pair
        for group in groups.values()
        for pair in combinations(group, 2)
        if _share_place(*pair) and _are_at_once(*pair)
    ]
    printed = [pair for pair in pairs if _are_listed_at_once(*pair)]
    return printed, [pair for pair in pairs if pair not in printed]


def _share_place(one, other):
    if set(one.geoids) & set(other.geoids):
        return True
    urls = (one.moa_url, other.moa_url)
    return all(urls) and len({memorandum_key(url) for url in urls}) == 1


def _are_at_once(one, other):
    start = max(one.starts_on, other.starts_on)
    return one.is_in_force(start) and other.is_in_force(start)


def _are_listed_at_once(one, other):
    start = max(one.first_listed_on, other.first_listed_on)
    return "" < start <= min(one.last_listed_on, other.last_listed_on)
