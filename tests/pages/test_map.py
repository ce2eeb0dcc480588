"""The page is wired: address and map show one view."""

import base64
import io
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlencode

import pytest
from hypothesis import given, settings
from PIL import Image
from streamlit.testing.v1 import AppTest

from geo.address import read_address, write_message
from geo.agreements import read_agreements, select_in_force
from geo.cards.logo import read_logo
from geo.figure.current import CURRENT
from geo.pages.share import dialog, film, picture
from geo.record import read_lists
from geo.studio.studio import Studio
from geo.words.posts import LENGTHS
from geo.words.templates import render_template
from tests.queries import make_pairs

APP = str(Path(__file__).parent.parent.parent / "streamlit_app.py")
PATIENCE_S = 60
SHOW = "atlas.show("


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


def read_view(page):
    """The view that the page has, as the map is told of one."""
    return write_message(page.session_state["view"])


def read_command(page):
    """The view that the page tells the map to show; None for no command."""
    script = json.loads(find_map(page).proto.json_args)["feature_group"] or ""
    if SHOW not in script:
        return None
    return json.JSONDecoder().raw_decode(script[script.index(SHOW) + len(SHOW) :])[0]


def list_html(page):
    return [element.proto.body for element in page.get("html")]


def list_notices(page):
    return [unescape(body) for body in list_html(page) if 'class="notice"' in body]


def list_languages(page):
    """Where the links to other languages go."""
    (masthead,) = [body for body in list_html(page) if 'class="masthead"' in body]
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', masthead)]


def send(page, seq=1, **change):
    """Answer as the map does when the reader changed something there."""
    view = write_message(CURRENT.load()[0].bounds.default)
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
    last = CURRENT.load()[0].bounds.last
    geoids = select_in_force(read_agreements(), last)["geoids"]
    return geoids[geoids.str.fullmatch(r"\d{5}")].value_counts().index[0]


def read_told(page):
    """What the map is told of the record and its language: the last script that it loads."""
    address = json.loads(find_map(page).proto.json_args)["js_links"][-1]
    script = (Path(APP).parent / "static" / address.rsplit("/", 1)[1]).read_text("utf-8")
    return json.loads(script.partition("atlas.config=")[2].removesuffix(";"))


@pytest.fixture(scope="module")
def plain_page():
    return open_page()


def test_the_plain_page_shows_the_country_on_the_last_day(plain_page):
    assert list_notices(plain_page) == []
    assert read_view(plain_page) == write_message(CURRENT.load()[0].bounds.default)
    assert read_command(plain_page) is None


def test_last_day_is_that_of_the_newest_list(plain_page):
    lists = read_lists()
    newest = lists[lists["verdict"] == "absorbed"].iloc[-1]
    assert read_told(plain_page)["source"]["list"] == newest["file"]
    assert CURRENT.load()[0].bounds.last == newest["published_on"].date()


def test_the_map_loads_from_our_own_server_alone(plain_page):
    args = json.loads(find_map(plain_page).proto.json_args)
    assets = CURRENT.load()[1].at("../../app/static/")
    loader, *scripts = args["js_links"]
    assert scripts == list(assets.list_scripts("en"))
    assert args["css_links"] == []
    asked = re.findall(r'"href": "([^"]+)"', unquote(loader))
    assert asked == [*assets.list_scripts("en"), *assets.styles]
    for link in (*asked, *assets.details.values()):
        assert link.startswith("../../app/static/")
        assert (Path(APP).parent / "static" / link.rsplit("/", 1)[1]).exists()
    assert "http://" not in args["header"].replace("http-equiv", "")
    assert "https://" not in args["header"]


def test_the_page_has_the_view_of_the_address(busiest):
    page = open_page(place=busiest, models="task_force", reach="part", level="state")
    assert list_notices(page) == []
    assert read_view(page) == write_message(CURRENT.load()[0].bounds.default) | {
        "models": 4,
        "reach": "part",
        "level": "state",
        "place": busiest,
    }
    assert read_command(page) is None


def test_a_step_of_a_story_alone_is_shown_in_its_own_view():
    page = open_page(story="growth.mandate")
    assert list_notices(page) == []
    view = page.session_state["view"]
    assert (view.story, view.place, view.compare.year) == ("growth.mandate", "FL", 2025)
    send(page, **write_message(view) | {"story": "growth.texas", "place": "TX"})
    assert list_address(page)["story"] == "growth.texas"
    assert list_address(page)["place"] == "TX"
    send(page, seq=2, story="")
    assert list_address(page) == {}
    (notice,) = list_notices(open_page(story="growth.nothing"))
    assert "growth.law" in notice


def test_another_address_is_a_command_to_the_map_that_is_there(busiest):
    page = open_page()
    page.query_params["place"] = busiest
    page.run()
    assert read_command(page)["place"] == busiest


def test_the_address_says_the_language(busiest):
    page = open_page(lang="es", place=busiest, utm_source="x")
    assert list_notices(page) == []
    assert read_view(page)["lang"] == "es"
    assert read_view(page)["place"] == busiest
    assert read_told(page)["language"]["code"] == "es"


def test_another_language_is_a_link_that_keeps_the_view(busiest):
    page = open_page(lang="es", place=busiest, utm_source="x")
    assert list_languages(page) == [f"?utm_source=x&place={busiest}"]
    send(page, lang="es", level="state", place="FL")
    assert list_address(page) == {
        "utm_source": "x",
        "level": "state",
        "place": "FL",
        "lang": "es",
    }
    assert list_languages(page)[0] == "?utm_source=x&level=state&place=FL"


def test_the_maps_script_stays_the_same_while_the_view_changes(busiest):
    """Another script would load the map anew: flicker, and the reader's zoom lost."""
    page = open_page(place="FL")
    first = find_map(page)
    script, key = json.loads(first.proto.json_args)["script"], first.key
    send(page, place=busiest, reach="part", level="state")
    page.query_params["models"] = "jail"
    page.run()
    assert read_command(page)["models"] == 1
    assert json.loads(find_map(page).proto.json_args)["script"] == script
    assert find_map(page).key == key


def test_a_bad_parameter_shows_a_notice_and_falls_back(busiest):
    page = open_page(place=busiest, reach="<script>alert(1)</script>", date="2026-02-31")
    notices = list_notices(page)
    assert len(notices) == 2
    assert any("reach='<script>alert(1)</script>'" in notice for notice in notices)
    assert any("2026-02-31" in notice for notice in notices)
    assert not any("<script>alert" in body for body in list_html(page))
    assert read_view(page)["place"] == busiest
    assert read_view(page)["reach"] == "all"


def visit(pairs):
    """Open the page under an address that nobody wrote, then let the reader change the view.

    What was refused is said as text, the view drawn is one, and the address can be written on.
    """
    params = parse_qs(urlencode(pairs), keep_blank_values=True)
    page = open_page(**params)
    bounds = CURRENT.load()[0].bounds
    view, notices = read_address({name: texts[-1] for name, texts in params.items()}, bounds)
    assert read_view(page) == write_message(view)
    told = [re.sub("<[^>]*>", "", body) for body in list_html(page) if 'class="notice"' in body]
    assert [unescape(body) for body in told] == notices
    send(page, place="FL")


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(pairs=make_pairs())
def test_any_address_draws_the_page(pairs):
    visit(pairs)


@pytest.mark.stress
@settings(max_examples=1000, deadline=None)
@given(pairs=make_pairs())
def test_a_thousand_addresses_draw_the_page(pairs):
    visit(pairs)


def test_names_that_are_the_program_s_own_are_names_like_others():
    page = open_page(path="x", language="y")
    links = next(one.proto.body for one in page.get("html") if 'class="pages"' in one.proto.body)
    assert 'href="./trends"' in links


def test_an_unknown_place_falls_back_to_the_country():
    page = open_page(place="99999")
    assert len(list_notices(page)) == 1
    assert read_view(page)["place"] == ""


def test_a_click_on_the_map_changes_the_address(busiest):
    page = open_page()
    send(page, place=busiest)
    assert list_address(page) == {"place": busiest}
    send(page, seq=2, place="FL", reach="countywide", models=5)
    assert list_address(page) == {"place": "FL", "reach": "countywide", "models": "jail.task_force"}
    send(page, seq=3)
    assert list_address(page) == {}


def test_the_address_a_click_wrote_opens_the_same_view(busiest):
    page = open_page()
    send(page, place=busiest, reach="part")
    again = open_page(**list_address(page))
    bounds = CURRENT.load()[0].bounds
    assert write_message(read_address(list_address(page), bounds)[0]) == read_view(again)


def test_a_move_of_the_map_is_known_and_makes_no_entry(busiest):
    page = open_page(place=busiest)
    send(page, place=busiest, at="-812,1540,600", passing=True)
    assert read_view(page)["at"] == "-812,1540,600"
    assert list_address(page) == {"place": busiest}


def test_what_the_map_heard_of_the_address_is_no_answer_to_it(busiest):
    page = open_page()
    send(page, place="FL")
    page.query_params["place"] = busiest
    page.run()
    send(page, seq=2, place="FL", heard=True)
    assert list_address(page) == {"place": busiest}
    assert read_view(page)["place"] == busiest


@pytest.mark.parametrize("heard", [True, False])
def test_after_a_lost_connection_what_the_map_shows_holds(busiest, heard):
    old = open_page(place="FL")
    script = json.loads(find_map(old).proto.json_args)["script"]
    page = AppTest.from_file(APP, default_timeout=PATIENCE_S)
    page.query_params["place"] = "FL"
    view = write_message(CURRENT.load()[0].bounds.default)
    page.session_state[find_map(old).key] = view | {"place": busiest, "seq": "1", "heard": heard}
    page.run()
    assert list_address(page) == {"place": busiest}
    # The map there is not drawn anew, nor told anything.
    assert json.loads(find_map(page).proto.json_args)["script"] == script
    assert read_command(page) is None


def test_a_click_is_not_sent_back_to_the_map(busiest):
    """The map already shows it; a command would run after later clicks and undo them."""
    page = open_page()
    before = json.loads(find_map(page).proto.json_args)["feature_group"]
    for seq, place in enumerate((busiest, "FL", busiest), start=1):
        send(page, seq=seq, place=place)
        assert json.loads(find_map(page).proto.json_args)["feature_group"] == before


def test_a_message_that_is_no_view_changes_nothing_and_is_logged(busiest, caplog):
    page = open_page(place=busiest)
    bad = ({"place": "99999"}, {"models": 0}, {"date": "1999-01-01"}, {"reach": "<b>"})
    for seq, change in enumerate(bad, start=1):
        send(page, seq=seq, **({"place": "FL"} | change))
        assert list_address(page) == {"place": busiest}, change
    for broken in (["FL"], {"place": "FL"}):
        page.session_state[find_map(page).key] = broken
        page.run()
        assert not page.exception
        assert list_address(page) == {"place": busiest}, broken
    said = [record.getMessage() for record in caplog.records if record.name == "geo.pages.map"]
    assert len(said) == len(bad) + 2
    # What a reader's browser sent is no matter of the log.
    assert set(said) == {"a message from the map was no view, and was left alone"}


class Sketcher(Studio):
    """Draws nothing, and keeps what it was asked for."""

    def __init__(self):
        super().__init__(apart=False)
        self.asked = []

    def draw_card(self, record, view, *wanted):
        self.asked.append(wanted)
        return b""


def open_share(monkeypatch, studio, **params):
    """Open the share dialog, whose pictures a studio draws."""
    for module in (film, picture):
        monkeypatch.setattr(module, "STUDIO", studio)
    page = open_page(**params)
    page.button(key="share").click().run()
    assert not page.exception
    return page


def list_texts(page):
    """The texts that the dialog offers to copy, by what they are."""
    found = {}
    for body in list_html(page):
        for section in re.findall("<section>.*?</section>", body, re.S):
            label = re.search(r"<h3>(.*?)(?: <small|</h3>)", section)[1]
            found[unescape(label)] = unescape(re.search("<pre.*?>(.*)</pre>", section, re.S)[1])
    return found


def test_sharing_offers_picture_film_texts_links_and_data_of_the_view(monkeypatch):
    page = open_share(monkeypatch, Studio(apart=False), place="RI", date="2026-07-20")
    assert [tab.label for tab in page.tabs] == ["Picture", "Film", "Text", "Link", "Data"]
    (figure,) = [body for body in list_html(page) if "<figure" in body]
    assert "Rhode Island" in re.search(r'alt="([^"]*)"', figure)[1]
    drawn = base64.b64decode(re.search(r'src="data:image/png;base64,([^"]*)"', figure)[1])
    assert Image.open(io.BytesIO(drawn)).size == (1200, 675)
    texts = list_texts(page)
    for length in LENGTHS:
        assert len(texts[f"Post, up to {length} characters"]) <= length
    assert "Rhode Island" in texts["Caption"]
    assert texts["Alternative text"].startswith("Map of Rhode Island")
    assert texts["Link"].endswith("?date=2026-07-20&place=RI")
    names = {button.proto.label for button in page.get("download_button")}
    assert {"PNG", "SVG", "PDF", "CSV", "Excel"} <= names


def test_what_is_taken_along_has_a_language_of_its_own(monkeypatch):
    page = open_share(monkeypatch, Sketcher(), place="RI", date="2026-07-20")
    # A whole run closes the dialog, where a browser runs its fragment alone.
    page.button(key="share").click()
    page.button_group(key="share_language").set_value("es").run()
    assert not page.exception
    texts = list_texts(page)
    assert texts["Alternative text"].startswith("Mapa que muestra Rhode Island")
    assert texts["Link"].endswith("&lang=es")
    assert page.tabs[0].label == "Picture"


def test_own_words_are_on_the_picture_and_in_its_name(monkeypatch):
    studio = Sketcher()
    page = open_share(monkeypatch, studio, place="RI")
    page.button(key="share").click()
    page.button_group(key="card_shape").set_value("portrait")
    page.text_input(key="card_headline").set_value('"Ours" <b>')
    page.text_input(key="card_credit").set_value("The Daily")
    page.run()
    assert not page.exception
    assert studio.asked == [
        ("wide", "png", "", 1, "", "", False, b""),
        ("portrait", "png", "", 1, '"Ours" <b>', "The Daily", False, b""),
    ]
    (figure,) = [body for body in list_html(page) if "<figure" in body]
    assert "<b>" not in figure
    assert unescape(re.search(r'alt="([^"]*)"', figure)[1]).startswith('"Ours" <b>. Map of')
    assert re.search(r'data-hands-on="287g-atlas-ri-.*-portrait-own-words.png"', figure)


def test_a_logo_is_made_anew_for_the_picture_or_refused_with_the_reason(monkeypatch):
    studio = Sketcher()
    page = open_share(monkeypatch, studio, place="RI", lang="es")
    content = io.BytesIO()
    Image.new("RGB", (90, 30), (200, 20, 40)).save(content, format="jpeg")
    page.button(key="share").click()
    page.file_uploader(key="card_logo").upload("news.jpg", content.getvalue(), "image/jpeg")
    page.run()
    assert not page.exception
    assert studio.asked[-1][-1] == read_logo(content.getvalue())
    (figure,) = [body for body in list_html(page) if "<figure" in body]
    assert "-own-words.png" in figure
    page.button(key="share").click()
    page.file_uploader(key="card_logo").upload("news.png", b"no picture", "image/png")
    page.run()
    assert not page.exception
    assert studio.asked[-1][-1] == b""
    assert [error.value for error in page.error] == [
        "El logotipo no es una imagen PNG o JPEG completa: elija otro archivo."
    ]


def test_links_lead_to_the_static_site_where_there_is_one(monkeypatch):
    label = "Link to the static page of this view"
    monkeypatch.delenv("ATLAS_SITE", raising=False)
    view = {"place": "12001", "date": "2026-07-20"}
    assert label not in list_texts(open_share(monkeypatch, Sketcher(), **view))
    monkeypatch.setenv("ATLAS_SITE", "https://atlas.example/site/")
    texts = list_texts(open_share(monkeypatch, Sketcher(), lang="es", **view))
    query = "?date=2026-07-20&place=12001&lang=es"
    assert texts["Enlace"] == f"https://atlas.example/site/{query}"
    page = "Página sobre el condado de Alachua, Florida, con su imagen, siempre de la última lista"
    assert texts[page] == "https://atlas.example/site/es/counties/12001.html"
    framed = (
        "https://atlas.example/site/es/embed.html?date=2026-07-20&amp;place=12001&amp;controls=0"
    )
    assert f'src="{framed}"' in texts["Insertar, sin controles"]
    assert not any("127.0.0.1" in text or "localhost" in text for text in texts.values())
    url = SimpleNamespace(headers={}, url="https://live.example/atlas/?x=1", locale="en")
    monkeypatch.setattr(dialog.st, "context", url)
    texts = list_texts(open_share(monkeypatch, Sketcher(), **view))
    assert texts["Link"] == f"https://live.example/atlas/{query.removesuffix('&lang=es')}"
    assert texts[label] == f"https://atlas.example/site/{query.removesuffix('&lang=es')}"
    monkeypatch.setenv("ATLAS_SITE", "https://live.example/atlas")
    texts = list_texts(open_share(monkeypatch, Sketcher(), compare="2025-01-20", **view))
    assert "view of 2025-01-20 and 2026-07-20" in texts["BibTeX"]
    assert "compare=2025-01-20&amp;place=12001&amp;present=1" in texts["Embed, with controls"]
    assert not any(name.startswith("Page on") for name in texts)


@pytest.mark.slow
def test_the_page_starts_with_nothing_that_only_pictures_need():
    start = (
        "import streamlit_app, sys, pyarrow;"
        "print(pyarrow.default_memory_pool().backend_name, 'matplotlib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", start], cwd=Path(APP).parent, capture_output=True, text=True
    )
    assert done.stdout.split() == ["system", "False"], done.stderr


def test_the_masthead_offers_the_page_in_each_language():
    links = [("en", "English", "?place=FL&x=<b>"), ("es", "Español", "?place=FL&lang=es")]
    markup = render_template("masthead.html.j2", language="es", links=links, presenting=False)
    assert re.findall(r'href="([^"]*)"', markup) == ["?place=FL&amp;x=&lt;b&gt;"]
    assert re.findall(r'aria-current="true" lang="(\w+)"', markup) == ["es"]
