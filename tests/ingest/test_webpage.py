"""A capture of ICE's page is read as it is printed, and closes the years without workbooks."""

import pytest

from geo.ingest.__main__ import main
from geo.ingest.errors import SourceError
from geo.ingest.filenames import read_moment
from geo.ingest.tables import read_history
from geo.ingest.webpage import read_webpage
from tests.ingest.lists import print_row, write_rosters, write_workbook

MOA = "/sites/default/files/r_Clay2017.pdf"
PAGE = """<!DOCTYPE html><html><body>
<table class="menu"><tr><td>Archive</td><td>Stories</td></tr></table>
<h2>Participating Entities</h2><p>ICE has 287(g) agreements with these agencies.</p>
<table class="table"><thead><tr><th>State</th><th>Law Enforcement<br>Agency</th>
<th>Type</th><th>Signed</th><th>MOA</th></tr></thead><tbody>
{rows}
</tbody></table></body></html>"""
ROW = (
    "<tr><td>FL</td><td><p>{name} County Sheriff&rsquo;s Office</p></td>"
    "<td>Jail Enforcement</td><td>{signed}</td>"
    '<td><a href="{link}">{name} County</a></td></tr>'
)


def write_page(path, *rows):
    path.write_text(PAGE.format(rows="\n".join(rows)), encoding="utf-8")
    return path


def test_every_row_of_the_table_comes_back_as_text(tmp_path):
    rows = [
        ROW.format(name="Bay", signed="June 8, 2016", link=MOA),
        ROW.format(name="Lake", signed="6/28/2017", link="/web/20180601013209/https://a.org/b.pdf"),
        "<tr><td></td><td> </td></tr>",
        ROW.format(name="Polk", signed="2017-01-26", link=""),
    ]
    read = read_webpage(write_page(tmp_path / "20180601013209_lp.html", *rows))
    assert [row.number for row in read.rows] == [2, 3, 5]
    first, second, last = read.rows
    assert (first.state, first.agency) == ("FL", "Bay County Sheriff’s Office")
    assert (first.model, first.signed) == ("Jail Enforcement", "2016-06-08")
    assert first.moa_url == f"https://www.ice.gov{MOA}"
    assert (second.signed, second.moa_url) == ("6/28/2017", "https://a.org/b.pdf")
    assert (last.signed, last.moa_url) == ("2017-01-26", "")


def test_a_state_printed_once_for_several_rows_counts_for_all(tmp_path):
    spanned = ROW.format(name="Bay", signed="6/8/2016", link="").replace(
        "<td>FL", "<td rowspan=2>FL"
    )
    short = ROW.format(name="Lake", signed="6/8/2016", link="").replace("<td>FL</td>", "")
    other = ROW.format(name="Cobb", signed="6/8/2016", link="").replace("<td>FL", "<td>GA")
    read = read_webpage(write_page(tmp_path / "20180601013209.html", spanned, short, other))
    assert [(row.state, row.agency.split()[0]) for row in read.rows] == [
        ("FL", "Bay"),
        ("FL", "Lake"),
        ("GA", "Cobb"),
    ]


def test_columns_are_found_under_the_heads_of_other_years(tmp_path):
    text = PAGE.format(rows=ROW.format(name="Bay", signed="6/8/2016", link=MOA))
    for old, new in {
        "Law Enforcement<br>Agency": "LAW ENFORCEMENT AGENCY",
        "<th>Type": "<th>Support Type",
        "<th>Signed": "<th>Date&nbsp;Signed",
        "<th>MOA": "<th>Memorandum of Agreement",
    }.items():
        text = text.replace(old, new)
    path = tmp_path / "20180601013209_lp.html"
    path.write_text(text)
    (row,) = read_webpage(path).rows
    assert (row.agency, row.model) == ("Bay County Sheriff’s Office", "Jail Enforcement")
    assert (row.signed, row.moa_url) == ("6/8/2016", f"https://www.ice.gov{MOA}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Page not found</p>", "0 tables have the columns"),
        (PAGE.format(rows="") * 2, "2 tables have the columns"),
        (PAGE.format(rows=""), "a head but no rows"),
        (PAGE.replace("<th>Signed</th>", ""), "0 tables have the columns"),
    ],
)
def test_a_page_without_the_one_table_is_an_error(tmp_path, text, words):
    path = tmp_path / "20180601013209_lp.html"
    path.write_text(text)
    with pytest.raises(SourceError, match=rf"20180601013209_lp\.html: .*{words}"):
        read_webpage(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<td>FL", "<td rowspan=many>FL"),
        ("<td>FL", f"<td rowspan={'9' * 5000}>FL"),
        ("<td>FL", "<td rowspan=-1>FL"),
        ("Bay County</a>", "<table><td>x</table></a>"),
        ("Bay County</a>", f"&#{'9' * 4000};</a>"),
    ],
)
def test_a_page_of_odd_marks_is_read(tmp_path, old, new):
    row = ROW.format(name="Bay", signed="6/8/2016", link="http://[bad").replace(old, new)
    (read,) = read_webpage(write_page(tmp_path / "20180601013209.html", row)).rows
    assert (read.state, read.signed, read.moa_url) == ("FL", "6/8/2016", "http://[bad")


def test_a_page_is_dated_by_the_stamp_of_its_capture():
    assert read_moment("20180601013209_lp.html").isoformat() == "2018-05-31T21:32:09"
    with pytest.raises(SourceError, match="the name carries no date"):
        read_moment("lp_2018.html")


def test_pages_close_the_years_without_workbooks(tmp_path):
    sources, data = tmp_path / "sources", tmp_path / "data"
    data.mkdir()
    (data / "corrections.csv").write_text("field,state,agency,printed,correct,evidence\n")
    names = ["Bay", "Clay", "Lake", "Polk"]
    keys = [f"FL-{name.lower()}-jail" for name in names]
    lines = [f"FL-{n.lower()}-jail,FL,{n} County Sheriff's Office,jail,2016-06-08" for n in names]
    write_rosters(
        sources / "early_rosters",
        "roster,kind,captured_on,as_of,source\nice-20170801021304,ice,2017-08-01,,ICE's page\n",
        "\n".join(["key,state,agency,model,signed_on", *lines, ""]),
        "\n".join(["roster,key", *(f"ice-20170801021304,{key}" for key in keys), ""]),
    )
    (sources / "history_to_2020.csv").write_text(
        "state,agency,first_signed_best,signing_dates,models,active_to,terminated\n"
    )
    lists = sources / "ice_rosters"
    write_workbook(
        lists / "ParticipatingEntities-20210113002027.xlsx",
        [print_row(f"{name} County Sheriff's Office", "jail", "2016-06-08") for name in names[:3]],
    )
    rows = [ROW.format(name=name, signed="June 8, 2016", link="") for name in names]
    write_page(lists / "20180601013209_lp.html", *rows)
    write_page(lists / "20180701013209_lp.html", *rows[:3])
    command = ["--data", str(data)]
    assert main(["rebuild", "--sources", str(sources), *command]) == 0
    history = read_history(data)
    assert [known.published_on for known in history.lists] == [
        "2018-05-31",
        "2018-06-30",
        "2021-01-12",
    ]
    (gone,) = [one for one in history.agreements if one.ended_on]
    assert (gone.agency, gone.last_listed_on) == ("Polk County Sheriff's Office", "2018-05-31")
    assert (gone.ended_on, gone.end_certainty) == ("2018-06-30", "listed")
    assert gone.source == "20180601013209_lp.html#5"
    newest = write_page(tmp_path / "20210201013209_lp.html", *rows[:2], rows[3])
    assert main(["refresh", str(newest), *command]) == 0
    assert read_history(data).lists[-1].published_on == "2021-01-31"
