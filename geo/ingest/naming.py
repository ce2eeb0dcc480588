"""Name the agencies of a list: known ones, known ones spelt anew, and new ones."""

from collections import defaultdict
from itertools import combinations

from geo.ingest.agreement import make_agency_id
from geo.ingest.identity import memorandum_key, name_key, pair_names
from geo.ingest.workbook import SourceError

RULES = ("same_key", "respelt", "same_memorandum")


class Names:
    """The agencies of one list held against those known before it.

    rows (dicts, of one list) get an agency_id. spelling is the name of every agency after the
    list: the known one while the list still prints it, else the list's own. merges holds
    (row, rule, agency_id, before, after) of every spelling never seen before for a known agency,
    doubtful (row, name, likeness) of those that look like a vanished agency but are not merged.
    """

    def __init__(self, rows, agreements, merges, is_recent):
        self.spelling = {a["agency_id"]: a["agency"] for a in agreements}
        self.merges, self.doubtful = [], []
        self._pairs_seen = {
            (merge["agency_id"], frozenset((merge["before"], merge["after"])))
            for merge in merges
            if merge["rule"] in RULES
        }
        known = self._index(agreements, merges)
        for row in rows:
            row["key"] = name_key(row["state"], row["agency"])
        respelt = self._recognise(rows, known, agreements, is_recent)
        printed = defaultdict(list)
        for row in rows:
            rule = "same_key"
            if row["key"] in respelt:
                row["agency_id"], rule = respelt[row["key"]]
            else:
                fresh = make_agency_id(row["state"], row["agency"])
                row["agency_id"] = known.setdefault(row["key"], fresh)
            printed[row["agency_id"]].append(row["agency"])
            self._log(row, rule)
        for agency_id, names in printed.items():
            if self.spelling[agency_id] not in names:
                self.spelling[agency_id] = names[0]

    def _index(self, agreements, merges):
        known = {}
        for merge in merges:
            if merge["rule"] in RULES:
                state = merge["agency_id"][:2].upper()
                for spelling in (merge["before"], merge["after"]):
                    known[name_key(state, spelling)] = merge["agency_id"]
        for agreement in agreements:
            known[name_key(agreement["state"], agreement["agency"])] = agreement["agency_id"]
        return known

    def _recognise(self, rows, known, agreements, is_recent):
        """Pair names never seen before with agencies that vanished from this list."""
        unknown, present = defaultdict(list), set()
        for row in rows:
            if row["key"] in known:
                present.add(known[row["key"]])
            else:
                unknown[row["key"]].append(row)
        if not unknown:
            return {}
        vanished, recent = defaultdict(list), set()
        for agreement in agreements:
            if agreement["agency_id"] not in present:
                vanished[agreement["agency_id"]].append(agreement)
                if is_recent(agreement):
                    recent.add(agreement["agency_id"])
        pairs, doubtful = pair_names(
            {key: describe_agency(group) for key, group in unknown.items()},
            {agency_id: describe_agency(vanished[agency_id]) for agency_id in recent},
        )
        for key, agency_id, likeness in doubtful:
            self.doubtful.append((unknown[key][0], self.spelling[agency_id], likeness))
        return pairs

    def _log(self, row, rule):
        before = self.spelling.setdefault(row["agency_id"], row["agency"])
        pair = (row["agency_id"], frozenset((before, row["agency"])))
        if before != row["agency"] and pair not in self._pairs_seen:
            self._pairs_seen.add(pair)
            self.merges.append((row, rule, row["agency_id"], before, row["agency"]))


def require_own_names(file, rows):
    """Raise SourceError when rows of one agency_id in one list lie in different counties.

    Two bodies then share a name, such as the police of two townships of one state.
    """
    located = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["row"]):
        if row["geoids"]:
            located[row["agency_id"]].append(row)
    faults = [
        _describe_namesakes(file, *pair)
        for group in located.values()
        if (pair := next(filter(_lie_apart, combinations(group, 2)), None))
    ]
    if faults:
        raise SourceError("\n".join(faults))


def _lie_apart(pair):
    one, other = (set(row["geoids"].split(";")) for row in pair)
    return not one & other


def _describe_namesakes(file, one, other):
    agency, state, county = other["agency"], other["state"], other["county"]
    places = " and ".join(row["county"] or row["geoids"] for row in (one, other))
    where = (county or other["geoids"]).removesuffix(" County")
    return (
        f"{file} rows {one['row']} and {other['row']}: {agency} ({state}) lies in {places}. If "
        "these are two agencies, name one apart by a row in data/corrections.csv, keyed on its "
        f"county: agency,{state},{agency},{county},{agency} ({where}),<evidence>. If it is one, "
        "mend the county of a row there."
    )


def describe_agency(records):
    """What identity needs to know of an agency, from its rows or agreements."""
    places = {geoid for r in records for geoid in r["geoids"].split(";") if geoid}
    if any(str(r["statewide"]).lower() == "true" for r in records):
        places.add("statewide")
    return {
        "state": records[0]["state"],
        "key": name_key(records[0]["state"], records[0]["agency"]),
        "signings": {(r["model"], r["signed_on"]) for r in records if r["signed_on"]},
        "memoranda": {memorandum_key(r["moa_url"]) for r in records if r["moa_url"]},
        "places": places,
    }
