"""The words of a card: its headline, and what its map shows."""

from dataclasses import dataclass

from geo.finding import Finding
from geo.shading import MEASURE_COLUMNS
from geo.words.language import N_, format_date, format_share
from geo.words.names import ANY_REACH, LOCAL_REACH, NOBODY, ONE, WHO, Phrases
from geo.words.numbers import Number, write_numbers


@dataclass(frozen=True)
class Text:
    """The words of a card: `headline` a sentence, `deck` what the map shows, `numbers` three."""

    headline: str
    deck: str
    numbers: tuple[Number, ...]


def write_text(finding: Finding) -> Text:
    """Write the words of a card, in the language of its view."""
    view = finding.view
    phrases = Phrases(finding.record, view.lang)
    if view.compare:
        write = _write_comparison
    elif finding.place.is_county:
        write = _write_county
    elif view.level == "state" and not view.place:
        write = _write_ranking
    else:
        write = _write_finding
    numbers = write_numbers(finding, phrases)
    return Text(write(finding, phrases), _write_deck(view, phrases), numbers)


def name_trend(finding: Finding, phrases: Phrases) -> str:
    """Name what the trend of a view counts."""
    if finding.view.narrowed:
        return phrases.say(N_("These agreements in force"))
    if finding.place.is_county:
        return phrases.say(N_("Local agreements in force"))
    return phrases.say(N_("Agreements in force"))


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


def _write_finding(finding, phrases):
    view, totals = finding.view, finding.totals
    values = {
        "date": format_date(view.date, view.lang),
        "what": phrases.name_agreements(view.models),
        "nobody": phrases.say(NOBODY[view.reach]),
        "place": phrases.name_place(view.place),
    }
    if totals.counties:
        values["areas"] = _name_covered(finding, phrases)
        values["who"] = phrases.say((ONE if totals.local_agencies == 1 else WHO)[view.reach])
        if totals.local == 1:
            values["what"] = phrases.name_one_agreement(view.models)
        return phrases.count(
            "On {date}, {who} held {what} with ICE in {areas}",
            "On {date}, {who} held {what} with ICE in {areas}",
            totals.local_agencies,
            **values,
        )
    if totals.statewide and not totals.local:
        return phrases.count(
            "On {date}, {nobody} held {what} with ICE in {place}; "
            "{n} statewide agreement was in force",
            "On {date}, {nobody} held {what} with ICE in {place}; "
            "{n} statewide agreements were in force",
            totals.statewide,
            **values,
        )
    return phrases.say(N_("On {date}, {nobody} held {what} with ICE in {place}"), **values)


def _name_covered(finding, phrases):
    """Say how many counties are covered countywide, and of how many others a part is."""
    totals, everything, place = finding.totals, finding.area.counties, finding.view.place

    def name(n):
        if everything == 1:
            return phrases.name_place(place)
        return phrases.name_areas(place, n, everything)

    if finding.view.reach != "all" or not totals.counties_part:
        return name(totals.counties)
    if not totals.counties_countywide:
        return phrases.say(N_("part of {areas}"), areas=name(totals.counties_part))
    return phrases.say(
        N_("{areas} and in part of {n} more"),
        areas=name(totals.counties_countywide),
        n=phrases.number(totals.counties_part),
    )


def _write_ranking(finding, phrases):
    """Say how many states have agreements, and which has most of what the map shows."""
    view, totals, states = finding.view, finding.totals, finding.later.states
    remark = phrases.say(ANY_REACH[view.reach]) if view.reach != "all" else ""
    name = phrases.name_one_agreement if totals.agreements == 1 else phrases.name_agreements
    values = {
        "date": format_date(view.date, view.lang),
        "what": name(view.models, remark=remark),
    }
    if not totals.agreements:
        return phrases.say(N_("On {date}, no agency held {what} with ICE"), **values)
    headline = phrases.count(
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
        return headline
    if view.measure == "agreements":
        message, value = N_("the most: {state}, {value}"), phrases.number(int(leaders.iloc[0]))
    else:
        message = N_("the largest share: {state}, {value}")
        value = format_share(leaders.iloc[0], view.lang)
    state = phrases.name_state(leaders.index[0], in_sentence=False)
    most = phrases.say(message, state=state, value=value)
    return f"{headline}; {most}"


def _write_county(finding, phrases):
    view, number = finding.view, len(finding.here[1])
    values = {
        "date": format_date(view.date, view.lang),
        "place": phrases.name_place(view.place),
    }
    if number:
        only_part = bool((finding.here[1]["reach"] == "part").all())
        reach = "part" if only_part else view.reach
        return phrases.count(
            "On {date}, {n} {what} with ICE was in force in {place}",
            "On {date}, {n} {what} with ICE were in force in {place}",
            number,
            what=phrases.name_local_agreements(view.models, reach, number),
            **values,
        )
    return phrases.say(
        N_("On {date}, {nobody} held {what} with ICE in {place}"),
        what=phrases.name_agreements(view.models),
        nobody=phrases.say(NOBODY[view.reach]),
        **values,
    )


def _write_comparison(finding, phrases):
    view = finding.view
    since, on = view.dates
    values = {
        "since": format_date(since, view.lang),
        "date": format_date(on, view.lang),
        "place": phrases.name_place(view.place),
    }
    if finding.place.is_county:
        before, after = map(len, finding.here)
        messages = {
            1: N_("Between {since} and {date}, {what} with ICE in {place} rose from {a} to {b}"),
            -1: N_("Between {since} and {date}, {what} with ICE in {place} fell from {a} to {b}"),
            0: N_("On {since} and on {date}, {place} had the same number of {what} with ICE: {b}"),
        }
    else:
        before, after = finding.earlier_totals.counties, finding.totals.counties
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
    if before or after:
        return phrases.say(
            messages[(after > before) - (after < before)],
            what=phrases.name_local_agreements(view.models, view.reach),
            areas=phrases.name_area_kind(view.place, 2),
            a=phrases.number(before),
            b=phrases.number(after),
            **values,
        )
    return phrases.say(
        N_("On {since} and on {date}, {nobody} held {what} with ICE in {place}"),
        what=phrases.name_agreements(view.models),
        nobody=phrases.say(NOBODY[view.reach]),
        **values,
    )
