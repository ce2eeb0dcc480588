"""Workbooks and lists made for the tests of the maintainer's half."""

import hashlib
from dataclasses import fields, replace

import openpyxl

from geo.ingest.agreement import Location
from geo.ingest.clean import Row
from geo.ingest.corrections import Correction, Corrections
from geo.ingest.lists import PreparedList

HEADER = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA")
MODEL_NAMES = {
    "jail": "Jail Enforcement Model",
    "warrant": "Warrant Service Officer",
    "task_force": "Task Force Model",
}
NO_CORRECTIONS = Corrections()
BAY = Row(
    number=0,
    state="FL",
    state_printed="FLORIDA",
    agency="Bay County Sheriff's Office",
    type="county",
    county="",
    model="task_force",
    signed_on="",
    moa_url="",
    flags=frozenset(),
    location=Location("county", "countywide", ("12005",), False, "", "printed"),
)
LOCATED = {field.name for field in fields(Location)}


def print_row(agency, model="task_force", signed="2025-03-01", state="FLORIDA", county="", link=""):
    """One row as ICE prints it; a link becomes a cell hyperlink."""
    kind = "County" if "Sheriff" in agency else "Municipality"
    return (state, agency, kind, county, MODEL_NAMES.get(model, model), signed, link)


def write_workbook(path, rows, header=HEADER):
    """Write a workbook of a header and rows; an address in the last column becomes a link."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(header)
    for row in rows:
        sheet.append(row)
        cell = sheet.cell(sheet.max_row, len(header))
        if str(cell.value).startswith("http"):
            cell.hyperlink, cell.value = cell.value, "link"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def write_rosters(folder, rosters, agreements, rows, names="key,source,name_as_printed\n"):
    """Write the four tables of the rosters before the lists, each given as text."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"rosters": rosters, "agreements": agreements, "rows": rows, "names": names}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def make_row(agency=BAY.agency, model="task_force", signed_on="", **rest):
    """One row cleaned and located, in Florida's Bay County unless told otherwise."""
    where = {name: rest.pop(name) for name in LOCATED & set(rest)}
    location = replace(BAY.location, **where)
    return replace(BAY, agency=agency, model=model, signed_on=signed_on, location=location, **rest)


def make_list(published_on, *rows, file="", set_aside=()):
    """One list of rows as make_row makes them, printed in their order from row 2 on."""
    year, month, day = published_on.split("-")
    file = file or f"participatingAgencies{month}{day}{year}am.xlsx"
    return PreparedList(
        file=file,
        published_on=published_on,
        sha256=hashlib.sha256(f"{file}{rows}".encode()).hexdigest(),
        printed_rows=len(rows) + len(set_aside),
        rows=tuple(replace(row, number=number) for number, row in enumerate(rows, start=2)),
        set_aside=set_aside,
    )


def correct(field, state, agency, printed, right):
    """The corrections of one wrong value."""
    return Corrections([Correction(field, state, agency, printed, right, "evidence")])
