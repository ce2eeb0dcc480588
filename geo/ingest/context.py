"""Hold the tables around the agreements to their sources: population, events, policies, totals."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from geo.agreements import DATA
from geo.boundaries import list_geoids
from geo.ingest.errors import SourceError
from geo.ingest.fields import find_faults

DATES_OF_LAW = ("enacted", "effective")
# Table in the data folder, its source, and the columns that say which fact a row states. The
# words of these tables are the project's own; their facts are those of the source.
WRITTEN = {
    "attested.csv": ("gap_events.csv", ["date", "state"]),
    "events.csv": ("events.csv", ["date", "source_url"]),
    "policies.csv": (
        "state_policies.csv",
        ["state", "kind", "instrument", "enacted", "effective", "source_url", "confidence"],
    ),
    "reported_totals.csv": (
        "reported_totals.csv",
        ["date", "count", "source_url"],
    ),
}


def render_context(sources_dir: Path, data_dir: Path = DATA) -> dict[str, str]:
    """Render population.csv from its source and hold the written tables to theirs.

    attested.csv, events.csv, policies.csv and reported_totals.csv are written by hand in neutral
    words; every fact of the sources must stand in them. Returns the text of population.csv by its
    path in the data folder, the same for equals.

    Raises SourceError when a source or a column is missing, a fact of a source is not in its
    table, or the population is not one figure with year and source for every county.
    """
    for table, (source, facts) in WRITTEN.items():
        check_facts(data_dir / table, sources_dir / source, facts)
    population = read_population_source(sources_dir, list_geoids())
    return {"population.csv": population.to_csv(index=False, lineterminator="\n")}


def check_facts(table_path: Path, source_path: Path, facts: list[str]) -> None:
    """Check that a written table states every fact of its source.

    facts are the columns that both have and that say which fact a row states; a source date
    given by its year or month alone counts as the first day of it where the table has full days.
    A row with a dates_note may give other dates than its source, and says why.

    Raises SourceError naming every fact that is missing.
    """
    table, source = _read(table_path, facts), _read(source_path, facts)
    if "precision" in table.columns:
        source = source.assign(date=source["date"].map(_pad_date))
    stated = set(table[facts].itertuples(index=False, name=None))
    settled = _list_other_dates(table, facts)
    missing = [
        f"{source_path.name} row {row}: {' | '.join(fact)} is not in {table_path.name}. Write it "
        "there, in neutral words and with its source."
        for row, fact in enumerate(source[facts].itertuples(index=False, name=None), start=2)
        if fact not in stated and _drop_dates(fact, facts) not in settled
    ]
    if missing:
        raise SourceError("\n".join(missing))


def _list_other_dates(table, facts):
    if "dates_note" not in table.columns:
        return set()
    noted = table.loc[table["dates_note"] != "", facts].itertuples(index=False, name=None)
    return {_drop_dates(fact, facts) for fact in noted}


def _drop_dates(fact, facts):
    return tuple(value for value, name in zip(fact, facts, strict=True) if name not in DATES_OF_LAW)


def read_population_source(sources_dir: Path, geoids: Iterable[str]) -> pd.DataFrame:
    """Read the population of every county.

    geoids are the counties that must have one. Returns a DataFrame of text, one row per county
    (geoid): population, year, source; sorted.

    Raises SourceError for a county without a figure, a second figure, an unknown county, and
    a figure, year or source that is none.
    """
    path = sources_dir / "population.csv"
    population = _read(path, ["geoid"])
    faults = find_faults(sources_dir, (path.name,))
    for geoid in sorted(set(population["geoid"]) - set(geoids)):
        faults.append(f"{path.name}: geoid {geoid} is no county of shapefiles/; remove it.")
    for geoid in sorted(set(geoids) - set(population["geoid"])):
        faults.append(f"{path.name}: county {geoid} has no figure; add it with year and source.")
    if faults:
        raise SourceError("\n".join(faults))
    return population.sort_values("geoid")


def _read(path, needed):
    if not path.exists():
        raise SourceError(f"{path.name} is not in {path.parent.name}/; put it there.")
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise SourceError(f"{path.name}: lacks the column {', '.join(missing)}; add it.")
    return table


def _pad_date(text):
    return text + "0000-01-01"[len(text) :]
