"""The words of a card, made from the data."""

from dataclasses import dataclass
from functools import partial

from geo.coverage import (
    compute_changes,
    compute_state_coverage,
    select_agreements,
    summarize_coverage,
)
from geo.shading import MEASURE_COLUMNS
from geo.trend import select_place
from geo.words.language import N_, format_date, format_share
from geo.words.names import ANY_REACH, AREAS, LOCAL_REACH, NOBODY, ONE, WHO, Phrases


@dataclass(frozen=True)
class Number:
    """A figure of a card: the value, what it counts, and a remark (or blank)."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Text:
    """The words of a card: `headline` a sentence, `deck` what the map shows, `numbers` three."""

    headline: str
    deck: str
    numbers: tuple[Number, ...]


def write_text(record, view):
    """Write the words of a card of a view: a `Text`."""
    phrases = Phrases(record, view.lang)
    if view.compare:
        write = _write_comparison
    elif len(view.place) == 5:
        write = _write_county
    elif view.level == "state" and not view.place:
        write = _write_ranking
    else:
        write = _write_finding
    headline, numbers = write(record, view, phrases)
    return Text(headline, _write_deck(view, phrases), numbers)


def _write_deck(view, phrases):
    kinds = f" ({phrases.say(LOCAL_REACH[view.reach])})" if view.reach != "all" else ""
    if view.compare:
        deck = N_("What became of local agreements{kinds}, by county")
    elif view.level == "state":
        deck = {
            "counties": N_("Share of counties with local agreements{kinds}, by state"),
            "people": N_("Share of people in counties with local agreements{kinds}, by state"),
            "agreements": N_("Number of agreements{kinds} in force, by state"),
        }[view.measure]
        if view.measure == "agreements" and kinds:
            kinds = f" ({phrases.say(ANY_REACH[view.reach])})"
    else:
        deck = N_("Local agreements{kinds} in force, by county and program model")
    return phrases.say(deck, kinds=kinds)


def count_totals(record, view, on):
    """Count what is in force on a date in the view's state, or the country: `Totals`."""
    state = record.find_state(view.place)
    counties = record.counties
    return summarize_coverage(
        select_place(record.agreements, state),
        counties[counties["state"] == state] if state else counties,
        record.population,
        on,
        view.models,
        view.reach,
    )


def count_areas(record, place):
    """Count the counties of a state, or of the country."""
    state = record.find_state(place)
    return int((record.counties["state"] == state).sum()) if state else len(record.counties)


def count_people(record, place):
    """Count the people of a county, of a state, or of the country."""
    if len(place) == 5:
        return int(record.population.get(place, 0))
    counties = record.counties
    here = counties["geoid"][counties["state"] == place] if place else counties["geoid"]
    return int(record.population.reindex(here).sum())


def _write_finding(record, view, phrases):
    totals = count_totals(record, view, view.date)
    everything = count_areas(record, view.place)
    numbers = _write_numbers(record, view, phrases, totals)
    values = {
        "date": format_date(view.date, view.lang),
        "what": phrases.name_agreements(view.models),
        "nobody": phrases.say(NOBODY[view.reach]),
        "place": phrases.name_place(view.place),
    }
    if totals.counties:
        areas = phrases.name_areas(view.place, totals.counties, everything)
        values["areas"] = values["place"] if everything == 1 else areas
        values["who"] = phrases.say((ONE if totals.local_agencies == 1 else WHO)[view.reach])
        if totals.local == 1:
            values["what"] = phrases.name_one_agreement(view.models)
        headline = phrases.count(
            "On {date}, {who} held {what} with ICE in {areas}",
            "On {date}, {who} held {what} with ICE in {areas}",
            totals.local_agencies,
            **values,
        )
    elif totals.statewide and not totals.local:
        headline = phrases.count(
            "On {date}, {nobody} held {what} with ICE in {place}; "
            "{n} statewide agreement was in force",
            "On {date}, {nobody} held {what} with ICE in {place}; "
            "{n} statewide agreements were in force",
            totals.statewide,
            **values,
        )
    else:
        headline = phrases.say(N_("On {date}, {nobody} held {what} with ICE in {place}"), **values)
    return headline, numbers


def _write_ranking(record, view, phrases):
    """Say how many states have agreements, and which has most of what the map shows."""
    totals = count_totals(record, view, view.date)
    states = compute_state_coverage(
        record.agreements, record.counties, record.population, view.date, view.models, view.reach
    )
    numbers = _write_numbers(record, view, phrases, totals)
    remark = phrases.say(ANY_REACH[view.reach]) if view.reach != "all" else ""
    name = phrases.name_one_agreement if totals.agreements == 1 else phrases.name_agreements
    values = {
        "date": format_date(view.date, view.lang),
        "what": name(view.models, remark=remark),
    }
    if not totals.agreements:
        return phrases.say(N_("On {date}, no agency held {what} with ICE"), **values), numbers
    finding = phrases.count(
        "On {date}, one agency in {states} of {all} states and territories held {what} with ICE",
        "On {date}, agencies in {states} of {all} states and territories held {what} with ICE",
        totals.agencies,
        states=phrases.number(totals.states),
        all=len(states),
        **values,
    )
    values = states[MEASURE_COLUMNS[view.measure]]
    leaders = values[values == values.max()]
    if len(leaders) > 1 or totals.states == 1 or not leaders.iloc[0] > 0:
        return finding, numbers
    if view.measure == "agreements":
        message, value = N_("the most: {state}, {value}"), phrases.number(int(leaders.iloc[0]))
    else:
        message = N_("the largest share: {state}, {value}")
        value = format_share(leaders.iloc[0], view.lang)
    state = phrases.name_state(leaders.index[0], in_sentence=False)
    most = phrases.say(message, state=state, value=value)
    return f"{finding}; {most}", numbers


def _write_numbers(record, view, phrases, totals):
    agreements = Number(
        phrases.number(totals.agreements),
        _name_in_force(view, phrases, totals.agreements),
        ", ".join(
            (
                phrases.count("{n} local", "{n} local", totals.local),
                phrases.count("{n} statewide", "{n} statewide", totals.statewide),
            )
        )
        if totals.agreements
        else "",
    )
    agencies = Number(
        phrases.number(totals.agencies),
        phrases.count("agency", "agencies", totals.agencies),
        phrases.count("in {n} state or territory", "in {n} states and territories", totals.states)
        if not view.place
        else "",
    )
    if not totals.counties:
        place = phrases.name_place(view.place)
        everyone = phrases.number(count_people(record, view.place))
        return (
            agreements,
            agencies,
            Number(everyone, phrases.say(N_("people live in {place}"), place=place)),
        )
    people = Number(
        format_share(totals.people, view.lang),
        phrases.say(_choose_people_label(record, view)),
        phrases.say(
            N_("{share} with countywide ones"),
            share=format_share(totals.people_countywide, view.lang),
        )
        if view.reach == "all"
        else "",
    )
    return agreements, agencies, people


def _name_in_force(view, phrases, n):
    """Name what is counted as in force: local agreements in a county, else all of them."""
    if view.narrowed:
        return phrases.count("of these agreements in force", "of these agreements in force", n)
    if len(view.place) == 5:
        return phrases.count("local agreement in force", "local agreements in force", n)
    return phrases.count("agreement in force", "agreements in force", n)


def _choose_people_label(record, view):
    """Choose words that fit what the headline counts: states, parishes or counties."""
    if view.level == "state" and not view.place:
        if view.narrowed:
            return N_("of people live in a county with such agreements")
        return N_("of people live in a county with local agreements")
    if record.find_state(view.place) in AREAS:
        return N_("of people live in these areas")
    return N_("of people live in these counties")


def _write_county(record, view, phrases):
    here = select_place(record.agreements, view.place)
    here = select_agreements(here, view.date, view.models, view.reach)
    values = {
        "date": format_date(view.date, view.lang),
        "place": phrases.name_place(view.place),
    }
    if len(here):
        headline = phrases.count(
            "On {date}, {n} {what} with ICE was in force in {place}",
            "On {date}, {n} {what} with ICE were in force in {place}",
            len(here),
            what=phrases.name_local_agreements(view.models, view.reach, len(here)),
            **values,
        )
    else:
        headline = phrases.say(
            N_("On {date}, {nobody} held {what} with ICE in {place}"),
            what=phrases.name_agreements(view.models),
            nobody=phrases.say(NOBODY[view.reach]),
            **values,
        )
    agencies = here["agency_id"].nunique()
    return headline, (
        Number(
            phrases.number(len(here)),
            _name_in_force(view, phrases, len(here)),
            phrases.count("{n} agency", "{n} agencies", agencies) if agencies else "",
        ),
        _count_statewide(record, view, phrases, view.date),
        Number(
            phrases.number(count_people(record, view.place)),
            phrases.say(N_("people live here")),
        ),
    )


def _count_statewide(record, view, phrases, on):
    statewide = count_totals(record, view, on).statewide
    label = phrases.count(
        "statewide agreement{kinds} in {state}",
        "statewide agreements{kinds} in {state}",
        statewide,
        kinds=phrases.name_kinds(view.models),
        state=phrases.name_state(record.find_state(view.place)),
    )
    return Number(phrases.number(statewide), label)


def _write_comparison(record, view, phrases):
    since, on = sorted((view.compare, view.date))
    filters = {"models": view.models, "reach": view.reach}
    values = {
        "since": format_date(since, view.lang),
        "date": format_date(on, view.lang),
        "place": phrases.name_place(view.place),
    }
    if len(view.place) == 5:
        here = select_place(record.agreements, view.place)
        before, after = (len(select_agreements(here, day, **filters)) for day in (since, on))
        messages = {
            1: N_("Between {since} and {date}, {what} with ICE in {place} rose from {a} to {b}"),
            -1: N_("Between {since} and {date}, {what} with ICE in {place} fell from {a} to {b}"),
            0: N_("On {since} and on {date}, {place} had the same number of {what} with ICE: {b}"),
        }
        numbers = (
            _count_on(view, phrases, before, since),
            _count_on(view, phrases, after, on),
            _count_statewide(record, view, phrases, on),
        )
    else:
        before, after = (count_totals(record, view, day).counties for day in (since, on))
        messages = {
            1: N_(
                "Between {since} and {date}, {areas} in {place} with {what} rose from {a} to {b}"
            ),
            -1: N_(
                "Between {since} and {date}, {areas} in {place} with {what} fell from {a} to {b}"
            ),
            0: N_(
                "On {since} and on {date}, the same number of {areas} in {place} had {what}: {b}"
            ),
        }
        numbers = _count_changes(record, view, phrases, since, on)
    if before or after:
        headline = phrases.say(
            messages[(after > before) - (after < before)],
            what=phrases.name_local_agreements(view.models, view.reach),
            areas=phrases.name_area_kind(view.place, 2),
            a=phrases.number(before),
            b=phrases.number(after),
            **values,
        )
    else:
        headline = phrases.say(
            N_("On {since} and on {date}, {nobody} held {what} with ICE in {place}"),
            what=phrases.name_agreements(view.models),
            nobody=phrases.say(NOBODY[view.reach]),
            **values,
        )
    return headline, numbers


def _count_on(view, phrases, n, on):
    date = format_date(on, view.lang)
    label = (
        phrases.count("of these on {date}", "of these on {date}", n, date=date)
        if view.narrowed
        else phrases.count("local agreement on {date}", "local agreements on {date}", n, date=date)
    )
    return Number(phrases.number(n), label)


def _count_changes(record, view, phrases, since, on):
    """Count the counties of a state, or of the country, by what became of them: three numbers."""
    changes = compute_changes(
        record.agreements, record.counties, since, on, models=view.models, reach=view.reach
    )
    if view.place:
        changes = changes[changes["state"] == view.place]
    counts = changes["change"].value_counts()
    name = partial(phrases.name_area_kind, view.place)
    gained, lost, changed = (int(counts.get(kind, 0)) for kind in ("gained", "lost", "changed"))
    texts = (
        phrases.count(
            "{areas} gained agreements", "{areas} gained agreements", gained, areas=name(gained)
        ),
        phrases.count("{areas} lost theirs", "{areas} lost theirs", lost, areas=name(lost)),
        phrases.count(
            "{areas} changed model", "{areas} changed model", changed, areas=name(changed)
        ),
    )
    return tuple(map(Number, map(phrases.number, (gained, lost, changed)), texts))
