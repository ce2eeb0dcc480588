"""The words of a card, made from the data."""

from dataclasses import dataclass

from geo.coverage import (
    compute_changes,
    compute_state_coverage,
    select_agreements,
    summarize_coverage,
)
from geo.language import N_, format_date, format_share
from geo.share.fills import MEASURE_COLUMNS
from geo.share.phrases import AREAS, NOBODY, WHO, Phrases
from geo.share.trend import select_place


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
        return _write_comparison(record, view, phrases)
    if len(view.place) == 5:
        return _write_county(record, view, phrases)
    deck = {
        "state": {
            "counties": N_("Share of counties with local agreements, by state"),
            "people": N_("Share of people living in a county with local agreements, by state"),
            "agreements": N_("Number of agreements in force, by state"),
        }[view.measure],
        "county": N_("Local agreements in force, by county and program model"),
    }[view.level]
    totals = count_totals(record, view, view.date)
    write_headline = _write_ranking if view.level == "state" and not view.place else _write_finding
    return Text(
        headline=write_headline(record, view, phrases, totals),
        deck=phrases.say(deck),
        numbers=_write_numbers(record, view, phrases, totals),
    )


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


def _write_finding(record, view, phrases, totals):
    everything = count_areas(record, view.place)
    values = {
        "date": format_date(view.date, view.lang),
        "what": phrases.name_agreements(view.models),
        "who": phrases.say((WHO if totals.counties else NOBODY)[view.reach]),
        "place": phrases.name_place(view.place) or phrases.say(N_("the United States")),
    }
    if not totals.local and totals.statewide:
        return phrases.count(
            "On {date}, {who} held {what} with ICE in {place}; "
            "{n} statewide agreement was in force",
            "On {date}, {who} held {what} with ICE in {place}; "
            "{n} statewide agreements were in force",
            totals.statewide,
            **values,
        )
    if not totals.counties or everything == 1:
        return phrases.say(N_("On {date}, {who} held {what} with ICE in {place}"), **values)
    areas = phrases.name_areas(view.place, totals.counties, everything)
    return phrases.say(
        N_("On {date}, {who} held {what} with ICE in {areas}"), areas=areas, **values
    )


def _write_ranking(record, view, phrases, totals):
    """Say how many states have agreements, and which has most of what the map shows."""
    states = compute_state_coverage(
        record.agreements, record.counties, record.population, view.date, view.models, view.reach
    )
    values = states[MEASURE_COLUMNS[view.measure]]
    finding = phrases.count(
        "On {date}, agencies in {n} of {all} states and territories held {what} with ICE",
        "On {date}, agencies in {n} of {all} states and territories held {what} with ICE",
        totals.states,
        date=format_date(view.date, view.lang),
        all=len(states),
        what=phrases.name_agreements(view.models),
    )
    leaders = values[values == values.max()]
    if len(leaders) > 1 or not totals.agreements:
        return finding
    most = phrases.say(
        {
            "counties": N_("the largest share of counties was in {state}: {value}"),
            "people": N_("the largest share of people was in {state}: {value}"),
            "agreements": N_("the most were in {state}: {value}"),
        }[view.measure],
        state=phrases.name_state(leaders.index[0]),
        value=phrases.number(int(leaders.iloc[0]))
        if view.measure == "agreements"
        else format_share(leaders.iloc[0], view.lang),
    )
    return f"{finding}; {most}"


def _write_numbers(record, view, phrases, totals):
    agreements = Number(
        phrases.number(totals.agreements),
        phrases.count("agreement in force", "agreements in force", totals.agreements),
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
        place = phrases.name_place(view.place) or phrases.say(N_("the United States"))
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


def _choose_people_label(record, view):
    """Choose words that fit what the headline counts: states, parishes or counties."""
    if view.level == "state" and not view.place:
        return N_("of people live in a county with local agreements")
    if record.find_state(view.place) in AREAS:
        return N_("of people live in these areas")
    return N_("of people live in these counties")


def _write_county(record, view, phrases):
    here = select_place(record.agreements, view.place)
    here = select_agreements(here, view.date, view.models, view.reach)
    state = record.find_state(view.place)
    totals = count_totals(record, view, view.date)
    values = {
        "date": format_date(view.date, view.lang),
        "what": phrases.name_agreements(view.models),
        "place": phrases.name_place(view.place),
        "who": phrases.say(NOBODY[view.reach]),
        "agencies": phrases.count("{n} agency", "{n} agencies", here["agency_id"].nunique()),
    }
    if len(here):
        headline = phrases.count(
            "On {date}, {n} local 287(g) agreement with ICE was in force in {place}",
            "On {date}, {n} local 287(g) agreements with ICE were in force in {place}",
            len(here),
            **values,
        )
    else:
        headline = phrases.say(N_("On {date}, {who} held {what} with ICE in {place}"), **values)
    numbers = (
        Number(
            phrases.number(len(here)),
            phrases.count("local agreement in force", "local agreements in force", len(here)),
            values["agencies"],
        ),
        Number(
            phrases.number(totals.statewide),
            phrases.count(
                "statewide agreement in {state}",
                "statewide agreements in {state}",
                totals.statewide,
                state=phrases.name_state(state),
            ),
        ),
        Number(
            phrases.number(count_people(record, view.place)),
            phrases.say(N_("people live in the county")),
        ),
    )
    deck = phrases.say(N_("Local agreements in force, by county and program model"))
    return Text(headline, deck, numbers)


def _write_comparison(record, view, phrases):
    since, on = sorted((view.compare, view.date))
    state = record.find_state(view.place)
    filters = {"models": view.models, "reach": view.reach}
    values = {
        "since": format_date(since, view.lang),
        "date": format_date(on, view.lang),
        "what": phrases.name_agreements(view.models),
    }
    if len(view.place) == 5:
        here = select_place(record.agreements, view.place)
        before, after = (len(select_agreements(here, day, **filters)) for day in (since, on))
        values["place"] = phrases.name_place(view.place)
        messages = {
            1: N_(
                "Between {since} and {date}, local {what} with ICE in {place} rose from {a} to {b}"
            ),
            -1: N_(
                "Between {since} and {date}, local {what} with ICE in {place} fell from {a} to {b}"
            ),
            0: N_(
                "On {since} and on {date}, {place} had the same number of local {what} "
                "with ICE: {b}"
            ),
        }
    else:
        before, after = (count_totals(record, view, day).counties for day in (since, on))
        values["place"] = phrases.name_place(view.place) or phrases.say(N_("the United States"))
        messages = {
            1: N_(
                "Between {since} and {date}, counties in {place} with local {what} "
                "rose from {a} to {b}"
            ),
            -1: N_(
                "Between {since} and {date}, counties in {place} with local {what} "
                "fell from {a} to {b}"
            ),
            0: N_(
                "On {since} and on {date}, the same number of counties in {place} "
                "had local {what}: {b}"
            ),
        }
    values["who"] = phrases.say(NOBODY[view.reach])
    nothing = N_("On {since} and on {date}, {who} held {what} with ICE in {place}")
    if not before and not after:
        messages[0] = nothing
    direction = (after > before) - (after < before)
    numbers = phrases.number(before), phrases.number(after)
    changes = compute_changes(record.agreements, record.counties, since, on, **filters)
    if state:
        changes = changes[changes["state"] == state]
    counts = changes["change"].value_counts()
    gained, lost, changed = (int(counts.get(kind, 0)) for kind in ("gained", "lost", "changed"))
    return Text(
        headline=phrases.say(messages[direction], a=numbers[0], b=numbers[1], **values),
        deck=phrases.say(N_("Counties by what became of their local agreements")),
        numbers=(
            Number(
                phrases.number(gained), phrases.count("county gained", "counties gained", gained)
            ),
            Number(phrases.number(lost), phrases.count("county lost", "counties lost", lost)),
            Number(
                phrases.number(changed),
                phrases.count("county changed model", "counties changed model", changed),
            ),
        ),
    )
