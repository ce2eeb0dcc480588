"""The words of a comparison: what became of a county, or of which counties of an area."""

from collections import Counter

from geo.finding import Finding
from geo.words.agencies import Line, group_agencies, name_models
from geo.words.language import N_, format_date
from geo.words.legend import CHANGE_WORDS
from geo.words.names import MEMBER, NOBODY, Phrases, capitalize

MOST_CHANGED = 8


def list_changed(finding: Finding, phrases: Phrases, most: int = MOST_CHANGED) -> tuple[Line, ...]:
    """List the counties that gained, lost or changed agreements, the most people first.

    They are those of a state or region; of the country the states are listed with how many
    counties they are, the most first; of one county, and where no dates are compared, nothing.
    """
    if not finding.view.compare or finding.place.is_county:
        return ()
    told = []
    for change in ("gained", "lost", "changed"):
        places = finding.changes.index[finding.changes == change]
        names = (_name_counties if finding.area.code else _count_by_state)(finding, phrases, places)
        if names:
            word = capitalize(phrases.say(CHANGE_WORDS[change]))
            told.append(Line("", f"{word}: {_shorten(names, phrases, most)}"))
    return tuple(told)


def _name_counties(finding, phrases, geoids):
    people = finding.record.population.reindex(geoids).fillna(0)
    ordered = people.sort_values(ascending=False, kind="stable").index
    places = [finding.record.places[geoid] for geoid in ordered]
    if not finding.area_states[1:]:
        return [place.short_name for place in places]
    return [phrases.say(MEMBER, county=place.short_name, state=place.state) for place in places]


def _count_by_state(finding, phrases, geoids):
    counts = Counter(finding.record.places[geoid].state for geoid in sorted(geoids))
    return [
        # A name and its number stay on one line.
        f"{phrases.name_state(state, in_sentence=False)}\u00a0{phrases.number(n)}"
        for state, n in counts.most_common()
    ]


def _shorten(names, phrases, most):
    """Join names, from a number on with how many more there are."""
    if len(names) <= most + 1:
        return ", ".join(names)
    more = phrases.say(N_("{n} more"), n=phrases.number(len(names) - most))
    return ", ".join([*names[:most], more])


def write_comparison(finding: Finding, phrases: Phrases) -> str:
    """Write the headline of a view that compares two dates."""
    view = finding.view
    since, on = view.dates
    values = {
        "since": format_date(since, view.lang),
        "date": format_date(on, view.lang),
        "place": phrases.name_place(view.place),
        "ice": phrases.name_authority(on),
    }
    if finding.place.is_county:
        before, after = map(len, finding.here)
    else:
        before, after = finding.earlier_totals.counties, finding.totals.counties
    if not before and not after:
        return phrases.say(
            N_("On {since} and on {date}, {nobody} held {what} with {ice} in {place}"),
            what=phrases.name_agreements(view.models),
            nobody=phrases.say(NOBODY[view.reach]),
            **values,
        )
    values["what"] = phrases.name_local_agreements(view.models, view.reach)
    if finding.place.is_county:
        return _compare_county(finding, phrases, values)
    return _compare_area(finding, phrases, before, after, values)


def _compare_county(finding, phrases, values):
    """Name the agencies that held agreements on each date, or how many there were."""
    before, after = (_name_holders(here, phrases) for here in finding.here)
    values["what"] = capitalize(values["what"])
    held = [set(zip(here["agency_id"], here["model"], strict=True)) for here in finding.here]
    if held[0] == held[1]:
        return phrases.say(
            N_("{what} with {ice} in {place}, on {since} as on {date}: {after}"),
            after=after,
            **values,
        )
    return phrases.say(
        N_("{what} with {ice} in {place}: on {since}, {before}; on {date}, {after}"),
        before=before,
        after=after,
        **values,
    )


def _name_holders(here, phrases):
    agencies = group_agencies(here)
    if not agencies:
        return phrases.say(N_("none"))
    if len(agencies) > 2:
        return phrases.count("{n} local agency", "{n} local agencies", len(agencies))
    return phrases.join(
        [f"{agency.name} ({name_models(agency.models, phrases)})" for agency in agencies]
    )


def _compare_area(finding, phrases, before, after, values):
    """Say how the number of counties changed, or what stands behind one that is the same."""
    gained, changed = (int((finding.changes == kind).sum()) for kind in ("gained", "changed"))
    code = finding.area.code
    values |= {"a": phrases.number(before), "b": phrases.number(after)}
    values["areas"] = phrases.name_area_kind(code, gained if gained and before == after else 2)
    if before != after:
        rose = N_(
            "Between {since} and {date}, the number of {areas} in {place} with {what} rose "
            "from {a} to {b}"
        )
        fell = N_(
            "Between {since} and {date}, the number of {areas} in {place} with {what} fell "
            "from {a} to {b}"
        )
        return phrases.say(rose if after > before else fell, **values)
    if gained:
        # The number is the same, so as many have lost theirs.
        return phrases.count(
            "Between {since} and {date}, {n} {areas} in {place} gained {what} and {n} lost "
            "theirs; on each date {b} had them",
            "Between {since} and {date}, {n} {areas} in {place} gained {what} and {n} lost "
            "theirs; on each date {b} had them",
            gained,
            **values,
        )
    values["areas"] = phrases.name_area_kind(code, after)
    same = phrases.count(
        "On {since} as on {date}, the same {b} {areas} in {place} had {what}",
        "On {since} as on {date}, the same {b} {areas} in {place} had {what}",
        after,
        **values,
    )
    if not changed:
        return phrases.say(N_("{same}, of the same models"), same=same)
    return phrases.count(
        "{same}; {n} changed model", "{same}; {n} changed model", changed, same=same
    )
