"""Name the agencies of a list: known ones, known ones spelt anew, and new ones."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

from geo.ingest.agreement import (
    NAMING_RULES,
    Agreement,
    History,
    make_agency_id,
    name_places,
)
from geo.ingest.clean import Row
from geo.ingest.errors import SourceError, join_faults
from geo.ingest.identity import Body, name_key, pair_names


class Names:
    """The agencies of one list held against those known before it.

    spelling is the name of every agency after the list: the known one while the list still prints
    it, else the list's own. merges holds (row, rule, agency_id, before, after) of every spelling
    never seen before for a known agency, doubtful (row, name, likeness) of those that look like a
    vanished agency but are not merged.
    """

    def __init__(
        self, rows: list[Row], history: History, is_recent: Callable[[Agreement], bool]
    ) -> None:
        self.spelling = {known.agency_id: known.agency for known in history.agreements}
        self.merges: list[tuple[Row, str, str, str, str]] = []
        self.doubtful: list[tuple[Row, str, float]] = []
        self._pairs_seen = {
            (merge.agency_id, frozenset((merge.before, merge.after)))
            for merge in history.merges
            if merge.rule in NAMING_RULES
        }
        self._known = index_names(history)
        respelt = self._recognise(rows, history, is_recent)
        printed = defaultdict(list)
        for row in rows:
            key, rule = name_key(row.state, row.agency), "same_key"
            if key in respelt:
                self._known[key], rule = respelt[key]
            agency_id = self._known.setdefault(key, make_agency_id(row.state, row.agency))
            printed[agency_id].append(row.agency)
            self._log(row, rule, agency_id)
        for agency_id, names in printed.items():
            if self.spelling[agency_id] not in names:
                self.spelling[agency_id] = names[0]

    def identify(self, row: Row) -> str:
        """Id of the agency of a row of the list."""
        return self._known[name_key(row.state, row.agency)]

    def _recognise(self, rows, history, is_recent):
        """Pair names never seen before with agencies that vanished from this list."""
        unknown: dict[str, Body] = {}
        first_rows: dict[str, Row] = {}
        present = set()
        for row in rows:
            key = name_key(row.state, row.agency)
            if key in self._known:
                present.add(self._known[key])
                continue
            first_rows.setdefault(key, row)
            body = unknown.setdefault(key, Body(key))
            where = row.location
            places = name_places(where.geoids, where.statewide)
            body.add(row.model, row.signed_on, row.moa_url, places)
        if not unknown:
            return {}
        vanished: dict[str, Body] = {}
        recent = set()
        for known in history.agreements:
            if known.agency_id in present:
                continue
            key = name_key(known.state, known.agency)
            body = vanished.setdefault(known.agency_id, Body(key))
            places = name_places(known.geoids, known.statewide)
            body.add(known.model, known.signed_on, known.moa_url, places)
            if is_recent(known):
                recent.add(known.agency_id)
        pairs, doubtful = pair_names(
            unknown, {agency_id: vanished[agency_id] for agency_id in recent}
        )
        for key, agency_id, likeness in doubtful:
            self.doubtful.append((first_rows[key], self.spelling[agency_id], likeness))
        return pairs

    def _log(self, row, rule, agency_id):
        before = self.spelling.setdefault(agency_id, row.agency)
        pair = (agency_id, frozenset((before, row.agency)))
        if before != row.agency and pair not in self._pairs_seen:
            self._pairs_seen.add(pair)
            self.merges.append((row, rule, agency_id, before, row.agency))


def index_names(history: History) -> dict[str, str]:
    """Agency ids by the name key of every spelling that a history knows."""
    known = {}
    for merge in history.merges:
        if merge.rule in NAMING_RULES:
            for spelling in (merge.before, merge.after):
                known[name_key(merge.agency_id[:2].upper(), spelling)] = merge.agency_id
    for agreement in history.agreements:
        known[name_key(agreement.state, agreement.agency)] = agreement.agency_id
    return known


def require_own_names(file: str, rows: Iterable[Row], names: Names) -> None:
    """Raise SourceError when rows of one agency in one list lie in different counties.

    Two bodies then share a name, such as the police of two townships of one state.
    """
    located = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.number):
        if row.location.geoids:
            located[names.identify(row)].append(row)
    faults = [
        _describe_namesakes(file, *pair)
        for group in located.values()
        if (pair := next(filter(_lie_apart, combinations(group, 2)), None))
    ]
    if faults:
        raise SourceError(join_faults(faults))


def _lie_apart(pair):
    one, other = pair
    return not set(one.location.geoids) & set(other.location.geoids)


def _describe_namesakes(file, one, other):
    agency, state, county = other.agency, other.state, other.county
    places = " and ".join(row.county or ";".join(row.location.geoids) for row in (one, other))
    where = (county or ";".join(other.location.geoids)).removesuffix(" County")
    return (
        f"{file} rows {one.number} and {other.number}: {agency} ({state}) lies in {places}. If "
        "these are two agencies, name one apart by a row in data/corrections.csv, keyed on its "
        f"county: agency,{state},{agency},{county},{agency} ({where}),<evidence>. If it is one, "
        "mend the county of a row there."
    )
