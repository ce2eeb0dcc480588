"""What a card says in words, for those who can't see it or print its caption."""

from dataclasses import dataclass

from geo.language import N_, format_date
from geo.program import BITS, CHANGES, MODELS
from geo.share.credits import write_credits, write_link
from geo.share.fills import compute_fills
from geo.share.legend import CHANGE_WORDS, NONE_WORD
from geo.share.phrases import MODEL_WORDS, Phrases
from geo.share.text import write_text
from geo.share.trend import choose_start, compute_trend, select_kind, select_place


@dataclass(frozen=True)
class Description:
    """The alternative text of a card, and its caption with sources and address."""

    alt: str
    caption: str


def describe_card(record, view, base_url=""):
    """Describe a card in words made from the same data, in the view's language."""
    phrases = Phrases(record, view.lang)
    text = write_text(record, view)
    numbers = "; ".join(
        f"{number.value} {number.label}" + (f" ({number.note})" if number.note else "")
        for number in text.numbers
    )
    place = phrases.name_place(view.place) or phrases.say(N_("the United States"))
    sentences = [
        phrases.say(N_("Map of {place}: {deck}"), place=place, deck=text.deck),
        text.headline,
        numbers,
        _count_fills(record, view, phrases),
        _describe_trend(record, view, phrases),
    ]
    alt = " ".join(f"{sentence}." for sentence in sentences if sentence)
    caption = f"{text.headline}. {write_credits(record, view)} 287(g) Atlas"
    return Description(
        alt=alt,
        caption=f"{caption}, {write_link(view, record.bounds, base_url)}" if base_url else caption,
    )


def _count_fills(record, view, phrases):
    """Say how many counties of the place have each colour; nothing for the state level."""
    fills = compute_fills(record, view)
    if fills.by == "state":
        return ""
    state = record.find_state(view.place)
    home = record.counties.set_index("geoid")["state"] == state
    counts = (fills.values[home] if state else fills.values).value_counts()
    names = {word: phrases.say(CHANGE_WORDS[word]) for word in CHANGES}
    if fills.kind == "mixture":
        names = {mixture: _name_mixture(mixture, phrases) for mixture in (*range(1, 8), 0)}
    listed = "; ".join(
        f"{name}: {phrases.number(int(counts[key]))}"
        for key, name in names.items()
        if counts.get(key)
    )
    return phrases.say(N_("Counties by colour: {listed}"), listed=listed)


def _name_mixture(mixture, phrases):
    models = [phrases.say(MODEL_WORDS[model]) for model in MODELS if mixture & BITS[model]]
    return " + ".join(models) or phrases.say(NONE_WORD)


def _describe_trend(record, view, phrases):
    here = select_place(select_kind(record.agreements, view.models, view.reach), view.place)
    trend = compute_trend(here, choose_start(view), max(view.date, view.compare or view.date))
    return phrases.say(
        N_("Agreements in force: {a} on {since}, {b} on {date}"),
        a=phrases.number(int(trend.iloc[0])),
        b=phrases.number(int(trend.iloc[-1])),
        since=format_date(trend.index[0].date(), view.lang),
        date=format_date(trend.index[-1].date(), view.lang),
    )
