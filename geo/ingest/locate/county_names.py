"""The counties of one state by every name that means one of them."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from geo.ingest.locate.gazetteer import fold_name

# A misspelt county must be this like one county of its state, and less like any other by the
# margin. Seen at the edge: "Luice" is St. Lucie at 86; "Louden" is Loudon at 83 and waits for a
# correction, for "North" is like Worth at 80 and means none.
LIKENESS = 85
MARGIN = 10
# "Couny", "Countey" and "Counry" still say County; "Country" is a word of its own.
ENDING_LIKENESS = 80
NOT_AN_ENDING = "country"
SHORT_ENDINGS = ("co", "cty", "cnty", "par")
# What counties were called before the names of today, in the Census Bureau's "Substantial Changes
# to Counties and County Equivalent Entities".
FORMER_NAMES = {"02158": "Wade Hampton", "12086": "Dade", "46102": "Shannon"}
# What stands between two counties in one cell or name.
BETWEEN = r"[;/,&\n]|\band\b"


class CountyNames:
    """What the counties of a state are called, and what is made of a printed name."""

    def __init__(self, counties, consolidated: Mapping[str, str] | None = None):
        """Take the rows of one state of `geo.boundaries.read_counties`.

        consolidated are the GEOIDs of counties that share their government with a city, by its
        folded name (`Towns.find_consolidated`).
        """
        self._consolidated = dict(consolidated or {})
        self._full = {}
        self._plain = {}
        for county in counties.itertuples():
            self._full[fold_name(county.namelsad)] = county.geoid
            names = {fold_name(county.name), fold_name(FORMER_NAMES.get(county.geoid, ""))}
            for name in names - {""}:
                self._plain.setdefault(name, []).append(county.geoid)
        endings = {name.split()[-1].lower() for name in counties["namelsad"]}
        self._endings = (endings | {"county", "parish"}) - {"city"}

    def match(self, text):
        """Return the GEOID that a name means exactly once both are folded, or None.

        The ending may be missing, misspelt, short or another ("Acadia County" or "Acadia Par."
        for the parish, "Hopewell County" for the independent city); the name may be a former one
        or that of a government shared with a city (Athens-Clarke). Where a county and a city share
        a name (Baltimore, Fairfax, Franklin, Richmond, Roanoke, St. Louis), "City of X" and
        "X City" are the city, "X County" the county, and the bare name neither.
        """
        name = re.sub(r"(?i)^city of (.+)", r"\1 city", text)
        stem = self._without_ending(name)
        for spelling in (name, stem, f"{stem} county" if stem != name else ""):
            if geoid := self._full.get(fold_name(spelling)):
                return geoid
        geoids = self._plain.get(fold_name(stem), [])
        if len(geoids) == 1:
            return geoids[0]
        return self.find_consolidated(stem) or self.find_consolidated(name)

    def match_several(self, text):
        """Return the GEOIDs of a name that lists several counties and nothing else, or none.

        They stand on lines of their own, between commas and the like, or side by side: "Greene
        Washington", "Dallas County Tarrant County", "Kay and Noble Counties".
        """
        found = []
        for part in re.split(BETWEEN, re.sub(r"(?i)\bcounties\b", "", text)):
            words = re.sub(r"(?<=\w)-(?=\w)", " ", part).split()
            while words:
                lengths = range(len(words), 0, -1)
                runs = ((self.match(" ".join(words[:length])), length) for length in lengths)
                geoid, length = next((run for run in runs if run[0]), (None, 0))
                if not geoid:
                    return []
                found.append(geoid)
                words = words[length:]
        return list(dict.fromkeys(found)) if len(set(found)) > 1 else []

    def is_shared(self, text):
        """Whether a bare name is that of a county and of a city that is none of its places."""
        return len(self._plain.get(fold_name(text), [])) > 1

    def find_consolidated(self, text):
        """Return the GEOID of the county that shares a government of this name, or None."""
        return self._consolidated.get(fold_name(text))

    def match_misspelt(self, text):
        """Return the GEOID of the one county that a name is like, or None.

        Like means 85 or more by `rapidfuzz.fuzz.ratio` of the folded names without their
        endings, and 10 more than the next county.
        """
        stem = fold_name(self._without_ending(text))
        ranked = process.extract(stem, self._plain.keys(), scorer=fuzz.ratio, limit=2)
        (best, score, _), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
        if score < LIKENESS or score - second < MARGIN or len(self._plain[best]) > 1:
            return None
        return self._plain[best][0]

    def find_in_agency(self, agency):
        """Return the GEOID of the county that an agency's name says exactly, or None.

        "Metropolitan Moore County Sheriff", "Metro Police Authority of Genesee County": of the
        words before County, the longest run up to it that is a county.
        """
        for before in self._split_at_endings(agency):
            for start in range(len(before)):
                if found := self.match(" ".join([*before[start:], "county"])):
                    return found
        return None

    def find_misspelt_in_agency(self, agency):
        """Return the GEOID of the one county that the words before County are like, or None."""
        before = next(self._split_at_endings(agency), None)
        return self.match_misspelt(" ".join(before)) if before else None

    def _split_at_endings(self, agency):
        """Yield the words before each ending."""
        words = agency.split()
        for position, word in enumerate(words):
            if position and self._is_ending(word):
                yield words[:position]

    def _without_ending(self, text):
        words = text.split()
        return " ".join(words[:-1]) if len(words) > 1 and self._is_ending(words[-1]) else text

    def _is_ending(self, word):
        word = re.sub(r"[^a-z]", "", word.lower())
        alike = (fuzz.ratio(word, ending) >= ENDING_LIKENESS for ending in self._endings)
        return word in SHORT_ENDINGS or (word != NOT_AN_ENDING and any(alike))
