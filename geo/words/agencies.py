"""The agencies of a county by name: their models and dates, or how they ended."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from geo.agreements import select_kind, select_place
from geo.finding import Finding
from geo.program import MODELS
from geo.words.language import N_, format_date, format_short_date
from geo.words.names import MODEL_WORDS, Phrases

MOST_AGENCIES = 5


@dataclass(frozen=True)
class Agency:
    """An agency of a county, and its agreements there."""

    name: str
    agreements: pd.DataFrame

    @property
    def models(self) -> tuple[str, ...]:
        """The models of its agreements in the program's order."""
        return tuple(model for model in MODELS if (self.agreements["model"] == model).any())


class Line(NamedTuple):
    """A line of a card's list: the name of an agency (or blank), and what is told of it."""

    name: str
    text: str


def group_agencies(agreements: pd.DataFrame) -> list[Agency]:
    """Group agreements by agency: the countywide ones first, then by name."""
    groups = [
        Agency(rows["agency"].iloc[-1].replace("'", "’"), rows)
        for _, rows in agreements.groupby("agency_id", sort=True)
    ]
    return sorted(
        groups,
        key=lambda agency: (not (agency.agreements["reach"] == "countywide").any(), agency.name),
    )


def name_models(models: tuple[str, ...], phrases: Phrases) -> str:
    """Name some models inside a line, as jail, task force."""
    return ", ".join(phrases.say(MODEL_WORDS[model]).lower() for model in models)


def list_agencies(
    finding: Finding, phrases: Phrases, most: int = MOST_AGENCIES
) -> tuple[Line, ...]:
    """List some agencies of a county; where there is none, say when the last one ended.

    The same is said of a state without local agreements, and nothing of any other place.
    """
    view, place = finding.view, finding.place
    if not place.code or (view.by_state and place.is_state):
        return ()
    if not view.compare and finding.here[1]["statewide"].all():
        return (Line("", _tell_last(finding, phrases)),)
    if not place.is_county:
        return ()
    lines, agencies = _list_here(finding)
    others = agencies - len(lines[:most])
    if not others:
        return lines[:most]
    more = phrases.count("and {n} more agency", "and {n} more agencies", others)
    return (*lines[:most], Line("", more))


# A card asks for lists of all lengths, and its description and posts for the longest.
@lru_cache(maxsize=16)
def _list_here(finding):
    """List the first agencies of a county: their lines, and how many agencies there are."""
    list_lines = _list_changes if finding.view.compare else _list_holders
    return list_lines(finding, Phrases(finding.record, finding.view.lang))


def _list_holders(finding, phrases):
    agencies = group_agencies(finding.here[1])
    lines = [Line(one.name, _tell_holder(one, phrases)) for one in agencies[:MOST_AGENCIES]]
    return tuple(lines), len(agencies)


def _tell_holder(agency, phrases):
    """Tell an agency's models by the day of their beginning: task force since Mar 1, 2025."""
    started = agency.agreements.groupby("starts_on")["model"].agg(set)
    return "; ".join(
        phrases.say(
            N_("{models} since {date}"),
            models=name_models(tuple(model for model in MODELS if model in models), phrases),
            date=format_short_date(day, phrases.language),
        )
        for day, models in started.items()
    )


def _list_changes(finding, phrases):
    """List the agencies of a county on two dates, with what began, ended or stayed."""
    before, after = finding.here
    both = pd.concat([before, after]).drop_duplicates("agreement_id")
    agencies = group_agencies(both)
    lines = []
    for agency in agencies[:MOST_AGENCIES]:
        first, last = (
            {row.model: row for row in here.itertuples() if row.agency_id == agency_id}
            for agency_id in [agency.agreements["agency_id"].iloc[0]]
            for here in (before, after)
        )
        lines.append(Line(agency.name, "; ".join(_tell_changes(first, last, phrases))))
    return tuple(lines), len(agencies)


def _tell_changes(first, last, phrases):
    """Tell of each model what became of it, those of which the same is to be told together."""
    told = {}
    for model in MODELS:
        if model in first and model in last:
            told.setdefault((N_("{models} on both dates"), ""), []).append(model)
        elif model in first:
            day = format_short_date(first[model].over_on, phrases.language)
            told.setdefault((N_("{models} over by {date}"), day), []).append(model)
        elif model in last:
            day = format_short_date(last[model].starts_on, phrases.language)
            told.setdefault((N_("{models} since {date}"), day), []).append(model)
    for (message, day), models in told.items():
        yield phrases.say(message, models=name_models(tuple(models), phrases), date=day)


def _tell_last(finding, phrases):
    """Tell of a place without local agreements when the last one ended, or that it had none."""
    view, record = finding.view, finding.record
    here = select_place(select_kind(record.agreements, view.models, view.reach), finding.place)
    over = here[~here["statewide"] & (here["over_on"] <= pd.Timestamp(view.date))]
    if over.empty:
        first = phrases.number(record.first.year).replace(",", "")
        if view.narrowed:
            return phrases.say(N_("None of these has been listed here since {year}"), year=first)
        return phrases.say(N_("No local agreement has been listed here since {year}"), year=first)
    last = over.sort_values(["over_on", "agreement_id"], kind="stable").iloc[-1]
    return phrases.say(
        N_("The last one here was over by {date}: {agency} ({models})"),
        date=format_date(last["over_on"].date(), view.lang),
        agency=last["agency"].replace("'", "’"),
        models=name_models((last["model"],), phrases),
    )
