"""Absorb one list into the history of agreements."""

from dataclasses import replace

from geo.ingest.editions import judge_list
from geo.ingest.fold import Fold


def absorb(history, edition):
    """Fold one list into the history and return the new history; the old one stays as it was.

    A list that judge_list refuses only adds its line to the lists; a list absorbed before adds
    nothing. Raises ValueError when rows in are not agreements touched + duplicates folded +
    rows set aside.
    """
    if any(
        (line["file"], line["sha256"]) == (edition.file, edition.sha256) for line in history.lists
    ):
        return history
    verdict, note = judge_list(edition, history.lists)
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
        return replace(history, lists=(*history.lists, line))
    fold = Fold(history, edition)
    fold.run()
    touched, folded = len(fold.touched), fold.journal.rows_folded
    set_aside = len(edition.set_aside)
    if touched + folded + set_aside != edition.printed_rows:
        raise ValueError(
            f"{edition.file}: {edition.printed_rows} rows in, yet {touched} agreements touched, "
            f"{folded} duplicates folded, {set_aside} set aside."
        )
    return fold.finish(line | {"agreements": str(touched)})
