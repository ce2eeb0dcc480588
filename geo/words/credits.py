"""What a card says about where it comes from."""

import datetime
import os
from dataclasses import replace
from functools import lru_cache
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlencode, urlsplit

import pandas as pd

from geo.address import Bounds, write_address
from geo.agreements import select_place
from geo.finding import Finding
from geo.record import COPIED_LIST, Record
from geo.stories.telling import Told, list_sources
from geo.trend import choose_start
from geo.view import View
from geo.words.language import N_, format_date, format_short_date
from geo.words.names import ICE_SINCE, TELL_OF_INS, Phrases

CITIES_AS_COUNTIES = ("MD", "MO", "NV", "VA")
# Their islands outside the frame of geo.boundaries stand at its edge.
MOVED_ISLANDS = ("AS", "MP")
# Those that a card of all of them has in frames.
FRAMED_ISLANDS = ("AS", "MP", "VI")
# A silence so long is told of wherever a trend runs through it.
YEARS = pd.Timedelta(days=365)
NO_LIST = N_(
    "No list between those of {since} and {until} is held here: shown is what these two and "
    "others say."
)
NO_OTHER_LIST = N_("Nor is one held between {since} and {until}.")
# Shorter, for all silences at once.
NO_LISTS = N_("No list held between {silences}.")
SILENCE = N_("{since} and {until}")
# How much room credits have: that of sentences, of few words, or of one line, where people are
# counted or not.
Length = Literal["whole", "brief", "line", "lists"]


# A card asks for them again for each of its lengths, its description and its page.
@lru_cache(maxsize=16)
def write_credits(
    finding: Finding, since: datetime.date | None = None, length: Length = "whole"
) -> str:
    """Write the lines below a card: remarks if there are any, then the sources.

    `since` is the first day of the stretch of time shown, where it is not that of the trend.
    Brief ones name the population's source where an area's people are counted; those that are to
    take one line do so in the fewest words, or name the lists alone.
    """
    record, states = finding.record, set(finding.area_states)
    phrases = Phrases(record, finding.view.lang)
    first = since or choose_start(finding.view)
    is_brief = length != "whole"
    tell = _tell_silences_briefly if is_brief else _tell_silences
    remarks = tell(_list_silences(finding, first), phrases)
    if since or finding.view.dates[0] < ICE_SINCE or finding.trend[: pd.Timestamp(ICE_SINCE)].any():
        remarks += _tell_of_ins(first, phrases)
    unlocated = finding.totals.unlocated
    if unlocated:
        remarks.append(
            phrases.count(
                "{n} local agreement can’t be placed in a county.",
                "{n} local agreements can’t be placed in a county.",
                unlocated,
            )
        )
    if over := _count_over_by_law(finding):
        remarks.append(
            phrases.count(
                "{n} agreement shown had been ended by law; ICE went on to list it.",
                "{n} agreements shown had been ended by law; ICE went on to list them.",
                over,
            )
        )
    if not finding.place.is_county and not states.isdisjoint(CITIES_AS_COUNTIES):
        remarks.append(phrases.say(N_("Independent cities count as counties.")))
    if finding.view.by_state:
        # The country's map is what it is everywhere.
        pass
    elif finding.place.code in FRAMED_ISLANDS:
        remarks.append(phrases.say(N_("Each frame has its own scale; islands lie further apart.")))
    elif not states.isdisjoint(MOVED_ISLANDS):
        remarks.append(phrases.say(N_("Distant islands are drawn closer than they lie.")))
    if not states and not is_brief:
        remarks.append(phrases.say(N_("County equivalents and territories included.")))
    return " ".join((*remarks, WRITE_SOURCE[length](finding, phrases)))


def _tell_of_ins(first, phrases):
    """Tell that there was no ICE on the first day shown, if there was none."""
    if first < ICE_SINCE:
        yield phrases.say(TELL_OF_INS, date=format_date(ICE_SINCE, phrases.language))


def _tell_silences(silences, phrases):
    """Tell between which lists none is held."""
    return [
        phrases.say(
            NO_LIST if index == 0 else NO_OTHER_LIST,
            since=format_date(since, phrases.language),
            until=format_date(until, phrases.language),
        )
        for index, (since, until) in enumerate(silences)
    ]


def _tell_silences_briefly(silences, phrases):
    """Tell of all silences in one sentence, with short dates."""
    told = [
        phrases.say(
            SILENCE,
            since=format_short_date(since, phrases.language),
            until=format_short_date(until, phrases.language),
        )
        for since, until in silences
    ]
    return [phrases.say(NO_LISTS, silences="; ".join(told))] if told else []


def _list_silences(finding, first):
    """List the silences in which a date lies, and those of years in the stretch shown."""
    record, dates = finding.record, finding.view.dates
    shown = record.list_silences(*dates)
    long = [
        (before.date(), after.date())
        for before, after in record.silences
        if after - before > YEARS and first < after.date() and before.date() < dates[-1]
    ]
    return sorted({*shown, *long})


def _count_over_by_law(finding):
    """Count the agreements of a state or county that a law had ended by the day shown."""
    if not finding.place.code:
        return 0
    over = set()
    for shown, day in zip(
        finding.here, (finding.view.dates[0], finding.view.dates[-1]), strict=True
    ):
        over |= set(shown.loc[shown["ended_by_law_on"] <= pd.Timestamp(day), "agreement_id"])
    return len(over)


def credit_story(told: Told | None, phrases: Phrases) -> str:
    """Name the sources of the step that is told, before others; blank where none is."""
    if not told:
        return ""
    return f"{phrases.say(N_('Text: {sources}.'), sources=list_sources(told))} "


def write_link(view: View, bounds: Bounds, base_url: str, pinned: bool = True) -> str:
    """Write the address of the live view, whole.

    It is pinned to its date, so that it shows the same after the next list; one that isn't leaves
    out the newest date, and shows the newest list whenever it is opened.
    """
    date = {"date": view.date.isoformat()} if pinned else {}
    # A comma means nothing else in an address, and is read more easily.
    query = urlencode(date | write_address(view, bounds), safe=",")
    base = base_url.rstrip("/") + "/"
    return f"{base}?{query}" if query else base


def find_page(record: Record, code: str) -> str:
    """Find the place whose page of the static site tells of a place: its code, or blank.

    A county that never had a local agreement has none of its own, and is told of on its state's.
    """
    place = record.places[code]
    has_own = place.is_county and not select_place(record.agreements, place).empty
    return code if has_own else place.state


def write_page_link(code: str, language: str, site: str) -> str:
    """Write the address of the page of a place (see `find_page`): it shows the newest list."""
    page = f"counties/{code}" if code.isdigit() else f"states/{code.lower()}"
    return f"{_write_home(language, site)}{page}.html"


def write_frame_link(view: View, bounds: Bounds, site: str) -> str:
    """Write the address of the static site's map for frames in other pages, pinned to its date."""
    query = write_link(replace(view, story="", present=False, lang="en"), bounds, site).partition(
        "?"
    )[2]
    return f"{_write_home(view.lang, site)}embed.html?{query}"


def _write_home(language, site):
    """Write where the pages of a language are in the static site."""
    return f"{site.rstrip('/')}/" + ("" if language == "en" else f"{language}/")


def choose_site(address: str) -> str:
    """Choose the address to print for a page: the site's that `ATLAS_SITE` names, else its own.

    That of a server on the reader's own machine is none for others: blank.
    """
    site = os.environ.get("ATLAS_SITE", "")
    return site or ("" if is_local(address) else address)


def is_local(address: str) -> bool:
    """Tell whether an address is of the reader's own machine or network, or none."""
    host = urlsplit(address).hostname or ""
    try:
        return not host or not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def show_link(link: str) -> str:
    """Write an address as print shows it, without its scheme."""
    return link.split("://", 1)[-1].rstrip("/")


def write_short_source(finding: Finding) -> str:
    """Name the newest list that the agreements shown rest on, as shortly as a post has room for."""
    return _name_newest(
        finding,
        Phrases(finding.record, finding.view.lang),
        N_("Source: ICE’s lists and reports of the time"),
        N_("Source: ICE lists to {date} (copy by MigrantUSA, CC BY 4.0)"),
        N_("Source: ICE lists to {date}"),
    )


def _write_brief_source(finding, phrases):
    """Name the newest list in short, and where an area's people are from."""
    source = write_short_source(finding)
    if finding.view.compare or finding.place.is_county:
        return source
    return phrases.say(
        N_("{source}; US Census Bureau, {year}"),
        source=source,
        year=finding.find_people_years(finding.area),
    )


def _write_lists_in_line(finding, phrases):
    """Name the newest list in the fewest words."""
    return _name_newest(
        finding,
        phrases,
        N_("ICE’s lists and reports of the time"),
        N_("ICE lists to {date} via MigrantUSA, CC BY 4.0"),
        N_("ICE lists to {date}"),
    )


def _name_newest(finding, phrases, none, copied, listed):
    """Name the newest list in the words for where there is none, a copy of one, or one of ICE's."""
    newest = finding.newest_list
    if newest is None:
        return phrases.say(none)
    message = copied if newest == COPIED_LIST else listed
    return phrases.say(message, date=format_short_date(newest.date(), phrases.language))


def _write_source_in_line(finding, phrases):
    """Name it so, and where an area's people are from."""
    source = _write_lists_in_line(finding, phrases)
    if finding.view.compare or finding.place.is_county:
        return source
    year = finding.find_people_years(finding.area)
    return phrases.say(N_("{source}; Census {year}"), source=source, year=year)


def _write_source(finding, phrases):
    """Name the newest list that the agreements shown rest on, and where people are from."""
    newest = finding.newest_list
    values = {"year": finding.find_people_years(finding.area)}
    if newest is None:
        message = N_(
            "Source: ICE’s lists and reports of the time; US Census Bureau (population {year})."
        )
        return phrases.say(message, **values)
    message = (
        N_(
            "Source: ICE list, {date} (copy by MigrantUSA, CC BY 4.0), and earlier lists; "
            "US Census Bureau (population {year})."
        )
        if newest == COPIED_LIST
        else N_(
            "Source: ICE list, {date}, and earlier lists; US Census Bureau (population {year})."
        )
    )
    return phrases.say(message, date=format_date(newest.date(), phrases.language), **values)


WRITE_SOURCE = {
    "whole": _write_source,
    "brief": _write_brief_source,
    "line": _write_source_in_line,
    "lists": _write_lists_in_line,
}
