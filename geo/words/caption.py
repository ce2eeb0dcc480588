"""What a card says in words, for those who can't see it or print its caption."""

from dataclasses import dataclass, replace
from functools import lru_cache

from geo.finding import Finding, find_view
from geo.record import Record
from geo.stories.telling import find_told
from geo.view import View
from geo.words.agencies import list_agencies
from geo.words.comparison import list_changed
from geo.words.credits import credit_story, write_credits, write_link
from geo.words.headline import name_trend, write_text
from geo.words.language import N_, format_date
from geo.words.legend import name_values
from geo.words.names import Phrases


@dataclass(frozen=True)
class Description:
    """The alternative text of a card, and its caption with sources and address."""

    alt: str
    caption: str


def describe_card(record: Record, view: View, base_url: str = "") -> Description:
    """Describe a card in words made from the same data, in the view's language."""
    described = _describe(record, view)
    if not base_url:
        return described
    link = write_link(view.settle(), record.bounds, base_url)
    return replace(described, caption=f"{described.caption}, {link}")


# The parts of the share dialog ask for the same one after another.
@lru_cache(maxsize=64)
def _describe(record, view):
    finding = find_view(record, view)
    phrases = Phrases(record, view.lang, view.name)
    text = write_text(finding)
    numbers = "; ".join(map(str, text.numbers))
    place = phrases.name_place("" if finding.view.by_state else view.place)
    around = _count_neighbours if finding.place.is_county else _count_fills
    if view.extent:
        place = phrases.say(N_("a section of the country"))
    told = find_told(record, finding.view)
    story = [told.title, told.text] if told else []
    sentences = [
        phrases.say(N_("Map of {place}: {deck}"), place=place, deck=text.deck),
        *story,
        text.headline,
        numbers,
        *(f"{name}: {told}" if name else told for name, told in list_agencies(finding, phrases)),
        *(line.text for line in list_changed(finding, phrases)),
        *around(finding, phrases),
        describe_trend(finding, phrases),
    ]
    alt = " ".join(close_sentence(sentence) for sentence in sentences)
    lead = " ".join(close_sentence(sentence) for sentence in (*story, text.headline))
    credits = credit_story(told, phrases) + write_credits(finding)
    caption = f"{lead} {credits} 287(g) Atlas"
    return Description(alt=alt, caption=caption)


def close_sentence(sentence: str) -> str:
    """End a sentence with a full stop, unless an abbreviation has done so."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def _count_fills(finding, phrases):
    """Say how many counties of the place, or how many states, have each color."""
    fills, area = finding.fills, finding.area
    values = fills.values
    if area.code and fills.by == "county":
        values = values[finding.in_area]
    counts = values.value_counts()
    listed = "; ".join(
        f"{name}: {phrases.number(int(counts[value]))}"
        for value, name in name_values(fills.kind, finding.view, phrases).items()
        if counts.get(value)
    )
    if fills.by == "state":
        yield phrases.say(N_("Number of states by color: {listed}"), listed=listed)
        return
    yield phrases.say(
        N_("Number of {areas} in {place} by color: {listed}"),
        areas=phrases.name_area_kind(area.code, 2),
        place=phrases.name_place(area.code),
        listed=listed,
    )


def _count_neighbours(finding, phrases):
    """Say how many local agreements there are in each county around one, by number."""
    around = finding.neighbours.sort_values(ascending=False, kind="stable")
    if finding.view.compare or around.empty:
        return
    places = finding.record.places
    home = finding.place.state
    listed = ", ".join(
        f"{phrases.name_county(geoid)}"
        + (f" ({phrases.name_state(places[geoid].state, False)})" * (places[geoid].state != home))
        + f" {phrases.number(int(n))}"
        for geoid, n in around.items()
    )
    message = (
        N_("These agreements in neighboring counties: {listed}")
        if finding.view.narrowed
        else N_("Local agreements in neighboring counties: {listed}")
    )
    yield phrases.say(message, listed=listed)


def describe_trend(finding: Finding, phrases: Phrases) -> str:
    """Say how many agreements were in force on the first and on the last day of the trend."""
    trend = finding.trend
    return phrases.say(
        N_("{what}: from {a} on {since} to {b} on {date}"),
        what=name_trend(finding, phrases),
        a=phrases.number(int(trend.iloc[0])),
        b=phrases.number(int(trend.iloc[-1])),
        since=format_date(trend.index[0].date(), phrases.language),
        date=format_date(trend.index[-1].date(), phrases.language),
    )
