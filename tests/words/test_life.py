"""An agreement's life is told in words, and every end with what proves it."""

import json
from pathlib import Path

import pandas as pd
import pytest

from geo.words.browser import list_words
from geo.words.life import Life

CASES = json.loads((Path(__file__).parent.parent / "cases" / "life.json").read_text("utf-8"))
SOURCES = pd.DataFrame(
    [[name, *rest] for name, rest in CASES["sources"].items()],
    columns=["source", "kind", "dated_on", "title", "address"],
)
COLUMNS = {
    "first": "first_listed_on",
    "last": "last_listed_on",
    "ended": "ended_on",
    "byLaw": "ended_by_law_on",
    "certainty": "end_certainty",
    "flags": "flags",
    "source": "source",
    "startSource": "start_source",
    "endSource": "end_source",
}


def make_row(make_agreements, case):
    values = {COLUMNS[name]: value for name, value in case["agreement"].items()}
    # One that no list shows is known by its signing.
    return next(make_agreements(values | {"signed_on": "2010-01-01"}).itertuples())


@pytest.mark.parametrize("case", CASES["agreements"], ids=lambda case: case["text"][:60])
def test_a_life_is_told_and_proven(make_agreements, case):
    row, life = make_row(make_agreements, case), Life(SOURCES)
    assert life.tell(row) == case["text"]
    assert [list(proof) for proof in life.prove(row)] == case["proofs"]


def test_the_browsers_case_has_the_words_of_the_panel():
    words = {
        name: text
        for name, text in list_words("en").items()
        if name.startswith(("life.", "proof."))
    }
    assert CASES["words"] == words


def test_a_life_in_spanish(make_agreements):
    case = CASES["agreements"][7]
    row, life = make_row(make_agreements, case), Life(SOURCES, "es")
    assert life.tell(row).endswith("terminó el 15 dic 2011, según otra fuente")
    assert [label for label, *_ in life.prove(row)] == ["Última mención", "Inicio", "Fin"]
