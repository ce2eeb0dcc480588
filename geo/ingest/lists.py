"""One list among the others: its day, its place in their order, whether it is news."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from geo.ingest.agreement import KnownList
from geo.ingest.clean import Row, RowAside
from geo.ingest.corrections import Key
from geo.ingest.errors import SourceError
from geo.ingest.filenames import CAPTURED, read_moment

# One mistyped signing date must not move a whole list to another day.
PROOFS_OF_WRONG_DATE = 5


@dataclass(frozen=True)
class PreparedList:
    """One list ready to be absorbed.

    printed_rows is the number of rows that are not blank, used that of rows by correction;
    accepted says that a correction vouches for the list, whatever it changes; refusal is the
    reason why the workbook cannot be taken in, or ''.
    """

    file: str
    published_on: str
    sha256: str
    printed_rows: int = 0
    rows: tuple[Row, ...] = ()
    set_aside: tuple[RowAside, ...] = ()
    used: Counter[Key] = field(default_factory=Counter)
    accepted: bool = False
    refusal: str = ""

    def enter(self, verdict: str, note: str, agreements: int = 0) -> KnownList:
        """Its row in the table of lists."""
        return KnownList(
            self.file,
            self.published_on,
            self.printed_rows,
            agreements,
            self.sha256,
            verdict,
            note,
        )


def date_list(file: str, signed: Iterable[str]) -> datetime:
    """Moment of publication (Eastern time) of a list, mended where its dates prove the name wrong.

    signed are the printed signing dates. When five or more of them lie after the day of
    the name, the name is a month or a year too early: the first of the two that the dates allow
    is taken. The time of a capture stands, whatever the dates say. Raises SourceError for a name
    without a date, or with one that neither remedy mends.
    """
    moment = read_moment(file)
    if CAPTURED.fullmatch(file):
        return moment
    iso = [day for day in signed if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)]
    later = []
    for shift in (pd.DateOffset(0), pd.DateOffset(months=1), pd.DateOffset(years=1)):
        mended = datetime.fromisoformat(str(pd.Timestamp(moment) + shift))
        later = [day for day in iso if day > mended.date().isoformat()]
        if len(later) < PROOFS_OF_WRONG_DATE:
            return mended
    raise SourceError(
        f"{file}: the name says {moment.date()}, yet {len(later)} rows were signed over a year "
        "later. Name the file by the day ICE published it."
    )


def sort_key(published_on: str, file: str) -> tuple[str, str, str]:
    """Order of lists: day of publication, then hour of the day, then name."""
    return (published_on, read_moment(file).strftime("%H%M%S"), file)


def is_older(news: PreparedList, known: KnownList) -> bool:
    """Whether a list comes before a known one."""
    return sort_key(news.published_on, news.file) < sort_key(known.published_on, known.file)


def judge_list(news: PreparedList, lists: Iterable[KnownList]) -> tuple[str, str]:
    """Say whether a list is news after the lists seen so far, and why not.

    Returns (verdict, note): 'absorbed', with a note when it repeats the newest list, or 'refused'
    with the reason: no readable workbook, the bytes of a list since replaced, or older than the
    newest list.
    """
    if news.refusal:
        return "refused", news.refusal
    absorbed = [known for known in lists if known.is_absorbed]
    if not absorbed:
        return "absorbed", ""
    newest = absorbed[-1]
    if newest.sha256 == news.sha256 and not is_older(news, newest):
        return "absorbed", f"same bytes as {newest.file}"
    if same := [known.file for known in absorbed if known.sha256 == news.sha256]:
        return "refused", f"stale: same bytes as {same[-1]}, since replaced"
    if is_older(news, newest):
        return "refused", f"older than {newest.file}, the newest list; rebuild takes it in place"
    return "absorbed", ""
