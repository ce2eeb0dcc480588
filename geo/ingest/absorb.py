"""Absorb one list into the history of agreements."""

from dataclasses import replace

from geo.ingest.lists import judge_list, sort_key
from geo.ingest.match import Fold
from geo.ingest.workbook import SourceError


def absorb(history, edition):
    """Fold one list into the history and return the new history; the old one stays as it was.

    A list that is refused, by judge_list or because two of its agencies share one name, only adds
    its line to the lists, in place of one that was refused under the same file name; a list
    absorbed before adds nothing.

    Raises SourceError for other bytes under the file name of an absorbed list, and ValueError
    when rows in are not agreements touched + duplicates folded + rows set aside.
    """
    if _is_absorbed(history, edition):
        return history
    verdict, note = judge_list(edition, history.lists)
    if verdict == "absorbed":
        fold = Fold(history, edition)
        try:
            fold.run()
        except SourceError as error:
            verdict, note = "refused", str(error)
    line = {
        "file": edition.file,
        "published_on": edition.published_on,
        "rows": str(edition.printed_rows),
        "agreements": "0",
        "sha256": edition.sha256,
        "verdict": verdict,
        "note": note,
    }
    if verdict == "refused":
        return replace(history, lists=_add_line(history.lists, line))
    touched, folded = len(fold.touched), fold.journal.rows_folded
    set_aside = len(edition.set_aside)
    if touched + folded + set_aside != edition.printed_rows:
        raise ValueError(
            f"{edition.file}: {edition.printed_rows} rows in, yet {touched} agreements touched, "
            f"{folded} duplicates folded, {set_aside} set aside."
        )
    line["agreements"] = str(touched)
    return fold.finish(_add_line(history.lists, line))


def _is_absorbed(history, edition):
    for line in history.lists:
        if line["verdict"] == "absorbed" and line["file"] == edition.file:
            if line["sha256"] == edition.sha256:
                return True
            raise SourceError(
                f"{edition.file}: the record has a list of this name with other bytes. Save this "
                "one under a name of its own, as ICE names a second list of a day: "
                "participatingAgenciesMMDDYYYYpm2.xlsx."
            )
    return False


def _add_line(lines, line):
    """Lines in order of publication with one more, in place of the refused one of its name."""
    others = [other for other in lines if other["file"] != line["file"]]
    return tuple(
        sorted([*others, line], key=lambda one: sort_key(one["published_on"], one["file"]))
    )
