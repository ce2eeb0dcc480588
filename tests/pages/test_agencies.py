"""The page of agencies is wired: address, controls and what is shown are one."""

from functools import partial

from geo.answers.directory import list_agencies
from geo.words.agency_life import AgencyTeller
from geo.words.templates import render_template
from tests.pages import shown
from tests.pages.shown import list_address, read_html

open_page = partial(shown.open_page, "agencies")


def test_what_is_typed_is_found_and_kept_in_the_address():
    page = open_page(lang="es")
    assert read_html(page).count('<details class="life"') == 25
    page.text_input(key="agencies_q").set_value("alachau sherif").run()
    assert list_address(page) == {"lang": "es", "q": "alachau sherif"}
    assert read_html(page).count('<details class="life"') == 1
    assert "Alachua County Sheriff’s Office" in read_html(page)
    assert "1 agencia" in read_html(page)


def test_the_address_opens_one_agency_and_a_choice_leaves_it():
    page = open_page(agency="fl-alachua-county-sheriffs-office", kind="sheriff")
    assert read_html(page).count('<details class="life" open') == 1
    assert page.multiselect(key="agencies_kind").value == ["sheriff"]
    page.selectbox(key="agencies_status").set_value("over").run()
    assert list_address(page) == {"kind": "sheriff", "status": "over"}
    assert 'life" open' not in read_html(page)


def test_what_cannot_be_used_is_told():
    page = open_page(agency="nobody", since="yesterday")
    assert read_html(page).count('class="notice"') == 2
    page.text_input(key="agencies_q").set_value("32601").run()
    assert 'class="notice"' not in read_html(page)
    assert list_address(page) == {"q": "32601"}


def test_what_is_typed_leaves_the_agency_that_the_address_named():
    page = open_page(agency="fl-alachua-county-sheriffs-office")
    page.text_input(key="agencies_q").set_value("harris county").run()
    assert list_address(page) == {"q": "harris county"}
    assert "Harris County Sheriff’s Office" in read_html(page)


def test_what_is_printed_is_escaped_and_only_web_addresses_are_links(record):
    rows = list_agencies(record).assign(clue="").head(1)
    told = AgencyTeller(record, "en", lambda _: "./?a").tell(next(rows.itertuples()))
    hostile = dict.fromkeys(("name", "where", "clue"), "<script>alert(1)</script>")
    told["agreements"][0]["memorandum"] = "javascript:alert(1)"
    page = render_template(
        "agency_list.html.j2",
        told="",
        everything="",
        opened=False,
        agencies=[told | hostile],
        write_link=lambda agency_id: f"./agencies?agency={agency_id}",
    )
    assert page.count("&lt;script&gt;") == 3
    assert "<script" not in page
    assert "javascript:" not in page
