"""What kind of body an agency is, and whether it serves whole counties, told from its own name."""

import re
from functools import cache

from geo.ingest.clean import read_state_names

# The order is the rule: the first pattern found in the name decides. A sheriff typed
# "Municipality" is still a sheriff, and a university typed "State Agency" still has one campus.
KINDS = {
    "constable": r"\bconst[ab]\w+|\bward \d+ marshal",
    "judicial_district": r"\battorney\b(?! general)|\bprosecut|\bjudicial\b",
    "county": r"\bsheriff",
    "campus": (
        r"\b(?:university|college)\b(?! (?:station|park|city|heights|place|corner)\b)"
        r"|\bschools?\b|\bisd\b"
    ),
    "port": (
        r"\bairport\b|\baviation\b|\b(?:port|harbor) authority\b|\bport of\b|\bseaport\b"
        r"|\bnavigation district\b"
    ),
    "regional": (
        r"\bregional\b|\bcooperative\b|\b(?:police|jail) authority\b|\bdistrict jail\b"
        r"|\btask force\b"
    ),
}
STATE_UNIT = r"\b(?:state|highway) (?:police|(?:state )?patrol)\b|\bnational guard\b"
STATE_BODY = (
    r"(?:department|dept|division|bureau|office|military|attorney general|state guard"
    r"|law enforcement|doc\b|fish|game\b|gaming|wildlife|parks\b|marine|lottery|alcohol)"
)
NAMELESS_BODY = r"(?:^|, )(?:department|dept\.?|division|bureau|office) of\b"
LOCAL_GOVERNMENT = r"\b(?:city|town|township|village|borough|county|parish) of\b"
COUNTY_BODY = (
    r"\b(?:county|parish|detention|corrections?|correctional|jail|prison)\b"
    r"|\w (?:co|cty|cnty|par)\.? "
)
POLICE = r"\bpolice\b|\bpublic safety\b|\bmarshal"
WHOLE_COUNTIES = r"\b(?:jail|detention|corrections?|task force)\b"


def classify_agency(agency: str, state: str, printed_type: str) -> str:
    """Tell an agency's jurisdiction from its name, and from its type only if need be.

    Types are absent from the lists before 2025-02 and from that of 2026-07-20, and wrong on
    some rows of the others, so the name goes first. `state` is a USPS code, `printed_type`
    'county', 'municipality', 'state' or ''.

    Returns state, county, municipality, campus, port, regional, judicial_district or constable.
    """
    name = agency.lower()
    for jurisdiction, pattern in KINDS.items():
        if re.search(pattern, name):
            return jurisdiction
    if _is_state_body(name, state):
        return "state"
    if re.search(COUNTY_BODY, name):
        return "county"
    if printed_type == "state" and not re.search(POLICE, name):
        return "state"
    return "municipality"


def find_reach(jurisdiction: str, agency: str) -> str:
    """Tell whether an agency of a jurisdiction serves whole counties.

    Returns 'countywide', 'part' (of a county), or '' for a state's own agency. A regional jail
    or task force serves its counties whole; a regional police department does not.
    """
    if jurisdiction == "state":
        return ""
    if jurisdiction == "regional":
        return "countywide" if re.search(WHOLE_COUNTIES, agency.lower()) else "part"
    return "countywide" if jurisdiction in ("county", "judicial_district") else "part"


def _is_state_body(name, state):
    if re.search(LOCAL_GOVERNMENT, name):
        return False
    return bool(
        re.search(STATE_UNIT, name)
        or re.search(NAMELESS_BODY, name)
        or re.match(rf"{_state_names(state)} {STATE_BODY}", name)
    )


@cache
def _state_names(state):
    """Return the pattern of what a state's agencies call their state."""
    names = [name for name, code in read_state_names().items() if code == state]
    names += [state.lower(), "cnmi"] if state == "MP" else [state.lower()]
    return rf"(?:state of )?(?:{'|'.join(names)})"
