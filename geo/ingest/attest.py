"""Facts that others published about single agreements: ends, signings, and that one stood."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from pathlib import Path

from geo.agreements import DATA
from geo.boundaries import read_counties
from geo.ingest.agreement import (
    Agreement,
    FactFate,
    Source,
    is_older,
    make_agency_id,
    make_agreement_id,
)
from geo.ingest.clean import PrintedAgency
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError
from geo.ingest.fields import find_faults
from geo.ingest.identity import name_key
from geo.ingest.locate.locate import locate_agencies
from geo.ingest.tables import read_table

IN_FORCE, SIGNED, ENDED, ENDED_BY_LAW = "in force", "signed", "ended", "ended by law"


@dataclass(frozen=True)
class Fact:
    """One dated fact with its source: a row of data/attested.csv.

    what is in force, signed, ended or ended by law; model is '' where every model is meant;
    source_kind is memorandum or report.
    """

    date: str
    what: str
    state: str
    agency: str
    model: str
    says: str
    source: str
    source_kind: str
    source_date: str
    source_title: str
    source_url: str

    def is_about(self, agreement: Agreement) -> bool:
        """Whether an agreement is one of its agency and model."""
        return self.model in ("", agreement.model) and name_key(
            self.state, self.agency
        ) == name_key(agreement.state, agreement.agency)


def read_facts(folder: Path = DATA) -> list[Fact]:
    """Read the facts of a folder of tables, by date; none where it has no such table.

    Raises SourceError naming every value that breaks its rule in data/datapackage.json.
    """
    if faults := find_faults(folder, ("attested.csv",)):
        raise SourceError("\n".join(faults))
    return sorted(read_table(folder / "attested.csv", Fact), key=lambda fact: fact.date)


def list_sources(facts: Iterable[Fact]) -> set[Source]:
    """The sources that facts name."""
    return {
        Source(one.source, one.source_kind, one.source_date, one.source_title, one.source_url)
        for one in facts
    }


def attest(
    agreements: Iterable[Agreement], facts: Iterable[Fact], corrections: Corrections
) -> tuple[list[Agreement], list[FactFate]]:
    """Take facts that others published into the agreements.

    - *in force*: the agreement that stands that day was shown then; where none is known, one
      begins by that day, of unknown signing.
    - *signed*: an agreement of that day begins, and ends the one it renews; one known is attested.
    - *ended*: the agreement ends that day, if it lies between the last list or roster that shows
      it and the first without it, which are stronger.
    - *ended by law*: noted beside the agreement that stands that day; the lists decide its end.

    A source that is older than the day proves nothing of it, though an end may be announced.
    Returns (agreements, fates), the agreements sorted by id, those given left as they were.
    """
    state = _State([copy(one) for one in agreements], corrections)
    fates = [fate for fact in facts for fate in state.take(fact)]
    return sorted(state.agreements, key=lambda one: one.agreement_id), fates


class _State:
    def __init__(self, agreements, corrections):
        self.agreements = agreements
        self.corrections = corrections

    def take(self, fact):
        for fate, agreement_id in self._apply(fact):
            yield FactFate(
                fact.date,
                fact.what,
                fact.state,
                fact.agency,
                fact.model,
                fact.source,
                fate,
                agreement_id,
            )

    def _apply(self, fact):
        rules = {
            IN_FORCE: self._show,
            SIGNED: self._sign,
            ENDED: self._end,
            ENDED_BY_LAW: self._note_law,
        }
        if fact.what != ENDED and is_older(fact.source_date, fact.date):
            return [("overruled: the source is older", "")]
        mine = [one for one in self.agreements if fact.is_about(one)]
        if not mine and fact.what in (ENDED, ENDED_BY_LAW):
            return [("set aside: no agreement of this agency and model is known", "")]
        return rules[fact.what](fact, mine)

    def _show(self, fact, mine):
        standing = [one for one in mine if _stands(one, fact)]
        for one in standing:
            if one.last_listed_on < fact.date:
                one.last_listed_on, one.source = fact.date, fact.source
                one.first_listed_on = one.first_listed_on or fact.date
        yield from (("attests", one.agreement_id) for one in standing)
        if not standing:
            begun = self._begin(fact, "")
            begun.first_listed_on = begun.last_listed_on = fact.date
            yield "begins", begun.agreement_id

    def _sign(self, fact, mine):
        if known := [one for one in mine if one.signed_on == fact.date]:
            yield from (("attests", one.agreement_id) for one in known)
            return
        begun = self._begin(fact, fact.date)
        for one in mine:
            if one.starts_on < fact.date and not one.ended_on:
                one.renew(fact.date, fact.source)
                yield "renewed", one.agreement_id
        yield "begins", begun.agreement_id

    def _end(self, fact, mine):
        standing = [one for one in mine if _stands(one, fact)]
        for one in standing:
            if one.last_listed_on <= fact.date:
                one.end_as_reported(fact.date, fact.source)
                yield "ends", one.agreement_id
            else:
                yield "overruled: listed later", one.agreement_id
        if not standing:
            yield "overruled: not on the lists any more", ""

    def _note_law(self, fact, mine):
        standing = [
            one for one in mine if one.is_in_force(fact.date) and one.last_listed_on > fact.date
        ]
        for one in standing:
            one.ended_by_law_on = fact.date
            yield "noted", one.agreement_id
        if not standing:
            yield "overruled: no list shows it after that day", ""

    def _begin(self, fact, signed_on):
        """A new agreement that rests on a fact."""
        printed = PrintedAgency(fact.state, fact.agency, "", "")
        location = locate_agencies({printed}, read_counties(), self.corrections)[printed]
        self.corrections.used.update(location.used)
        agency_id = make_agency_id(fact.state, fact.agency)
        begun = Agreement(
            agreement_id=make_agreement_id(agency_id, fact.model, signed_on),
            agency_id=agency_id,
            agency=fact.agency,
            state=fact.state,
            model=fact.model,
            signed_on=signed_on,
            source=fact.source,
            start_source=fact.source,
            flags=frozenset({"reported"} | ({"undated"} if not signed_on else set())),
        )
        begun.take_place(location)
        self.agreements.append(begun)
        return begun


def _stands(agreement, fact):
    """Whether an agreement had begun and not ended before the day of a fact."""
    return agreement.starts_on <= fact.date and not "" < agreement.ended_on < fact.date
