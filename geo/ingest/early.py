"""The agreements before the lists: from a compilation of attestations to a first history."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

from geo.agreements import COLUMNS
from geo.boundaries import read_counties
from geo.ingest.agreement import (
    EARLY_COLUMNS,
    LONGEST_STEP,
    History,
    count_days,
    count_uses,
    make_agency_id,
    make_agreement_id,
)
from geo.ingest.clean import BLANKS, REMEDY, read_date, read_state, tidy_name
from geo.ingest.identity import ALIKE, name_key
from geo.ingest.locate.locate import locate_rows
from geo.ingest.workbook import SourceError

NEEDED = [
    "state",
    "agency",
    "county_fips",
    "first_signed_best",
    "first_signed_source",
    "signing_dates",
    "models",
    "active_from",
    "active_to",
    "terminated",
    "n_rosters",
]
MODELS = {"jail enforcement": "jail", "task force": "task_force"}
# Rosters survive from this day on; agreements older than it count theirs from the same start.
FIRST_ROSTER = "2010-10-29"
LAST_DAY = date(2020, 12, 31)
# "Hudson, New Hampshire" and "Tulsa County Sheriff's Office (Oklahoma)".
STATE_IN_NAME = re.compile(r"(.*?)(?: \((.+)\)|, (\w[\w ]+))")
DAY_OF_SOURCE = re.compile(r"\((\d{1,2} [A-Z][a-z]{2} \d{4})\)")


def read_early(path, corrections):
    """Read the compilation of agreements before 2021 as the history that the lists continue.

    Returns (history, rest): a History of the agreements with a model and a signing date, one per
    signing, and the rows that only attest an agency (no model or no state), one dict per row
    (row, state, agency, signed_on, reason). A signing that follows another of the same agency
    and model supersedes it.

    Raises SourceError when the file lacks a column or a value cannot be read.
    """
    path = Path(path)
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in NEEDED if column not in table.columns]
    if missing:
        raise SourceError(f"{path.name}: lacks the column {', '.join(missing)}; add it.")
    rows, rest = [], []
    for place, printed in enumerate(table.to_dict("records"), start=2):
        row = _read_row(path.name, place, printed, corrections)
        (rest if row["reason"] else rows).append(row)
    located = locate_rows(
        pd.DataFrame(rows)[["state", "agency", "type", "county"]],
        read_counties(),
        corrections,
    ).to_dict("records")
    rosters = _list_rosters(table)
    last_rosters = _find_last_rosters(table)
    agreements = {}
    for row, place in zip(rows, located, strict=True):
        row["active_to"] = _narrow_end(row, last_rosters)
        for agreement in _live(row, place, rosters):
            known = agreements.setdefault(agreement["agreement_id"], agreement)
            if known is not agreement:
                _join(known, agreement)
    used = Counter(key for row in (*rows, *rest) for key in row["mended"])
    used.update(
        ("geoids", row["state"], row["agency"], row["county"])
        for row, place in zip(rows, located, strict=True)
        if place["located_by"] == "correction"
    )
    history = History(
        agreements=tuple(agreements[agreement_id] for agreement_id in sorted(agreements)),
        uses=count_uses((), used, path.name),
    )
    return history, rest


def settle_rest(rest, early, history):
    """Say what became of every row of the compilation that makes no agreement.

    rest and early are those of read_early, history what the lists made of it. Returns one dict
    per row in the columns of EARLY_COLUMNS: fate is 'attests' with the agreement of the same
    state and signing date (any date before 2021, where the row has none) whose name is most
    alike, at least 85 %, or 'set aside'; reason is why the row makes no agreement.
    """
    fates = []
    for row in rest:
        known = [
            agreement
            for agreement in (history if row["signed_on"] else early).agreements
            if agreement["state"] == row["state"]
            and row["signed_on"] in ("", agreement["signed_on"])
        ]
        likeness, agreement_id = max(
            ((_compare_names(row, agreement), agreement["agreement_id"]) for agreement in known),
            default=(0, ""),
        )
        attests = likeness >= ALIKE
        fate = ("attests", agreement_id) if attests else ("set aside", "")
        values = (str(row["row"]), row["state"], row["agency"], row["signed_on"], *fate)
        fates.append(dict(zip(EARLY_COLUMNS, (*values, row["reason"]), strict=True)))
    return tuple(fates)


def _compare_names(row, agreement):
    names = (name_key(record["state"], record["agency"]) for record in (row, agreement))
    return fuzz.token_sort_ratio(*names)


def _read_row(file, place, printed, corrections):
    """One row of the compilation as plain values, with the reason why it makes no agreement."""
    agency = tidy_name(re.sub(r"https?://.*", "", printed["agency"]))
    printed = printed | {"agency": agency, "model": printed["models"]}
    # As in the lists, a correction of the state itself is under no state.
    printed, mended = _find_fixes(printed, "", corrections)
    state_text = re.sub(r"[^A-Za-z ]", "", printed["state"])
    if not state_text and (named := STATE_IN_NAME.fullmatch(agency)):
        agency, state_text = named[1], named[2] or named[3]
    try:
        state = read_state(state_text)[0] if state_text else ""
        fixes = printed | {"agency": agency}
        if state:
            fixes, more = _find_fixes(fixes, state, corrections)
            mended += more
        signed = "signing_dates" if fixes["signing_dates"] else "first_signed_best"
        row = {
            "row": place,
            "state": state,
            "agency": fixes["agency"],
            "type": "",
            "county": "",
            "county_fips": [fips.zfill(5) for fips in _split(fixes["county_fips"])],
            "model": _read_model(fixes["model"]),
            "signings": [_read_day(day, signed) for day in _split(fixes[signed])],
            "active_from": _read_day(fixes["active_from"], "active_from"),
            "active_to": _read_day(fixes["active_to"], "active_to"),
            "terminated": printed["terminated"] == "TRUE",
            "n_rosters": printed["n_rosters"],
            "source": printed["first_signed_source"],
            "mended": mended,
        }
    except ValueError as error:
        raise SourceError(f"{file} row {place}: {error} {REMEDY}") from error
    row["signed_on"] = row["signings"][0] if row["signings"] else ""
    if not row["active_to"] and (day := DAY_OF_SOURCE.search(row["source"])):
        row["active_to"] = pd.Timestamp(day[1]).date().isoformat()
        row["terminated"] = True
    return row | {"reason": _find_reason(row)}


def _find_fixes(printed, state, corrections):
    """Values of a row after its corrections, and the corrections that matched."""
    values, mended = dict(printed), []
    for fix in corrections.itertuples():
        if (fix.state, fix.agency) == (state, printed["agency"]) and (
            fix.printed == printed.get(fix.field)
        ):
            values[fix.field] = fix.correct
            mended.append((fix.field, fix.state, fix.agency, fix.printed))
    return values, mended


def _read_model(text):
    """The last model of a row ("Jail Enforcement -> Task Force"), '' where none is given."""
    model = text.split("->")[-1].strip().lower()
    if model not in MODELS and model not in BLANKS:
        raise ValueError(f"models is {text!r}; expected Jail Enforcement or Task Force, or blank.")
    return MODELS.get(model, "")


def _read_day(text, column):
    return read_date(text, LAST_DAY, column)[0] if text else ""


def _split(text):
    return sorted({part.strip() for part in text.split(";") if part.strip()})


def _find_reason(row):
    if not row["state"]:
        return "no state"
    if not row["signings"]:
        return "no signing date"
    if not row["model"]:
        return "no program model"
    if not row["active_to"]:
        return "no attestation of its life"
    if row["signings"][0] > row["active_to"]:
        return "signed after it was last attested"
    return ""


def _live(row, place, rosters):
    """One agreement per signing of a row, each superseded by the next."""
    agency_id = make_agency_id(row["state"], row["agency"])
    signings = [day for day in row["signings"] if day <= row["active_to"]]
    for signed_on, following in zip(signings, [*signings[1:], ""], strict=True):
        agreement = dict.fromkeys(COLUMNS, "")
        agreement |= {
            "agreement_id": make_agreement_id(agency_id, row["model"], signed_on),
            "agency_id": agency_id,
            "agency": row["agency"],
            "state": row["state"],
            "model": row["model"],
            "signed_on": signed_on,
            "first_listed_on": signed_on,
            "source": row["source"],
        }
        if signed_on == signings[0]:
            agreement["first_listed_on"] = max(row["active_from"], signed_on)
        if following:
            agreement |= {"last_listed_on": following, "ended_on": following}
            agreement |= {"end_certainty": "listed", "flags": "superseded"}
        else:
            _end(agreement, row, rosters)
        for column in ("jurisdiction", "reach", "geoids", "statewide", "place", "located_by"):
            agreement[column] = str(place[column])
        agreement["statewide"] = agreement["statewide"].lower()
        # The FIPS codes are only the fallback: some are of counties that no longer exist, and
        # those of independent cities name the county around them.
        if row["county_fips"] and agreement["statewide"] == "false" and not agreement["geoids"]:
            agreement |= {"geoids": ";".join(row["county_fips"]), "located_by": "printed"}
        yield agreement


def _end(agreement, row, rosters):
    agreement["last_listed_on"] = max(row["active_to"], agreement["first_listed_on"])
    after = [roster for roster in rosters if roster > agreement["last_listed_on"]]
    if row["terminated"] and after:
        agreement["ended_on"] = after[0]
        step = count_days(agreement["last_listed_on"], after[0])
        agreement["end_certainty"] = "listed" if step < LONGEST_STEP else "gap"


def _list_rosters(table):
    """Days of rosters that attest agreements; the bounds of fiscal years are none."""
    days = {*table["active_from"], *table["active_to"]}
    return sorted(day for day in days if day and not re.search(r"-(10-01|09-30)$", day))


def _find_last_rosters(table):
    """Day of the last roster by the number of rosters of an agreement, where one day fits."""
    dated = table[
        ~table["active_to"].str.endswith("-09-30")
        & (table["n_rosters"] != "")
        & (table["active_from"] <= FIRST_ROSTER)
    ]
    days = dated.groupby("n_rosters")["active_to"].unique()
    return {number: found[0] for number, found in days.items() if len(found) == 1}


def _narrow_end(row, last_rosters):
    """Last attestation of a row, a fiscal year's end narrowed to the last roster of that year.

    A fiscal year comes from yearly tables and says only that the agreement stood on some day of
    it. The number of rosters that carry the agreement tells the last of them; outside the fiscal
    year the year's first day stands.
    """
    end = row["active_to"]
    if not end.endswith("-09-30") or row["n_rosters"] not in last_rosters:
        return end
    first_day = f"{int(end[:4]) - 1}-10-01"
    return max(first_day, min(end, last_rosters[row["n_rosters"]]))


def _join(known, other):
    known["first_listed_on"] = min(known["first_listed_on"], other["first_listed_on"])
    if other["last_listed_on"] > known["last_listed_on"]:
        for column in ("last_listed_on", "ended_on", "end_certainty"):
            known[column] = other[column]
