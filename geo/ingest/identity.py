"""Tell one agency from another: keys of names, and names that mean an agency already known."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from geo.ingest.clean import read_state_names
from geo.ingest.text import to_ascii

ALIKE = 85
ALIKE_WITH_MEMORANDUM = 60
DOUBTFUL = 60
WORD_ALIKE = 75
# Words that come and go in the name of one and the same body.
PLAIN_WORDS = {
    "borough",
    "city",
    "constable",
    "county",
    "department",
    "district",
    "division",
    "of",
    "office",
    "police",
    "services",
    "sheriff",
    "state",
    "town",
    "township",
    "village",
}
WORDS = {
    "so": "sheriff office",
    "pd": "police department",
    "dps": "department of public safety",
    "doc": "department of corrections",
    "bocc": "board of county commissioners",
    "dept": "department",
    "depts": "department",
    "depart": "department",
    "co": "county",
    "cnty": "county",
    "twp": "township",
    "boro": "borough",
    "ft": "fort",
    "st": "saint",
    "mt": "mount",
    "univ": "university",
    "pct": "precinct",
    "and": "",
    "the": "",
}


@dataclass
class Body:
    """What tells an agency from others: the key of its name, and what it signed, and where.

    signings are pairs of model and date, memoranda file names, places GEOIDs or 'statewide'.
    """

    key: str
    signings: set[tuple[str, str]] = field(default_factory=set)
    memoranda: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def add(self, model: str, signed_on: str, moa_url: str, places: set[str]) -> None:
        """Add one of its agreements, or a row that prints one."""
        if signed_on:
            self.signings.add((model, signed_on))
        if moa_url:
            self.memoranda.add(memorandum_key(moa_url))
        self.places |= places


@cache
def name_key(state: str, agency: str) -> str:
    """Key under which spellings of one agency in one state meet.

    Case, punctuation, apostrophes and spacing fall away, abbreviations are written out (SO, PD,
    Co., Dept., Twp., Ft., St.), a sheriff's department is a sheriff's office, and the state's
    own name is dropped in front of anything but its county or city.
    """
    text = to_ascii(agency).lower().replace("'", "").replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", " ", text).split()
    words = _drop_state(words, state)
    words = " ".join(WORDS.get(word, word) for word in words).split()
    key = " ".join(words)
    key = re.sub(r"\bsheriffs?( (office|offices|department|departments))?$", "sheriff", key)
    key = re.sub(r"^city of ", "", key)
    return f"{state} {key}"


def memorandum_key(url: str) -> str:
    """File name of a signed memorandum, the same for every address the file was served from."""
    return unquote(urlsplit(url).path).rsplit("/", 1)[-1].lower()


def list_numbers(key: str) -> list[str]:
    """Numbers in the key of a name: precincts and districts."""
    return re.findall(r"\d+", key)


def compare_agencies(new: Body, known: Body) -> tuple[str, float]:
    """Judge whether a name never seen before is an agency already known that just vanished.

    Both are of one state. Returns (rule, likeness): rule is 'respelt' (a signing and a place in
    common, names 85 % alike that differ by the spelling of a word or by plain words such as
    borough), 'same_memorandum' (a signing and its memorandum in common, names 60 % alike),
    'doubtful' (a signing in common, names 60 % alike or the memorandum in common), or ''.
    Different numbers (precincts, districts) or places are never one agency.
    """
    likeness = max(fuzz.ratio(new.key, known.key), fuzz.token_sort_ratio(new.key, known.key))
    if not new.signings & known.signings:
        return "", likeness
    if list_numbers(new.key) != list_numbers(known.key):
        return "", likeness
    shares_place = bool(new.places & known.places)
    if new.places and known.places and not shares_place:
        return "", likeness
    shares_memorandum = bool(new.memoranda & known.memoranda)
    if shares_place and likeness >= ALIKE and _differ_by_spelling(new.key, known.key):
        return "respelt", likeness
    if shares_memorandum and likeness >= ALIKE_WITH_MEMORANDUM:
        return "same_memorandum", likeness
    if shares_memorandum or likeness >= DOUBTFUL:
        return "doubtful", likeness
    return "", likeness


def pair_names(
    unknown: Mapping[str, Body], vanished: Mapping[str, Body]
) -> tuple[dict[str, tuple[str, str]], list[tuple[str, str, float]]]:
    """Pair names never seen before with agencies that vanished from the same list.

    unknown are by the key of their name, vanished by agency_id; keys begin with the state.
    Returns (pairs, doubtful): pairs maps the key of a name to (agency_id, rule), each agency used
    once, the most alike first; doubtful holds (key, agency_id, likeness) of what is left over.
    """
    judged = []
    for new_id, new in unknown.items():
        for known_id, known in vanished.items():
            if new.key[:2] == known.key[:2]:
                rule, likeness = compare_agencies(new, known)
                if rule:
                    judged.append((rule == "doubtful", -likeness, new_id, known_id, rule))
    pairs, doubtful, taken = {}, [], set()
    for is_doubtful, likeness, new_id, known_id, rule in sorted(judged):
        if new_id in pairs or known_id in taken:
            continue
        if is_doubtful:
            doubtful.append((new_id, known_id, -likeness))
        else:
            pairs[new_id] = (known_id, rule)
            taken.add(known_id)
    return pairs, doubtful


def _differ_by_spelling(one, other):
    """Whether all words of two keys that differ are spellings of each other, or plain ones."""
    ones, others = Counter(one.split()), Counter(other.split())
    left, right = list((ones - others).elements()), list((others - ones).elements())
    for word in tuple(left):
        twin = max(right, key=lambda other: fuzz.ratio(word, other), default="")
        if fuzz.ratio(word, twin) >= WORD_ALIKE:
            left.remove(word)
            right.remove(twin)
    return all(
        any(fuzz.ratio(word, plain) >= ALIKE for plain in PLAIN_WORDS) for word in left + right
    )


def _drop_state(words, state):
    for name in (*_list_state_words(state), [state.lower()]):
        rest = words[len(name) :]
        if words[: len(name)] == name and rest and rest[0] not in ("county", "city", "parish"):
            return rest
    return words


@cache
def _list_state_words(state):
    return [name.split() for name, code in read_state_names().items() if code == state]
