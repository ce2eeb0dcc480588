"""The numbers, days and views that the pages of words are filled with: all from one record."""

import datetime

import pandas as pd

from geo.agreements import select_in_force
from geo.figure.configuration import describe_reported
from geo.program import MODELS
from geo.record import COPIED_LIST, Record
from geo.trend import LONGEST_GAP_DAYS, compute_trend
from geo.view import View, find_range
from geo.words.language import format_date, format_share
from geo.words.names import Phrases

# The first task force agreements lapsed at the end of this day.
EARLY = (datetime.date(2002, 1, 1), datetime.date(2012, 12, 31))
# The days on which presidents took office since.
INAUGURATIONS = tuple(datetime.date(year, 1, 20) for year in (2017, 2021, 2025))
# So much of a record's edition names it.
EDITION_LETTERS = 12


class Counts:
    """What one record counts, for the pages of words in one language.

    `trend` are the agreements in force on every day since 2002 (index: timestamps); `early_top_on`
    and `low_on` the days of the most before 2013 and of the fewest since.
    """

    def __init__(self, record: Record, language: str):
        self.record = record
        self.phrases = Phrases(record, language)
        self.trend = compute_trend(record.agreements, EARLY[0], record.last)
        self.early_top_on = self.trend[: pd.Timestamp(EARLY[1])].idxmax().date()
        self.low_on = self.trend[pd.Timestamp(EARLY[1]) :].idxmin().date()
        self._now = select_in_force(record.agreements, record.last)

    def count_on(self, day: datetime.date) -> int:
        """Count the agreements in force on a day from 2002 to the newest list."""
        return int(self.trend[pd.Timestamp(day)])

    def fill(self) -> dict[str, str]:
        """Write every number and day that a text may name in braces, by its name.

        One that this record has no use for, as of a table that is empty, is left out.
        """
        return (
            self._fill_days()
            | self._fill_now()
            | self._fill_history()
            | self._fill_pending()
            | self._fill_since()
            | self._fill_reported()
            | self._fill_laws()
        )

    def choose_views(self) -> dict[str, View]:
        """Choose the views that the pages lead to, by name."""
        last, lang = self.record.last, self.phrases.language
        return {
            "country": View(last, lang=lang),
            "task_force": View(last, models=("task_force",), lang=lang),
            "part": View(last, reach="part", lang=lang),
            "states": View(last, level="state", measure="agreements", lang=lang),
            "most": View(last, place=self._find_most()[0], lang=lang),
            "compared": View(last, compare=INAUGURATIONS[-1], lang=lang),
            "early_top": self.view_day(self.early_top_on),
        }

    def view_day(self, day: datetime.date) -> View:
        """Choose the view of the country on a day."""
        return View(day, range=find_range(day), lang=self.phrases.language)

    def view_state(self, state: str) -> View:
        """Choose the view of a state on the newest day."""
        return View(self.record.last, place=state, lang=self.phrases.language)

    def date_answer(self, of: str) -> datetime.date | str:
        """Find the day that an answer is as of; an ISO day or month stands for itself."""
        days = {
            "record": self.record.last.isoformat(),
            "pending": self.record.pending["last_pending_on"].max(),
            "since": self.record.since["signed_on"].max(),
            "laws": self.record.policies["enacted"].max(),
        }
        iso = days.get(of, of)
        return datetime.date.fromisoformat(iso) if len(iso) == len("2026-07-20") else iso

    def _agreements(self, n):
        return self.phrases.count("{n} agreement", "{n} agreements", n)

    def _day(self, day):
        return format_date(day, self.phrases.language)

    def _find_most(self):
        """Find the state with the most agreements: its code and their number."""
        by_state = self._now["state"].value_counts()
        return by_state.index[0], int(by_state.iloc[0])

    def _fill_days(self):
        days = {
            "first": self.record.first,
            "last": self.record.last,
            "lists_first": self.record.absorbed["published_on"].iloc[0].date(),
            "early_top_on": self.early_top_on,
            "low_on": self.low_on,
            "turn_on": INAUGURATIONS[-1],
            "copied": COPIED_LIST.date(),
        }
        if self.record.silences:
            longest = max(self.record.silences, key=lambda pair: pair[1] - pair[0])
            days |= {"gap_since": longest[0], "gap_until": longest[1]}
        return {name: self._day(day) for name, day in days.items()}

    def _fill_now(self):
        now, phrases = self._now, self.phrases
        totals = self.record.coverage.compute(self.record.last).count_totals()
        state, most = self._find_most()
        states = now["state"].nunique()
        agencies = now.groupby("jurisdiction")["agency_id"].nunique()
        return {
            "agreements": self._agreements(len(now)),
            "agencies": phrases.count("{n} agency", "{n} agencies", now["agency_id"].nunique()),
            "states": phrases.count("{n} state or territory", "{n} states and territories", states),
            **{model: self._agreements(int((now["model"] == model).sum())) for model in MODELS},
            "countywide": self._agreements(totals.countywide),
            "part": phrases.number(totals.part),
            "statewide": phrases.number(totals.statewide),
            "people": format_share(totals.people, phrases.language),
            "people_countywide": format_share(totals.people_countywide, phrases.language),
            "linked": phrases.number(int((now["moa_url"] != "").sum())),
            "most_state": phrases.name_state(state),
            "most_agreements": phrases.number(most),
            "state_agencies": phrases.count(
                "{n} agency", "{n} agencies", int(agencies.get("state", 0))
            ),
            "campuses": phrases.number(int(agencies.get("campus", 0))),
        }

    def _fill_history(self):
        agreements, lists = self.record.agreements, self.record.absorbed
        by_law = agreements["last_listed_on"] > agreements["ended_by_law_on"]
        return {
            "ever": self._agreements(len(agreements)),
            "ended": self._agreements(int(agreements["ended_on"].notna().sum())),
            "renewed": self.phrases.number(int(agreements["superseded"].sum())),
            "over_by_law": self._agreements(int(by_law.sum())),
            "early_top": self._agreements(self.count_on(self.early_top_on)),
            "low": self.phrases.number(self.count_on(self.low_on)),
            "turn": self._agreements(self.count_on(INAUGURATIONS[-1])),
            "lists": self.phrases.count("{n} list", "{n} lists", len(lists)),
            "gap_days": self.phrases.number(LONGEST_GAP_DAYS),
            "edition": self.record.edition[:EDITION_LETTERS],
        }

    def _fill_pending(self):
        pending = self.record.pending
        if pending.empty:
            return {}
        outcomes = pending["outcome"].value_counts()
        n = self.phrases.count("{n} application", "{n} applications", len(pending))
        return {
            "applications": n,
            "applications_signed": self.phrases.number(int(outcomes.get("signed", 0))),
            "applications_gone": self.phrases.number(int(outcomes.get("vanished", 0))),
            "pending_last": self._day(self.date_answer("pending")),
        }

    def _fill_since(self):
        since = self.record.since
        if since.empty:
            return {}
        last = self._day(self.date_answer("since"))
        return {"since": self._agreements(len(since)), "since_last": last}

    def _fill_reported(self):
        """Write what others counted after the newest list, if they did."""
        reported = describe_reported(self.record)
        if not reported:
            return {}
        day = datetime.date.fromisoformat(reported["date"])
        return {
            "reported": self._agreements(reported["count"]),
            "reported_on": self._day(day),
        }

    def _fill_laws(self):
        n = len(self.record.policies)
        laws = self.phrases.count("{n} law, order or opinion", "{n} laws, orders and opinions", n)
        return {"laws": laws} if n else {}
