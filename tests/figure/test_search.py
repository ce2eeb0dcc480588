"""The search's data holds what it says, and the browser finds in it what readers mean."""

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from geo.agreements import DATA
from geo.figure.search_index import KINDS, encode_search
from geo.words.language import LANGUAGES, load_translations
from geo.words.names import Phrases
from tests.figure.node import run_node

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def texts(record):
    return {language: encode_search(record, Phrases(record, language)) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_is_short(texts, language):
    assert len(gzip.compress(texts[language].encode(), 9, mtime=0)) < 400_000


def test_same_record_gives_the_same_text(record, texts):
    assert encode_search(record, Phrases(record, "en")) == texts["en"]


def test_lists_are_as_long_as_their_tables(record, texts):
    data = json.loads(texts["en"])
    assert data["counties"]["geoid"] == record.counties["geoid"].tolist()
    assert len(data["counties"]["name"].split("\n")) == len(record.counties)
    assert data["states"]["code"] == record.states["state"].tolist()
    agencies = data["agencies"]["id"].split("\n")
    assert set(agencies) == set(record.agreements["agency_id"])
    assert len(data["agencies"]["name"].split("\n")) == len(agencies)
    places = pd.read_csv(DATA / "places.csv", dtype=str, keep_default_na=False)
    assert len(places) - 60 < len(data["places"]["name"].split("\n")) < len(places)


def test_every_kind_is_named_and_translated():
    places = pd.read_csv(DATA / "places.csv", dtype=str, keep_default_na=False)
    assert set(places["kind"]) - {""} <= set(KINDS)
    spanish = load_translations("es")
    assert [word for word in KINDS.values() if spanish.gettext(word) == word] == ["borough"]


@pytest.mark.slow
def test_the_browser_finds_what_readers_mean(texts, tmp_path):
    for language, text in texts.items():
        (tmp_path / f"{language}.json").write_text(text, encoding="utf-8")
    run_node("--test", HERE / "search" / "find.test.js", SEARCH_FOLDER=str(tmp_path))
