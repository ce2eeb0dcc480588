"""Keep the log of one absorption: merges, and differences between lists and record."""

from geo.ingest.agreement import DIFFERENCE_COLUMNS, MERGE_COLUMNS

ABSENT = ("bridged", "returned")


class Journal:
    """The merges and differences of a history, to which one list adds its own.

    Both are lists of dicts in their committed columns; ids are those of before the list until
    rename is called.
    """

    def __init__(self, file, merges, differences):
        self.file = file
        self.merges = [dict(merge) for merge in merges]
        self.differences = [dict(difference) for difference in differences]
        self._folded = []

    @property
    def rows_folded(self):
        """How many rows of the list were folded into others."""
        return len(self._folded)

    def log(self, row, rule, agency_id, agreement_id, before, after):
        """Add a merge that a row of the list made."""
        values = (self.file, str(row), rule, agency_id, agreement_id, before, after)
        self.merges.append(dict(zip(MERGE_COLUMNS, values, strict=True)))

    def log_agreement(self, row, rule, agreement, before, after):
        """Add a merge of one agreement."""
        ids = agreement["agency_id"], agreement["agreement_id"]
        self.log(row, rule, *ids, before, after)

    def differ(self, file, reason, agreement_id="", model="", row="", printed=""):
        """Add a row by which a list and the agreements listed on its day differ."""
        values = (file, str(row), model, agreement_id, reason, printed)
        self.differences.append(dict(zip(DIFFERENCE_COLUMNS, values, strict=True)))

    def differ_on(self, lines, reason, agreement):
        """Add the same difference of one agreement for several lists."""
        for line in lines:
            self.differ(line["file"], reason, agreement["agreement_id"], agreement["model"])

    def fold(self, row, kept_row, reason):
        """Note a row folded into another row of the list."""
        printed = f"{row['agency']} | {row['signed_on']}"
        self.differ(self.file, reason, model=row["model"], row=row["row"], printed=printed)
        self._folded.append((self.differences[-1], kept_row))

    def bring_back(self, row, rule, agreement, missed, day):
        """Note an agreement back on the list, which the lists missed did not carry."""
        self.log_agreement(row, rule, agreement, agreement["last_listed_on"], day)
        gone = (agreement["agreement_id"], "gone_later_that_day")
        self.differences = [d for d in self.differences if (d["agreement_id"], d["reason"]) != gone]
        self.differ_on(missed, rule, agreement)

    def relabel(self, row, agreement, model, lines):
        """Note that an agreement has another model than the lists so far print."""
        absent = set()
        for difference in self.differences:
            same = difference["agreement_id"] == agreement["agreement_id"]
            if same and difference["reason"] in ABSENT:
                absent.add(difference["list"])
                difference["model"] = model
        first, last = agreement["first_listed_on"], agreement["last_listed_on"]
        carriers = [
            line
            for line in lines
            if first <= line["published_on"] <= last and line["file"] not in absent
        ]
        self.differ_on(carriers, "relabelled_from", agreement)
        self.differ_on(carriers, "relabelled_to", agreement | {"model": model})
        self.log_agreement(row, "relabelled", agreement, agreement["model"], model)

    def rename(self, agencies, agreements, by_row):
        """Replace old ids by new ones; by_row has the agreement that each row touched."""
        for record in (*self.merges, *self.differences):
            record["agreement_id"] = agreements.get(record["agreement_id"], record["agreement_id"])
        for merge in self.merges:
            merge["agency_id"] = agencies.get(merge["agency_id"], merge["agency_id"])
        kept_rows = {int(difference["row"]): kept for difference, kept in self._folded}
        for difference, kept in self._folded:
            while kept in kept_rows:
                kept = kept_rows[kept]
            difference["agreement_id"] = by_row[kept]["agreement_id"]
