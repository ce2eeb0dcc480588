"""The counties of one state by every name that means one of them."""

import re

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


class CountyNames:
    """What the counties of a state are called, and what is made of a printed name."""

    def __init__(self, counties):
        """Take the rows of one state of `geo.boundaries.read_counties`."""
        self._full = {}
        self._plain = {}
        for county in counties.itertuples():
            self._full[fold_name(county.namelsad)] = county.geoid
            self._plain.setdefault(fold_name(county.name), []).append(county.geoid)
        endings = {name.split()[-1].lower() for name in counties["namelsad"]}
        self._endings = (endings | {"county", "parish"}) - {"city"}

    def match(self, text):
        """Return the GEOID that a name means exactly once both are folded, or None.

        The ending may be missing, misspelt or another ("Acadia County" for the parish,
        "Hopewell County" for the independent city). Where a county and a city share a name
        (Baltimore, Fairfax, Franklin, Richmond, Roanoke, St. Louis), "City of X" and "X City"
        are the city, "X County" the county, and the bare name neither.
        """
        name = re.sub(r"(?i)^city of (.+)", r"\1 city", text)
        stem = self._without_ending(name)
        for spelling in (name, stem, f"{stem} county" if stem != name else ""):
            if geoid := self._full.get(fold_name(spelling)):
                return geoid
        geoids = self._plain.get(fold_name(stem), [])
        return geoids[0] if len(geoids) == 1 else None

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
        return word != NOT_AN_ENDING and any(alike)
