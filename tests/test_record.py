"""The tables of a folder are read as typed, and the newest list is found among them."""

import pickle
import shutil
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

from geo.agreements import DATA
from geo.edition import TABLES
from geo.ingest.tables import replace_files
from geo.record import read_events, read_population, read_record

LISTS = """file,published_on,rows,agreements,sha256,verdict,note
first.xlsx,2021-01-13,140,140,aa,absorbed,
second.xlsx,2026-07-20,2179,2170,bb,absorbed,
early.xlsx,2026-05-18,1843,1843,cc,absorbed,
pending.xlsx,2026-07-25,42,0,dd,refused,"a list of pending agencies, not of participating ones"
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of tables with a few lists of its own."""
    for file in TABLES:
        shutil.copy(DATA / file, tmp_path)
    replace_files(tmp_path, {"lists.csv": LISTS})
    return tmp_path


def test_newest_list_is_the_last_absorbed_one(folder):
    record = read_record(folder)
    assert len(record.lists) == 4
    assert record.absorbed["file"].tolist() == ["first.xlsx", "early.xlsx", "second.xlsx"]
    assert record.newest["file"] == "second.xlsx"
    assert record.newest["rows"] == 2179
    assert record.last.isoformat() == "2026-07-20"


def test_the_last_of_two_lists_of_one_day_is_newest(folder):
    text = LISTS.replace(
        "pending.xlsx,2026-07-25,42,0,dd,refused", "pm.xlsx,2026-07-20,9,9,d,absorbed"
    )
    replace_files(folder, {"lists.csv": text})
    assert read_record(folder).newest["file"] == "pm.xlsx"


@pytest.mark.parametrize(
    ("day", "file"),
    [
        ("2021-01-12", None),
        ("2021-01-13", "first.xlsx"),
        ("2026-07-19", "early.xlsx"),
        ("2026-07-30", "second.xlsx"),
    ],
)
def test_the_list_of_a_day_is_the_newest_by_then(folder, day, file):
    found = read_record(folder).find_list(pd.Timestamp(day).date())
    assert (None if found is None else found["file"]) == file


def test_a_record_has_the_milestones_of_its_own_folder(folder):
    text = "date,precision,label,title,detail,major\n2002-07-02,day,Only,The only one,,true\n"
    replace_files(folder, {"events.csv": text})
    assert read_record(folder).events["label"].tolist() == ["Only"]


def test_major_events_are_a_fact(tmp_path):
    (tmp_path / "events.csv").write_text(
        "date,precision,label,title,detail,major\n"
        "2002-07-02,day,First,First agreement,NA,true\n"
        "2012-12,month,End,End of a model,,false\n"
    )
    events = read_events(tmp_path)
    assert events["major"].tolist() == [True, False]
    assert events["detail"].tolist() == ["NA", ""]


def test_population_keeps_leading_zeros(tmp_path):
    (tmp_path / "population.csv").write_text("geoid,population,year,source\n01001,59095,2021,x\n")
    assert read_population(tmp_path).to_dict() == {"01001": 59095}


def test_reading_and_writing_words_draws_nothing():
    """The page starts without what only a picture needs."""
    script = (
        "import geo.coverage, geo.finding, geo.record, geo.words.caption, geo.words.templates, sys;"
        "print({'matplotlib', 'PIL', 'imageio_ffmpeg', 'streamlit'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_a_record_is_handed_to_another_process_while_it_is_in_use(record):
    class Reader:
        def __reduce__(self):
            assert used.places
            return str, ("read",)

    used = replace(record, edition=Reader())
    handed = pickle.loads(pickle.dumps(used))
    assert handed.edition == "read"
    assert handed.agreements.equals(record.agreements)
    assert handed.last == record.last
