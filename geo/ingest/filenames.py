"""What the name of a list's file tells: its day, its hour, and the name it goes by."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from geo.ingest.errors import SourceError

EASTERN = ZoneInfo("America/New_York")
# A workbook ends in the archive's stamp, a page begins with it: 20180601013209_lp.html.
CAPTURED = re.compile(r"(?:.*-(\d{14})\.xlsx|(\d{14})(?:\D.*)?\.html?)", re.IGNORECASE)
# The ways in which names write a day, the surest first. "090022025am" is ICE's own slip for 2
# September 2025; the number of the law is no part of a day.
DAYS = tuple(
    re.compile(rf"(?<!\d){form}")
    for form in (
        r"(?P<year>20\d{2})[-_. ]?(?P<month>\d{2})[-_. ]?(?P<day>\d{2})(?!\d)",
        r"(?P<month>\d{2})0?(?P<day>\d{2})(?P<year>20\d{2})",
        r"(?P<month>\d{1,2})[-_. ](?P<day>\d{1,2})[-_. ](?P<year>20\d{2}|\d{2})(?!\d)",
        r"(?P<month>\d{2})(?P<day>\d{2})(?P<year>\d{2})(?!\d)",
    )
)
LAW = re.compile(r"^287\(?g\)?", re.IGNORECASE)
HOURS = {"am": 9, "mid": 12, "noon": 12, "": 13, "pm": 17}
HALF = re.compile(r"[-_. ]*(?P<half>am|mid|noon|pm)(?P<mark>.*)", re.IGNORECASE | re.DOTALL)
CLOCK = re.compile(
    r"[-_. ]*(?:at[-_. ]*)?(?P<hour>\d{1,2}?)[-_.:h ]?(?P<minute>[0-5]\d)?[-_. ]*"
    r"(?P<half>[ap])\.?m\b\.?(?P<mark>.*)",
    re.IGNORECASE | re.DOTALL,
)
# A time of day without am or pm, with seconds or without: 1530, T153000, 15h30, 15.30.00.
DAY_CLOCK = re.compile(
    r"[-_. ]*(?:at|t)?[-_. ]*(?P<hour>[01]\d|2[0-3])[-_.:h]?(?P<minute>[0-5]\d)(?:[-_.:]?[0-5]\d)?",
    re.IGNORECASE,
)
# What a browser adds to the name of a file that it has saved before.
SAVED_AGAIN = re.compile(r"(?: ?\(\d+\))+(?=\.\w+$)")


@cache
def read_moment(file: str) -> datetime:
    """Day and hour a file name claims for its list, as a datetime in US Eastern time.

    Captures carry their UTC time; ICE's own names carry the day, month first unless the year is,
    and am, mid or pm or the time of day, with a further mark (pm2, pm_b, amB) for a second list.

    Raises SourceError for a name without a date, or with the stamp of a moment that never was.
    """
    name = SAVED_AGAIN.sub("", file)
    captured = CAPTURED.fullmatch(name)
    with suppress(ValueError, OverflowError):
        if captured:
            stamp = captured[1] or captured[2]
            moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            return moment.astimezone(EASTERN).replace(tzinfo=None)
    stem, _, suffix = LAW.sub("", name).rpartition(".")
    if suffix.lower() == "xlsx" and not captured:
        for form in DAYS:
            for found in form.finditer(stem):
                with suppress(ValueError):
                    year = int(found["year"]) % 100 + 2000
                    day = datetime(year, int(found["month"]), int(found["day"]))
                    return day + _read_hour(stem[found.end() :])
    raise SourceError(
        f"{file}: the name carries no date. Say the day it was published with --published "
        "YYYY-MM-DD, or name it as ICE does, participatingAgenciesMMDDYYYYam.xlsx, or as an "
        "archive does, participatingAgencies-YYYYMMDDhhmmss.xlsx, a page YYYYMMDDhhmmss.html."
    )


def name_list(published_on: date) -> str:
    """Name a list by the day it was published, as ICE does."""
    return f"participatingAgencies{published_on:%m%d%Y}.xlsx"


def tidy_filename(file: str) -> str:
    """The name by which a file goes in the tables: on one line, without a browser's " (1)"."""
    return SAVED_AGAIN.sub("", " ".join(file.split()))


def _read_hour(rest):
    """Time of day after the date in a name, a minute later where a mark follows it."""
    if (clock := CLOCK.fullmatch(rest)) and 1 <= int(clock["hour"]) <= 12:
        hour = int(clock["hour"]) % 12 + (12 if clock["half"].lower() == "p" else 0)
        minute = int(clock["minute"] or 0)
        mark = clock["mark"]
    elif clock := DAY_CLOCK.fullmatch(rest):
        hour, minute, mark = int(clock["hour"]), int(clock["minute"]), ""
    elif half := HALF.fullmatch(rest):
        hour, minute, mark = HOURS[half["half"].lower()], 0, half["mark"]
    else:
        hour, minute, mark = HOURS[""], 0, rest
    return timedelta(hours=hour, minutes=minute + bool(mark.strip(" _-.")))
