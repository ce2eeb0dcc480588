"""Match the rows of one list to the agreements known before it."""

from collections import defaultdict

from geo.agreements import COLUMNS
from geo.ingest.agreement import (
    BRIDGED_LISTS,
    CANDIDATE_COLUMNS,
    LONGEST_STEP,
    PRINTED_COLUMNS,
    History,
    add_flag,
    count_days,
    count_uses,
    make_agency_id,
    make_agreement_id,
)
from geo.ingest.journal import Journal
from geo.ingest.naming import Names, require_own_names

LOCATION = ("jurisdiction", "reach", "geoids", "statewide", "place", "located_by")
LOCATION_RANK = {"": 0, "place": 1, "agency_name": 2, "printed": 2, "correction": 3}
# Listed already, so signed by then: a date that lies more than this after the first listing is
# a new signing, any other mends the old date.
MENDING_DAYS = 30


class Fold:
    """The working state of one absorption: run it, read touched and journal, then finish it."""

    def __init__(self, history, edition):
        self.history = history
        self.edition = edition
        self.agreements = [dict(agreement) for agreement in history.agreements]
        self.journal = Journal(edition.file, history.merges, history.differences)
        self.touched = {}
        self._begun = []
        self._absorbed = [line for line in history.lists if line["verdict"] == "absorbed"]
        self._order = {line["file"]: place for place, line in enumerate(self._absorbed)}
        self._earlier_that_day = [
            line for line in self._absorbed if line["published_on"] == edition.published_on
        ]
        self._by_agency = defaultdict(list)
        for agreement in self.agreements:
            self._by_agency[agreement["agency_id"]].append(agreement)

    def run(self):
        """Match every row of the list, and end the agreements it no longer carries.

        Raises SourceError when two agencies of the list share one name.
        """
        rows = self.edition.rows.sort_values(
            ["state", "agency", "model", "signed_on", "county", "type", "row"], kind="stable"
        ).to_dict("records")
        self.names = Names(rows, self.agreements, self.journal.merges, self._is_recent)
        require_own_names(self.edition.file, rows)
        for row, rule, agency_id, before, after in self.names.merges:
            self.journal.log(row["row"], rule, agency_id, "", before, after)
        groups = defaultdict(list)
        for row in rows:
            groups[row["agency_id"], row["model"]].append(row)
        unsettled = [row for key, group in groups.items() for row in self._match_dates(*key, group)]
        for row in unsettled:
            if vanished := self._find_relabelled(row):
                self._relabel(vanished, row)
            else:
                self._begin(row)
        recent = {id(agreement) for agreement in self.agreements if self._is_recent(agreement)}
        self._end_missing()
        self._supersede_renewed(recent)
        for aside in self.edition.set_aside.to_dict("records"):
            reason = f"set_aside: {aside['reason']}"
            self.journal.differ(
                self.edition.file, reason, row=aside["row"], printed=aside["printed"]
            )

    def _match_dates(self, agency_id, model, rows):
        """Match the rows of one agency and model to its agreements; return the rows left over."""
        mine = [a for a in self._by_agency[agency_id] if a["model"] == model]
        free = [a for a in mine if self._is_recent(a)]
        dates = defaultdict(list)
        for row in rows:
            dates[row["signed_on"]].append(row)
        # What may have a twin: agreements matched and rows left over, each with its row number.
        settled, left = [], []
        for signed_on, (first, *others) in dates.items():
            for row in others:
                self.journal.fold(row, first["row"], "duplicate")
            exact = next((a for a in mine if a["signed_on"] == signed_on), None)
            if exact:
                free = [a for a in free if a is not exact]
                self._touch(exact, first)
                settled.append((exact, first["row"]))
            else:
                left.append(first)
        unsettled = []
        # Undated rows last: they fold into a dated twin, which keeps the date.
        for row in sorted(left, key=lambda row: row["signed_on"] == ""):
            nearest = min(free, key=lambda a: _distance(a, row), default=None)
            twins = (kept for other, kept in settled if _distance(other, row) <= MENDING_DAYS)
            if nearest and _is_mended_by(nearest, row):
                free = [a for a in free if a is not nearest]
                self._mend_date(nearest, row)
                settled.append((nearest, row["row"]))
            elif twin := next(twins, None):
                self.journal.fold(row, twin, "duplicate_other_date")
            else:
                unsettled.append(row)
                settled.append((row, row["row"]))
        return unsettled

    def _mend_date(self, agreement, row):
        if row["signed_on"]:
            before, agreement["signed_on"] = agreement["signed_on"], row["signed_on"]
            self.journal.log_agreement(
                row["row"], "date_mended", agreement, before, row["signed_on"]
            )
            add_flag(agreement, "date_mended")
        self._touch(agreement, row)

    def _find_relabelled(self, row):
        """The agreement of the same agency and signing date whose model vanished, if any."""
        for agreement in self._by_agency[row["agency_id"]]:
            if (
                agreement["signed_on"] == row["signed_on"] != ""
                and id(agreement) not in self.touched
                and self._is_recent(agreement)
            ):
                return agreement
        return None

    def _relabel(self, agreement, row):
        self.journal.relabel(row["row"], agreement, row["model"], self._absorbed)
        agreement["model"] = row["model"]
        add_flag(agreement, "relabelled")
        self._touch(agreement, row)

    def _begin(self, row):
        agreement = dict.fromkeys(COLUMNS, "")
        agreement |= {key: row[key] for key in ("agency_id", "state", "model", "signed_on")}
        agreement["agreement_id"] = make_agreement_id(
            row["agency_id"], row["model"], row["signed_on"]
        )
        agreement["first_listed_on"] = self.edition.published_on
        self.journal.differ_on(self._earlier_that_day, "listed_later_that_day", agreement)
        self.agreements.append(agreement)
        self._by_agency[row["agency_id"]].append(agreement)
        self._begun.append(agreement)
        self._touch(agreement, row)

    def _touch(self, agreement, row):
        if missed := self._find_missed(agreement):
            rule = "bridged" if len(missed) <= BRIDGED_LISTS else "returned"
            add_flag(agreement, rule)
            self.journal.bring_back(row["row"], rule, agreement, missed, self.edition.published_on)
        self.touched[id(agreement)] = row["row"]
        agreement["last_listed_on"] = self.edition.published_on
        agreement["ended_on"] = agreement["end_certainty"] = ""
        agreement["moa_url"] = row["moa_url"] or agreement["moa_url"]
        agreement["source"] = f"{self.edition.file}#{row['row']}"
        _place(agreement, row)
        for flag in filter(None, row["flags"].split(";")):
            if flag == "state_misspelt":
                states = row["state_printed"], row["state"]
                self.journal.log_agreement(row["row"], flag, agreement, *states)
            else:
                add_flag(agreement, flag)

    def _end_missing(self):
        for agreement in self.agreements:
            if agreement["ended_on"] or id(agreement) in self.touched:
                continue
            agreement["ended_on"] = self.edition.published_on
            step = count_days(agreement["last_listed_on"], agreement["ended_on"])
            agreement["end_certainty"] = "listed" if step < LONGEST_STEP else "gap"
            if agreement["first_listed_on"] < self.edition.published_on:
                self.journal.differ_on(self._earlier_that_day, "gone_later_that_day", agreement)

    def _supersede_renewed(self, recent):
        for successor in self._begun:
            for agreement in self._by_agency[successor["agency_id"]]:
                if (
                    agreement["model"] != successor["model"]
                    or id(agreement) in self.touched
                    or id(agreement) not in recent
                ):
                    continue
                add_flag(agreement, "superseded")
                dates = agreement["signed_on"], successor["signed_on"]
                row = self.touched[id(successor)]
                self.journal.log_agreement(row, "superseded", agreement, *dates)
                # The successor's signing is the end, unless a list still showed the old one then.
                if successor["signed_on"] > agreement["last_listed_on"]:
                    agreement["ended_on"] = min(agreement["ended_on"], successor["signed_on"])

    def _is_recent(self, agreement):
        if not agreement["ended_on"]:
            return True
        file = agreement["source"].rsplit("#", 1)[0]
        return file in self._order and len(self._find_missed(agreement)) <= BRIDGED_LISTS

    def _find_missed(self, agreement):
        """Lists absorbed without the agreement since the newest one that carries it."""
        if not agreement["ended_on"]:
            return []
        file = agreement["source"].rsplit("#", 1)[0]
        return self._absorbed[self._order.get(file, -1) + 1 :]

    def finish(self, lists):
        """Make the ids follow names and dates, and return the new history with these lists."""
        known = [agreement["agreement_id"] for agreement in self.history.agreements]
        agencies, agreements = {}, {}
        for agreement in self.agreements:
            old_id, old_agency = agreement["agreement_id"], agreement["agency_id"]
            agreement["agency"] = self.names.spelling[old_agency]
            agreement["agency_id"] = make_agency_id(agreement["state"], agreement["agency"])
            agreement["agreement_id"] = make_agreement_id(
                agreement["agency_id"], agreement["model"], agreement["signed_on"]
            )
            agencies[old_agency] = agreement["agency_id"]
            agreements[old_id] = agreement["agreement_id"]
        # The known agreements still stand first, in their order.
        new_ids = (agreement["agreement_id"] for agreement in self.agreements)
        renamed = dict(zip(known, new_ids, strict=False))
        self.agreements.sort(key=lambda agreement: agreement["agreement_id"])
        if len({a["agreement_id"] for a in self.agreements}) < len(self.agreements):
            raise ValueError(f"{self.edition.file}: two agreements have one agreement_id.")
        by_row = {self.touched[id(a)]: a for a in self.agreements if id(a) in self.touched}
        self.journal.rename(agencies, agreements, by_row)
        return History(
            agreements=tuple(self.agreements),
            lists=lists,
            merges=tuple(self.journal.merges),
            differences=tuple(self.journal.differences),
            candidates=(*self.history.candidates, *self._list_candidates()),
            printed=(*self.history.printed, *self._count_printed()),
            early=tuple(
                row | {"agreement_id": agreements.get(row["agreement_id"], row["agreement_id"])}
                for row in self.history.early
            ),
            uses=count_uses(self.history.uses, self.edition.used, self.edition.file),
            renamed=renamed,
        )

    def _list_candidates(self):
        for row, name, likeness in self.names.doubtful:
            values = (str(row["row"]), row["state"], row["agency"], name, f"{likeness:.0f}")
            yield dict(zip(CANDIDATE_COLUMNS, (self.edition.file, *values), strict=True))

    def _count_printed(self):
        """Rows and agreements of the list, by model."""
        touched = [a["model"] for a in self.agreements if id(a) in self.touched]
        rows = self.edition.rows["model"].value_counts()
        for model in sorted(rows.index):
            values = (model, str(rows[model]), str(touched.count(model)))
            yield dict(zip(PRINTED_COLUMNS, (self.edition.file, *values), strict=True))


def _is_mended_by(agreement, row):
    if not row["signed_on"]:
        return True
    return count_days(agreement["first_listed_on"], row["signed_on"]) <= MENDING_DAYS


def _distance(one, other):
    """Days between two signing dates; none when either is not known."""
    if "" in (one["signed_on"], other["signed_on"]):
        return 0
    return abs(count_days(one["signed_on"], other["signed_on"]))


def _place(agreement, row):
    """Take the row's location, unless an earlier list said more about it."""
    settled = agreement["located_by"] or agreement["statewide"] == "true"
    worse = LOCATION_RANK[row["located_by"]] < LOCATION_RANK[agreement["located_by"]]
    if settled and (row["type"] == "" or worse) and row["located_by"] != "correction":
        return
    agreement |= {column: str(row[column]) for column in LOCATION}
    agreement["statewide"] = agreement["statewide"].lower()
    flags = {flag for flag in agreement["flags"].split(";") if not flag.startswith("county_")}
    flags |= set(row["location_flags"].split(";"))
    agreement["flags"] = ";".join(sorted(flags - {""}))
