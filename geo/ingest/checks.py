"""Hold the committed tables to their promises: fields to their rules, tables to each other."""

import re
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from geo.agreements import DATA
from geo.boundaries import list_geoids
from geo.ingest import memoranda
from geo.ingest.agreement import (
    Agreement,
    History,
    is_older,
    make_agency_id,
    make_agreement_id,
)
from geo.ingest.corrections import read_corrections
from geo.ingest.fields import find_faults
from geo.ingest.references import compare_references
from geo.ingest.since import follow_lists, read_since
from geo.ingest.tables import TABLES, read_history, read_table
from geo.ingest.twins import find_twins
from geo.program import MODELS

FIRST_LIST_YEAR = "2021"
# What a difference adds to the agreements listed on the day of a list, against its rows.
WEIGHT = {"bridged": 1, "returned": 1, "listed_later_that_day": 1, "gone_later_that_day": -1}
# A report may announce an end so many days before it.
ANNOUNCED_DAYS = 31
# Reasons of rows in qa/rosters.csv that stand for a row the roster lacks.
NO_ROW = ("missing", "on another version")
LARGEST_SHARE_OF_DIFFERENCES = 0.005
# So few say nothing about a short record.
FEW_DIFFERENCES = 10
LEAST_LOCATED = {"since 2021": 0.99, "before 2021": 0.97}
NEVER_MATCHED = "has never matched anything"
LARGEST_GAP = {"since 2021": 0.03, "before 2021": 0.10}


def cut_detail(reason: str) -> str:
    """A reason without what differs from row to row: "date printed 2014-05-21, ..." by itself."""
    return re.split(r" \d|[:,;]", reason)[0]


def check_tables(folder: Path = DATA) -> tuple[list[str], list[str]]:
    """Check the tables of a folder and say what was found.

    Returns (lines, problems): lines of the report, and every promise that does not hold, each
    naming the list, the agreement or the table. Fields are checked first: where one breaks its
    rule, the tables are not held to each other.
    """
    problems = [*_find_missing(folder), *find_faults(folder)]
    if problems:
        return [], problems
    return check_history(read_history(folder), folder)


def check_texts(texts: Mapping[str, str], folder: Path) -> list[str]:
    """Check new tables before they take the places of those of a folder: the problems.

    texts are by path in the folder. Fields are held to their rules in tables that differ from
    those of the folder; all tables are held to each other.
    """
    tables = {file: text for file, text in texts.items() if not file.startswith("..")}
    with tempfile.TemporaryDirectory() as stage:
        for path in folder.rglob("*.csv"):
            new = Path(stage) / path.relative_to(folder)
            new.parent.mkdir(exist_ok=True)
            new.symlink_to(path.resolve())
        changed = []
        for file, text in tables.items():
            new, old = Path(stage) / file, folder / file
            if old.exists() and old.read_text(encoding="utf-8") == text:
                continue
            changed.append(file)
            new.unlink(missing_ok=True)
            new.parent.mkdir(exist_ok=True)
            new.write_text(text, encoding="utf-8", newline="")
        # Every list and agreement that a table names is in one of these two.
        needed = {"agreements.csv", "lists.csv", "qa/pending_lists.csv"}
        faults = find_faults(Path(stage), tuple(needed.union(changed))) if changed else []
        return faults or check_history(read_history(Path(stage)), Path(stage))[1]


def check_history(history: History, folder: Path = DATA) -> tuple[list[str], list[str]]:
    """Hold the tables of a history, read from a folder, to each other: (lines, problems)."""
    report, problems = [], []
    for lines, found in (
        _check_conservation(history),
        _check_counts(history),
        _check_agreements(history),
        _check_twins(history),
        _check_memoranda(history, folder),
        _check_since(history, folder),
        _check_rosters(history),
        _check_sources(history),
        _check_located(history),
        _check_corrections(history, folder),
        _check_references(history, folder),
    ):
        report += lines
        problems += found
    return report, problems


def _find_missing(folder):
    return [
        f"{file} is not in {folder}. Name the folder of the tables, or restore the file from git."
        for file, _ in TABLES.values()
        if not (folder / file).exists()
    ]


def _check_conservation(history):
    duplicates, aside = Counter(), Counter()
    for difference in history.differences:
        if difference.reason.startswith("duplicate"):
            duplicates[difference.list] += 1
        elif difference.reason.startswith("set_aside"):
            aside[difference.list] += 1
    lines, problems = ["rows in = agreements + duplicates + rows set aside"], []
    for known in history.lists:
        file = known.file
        if not known.is_absorbed:
            lines.append(f"  {known.published_on}  {file}: refused, {known.note}")
            continue
        total = known.agreements + duplicates[file] + aside[file]
        sum_text = f"{known.agreements} + {duplicates[file]} + {aside[file]}"
        lines.append(f"  {known.published_on}  {file}: {known.rows} = {sum_text}")
        if total != known.rows:
            problems.append(f"lists.csv {file}: {known.rows} rows, yet {sum_text} = {total}.")
    return lines, problems


def _check_counts(history):
    """Agreements listed on the day of every list, per model, against what the list prints."""
    printed, weights = defaultdict(Counter), defaultdict(Counter)
    for count in history.printed:
        printed[count.list][count.model] = count.agreements
    for difference in history.differences:
        weights[difference.list][difference.model] += WEIGHT.get(difference.reason, 0)
    problems, rows = [], 0
    listings = {model: _list_days(history, model) for model in MODELS}
    for known in history.lists:
        if not known.is_absorbed:
            continue
        rows += known.rows
        file, day = known.file, known.published_on
        for model, (firsts, lasts) in listings.items():
            listed = bisect_right(firsts, day) - bisect_right(lasts, day)
            expected = printed[file][model] + weights[file][model]
            if listed != expected:
                problems.append(
                    f"{file}: {listed} {model} agreements listed on {day}, yet the list "
                    f"and data/qa/differences.csv make {expected}."
                )
    share = len(history.differences) / rows if rows else 0
    if len(history.differences) > max(FEW_DIFFERENCES, LARGEST_SHARE_OF_DIFFERENCES * rows):
        problems.append(f"differences.csv: {share:.2%} of all rows differ; expected under 0.5 %.")
    reasons = Counter(difference.reason.split(":")[0] for difference in history.differences)
    rules = Counter(merge.rule for merge in history.merges)
    return [
        f"differences: {len(history.differences)} of {rows} rows ({share:.2%})",
        *(f"  {reason}: {number}" for reason, number in sorted(reasons.items())),
        f"merges: {len(history.merges)}; doubtful, not merged: {len(history.candidates)}",
        *(f"  {rule}: {number}" for rule, number in sorted(rules.items())),
    ], problems


def _list_days(history, model):
    """Days on which the agreements of a model were first listed, and on which listed no more."""
    listed = [one for one in history.agreements if one.model == model and one.first_listed_on]
    over = [max(one.over_on, one.first_listed_on) for one in listed if one.over_on]
    return sorted(one.first_listed_on for one in listed), sorted(over)


def _check_agreements(history):
    geoids = list_geoids()
    problems = []
    ids = [agreement.agreement_id for agreement in history.agreements]
    if ids != sorted(ids):
        problems.append("agreements.csv: agreement_id is not sorted.")
    for agreement in history.agreements:
        problems += [
            f"agreements.csv {agreement.agreement_id}: {fault}."
            for fault in _find_faults(agreement, geoids)
        ]
    return [f"agreements: {len(ids)}"], problems


def _check_twins(history):
    """No agreement is there twice under two names, unless a list prints both on one day."""
    printed, faults = find_twins(history.agreements)
    lines = [
        f"same signing, model and county under two names, printed side by side: {len(printed)}",
        *(f"  {one.agreement_id} | {other.agreement_id}" for one, other in printed),
    ]
    problems = [
        f"agreements.csv {one.agreement_id} and {other.agreement_id}: the same signing, model and "
        "county or memorandum, and no list prints both on one day. If they are one agency, name "
        "it by a row in data/corrections.csv, field agency."
        for one, other in faults
    ]
    return lines, problems


def _check_memoranda(history, folder):
    """What the file names of memoranda contradict is listed, all of it and nothing else."""
    path = folder / memoranda.FILE
    found = memoranda.find_contradictions(history.agreements)
    listed = read_table(path, memoranda.Contradiction)
    counts = Counter(one.what for one in found)
    lines = [
        f"file names of memoranda that contradict the record: {len(found)}",
        *(f"  {what}: {number}" for what, number in sorted(counts.items())),
    ]
    if listed == tuple(found):
        return lines, []
    return lines, [
        f"{memoranda.FILE}: lists {len(listed)} contradictions, yet the agreements make "
        f"{len(found)}. Refresh or rebuild writes it anew."
    ]


def _check_since(history, folder):
    """What was signed since the newest list is no part of the record."""
    rows = read_since(folder)
    kept = {one.key for one in follow_lists(rows, history)}
    unlocated = [one for one in rows if not one.statewide and not one.geoids]
    return [
        f"signed since the newest list: {len(rows)}",
        *(f"  unlocated: {one.agency} ({one.state})" for one in unlocated),
    ], [
        f"since.csv: {one.agency} ({one.state}), {one.model}, {one.signed_on} is in the record. "
        "Refresh or rebuild takes it out."
        for one in rows
        if one.key not in kept
    ]


def _find_faults(one: Agreement, geoids: frozenset[str]):
    if one.agency_id != make_agency_id(one.state, one.agency):
        yield f"agency_id is {one.agency_id}"
    if one.agreement_id != make_agreement_id(one.agency_id, one.model, one.signed_on):
        yield "agreement_id is not agency_id, model and signed_on"
    if one.statewide != (one.jurisdiction == "state"):
        yield f"statewide is {one.statewide}, jurisdiction {one.jurisdiction!r}"
    if one.statewide and one.geoids:
        yield f"statewide, yet in {';'.join(one.geoids)}"
    if len(one.geoids) > len(set(one.geoids)):
        yield f"geoids {';'.join(one.geoids)} are not each there once"
    for geoid in set(one.geoids) - geoids:
        yield f"{geoid} is no county"
    if not one.first_listed_on <= one.last_listed_on:
        yield "last_listed_on lies before first_listed_on"
    if one.ended_on and not one.last_shown_on <= one.ended_on:
        yield "ended_on lies before last_listed_on"
    if not bool(one.ended_on) == bool(one.end_certainty) == bool(one.end_source):
        yield f"end_certainty is {one.end_certainty!r}, end_source {one.end_source!r}"
    if not one.starts_on:
        yield "has neither signed_on nor first_listed_on"


def _check_rosters(history):
    """On the day of every roster of ICE's page the record lists exactly the agreements on it."""
    held, days, rows = defaultdict(set), {}, Counter()
    reasons = Counter()
    for row in history.rosters:
        days[row.roster] = row.day
        rows[row.roster] += not row.reason.startswith(NO_ROW)
        held[row.roster] |= {row.agreement_id} - {""}
        if row.reason:
            reasons[cut_detail(row.reason)] += 1
    lines, problems = (
        ["rosters before the lists (rows, agreements listed that day, signed and printed later)"],
        [],
    )
    for roster, day in days.items():
        listed = {one.agreement_id for one in history.agreements if one.is_listed(day)}
        later = sum(one.is_in_force(day) for one in history.agreements) - len(listed)
        lines.append(f"  {day}  {roster}: {rows[roster]}, {len(listed)}, {later}")
        problems += [
            f"qa/rosters.csv {roster}: {agreement_id} is {where} of {day}."
            for differing, where in (
                (listed - held[roster], "listed, yet not on the roster"),
                (held[roster] - listed, "on the roster, yet not listed on the day"),
            )
            for agreement_id in sorted(differing)
        ]
    lines += [f"  {reason}: {number}" for reason, number in sorted(reasons.items())]
    fates = Counter(cut_detail(fate.fate) for fate in history.attested)
    lines.append("facts published by others")
    lines += [f"  {fate}: {number}" for fate, number in sorted(fates.items())]
    return lines, problems


def _check_sources(history):
    """Every beginning and end rests on a source that is not older than it."""
    dated = {one.source: one.dated_on for one in history.sources}
    dated |= {known.file: known.published_on for known in history.lists}
    problems = []
    for one in history.agreements:
        for column, day, source, ahead in (
            ("source", one.last_listed_on, one.source, 0),
            ("start_source", one.starts_on, one.start_source, 0),
            ("end_source", one.ended_on, one.end_source, ANNOUNCED_DAYS),
        ):
            name = source.split("#")[0]
            if name and name not in dated:
                problems.append(
                    f"agreements.csv {one.agreement_id}: {column} {name} is neither in lists.csv "
                    "nor in sources.csv. Add it, or name one that is."
                )
            elif name and day and is_older(dated[name], day, ahead):
                problems.append(
                    f"agreements.csv {one.agreement_id}: {column} {name} is of {dated[name]}, "
                    f"older than what it proves, {day}. Name a later source."
                )
    return [f"sources besides the lists: {len(history.sources)}"], problems


def _check_located(history):
    lines, problems = [], []
    for name, wanted in LEAST_LOCATED.items():
        local = [
            one
            for one in history.agreements
            if not one.statewide
            and (one.last_listed_on >= FIRST_LIST_YEAR) == (name == "since 2021")
        ]
        located = [one for one in local if one.geoids]
        share = len(located) / len(local) if local else 1
        by_rule = Counter(one.located_by for one in located)
        rules = ", ".join(f"{rule} {number}" for rule, number in sorted(by_rule.items()))
        lines.append(f"located {name}: {len(located)} of {len(local)} local ({share:.1%}); {rules}")
        lines += [f"  unlocated: {one.agreement_id}" for one in local if not one.geoids]
        if share < wanted:
            problems.append(f"agreements.csv: {share:.1%} located {name}; expected {wanted:.0%}.")
    return lines, problems


def _check_corrections(history, folder):
    used = {(use.field, use.state, use.agency, use.printed) for use in history.uses}
    used |= {("geoids", one.state, one.agency, "") for one in read_since(folder)}
    corrections = read_corrections(folder).rows
    problems = [
        f"corrections.csv: {' | '.join(one.key)} {NEVER_MATCHED}. Take it out or mend "
        "its printed value."
        for one in corrections
        if one.key not in used
    ]
    return [f"corrections: {len(corrections)}, never matched: {len(problems)}"], problems


def _check_references(history, folder):
    lines, problems = ["counts published by others (reported, recorded, gap)"], []
    for compared in compare_references(history, folder):
        reference, gap = compared.reference, f"{compared.gap:+.1%}"
        what = f"{reference.date} {reference.what} ({reference.scope})"
        words = f"; {reference.explanation}" if reference.explanation else ""
        lines.append(f"  {what}: {reference.reported}, {compared.recorded}, {gap}{words}")
        period = "since 2021" if reference.compared_on >= FIRST_LIST_YEAR else "before 2021"
        if abs(compared.gap) > LARGEST_GAP[period] and not reference.explanation:
            problems.append(f"reference.csv {what}: a gap of {gap} not explained.")
    return lines, problems
