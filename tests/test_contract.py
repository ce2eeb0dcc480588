"""The committed tables hold to their contract."""

import re

import pandas as pd
import pytest

from geo.agreements import COLUMNS, DATA, DATES, read_agreements
from geo.program import MODELS
from geo.record import read_lists, read_population

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
LIST_COLUMNS = ["file", "published_on", "rows", "agreements", "sha256", "verdict", "note"]
CORRECTION_COLUMNS = ["field", "state", "agency", "printed", "correct", "evidence"]
UNINHABITED = {"60030": "Rose Atoll", "60040": "Swains Island"}


@pytest.fixture(scope="module")
def agreements():
    """The agreements as text, as they stand in the file."""
    return pd.read_csv(DATA / "agreements.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def lists():
    return pd.read_csv(DATA / "lists.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def absorbed(lists):
    return lists[lists["verdict"] == "absorbed"]


@pytest.fixture(scope="module")
def listed(agreements):
    """Agreements whose source is a row of a list."""
    found = agreements["source"].str.extract(r"^(?P<file>[^#]+\.xlsx)#(?P<row>\d+)$")
    return agreements.join(found).dropna(subset="file")


def name(rows):
    """Name offending agreements, so that a failure says which."""
    return rows["agreement_id"].tolist()


def split_geoids(agreements):
    local = agreements[agreements["geoids"] != ""]
    return local.assign(geoid=local["geoids"].str.split(";")).explode("geoid")


def test_columns(agreements, lists):
    assert list(agreements.columns) == list(COLUMNS)
    assert list(lists.columns) == LIST_COLUMNS
    corrections = pd.read_csv(DATA / "corrections.csv", dtype=str, keep_default_na=False)
    assert list(corrections.columns) == CORRECTION_COLUMNS


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.csv")), ids=lambda path: path.name)
def test_files_are_plain_text(path):
    content = path.read_bytes()
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    content.decode("utf-8")


def test_the_table_can_be_read(agreements, lists):
    assert len(read_agreements()) == len(agreements) > 0
    assert len(read_lists()) == len(lists) > 0


def test_ids_are_sorted_and_unique(agreements):
    ids = agreements["agreement_id"]
    assert ids.is_unique
    assert ids.tolist() == sorted(ids)


def test_ids_are_made_of_content(agreements):
    signed = agreements["signed_on"].where(agreements["signed_on"] != "", "undated")
    made = agreements["agency_id"] + "--" + agreements["model"] + "--" + signed
    assert name(agreements[made != agreements["agreement_id"]]) == []
    slugs = agreements["agency_id"].str.fullmatch(r"[a-z]{2}(-[a-z0-9]+)+")
    assert name(agreements[~slugs]) == []
    assert (
        name(agreements[agreements["agency_id"].str[:2].str.upper() != agreements["state"]]) == []
    )


def test_an_agency_has_one_name(agreements):
    names = agreements.groupby("agency_id")["agency"].nunique()
    assert names[names > 1].index.tolist() == []


def test_names_are_tidy(agreements):
    agency = agreements["agency"]
    untidy = (agency == "") | (agency != agency.str.strip()) | agency.str.contains(r"\s\s|[\n\t’‘]")
    assert name(agreements[untidy]) == []


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("model", set(MODELS)),
        ("jurisdiction", JURISDICTIONS),
        ("reach", {"countywide", "part", ""}),
        ("end_certainty", {"listed", "gap", "unattested", "renewed", "reported", ""}),
        ("statewide", {"true", "false"}),
        ("located_by", {"printed", "agency_name", "place", "correction", ""}),
    ],
)
def test_values(agreements, column, allowed):
    assert set(agreements[column]) - allowed == set()


def test_states_are_on_the_map(agreements, states):
    assert set(agreements["state"]) - set(states["state"]) == set()


@pytest.mark.parametrize("column", DATES)
def test_dates_are_iso(agreements, column):
    texts = agreements[column]
    assert name(agreements[~texts.str.fullmatch(r"(\d{4}-\d{2}-\d{2})?")]) == []
    pd.to_datetime(texts[texts != ""], format="%Y-%m-%d")


def test_dates_stand_in_order(agreements, absorbed):
    signed, first, last, ended, by_law = (agreements[column] for column in DATES)
    assert name(agreements[(first == "") != (last == "")]) == []
    assert name(agreements[(first == "") & (signed == "")]) == []
    assert name(agreements[first > last]) == []
    assert name(agreements[(last != "") & (signed > last)]) == []
    assert name(agreements[(signed != "") & (signed < "2002-01-01")]) == []
    assert name(agreements[last > absorbed["published_on"].max()]) == []
    assert name(agreements[(ended != "") & (ended < last)]) == []
    assert name(agreements[(by_law != "") & ~((first <= by_law) & (by_law < last))]) == []


def test_an_end_on_the_day_of_the_last_listing_has_a_reason(agreements, absorbed):
    """Another list of the same day lacks it, or a new signing follows it."""
    same_day = agreements[agreements["ended_on"] == agreements["last_listed_on"]]
    several = absorbed["published_on"][absorbed["published_on"].duplicated()]
    superseded = same_day["flags"].str.split(";").map(lambda flags: "superseded" in flags)
    assert name(same_day[~same_day["ended_on"].isin(several) & ~superseded]) == []


def test_an_end_has_a_certainty(agreements):
    ended = agreements["ended_on"] != ""
    assert name(agreements[ended != (agreements["end_certainty"] != "")]) == []


def test_certainty_is_the_length_of_the_silence(agreements):
    over = agreements[agreements["ended_on"] != ""]
    over = over[~over["end_certainty"].isin(["renewed", "reported"])]
    shown = over["last_listed_on"].where(over["last_listed_on"] != "", over["signed_on"])
    silence = (pd.to_datetime(over["ended_on"]) - pd.to_datetime(shown)).dt.days
    expected = pd.cut(silence, [-1, 59, 365, 9999], labels=["listed", "gap", "unattested"])
    assert name(over[expected.astype(str) != over["end_certainty"]]) == []


def test_a_renewed_agreement_ends_with_the_next_signing(agreements):
    renewed = agreements[agreements["end_certainty"] == "renewed"]
    next_one = renewed["agency_id"] + "--" + renewed["model"] + "--" + renewed["ended_on"]
    assert name(renewed[~next_one.isin(agreements["agreement_id"])]) == []


def test_what_is_not_over_is_on_the_newest_list(listed, agreements, absorbed):
    newest = absorbed["published_on"].max()
    still = agreements[agreements["ended_on"] == ""]
    assert name(still[still["last_listed_on"] != newest]) == []
    assert (
        name(agreements[(agreements["ended_on"] != "") & (agreements["ended_on"] > newest)]) == []
    )


def test_statewide_agreements_have_no_county(agreements):
    statewide = agreements[agreements["statewide"] == "true"]
    for column in ("geoids", "reach", "located_by"):
        assert name(statewide[statewide[column] != ""]) == [], column


def test_local_agreements_have_a_reach(agreements):
    local = agreements[agreements["statewide"] == "false"]
    assert name(local[local["reach"] == ""]) == []


def test_state_agencies_are_never_in_one_county(agreements):
    state = agreements[agreements["jurisdiction"] == "state"]
    assert name(state[(state["statewide"] != "true") & (state["located_by"] != "correction")]) == []


def test_located_agreements_say_how(agreements):
    located = agreements["geoids"] != ""
    assert name(agreements[located != (agreements["located_by"] != "")]) == []


def test_geoids_are_counties_of_the_state_each_once(agreements, counties):
    lists = agreements["geoids"].str.split(";")
    assert name(agreements[lists.map(lambda geoids: len(geoids) > len(set(geoids)))]) == []
    towns = agreements["jurisdiction"] == "municipality"
    unsorted = lists.map(lambda geoids: geoids != sorted(geoids))
    assert name(agreements[unsorted & ~towns]) == []
    placed = split_geoids(agreements)
    states = placed["geoid"].map(counties.set_index("geoid")["state"])
    assert sorted(set(placed["geoid"][states.isna()])) == []
    assert name(placed[states != placed["state"]]) == []


@pytest.mark.parametrize(("since", "until", "least"), [("2021", "9999", 0.99), ("", "2021", 0.97)])
def test_located_share(agreements, since, until, least):
    local = agreements[agreements["statewide"] == "false"]
    local = local[(local["last_listed_on"] >= since) & (local["last_listed_on"] < until)]
    unlocated = local[local["geoids"] == ""]
    assert len(unlocated) <= (1 - least) * len(local), name(unlocated)


def test_links_are_web_addresses(agreements):
    odd = ~agreements["moa_url"].str.fullmatch(r"(https?://\S+)?")
    wrapped = agreements["moa_url"].str.contains("safelinks.protection.outlook.com")
    assert name(agreements[odd | wrapped]) == []


def test_flags_are_sorted_words(agreements):
    lists = agreements["flags"][agreements["flags"] != ""].str.split(";")
    assert all(flags == sorted(set(flags)) for flags in lists)
    assert all(re.fullmatch(r"[a-z_]+", flag) for flags in lists for flag in flags)


def test_sources_are_absorbed_lists(agreements, listed, absorbed):
    lists = absorbed.set_index("file")
    assert set(listed["file"]) - set(lists.index) == set()
    rows = listed["row"].astype(int)
    assert name(listed[rows < 2]) == []
    published = listed["file"].map(lists["published_on"])
    assert name(listed[published != listed["last_listed_on"]]) == []


def test_other_sources_are_older_than_the_lists(agreements, listed, absorbed):
    older = agreements.drop(index=listed.index)
    assert name(older[older["source"] == ""]) == []
    assert name(older[older["last_listed_on"] >= absorbed["published_on"].min()]) == []
    sources = set(pd.read_csv(DATA / "sources.csv", dtype=str)["source"])
    assert set(older["source"]) - sources == set()


def test_one_row_of_a_list_is_one_agreement(listed):
    assert name(listed[listed["source"].duplicated(keep=False)]) == []


def test_lists_stand_in_order(lists, absorbed):
    assert lists["file"].is_unique
    again = absorbed[absorbed["sha256"].duplicated()]
    assert again["file"][~again["note"].str.startswith("same bytes as ")].tolist() == []
    assert lists["published_on"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()
    assert absorbed["published_on"].is_monotonic_increasing
    assert lists["sha256"].str.fullmatch(r"[0-9a-f]{64}").all()


def test_lists_have_a_verdict(lists):
    assert set(lists["verdict"]) <= {"absorbed", "refused"}
    refused = lists[lists["verdict"] == "refused"]
    assert refused["file"][refused["note"] == ""].tolist() == []


def test_lists_have_rows_and_agreements(lists, absorbed):
    assert lists[["rows", "agreements"]].map(lambda text: text.isdecimal()).all(axis=None)
    rows, touched = absorbed["rows"].astype(int), absorbed["agreements"].astype(int)
    assert absorbed["file"][(touched > rows) | (touched == 0)].tolist() == []


def test_the_newest_list_is_in_force(agreements, absorbed):
    newest = absorbed[absorbed["published_on"] == absorbed["published_on"].max()].iloc[-1]
    still = (agreements["ended_on"] == "").sum()
    assert still == int(newest["agreements"])


def test_every_county_has_people(counties):
    population = read_population()
    assert population.index.is_unique
    assert set(population.index) == set(counties["geoid"])
    assert set(population.index[population <= 0]) == set(UNINHABITED)
    assert 330e6 < population.sum() < 345e6
    assert population["06037"] > 9_000_000


def test_corrections_have_evidence():
    corrections = pd.read_csv(DATA / "corrections.csv", dtype=str, keep_default_na=False)
    bare = corrections[(corrections["evidence"] == "") | (corrections["field"] == "")]
    assert bare["agency"].tolist() == []
    assert not corrections.duplicated(["field", "state", "agency", "printed"]).any()
