"""The page is wired: address, map and panel show one view."""

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from geo.address import read_address, write_message
from geo.agreements import read_agreements, select_in_force
from geo.pages.map import load_tables
from geo.record import read_lists

APP = str(Path(__file__).parent.parent.parent / "streamlit_app.py")
PATIENCE_S = 60
APPLY = "atlas.takeFigure().apply("


def open_page(**params):
    page = AppTest.from_file(APP, default_timeout=PATIENCE_S)
    for name, text in params.items():
        page.query_params[name] = text
    page.run()
    assert not page.exception
    return page


def find_map(page):
    (component,) = page.get("component_instance")
    return component


def read_command(page):
    """The view that the page tells the map to show."""
    script = json.loads(find_map(page).proto.json_args)["feature_group"]
    start = script.index(APPLY) + len(APPLY)
    return json.JSONDecoder().raw_decode(script[start:])[0]


def list_html(page):
    return [element.proto.body for element in page.get("html")]


def read_panel(page):
    (panel,) = [body for body in list_html(page) if '<section class="panel"' in body]
    return unescape(panel)


def list_notices(page):
    return [unescape(body) for body in list_html(page) if 'class="notice"' in body]


def list_languages(page):
    """Where the links to the page's languages go."""
    (masthead,) = [body for body in list_html(page) if 'class="masthead"' in body]
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', masthead)]


def send(page, seq=1, **change):
    """Answer as the map does when the reader changed something there."""
    view = write_message(load_tables()[0].bounds.default)
    page.session_state[find_map(page).key] = view | change | {"seq": seq}
    page.run()
    assert not page.exception


def list_address(page):
    """The address parameters as one text each."""
    return {
        name: text if isinstance(text, str) else text[0] for name, text in page.query_params.items()
    }


@pytest.fixture(scope="module")
def busiest():
    """The county with the most agreements of one county on the newest list's day."""
    last = load_tables()[0].bounds.last
    geoids = select_in_force(read_agreements(), last)["geoids"]
    return geoids[geoids.str.fullmatch(r"\d{5}")].value_counts().index[0]


@pytest.fixture(scope="module")
def plain_page():
    return open_page()


def test_the_plain_page_shows_the_country_on_the_last_day(plain_page):
    last = load_tables()[0].bounds.last
    chosen = select_in_force(read_agreements(), last)
    panel = read_panel(plain_page)
    assert f'data-place="" data-date="{last}"' in panel
    assert f"{len(chosen):,} agreements in force" in panel
    assert list_notices(plain_page) == []
    assert read_command(plain_page) == write_message(load_tables()[0].bounds.default)


def test_last_day_is_that_of_the_newest_list(plain_page):
    lists = read_lists()
    newest = lists[lists["verdict"] == "absorbed"].iloc[-1]
    script = json.loads(find_map(plain_page).proto.json_args)["script"]
    assert newest["file"] in script
    assert load_tables()[0].bounds.last == newest["published_on"].date()


def test_the_map_loads_from_our_own_server_alone(plain_page):
    args = json.loads(find_map(plain_page).proto.json_args)
    assets = load_tables()[1]
    loader, *scripts = args["js_links"]
    assert [Path(link).name for link in scripts] == list(assets.scripts)
    assert args["css_links"] == []
    asked = re.findall(r'"href": "([^"]+)"', unquote(loader))
    assert [Path(link).name for link in asked] == [*assets.scripts, *assets.styles]
    for link in asked:
        assert link.startswith("../../app/static/")
        assert (Path(APP).parent / "static" / link.rsplit("/", 1)[1]).exists()
    assert "http://" not in args["header"].replace("http-equiv", "")
    assert "https://" not in args["header"]


def test_the_address_restores_the_view(busiest):
    last = load_tables()[0].bounds.last.isoformat()
    page = open_page(place=busiest, models="task_force", reach="part", level="state")
    assert list_notices(page) == []
    assert f'data-place="{busiest}" data-date="{last}"' in read_panel(page)
    command = read_command(page)
    assert command == write_message(load_tables()[0].bounds.default) | {
        "models": 4,
        "reach": "part",
        "level": "state",
        "place": busiest,
    }


def test_a_date_in_the_address_is_the_panels_date():
    bounds = load_tables()[0].bounds
    page = open_page(date=bounds.first.isoformat())
    assert f'data-date="{bounds.first}"' in read_panel(page)
    count = len(select_in_force(read_agreements(), bounds.first))
    assert f"{count:,} agreement" in read_panel(page)


def test_the_address_says_the_language(busiest):
    page = open_page(lang="es", place=busiest, utm_source="x")
    assert list_notices(page) == []
    panel = read_panel(page)
    assert f'lang="es" data-place="{busiest}"' in panel
    assert "vigentes el" in panel
    assert read_command(page)["lang"] == "es"
    assert '"code": "es"' in json.loads(find_map(page).proto.json_args)["script"]


def test_another_language_is_a_link_that_keeps_the_view(busiest):
    page = open_page(lang="es", place=busiest, utm_source="x")
    assert list_languages(page) == [
        f"?utm_source=x&place={busiest}",
        f"?utm_source=x&place={busiest}&lang=es",
    ]
    send(page, lang="es", level="state", place="FL")
    assert list_address(page) == {
        "utm_source": "x",
        "level": "state",
        "place": "FL",
        "lang": "es",
    }
    assert list_languages(page)[0] == "?utm_source=x&level=state&place=FL"


def test_the_maps_script_is_the_same_for_every_view(plain_page, busiest):
    """Another script would load the map anew: flicker, and the reader's zoom lost."""
    page = open_page(place=busiest, reach="part", level="state", models="jail")
    scripts = [json.loads(find_map(p).proto.json_args)["script"] for p in (plain_page, page)]
    assert scripts[0] == scripts[1]
    assert find_map(plain_page).key == find_map(page).key


def test_a_bad_parameter_shows_a_notice_and_falls_back(busiest):
    page = open_page(place=busiest, reach="<script>alert(1)</script>", date="2026-02-31")
    notices = list_notices(page)
    assert len(notices) == 2
    assert any("reach='<script>alert(1)</script>'" in notice for notice in notices)
    assert any("2026-02-31" in notice for notice in notices)
    assert not any("<script>alert" in body for body in list_html(page))
    assert f'data-place="{busiest}"' in read_panel(page)
    assert read_command(page)["reach"] == "all"


def test_an_unknown_place_falls_back_to_the_country():
    page = open_page(place="99999")
    assert len(list_notices(page)) == 1
    assert 'data-place=""' in read_panel(page)


def test_a_click_on_the_map_changes_panel_and_address(busiest):
    page = open_page()
    send(page, place=busiest)
    assert f'data-place="{busiest}"' in read_panel(page)
    assert list_address(page) == {"place": busiest}
    send(page, seq=2, place="FL", reach="countywide", models=5)
    assert 'data-place="FL"' in read_panel(page)
    assert list_address(page) == {"place": "FL", "reach": "countywide", "models": "jail.task_force"}
    send(page, seq=3)
    assert 'data-place=""' in read_panel(page)
    assert list_address(page) == {}


def test_the_address_a_click_wrote_opens_the_same_view(busiest):
    page = open_page()
    send(page, place=busiest, reach="part")
    again = open_page(**list_address(page))
    assert read_panel(again) == read_panel(page)
    bounds = load_tables()[0].bounds
    assert write_message(read_address(list_address(page), bounds)[0]) == read_command(again)


def test_a_click_is_not_sent_back_to_the_map(busiest):
    """The map already shows it; a command would run after later clicks and undo them."""
    page = open_page()
    before = json.loads(find_map(page).proto.json_args)["feature_group"]
    for seq, place in enumerate((busiest, "FL", busiest), start=1):
        send(page, seq=seq, place=place)
        assert json.loads(find_map(page).proto.json_args)["feature_group"] == before


def test_a_comparison_shows_what_changed():
    bounds = load_tables()[0].bounds
    page = open_page(compare="2025-01-20", place="FL")
    panel = read_panel(page)
    assert f'data-place="FL" data-date="{bounds.last}" data-compare="2025-01-20"' in panel
    assert "Florida: what changed" in panel
    send(page, compare="", place="FL")
    assert "what changed" not in read_panel(page)
    assert list_address(page) == {"place": "FL"}


def test_the_filter_holds_for_the_countrys_panel():
    page = open_page()
    send(page, models=1)
    last = load_tables()[0].bounds.last
    count = len(load_tables()[0].coverage.compute(last, models=("jail",)).agreements)
    assert f"{count:,} agreement" in read_panel(page)


def test_a_message_that_is_no_view_changes_nothing_and_is_logged(busiest, caplog):
    page = open_page(place=busiest)
    before = read_panel(page)
    bad = ({"place": "99999"}, {"models": 0}, {"date": "1999-01-01"}, {"reach": "<b>"})
    for seq, change in enumerate(bad, start=1):
        send(page, seq=seq, **({"place": "FL"} | change))
        assert read_panel(page) == before, change
        assert list_address(page) == {"place": busiest}, change
    for broken in (["FL"], {"place": "FL"}):
        page.session_state[find_map(page).key] = broken
        page.run()
        assert not page.exception
        assert read_panel(page) == before, broken
    said = [record.getMessage() for record in caplog.records if record.name == "geo.pages.map"]
    assert len(said) == len(bad) + 2
    assert "place='99999' in the address can't be used" in said[0]


def test_sharing_offers_the_picture_the_film_and_the_codes_of_the_view():
    page = open_page(place="RI")
    page.button(key="share").click().run()
    assert not page.exception
    assert [tab.label for tab in page.tabs] == ["Picture", "Film", "Link, embed, cite"]
    codes = [code.value for code in page.code]
    assert any("Rhode Island" in code for code in codes)
    assert any("?place=RI" in code for code in codes)


def test_the_page_starts_with_nothing_that_only_pictures_need():
    start = (
        "import streamlit_app, sys, pyarrow;"
        "print(pyarrow.default_memory_pool().backend_name, 'matplotlib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", start], cwd=Path(APP).parent, capture_output=True, text=True
    )
    assert done.stdout.split() == ["system", "False"], done.stderr
