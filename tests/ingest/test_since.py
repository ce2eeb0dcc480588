"""Agreements known from their memoranda stay outside the record until a list prints them."""

import pytest

from geo.ingest.__main__ import main
from geo.ingest.agreement import History
from geo.ingest.corrections import Corrections
from geo.ingest.errors import SourceError
from geo.ingest.since import FILE, add_signed, follow_lists, read_memoranda, read_since
from tests.ingest.lists import make_list, make_row
from tests.ingest.test_absorb import FILLER, absorb_all

HEADER = "state,agency,model,signed_on,file,seen_in,new"
ATMORE = "AL,Atmore Police Department,task_force,2025-03-04,AtmorePDAL_TFM_MOA_03042025.pdf"
CLIO = "AL,Clio Police Department,task_force,2025-03-02,ClioPDAL_TFM_MOA_03022025.pdf"


def write(folder, *rows):
    path = folder / "memoranda.csv"
    path.write_text("\n".join([HEADER, *(f"{row},2025-04-01,yes" for row in rows), ""]))
    return path


def read(folder, *rows):
    return read_memoranda(write(folder, *rows), Corrections())


def test_an_agency_is_located_by_the_rules_of_lists(tmp_path):
    (atmore,) = read(tmp_path, ATMORE)
    assert (atmore.agency_id, atmore.geoids) == ("al-atmore-police-department", ("01053",))
    assert (atmore.jurisdiction, atmore.reach, atmore.statewide) == ("municipality", "part", False)
    assert (atmore.memorandum, atmore.seen_on) == ("AtmorePDAL_TFM_MOA_03042025.pdf", "2025-04-01")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ATMORE.replace("AL,", "XX,"), "row 2: STATE is 'XX'"),
        (ATMORE.replace("task_force", "TFM"), "row 2: model is 'TFM'"),
        (ATMORE.replace("2025-03-04", "2025-05-04"), "row 2: signed_on is '2025-05-04'"),
        (ATMORE.replace("Atmore Police Department", ""), "row 2: agency is ''"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(tmp_path, row, fault):
    with pytest.raises(SourceError, match=fault):
        read(tmp_path, row)


def absorb_row(day, **rest):
    told = {"state": "AL", "signed_on": "2025-03-04", "geoids": ("01053",), **rest}
    return absorb_all(make_list(day, make_row("Atmore Police Department", **told), *FILLER))


@pytest.mark.parametrize(
    "printed",
    [
        {},
        {"signed_on": "2025-03-10"},
        {"signed_on": "2025-01-02", "moa_url": "https://a.b/c/ATMOREPDAL_TFM_MOA_03042025.pdf"},
    ],
)
def test_what_a_list_prints_leaves_the_table(tmp_path, printed):
    rows = read(tmp_path, ATMORE, CLIO)
    kept = follow_lists(rows, absorb_row("2025-03-20", **printed))
    assert [(one.agency, one.note) for one in kept] == [
        ("Clio Police Department", "not on the list of 2025-03-20")
    ]


@pytest.mark.parametrize(
    "printed", [{"model": "warrant"}, {"signed_on": "2025-01-02"}, {"state": "GA"}]
)
def test_another_agreement_of_the_agency_takes_nothing_out(tmp_path, printed):
    rows = read(tmp_path, ATMORE)
    assert len(follow_lists(rows, absorb_row("2025-03-20", **printed))) == 1


def test_a_list_older_than_the_signing_leaves_no_note(tmp_path):
    history = absorb_row("2025-03-03", model="jail", signed_on="2025-03-01")
    assert [one.note for one in follow_lists(read(tmp_path, ATMORE), history)] == [""]


def test_a_row_added_twice_is_there_once(tmp_path):
    rows = read(tmp_path, CLIO, ATMORE)
    both = add_signed(rows, rows, History())
    assert [one.agency for one in both] == ["Atmore Police Department", "Clio Police Department"]


def test_the_command_adds_to_the_table_and_not_to_the_agreements(tmp_path, capsys):
    data = tmp_path / "data"
    data.mkdir()
    assert main(["since", str(write(tmp_path, ATMORE, CLIO)), "--data", str(data)]) == 0
    assert "2 agreements in since.csv, 2 more than before" in capsys.readouterr().out
    assert [path.name for path in data.glob("*.csv")] == [FILE]
    assert len(read_since(data)) == 2
    assert main(["since", str(tmp_path / "none.csv"), "--data", str(data)]) == 1
    assert "no such file" in capsys.readouterr().err
