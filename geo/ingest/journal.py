"""Keep the log of one absorption: merges, and differences between lists and record."""

from collections.abc import Iterable
from dataclasses import replace

from geo.ingest.agreement import Agreement, Difference, History, KnownList, Merge
from geo.ingest.clean import Row, RowAside


class Journal:
    """The merges and differences of a history, to which one list adds its own.

    Ids are those of before the list until rename is called; collapsed counts the rows of the list
    that are a second row of an agreement.
    """

    def __init__(self, file: str, history: History) -> None:
        self.file = file
        self.merges = list(history.merges)
        self.differences = list(history.differences)
        self.collapsed = 0

    def log(
        self, row: int, rule: str, agency_id: str, agreement_id: str, before: str, after: str
    ) -> None:
        """Add a merge that a row of the list made."""
        self.merges.append(Merge(self.file, row, rule, agency_id, agreement_id, before, after))

    def log_agreement(
        self, row: int, rule: str, agreement: Agreement, before: str, after: str
    ) -> None:
        """Add a merge of one agreement."""
        self.log(row, rule, agreement.agency_id, agreement.agreement_id, before, after)

    def differ_on(self, lists: Iterable[KnownList], reason: str, agreement: Agreement) -> None:
        """Note that some lists differ from the record by one agreement."""
        self.differences += [
            Difference(known.file, None, agreement.model, agreement.agreement_id, reason, "")
            for known in lists
        ]

    def collapse(self, row: Row, agreement: Agreement, reason: str) -> None:
        """Note a second row of an agreement in the list."""
        printed = f"{row.agency} | {row.signed_on}"
        self.differences.append(
            Difference(self.file, row.number, row.model, agreement.agreement_id, reason, printed)
        )
        self.collapsed += 1

    def set_aside(self, row: RowAside) -> None:
        """Note a row that is no agreement."""
        reason = f"set_aside: {row.reason}"
        self.differences.append(Difference(self.file, row.number, "", "", reason, row.printed))

    def bring_back(
        self, row: int, rule: str, agreement: Agreement, missed: list[KnownList], day: str
    ) -> None:
        """Note an agreement back on the list, which the lists missed did not carry."""
        self.log_agreement(row, rule, agreement, agreement.last_listed_on, day)
        gone = (agreement.agreement_id, "gone_later_that_day")
        self.differences = [d for d in self.differences if (d.agreement_id, d.reason) != gone]
        self.differ_on(missed, rule, agreement)

    def rename(self, agencies: dict[str, str], agreements: dict[str, str]) -> None:
        """Replace old ids by new ones; each maps those that change."""
        self.merges = [
            replace(
                merge,
                agency_id=agencies.get(merge.agency_id, merge.agency_id),
                agreement_id=agreements.get(merge.agreement_id, merge.agreement_id),
            )
            if merge.agency_id in agencies or merge.agreement_id in agreements
            else merge
            for merge in self.merges
        ]
        self.differences = [
            replace(difference, agreement_id=agreements[difference.agreement_id])
            if difference.agreement_id in agreements
            else difference
            for difference in self.differences
        ]
