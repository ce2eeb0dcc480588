"""Turn printed rows into plain values: states, names, models, dates, links."""

import re
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pandas as pd
from rapidfuzz import fuzz, process

from geo.ingest.workbook import SourceError

FIRST_DATE = date(2002, 1, 1)
STATE_THRESHOLD = 85
CORRECTION_COLUMNS = ["field", "state", "agency", "printed", "correct", "evidence"]
CLEAN_COLUMNS = [
    "row",
    "state",
    "state_printed",
    "agency",
    "type",
    "county",
    "model",
    "signed_on",
    "moa_url",
    "addendum_url",
    "flags",
    "mended",
]
STATES = {
    "alabama": "AL",
    "alaska": "AK",
    "american samoa": "AS",
    "arizona": "AZ",
    "arkansas": "AR",
    "california": "CA",
    "colorado": "CO",
    "connecticut": "CT",
    "delaware": "DE",
    "district of columbia": "DC",
    "florida": "FL",
    "georgia": "GA",
    "guam": "GU",
    "hawaii": "HI",
    "idaho": "ID",
    "illinois": "IL",
    "indiana": "IN",
    "iowa": "IA",
    "kansas": "KS",
    "kentucky": "KY",
    "louisiana": "LA",
    "maine": "ME",
    "maryland": "MD",
    "massachusetts": "MA",
    "michigan": "MI",
    "minnesota": "MN",
    "mississippi": "MS",
    "missouri": "MO",
    "montana": "MT",
    "nebraska": "NE",
    "nevada": "NV",
    "new hampshire": "NH",
    "new jersey": "NJ",
    "new mexico": "NM",
    "new york": "NY",
    "north carolina": "NC",
    "north dakota": "ND",
    "northern mariana islands": "MP",
    "ohio": "OH",
    "oklahoma": "OK",
    "oregon": "OR",
    "pennsylvania": "PA",
    "puerto rico": "PR",
    "rhode island": "RI",
    "south carolina": "SC",
    "south dakota": "SD",
    "tennessee": "TN",
    "texas": "TX",
    "utah": "UT",
    "vermont": "VT",
    "virgin islands": "VI",
    "virginia": "VA",
    "washington": "WA",
    "west virginia": "WV",
    "wisconsin": "WI",
    "wyoming": "WY",
}
STATE_ALIASES = {"washington dc": "DC", "washington d c": "DC"}
MODEL_NAMES = {
    "jail enforcement model": "jail",
    "warrant service officer": "warrant",
    "task force model": "task_force",
}
# Per cent by which a misspelt model ("Jail Enforcment Model") must be alike to its name.
MODEL_LIKE = 90
MODEL_WORDS = {"jail enforcement": "jail", "warrant serv": "warrant", "task force": "task_force"}
# A cell that names two models means two agreements, which one row cannot be.
MODEL_MARKS = {
    "jail": r"\bjail|\bjem\b",
    "warrant": r"\bwarrant|\bwso\b",
    "task_force": r"\btask|\btf[mo]\b",
}
BLANKS = {"", "#n/a", "#na", "n/a", "na", "none", "-"}
APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼ`´′＇", "'"))
REMEDY = "Mend it in data/corrections.csv."


def clean_rows(raw, published_on, corrections):
    """Clean the rows of one list published on a date (datetime.date).

    Returns two tables: rows, one row per readable printed row (row, state as USPS code, agency,
    type: county, municipality, state or '', county, model, signed_on as ISO text or '', moa_url,
    addendum_url, flags, mended: the corrections that matched), and set_aside, one row per printed
    row without a state, an agency or a model (row, reason, printed).

    A correction of an agency's name is keyed on the name, or on the county printed beside it
    where two agencies of a state share a name.

    Raises SourceError naming every row with an unknown state, an unknown model or a date that
    is none or lies outside 2002-01-01 to published_on.
    """
    cleaned, set_aside, faults = [], [], []
    fixes = index_corrections(corrections)
    for printed in raw.rows.to_dict("records"):
        reason = _find_gap(printed)
        if reason:
            values = [value for key, value in printed.items() if key != "row" and value]
            set_aside.append(
                {"row": printed["row"], "reason": reason, "printed": " | ".join(values)}
            )
            continue
        try:
            cleaned.append(_clean_row(printed, published_on, fixes))
        except ValueError as fault:
            faults.append(f"{raw.file} row {printed['row']}: {fault} {REMEDY}")
    if faults:
        raise SourceError("\n".join(faults))
    return (
        pd.DataFrame(cleaned, columns=CLEAN_COLUMNS),
        pd.DataFrame(set_aside, columns=["row", "reason", "printed"]),
    )


def tidy_name(text):
    """Straighten apostrophes and squeeze white space; misspellings stay as printed."""
    text = " ".join(text.translate(APOSTROPHES).split())
    return text.strip(" ,;")


def read_state(text):
    """USPS code of a printed state; a misspelling counts when it is 85 % alike to one name.

    Returns the code and whether it was misspelt. Raises ValueError for an unknown state.
    """
    name = " ".join(re.sub(r"[^a-z ]", "", text.lower()).split())
    name = "northern mariana islands" if name.startswith("commonwealth of the n") else name
    if name in STATES:
        return STATES[name], False
    if name in STATE_ALIASES:
        return STATE_ALIASES[name], False
    if name.upper() in STATES.values():
        return name.upper(), False
    matches = process.extract(name, STATES.keys(), scorer=fuzz.ratio, limit=2)
    (best, score, _), (_, second, _) = matches
    if score < STATE_THRESHOLD or score - second < 5:
        raise ValueError(f"STATE is {text!r}; expected the name of a state or territory.")
    return STATES[best], True


def read_date(text, published_on, column="SIGNED"):
    """ISO text of a printed date, by default the signing's, and whether it lacked a slash.

    Raises ValueError, which names the column, unless it is a date from 2002-01-01 to published_on.
    """
    expected = f"expected a date from {FIRST_DATE} to {published_on}."
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?", text)
    american = re.fullmatch(r"(\d{1,2})/(\d{1,2})(/?)(\d{4})", text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif american:
        month, day, year = (int(american[group]) for group in (1, 2, 4))
    else:
        raise ValueError(f"{column} is {text!r}; {expected}")
    try:
        signed_on = date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{column} is {text!r}; {expected}") from error
    if not FIRST_DATE <= signed_on <= published_on:
        raise ValueError(f"{column} is {text!r}; {expected}")
    return signed_on.isoformat(), bool(american and not american[3])


def read_link(text):
    """Address of a memorandum: Outlook and browser wrappings taken off, '' for anything else."""
    text = text.strip()
    if "safelinks.protection.outlook.com" in text:
        text = parse_qs(urlsplit(text).query).get("url", [""])[0]
    text = re.sub(r"^chrome-extension://[a-z]+/", "", text)
    text = re.sub(r"^(https?):/+", r"\1://", unquote(text) if "%3A" in text[:12] else text)
    return text.replace(" ", "%20") if re.match(r"https?://[^/\s]+\.[^/\s]+/", text) else ""


def _find_gap(printed):
    missing = [
        name for name in ("state", "agency", "model") if printed[name].strip().lower() in BLANKS
    ]
    return f"no {' and no '.join(missing)}" if missing else ""


def index_corrections(corrections):
    """Right values by field, state, agency and wrong value."""
    return {
        (fix.field, fix.state, fix.agency, fix.printed): fix.correct
        for fix in corrections.itertuples()
    }


def _clean_row(printed, published_on, fixes):
    flags, mended = [], []
    agency = tidy_name(printed["agency"])

    def mend(field, state, value):
        key = (field, state, agency, value)
        if key not in fixes:
            return value
        flags.append(f"{field}_corrected")
        mended.append(key)
        return fixes[key]

    state, misspelt = read_state(mend("state", "", printed["state"]))
    if misspelt:
        flags.append("state_misspelt")
    signed = mend("signed_on", state, printed["signed"])
    if signed.strip().lower() in BLANKS:
        signed_on = ""
        flags.append("undated")
    else:
        signed_on, slashless = read_date(signed.strip(), published_on)
        if slashless:
            flags.append("date_mended")
    county = tidy_name(mend("county", state, printed["county"]))
    county = "" if county.lower() in BLANKS else county
    is_told_apart = ("agency", state, agency, county) in fixes
    return {
        "row": printed["row"],
        "state": state,
        "state_printed": printed["state"],
        "agency": tidy_name(mend("agency", state, county if is_told_apart else agency)),
        "type": _read_type(mend("type", state, printed["type"])),
        "county": county,
        "model": _read_model(mend("model", state, printed["model"])),
        "signed_on": signed_on,
        "moa_url": mend("moa_url", state, read_link(printed["moa_url"])),
        "addendum_url": read_link(printed["addendum_url"]),
        "flags": ";".join(sorted(flags)),
        "mended": mended,
    }


def _read_model(text):
    words = " ".join(text.lower().split())
    named = [model for model, pattern in MODEL_MARKS.items() if re.search(pattern, words)]
    if len(named) < 2:
        for start, model in MODEL_WORDS.items():
            if words.startswith(start) or words == model:
                return model
        names = list(MODEL_NAMES)
        if match := process.extractOne(words, names, scorer=fuzz.ratio, score_cutoff=MODEL_LIKE):
            return MODEL_NAMES[match[0]]
    raise ValueError(
        f"SUPPORT TYPE is {text!r}; expected Jail Enforcement Model, Warrant Service Officer "
        "or Task Force Model."
    )


def _read_type(text):
    word = text.lower()
    if word.startswith("state"):
        return "state"
    if word.startswith(("muni", "munc")):
        return "municipality"
    return "county" if word.startswith("county") else ""
