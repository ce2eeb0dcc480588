"""What is logged is a line for each refresh and error, and tells nothing about readers."""

import logging
import re

from geo.ingest.__main__ import main
from geo.log import open_log
from tests.ingest.lists import print_row, write_workbook

LINE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO|WARNING|ERROR) "


def test_an_exception_is_one_line_without_its_words(capsys):
    with open_log():
        try:
            raise ValueError("place=FL\nof a reader")
        except ValueError:
            logging.getLogger("geo.somewhere").exception("a card could not be drawn")
        logging.getLogger("a.library").info("unheard")
    logging.getLogger("geo.somewhere").error("after the log was closed")
    said = capsys.readouterr().err
    assert re.fullmatch(
        LINE + r"a card could not be drawn \(ValueError, test_log\.py:\d+\)\n",
        said.splitlines(True)[0],
    )
    assert "of a reader" not in said
    assert "unheard" not in said


def test_every_refresh_is_a_line(tmp_path, capsys):
    (tmp_path / "corrections.csv").write_text("field,state,agency,printed,correct,evidence\n")
    rows = [print_row("Bay County Sheriff's Office", county="Bay County")]
    path = write_workbook(tmp_path / "participatingAgencies03042025am.xlsx", rows)
    said = []
    for source, options in ((path, ["--dry-run"]), (path, []), (path, []), (tmp_path / "no", [])):
        main(["refresh", str(source), "--data", str(tmp_path), *options])
        (line,) = capsys.readouterr().err.splitlines()
        assert re.match(LINE, line)
        said.append(line.split(" ", 1)[1])
    assert said == [
        f"INFO refresh {path.name}: dry run",
        f"INFO refresh {path.name}: absorbed",
        f"INFO refresh {path.name}: nothing new",
        f"ERROR {tmp_path}/no: no such file. Give the path or the address of a list.",
    ]
