"""Spellings of one agency meet, different agencies do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ingest.identity import Body, compare_agencies, memorandum_key, name_key, pair_names

COUNTIES = ("Pima", "Pinal", "Saint Johns", "De Soto", "Fort Bend", "La Salle", "Lake")
KINDS = ("County Sheriff's Office", "County Jail", "Police Department")
NOISE = (
    lambda name: name.upper(),
    lambda name: name.replace("'", "’"),
    lambda name: name.replace("'", ""),
    lambda name: name.replace("Police Department", "PD"),
    lambda name: name.replace("Police Department", "Police Dept."),
    lambda name: name.replace("Sheriff's Office", "SO"),
    lambda name: name.replace("Sheriff's Office", "Sheriff's Department"),
    lambda name: name.replace("County", "Co."),
    lambda name: name.replace("Saint", "St."),
    lambda name: name.replace("Fort", "Ft"),
    lambda name: name.replace(" ", "  "),
    lambda name: f"{name} ",
)


@given(
    st.sampled_from(COUNTIES),
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(NOISE), max_size=4),
)
def test_noise_never_splits_an_agency(county, kind, noise):
    name = noisy = f"{county} {kind}"
    for change in noise:
        noisy = change(noisy)
    assert name_key("FL", noisy.replace("’", "'")) == name_key("FL", name)


@given(st.sampled_from(COUNTIES), st.sampled_from(COUNTIES), st.sampled_from(KINDS))
def test_different_names_keep_different_keys(one, other, kind):
    same = name_key("FL", f"{one} {kind}") == name_key("FL", f"{other} {kind}")
    assert same == (one == other)


@given(st.text(), st.sampled_from(["AL", "FL"]), st.sampled_from(["KS", "SC"]))
def test_different_states_never_share_a_key(name, one, other):
    assert name_key(one, name) != name_key(other, name)


@pytest.mark.parametrize(
    ("state", "short", "full"),
    [
        ("AK", "Department of Corrections", "Alaska Department of Corrections"),
        ("MT", "MT Dept of Justice", "Montana Department of Justice"),
        ("FL", "City of Miami Springs Police Department", "Miami Springs PD"),
        ("FL", "Gulf County BOCC", "Gulf County Board of County Commissioners"),
    ],
)
def test_a_state_may_leave_out_its_own_name(state, short, full):
    assert name_key(state, short) == name_key(state, full)


def test_a_county_of_the_states_own_name_keeps_it():
    assert name_key("UT", "Utah County Sheriff's Office") == "UT utah county sheriff"


def describe(key, memoranda=(), places=("12005",)):
    return Body(key, {("jail", "2025-03-01")}, set(memoranda), set(places))


@pytest.mark.parametrize(
    ("new", "known", "places", "rule"),
    [
        ("AZ pinal county sheriff", "AZ pima county sheriff", ({"04021"}, {"04019"}), ""),
        ("AZ pima county sherif", "AZ pima county sheriff", ({"04019"}, {"04019"}), "respelt"),
        ("AZ pima county sherif", "AZ pima county sheriff", (set(), {"04019"}), "doubtful"),
        ("FL pembroke pines police", "FL pembroke park police", ({"1"}, {"1"}), "doubtful"),
        ("FL melbourne beach police", "FL melbourne police", ({"1"}, {"1"}), "doubtful"),
        (
            "PA quarryville borough police department",
            "PA quarryville police department",
            ({"1"}, {"1"}),
            "respelt",
        ),
        ("PA a constbales office", "PA a constables office", ({"1"}, {"1"}), "respelt"),
        ("ID state polce", "ID state police", ({"statewide"}, {"statewide"}), "respelt"),
        ("TX x constable precinct 1", "TX x constable precinct 2", ({"4"}, {"4"}), ""),
        ("PA cambria county prison", "PA cambria county sheriff", ({"4"}, {"4"}), "doubtful"),
        ("FL office of agricultural law enforcement", "FL gulf police", ({"4"}, {"4"}), ""),
    ],
)
def test_only_a_name_nearly_alike_with_a_shared_signing_is_the_same(new, known, places, rule):
    new, known = describe(new, places=places[0]), describe(known, places=places[1])
    assert compare_agencies(new, known)[0] == rule
    new.signings = {("jail", "2025-03-02")}
    assert compare_agencies(new, known)[0] == ""


def test_a_shared_memorandum_lets_names_differ_more():
    new = describe("LA okaloosa county corrections", memoranda={"a.pdf"})
    known = describe("LA okaloosa county board of commissioners", memoranda={"a.pdf"})
    assert compare_agencies(new, known)[0] == "same_memorandum"
    known.memoranda = {"b.pdf"}
    assert compare_agencies(new, known)[0] == "doubtful"


def test_each_vanished_agency_is_used_once_by_the_most_alike():
    unknown = {
        "a": describe("FL marco island police"),
        "b": describe("FL macro islnd police"),
    }
    vanished = {"fl-macro": describe("FL macro island police")}
    pairs, doubtful = pair_names(unknown, vanished)
    assert pairs == {"b": ("fl-macro", "respelt")}
    assert doubtful == []


def test_a_memorandum_is_known_by_its_file():
    archived = "https://web.archive.org/web/20210113002027/https://www.ice.gov/d/287g%20A.pdf"
    assert memorandum_key(archived) == memorandum_key("http://www.ice.gov/d/287G%20a.PDF")
