"""What a card says about where it comes from."""

from urllib.parse import urlencode

import pandas as pd

from geo.coverage import select_agreements
from geo.record import COPIED_LIST
from geo.trend import select_place
from geo.view import write_address
from geo.words.headline import count_totals
from geo.words.language import N_, format_date
from geo.words.names import Phrases

CITIES_AS_COUNTIES = ("MD", "MO", "NV", "VA")
# Their islands outside the frame of geo.boundaries stand at its edge.
MOVED_ISLANDS = ("AS", "MP")


def write_credits(record, view):
    """Write the lines below a card: remarks if there are any, then the sources."""
    phrases = Phrases(record, view.lang)
    remarks = []
    dates = [date for date in (view.date, view.compare) if date]
    if any(record.is_silent(date) for date in dates):
        remarks.append(
            phrases.say(
                N_("No list survives from this time: shown is what the lists around it say.")
            )
        )
    unlocated = count_totals(record, view, max(dates)).unlocated
    if unlocated:
        remarks.append(
            phrases.count(
                "{n} local agreement can’t be placed in a county.",
                "{n} local agreements can’t be placed in a county.",
                unlocated,
            )
        )
    state = record.find_state(view.place)
    if state in CITIES_AS_COUNTIES:
        remarks.append(phrases.say(N_("Independent cities count as counties.")))
    if state in MOVED_ISLANDS:
        remarks.append(phrases.say(N_("Distant islands are drawn closer than they lie.")))
    if not state:
        remarks.append(phrases.say(N_("County equivalents and territories included.")))
    return " ".join((*remarks, _write_source(record, view, dates, phrases)))


def write_link(view, bounds, base_url):
    """Write the address of the live view, whole."""
    query = urlencode(write_address(view, bounds))
    base = base_url.rstrip("/") + "/"
    return f"{base}?{query}" if query else base


def show_link(link):
    """Write an address as print shows it, without its scheme."""
    return link.split("://", 1)[-1].rstrip("/")


def _write_source(record, view, dates, phrases):
    """Name the newest list that the agreements shown rest on."""
    here = select_place(record.agreements, record.find_state(view.place))
    shown = pd.concat(select_agreements(here, day, view.models, view.reach) for day in dates)
    known = record.find_list(max(dates))
    named = [] if known is None else [known["published_on"]]
    newest = max([*named, *shown["first_listed_on"].dropna()], default=pd.NaT)
    published = record.lists["published_on"][record.lists["verdict"] == "absorbed"]
    if not newest >= published.min():
        return phrases.say(N_("Source: ICE’s lists and reports of the time; US Census Bureau."))
    message = (
        N_(
            "Source: ICE list, {date} (copy by MigrantUSA, CC BY 4.0), and earlier lists; "
            "US Census Bureau."
        )
        if newest == COPIED_LIST
        else N_("Source: ICE list, {date}, and earlier lists; US Census Bureau.")
    )
    return phrases.say(message, date=format_date(newest.date(), phrases.language))
