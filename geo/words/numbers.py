"""The three numbers of a card, each with what it counts."""

import datetime
from dataclasses import dataclass
from functools import partial

from geo.finding import Finding
from geo.words.language import N_, format_date, format_share
from geo.words.names import Phrases

# The population held is of about 2021: before it would say nothing of the time.
PEOPLE_SINCE = datetime.date(2015, 1, 1)
# What counties are covered by, and the share of people who live in them; the year where needed.
COVERED = {
    "countywide": N_("{areas} with a countywide agency: {share} of people{year}"),
    "part": N_("{areas} covered in part only: {share} of people{year}"),
}
# In a legend, between a number of counties and their people.
BETWEEN = " · "


@dataclass(frozen=True)
class Number:
    """A figure of a card: the value, what it counts, and a remark (or blank).

    A remark that `is_split` keeps the number from being misread. A legend may tell the remark
    instead, and where there is none the number, in the row of what `row` is: a reach, a change, or
    statewide; `told` is what it says there. `brief` is the label with its remark in fewest words.
    """

    value: str
    label: str
    note: str = ""
    is_split: bool = False
    row: str = ""
    told: str = ""
    brief: str = ""

    def __str__(self) -> str:
        """The figure in a line: 105 agreements in force (79 local, 26 statewide)."""
        return f"{self.value} {self.label}" + (f" ({self.note})" if self.note else "")


def gives_people(finding: Finding) -> bool:
    """Tell whether a number of residents says something of the time of a view."""
    return finding.view.dates[0] >= PEOPLE_SINCE


def write_numbers(finding: Finding, phrases: Phrases) -> tuple[Number, ...]:
    """Write the numbers that go with what a view shows."""
    if finding.view.compare:
        count = _count_dates if finding.place.is_county else _count_changes
    else:
        count = _count_area if finding.view.by_state else _count_covered
        count = _count_county if finding.place.is_county else count
    return count(finding, phrases)


def _write_year(finding, phrases):
    """Say of which year the people are, where a share of them is not of the time shown."""
    if gives_people(finding):
        return ""
    return phrases.say(N_(" as of {year}"), year=finding.find_people_years(finding.area))


def _count_covered(finding, phrases):
    """Count the counties of the country or a state by what covers them, with their people."""
    view, totals = finding.view, finding.totals
    if not totals.counties:
        return _count_area(finding, phrases)
    counted = {
        "countywide": (totals.counties_countywide, totals.people_countywide),
        "part": (totals.counties_part, totals.people_part),
    }
    year = _write_year(finding, phrases)
    covered = []
    for reach, (n, share) in counted.items():
        if n:
            areas = phrases.name_area_kind(finding.area.code, n)
            people = format_share(share, view.lang)
            label = phrases.say(COVERED[reach], areas=areas, share=people, year=year)
            value = phrases.number(n)
            told = f"{value}{BETWEEN}{phrases.say(N_('{share} of people'), share=people)}{year}"
            covered.append(Number(value, label, row=reach, told=told))
    agencies = [] if covered[1:] else [_count_agencies(finding, phrases)]
    return (*covered, *agencies, _count_agreements(finding, phrases))


def _count_agreements(finding, phrases):
    """Count agreements, with the split into local and statewide ones, or the latter apart."""
    agreements, state = finding.counted, finding.area.code
    n, statewide = len(agreements), finding.totals.statewide
    note = ""
    if finding.counts_statewide and n:
        note = _split(finding, phrases, n - statewide, statewide)
    elif statewide:
        kinds = phrases.name_kinds(finding.view.models)
        note = phrases.say(
            N_("apart from {statewide}"),
            statewide=phrases.count_statewide(state, statewide, kinds),
        )
    return Number(
        phrases.number(n),
        _name_in_force(finding, phrases, n),
        note,
        is_split=True,
        row="statewide" if statewide else "",
        told=phrases.number(statewide) if statewide else "",
    )


def _count_agencies(finding, phrases):
    counted = finding.counted
    n, states = counted["agency_id"].nunique(), counted["state"].nunique()
    note, is_split = "", bool(finding.area.code)
    if not finding.area.code:
        note = phrases.count("in {n} state or territory", "in {n} states and territories", states)
    elif finding.counts_statewide and n:
        local, statewide = (
            counted["agency_id"][counted["statewide"] == is_it].nunique() for is_it in (False, True)
        )
        note = _split(finding, phrases, local, statewide)
    return Number(phrases.number(n), phrases.count("agency", "agencies", n), note, is_split)


def _split(finding, phrases, local, statewide):
    """Say how many of some are local, and how many statewide, without a zero."""
    parts = [phrases.count("{n} local", "{n} local", local)] if local else []
    if statewide:
        parts.append(phrases.count_statewide_ones(finding.area.code, statewide))
    return ", ".join(parts)


def _count_area(finding, phrases):
    """Count what is in force in the country or a state: agreements, agencies, people."""
    view, totals = finding.view, finding.totals
    agreements, agencies = _count_agreements(finding, phrases), _count_agencies(finding, phrases)
    if not totals.counties:
        return agreements, agencies, _count_everything(finding, phrases)
    year = _write_year(finding, phrases)
    label = phrases.say(_choose_people_label(finding), year=year)
    note, brief = "", phrases.say(N_("of people{year} in such counties"), year=year)
    if view.reach == "all":
        share = format_share(totals.people_countywide, view.lang)
        note = phrases.say(N_("{share} in one whose countywide agency has one"), share=share)
        brief = phrases.say(N_("of people{year} ({share} countywide)"), year=year, share=share)
    people = Number(format_share(totals.people, view.lang), label, note, is_split=True, brief=brief)
    return agreements, agencies, people


def _choose_people_label(finding):
    """Choose words for the people of counties that have what the headline names."""
    if finding.view.reach == "part":
        return N_("of people{year} live in a county with such agreements for a part of it")
    if finding.view.narrowed:
        return N_("of people{year} live in a county with such agreements")
    return N_("of people{year} live in a county with local agreements")


def _count_everything(finding, phrases):
    """Count who lives in an area without local agreements; where that is too old, its counties."""
    area = finding.area
    place = phrases.name_place(area.code)
    if gives_people(finding):
        label = phrases.say(
            N_("people live in {place} ({year})"),
            place=place,
            year=finding.find_people_years(finding.area),
        )
        return Number(phrases.number(area.people), label)
    areas = phrases.name_area_kind(area.code, area.counties)
    label = phrases.say(N_("{areas} in {place}"), areas=areas, place=place)
    return Number(phrases.number(area.counties), label)


def _name_in_force(finding, phrases, n):
    """Name what is counted as in force: local ones in a county or region, else all of them."""
    if finding.view.narrowed and finding.counts_statewide:
        return phrases.count("such agreement in force", "such agreements in force", n)
    if finding.view.narrowed:
        return phrases.count("of these agreements in force", "of these agreements in force", n)
    if finding.place.is_county or finding.place.is_region:
        return phrases.count("local agreement in force", "local agreements in force", n)
    return phrases.count("agreement in force", "agreements in force", n)


def _count_statewide(finding, phrases):
    statewide = finding.totals.statewide
    kinds, state = phrases.name_kinds(finding.view.models), finding.area.code
    label = phrases.name_statewide(state, statewide, kinds)
    value, place = phrases.number(statewide), phrases.name_state(state)
    label = phrases.say(N_("{what} in {place}"), what=label, place=place)
    return Number(value, label)


def _count_county(finding, phrases):
    """Count what is in force in a county: its agreements, those around it, the state's."""
    here = finding.here[1]
    agencies = here["agency_id"].nunique()
    return (
        Number(
            phrases.number(len(here)),
            _name_in_force(finding, phrases, len(here)),
            phrases.count("{n} agency", "{n} agencies", agencies) if agencies else "",
        ),
        _count_neighbours(finding, phrases),
        _count_statewide(finding, phrases),
    )


def _count_neighbours(finding, phrases):
    """Count the counties around one that have agreements; around an island there is none."""
    around = finding.neighbours
    covered = int((around > 0).sum())
    if around.empty:
        return Number("0", phrases.say(N_("neighboring counties")))
    value = phrases.say(
        N_("{n} of {all}"), n=phrases.number(covered), all=phrases.number(len(around))
    )
    if finding.view.narrowed:
        label = N_("neighboring counties with such agreements")
    else:
        label = N_("neighboring counties with local agreements")
    return Number(value, phrases.say(label))


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
    values = map(phrases.number, (gained, lost, changed))
    return tuple(
        Number(value, text, row=kind, told=value)
        for value, text, kind in zip(values, texts, ("gained", "lost", "changed"), strict=True)
    )
