"""The static site as files: pages, links, cards, downloads, feeds."""

import base64
import datetime
import hashlib
import io
import itertools
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from PIL import Image

from geo.agreements import DATA, read_agreements, select_in_force
from geo.answers.changes import LISTS, list_changes, list_list_days
from geo.answers.directory import list_agencies
from geo.answers.states import list_states
from geo.figure.details import collect_details, encode
from geo.figure.search_index import write_names
from geo.program import MODELS, compute_mixture
from geo.record import read_population, read_sources
from geo.site.build import build_site
from geo.site.facts import collect_facts, shorten_id
from geo.site.feeds import collect_changes, write_feed
from geo.spreadsheets import write_workbook
from geo.words.language import format_number, format_share
from geo.words.life import Life
from tests.site.small_site import BASE_URL, COUNTIES, STATES

pytestmark = pytest.mark.slow

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
SITEMAP = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}
READERS = (("geojson", gpd.read_file), ("gpkg", gpd.read_file), ("parquet", gpd.read_parquet))
# The ends of the United States.
ZONES = ("Pacific/Pago_Pago", "America/New_York", "Pacific/Guam")
LARAMIE = "wy-laramie-county-sheriffs-office"
LAST = pd.Timestamp("2026-07-20").date()


class Document(HTMLParser):
    """What a test asks of a page: its tags with their attributes, its ids, its text."""

    def __init__(self, path):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text.append(data)

    def find(self, tag, **wanted):
        """Find the tags that carry these attributes."""
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and wanted.items() <= attributes.items()
        ]

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    def meta(self, name):
        """The content of the one meta tag of this name or property."""
        (content,) = [
            attributes["content"]
            for attributes in self.find("meta")
            if name in (attributes.get("property"), attributes.get("name"))
        ]
        return content


@pytest.fixture(scope="module")
def site(small_site):
    return small_site


@pytest.fixture(scope="module")
def pages(site):
    return {path.relative_to(site).as_posix(): Document(path) for path in site.rglob("*.html")}


@pytest.fixture(scope="module")
def agreements():
    return read_agreements()


@pytest.fixture(scope="module")
def population():
    return read_population()


def test_every_language_has_the_map_and_a_page_for_each_state(pages):
    names = [
        "index",
        "embed",
        "trends",
        "states",
        "agencies",
        "changes",
        "questions",
        "about",
        "downloads",
    ]
    names += [f"{kind}/{s.lower()}" for kind in ("states", "trends") for s in STATES]
    names += [f"counties/{geoid}" for geoid in COUNTIES]
    expected = {f"{home}{name}.html" for home in ("", "es/") for name in names}
    assert set(pages) == expected | {"404.html"}
    for path, document in pages.items():
        assert document.find("html", lang="es" if path.startswith("es/") else "en"), path


def test_links_lead_to_files_and_to_places_in_them(site, pages):
    for path, document in pages.items():
        for _, attributes in document.tags:
            for link in filter(None, (attributes.get("href"), attributes.get("src"))):
                parts = urlsplit(link)
                if link.startswith(BASE_URL):
                    target = site / unquote(link.removeprefix(BASE_URL)).split("?")[0]
                elif parts.scheme:
                    continue
                elif not parts.path:
                    target = site / path
                else:
                    target = (site / path).parent / unquote(parts.path)
                assert target.resolve().is_file(), f"{path}: {link}"
                if parts.fragment:
                    inside = target.resolve().relative_to(site.resolve()).as_posix()
                    assert parts.fragment in pages[inside].ids, f"{path}: {link}"


def test_nothing_is_loaded_from_another_host(pages):
    for path, document in pages.items():
        loaded = [
            a["src"] for _, a in document.tags if not a.get("src", "data:").startswith("data:")
        ]
        loaded += [a["href"] for a in document.find("link") if a["rel"] in ("stylesheet", "icon")]
        assert path == "404.html" or len(loaded) >= 3
        for address in loaded:
            assert not urlsplit(address).scheme, f"{path}: {address}"
            assert not address.startswith("/"), f"{path}: {address}"


def test_ids_are_unique(pages):
    for path, document in pages.items():
        assert len(document.ids) == len(set(document.ids)), path


def test_each_page_is_shared_with_its_own_card(site, pages):
    pictures = {}
    for path, document in pages.items():
        if path == "404.html":
            continue
        address = document.meta("og:image")
        assert address.startswith(BASE_URL)
        with Image.open(site / address.removeprefix(BASE_URL)) as picture:
            size = (document.meta("og:image:width"), document.meta("og:image:height"))
            assert picture.size == tuple(map(int, size))
        assert len(document.meta("og:image:alt")) > 40
        assert document.meta("og:url") == BASE_URL + path
        assert document.meta("og:title")
        words = path.endswith(("questions.html", "about.html"))
        assert words or "20" in document.meta("og:description")
        pictures[path] = address.removeprefix(f"{BASE_URL}cards/287g-atlas-")
    for home, language in (("", "en"), ("es/", "es")):
        dated = f"{LAST}-{language}-wide.png"
        for state in STATES:
            assert pictures[f"{home}states/{state.lower()}.html"] == f"{state.lower()}-{dated}"
        assert pictures[f"{home}index.html"] == dated
        # The thousand counties have one picture for both languages.
        county = f"laramie-county-wy-56021-{LAST}-en-post.png"
        assert pictures[f"{home}counties/56021.html"] == county


@pytest.mark.parametrize("state", STATES)
def test_a_state_page_names_every_agreement_and_its_sources(pages, agreements, state):
    life = Life(read_sources())
    document = pages[f"states/{state.lower()}.html"]
    text = " ".join(document.text)
    here = agreements[agreements["state"] == state]
    assert len(document.find("li", **{"class": "agreement"})) == len(here)
    for row in here.itertuples():
        assert row.agency in text
        for _, source, _ in life.prove(row):
            assert source in text
        assert row.agency_id in document.ids
    links = [link["href"] for link in document.find("a") if link.get("class") == "moa"]
    assert sorted(links) == sorted(here["moa_url"][here["moa_url"] != ""])


def test_a_county_page_names_its_agreements_and_what_is_around(pages, agreements):
    document = pages["counties/56021.html"]
    here = agreements[agreements["geoids"].str.contains("56021") & ~agreements["statewide"]]
    assert len(document.find("li", **{"class": "agreement"})) == len(here) > 0
    assert set(here["agency_id"]) <= set(document.ids)
    assert document.find("a", href="../states/wy.html#wy-wyoming-state-highway-patrol")
    # Of the counties next to it this site has no page.
    assert document.find("a", href="../index.html?place=56001")
    text = " ".join(document.text)
    assert "Weld County, Colorado" in text
    assert document.find("link", rel="alternate", href="../feeds/wy.xml")


@pytest.mark.parametrize("state", STATES)
def test_a_state_page_gives_the_numbers_of_the_coverage(pages, agreements, record, state):
    text = " ".join(" ".join(pages[f"states/{state.lower()}.html"].text).split())
    coverage = record.coverage.compute(LAST)
    states, totals = coverage.states, coverage.count_totals(state)
    count, covered, everything = states.loc[
        state, ["agreements", "counties_covered", "counties"]
    ].astype(int)
    assert f"{count:,} agreement" in text
    now = select_in_force(agreements[agreements["state"] == state], LAST)
    if totals.counties:
        share = format_share(totals.people_countywide)
        assert f"with a countywide agency: {share} of people" in text
        assert f"covered in part only: {format_share(totals.people_part)} of people" in text
    listed = " ".join(" ".join(pages["states.html"].text).split())
    models = " ".join(str((now["model"] == model).sum()) for model in MODELS)
    assert f"{count} {models} {now['agency_id'].nunique()} {covered} of {everything}" in listed


def test_the_table_of_states_leads_to_their_pages_and_to_their_laws(pages, record):
    document = pages["states.html"]
    laws = [row.law for row in list_states(record) if row.law]
    assert len(laws) > 10
    for law in laws:
        assert document.find("a", href=law.address, title=law.instrument)
    assert document.find("a", href="states/wy.html")
    # Of other states this site has no page.
    assert not document.find("a", href="states/tx.html")


def test_a_place_without_agreements_says_so(pages):
    assert "No agency here is listed with an agreement" in " ".join(pages["states/as.html"].text)


@pytest.mark.parametrize("home", ["", "es/"])
def test_the_page_of_changes_has_those_of_each_list_of_a_year(site, pages, record, home):
    days = [day for day in list_list_days(record) if day >= datetime.date(2025, 7, 18)]
    newest = list_changes(record, days[1], LAST, LISTS)
    year = list_changes(record, days[-1], LAST, LISTS)
    told = (site / f"{home}changes.html").read_text("utf-8")
    # The models of an agency with one day and end stand in one line.
    models = re.findall(r'<td class="model">([^<]+)</td>', told)
    assert sum(len(names.split(", ")) for names in models) == len(year)
    document = pages[f"{home}changes.html"]
    signed = (newest["what"] == "signed").sum()
    assert f" {signed} " in document.meta("description")
    folds = [tag["id"] for tag in document.find("details", **{"class": "group"})]
    assert folds == sorted(folds, reverse=True)
    assert {fold.removeprefix("list-") for fold in folds} < set(map(str, days))
    for since, rows in ((days[1], newest), (days[-1], year)):
        table = pd.read_csv(site / f"data/287g-changes-{since}-{LAST}.csv")
        assert table["agreement_id"].tolist() == rows["agreement_id"].tolist()
    # Of the states of this site's changes one has a page.
    assert document.find("a", href="states/wy.html#wy-hot-springs-county-sheriffs-office")


def test_the_page_of_agencies_has_a_line_for_each(site, pages, record):
    agencies = list_agencies(record)
    document = pages["agencies.html"]
    lines = [tag for tag in document.find("li") if re.match("m[1-7]", tag.get("class") or "")]
    assert len(lines) == len(agencies)
    over = sum("over" in line["class"].split() for line in lines)
    assert over == (agencies["status"] == "over").sum() > 0
    text = " ".join(document.text)
    assert [name for name in agencies["agency"] if name.replace("'", "’") not in text] == []
    # To the county's page, else the state's, else the map.
    (laramie,) = document.find("a", href="counties/56021.html#" + shorten_id(LARAMIE))
    assert laramie["href"].partition("#")[2] in pages["counties/56021.html"].ids
    assert document.find("a", href="states/wy.html#wy-wyoming-state-highway-patrol")
    assert document.find("a", href="index.html?place=12086")
    assert len(pd.read_csv(site / "data/287g-agencies.csv")) == len(agencies)
    # Of a county that tells of one agency alone the page is enough.
    text = (site / "agencies.html").read_text("utf-8")
    links = re.findall(r'<a href="(counties/56021\.html[^"]*)">', text)
    assert len(links) > 1
    assert all("#" in link for link in links)


def test_short_names_of_agencies_are_apart_in_every_county(record):
    for geoid, county in collect_facts(record).counties.items():
        names = [agency.anchor for agency in (*county.agencies, *county.former)]
        assert len(set(names)) == len(names), geoid


@pytest.mark.parametrize("home", ["", "es/"])
@pytest.mark.parametrize("state", ["", "WY"])
def test_a_page_of_trends_has_its_charts_and_their_tables(site, pages, record, home, state):
    page = f"{home}{f'trends/{state.lower()}' if state else 'trends'}.html"
    document = pages[page]
    charts = document.find("div", **{"class": "plot"})
    assert len(charts) == 3
    agreements = record.agreements
    here = agreements[agreements["state"] == state] if state else agreements
    now = len(select_in_force(here, LAST))
    assert format_number(now) in document.meta("description") == charts[0]["aria-label"]
    files = [tag["href"] for tag in document.find("a", download=None)]
    assert len(files) == 3
    for path in files:
        table = pd.read_csv((site / page).parent / path)
        assert len(table) > 10
        assert table.iloc[-1, -1] == now or "months" in path


def test_a_state_without_agreements_has_no_chart_of_nothing(pages):
    document = pages["trends/as.html"]
    assert document.find("div", **{"class": "plot"}) == document.find("a", download=None) == []
    assert "No agreement was ever in force here." in " ".join(document.text)
    # The state's page leads here, and this one to the others.
    assert pages["states/wy.html"].find("a", href="../trends/wy.html")
    assert document.find("a", href="../trends/wy.html")


@pytest.mark.stress
def test_two_builds_give_the_same_bytes(site, tmp_path):
    build_site(tmp_path / "again", BASE_URL, places=STATES + COUNTIES)
    first, second = (
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.*")}
        for root in (site, tmp_path / "again")
    )
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_downloads_hold_the_coverage_and_the_table(site, agreements, counties, record):
    assert (site / "data/agreements.csv").read_bytes() == (DATA / "agreements.csv").read_bytes()
    expected = record.coverage.compute(LAST).counties.set_index("geoid")
    for name, read in READERS:
        coverage = read(site / f"data/coverage.{name}").set_index("geoid")
        assert len(coverage) == len(expected)
        assert coverage.crs == "EPSG:4326"
        assert coverage.geometry.is_valid.all()
        mixtures = [compute_mixture(filter(None, text.split("+"))) for text in coverage["models"]]
        assert mixtures == expected.loc[coverage.index, "mixture"].tolist()
        assert coverage["agreements"].tolist() == expected["agreements"].tolist()
        assert set(coverage["as_of"].astype(str)) == {LAST.isoformat()}
    shapes = json.loads((site / "data/coverage.geojson").read_text("utf-8"))["features"]
    polygons = [shapely.geometry.shape(shape["geometry"]) for shape in shapes]
    # RFC 7946: outer rings run against the clock.
    assert all(part.exterior.is_ccw for shape in polygons for part in shapely.get_parts(shape))
    workbook = openpyxl.load_workbook(site / "data/287g-atlas.xlsx", read_only=True)
    rows = list(workbook["Agreements"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == agreements["agreement_id"].tolist()
    signed = rows[0].index("signed_on")
    assert rows[1][signed].date() == agreements["signed_on"].iloc[0].date()
    assert len(list(workbook["Counties"].iter_rows())) == len(counties) + 1


def test_every_page_runs_the_scripts_of_the_site_alone(site):
    for path in site.rglob("*.html"):
        page = Document(path)
        (meta,) = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
        allowed = meta["content"].split("script-src ")[1].split(";")[0].split()
        own = re.findall(r"<script>(.*?)</script>", path.read_text("utf-8"), re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in own]
        assert allowed == ["'self'", *(f"'sha256-{known.decode()}'" for known in hashes)]
        handlers = [name for _, tag in page.tags for name in tag if name.startswith("on")]
        assert handlers == []


def test_text_in_the_workbook_is_never_a_formula():
    table = pd.DataFrame({"agency": ["=1+1", "plain"], "day": [pd.NaT, pd.Timestamp("2025-01-02")]})
    content = write_workbook({"Agencies": table}, LAST)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Agencies"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == "=1+1"
    assert sheet["B2"].value is None
    assert sheet["B3"].value == pd.Timestamp("2025-01-02")


def test_feeds_are_atom_with_an_entry_for_each_list_that_changed_something(site, record):
    changes = collect_changes(record.agreements, record.absorbed)
    for code, end in itertools.product(("", *STATES), ("", "-es")):
        path = f"feeds/{code.lower() or 'us'}{end}.xml"
        root = ET.parse(site / path).getroot()
        assert root.tag == f"{{{ATOM['atom']}}}feed"
        for name in ("id", "title", "updated", "author/atom:name"):
            assert root.findtext(f"atom:{name}", namespaces=ATOM), name
        own = root.find("atom:link[@rel='self']", ATOM).get("href")
        assert own == BASE_URL + path
        entries = root.findall("atom:entry", ATOM)
        ids = [entry.findtext("atom:id", namespaces=ATOM) for entry in entries]
        assert len(ids) == len(set(ids))
        assert all(text.startswith("urn:uuid:") for text in ids)
        here = changes[changes["state"] == code] if code else changes
        days = sorted(here["changed_on"].unique(), reverse=True)[:50]
        updated = [entry.findtext("atom:updated", namespaces=ATOM) for entry in entries]
        for told, day in zip(map(datetime.datetime.fromisoformat, updated), days, strict=True):
            dates = {told.astimezone(ZoneInfo(zone)).date() for zone in ZONES}
            assert dates == {pd.Timestamp(day).date()}
        for entry, day in zip(entries, days, strict=True):
            assert entry.findtext("atom:title", namespaces=ATOM)
            content = entry.find("atom:content", ATOM)
            assert content.get("type") == "html"
            assert content.text.count("<li>") == (here["changed_on"] == day).sum()
            assert entry.find("atom:link", ATOM).get("href").startswith(BASE_URL)


def test_changes_are_listed_superseded_or_ended(make_agreements):
    table = make_agreements(
        {
            "agreement_id": "old",
            "first_listed_on": "2024-01-01",
            "ended_on": "2024-02-01",
            "flags": "bridged;superseded",
        },
        {"agreement_id": "new", "first_listed_on": "2024-02-01"},
        {"agreement_id": "gone", "first_listed_on": "2023-01-01", "ended_on": "2024-02-01"},
        {"agreement_id": "other", "first_listed_on": "2024-01-15"},
    )
    absorbed = pd.DataFrame({"published_on": pd.to_datetime(["2024-01-01", "2024-02-01"])})
    changes = collect_changes(table, absorbed)
    found = {
        (row.agreement_id, row.kind, f"{row.changed_on.date()}") for row in changes.itertuples()
    }
    assert found == {
        ("old", "listed", "2024-01-01"),
        ("old", "superseded", "2024-02-01"),
        ("new", "listed", "2024-02-01"),
        ("gone", "ended", "2024-02-01"),
    }
    assert changes["changed_on"].is_monotonic_decreasing


def test_names_and_addresses_from_lists_stay_text(make_agreements, counties):
    hostile = "</script><script>alert(1)</script> & Co."
    table = make_agreements(
        {"agency": hostile, "first_listed_on": "2024-01-01", "moa_url": "javascript:alert(1)"}
    )
    absorbed = pd.DataFrame({"published_on": [pd.Timestamp("2024-01-01")]})
    feed = write_feed(collect_changes(table, absorbed), "FL", "Florida", BASE_URL, LAST)
    content = ET.fromstring(feed).findtext("atom:entry/atom:content", namespaces=ATOM)
    assert "<script" not in content
    assert "javascript:" not in content
    assert "&lt;script&gt;alert(1)" in content
    tables = {"agreements": table, "since": None, "policies": None, "events": None, "pending": None}
    county_at = {geoid: index for index, geoid in enumerate(counties["geoid"])}
    text = encode(collect_details(tables, read_sources(), county_at))
    assert "</" not in text
    assert json.loads(text)["agreements"][0][0] == hostile


def test_robots_and_the_sitemap_name_every_page_that_search_should_find(site, pages):
    assert f"Sitemap: {BASE_URL}sitemap.xml" in (site / "robots.txt").read_text()
    root = ET.parse(site / "sitemap.xml").getroot()
    found = {node.text for node in root.iterfind("map:url/map:loc", SITEMAP)}
    hidden = {"404.html", "embed.html", "es/embed.html"}
    assert found == {BASE_URL + path for path in set(pages) - hidden}
    assert pages["embed.html"].meta("robots") == "noindex"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_search_finds_what_the_record_has(site, record, language):
    (path,) = site.glob(f"assets/names-{language}-*.js")
    *_, names = path.read_text("utf-8").splitlines(keepends=True)
    assert names == write_names(record, language)


@pytest.mark.parametrize("address", ["atlas.example", "ftp://atlas.example", "https://a.b/?c=1"])
def test_an_address_that_is_none_of_the_web_is_refused(tmp_path, address):
    with pytest.raises(ValueError, match=r"expected where the site will be served"):
        build_site(tmp_path / "site", address)
    assert not (tmp_path / "site").exists()


def test_an_unknown_place_is_refused(tmp_path):
    with pytest.raises(ValueError, match="ZZ; expected USPS codes"):
        build_site(tmp_path / "site", BASE_URL, places=["WY", "ZZ"])


def test_spanish_pages_write_dates_and_numbers_their_way(pages, agreements):
    text = " ".join(" ".join(pages["es/states/wy.html"].text).split())
    assert "20 de julio de 2026" in text
    here = select_in_force(agreements[agreements["state"] == "WY"], LAST)
    assert f"{format_number(len(here), 'es')} acuerdo" in text
