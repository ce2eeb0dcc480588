"""Agencies found by a name, a county, a city or a ZIP code, spelt right or nearly so.

Words: a *clue* is the name by which an agency is found, its own or that of a place it serves.
"""

import bisect
import functools
import re
from collections import defaultdict
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz, process
from text_unidecode import unidecode

from geo.answers.directory import list_agencies
from geo.record import Record, read_table

ZIP = re.compile(r"\d{5}")
# A county with less of a city or ZIP code than this share is not meant by it.
LEAST_SHARE = 0.01
# How alike a word must be to one that is misspelt, of 100, and how many such are tried.
LEAST_ALIKE = 72
MOST_ALIKE = 12
# Words that many write in another way.
ONE_SPELLING = {
    "saint": "st",
    "sheriffs": "sheriff",
    "so": "sheriff",
    "pd": "police",
    "dept": "department",
    "co": "county",
    "ft": "fort",
    "mt": "mount",
    "twp": "township",
}
# By what an agency is found, the best first.
AGENCY, COUNTY, CITY, ZIP_CODE = range(4)


@dataclass(frozen=True)
class Found:
    """An agency found: its id, and the place that led to it, or blank for its own name."""

    agency_id: str
    clue: str


def split_words(text: str) -> list[str]:
    """Split a text into words as they are compared: lower case, without accents, one spelling."""
    plain = (text if text.isascii() else unidecode(text)).lower().replace("'", "")
    words: list[str] = re.findall("[a-z0-9]+", plain)
    return [ONE_SPELLING.get(word, word) for word in words]


class Index:
    """The names that lead to agencies of a record, by their words."""

    def __init__(self, record: Record) -> None:
        agencies = list_agencies(record)
        names = record.state_names
        self._entries: list[tuple[int, str, tuple[str, ...]]] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._here = defaultdict(list)
        self._rank = {}
        for row in agencies.itertuples():
            self._rank[row.agency_id] = (row.reach == "part", row.status != "in_force", row.agency)
            self._add(AGENCY, row.agency, (row.agency_id,), row.state, names)
            for geoid in row.geoids:
                self._here[geoid].append(row.agency_id)
        for row in record.counties[["geoid", "namelsad", "state"]].itertuples():
            if row.geoid in self._here:
                self._add(COUNTY, row.namelsad, (row.geoid,), row.state, names)
        for row in read_table("places", record.tables).itertuples():
            geoids = self._list_served(row)
            if geoids:
                self._add(CITY, row.place, geoids, row.state, names)
        self._zips = {
            row.zcta: self._list_served(row)
            for row in read_table("zctas", record.tables).itertuples()
        }
        self._words = sorted(self._by_word)

    def _list_served(self, row):
        """The counties of a place or ZIP code with agencies, the largest share first."""
        geoids = row.geoids.split(";")
        shares = row.shares.split(";") if row.shares else ["1"] * len(geoids)
        pairs = zip(geoids, map(float, shares), strict=True)
        return tuple(g for g, share in pairs if share >= LEAST_SHARE and g in self._here)

    def _add(self, kind, name, codes, state, names):
        for word in {*split_words(f"{name} {names[state]}"), state.lower()}:
            self._by_word[word].add(len(self._entries))
        self._entries.append((kind, f"{name}, {names[state]}", codes))

    def find(self, text: str) -> list[Found]:
        """Find agencies by a text, the best first; none for a text without a word."""
        if ZIP.fullmatch(text.strip()):
            return self._rank_all([(ZIP_CODE, text.strip(), self._zips.get(text.strip(), ()))], "")
        words = split_words(text)
        if not words:
            return []
        sets = [self._complete(word) for word in words]
        met = set.intersection(
            *(found or self._guess(w) for found, w in zip(sets, words, strict=True))
        )
        if not met:
            met = set.intersection(*(f | self._guess(w) for f, w in zip(sets, words, strict=True)))
        return self._rank_all([self._entries[at] for at in met], " ".join(words))

    def _complete(self, start):
        """The entries with a word that begins so."""
        first = bisect.bisect_left(self._words, start)
        found = set()
        for word in self._words[first:]:
            if not word.startswith(start):
                break
            found |= self._by_word[word]
        return found

    def _guess(self, word):
        """The entries with a word that is nearly this one."""
        alike = process.extract(
            word, self._words, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=MOST_ALIKE
        )
        return set().union(*(self._by_word[guess] for guess, _, _ in alike))

    def _rank_all(self, entries, wanted):
        best = {}
        for kind, name, codes in entries:
            likeness = fuzz.token_sort_ratio(wanted, " ".join(split_words(name)))
            found = codes if kind == AGENCY else [i for code in codes for i in self._here[code]]
            for agency_id in found:
                key = (kind, -likeness, *self._rank[agency_id])
                clue = "" if kind == AGENCY else name
                best[agency_id] = min(best.get(agency_id, (key, clue)), (key, clue))
        order = sorted(best, key=lambda agency_id: best[agency_id])
        return [Found(agency_id, best[agency_id][1]) for agency_id in order]


@functools.lru_cache(maxsize=1)
def index_agencies(record: Record) -> Index:
    """Index the agencies of a record for the search, once."""
    return Index(record)


def search_agencies(record: Record, text: str, agencies: pd.DataFrame) -> pd.DataFrame:
    """Search some rows of `geo.answers.directory.list_agencies` by a text, the best first.

    Returns them with a column `clue`: the place that led to each, blank for its own name, and
    for all where the text is blank. A ZIP code is five digits.
    """
    if not split_words(text):
        return agencies.assign(clue="")
    found = index_agencies(record).find(text)
    clues = {one.agency_id: one.clue for one in found}
    rows = agencies[agencies["agency_id"].isin(list(clues))].set_index("agency_id", drop=False)
    order = [agency_id for agency_id in clues if agency_id in rows.index]
    rows = rows.loc[order].reset_index(drop=True)
    return rows.assign(clue=rows["agency_id"].map(clues).astype(object))
