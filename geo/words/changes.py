"""What the page of changes says: of each change and application, and of them all in a sentence."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from geo.answers.applications import OUTCOMES, PENDING, SIGNED
from geo.answers.changes import ALL, ENDED, LEFT, LISTS, SUPERSEDED
from geo.record import Record
from geo.view import View, find_range
from geo.words.language import N_, P_, format_number, format_short_date, load_translations
from geo.words.life import PROOF_WORDS, Life
from geo.words.names import MODEL_WORDS, Phrases, capitalize

SHOWN_WORDS = {
    ALL: N_("All changes"),
    "signed": N_("Signed"),
    ENDED: N_("Ended"),
    SUPERSEDED: N_("Signed anew"),
    LEFT: N_("Everyone who left"),
    "applied": N_("Applications"),
}
WHAT_WORDS = {
    "signed": N_("signed"),
    ENDED: N_("ended"),
    SUPERSEDED: N_("signed anew"),
    LEFT: N_("ended, none left"),
}
OUTCOME_WORDS = dict(
    zip(
        OUTCOMES,
        (
            N_("signed since"),
            N_("still pending on the newest of them"),
            N_("gone from them, and no agreement is known"),
        ),
        strict=True,
    )
)
WAIT_WORDS = (
    N_("Signed by then"),
    N_("1 to 7 days"),
    N_("8 to 14 days"),
    N_("15 to 30 days"),
    N_("31 to 90 days"),
    N_("More than 90 days"),
)
# Writes a link into the map for a view.
Link = Callable[[View], str]


class Line(NamedTuple):
    """One change or application as the page shows it.

    `what` is a key of `WHAT_WORDS`, or followed, pending or vanished, for its colour; `proofs`
    are a label, what proves it, and its address or none; `life` is a link to all of the agency, or
    blank where it never signed, `link` one to its place on the map.
    """

    day: str
    what: str
    word: str
    agency: str
    life: str
    where: str
    link: str
    model: str
    told: str
    memorandum: str
    proofs: list[tuple[str, str, str]]


class Teller:
    """Tells of changes of a record in a language, with links into the map and to agencies."""

    def __init__(
        self, record: Record, language: str, link: Link, link_agency: Callable[[str], str]
    ) -> None:
        self._record, self._link, self._link_agency = record, link, link_agency
        self._known = set(record.agreements["agency_id"])
        self._phrases = Phrases(record, language)
        self._life = Life(record.sources, language)

    def tell_change(self, row) -> Line:
        """Tell of one change: a row of `geo.answers.changes.list_changes`."""
        what = LEFT if row.departure else row.what
        began = row.what == "signed"
        return Line(
            day=self._date(row.on),
            what=what,
            word=self._say(WHAT_WORDS[what]),
            told=self._tell_beginning(row) if began else self._life.tell_end(row),
            memorandum=row.moa_url,
            proofs=self._prove(row, began),
            **self._tell_agency(row, row.on, None if began else row.last_listed_on),
        )

    def tell_application(self, row) -> Line:
        """Tell of one application: a row of `geo.answers.applications.list_applications`."""
        first, last = self._date(row.first_pending_on), self._date(row.last_pending_on)
        told = (
            self._say(N_("on ICE’s list of pending applications on {first}"), first=first)
            if first == last
            else self._say(
                N_("on ICE’s lists of pending applications from {first} to {last}"),
                first=first,
                last=last,
            )
        )
        return Line(
            day=last,
            what="followed" if row.outcome == SIGNED else row.outcome,
            word=self._tell_outcome(row),
            told=told,
            memorandum="",
            proofs=[],
            **self._tell_agency(row, row.last_pending_on, None),
        )

    def tell_changes(self, rows: pd.DataFrame) -> list[Line]:
        """Tell of changes, those of an agency that are alike but for the model in one line."""
        lines: list[Line] = []
        for row in rows.itertuples():
            line = self.tell_change(row)
            if lines and _leave_model(lines[-1]) == _leave_model(line):
                before = lines.pop()
                proofs = list(dict.fromkeys([*before.proofs, *line.proofs]))
                line = line._replace(model=f"{before.model}, {line.model.lower()}", proofs=proofs)
            lines.append(line)
        return lines

    def _tell_outcome(self, row):
        if row.outcome != SIGNED or pd.isna(row.signed_on):
            return self._say(OUTCOME_WORDS[row.outcome])
        days = int(row.waited_days)
        signed = self._date(row.signed_on)
        if days <= 0:
            return self._say(N_("signed by then, on {date}"), date=signed)
        return self._phrases.count(
            "signed after {n} day, on {date}", "signed after {n} days, on {date}", days, date=signed
        )

    def _tell_agency(self, row, on, compare):
        geoids = [geoid for geoid in row.geoids.split(";") if geoid]
        names = [self._phrases.name_county(geoid) for geoid in geoids]
        state = self._phrases.name_state(row.state, in_sentence=False)
        if row.statewide:
            where = self._say(N_("{state}, statewide"), state=state)
        else:
            where = capitalize(", ".join([*names, state]))
        day = min(max(on.date(), self._record.first), self._record.last)
        before = None if compare is None or pd.isna(compare) else compare.date()
        view = View(
            date=day,
            compare=before,
            range=find_range(min(filter(None, (day, before)))),
            place=geoids[0] if geoids else row.state,
            lang=self._phrases.language,
        ).settle()
        return {
            "agency": row.agency.replace("'", "’"),
            "life": self._link_agency(row.agency_id) if row.agency_id in self._known else "",
            "where": where,
            "link": self._link(view),
            "model": self._say(MODEL_WORDS[row.model]),
        }

    def _tell_beginning(self, row):
        if pd.isna(row.first_listed_on):
            return self._say(N_("on no list held here"))
        first = self._date(row.first_listed_on)
        if pd.isna(row.signed_on):
            return self._say(N_("signing date not known; first listed {first}"), first=first)
        return self._say(N_("first listed {first}"), first=first)

    def _prove(self, row, began):
        unwanted = self._say(PROOF_WORDS["newest"] if began else PROOF_WORDS["start"])
        wanted = [proof for proof in self._life.prove(row) if proof[0] != unwanted]
        # What began may have ended since.
        return wanted[:1] if began else wanted

    def _say(self, message, **values):
        return self._phrases.say(message, **values)

    def _date(self, day):
        return format_short_date(day, self._phrases.language)


def _leave_model(line):
    return line._replace(model="", memorandum="", proofs=[])


def tell_sum(
    since: datetime.date, until: datetime.date, way: str, counts: dict[str, int], phrases: Phrases
) -> str:
    """Tell what changed between two dates or lists, in a sentence or two.

    `counts` are numbers of agreements by kind of change, and under `left` that of agencies.
    """
    first, last = (format_short_date(day, phrases.language) for day in (since, until))
    opening = (
        N_("From the list of {since} to that of {until}: {parts}.")
        if way == LISTS
        else N_("After {since} and by {until}: {parts}.")
    )
    parts = tell_parts(counts, phrases)
    told = phrases.say(opening, since=first, until=last, parts=parts)
    if not counts[LEFT]:
        return told
    left = phrases.count(
        "{n} agency left: it held no agreement at the end.",
        "{n} agencies left: they held no agreement at the end.",
        counts[LEFT],
    )
    return f"{told} {left}"


def tell_parts(counts: dict[str, int], phrases: Phrases, brief: bool = False) -> str:
    """Tell how many agreements were signed and ended, and signed anew where some were.

    Where room is short (`brief`) it is understood that they are agreements.
    """
    signed = counts["signed"]
    parts = [
        phrases.count("{n} signed", "{n} signed", signed)
        if brief
        else phrases.count("{n} agreement signed", "{n} agreements signed", signed),
        phrases.count("{n} ended", "{n} ended", counts[ENDED]),
    ]
    if counts[SUPERSEDED]:
        parts.append(phrases.count("{n} signed anew", "{n} signed anew", counts[SUPERSEDED]))
    return ", ".join(parts)


def tell_newest(since: datetime.date, counts: dict[str, int], phrases: Phrases) -> str:
    """Tell in a short sentence what the newest list changed; `since` is that of the list before."""
    return phrases.say(
        N_("Since the list of {date}: {parts}."),
        date=format_short_date(since, phrases.language),
        parts=tell_parts(counts, phrases, brief=True),
    )


def tell_waiting(
    applications: pd.DataFrame, everything: pd.DataFrame, phrases: Phrases
) -> list[str]:
    """Tell who of all that applied waits, and how long some applications waited: sentences."""
    if everything.empty:
        return []
    outcomes = applications["outcome"].value_counts()
    waiting = int((everything["outcome"] == PENDING).sum())
    day = format_short_date(everything["last_pending_on"].max(), phrases.language)
    told = [
        phrases.count(
            "{n} application stands on the newest list of applications held here, of {date}.",
            "{n} applications stand on the newest list of applications held here, of {date}.",
            waiting,
            date=day,
        )
        if waiting
        else phrases.say(
            N_(
                "The newest list of applications held here is of {date}; all on it have signed "
                "since, and who has applied after it is not known."
            ),
            date=day,
        )
    ]
    signed = applications["waited_days"].dropna()
    if len(signed):
        told.append(
            phrases.count(
                "{n} application was followed by an agreement, half of them within "
                "{days} days of the first list that shows the application.",
                "{n} applications were followed by an agreement, half of them within "
                "{days} days of the first list that shows the application.",
                len(signed),
                days=phrases.number(max(0, int(signed.median()))),
            )
        )
    if gone := int(outcomes.get("vanished", 0)):
        told.append(
            phrases.count(
                "{n} went from the lists without a known agreement; why is not published.",
                "{n} went from the lists without a known agreement; why is not published.",
                gone,
            )
        )
    return told


def name_shown(shown: str, count: int, language: str) -> str:
    """Name what is shown with its number, as Ended (42)."""
    say = load_translations(language).gettext
    return f"{say(SHOWN_WORDS[shown])} ({format_number(count, language)})"


SHOW_MORE = P_("Show {n} more", "Show {n} more")
