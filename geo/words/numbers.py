"""The three numbers of a card, each with what it counts."""

from dataclasses import dataclass
from functools import partial

from geo.finding import Finding
from geo.words.language import N_, format_date, format_share
from geo.words.names import AREAS, Phrases

# What counties are covered by, and the share of people who live in them.
COVERED = {
    "countywide": N_("{areas} with a countywide agency: {share} of people"),
    "part": N_("{areas} covered in part only: {share} of people"),
}


@dataclass(frozen=True)
class Number:
    """A figure of a card: the value, what it counts, and a remark (or blank)."""

    value: str
    label: str
    note: str = ""


def write_numbers(finding: Finding, phrases: Phrases) -> tuple[Number, ...]:
    """Write the numbers that go with what a view shows."""
    if finding.view.compare:
        count = _count_dates if finding.place.is_county else _count_changes
    else:
        count = _count_area if finding.view.by_state else _count_covered
        count = _count_county if finding.place.is_county else count
    return count(finding, phrases)


def _count_covered(finding, phrases):
    """Count the counties of the country or a state by what covers them, with their people."""
    view, totals = finding.view, finding.totals
    if not totals.counties:
        return _count_area(finding, phrases)
    counted = {
        "countywide": (totals.counties_countywide, totals.people_countywide),
        "part": (totals.counties_part, totals.people_part),
    }
    covered = [
        Number(
            phrases.number(n),
            phrases.say(
                COVERED[reach],
                areas=phrases.name_area_kind(finding.area.code, n),
                share=format_share(share, view.lang),
            ),
        )
        for reach, (n, share) in counted.items()
        if view.reach in ("all", reach)
    ]
    agencies = [] if view.reach == "all" else [_count_agencies(finding, phrases)]
    return (*covered, *agencies, _count_agreements(finding, phrases))


def _count_agreements(finding, phrases):
    totals = finding.totals
    local = phrases.count("{n} local", "{n} local", totals.local)
    statewide = phrases.count("{n} statewide", "{n} statewide", totals.statewide)
    return Number(
        phrases.number(totals.agreements),
        _name_in_force(finding, phrases, totals.agreements),
        f"{local}, {statewide}" if totals.agreements else "",
    )


def _count_agencies(finding, phrases):
    totals = finding.totals
    return Number(
        phrases.number(totals.agencies),
        phrases.count("agency", "agencies", totals.agencies),
        phrases.count("in {n} state or territory", "in {n} states and territories", totals.states)
        if not finding.view.place
        else "",
    )


def _count_area(finding, phrases):
    """Count what is in force in the country or a state: agreements, agencies, people."""
    view, totals = finding.view, finding.totals
    agreements, agencies = _count_agreements(finding, phrases), _count_agencies(finding, phrases)
    if not totals.counties:
        place = phrases.name_place(view.place)
        everyone = phrases.number(finding.place.people)
        return (
            agreements,
            agencies,
            Number(everyone, phrases.say(N_("people live in {place}"), place=place)),
        )
    people = Number(
        format_share(totals.people, view.lang),
        phrases.say(_choose_people_label(finding)),
        phrases.say(
            N_("{share} with countywide ones"),
            share=format_share(totals.people_countywide, view.lang),
        )
        if view.reach == "all"
        else "",
    )
    return agreements, agencies, people


def _name_in_force(finding, phrases, n):
    """Name what is counted as in force: local agreements in a county, else all of them."""
    if finding.view.narrowed:
        return phrases.count("of these agreements in force", "of these agreements in force", n)
    if finding.place.is_county:
        return phrases.count("local agreement in force", "local agreements in force", n)
    return phrases.count("agreement in force", "agreements in force", n)


def _choose_people_label(finding):
    """Choose words that fit what the headline counts: states, parishes or counties."""
    if finding.view.level == "state" and not finding.place.code:
        if finding.view.narrowed:
            return N_("of people live in a county with such agreements")
        return N_("of people live in a county with local agreements")
    if finding.area.code in AREAS:
        return N_("of people live in these areas")
    return N_("of people live in these counties")


def _count_statewide(finding, phrases):
    statewide = finding.totals.statewide
    label = phrases.count(
        "statewide agreement{kinds} in {state}",
        "statewide agreements{kinds} in {state}",
        statewide,
        kinds=phrases.name_kinds(finding.view.models),
        state=phrases.name_state(finding.area.code),
    )
    return Number(phrases.number(statewide), label)


def _count_county(finding, phrases):
    """Count what is in force in a county: its agreements, the state's, people."""
    here = finding.here[1]
    agencies = here["agency_id"].nunique()
    return (
        Number(
            phrases.number(len(here)),
            _name_in_force(finding, phrases, len(here)),
            phrases.count("{n} agency", "{n} agencies", agencies) if agencies else "",
        ),
        _count_statewide(finding, phrases),
        Number(phrases.number(finding.place.people), phrases.say(N_("people live here"))),
    )


def _count_dates(finding, phrases):
    """Count what was and what is in force in a county."""
    numbers = [
        _count_on(finding.view, phrases, len(here), day)
        for here, day in zip(finding.here, finding.view.dates, strict=True)
    ]
    return (*numbers, _count_statewide(finding, phrases))


def _count_on(view, phrases, n, on):
    date = format_date(on, view.lang)
    label = (
        phrases.count("of these on {date}", "of these on {date}", n, date=date)
        if view.narrowed
        else phrases.count("local agreement on {date}", "local agreements on {date}", n, date=date)
    )
    return Number(phrases.number(n), label)


def _count_changes(finding, phrases):
    """Count the counties of a state, or of the country, by what became of them: three numbers."""
    counts = finding.changes.value_counts()
    name = partial(phrases.name_area_kind, finding.area.code)
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
