"""What a memorandum's file is called is held against the agreement that links it."""

import pytest

from geo.ingest.agreement import Agreement
from geo.ingest.memoranda import find_contradictions, read_memorandum

FOLDER = "https://www.ice.gov/doclib/287gMOA/"


@pytest.mark.parametrize(
    ("file", "agency", "state", "model", "signed_on"),
    [
        (
            "LakePlacidPoliceDeptFL_TFM_MOA_02.28.25.pdf",
            "Lake Placid Police Dept",
            "FL",
            "task_force",
            "2025-02-28",
        ),
        ("287gJEM_FloydCoGa2020-06-10.pdf", "Floyd County", "GA", "jail", "2020-06-10"),
        ("287gWSO_MonroeCoFl2019-10-15.pdf", "Monroe County", "FL", "warrant", "2019-10-15"),
        (
            "Haywood_County_Sheriffs_Office_TN_WSO_MOA_07_15_2025.pdf",
            "Haywood County Sheriffs Office",
            "TN",
            "warrant",
            "2025-07-15",
        ),
        (
            "LevelPlainsPD-AL-TFM-MOA-07302025.pdf",
            "Level Plains PD",
            "AL",
            "task_force",
            "2025-07-30",
        ),
        # The sheriff's department is not South Dakota's; a date that is none is no date.
        ("UnionCoSD_WSO_MOA_0992025.pdf", "Union County", "", "warrant", ""),
        ("montgomery-tx-2017.pdf", "montgomery tx", "", "", ""),
    ],
)
def test_a_file_name_tells_agency_state_model_and_date(file, agency, state, model, signed_on):
    assert read_memorandum(FOLDER + file) == (file, agency, state, model, signed_on)


def make_agreement(file, **rest):
    told = {
        "agreement_id": "pa-montour",
        "agency_id": "pa",
        "agency": "Montour County Sheriff's Office",
        "state": "PA",
        "model": "task_force",
        "signed_on": "2025-06-12",
        "geoids": ("42093",),
    }
    return Agreement(**{**told, **rest}, moa_url=FOLDER + file if file else "")


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("MontourCoSheriffsOfficePA_TFM_MOA_06122025.pdf", []),
        ("MontourCoSOPA_TFM_MOA.pdf", []),
        ("", []),
        ("MontourCoSheriffsOfficeTX_TFM_MOA_06122025.pdf", [("state", "PA", "TX")]),
        ("MontourCoSheriffsOfficePA_WSO_MOA_06122025.pdf", [("model", "task_force", "warrant")]),
        (
            "MontourCoSheriffsOfficePA_TFM_MOA_06112025.pdf",
            [("date", "2025-06-12", "2025-06-11")],
        ),
        ("CarbonCoSheriffsOfficePA_TFM_MOA_06122025.pdf", [("county", "42093", "42025")]),
        (
            "ManheimBoroughPoliceDeptPA_TFM_MOA_061225.pdf",
            [("agency", "Montour County Sheriff's Office", "Manheim Borough Police Dept")],
        ),
    ],
)
def test_what_a_file_name_contradicts_is_named(file, found):
    told = find_contradictions([make_agreement(file)])
    assert [(one.what, one.record, one.file_says) for one in told] == found
