"""The static site in a real Chromium: from a disk, and from a web host under a sub-path."""

import functools
import http.server
import threading

import pytest

from geo.address import write_address, write_message
from geo.agreements import describe_place, read_agreements
from geo.coverage import compare_coverage
from geo.program import PALETTE
from geo.record import read_record
from tests.browser.views import choose_views
from tests.site.small_site import build_small_site

LIGHT = PALETTE["light"]
SUB_PATH = "/some/where"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a sub-path, and the site's 404 page for what is not there."""

    def translate_path(self, path):
        if not path.startswith(f"{SUB_PATH}/"):
            return super().translate_path("/nowhere")
        return super().translate_path(path.removeprefix(SUB_PATH))

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def hosts():
    """The site's address on a disk, and on a host that serves files alone."""
    root = build_small_site()
    handler = functools.partial(Handler, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {
        "disk": root.as_uri(),
        "host": f"http://127.0.0.1:{server.server_port}{SUB_PATH}",
    }
    server.shutdown()
    server.server_close()


class Reader:
    """Someone with a page of the static site open, and what the page did meanwhile."""

    def __init__(self, page, base):
        self.page, self.base = page, base
        self.errors, self.outside = [], []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note)
        page.on("request", self._watch)

    def _note(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _watch(self, request):
        if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
            self.outside.append(request.url)

    def open(self, path):
        self.page.goto(f"{self.base}/{path}")
        if path.split("?")[0].endswith(("index.html", "embed.html")):
            self.page.locator(".atlas[data-ready=true]").wait_for()
        return self

    def see(self, **data):
        marks = "".join(f'[data-{name}="{value}"]' for name, value in data.items())
        self.page.locator(f".atlas{marks}").wait_for()

    def see_panel(self, **data):
        marks = "".join(f'[data-{name}="{value}"]' for name, value in data.items())
        self.page.locator(f".panel{marks}").wait_for()

    @property
    def panel(self):
        return self.page.locator(".panel")

    def click_county(self, geoid):
        """Click the middle of the largest part of a county on the map."""
        x, y = self.page.evaluate(
            """geoid => {
              const {map, choropleth} = atlasFigure;
              const parts = choropleth.find(geoid).getLatLngs();
              const largest = parts.reduce((a, b) => (b[0].length > a[0].length ? b : a));
              const place = map.latLngToContainerPoint(L.latLngBounds(largest[0]).getCenter());
              const box = map.getContainer().getBoundingClientRect();
              return [place.x + box.x, place.y + box.y];
            }""",
            geoid,
        )
        self.page.mouse.click(x, y)


@pytest.fixture
def read(chromium, hosts):
    """Open pages as readers; afterwards none had an error, a cookie, or another host's help."""
    contexts, readers = [], []

    def open_page(path="index.html", base="disk", width=1440, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        readers.append(Reader(context.new_page(), hosts[base]))
        return readers[-1].open(path)

    yield open_page
    for context, reader in zip(contexts, readers, strict=True):
        assert context.cookies() == []
        assert context.storage_state()["origins"] == []
        context.close()
        assert reader.outside == []
        assert reader.errors == []


@pytest.fixture(scope="module")
def agreements():
    return read_agreements()


@pytest.fixture(scope="module")
def bounds():
    return read_record().bounds


@pytest.mark.parametrize("base", ["disk", "host"])
def test_the_map_is_painted_plays_and_stops(read, record, bounds, base):
    reader = read(base=base)
    fills = reader.page.evaluate(
        """() => Object.fromEntries(atlas.geometry.counties.geoid.map(
          (geoid, i) => [geoid, atlasFigure.choropleth.counties[i].options.fillColor]))"""
    )
    coverage = record.coverage.compute(bounds.last).counties
    assert fills == {row.geoid: LIGHT[row.mixture] for row in coverage.itertuples()}
    reader.page.get_by_role("button", name="Play", exact=True).click()
    reader.page.wait_for_function("atlasFigure.view.date < '2026-01-01'")
    reader.page.wait_for_function("atlasFigure.view.date > '2025-02-01'")
    reader.page.get_by_role("button", name="Pause", exact=True).click()
    date = reader.page.evaluate("atlasFigure.view.date")
    reader.see_panel(date=date)
    assert f"date={date}" in reader.page.url


@pytest.mark.parametrize("base", ["disk", "host"])
def test_a_click_opens_the_place_in_each_inset(read, counties, base):
    reader = read(base=base)
    names = counties.set_index("geoid")["namelsad"]
    for geoid in ("48113", "02090", "15001", "72127"):
        reader.page.evaluate("atlasFigure.apply({place: ''}, false)")
        reader.click_county(geoid)
        reader.see_panel(place=geoid)
        assert names[geoid] in reader.panel.locator("h2").inner_text()
        assert f"place={geoid}" in reader.page.url


@pytest.mark.parametrize(
    ("place", "date"),
    [
        ("12086", "2026-07-20"),
        ("12086", "2025-03-10"),
        ("WY", "2026-07-20"),
        ("37119", "2010-05-01"),
    ],
)
def test_the_panel_tells_what_the_record_does(read, record, place, date):
    reader = read(f"index.html?place={place}&date={date}")
    reader.see_panel(place=place, date=date)
    expected = describe_place(record.places[place], record.agreements, date)
    reader.panel.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
    shown = reader.panel.locator("li strong").all_inner_texts()
    assert len(expected.local) + len(expected.statewide)
    parts = (expected.local, expected.unlocated, expected.statewide, expected.past)
    assert sorted(shown) == sorted(name for part in parts for name in part["agency"])
    local = len(expected.local) + len(expected.unlocated)
    assert f"{local} local agreement" in reader.panel.inner_text()
    assert f"{expected.people:,} people" in reader.panel.inner_text()
    sources = reader.panel.locator("li small").all_inner_texts()
    assert sorted(sources) == sorted(
        source.replace("#", ", row ") for part in parts for source in part["source"]
    )


def test_the_whole_country_is_summed_in_the_panel(read, record):
    reader = read("index.html?date=2025-08-15&reach=countywide")
    states = record.coverage.compute("2025-08-15", reach="countywide").states
    rows = [
        row.split("\t") for row in reader.panel.locator("table").last.inner_text().splitlines()[1:]
    ]
    assert [int(row[1]) for row in rows] == states["agreements"].nlargest(10).tolist()


def test_what_changed_between_two_dates_is_listed(read, record):
    reader = read("index.html?date=2026-05-01&compare=2025-01-20&place=FL")
    before, after = map(record.coverage.compute, ("2025-01-20", "2026-05-01"))
    changes = compare_coverage(before, after)
    here = changes[changes["state"] == "FL"]["change"].value_counts()
    reader.see_panel(place="FL")
    text = reader.panel.inner_text()
    for change, words in (
        ("gained", "Gained a local agreement"),
        ("lost", "Lost all local agreements"),
        ("changed", "Changed model"),
    ):
        assert f"{words}: {here.get(change, 0)} " in text


@pytest.mark.parametrize("base", ["disk", "host"])
def test_the_way_back_is_the_browser_s_own(read, base):
    reader = read("index.html?utm=1", base=base)
    reader.page.evaluate("atlasFigure.change({place: '06037'})")
    reader.see_panel(place="06037")
    reader.page.evaluate("atlasFigure.change({reach: 'part'})")
    assert "utm=1" in reader.page.url
    reader.page.go_back()
    reader.see(place="06037", reach="all")
    reader.page.go_back()
    reader.see_panel(place="")
    reader.page.go_forward()
    reader.see_panel(place="06037")


def test_addresses_are_those_of_the_live_page(read, bounds):
    reader = read()
    for view in choose_views(bounds):
        params = write_address(view, bounds)
        query = "&".join(f"{name}={text}" for name, text in params.items())
        reader.page.evaluate(
            """query => {
              history.pushState(null, "", "?" + query);
              window.dispatchEvent(new PopStateEvent("popstate"));
            }""",
            query,
        )
        assert reader.page.evaluate("atlasFigure.view") == write_message(view)
        reader.page.evaluate("atlasFigure.tell()")
        assert reader.page.url.partition("?")[2] == query


def test_what_the_address_can_t_mean_is_named_and_left_out(read, bounds):
    reader = read("index.html?date=2025-13-45&place=ZZ&models=jail.bus&level=state&present=yes")
    reader.see(date=bounds.last.isoformat(), place="", models="7", level="state")
    notices = reader.page.locator(".panel .notice").all_inner_texts()
    assert len(notices) == 4
    assert "place=ZZ in the address can't be used" in " ".join(notices)


def test_search_finds_counties_on_the_map_and_agencies_on_their_page(read):
    reader = read("states/as.html")
    box = reader.page.get_by_role("combobox", name="Find")
    box.fill("laramie county wy")
    reader.page.get_by_role("option").first.click()
    reader.see_panel(place="56021")
    box = reader.page.get_by_role("combobox", name="Find")
    box.press_sequentially("wyoming")
    box.press("ArrowDown")
    box.press("Enter")
    reader.see_panel(place="WY")
    box.press_sequentially("wyoming highway")
    reader.page.get_by_role("option").first.wait_for()
    box.press("Enter")
    reader.page.wait_for_url("**/states/wy.html#wy-*")
    assert "Wyoming State Highway Patrol" in reader.page.locator(":target").inner_text()
    assert reader.page.locator(".find ul").is_hidden()


@pytest.mark.parametrize(
    ("path", "typed", "place"),
    [
        ("states/as.html", "Albany County, Wyoming", "56001"),
        ("es/states/as.html", "condado de albany wyoming", "56001"),
        ("es/states/as.html", "Orleans Parish", "22071"),
        ("es/states/as.html", "washington county or", "41067"),
        ("es/index.html", "samoa americana", "AS"),
        ("es/index.html", "american samoa", "AS"),
    ],
)
def test_search_understands_the_page_s_language_and_the_state_s_name(read, path, typed, place):
    reader = read(path)
    box = reader.page.locator(".find input")
    box.fill(typed)
    reader.page.locator(".find [role=option]").first.click()
    reader.see_panel(place=place)


def test_a_name_that_every_object_has_is_no_model(read):
    reader = read("index.html?models=toString")
    reader.see(models="7")
    assert "models=toString in the address" in reader.page.locator(".panel .notice").inner_text()


@pytest.mark.parametrize(("query", "width", "height"), [("", 1000, 760), ("?controls=0", 760, 640)])
def test_the_map_alone_goes_into_a_frame(read, query, width, height):
    reader = read(f"embed.html{query}", width=width, height=height)
    controls = reader.page.locator(".atlas .controls")
    play = reader.page.get_by_role("button", name="Play", exact=True)
    assert controls.is_hidden() == play.is_hidden() == bool(query)
    for part in ("h1", ".subtitle", ".venn", ".atlas footer"):
        assert reader.page.locator(part).first.is_visible()
    assert reader.page.locator(".masthead").count() == 0
    reader.page.evaluate("atlasFigure.change({place: 'WY'})")
    link = reader.page.locator(".full a").first
    assert link.get_attribute("href").endswith("?place=WY")
    assert reader.page.evaluate("document.documentElement.scrollHeight") <= height
    stage = reader.page.locator(".stage").bounding_box()
    assert stage["height"] > height / 3


def test_the_page_of_a_frame_keeps_its_own_way_back(read, hosts):
    reader = read("states/as.html", base="host")
    reader.page.set_content(f'<iframe src="{hosts["host"]}/embed.html" width="800" height="600">')
    frame = reader.page.frame_locator("iframe")
    frame.locator(".atlas[data-ready=true]").wait_for()
    before = reader.page.evaluate("history.length")
    inside = next(frame for frame in reader.page.frames if "embed" in frame.url)
    inside.evaluate("atlasFigure.change({place: 'WY'})")
    frame.locator('.atlas[data-place="WY"]').wait_for()
    assert reader.page.evaluate("history.length") == before
    assert "place=WY" in inside.evaluate("location.href")


def test_spanish_pages_speak_spanish(read):
    reader = read("es/index.html?place=12086", base="host")
    reader.see_panel(place="12086")
    assert "acuerdos locales vigentes el 20 de julio de 2026" in reader.panel.inner_text()
    assert reader.page.locator("h1").inner_text().startswith("Acuerdos de la policía local")
    reader.page.get_by_role("link", name="EN").click()
    reader.page.wait_for_url("**/where/index.html?place=12086")
    assert reader.page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("name", ["index.html", "embed.html"])
def test_the_address_of_a_spanish_view_leads_to_the_spanish_page(read, name):
    reader = read(f"{name}?place=WY&lang=es")
    reader.page.wait_for_url(f"**/es/{name}?place=WY")
    reader.see(place="WY")


@pytest.mark.parametrize(
    "path", ["index.html?place=WY", "states.html", "states/wy.html", "downloads.html"]
)
def test_no_page_is_wider_than_the_screen(read, path):
    page = read(path).page
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 28)"}
    for width in (390, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        for scheme, ground in grounds.items():
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_a_phone_plays_the_site_too(read):
    reader = read(base="host", width=390, height=844, has_touch=True, is_mobile=True)
    reader.page.get_by_role("button", name="Play", exact=True).tap()
    reader.see(playing="true")
    reader.page.wait_for_function("atlasFigure.view.date < '2026-01-01'")
    reader.page.get_by_role("button", name="Pause", exact=True).tap()
    reader.see(playing="false")


def test_without_scripts_the_pages_of_the_states_are_whole(read):
    reader = read("states/wy.html", java_script_enabled=False)
    assert reader.page.locator(".agreement").count() > 10
    assert reader.page.locator("img").first.get_attribute("alt")


@pytest.mark.parametrize("path", ["index.html", "es/index.html", "embed.html"])
def test_a_finger_is_left_to_the_page_until_the_map_is_closer(read, path):
    reader = read(path, width=390, height=844, has_touch=True, is_mobile=True)
    assert reader.page.evaluate("atlasFigure.map.dragging.enabled()") is False
    reader.page.evaluate("() => { atlasFigure.map.zoomIn(); }")
    reader.page.wait_for_function("atlasFigure.map.dragging.enabled()")


def test_a_map_in_a_foreign_page_plays_on_when_the_window_loses_the_focus(read, hosts):
    reader = read("states/as.html", base="host")
    # The sandbox gives the frame an origin of its own.
    reader.page.set_content(
        f'<iframe sandbox="allow-scripts" src="{hosts["host"]}/embed.html" width="800"></iframe>'
    )
    frame = reader.page.frame_locator("iframe")
    frame.locator(".atlas[data-ready=true]").wait_for()
    frame.get_by_role("button", name="Play", exact=True).click()
    inside = next(frame for frame in reader.page.frames if "embed" in frame.url)
    inside.evaluate("() => { window.dispatchEvent(new Event('blur')); }")
    assert inside.evaluate("atlasFigure.playback.playing") is True
