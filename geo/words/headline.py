"""The words of a card: its headline, and what its map shows."""

from dataclasses import dataclass
from functools import lru_cache

from geo.finding import Finding
from geo.shading import MEASURE_COLUMNS
from geo.words.agencies import group_agencies
from geo.words.comparison import write_comparison
from geo.words.language import N_, P_, format_date, format_share
from geo.words.names import (
    AGENCIES,
    ANY_REACH,
    LOCAL_REACH,
    NO_AGENCY,
    NOBODY,
    ONE,
    ONE_AGENCY,
    WHO,
    Phrases,
)
from geo.words.numbers import Number, gives_people, write_numbers

# By whether the newest list is shown, which is the present.
HOLD = {
    True: P_(
        "As of {date}, {who} holds {what} with {ice} in {areas}",
        "As of {date}, {who} hold {what} with {ice} in {areas}",
    ),
    False: P_(
        "On {date}, {who} held {what} with {ice} in {areas}",
        "On {date}, {who} held {what} with {ice} in {areas}",
    ),
}
NAMED_HOLD = {
    True: P_(
        "As of {date}, {names} holds {what} with {ice} in {areas}",
        "As of {date}, {names} hold {what} with {ice} in {areas}",
    ),
    False: P_(
        "On {date}, {names} held {what} with {ice} in {areas}",
        "On {date}, {names} held {what} with {ice} in {areas}",
    ),
}
NOBODY_HOLDS = {
    True: N_("As of {date}, {nobody} holds {what} with {ice} in {place}"),
    False: N_("On {date}, {nobody} held {what} with {ice} in {place}"),
}
STATEWIDE_HOLDS = {
    True: P_("{headline}; {statewide} is in force", "{headline}; {statewide} are in force"),
    False: P_("{headline}; {statewide} was in force", "{headline}; {statewide} were in force"),
}
STATES_HOLD = {
    True: P_(
        "As of {date}, {who} in {states} of {all} states and territories holds {what} with {ice}",
        "As of {date}, {who} in {states} of {all} states and territories hold {what} with {ice}",
    ),
    False: P_(
        "On {date}, {who} in {states} of {all} states and territories held {what} with {ice}",
        "On {date}, {who} in {states} of {all} states and territories held {what} with {ice}",
    ),
}
NO_STATE_HOLDS = {
    True: N_("As of {date}, {nobody} holds {what} with {ice}"),
    False: N_("On {date}, {nobody} held {what} with {ice}"),
}
# A headline names up to two agencies of a county where they are no longer than this.
LONGEST_NAMES = 75


@dataclass(frozen=True)
class Text:
    """The words of a card: `headline` a sentence, `deck` what the map shows, `numbers` three."""

    headline: str
    deck: str
    numbers: tuple[Number, ...]


# Picture, description, posts and page say it one after another.
@lru_cache(maxsize=16)
def write_text(finding: Finding) -> Text:
    """Write the words of a card, in the language of its view."""
    view = finding.view
    phrases = Phrases(finding.record, view.lang, view.name)
    if view.compare:
        write = write_comparison
    elif finding.place.is_county:
        write = _write_county
    elif view.by_state and not view.place:
        write = _write_ranking
    else:
        write = _write_finding
    numbers = write_numbers(finding, phrases)
    return Text(write(finding, phrases), _write_deck(finding, phrases), numbers)


def name_trend(finding: Finding, phrases: Phrases) -> str:
    """Name what the trend of a view counts."""
    if finding.view.narrowed and finding.counts_statewide:
        return phrases.say(N_("Such agreements in force"))
    if finding.view.narrowed:
        return phrases.say(N_("These agreements in force"))
    if finding.place.is_county or finding.place.is_region:
        return phrases.say(N_("Local agreements in force"))
    return phrases.say(N_("Agreements in force"))


def write_brief_deck(finding: Finding) -> str:
    """Write what a map of states shows in the fewest words, below a headline that names all else.

    "" for any other map, and where the headline says nothing that the words could refer to.
    """
    view = finding.view
    if finding.fills.kind != "class" or not view.narrowed:
        return ""
    return Phrases(finding.record, view.lang).say(
        {
            "counties": N_("Counties with such agreements, by state"),
            "people": N_("People in counties with such agreements, by state"),
            "agreements": N_("Such agreements in force, by state"),
        }[view.measure]
    )


def _write_deck(finding, phrases):
    view, place = finding.view, finding.place
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
    said = phrases.say(deck, kinds=kinds)
    if not (place.is_county and not view.compare and gives_people(finding)):
        return said
    return phrases.say(
        N_("{deck}; population {people} ({year})"),
        deck=said,
        people=phrases.number(place.people),
        year=finding.find_people_years(place),
    )


def _list_values(finding, phrases):
    """List what most headlines fill in."""
    view = finding.view
    return {
        "date": format_date(view.date, view.lang),
        "what": phrases.name_agreements(view.models),
        "ice": phrases.name_authority(view.date),
        "place": phrases.name_place(view.place),
        "nobody": phrases.say(NOBODY[view.reach]),
    }


def _write_finding(finding, phrases):
    view, totals = finding.view, finding.totals
    values = _list_values(finding, phrases)
    if totals.counties:
        values["areas"] = _name_covered(finding, phrases)
        values["who"] = phrases.say((ONE if totals.local_agencies == 1 else WHO)[view.reach])
        if totals.local == 1:
            values["what"] = phrases.name_one_agreement(view.models)
        return phrases.count(*HOLD[finding.is_newest], totals.local_agencies, **values)
    headline = phrases.say(NOBODY_HOLDS[finding.is_newest], **values)
    if not totals.statewide or totals.local:
        return headline
    statewide = phrases.count_statewide(finding.area.code, totals.statewide)
    return phrases.count(
        *STATEWIDE_HOLDS[finding.is_newest],
        totals.statewide,
        headline=headline,
        statewide=statewide,
    )


def _name_covered(finding, phrases):
    """Say how many counties are covered countywide, and of how many others a part is."""
    totals, area = finding.totals, finding.area
    whole, part = totals.counties_countywide, totals.counties_part
    if area.counties == 1:
        place = phrases.name_place(area.code)
        return place if whole else phrases.say(N_("a part of {place}"), place=place)
    areas = phrases.name_areas(area.code, whole or part, area.counties)
    if not whole:
        return phrases.say(N_("part of {areas}"), areas=areas)
    if not part:
        return areas
    return phrases.say(N_("{areas} and in part of {n} more"), areas=areas, n=phrases.number(part))


def _write_ranking(finding, phrases):
    """Say how many states have agreements, and which has most of what the map shows."""
    view, states, counted = finding.view, finding.later.states, finding.counted
    agencies = counted["agency_id"].nunique()
    if finding.counts_statewide:
        who, nobody = ONE_AGENCY if agencies == 1 else AGENCIES, NO_AGENCY
        remark = phrases.say(ANY_REACH[view.reach]) if view.reach != "all" else ""
    else:
        who, nobody = (ONE if agencies == 1 else WHO)[view.reach], NOBODY[view.reach]
        remark = ""
    name = phrases.name_one_agreement if len(counted) == 1 else phrases.name_agreements
    values = _list_values(finding, phrases) | {
        "what": name(view.models, remark=remark),
        "who": phrases.say(who),
        "nobody": phrases.say(nobody),
    }
    if not agencies:
        return phrases.say(NO_STATE_HOLDS[finding.is_newest], **values)
    holding = counted["state"].nunique()
    headline = phrases.count(
        *STATES_HOLD[finding.is_newest],
        agencies,
        states=phrases.number(holding),
        all=len(states),
        **values,
    )
    measured = states[MEASURE_COLUMNS[view.measure]]
    leaders = measured[measured == measured.max()]
    if len(leaders) > 1 or holding == 1 or not leaders.iloc[0] > 0:
        return headline
    if view.measure == "agreements":
        message, value = N_("the most: {state}, {value}"), phrases.number(int(leaders.iloc[0]))
    else:
        message = N_("the largest share: {state}, {value}")
        value = format_share(leaders.iloc[0], view.lang)
    state = phrases.name_state(leaders.index[0], in_sentence=False)
    return f"{headline}; {phrases.say(message, state=state, value=value)}"


def _write_county(finding, phrases):
    """Say which agencies hold agreements in a county, or how many do."""
    view, here = finding.view, finding.here[1]
    values = _list_values(finding, phrases)
    if here.empty:
        return phrases.say(NOBODY_HOLDS[finding.is_newest], **values)
    name = phrases.name_one_agreement if len(here) == 1 else phrases.name_agreements
    remark = phrases.say(LOCAL_REACH[view.reach]) if view.reach != "all" else ""
    values["what"] = name(view.models, remark=remark)
    values["areas"] = values["place"]
    if (here["reach"] == "part").all():
        values["areas"] = phrases.say(N_("a part of {place}"), place=values["place"])
    names = [agency.name for agency in group_agencies(here)]
    if len(names) <= 2 and sum(map(len, names)) <= LONGEST_NAMES:
        values["names"] = phrases.join(names)
        return phrases.count(*NAMED_HOLD[finding.is_newest], len(names), **values)
    who = phrases.count("{n} local agency", "{n} local agencies", len(names))
    return phrases.count(*HOLD[finding.is_newest], len(names), who=who, **values)
