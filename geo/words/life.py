"""What is told of an agreement's life: when lists showed it, how it ended, and what proves it."""

import pandas as pd

from geo.words.language import N_, format_short_date, load_translations

# The browser's panel tells the same (geo/figure/browser/panel/life.js), held to the same cases.
LIFE_WORDS = {
    "listed": N_("Listed {first} – {last}"),
    "listedSince": N_("Listed since {first}"),
    "shown": N_("On rosters or in reports {first} – {last}"),
    "shownListed": N_("On rosters, in reports or on lists {first} – {last}"),
    "shownListedSince": N_("On rosters, in reports or on lists since {first}"),
    "unlisted": N_("On no list or roster held here"),
    "returned": N_("missing for a long time in between"),
    "anew": N_("signed anew on {date}"),
    "reported": N_("ended on {date}, as reported"),
    "unattested": N_("ended between {last} and {date}, a time in which nothing held here shows it"),
    "unshown": N_("not on the list of {date}, nor on any held here before"),
    "gap": N_("ended between {last} and {date}, a time of which no list is held here"),
    "over": N_("ended between {last} and {date}, by ICE’s lists"),
    "gone": N_("ended between {last} and {date}, by ICE’s rosters"),
    "law": N_("ended by law on {date}, though listed until {last}"),
}
PROOF_WORDS = {
    "newest": N_("Last shown"),
    "start": N_("Beginning"),
    "end": N_("End"),
    "roster": N_("ICE’s roster, captured on {date}"),
    "row": N_("{list}, row {row}"),
}


class Life:
    """The life of agreements in words of a language.

    sources is the table of `geo.record.read_sources`.
    """

    def __init__(self, sources: pd.DataFrame, language: str = "en") -> None:
        self._sources = {one["source"]: one for one in sources.to_dict("records")}
        self._say = load_translations(language).gettext
        self._language = language

    def tell(self, row) -> str:
        """When lists showed an agreement, and how it ended: a row of the agreements table."""
        parts = [self._fill(LIFE_WORDS[key], **days) for key, days in self._find_parts(row)]
        return "; ".join(parts)

    def tell_end(self, row) -> str:
        """How an agreement ended that did: between which days, and who says so."""
        *_, (key, days) = self._find_parts(row)
        return self._fill(LIFE_WORDS[key], **days)

    def prove(self, row) -> list[tuple[str, str, str]]:
        """What proves its last showing, its beginning and its end: (label, source, address)."""
        proofs = {"newest": row.source, "start": row.start_source, "end": row.end_source}
        named = {what: self._name_source(source) for what, source in proofs.items() if source}
        return [
            (self._say(PROOF_WORDS[what]), text, address) for what, (text, address) in named.items()
        ]

    def _find_parts(self, row):
        days = {"first": row.first_listed_on, "last": row.last_listed_on}
        if pd.isna(row.last_listed_on):
            yield "unlisted", {}
        elif row.source in self._sources:
            yield "shown", days
        else:
            listed = "shownListed" if row.start_source in self._sources else "listed"
            yield listed + ("Since" if pd.isna(row.ended_on) else ""), days
        if "returned" in row.flags.split(";"):
            yield "returned", {}
        if pd.notna(row.ended_by_law_on):
            yield "law", {"date": row.ended_by_law_on, "last": row.last_listed_on}
        elif pd.notna(row.ended_on):
            yield self._find_end(row), {"date": row.ended_on, "last": row.last_listed_on}

    def _find_end(self, row):
        if row.superseded:
            return "anew"
        if row.end_certainty == "reported":
            return "reported"
        if pd.isna(row.last_listed_on):
            return "unshown"
        if row.end_certainty == "unattested":
            return "unattested"
        if row.end_source in self._sources:
            return "gone"
        return "gap" if row.end_certainty == "gap" else "over"

    def _name_source(self, name):
        source = self._sources.get(name)
        if source is None:
            file, mark, row = name.partition("#")
            return (self._fill(PROOF_WORDS["row"], list=file, row=row) if mark else file), ""
        if source["kind"] == "roster":
            day = pd.Timestamp(source["dated_on"])
            return self._fill(PROOF_WORDS["roster"], date=day), source["address"]
        return source["title"], source["address"]

    def _fill(self, text, **values):
        written = {
            name: value if isinstance(value, str) else format_short_date(value, self._language)
            for name, value in values.items()
            if f"{{{name}}}" in text
        }
        return self._say(text).format(**written)
