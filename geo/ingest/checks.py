"""Hold the committed tables to their promises: conservation, contract, location, references."""

from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd

from geo.agreements import COLUMNS, DATA
from geo.boundaries import read_counties
from geo.ingest.agreement import USE_COLUMNS, make_agency_id, make_agreement_id
from geo.ingest.prepare import read_corrections
from geo.ingest.tables import TABLES
from geo.program import MODELS

JURISDICTIONS = {
    "state",
    "county",
    "municipality",
    "campus",
    "port",
    "regional",
    "judicial_district",
    "constable",
}
FIRST_LIST_YEAR = "2021"
# What a difference adds to the agreements listed on the day of a list, against its rows.
WEIGHT = {
    "bridged": 1,
    "returned": 1,
    "listed_later_that_day": 1,
    "gone_later_that_day": -1,
    "relabelled_to": 1,
    "relabelled_from": -1,
}
LARGEST_SHARE_OF_DIFFERENCES = 0.005
LEAST_LOCATED = {"since 2021": 0.99, "before 2021": 0.97}
LARGEST_GAP = {"since 2021": 0.03, "before 2021": 0.10}


def check_history(history, folder=DATA):
    """Check a history and say what was found.

    Returns (lines, problems): lines of the report, and every promise that does not hold, each
    naming the list, the agreement or the table.
    """
    report, problems = [], []
    for check in (_check_conservation, _check_counts, _check_contract, _check_located):
        lines, found = check(history)
        report += lines
        problems += found
    for check in (_check_files, _check_corrections, _check_references):
        lines, found = check(history, Path(folder))
        report += lines
        problems += found
    return report, problems


def select_listed(agreements, day):
    """Agreements that the lists show on a day: first listed by then and not gone by then."""
    return [
        a
        for a in agreements
        if a["first_listed_on"] <= day and (not a["ended_on"] or day < a["ended_on"])
    ]


def compare_references(history, folder=DATA):
    """Hold the record to the counts that others published.

    Returns a DataFrame, one row per published count of data/qa/reference.csv in its columns,
    with `recorded` and `gap` (recorded / reported - 1). Basis `listed` counts what the newest
    list showed, `in_force` what had been signed.
    """
    table = pd.read_csv(Path(folder) / "qa" / "reference.csv", dtype=str, keep_default_na=False)
    table["recorded"] = [_count(history.agreements, row) for row in table.to_dict("records")]
    table["gap"] = table["recorded"] / table["reported"].astype(int) - 1
    return table


def _check_conservation(history):
    folded, aside = Counter(), Counter()
    for difference in history.differences:
        if difference["reason"].startswith("duplicate"):
            folded[difference["list"]] += 1
        elif difference["reason"].startswith("set_aside"):
            aside[difference["list"]] += 1
    lines, problems = ["rows in = agreements + duplicates folded + rows set aside"], []
    for line in history.lists:
        file = line["file"]
        if line["verdict"] == "refused":
            lines.append(f"  {line['published_on']}  {file}: refused, {line['note']}")
            continue
        total = int(line["agreements"]) + folded[file] + aside[file]
        sum_text = f"{line['agreements']} + {folded[file]} + {aside[file]}"
        lines.append(f"  {line['published_on']}  {file}: {line['rows']} = {sum_text}")
        if total != int(line["rows"]):
            problems.append(f"lists.csv {file}: {line['rows']} rows, yet {sum_text} = {total}.")
    return lines, problems


def _check_counts(history):
    """Agreements listed on the day of every list, per model, against what the list prints."""
    printed, weights = defaultdict(Counter), defaultdict(Counter)
    for count in history.printed:
        printed[count["list"]][count["model"]] = int(count["agreements"])
    for difference in history.differences:
        weight = WEIGHT.get(difference["reason"], 0)
        weights[difference["list"]][difference["model"]] += weight
    problems, rows = [], 0
    for line in history.lists:
        if line["verdict"] == "refused":
            continue
        rows += int(line["rows"])
        file, day = line["file"], line["published_on"]
        listed = Counter(a["model"] for a in select_listed(history.agreements, day))
        for model in MODELS:
            expected = printed[file][model] + weights[file][model]
            if listed[model] != expected:
                problems.append(
                    f"{file}: {listed[model]} {model} agreements listed on {day}, yet the list "
                    f"and data/qa/differences.csv make {expected}."
                )
    share = len(history.differences) / rows if rows else 0
    if share > LARGEST_SHARE_OF_DIFFERENCES:
        problems.append(f"differences.csv: {share:.2%} of all rows differ; expected under 0.5 %.")
    reasons = Counter(d["reason"].split(":")[0] for d in history.differences)
    lines = [
        f"differences: {len(history.differences)} of {rows} rows ({share:.2%})",
        *(f"  {reason}: {number}" for reason, number in sorted(reasons.items())),
        f"merges: {len(history.merges)}; doubtful, not merged: {len(history.candidates)}",
    ]
    rules = Counter(merge["rule"] for merge in history.merges)
    lines += [f"  {rule}: {number}" for rule, number in sorted(rules.items())]
    return lines, problems


def _check_contract(history):
    geoids = set(read_counties()["geoid"])
    problems = []
    ids = [a["agreement_id"] for a in history.agreements]
    if ids != sorted(set(ids)):
        problems.append("agreements.csv: agreement_id is not sorted, or not unique.")
    for agreement in history.agreements:
        problems += [
            f"agreements.csv {agreement['agreement_id']}: {fault}."
            for fault in _find_faults(agreement, geoids)
        ]
    known = {*ids, ""}
    for table in ("merges", "differences", "early"):
        problems += [
            f"qa/{table}.csv: {record['agreement_id']} is no agreement."
            for record in getattr(history, table)
            if record["agreement_id"] not in known
        ]
    return [f"agreements: {len(ids)}"], problems


def _find_faults(agreement, geoids):
    a = agreement
    if tuple(a) != COLUMNS:
        yield f"columns are {', '.join(a)}"
    if a["agency_id"] != make_agency_id(a["state"], a["agency"]):
        yield f"agency_id is {a['agency_id']}"
    if a["agreement_id"] != make_agreement_id(a["agency_id"], a["model"], a["signed_on"]):
        yield "agreement_id is not agency_id, model and signed_on"
    if a["model"] not in MODELS:
        yield f"model is {a['model']!r}"
    if a["jurisdiction"] not in JURISDICTIONS:
        yield f"jurisdiction is {a['jurisdiction']!r}"
    if (a["statewide"] == "true") != (a["jurisdiction"] == "state"):
        yield f"statewide is {a['statewide']!r}, jurisdiction {a['jurisdiction']!r}"
    if a["statewide"] == "true" and a["geoids"]:
        yield f"statewide, yet in {a['geoids']}"
    stated = list(filter(None, a["geoids"].split(";")))
    if stated != sorted(set(stated)):
        yield f"geoids {a['geoids']} are not sorted, or not each once"
    for geoid in stated:
        if geoid not in geoids:
            yield f"{geoid} is no county"
    if not a["first_listed_on"] <= a["last_listed_on"]:
        yield "last_listed_on lies before first_listed_on"
    if a["ended_on"] and not a["last_listed_on"] <= a["ended_on"]:
        yield "ended_on lies before last_listed_on"
    if bool(a["ended_on"]) != (a["end_certainty"] in ("listed", "gap")):
        yield f"end_certainty is {a['end_certainty']!r}"
    if not a["source"]:
        yield "source is blank"


def _check_located(history):
    lines, problems = [], []
    for name, wanted in LEAST_LOCATED.items():
        local = [
            a
            for a in history.agreements
            if a["statewide"] == "false"
            and (a["last_listed_on"] >= FIRST_LIST_YEAR) == (name == "since 2021")
        ]
        located = [a for a in local if a["geoids"]]
        share = len(located) / len(local) if local else 1
        by_rule = Counter(a["located_by"] for a in located)
        rules = ", ".join(f"{rule} {number}" for rule, number in sorted(by_rule.items()))
        lines.append(f"located {name}: {len(located)} of {len(local)} local ({share:.1%}); {rules}")
        lines += [f"  unlocated: {a['agreement_id']}" for a in local if not a["geoids"]]
        if share < wanted:
            problems.append(f"agreements.csv: {share:.1%} located {name}; expected {wanted:.0%}.")
    return lines, problems


def _check_files(history, folder):
    problems = [
        f"{file} is not in {folder}. Name the folder of the tables, or restore the file from git."
        for file, _ in TABLES.values()
        if not (folder / file).exists()
    ]
    return [], problems


def _check_corrections(history, folder):
    used = {tuple(use[key] for key in USE_COLUMNS[:4]) for use in history.uses}
    keys = [tuple(row) for row in read_corrections(folder)[USE_COLUMNS[:4]].to_numpy()]
    problems = [
        f"corrections.csv: {' | '.join(key)} has never matched anything. Take it out or mend its "
        "printed value."
        for key in keys
        if key not in used
    ]
    return [f"corrections: {len(keys)}, never matched: {len(problems)}"], problems


def _check_references(history, folder):
    if not (folder / "qa" / "reference.csv").exists():
        return [], []
    lines, problems = ["counts published by others (reported, recorded, gap)"], []
    for row in compare_references(history, folder).to_dict("records"):
        what = f"{row['date']} {row['what']} ({row['scope']})"
        lines.append(
            f"  {what}: {row['reported']}, {row['recorded']}, {row['gap']:+.1%}"
            + (f"; {row['explanation']}" if row["explanation"] else "")
        )
        period = "since 2021" if row["compared_on"] >= FIRST_LIST_YEAR else "before 2021"
        if abs(row["gap"]) > LARGEST_GAP[period] and not row["explanation"]:
            problems.append(f"reference.csv {what}: a gap of {row['gap']:+.1%} not explained.")
    return lines, problems


def _count(agreements, row):
    day = row["compared_on"]
    if row["basis"] == "listed":
        chosen = select_listed(agreements, day)
    else:
        chosen = [
            a
            for a in agreements
            if (a["signed_on"] or a["first_listed_on"]) <= day
            and (not a["ended_on"] or day < a["ended_on"])
        ]
    if row["scope"] != "all":
        chosen = [a for a in chosen if a["model"] == row["scope"]]
    unit = {"agreements": "agreement_id", "agencies": "agency_id", "states": "state"}[row["what"]]
    return len({a[unit] for a in chosen})
