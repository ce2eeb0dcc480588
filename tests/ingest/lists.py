"""Workbooks and editions made for the tests of the maintainer's half."""

import hashlib

import openpyxl
import pandas as pd

from geo.ingest.agreement import Edition

HEADER = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA")
MODEL_NAMES = {
    "jail": "Jail Enforcement Model",
    "warrant": "Warrant Service Officer",
    "task_force": "Task Force Model",
}
NO_SET_ASIDE = pd.DataFrame(columns=["row", "reason", "printed"])


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
    book.save(path)
    return path


def make_row(agency="Bay County Sheriff's Office", model="task_force", signed_on="", **rest):
    """One row cleaned and located, in Florida's Bay County unless told otherwise."""
    return {
        "state": "FL",
        "state_printed": "FLORIDA",
        "agency": agency,
        "type": "county",
        "county": "",
        "model": model,
        "signed_on": signed_on,
        "moa_url": "",
        "addendum_url": "",
        "flags": "",
        "mended": [],
        "jurisdiction": "county",
        "reach": "countywide",
        "geoids": "12005",
        "statewide": False,
        "place": "",
        "located_by": "printed",
        "location_flags": "",
    } | rest


def make_edition(published_on, *rows, file="", set_aside=NO_SET_ASIDE):
    """One edition of rows as make_row makes them, printed in their order from row 2 on."""
    year, month, day = published_on.split("-")
    file = file or f"participatingAgencies{month}{day}{year}am.xlsx"
    table = pd.DataFrame(rows)
    table.insert(0, "row", range(2, len(table) + 2))
    return Edition(
        file=file,
        published_on=published_on,
        sha256=hashlib.sha256(f"{file}{rows}".encode()).hexdigest(),
        printed_rows=len(table) + len(set_aside),
        rows=table,
        set_aside=set_aside,
    )
