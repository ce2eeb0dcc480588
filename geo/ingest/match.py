"""Match the rows of one list to the agreements known before it."""

from collections import Counter, defaultdict
from copy import copy
from dataclasses import replace

from geo.ingest.agreement import (
    BRIDGED_LISTS,
    Agreement,
    Candidate,
    History,
    KnownList,
    PrintedCount,
    count_days,
    make_agency_id,
    make_agreement_id,
)
from geo.ingest.clean import Row
from geo.ingest.corrections import count_uses
from geo.ingest.journal import Journal
from geo.ingest.lists import PreparedList
from geo.ingest.naming import Names, require_own_names
from geo.ingest.relabel import find_relabelled

LOCATION_RANK = {"": 0, "place": 1, "agency_name": 2, "printed": 2, "correction": 3}
# Listed already, so signed by then: a date that lies more than this after the first listing is
# a new signing, any other mends the old date.
MENDING_DAYS = 30


class Matching:
    """The working state of one absorption: run it, then finish it.

    Agreements go by the agreement_id they had before the list, new ones by that of their row;
    touched maps the ids of those that the list carries to the numbers of their rows.
    """

    def __init__(self, history: History, news: PreparedList) -> None:
        self.history = history
        self.news = news
        self.agreements = [copy(agreement) for agreement in history.agreements]
        self.journal = Journal(news.file, history)
        self.touched: dict[str, int] = {}
        # By agency and model: rows by a date that no known agreement has, and what is settled.
        self._open: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self._settled: dict[tuple[str, str], list[Agreement]] = defaultdict(list)
        self._begun: list[tuple[Agreement, Row]] = []
        self._absorbed = [known for known in history.lists if known.is_absorbed]
        self._order = {known.file: place for place, known in enumerate(self._absorbed)}
        self._earlier_that_day = [
            known for known in self._absorbed if known.published_on == news.published_on
        ]
        self._by_agency: dict[str, list[Agreement]] = defaultdict(list)
        for agreement in self.agreements:
            self._by_agency[agreement.agency_id].append(agreement)

    def run(self) -> None:
        """Match every row of the list, and end the agreements it no longer carries.

        Raises SourceError when two agencies of the list share one name.
        """
        rows = sorted(self.news.rows, key=_order_rows)
        self.names = Names(rows, self.history, self._is_recent)
        require_own_names(self.news.file, rows, self.names)
        for row, rule, agency_id, before, after in self.names.merges:
            self.journal.log(row.number, rule, agency_id, "", before, after)
        groups = defaultdict(list)
        for row in rows:
            groups[self.names.identify(row), row.model].append(row)
        for (agency_id, model), group in groups.items():
            self._match_same_dates(agency_id, model, group)
        self._match_relabelled()
        for agency_id, model in groups:
            self._match_other_dates(agency_id, model)
        for agreement, row in self._begun:
            self.journal.differ_on(self._earlier_that_day, "listed_later_that_day", agreement)
            self._touch(agreement, row)
        recent = {one.agreement_id for one in self.agreements if self._is_recent(one)}
        self._end_missing()
        self._supersede_renewed(recent)
        for row in self.news.set_aside:
            self.journal.set_aside(row)

    def finish(self, lists: tuple[KnownList, ...]) -> History:
        """Make the ids follow names and dates, and return the new history with these lists."""
        agencies, ids = {}, {}
        for agreement in self.agreements:
            old_id, old_agency = agreement.agreement_id, agreement.agency_id
            agreement.agency = self.names.spelling[old_agency]
            agreement.agency_id = make_agency_id(agreement.state, agreement.agency)
            agreement.agreement_id = make_agreement_id(
                agreement.agency_id, agreement.model, agreement.signed_on
            )
            agencies[old_agency] = agreement.agency_id
            ids[old_id] = agreement.agreement_id
        self.touched = {ids[old_id]: number for old_id, number in self.touched.items()}
        self.agreements.sort(key=lambda agreement: agreement.agreement_id)
        if len({agreement.agreement_id for agreement in self.agreements}) < len(self.agreements):
            raise ValueError(f"{self.news.file}: two agreements have one agreement_id.")
        changed = {old: new for old, new in ids.items() if old != new}
        self.journal.rename({old: new for old, new in agencies.items() if old != new}, changed)
        return History(
            agreements=tuple(self.agreements),
            lists=lists,
            merges=tuple(self.journal.merges),
            differences=tuple(self.journal.differences),
            candidates=(*self.history.candidates, *self._list_candidates()),
            printed=(*self.history.printed, *self._count_printed()),
            early=_rename(self.history.early, changed),
            rosters=_rename(self.history.rosters, changed),
            sources=self.history.sources,
            attested=_rename(self.history.attested, changed),
            uses=count_uses(self.history.uses, self.news.used, self.news.file),
            renamed={
                known.agreement_id: ids[known.agreement_id] for known in self.history.agreements
            },
        )

    def _match_same_dates(self, agency_id, model, rows):
        """Match the rows of one agency and model to its agreements of the same date."""
        mine = self._list_own(agency_id, model)
        dates = defaultdict(list)
        for row in rows:
            dates[self._date(row, mine)].append(row)
        for signed_on in tuple(dates):
            if exact := next((one for one in mine if one.signed_on == signed_on), None):
                self._settle(exact, dates.pop(signed_on))
        self._open[agency_id, model] = dates

    def _date(self, row, mine):
        """The signing that a row shows: its own, of an addendum that of the agreement added to."""
        if "addendum" not in row.flags:
            return row.signed_on
        signed = (one.signed_on for one in mine if one.signed_on <= row.signed_on)
        return max(signed, default=row.signed_on)

    def _settle(self, agreement, rows):
        first, *others = rows
        self._touch(agreement, first)
        self._settled[agreement.agency_id, agreement.model].append(agreement)
        self._collapse(others, agreement, "duplicate")

    def _match_relabelled(self):
        """Match rows to agreements that other agencies had until the list before."""
        come = [rows[0] for dates in self._open.values() for rows in dates.values()]
        gone = [
            one
            for one in self.agreements
            if not one.ended_on and one.agreement_id not in self.touched
        ]
        redated = {key for key, dates in self._open.items() if dates}
        pairs, doubtful = find_relabelled(gone, come, redated)
        for agreement, row in pairs:
            before, agency_id = self.names.spelling[agreement.agency_id], self.names.identify(row)
            if agency_id == agreement.agency_id:
                continue
            self._by_agency[agreement.agency_id].remove(agreement)
            self._by_agency[agency_id].append(agreement)
            agreement.agency_id, agreement.state = agency_id, row.state
            after = self.names.spelling[agency_id]
            self.journal.log_agreement(row.number, "relabelled", agreement, before, after)
            agreement.add_flag("relabelled")
            if agreement.signed_on == row.signed_on:
                self._settle(agreement, self._open[agency_id, row.model].pop(row.signed_on))
        listed = {(row.agency, name) for row, name, _ in self.names.doubtful}
        for row, agreement, likeness in doubtful:
            name = self.names.spelling[agreement.agency_id]
            if (row.agency, name) not in listed:
                self.names.doubtful.append((row, name, likeness))

    def _list_own(self, agency_id, model):
        return [one for one in self._by_agency[agency_id] if one.model == model]

    def _match_other_dates(self, agency_id, model):
        """Match the rows left to agreements whose date they mend, or begin new ones."""
        dates = self._open[agency_id, model]
        # Those of the list so far, which may have a twin in it under another date.
        settled = self._settled[agency_id, model]
        free = [
            one
            for one in self._list_own(agency_id, model)
            if one.agreement_id not in self.touched and self._is_recent(one)
        ]
        # The undated row last: it is a second row of a dated twin, which keeps the date.
        for signed_on in sorted(dates, key=lambda signed_on: signed_on == ""):
            first, *others = dates[signed_on]
            nearest = min(free, key=lambda one: _distance(one, signed_on), default=None)
            twins = (one for one in settled if _distance(one, signed_on) <= MENDING_DAYS)
            if nearest and self._is_mended_by(nearest, signed_on):
                free = [one for one in free if one is not nearest]
                self._mend_date(nearest, first)
                kept = nearest
            elif twin := next(twins, None):
                self._collapse([first], twin, "duplicate_other_date")
                kept = twin
            else:
                kept = self._begin(agency_id, first)
            settled.append(kept)
            self._collapse(others, kept, "duplicate")

    def _collapse(self, rows, agreement, reason):
        for row in rows:
            self.journal.collapse(row, agreement, reason)

    def _mend_date(self, agreement, row):
        if row.signed_on:
            before, agreement.signed_on = agreement.signed_on, row.signed_on
            if row.signed_on <= agreement.first_listed_on:
                agreement.start_source = f"{self.news.file}#{row.number}"
            self.journal.log_agreement(row.number, "date_mended", agreement, before, row.signed_on)
            agreement.add_flag("date_mended")
        self._touch(agreement, row)

    def _begin(self, agency_id, row):
        """A new agreement, which the list touches once it has touched all that go on."""
        agreement = Agreement(
            agreement_id=make_agreement_id(agency_id, row.model, row.signed_on),
            agency_id=agency_id,
            state=row.state,
            model=row.model,
            signed_on=row.signed_on,
            first_listed_on=self.news.published_on,
            start_source=f"{self.news.file}#{row.number}",
        )
        self.agreements.append(agreement)
        self._by_agency[agency_id].append(agreement)
        self._begun.append((agreement, row))
        return agreement

    def _touch(self, agreement, row):
        if missed := self._find_missed(agreement):
            rule = "bridged" if len(missed) <= BRIDGED_LISTS else "returned"
            agreement.add_flag(rule)
            self.journal.bring_back(row.number, rule, agreement, missed, self.news.published_on)
        self.touched[agreement.agreement_id] = row.number
        agreement.source = f"{self.news.file}#{row.number}"
        if not agreement.first_listed_on:
            agreement.first_listed_on = self.news.published_on
            agreement.start_source = agreement.source
        agreement.last_listed_on = self.news.published_on
        agreement.go_on()
        agreement.moa_url = row.moa_url or agreement.moa_url
        _place(agreement, row)
        agreement.flags |= row.flags - {"state_misspelt"}
        if "state_misspelt" in row.flags:
            self.journal.log_agreement(
                row.number, "state_misspelt", agreement, row.state_printed, row.state
            )

    def _end_missing(self):
        for agreement in self.agreements:
            if agreement.ended_on or agreement.agreement_id in self.touched:
                continue
            agreement.end(self.news.published_on, self.news.file)
            if agreement.first_listed_on < self.news.published_on:
                self.journal.differ_on(self._earlier_that_day, "gone_later_that_day", agreement)

    def _supersede_renewed(self, recent):
        for successor, row in self._begun:
            for agreement in self._by_agency[successor.agency_id]:
                if (
                    agreement.model != successor.model
                    or agreement.agreement_id in self.touched
                    or agreement.agreement_id not in recent
                ):
                    continue
                agreement.add_flag("superseded")
                dates = agreement.signed_on, successor.signed_on
                self.journal.log_agreement(row.number, "superseded", agreement, *dates)
                # The successor's signing is the end, unless a list still showed the old one then.
                if agreement.last_shown_on < successor.signed_on < agreement.ended_on:
                    agreement.renew(successor.signed_on, successor.start_source)

    def _is_mended_by(self, agreement, signed_on):
        known_on = agreement.first_listed_on or agreement.signed_on
        if not signed_on or count_days(known_on, signed_on) <= MENDING_DAYS:
            return True
        # Until its memorandum is linked, ICE prints the date on which it expects the signing.
        return not agreement.moa_url and self._is_of_list(agreement)

    def _is_of_list(self, agreement):
        return agreement.source.rsplit("#", 1)[0] in self._order

    def _is_recent(self, agreement):
        if not agreement.ended_on:
            return True
        return self._is_of_list(agreement) and len(self._find_missed(agreement)) <= BRIDGED_LISTS

    def _find_missed(self, agreement):
        """Lists absorbed without the agreement since the newest one that carries it."""
        if not agreement.ended_on:
            return []
        file = agreement.source.rsplit("#", 1)[0]
        return self._absorbed[self._order.get(file, -1) + 1 :]

    def _list_candidates(self):
        for row, name, likeness in self.names.doubtful:
            yield Candidate(
                self.news.file, row.number, row.state, row.agency, name, round(likeness)
            )

    def _count_printed(self):
        """Rows and agreements of the list, by model."""
        rows = Counter(row.model for row in self.news.rows)
        touched = Counter(
            agreement.model
            for agreement in self.agreements
            if agreement.agreement_id in self.touched
        )
        for model in sorted(rows):
            yield PrintedCount(self.news.file, model, rows[model], touched[model])


def _rename(rows, changed):
    return tuple(
        replace(row, agreement_id=changed[row.agreement_id]) if row.agreement_id in changed else row
        for row in rows
    )


def _order_rows(row):
    """Order in which the rows of a list are matched, whatever order they are printed in."""
    return row.state, row.agency, row.model, row.signed_on, row.county, row.type, row.number


def _distance(agreement, signed_on):
    """Days from the signing of an agreement to a date; none when either is not known."""
    if "" in (agreement.signed_on, signed_on):
        return 0
    return abs(count_days(agreement.signed_on, signed_on))


def _place(agreement, row):
    """Take the row's location, unless an earlier list said more about it."""
    where = row.location
    settled = agreement.located_by or agreement.statewide
    worse = LOCATION_RANK[where.located_by] < LOCATION_RANK[agreement.located_by]
    if settled and (row.type == "" or worse) and where.located_by != "correction":
        return
    agreement.take_place(where)
    kept = {flag for flag in agreement.flags if not flag.startswith("county_")}
    agreement.flags = frozenset(kept | where.flags)
