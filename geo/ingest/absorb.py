"""Absorb one list into the history of agreements."""

from dataclasses import replace

from geo.ingest.agreement import History, KnownList
from geo.ingest.effect import judge_effect
from geo.ingest.errors import SourceError
from geo.ingest.lists import PreparedList, judge_list, sort_key
from geo.ingest.match import Matching


def absorb(history: History, news: PreparedList) -> History:
    """Absorb one list into the history and return the new history; the old one stays as it was.

    A list that is refused, by judge_list, because two of its agencies share one name, or because
    it would change more than a list does and no correction accepts it, only adds its row to the
    table of lists, in place of one that was refused under the same file name; a list absorbed
    before adds nothing.

    Raises SourceError for other bytes under the file name of an absorbed list, and ValueError
    when rows in are not agreements touched + duplicates + rows set aside.
    """
    if _is_absorbed(history, news):
        return history
    verdict, note = judge_list(news, history.lists)
    if verdict == "refused":
        return _refuse(history, news, note)
    matching = Matching(history, news)
    try:
        matching.run()
    except SourceError as error:
        return _refuse(history, news, str(error))
    touched, duplicates = len(matching.touched), matching.journal.collapsed
    set_aside = len(news.set_aside)
    if touched + duplicates + set_aside != news.printed_rows:
        raise ValueError(
            f"{news.file}: {news.printed_rows} rows in, yet {touched} agreements touched, "
            f"{duplicates} duplicates, {set_aside} set aside."
        )
    new = matching.finish(_add_list(history.lists, news.enter(verdict, note, touched)))
    if not news.accepted and (fault := judge_effect(history, new)):
        return _refuse(history, news, f"{fault}\n{_tell_remedy(news)}")
    return new


def _is_absorbed(history, news):
    for known in history.lists:
        if known.is_absorbed and known.file == news.file:
            if known.sha256 == news.sha256:
                return True
            raise SourceError(
                f"{news.file}: the record has a list of this name with other bytes. Save this "
                "one under a name of its own, as ICE names a second list of a day: "
                "participatingAgenciesMMDDYYYYpm2.xlsx."
            )
    return False


def _refuse(history, news, note):
    return replace(history, lists=_add_list(history.lists, news.enter("refused", note)))


def _tell_remedy(news):
    return (
        "Compare it with ICE's page, and look whether rows, columns or states are missing or "
        "shifted. If the list is right all the same, accept it by a row in data/corrections.csv: "
        f"accept_list,,,{news.file},{news.sha256},<evidence>"
    )


def _add_list(lists: tuple[KnownList, ...], news: KnownList) -> tuple[KnownList, ...]:
    """Lists in order of publication with one more, in place of the refused one of its name."""
    others = [known for known in lists if known.file != news.file]
    return tuple(
        sorted([*others, news], key=lambda known: sort_key(known.published_on, known.file))
    )
