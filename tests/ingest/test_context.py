"""The tables around the agreements: their facts are those of the sources, their words our own."""

import pandas as pd
import pytest

from geo.agreements import DATA
from geo.ingest.context import check_facts, read_population_source, render_context
from geo.ingest.errors import SourceError

COUNTIES = ["01001", "01003"]


def write_population(folder, *rows):
    path = folder / "population.csv"
    path.write_text("\n".join(["geoid,population,year,source", *rows, ""]))
    return path


def test_population_is_sorted_and_keeps_leading_zeros(tmp_path):
    path = write_population(tmp_path, "01003,20,2021,Census", "01001,0,2020,Census")
    population = read_population_source(path.parent, COUNTIES)
    assert population.to_dict("list") == {
        "geoid": ["01001", "01003"],
        "population": ["0", "20"],
        "year": ["2020", "2021"],
        "source": ["Census", "Census"],
    }


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["01001,10,2021,Census"], "county 01003 has no figure"),
        (["01001,1,2021,C", "01003,1,2021,C", "01001,2,2021,C"], "row 4: geoid is '01001'"),
        (["01001,1,2021,C", "01003,1,2021,C", "99999,2,2021,C"], "99999 is no county"),
        (["01001,-1,2021,C", "01003,1,2021,C"], "population.csv row 2: population is '-1', yet by"),
        (["01001,1,2021,C", "01003,1.5,2021,C"], "row 3: population is '1.5'"),
        (["01001,1,21,C", "01003,1,2021,C"], "row 2: year is '21'"),
        (["01001,1,2021,C", "01003,1,2021,"], "row 3: source is ''"),
    ],
)
def test_population_faults_are_named(tmp_path, rows, fault):
    with pytest.raises(SourceError, match=fault):
        read_population_source(write_population(tmp_path, *rows).parent, COUNTIES)


def write_events(folder, name, text):
    path = folder / name
    path.write_text(text)
    return path


def test_a_fact_in_other_words_is_found(tmp_path):
    table = write_events(
        tmp_path, "table.csv", "date,precision,title,source_url\n2005-01-01,year,Ours,https://a\n"
    )
    source = write_events(tmp_path, "source.csv", "date,title,source_url\n2005,Theirs,https://a\n")
    check_facts(table, source, ["date", "source_url"])


@pytest.mark.parametrize("row", ["2006,Theirs,https://a", "2005,Theirs,https://b"])
def test_a_missing_fact_is_named_with_its_row(tmp_path, row):
    table = write_events(
        tmp_path, "table.csv", "date,precision,title,source_url\n2005-01-01,year,Ours,https://a\n"
    )
    source = write_events(tmp_path, "source.csv", f"date,title,source_url\n{row}\n")
    with pytest.raises(SourceError, match=r"source\.csv row 2: .* is not in table\.csv"):
        check_facts(table, source, ["date", "source_url"])


def test_a_missing_source_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"events\.csv is not in sources/"):
        render_context(tmp_path / "sources", DATA)


def copy_as_sources(folder):
    for table in ("events.csv", "reported_totals.csv", "population.csv"):
        (folder / table).write_bytes((DATA / table).read_bytes())
    (folder / "state_policies.csv").write_bytes((DATA / "policies.csv").read_bytes())
    (folder / "gap_events.csv").write_bytes((DATA / "attested.csv").read_bytes())


def test_committed_tables_state_their_own_facts(tmp_path):
    copy_as_sources(tmp_path)
    text = (DATA / "population.csv").read_bytes().decode()
    assert render_context(tmp_path, DATA) == {"population.csv": text}


@pytest.mark.parametrize("table", ["events.csv", "state_policies.csv", "reported_totals.csv"])
def test_a_fact_of_any_source_must_be_written(tmp_path, table):
    copy_as_sources(tmp_path)
    path = tmp_path / table
    path.write_text(path.read_text().replace("https://", "http://", 1))
    with pytest.raises(SourceError, match=rf"{table} row \d+: .*http://"):
        render_context(tmp_path, DATA)


def test_events_are_in_order_and_a_national_track_can_name_the_major_ones():
    events = pd.read_csv(DATA / "events.csv", dtype=str)
    assert events["date"].is_monotonic_increasing
    assert events["label"].is_unique
    assert 8 <= events["major"].eq("true").sum() <= 12


def test_an_event_of_a_state_names_it(states):
    events = pd.read_csv(DATA / "events.csv", dtype=str, keep_default_na=False)
    assert set(events["state"]) <= {"", *states["state"]}
    names = states.set_index("state")["name"]
    for state, name in names.items():
        named = events["label"].str.contains(rf"\b{name}\b")
        assert (events.loc[named, "state"] == state).all(), name


LAW = ["state", "enacted", "effective"]


@pytest.mark.parametrize(("note", "is_refused"), [("In effect from July.", False), ("", True)])
def test_a_law_has_other_dates_than_its_source_only_with_a_note(tmp_path, note, is_refused):
    table, source = tmp_path / "table.csv", tmp_path / "source.csv"
    table.write_text(f"state,enacted,effective,dates_note\nGA,2024-05-01,2024-07-01,{note}\n")
    source.write_text("state,enacted,effective\nGA,2024-05-01,2024-05-01\n")
    if is_refused:
        with pytest.raises(SourceError, match=r"source\.csv row 2"):
            check_facts(table, source, LAW)
    else:
        check_facts(table, source, LAW)
