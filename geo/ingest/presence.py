"""From presence on dated rosters to agreements: who came when, and who was gone when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from geo.boundaries import read_counties
from geo.ingest.agreement import (
    Agreement,
    RosterRow,
    count_days,
    make_agency_id,
    make_agreement_id,
)
from geo.ingest.clean import PrintedAgency
from geo.ingest.corrections import Corrections
from geo.ingest.identity import name_key
from geo.ingest.locate.locate import locate_agencies
from geo.ingest.rosters import PrintedSigning, Roster

# Two dates of one signing, on rosters one after the other, lie no further apart than this.
MENDING_DAYS = 30


@dataclass
class Signing:
    """One signing of one agency, and the rows of rosters that show it in force.

    shown are positions of rosters; rows those that print its very date, though it may have been
    renewed by then, printed those of them that show it.
    """

    state: str
    agency: str
    model: str
    signed_on: str
    shown: list[int] = field(default_factory=list)
    printed: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def first_print(self) -> int:
        """The first roster that prints its date, else that shows it under another."""
        return min(self.printed or self.shown)

    @property
    def last_row(self) -> int:
        """The last roster that shows it or prints its date."""
        return max(*self.shown, *self.rows, 0)

    @property
    def agreement_id(self) -> str:
        """Id of its agreement."""
        agency_id = make_agency_id(self.state, self.agency)
        return make_agreement_id(agency_id, self.model, self.signed_on)


def live_on_rosters(
    rosters: list[Roster], corrections: Corrections
) -> tuple[list[Agreement], list[RosterRow]]:
    """Make agreements from who was on which roster.

    rosters are those of read_rosters; corrections those of locations, which count their uses.
    Returns (agreements, rows): one Agreement per signing, in force from the signing until the
    next one of its agency and model, else until the first roster without it; and one RosterRow
    for each row of ICE's page, with the agreement it shows and why it differs, where it does.
    """
    signings, rows = _match_rows(rosters)
    agencies = {PrintedAgency(one.state, one.agency, "", "") for one in signings}
    locations = locate_agencies(agencies, read_counties(), corrections)
    agreements = []
    for group in _group(signings, lambda one: (one.state, one.agency, one.model)).values():
        for signing, following in _pair_following(group):
            agreement = _live(signing, following, rosters)
            location = locations[PrintedAgency(signing.state, signing.agency, "", "")]
            agreement.take_place(location)
            corrections.used.update(location.used)
            agreements.append(agreement)
    agreements.sort(key=lambda one: one.agreement_id)
    return agreements, [*rows, *_list_unprinted(rosters, rows, agreements)]


def _match_rows(rosters):
    """Every signing with the rosters that show it, and what each row of ICE's page shows."""
    by_agency = defaultdict(list)
    for position, roster in enumerate(rosters):
        for row in roster.rows:
            by_agency[name_key(row.state, row.agency)].append((position, row))
    signings, matched = [], []
    for entries in by_agency.values():
        found = _find_signings(entries, rosters)
        for position, row in entries:
            shown, reason = _find_shown(row, found, rosters[position])
            if shown:
                shown.shown.append(position)
            for one in found:
                if one.signed_on == row.signed_on:
                    one.rows.append(position)
                    if one is shown:
                        one.printed.append(position)
            matched.append((position, row, shown, reason))
        signings += [one for one in found if one.shown]
    rows = [
        _write_row(rosters[position], row, shown.agreement_id if shown else "", reason)
        for position, row, shown, reason in matched
        if rosters[position].is_page
    ]
    rows += [
        _write_row(roster, row, "", "a document, no agreement")
        for roster in rosters
        if roster.is_page
        for row in roster.documents
    ]
    return signings, rows


def _find_signings(entries, rosters):
    """The signings of one agency: a date that ICE's page prints, or that reports alone print.

    The model is the first that the page prints, a later one beside the same date is a slip. Of
    two dates up to 30 days apart the page corrected the first.
    """
    dated = [(position, row) for position, row in entries if row.signed_on]
    by_page = {row.signed_on for position, row in dated if rosters[position].is_page}
    last = {row.signed_on: position for position, row in dated}
    dates = []
    for day in sorted(by_page, key=lambda day: -last[day]):
        if all(abs(count_days(day, other)) > MENDING_DAYS for other in dates):
            dates.append(day)
    dates += [
        day
        for day in sorted(set(last) - by_page)
        if not any(_differ_in_one_part(day, other) for other in by_page)
    ]
    signings = []
    for day in sorted(dates):
        models = [
            (not rosters[position].is_page, position, row)
            for position, row in dated
            if row.signed_on == day and row.model
        ]
        if models:
            _, _, row = min(models, key=lambda one: one[:2])
            signings.append(Signing(row.state, entries[-1][1].agency, row.model, day))
    return signings


def _differ_in_one_part(one, other):
    """Whether two ISO dates differ in year, month or day alone: a slip of one digit or word."""
    return sum(a != b for a, b in zip(one.split("-"), other.split("-"), strict=True)) == 1


def _find_shown(row, signings, roster):
    """The signing that a row of a roster shows in force, and why it prints another, or ''."""
    if not row.signed_on:
        # A report may show an agreement some days before the date that others print.
        known = [one for one in signings if count_days(roster.day, one.signed_on) <= MENDING_DAYS]
        return (known[-1], "") if known else (None, "no signing known")
    exact = next((one for one in signings if one.signed_on == row.signed_on), None)
    meant = exact or min(signings, key=lambda one: _distance(one, row), default=None)
    if not meant:
        return None, "no model known"
    reasons = [] if exact else [f"date printed {row.signed_on}, elsewhere {meant.signed_on}"]
    if roster.is_page and row.model != meant.model:
        reasons.append(f"model printed {row.model}, before {meant.model}")
    renewals = [
        one
        for one in signings
        if one.model == meant.model and meant.signed_on < one.signed_on <= roster.day
    ]
    if renewals:
        meant = renewals[-1]
        reasons.append(f"stale: renewed on {meant.signed_on}")
    return meant, "; ".join(reasons)


def _distance(signing, row):
    return abs(count_days(signing.signed_on, row.signed_on))


def _write_row(roster, row, agreement_id, reason):
    return RosterRow(
        roster.name, roster.day, row.agency, row.model, row.signed_on, agreement_id, reason
    )


def _pair_following(signings):
    ordered = sorted(signings, key=lambda one: one.signed_on)
    return zip(ordered, [*ordered[1:], None], strict=True)


def _group(rows, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _live(signing, following, rosters):
    """The agreement of a signing: from its first roster to its last, or to the next signing."""
    first = rosters[min(signing.shown)]
    # Of the rosters that show it longest, ICE's page says more than a report.
    last = max(
        (rosters[position] for position in signing.shown),
        key=lambda roster: (roster.seen_until, roster.is_page),
    )
    # The page of a caption older than the signing was captured after it.
    first_day = first.day if first.day >= signing.signed_on else first.seen_until
    agreement = Agreement(
        agreement_id=signing.agreement_id,
        agency_id=make_agency_id(signing.state, signing.agency),
        agency=signing.agency,
        state=signing.state,
        model=signing.model,
        signed_on=signing.signed_on,
        first_listed_on=first_day,
        last_listed_on=max(last.seen_until, first_day),
        source=last.name,
        start_source=rosters[signing.first_print].name,
    )
    # A row under its date that shows the renewal says all the same that it had not gone.
    after = [roster for roster in rosters[signing.last_row + 1 :] if roster.is_whole]
    gone = next((one for one in after if one.day > agreement.last_listed_on), None)
    # Who was gone before signing again has not been renewed.
    if following and not (gone and gone.day < following.signed_on):
        if agreement.last_listed_on > following.signed_on:
            # Renewed between the caption and its capture: the caption's day still shows it.
            agreement.last_listed_on = max(last.day, first_day)
        agreement.renew(following.signed_on, rosters[following.first_print].name)
    elif gone:
        agreement.end(gone.day, gone.name)
    return agreement


def _list_unprinted(
    rosters: list[Roster], rows: Iterable[RosterRow], agreements: list[Agreement]
) -> Iterator[RosterRow]:
    """Agreements that were listed on the day of a roster of ICE's page which lacks them."""
    shown = {(row.roster, row.agreement_id) for row in rows}
    for roster in rosters:
        for one in agreements:
            if (
                roster.is_page
                and one.is_listed(roster.day)
                and (roster.name, one.agreement_id) not in shown
            ):
                reason = (
                    "on another version of the page of that day"
                    if one.last_listed_on == roster.day
                    else "missing here, on rosters before and after"
                )
                printed = PrintedSigning("", one.state, one.agency, one.model, one.signed_on)
                yield _write_row(roster, printed, one.agreement_id, reason)
