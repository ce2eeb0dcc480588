"""Atom feeds of what each list changed, for the country and for a state."""

import datetime
import itertools
import uuid
from operator import attrgetter

import pandas as pd

from geo.words.names import list_model_names
from geo.words.templates import render_template

# Lists in a feed; the whole past is in the table of agreements.
NEWEST = 50
KINDS = ("listed", "superseded", "ended")
# What entries tell of each agreement.
TOLD = ("changed_on", "kind", "agency", "state", "model", "signed_on", "moa_url")
# Of day: at this time it is the same date from American Samoa (UTC-11) to Guam (UTC+10).
TIME = "T12:00:00Z"


def collect_changes(agreements: pd.DataFrame, absorbed: pd.DataFrame) -> pd.DataFrame:
    """Collect what each absorbed list changed.

    Returns a DataFrame, one row per agreement and change, newest list first: the columns of
    `agreements`, `changed_on` (the list's date) and `kind`: listed (the first list with it),
    superseded (signed anew) or ended (the first list without it).
    """
    days = absorbed["published_on"].unique()
    begun = agreements[agreements["first_listed_on"].isin(days)]
    over = agreements[agreements["ended_on"].isin(days)]
    changes = pd.concat(
        [
            begun.assign(changed_on=begun["first_listed_on"], kind="listed"),
            over.assign(
                changed_on=over["ended_on"],
                kind=over["superseded"].map({True: "superseded", False: "ended"}),
            ),
        ]
    )
    return changes.sort_values(
        ["changed_on", "state", "agency", "model", "kind", "agreement_id"],
        ascending=[False, True, True, True, True, True],
        kind="stable",
    )


def name_feed(code: str, language: str) -> str:
    """Name the file of a feed: of a state (its USPS code), or the country where that is blank."""
    return f"feeds/{code.lower() or 'us'}{'' if language == 'en' else f'-{language}'}.xml"


def write_feed(
    changes: pd.DataFrame,
    code: str,
    name: str,
    base_url: str,
    updated: datetime.date,
    language: str = "en",
) -> str:
    """Write the Atom feed of a state (its USPS code), or of the country (blank), as text.

    `changes` as from `collect_changes`, narrowed to the state; `name` is the place's in the
    language; `base_url` ends in a slash; `updated` is the date of the newest list. One entry per
    list that changed something, the newest first. Ids depend on code, date and language alone, so
    that a site that moves keeps them. Source of the format: RFC 4287.
    """
    # As they were before there were feeds in other languages.
    key = "/".join(part for part in (code or "US", language if language != "en" else "") if part)
    days = itertools.groupby(changes[[*TOLD]].itertuples(), attrgetter("changed_on"))
    entries = [
        _collect_entry(key, day.date(), rows) for day, rows in itertools.islice(days, NEWEST)
    ]
    return render_template(
        "feed.xml.j2",
        language,
        id=_make_id(key),
        code=code,
        name=name,
        own=name_feed(code, language),
        home="" if language == "en" else f"{language}/",
        time=TIME,
        model_names=list_model_names(language),
        base_url=base_url,
        updated=updated,
        entries=entries,
    )


def _collect_entry(key, day, rows):
    kinds = {kind: [] for kind in KINDS}
    for row in rows:
        kinds[row.kind].append(row)
    return {
        "id": _make_id(f"{key}/{day}"),
        "date": day,
        "counts": {kind: len(rows) for kind, rows in kinds.items()},
        "groups": [(kind, rows) for kind, rows in kinds.items() if rows],
    }


def _make_id(name):
    return uuid.uuid5(uuid.NAMESPACE_URL, f"287g-atlas/{name}").urn
