"""What a card says in words, for those who can't see it or print its caption."""

from dataclasses import dataclass

from geo.cards.legend import name_values
from geo.shading import compute_fills
from geo.trend import (
    choose_start,
    choose_trend_title,
    compute_trend,
    select_kind,
    select_place,
)
from geo.words.credits import write_credits, write_link
from geo.words.headline import write_text
from geo.words.language import N_, format_date
from geo.words.names import Phrases


@dataclass(frozen=True)
class Description:
    """The alternative text of a card, and its caption with sources and address."""

    alt: str
    caption: str


def describe_card(record, view, base_url=""):
    """Describe a card in words made from the same data, in the view's language."""
    view = view.settle()
    phrases = Phrases(record, view.lang)
    text = write_text(record, view)
    numbers = "; ".join(
        f"{number.value} {number.label}" + (f" ({number.note})" if number.note else "")
        for number in text.numbers
    )
    fills = compute_fills(record, view)
    place = phrases.name_place("" if fills.by == "state" else view.place)
    sentences = [
        phrases.say(N_("Map of {place}: {deck}"), place=place, deck=text.deck),
        text.headline,
        numbers,
        _count_fills(record, view, fills, phrases),
        _describe_trend(record, view, phrases),
    ]
    alt = " ".join(_close(sentence) for sentence in sentences)
    caption = f"{_close(text.headline)} {write_credits(record, view)} 287(g) Atlas"
    return Description(
        alt=alt,
        caption=f"{caption}, {write_link(view, record.bounds, base_url)}" if base_url else caption,
    )


def _close(sentence):
    """End a sentence with a full stop, unless an abbreviation has done so."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def _count_fills(record, view, fills, phrases):
    """Say how many counties of the place, or how many states, have each colour."""
    values, state = fills.values, record.find_state(view.place)
    if state and fills.by == "county":
        values = values[record.county_names["state"] == state]
    counts = values.value_counts()
    listed = "; ".join(
        f"{name}: {phrases.number(int(counts[value]))}"
        for value, name in name_values(fills.kind, view, phrases).items()
        if counts.get(value)
    )
    if fills.by == "state":
        return phrases.say(N_("Number of states by colour: {listed}"), listed=listed)
    return phrases.say(
        N_("Number of {areas} in {place} by colour: {listed}"),
        areas=phrases.name_area_kind(state, 2),
        place=phrases.name_place(state),
        listed=listed,
    )


def _describe_trend(record, view, phrases):
    here = select_place(select_kind(record.agreements, view.models, view.reach), view.place)
    trend = compute_trend(here, choose_start(view), max(view.date, view.compare or view.date))
    return phrases.say(
        N_("{what}: {a} on {since}, {b} on {date}"),
        what=phrases.say(choose_trend_title(view)),
        a=phrases.number(int(trend.iloc[0])),
        b=phrases.number(int(trend.iloc[-1])),
        since=format_date(trend.index[0].date(), view.lang),
        date=format_date(trend.index[-1].date(), view.lang),
    )
