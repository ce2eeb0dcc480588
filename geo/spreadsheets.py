"""Tables as files that a spreadsheet opens: CSV that runs nothing, and Excel workbooks."""

import csv
import datetime
import io

import pandas as pd

# What a cell begins with that a spreadsheet may run.
FORMULA = ("=", "+", "-", "@", "\t")
# Pixels: a long text does not push the columns after it out of sight.
WIDEST = 360


def disarm_csv(text: str) -> bytes:
    """Write CSV text so that a spreadsheet takes no cell for a formula: bytes of UTF-8.

    A cell that begins as one has an apostrophe before it, which says that text follows; all else
    stays as it is.
    """
    rows = csv.reader(io.StringIO(text, newline=""))
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(
        [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows
    )
    return written.getvalue().encode("utf-8")


def write_workbook(sheets: dict[str, pd.DataFrame], on: datetime.date) -> bytes:
    """Write tables as an Excel workbook: bytes, the same for the same tables.

    `sheets` maps names to DataFrames; `on` is the date that the file carries as its own, since
    a workbook holds the time at which it was made. Text is text, also where it begins with =.
    """
    buffer = io.BytesIO()
    with pd.ExcelWriter(
        buffer,
        engine="xlsxwriter",
        datetime_format="yyyy-mm-dd",
        engine_kwargs={"options": {"strings_to_formulas": False, "strings_to_urls": False}},
    ) as writer:
        made = datetime.datetime.combine(on, datetime.time())
        writer.book.set_properties({"created": made})
        for name, table in sheets.items():
            table.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name]
            sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
            sheet.autofit(WIDEST)
    return buffer.getvalue()
