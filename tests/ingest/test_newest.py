"""A refresh without an argument finds the newest list on ICE's page, whatever its name."""

import os
from datetime import datetime

import pytest

from geo.edition import read_edition
from geo.ingest.__main__ import main
from geo.ingest.tables import read_history
from tests.ingest.lists import print_row, write_workbook
from tests.ingest.web import serve_folder

ROWS = [
    print_row("Bay County Sheriff's Office", county="Bay County", signed="2026-09-01"),
    print_row("Pima County Sheriff's Office", "jail", "2026-09-04", "ARIZONA", "Pima County"),
]
MORE = [*ROWS, print_row("Lake County Sheriff's Office", signed="2026-09-11", county="Lake County")]
# In the shape of ICE's page: the memoranda, the pending list, and words that lead nowhere.
SHAPE = """<!doctype html><html><head><title>287(g) | ICE</title></head><body>
<nav><a href="/">Home</a> <a>no address</a> <a href="http://[bad">broken</a></nav>
<table><tr><td>FLORIDA</td><td><a href="/doclib/287gMOA/Bay_TFM_MOA.pdf">link</a></td></tr></table>
<p>{links}</p>
<p><a href="/doclib/about/offices/ero/287g/pendingAgencies09302026am.xlsx">Pending <b>Agencies</b>
</a></p></body></html>"""


@pytest.fixture
def web(tmp_path):
    """A folder that is served, with its address; the tables and what is kept lie beside it."""
    (tmp_path / "data").mkdir()
    header = "field,state,agency,printed,correct,evidence\n"
    (tmp_path / "data" / "corrections.csv").write_text(header)
    folder = tmp_path / "web"
    folder.mkdir()
    with serve_folder(folder) as address:
        yield folder, address


def put_list(folder, file, rows=ROWS):
    return write_workbook(folder / "doclib" / file, rows)


def put_page(folder, *links):
    (folder / "287g.html").write_text(SHAPE.format(links="\n".join(links)))


def run(web, *more):
    folder, address = web
    places = ["--data", str(folder.parent / "data"), "--keep", str(folder.parent / "lists")]
    places += ["--allow-private"]
    return main(["refresh", "--page", f"{address}/287g.html", *places, *more])


def list_known(web):
    lists = read_history(web[0].parent / "data").lists
    return [(known.file, known.published_on) for known in lists if known.is_absorbed]


def list_kept(web):
    folder = web[0].parent / "lists"
    return sorted(os.listdir(folder)) if folder.exists() else []


@pytest.mark.parametrize(
    ("link", "file", "day"),
    [
        ("/doclib/{}", "participatingAgencies09282026.xlsx", "2026-09-28"),
        ("doclib/{}", "287gParticipatingAgencies091526pm.xlsx", "2026-09-15"),
        ("./doclib/../doclib/{}?v=2#x", "ParticipatingAgency091826am.xlsx", "2026-09-18"),
        ("{address}/doclib/{}", "ParticipatingAgencies09302026pm.xlsx", "2026-09-30"),
        ("/doclib/{}", "287g-list-09302026.xlsx", "2026-09-30"),
    ],
)
def test_the_list_is_found_whatever_its_name_and_place(web, capsys, link, file, day):
    folder, address = web
    put_list(folder, file)
    href = link.format(file, address=address)
    put_page(folder, f'<a class="x"\n HREF="{href}">Participating\n agencies</a>')
    assert run(web) == 0
    assert list_known(web) == [(file, day)]
    assert list_kept(web) == [file]
    assert "signed: 2\n  Bay County Sheriff's Office (FL)" in capsys.readouterr().out


def test_of_two_links_the_newest_is_taken(web):
    folder, _ = web
    for file in ("ParticipatingAgency091826am.xlsx", "participatingAgencies09302026.xlsx"):
        put_list(folder, file)
    put_page(
        folder,
        '<a href="doclib/participatingAgencies09302026.xlsx">Participating Agencies</a>',
        '<a href="doclib/ParticipatingAgency091826am.xlsx">Participating Agencies</a>',
    )
    assert run(web) == 0
    assert [file for file, _ in list_known(web)] == ["participatingAgencies09302026.xlsx"]


def test_the_address_of_the_page_may_come_from_the_environment(web, monkeypatch):
    folder, address = web
    put_list(folder, "participatingAgencies09282026.xlsx")
    put_page(folder, '<a href="doclib/participatingAgencies09282026.xlsx">list</a>')
    monkeypatch.setenv("ATLAS_ICE_PAGE", f"{address}/287g.html")
    places = ["--data", str(folder.parent / "data"), "--keep", str(folder.parent / "lists")]
    places += ["--allow-private"]
    assert main(["refresh", *places]) == 0
    assert len(list_known(web)) == 1


def test_a_list_in_the_record_already_is_nothing_new(web, capsys):
    folder, _ = web
    path = put_list(folder, "participatingAgencies09282026am.xlsx")
    put_page(folder, '<a href="doclib/participatingAgencies09282026am.xlsx">list</a>')
    assert run(web) == 0
    tables = {file: file.read_bytes() for file in (folder.parent / "data").rglob("*.csv")}
    path.rename(path.with_name("participatingAgencies09282026am (1).xlsx"))
    put_page(folder, '<a href="doclib/participatingAgencies09282026am%20(1).xlsx">list</a>')
    assert run(web) == 0
    assert "nothing new" in capsys.readouterr().out
    put_list(folder, "participatingAgencies09152026.xlsx", MORE)
    put_page(folder, '<a href="doclib/participatingAgencies09152026.xlsx">list</a>')
    assert run(web) == 0
    assert "nothing new: participatingAgencies09152026.xlsx is older" in capsys.readouterr().out
    assert {file: file.read_bytes() for file in tables} == tables


@pytest.mark.parametrize(
    ("links", "words"),
    [
        ([], "links no workbook of participating agencies"),
        (
            ['<a href="participatingA.xlsx">a</a>', '<a href="participatingB.xlsx">b</a>'],
            "links 2 workbooks without a date",
        ),
    ],
)
def test_a_page_without_the_list_is_kept_and_said(web, capsys, links, words):
    put_page(web[0], *links)
    assert run(web) == 1
    error = capsys.readouterr().err
    assert words in error
    (kept,) = list_kept(web)
    assert kept in error
    assert (web[0].parent / "lists" / kept).read_text() == (web[0] / "287g.html").read_text()


@pytest.mark.parametrize("mark", ["<a ", "<a href='", "<a href=x.xlsx>", "<!--", "<script>", "<"])
def test_a_page_of_broken_marks_is_read_in_one_go(web, capsys, mark):
    """Python's own parser of pages takes hours for it."""
    put_page(web[0], mark * 100_000)
    assert run(web) == 1
    assert "links no workbook of participating agencies" in capsys.readouterr().err


def test_links_are_read_as_a_browser_does(web):
    folder, _ = web
    file = "participatingAgencies09282026.xlsx"
    put_list(folder, file)
    put_page(
        folder,
        '<!-- <a href="doclib/participatingAgencies09302026.xlsx">list</a> -->',
        "<script>'<a href=\"doclib/participatingAgencies10012026.xlsx\">'</script>",
        f'<a href="&#{"9" * 5000};participatingAgencies10022026.xlsx">list</a>',
        '<a data-href="doclib/participatingAgencies10032026.xlsx">list</a>',
        f"<base href='/doc&#108;ib/'><a\thref = {file} >Participating</a>",
    )
    assert run(web) == 0
    assert list_known(web) == [(file, "2026-09-28")]


def test_a_list_is_no_page(web, capsys):
    put_list(web[0], "participatingAgencies09282026.xlsx")
    assert run(web, "--page", f"{web[1]}/doclib/participatingAgencies09282026.xlsx") == 1
    assert "spreadsheetml.sheet', no page" in capsys.readouterr().err
    assert list_kept(web) == []


def test_a_page_that_cannot_be_fetched_is_said(web, capsys):
    assert run(web) == 1
    assert "287g.html: cannot be fetched (404" in capsys.readouterr().err


def test_a_name_without_a_date_is_dated_by_the_server_after_the_newest_signing(web, capsys):
    folder, _ = web
    path = put_list(folder, "participatingAgencies.xlsx", MORE)
    put_page(folder, '<a href="doclib/participatingAgencies.xlsx">list</a>')
    for day in ("2026-09-10", "2026-11-10"):
        date_file(path, day)
        assert run(web) == 1
        error = capsys.readouterr().err
        assert f"newest signing is of 2026-09-11, the server dates it {day}" in error
        assert "--published YYYY-MM-DD" in error
    date_file(path, "2026-09-14")
    assert run(web) == 0
    assert list_known(web) == [("participatingAgencies09142026.xlsx", "2026-09-14")]
    assert list_kept(web) == ["participatingAgencies09142026.xlsx"]


def test_the_day_of_a_list_may_be_given(web, tmp_path, capsys):
    path = write_workbook(tmp_path / "agencies.xlsx", ROWS)
    assert run(web, str(path)) == 1
    assert "newest signing is of 2026-09-04" in capsys.readouterr().err
    assert run(web, str(path), "--published", "2026-09-16") == 0
    assert list_known(web) == [("participatingAgencies09162026.xlsx", "2026-09-16")]
    assert list_kept(web) == ["participatingAgencies09162026.xlsx"]


def test_a_watch_looks_again_whatever_goes_wrong(web, monkeypatch, capsys):
    folder, _ = web
    hours = []

    def wait(seconds):
        hours.append(seconds / 3600)
        if len(hours) == 3:
            raise KeyboardInterrupt
        file = f"participatingAgencies091{len(hours)}2026.xlsx"
        put_list(folder, file, MORE)
        put_page(folder, f'<a href="doclib/{file}">list</a>')

    monkeypatch.setattr("geo.ingest.__main__.time.sleep", wait)
    with pytest.raises(KeyboardInterrupt):
        run(web, "--watch", "6")
    assert hours == [6] * 3
    assert "cannot be fetched" in capsys.readouterr().err
    assert [day for _, day in list_known(web)] == ["2026-09-11", "2026-09-12"]


def test_a_watch_goes_on_where_a_file_is_damaged(web, tmp_path, monkeypatch, capsys):
    def refresh(*_, **__):
        read_edition(tmp_path / "none")

    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("geo.ingest.__main__.refresh", refresh)
    monkeypatch.setattr("geo.ingest.__main__.time.sleep", stop)
    with pytest.raises(KeyboardInterrupt):
        run(web, "list.xlsx", "--watch", "6")
    assert "none/manifest.json is missing" in capsys.readouterr().err


def date_file(path, day):
    """Make a file as old as a day, which is what a web server tells of it."""
    moment = datetime.fromisoformat(f"{day}T15:00:00+00:00").timestamp()
    os.utime(path, (moment, moment))
