import datetime
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pandas as pd
import pypdf
import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from PIL import Image

from geo.boundaries import INSET_STATES
from geo.cards.arrangement import measure_map
from geo.cards.card import compose_card, draw_card
from geo.cards.labels import Name, Placer
from geo.cards.map import see_window
from geo.cards.own_words import CREDIT_CHARACTERS, HEADLINE_CHARACTERS, write_own_words
from geo.cards.parts import gather_parts, narrow_key
from geo.cards.shapes import SHAPES
from geo.cards.sheet import DPI, Box, Scale, Sheet
from geo.coverage import compare_coverage
from geo.finding import find_view
from geo.neighbours import find_neighbours
from geo.program import CHANGE_PALETTE, CHANGES, MODELS, PALETTE, PART_BIT, RAMP
from geo.shading import classify
from geo.view import View
from geo.words.caption import describe_card
from geo.words.headline import write_text
from tests.cards.extents import find_clashes

pytestmark = pytest.mark.slow

DAY = datetime.date(2020, 4, 1)
BASE = "https://atlas.example"


def read_fills(record, view):
    """Read the colours of the filled shapes off a composed card, by GEOID or state."""
    card = compose_card(gather_parts(record, view), "wide", BASE)
    plane, by = card.parts.plane, card.parts.finding.fills.by
    index = plane.counties["geoid"] if by == "county" else plane.states["state"]
    return pd.Series([to_hex(colour) for colour in card.filled.get_facecolors()], index=index)


@pytest.mark.parametrize("place", ["", "FL", "AK", "12001"])
def test_fills_are_those_of_the_coverage(made_up, place):
    view = View(DAY, place=place, models=("jail", "task_force"), reach="countywide")
    fills = read_fills(made_up, view)
    coverage = made_up.coverage.compute(DAY, view.models, view.reach)
    coverage = coverage.counties.set_index("geoid")
    expected = coverage["mixture"].map(dict(enumerate(PALETTE["light"])))[fills.index]
    assert fills.equals(expected.rename(None))
    state = made_up.places[place].state
    wanted = set(coverage.index[coverage["state"] == state] if state else coverage.index)
    if made_up.places[place].is_county:
        # A county is shown with those around it, in other states too.
        assert {place, *find_neighbours(made_up.counties, place), "13185"} <= set(fills.index)
    else:
        assert set(fills.index) == wanted
    assert fills.nunique() > 2


def test_fills_of_a_comparison_are_the_changes(made_up):
    since = datetime.date(2020, 2, 10)
    fills = read_fills(made_up, View(DAY, compare=since))
    before, after = (made_up.coverage.compute(day) for day in (since, DAY))
    changes = compare_coverage(before, after).set_index("geoid")
    colours = CHANGE_PALETTE["light"] | {"none": PALETTE["light"][0]}
    assert fills.equals(changes["change"].map(colours)[fills.index].rename(None))
    assert set(CHANGES) == set(changes["change"])


def test_fills_of_the_state_level_are_the_classes(made_up):
    fills = read_fills(made_up, View(DAY, level="state", measure="people"))
    states = made_up.coverage.compute(DAY).states
    ramp = (PALETTE["light"][0], *RAMP["light"])
    expected = states["share_people"].map(lambda share: ramp[classify(share, "people")])
    assert fills.to_dict() == expected.to_dict()
    assert fills.nunique() > 3


def test_trend_ends_with_the_number_of_the_headline(small):
    finding = find_view(small, View(DAY))
    assert str(finding.trend.iloc[-1]) == write_text(finding).numbers[-1].value


@pytest.mark.parametrize("shape", ["wide", "square", "tall"])
def test_png_has_the_size_of_its_shape(made_up, shape):
    content = draw_card(made_up, View(DAY, place="MT"), shape, "png", BASE)
    picture = Image.open(io.BytesIO(content))
    assert picture.size == (SHAPES[shape].width, SHAPES[shape].height)
    assert len(content) < 600_000


def test_svg_says_what_the_data_says(made_up):
    view = View(DAY, place="FL", lang="es")
    root = ElementTree.fromstring(draw_card(made_up, view, "a4", "svg", BASE))
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    words = " ".join(texts)
    text = write_text(find_view(made_up, view))
    assert text.headline in words
    for number in text.numbers:
        assert number.value in texts
    assert "atlas.example/?date=2020-04-01&place=FL&lang=es" in texts
    totals = made_up.coverage.compute(DAY).count_totals("FL")
    assert f"{totals.counties_countywide} de los 67 condados" in words
    assert str(totals.agreements) in texts


@pytest.mark.parametrize(("shape", "size"), [("a4", (595.28, 841.89)), ("letter", (612, 792))])
def test_pdf_says_what_the_data_says_on_its_page(made_up, shape, size):
    view = View(DAY, compare=datetime.date(2020, 2, 10), place="GA")
    page = pypdf.PdfReader(io.BytesIO(draw_card(made_up, view, shape, "pdf", BASE))).pages[0]
    assert tuple(map(float, page.mediabox[2:])) == pytest.approx(size, abs=0.01)
    words = " ".join(page.extract_text().split())
    text = write_text(find_view(made_up, view))
    assert text.headline in words
    for number in text.numbers:
        assert f"{number.value} {number.label}" in words


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_equal_views_give_equal_bytes(made_up, format):
    view = View(DAY, place="RI")
    first = draw_card(made_up, view, "wide", format, BASE)
    assert draw_card(replace(made_up), view, "wide", format, BASE) == first


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"shape": "round"}, "expected wide, square, portrait, tall, television, a4, letter"),
        ({"format": "bmp"}, "expected png, svg, pdf"),
        ({"scale": 3}, "expected 1, 2"),
        ({"headline": "x" * 101}, "headline: 101 characters; expected at most 100"),
        ({"credit": "x" * 61}, "credit: 61 characters; expected at most 60"),
    ],
)
def test_unknown_shapes_and_formats_name_what_is_allowed(made_up, values, message):
    with pytest.raises(ValueError, match=message):
        draw_card(made_up, View(DAY), **values)


ALL = pytest.mark.stress


@pytest.mark.parametrize(
    ("lang", "shape", "step"),
    [
        ("es", "wide", 5),
        ("en", "square", 9),
        pytest.param("es", "wide", 1, marks=ALL),
        pytest.param("en", "square", 1, marks=ALL),
    ],
)
def test_no_text_is_cut_or_meets_another_in_the_states(record, lang, shape, step):
    clashes = {}
    for state in record.states["state"][::step]:
        parts = gather_parts(record, View(record.last, place=state, lang=lang))
        clashes[state] = find_clashes(compose_card(parts, shape, BASE))
    assert {state: found for state, found in clashes.items() if found} == {}


@pytest.mark.parametrize(
    "shape",
    ["wide", "square", "tall", "a4"]
    + [pytest.param(shape, marks=ALL) for shape in ("portrait", "television", "letter")],
)
@pytest.mark.parametrize(
    "values",
    [
        {"lang": "es"},
        {"compare": datetime.date(2025, 1, 20)},
        {"compare": datetime.date(2026, 7, 10), "place": "FL"},
        {"level": "state", "measure": "people", "lang": "es"},
        {
            "level": "state",
            "measure": "people",
            "reach": "countywide",
            "models": ("warrant", "task_force"),
            "lang": "es",
        },
        {"compare": datetime.date(2025, 1, 20), "lang": "es", "place": "MP"},
        {"place": "02290", "lang": "es", "models": ("warrant", "task_force"), "reach": "part"},
        {"date": datetime.date(2018, 5, 1), "place": "VA"},
    ],
    ids=lambda values: "-".join(values),
)
def test_no_text_is_cut_or_meets_another_in_the_wordiest_views(record, shape, values):
    view = View(**{"date": record.last} | values)
    assert find_clashes(compose_card(gather_parts(record, view), shape, BASE)) == []


@pytest.mark.parametrize("shape", ["wide", "square", "tall"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_type_is_legible_at_400_pixels(record, shape, lang):
    values = {"compare": datetime.date(2025, 1, 20), "models": ("jail", "warrant")}
    for view in (
        View(record.last, lang=lang),
        View(record.last, lang=lang, level="state"),
        View(record.last, lang=lang, place="MP", reach="part", **values),
        View(record.last, lang=lang, place="06037"),
    ):
        card = compose_card(gather_parts(record, view), shape, "https://a-longer-host.example.org")
        sizes = {text.get_text(): text.get_fontsize() for text in card.sheet.page.texts}
        shown = {text: size * 400 / SHAPES[shape].width for text, size in sizes.items()}
        assert {text: size for text, size in shown.items() if size < 6.6} == {}


# A comparison through years without lists, a choice of models and reach, long names.
SINCE = datetime.date(2016, 7, 1)
WORDY = [
    {"place": place, "lang": "es"} | values
    for place, values in (
        ("", {}),
        ("", {"compare": SINCE}),
        ("", {"level": "state", "measure": "people", "reach": "countywide"}),
        ("IL", {}),
        ("VA", {"compare": SINCE, "models": ("jail", "warrant"), "reach": "countywide"}),
        ("FL", {"models": ("warrant", "task_force"), "reach": "part"}),
        ("48201", {}),
        ("12079", {"compare": SINCE}),
        ("02290", {"compare": SINCE, "models": ("warrant", "task_force"), "reach": "part"}),
    )
]


def find_smallest(card, shape):
    """Find the smallest type of a card where it is shown 360 pixels wide, and what it says."""
    scale = 360 / SHAPES[shape].width
    return min((text.get_fontsize() * scale, text.get_text()) for text in card.sheet.page.texts)


@pytest.mark.parametrize("shape", ["square", "portrait", "tall"])
@pytest.mark.parametrize("values", WORDY, ids=lambda values: "-".join(map(str, values.values())))
def test_type_is_ten_pixels_high_on_a_phone_and_the_map_has_room(record, shape, values):
    parts = gather_parts(record, View(record.last, **values))
    card = compose_card(parts, shape, "https://a-longer-host.example.org")
    assert find_smallest(card, shape)[0] >= 10
    assert find_clashes(card) == []
    left, bottom, right, top = parts.plane.window
    scale = measure_map(card.parts, card.map_box)
    shown = scale**2 * (right - left) * (top - bottom) / (card.sheet.width * card.sheet.height)
    assert shown > 0.12


@pytest.mark.stress
@pytest.mark.parametrize("shape", ["wide", "square", "portrait", "tall"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_type_is_ten_pixels_high_in_some_hundred_views(record, shape, lang):
    places = [*record.states["state"], *record.counties["geoid"][::40]]
    narrowed = {"models": ("warrant", "task_force"), "reach": "part"}
    small = {}
    for index, place in enumerate(places):
        values = ({}, {"compare": SINCE}, narrowed, narrowed | {"compare": SINCE})[index % 4]
        parts = gather_parts(record, View(record.last, place=place, lang=lang, **values))
        smallest = find_smallest(compose_card(parts, shape, BASE), shape)
        if smallest[0] < 10:
            small[place, tuple(values)] = smallest
    assert small == {}


@pytest.mark.parametrize(("shape", "least"), [("square", 0.65), ("portrait", 0.75), ("a4", 0.98)])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_country_goes_across_a_post_and_a_page(record, shape, least, lang):
    card = compose_card(gather_parts(record, View(record.last, lang=lang)), shape, BASE)
    left, _, right, _ = card.parts.plane.window
    across = measure_map(card.parts, card.map_box) * (right - left)
    assert across > least * (card.map_box.right - card.map_box.left)


@pytest.mark.parametrize("shape", ["square", "tall", "television", "a4"])
def test_every_inset_of_the_country_is_named(record, shape):
    card = compose_card(gather_parts(record, View(record.last)), shape, BASE)
    named = {state for label in list_texts(card, "label") for state in label.split(", ")}
    assert named == INSET_STATES


@pytest.mark.parametrize("lang", ["en", "es"])
def test_type_of_a_wide_card_is_ten_pixels_high_on_a_phone(record, lang):
    since = datetime.date(2025, 1, 20)
    for values in (
        {},
        {"level": "state", "measure": "people"},
        {"compare": since},
        {"place": "TX"},
        {"place": "NC", "compare": since},
        {"place": "48201"},
        {"place": "06037"},
        # What is slim, has no agreement, or a remark on years without lists.
        {"place": "DE"},
        {"place": "IL", "compare": since},
        {"place": "MI"},
        {"place": "12079", "compare": SINCE},
        # Agencies of a county with three dates, the longest name, and nothing that changed.
        {"place": "01019"},
        {"place": "22095"},
        {"place": "VI", "compare": since},
        # Two models and one reach: of states by their people, over years, around a county.
        {"level": "state", "measure": "people", "models": MODELS[1:], "reach": "countywide"},
        {"place": "IL", "compare": SINCE, "models": MODELS[::2], "reach": "part"},
        {"place": "28073", "compare": SINCE, "models": MODELS[:2], "reach": "part"},
        {"place": "48273", "compare": SINCE},
        # Of years in which the population is not that of the time.
        {"date": datetime.date(2014, 6, 1)},
    ):
        parts = gather_parts(record, View(**{"date": record.last, "lang": lang} | values))
        card = compose_card(parts, "wide", BASE)
        assert find_smallest(card, "wide")[0] >= 10
        assert find_clashes(card) == []
        left, bottom, right, top = parts.plane.window
        scale = measure_map(card.parts, card.map_box)
        shown = scale**2 * (right - left) * (top - bottom) / (card.sheet.width * card.sheet.height)
        assert shown > 0.05 or scale * (top - bottom) > 0.24 * card.sheet.height


def test_a_wide_card_keeps_its_type_below_long_words_of_a_reader(record):
    headline = (
        "El alguacil firma un acuerdo con los agentes federales de inmigración, "
        "el tercero de la región"
    )
    credit = "Gráfico de la Gaceta del Valle, mesa de datos, para el papel"
    for values in (
        {},
        {"place": "TX"},
        {"place": "NH"},
        {"place": "NE"},
        {"place": "42029"},
        {"place": "FL", "compare": datetime.date(2025, 1, 20)},
        {"place": "05037", "compare": datetime.date(2025, 1, 20)},
        {"date": datetime.date(2014, 6, 1), "models": ("jail", "warrant")},
    ):
        view = View(**{"date": record.last, "lang": "es"} | values)
        own = write_own_words(gather_parts(record, view), headline, credit)
        card = compose_card(own, "wide", BASE)
        assert find_smallest(card, "wide")[0] >= 10
        assert find_clashes(card) == []
        assert " ".join(list_texts(card, "deck")).startswith(own.text.deck[:20])
        # Shares of people have their source, and none has one that nothing needs.
        counts_people = "población" in " ".join(text.get_text() for text in card.sheet.texts)
        assert counts_people == ("Censo" in " ".join(list_texts(card, "source")))


@pytest.mark.parametrize("shape", ["wide", "square"])
def test_lines_of_a_larger_picture_are_as_long_as_those_of_a_small_one(made_up, shape):
    card = compose_card(gather_parts(made_up, View(SINCE, place="06037")), shape, BASE)
    texts = [text for text in card.sheet.page.texts if text.get_text()]
    widths = []
    for density in (1, 2):
        card.sheet.figure.set_dpi(DPI * density)
        renderer = FigureCanvasAgg(card.sheet.figure).get_renderer()
        widths.append([text.get_window_extent(renderer).width / density for text in texts])
    assert np.allclose(*widths, rtol=0.003, atol=0.5)


def test_a_post_leaves_out_numbers_that_its_headline_tells(record):
    view = View(record.last, compare=datetime.date(2025, 1, 20))
    card = compose_card(gather_parts(record, view), "square", BASE)
    assert list_texts(card, "value") == []
    gained = (find_view(record, view).changes == "gained").sum()
    assert f"gained: {gained}" in list_texts(card, "key")
    source = " ".join(list_texts(card, "source"))
    assert "Source: ICE lists to" in source
    # Nothing on it counts people.
    assert "Census" not in source


def test_a_trend_of_nothing_is_a_sentence(record):
    view = View(datetime.date(2005, 6, 1), models=("warrant",))
    card = compose_card(gather_parts(record, view), "wide", BASE)
    assert card.trend_line is None
    said = " ".join(list_texts(card, "agency"))
    assert said == "These agreements in force: none since January 1, 2002"
    vermont = compose_card(gather_parts(record, View(record.last, place="VT")), "wide", BASE)
    assert vermont.trend_line is None
    assert list_texts(vermont, "trend") == []


@pytest.mark.parametrize("place", ["AS", "MP", "VI"])
def test_far_islands_stand_in_frames_large_enough_to_see(record, place):
    plane = gather_parts(record, View(record.last, place=place)).plane
    assert set(plane.counties["geoid"]) == {
        geoid for geoid, found in record.places.items() if found.is_county and found.state == place
    }
    frames = list(plane.boxes.geometry)
    for shape in plane.counties.geometry:
        largest = max(shape.geoms, key=lambda part: part.area)
        (_frame,) = [frame for frame in frames if frame.contains(largest)]
        extent = max(largest.bounds[2] - largest.bounds[0], largest.bounds[3] - largest.bounds[1])
        assert extent > 0.01 * (plane.window[2] - plane.window[0])
        assert all(sum(frame.contains(part) for frame in frames) == 1 for part in shape.geoms)
    assert not any(a.overlaps(b) for a in frames for b in frames if a is not b)


def test_a_comparison_names_the_counties_that_changed(record):
    view = View(record.last, compare=datetime.date(2025, 1, 20), place="GA")
    card = compose_card(gather_parts(record, view), "a4", BASE)
    said = " ".join(list_texts(card, "agency"))
    assert said.startswith("Gained: Cobb, Clayton")
    assert said.endswith("43 more Changed model: Hall")


def test_largest_counties_are_named_with_their_kind_where_names_repeat(record):
    card = compose_card(gather_parts(record, View(record.last, place="MD")), "square", BASE)
    names = {text.get_text() for text in card.sheet.page.texts if text.get_gid() == "label"}
    assert {"Montgomery", "Baltimore County"} <= names
    assert "Baltimore" not in names


def test_state_maps_stand_upright(made_up):
    # The border of Montana and Canada follows a parallel.
    plane = gather_parts(made_up, View(DAY, place="MT")).plane
    coordinates = np.vstack([path.vertices for path in plane.state_paths])
    west, east = coordinates[:, 0].min(), coordinates[:, 0].max()
    top_left = coordinates[coordinates[:, 0] < west + 0.1 * (east - west)][:, 1].max()
    top_right = coordinates[coordinates[:, 0] > east - 0.1 * (east - west)][:, 1].max()
    assert abs(top_left - top_right) < 0.03 * (east - west)


def find_county_clashes(record, places, shape, lang):
    views = [
        View(record.last, place=place, lang=lang, compare=compare)
        for place in places
        for compare in (None, datetime.date(2016, 7, 1))
    ]
    clashes = {
        (view.place, view.compare): find_clashes(
            compose_card(gather_parts(record, view), shape, BASE)
        )
        for view in views
    }
    return {view: found for view, found in clashes.items() if found}


def test_no_text_is_cut_or_meets_another_in_counties(record):
    assert find_county_clashes(record, ("12099", "22071"), "wide", "es") == {}


@pytest.mark.stress
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_text_is_cut_or_meets_another_in_any_county(record, shape, lang):
    places = record.counties["geoid"][::80]
    assert find_county_clashes(record, places, shape, lang) == {}


def list_texts(card, gid):
    return [text.get_text() for text in card.sheet.page.texts if text.get_gid() == gid]


def test_a_county_card_names_its_agencies_and_the_counties_around(record):
    card = compose_card(gather_parts(record, View(record.last, place="48201")), "a4", BASE)
    words = list_texts(card, "agency")
    assert "League City Police Department" in words
    assert "task force since Jun 13, 2025" in words
    assert {"Harris: 3", "Galveston: 10", "Brazoria: 1"} <= set(list_texts(card, "label"))


def test_a_state_without_agreements_explains_no_absent_colour(record):
    parts = gather_parts(record, View(record.last, place="VT"))
    assert parts.key.models == {}
    assert [row.text for row in parts.key.rows] == ["no local agreement"]
    told = " ".join(list_texts(compose_card(parts), "agency"))
    assert told == "No local agreement has been listed here since 2002"


@pytest.mark.parametrize("state", ["AZ", "MI", "NH"])
def test_few_covered_counties_are_all_named(record, state):
    coverage = record.coverage.compute(record.last).counties
    covered = coverage[(coverage["state"] == state) & (coverage["mixture"] > 0)]["geoid"]
    assert 0 < len(covered) <= 8
    card = compose_card(gather_parts(record, View(record.last, place=state)), "wide", BASE)
    names = {record.places[geoid].short_name for geoid in covered}
    assert names <= set(list_texts(card, "label"))


def test_an_extent_shows_what_lies_in_it_with_the_names_of_counties(record):
    view = View(record.last, place="TX", at="145,750,300")
    parts = gather_parts(record, view)
    assert {"48201", "22023"} <= set(parts.plane.counties["geoid"])
    card = compose_card(parts, "television")
    assert {"Harris", "Calcasieu"} <= set(list_texts(card, "label"))
    assert "a section of the country" in describe_card(record, view).alt
    # Nothing is there: the place is shown.
    beyond = gather_parts(record, replace(view, at="0,3300,10"))
    assert set(beyond.plane.counties["state"]) == {"TX"}


@pytest.mark.parametrize("values", [{"place": "TX"}, {"place": "AK"}, {"place": "12099"}])
def test_an_svg_has_counties_and_states_by_name(record, values):
    content = draw_card(record, View(record.last, **values), "wide", "svg", BASE)
    assert len(content) < 300_000
    root = ElementTree.fromstring(content)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert sorted(set(ids)) == sorted(ids)
    named = {node.get("id"): node.get("data-name") for node in root.iter()}
    counties = record.counties.set_index("geoid")["namelsad"]
    state = record.places[values["place"]].state
    home = counties[(record.counties["state"] == state).to_numpy()]
    if record.places[values["place"]].is_state:
        assert {f"county-{geoid}": name for geoid, name in home.items()}.items() <= named.items()
    else:
        assert named["county-12011"] == "Broward County"
    assert named[f"state-{home.index[0][:2]}"] == record.places[state].name
    group = next(node for node in root.iter() if node.get("id") == f"counties-{home.index[0][:2]}")
    assert group.get("data-name") == record.places[state].name
    assert all((node.get("id") or "").startswith("county-") for node in group)
    assert b"'DejaVu Sans', Verdana, sans-serif" in content
    assert root.get("aria-label", "").startswith("Map of ")


def test_an_svg_of_the_country_is_as_small_as_its_lines_allow(record):
    content = draw_card(record, View(record.last), "wide", "svg", BASE)
    assert len(content) < 720_000
    assert content.count(b'id="county-') == len(record.counties)


def test_an_svg_leaves_out_what_its_map_does_not_show(made_up):
    view = View(DAY, place="FL")
    card = compose_card(gather_parts(made_up, view), "wide", BASE)
    root = ElementTree.fromstring(draw_card(made_up, view, "wide", "svg", BASE))
    around = next(node for node in root.iter() if node.get("id") == "neighbours")
    assert {"around-13", "around-01"} <= {node.get("id") for node in around}
    box = card.map_box
    for node in around:
        for ring in (node.get("d") or "").split("M")[1:]:
            start, steps = re.match(r"(-?\d+ ?-?\d+)l(.*)z", ring).groups()
            numbers = [int(text) for text in re.findall(r"-?\d+", f"{start} {steps}")]
            x, y = np.cumsum(np.reshape(numbers, (-1, 2)), axis=0).T / 10
            assert box.left - 11 < x.min() <= x.max() < box.right + 11
            assert box.top - 11 < y.min() <= y.max() < box.bottom + 11


def test_the_lines_of_an_svg_stand_where_matplotlib_puts_them(made_up):
    card = compose_card(gather_parts(made_up, View(DAY, place="FL")), "wide", BASE)
    root = ElementTree.fromstring(draw_card(made_up, View(DAY, place="FL"), "wide", "svg", BASE))
    node = next(node for node in root.iter() if node.get("id") == "county-12001")
    start = re.match(r"M(-?[\d.]+) (-?[\d.]+)", node.get("d", ""))
    index = card.parts.plane.counties["geoid"].eq("12001").to_numpy().nonzero()[0][0]
    corner = card.parts.plane.county_paths[index].vertices[0]
    across, up = card.filled.get_transform().transform(corner)
    assert start is not None
    tenths = [float(number) / 10 for number in start.groups()]
    assert tenths == pytest.approx([across, 675 - up], abs=0.06)


def read_marked(page):
    """Read the text of each numbered piece of a PDF page."""
    open_pieces, texts = [], {}

    def begin(operator, operands, *_):
        if operator in (b"BDC", b"BMC"):
            open_pieces.append(operands[1]["/MCID"] if operator == b"BDC" else None)
            texts.setdefault(open_pieces[-1], "")
        elif operator == b"EMC":
            open_pieces.pop()

    page.extract_text(
        visitor_operand_before=begin,
        visitor_text=lambda text, *_: texts.update(
            {open_pieces[-1]: texts[open_pieces[-1]] + text} if open_pieces else {}
        ),
    )
    assert not open_pieces
    return texts


def test_a_pdf_is_tagged_with_its_text_and_language(made_up):
    view = View(DAY, place="GA", lang="es")
    content = draw_card(made_up, view, "a4", "pdf", BASE, credit="Diario")
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    root = reader.root_object
    text = write_text(find_view(made_up, view))
    assert root["/Lang"] == "es"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == text.headline
    section = root["/StructTreeRoot"]["/K"][0]["/K"][0].get_object()
    assert section["/Lang"] == "es"
    tags = [tag.get_object() for tag in section["/K"]]
    assert [tag["/S"] for tag in tags[:3]] == ["/H1", "/P", "/Figure"]
    assert tags[2]["/Alt"] == describe_card(made_up, view).alt
    marked = read_marked(reader.pages[0])
    said = [" ".join("".join(marked[piece] for piece in tag["/K"]).split()) for tag in tags]
    assert said[0] == text.headline
    assert [f"{number.value} {number.label} {number.note}".strip() for number in text.numbers] == (
        said[3:6]
    )
    assert said[-3] == "Diario"
    # Each piece knows its part, and no text is mere decoration.
    owners = root["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]
    assert [owner.get_object() for owner in owners] == [
        tag for piece in range(len(owners)) for tag in tags if piece in tag["/K"]
    ]
    assert marked.get(None, "").strip() == ""


def test_a_reader_s_own_words_stand_beside_the_atlas_s(made_up):
    view = View(DAY, place="FL")
    own = "Ours: <b>$x$</b> & \u4e2d more"
    card = draw_card(made_up, view, "portrait", "svg", BASE, headline=own, credit="A & B\nDaily")
    root = ElementTree.fromstring(card)
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    words, text = " ".join(texts), write_text(find_view(made_up, view))
    # The type has no such character.
    assert "Ours: <b>$x$</b> & more" in words
    assert f"{text.headline}. {text.deck}" in words
    assert texts.index("A & B Daily") < min(i for i, line in enumerate(texts) if "Source" in line)
    assert (root.get("aria-label") or "").startswith("Ours: <b>$x$</b> & more. Map of Florida")


@pytest.mark.parametrize("shape", ["wide", "square", "letter"])
@pytest.mark.parametrize("word", ["condado ", "Ñ" * 39 + " "])
def test_the_longest_own_words_fit(made_up, shape, word):
    parts = gather_parts(made_up, View(DAY, place="FL", lang="es"))
    headline, credit = (word * 20)[:HEADLINE_CHARACTERS], (word * 20)[:CREDIT_CHARACTERS]
    card = compose_card(write_own_words(parts, headline, credit), shape, BASE)
    assert find_clashes(card) == []


@pytest.mark.parametrize(
    ("shape", "scale", "size"),
    [("square", 2, (2160, 2160)), ("a4", 1, (1240, 1753)), ("letter", 2, (2550, 3300))],
)
def test_a_png_may_be_twice_as_large(made_up, shape, scale, size):
    content = draw_card(made_up, View(DAY, place="RI"), shape, "png", BASE, scale)
    assert Image.open(io.BytesIO(content)).size == size


def test_a_map_alone_has_no_ground_and_no_words(made_up):
    view = View(DAY, place="FL")
    picture = Image.open(
        io.BytesIO(draw_card(made_up, view, "square", base_url=BASE, transparent=True))
    )
    pixels = np.asarray(picture)
    assert pixels[0, 0, 3] == 0
    assert (pixels[..., 3] == 255).mean() > 0.1
    assert "place=FL" in picture.text["Source"]
    root = ElementTree.fromstring(draw_card(made_up, view, "square", "svg", transparent=True))
    assert list(root.iter("{http://www.w3.org/2000/svg}text")) == []
    ids = {node.get("id") for node in root.iter()}
    assert {"county-12001", "fills"} <= ids
    assert "neighbours" not in ids


def test_a_key_explains_what_is_in_sight_and_nothing_else(record):
    view = View(record.last, place="48201")
    parts = gather_parts(record, view)
    counties = parts.plane.counties.set_index("geoid")
    values = parts.finding.fills.values[counties.index]
    (bare, covered, part) = (
        counties[rule].geometry.iloc[0]
        for rule in (values == 0, (values > 0) & (values < PART_BIT), values >= PART_BIT)
    )

    def list_rows(shape):
        x, y = shapely.get_coordinates(shape.representative_point())[0]
        key = narrow_key(parts, (x - 0.1, y - 0.1, x + 0.1, y + 0.1)).key
        return [row.text for row in key.rows], list(key.models)

    assert list_rows(bare) == (["no local agreement"], [])
    assert list_rows(covered) == (["countywide"], list(MODELS))
    assert list_rows(part) == (["in part only"], list(MODELS))


def test_a_swatch_has_the_commonest_colour_where_the_usual_one_is_absent(record):
    parts = gather_parts(record, View(datetime.date(2026, 7, 20), place="FL"))
    counties = record.counties["geoid"][record.counties["state"] == "FL"]
    colours = parts.finding.fills.colours[counties].value_counts()
    assert PALETTE["light"][1 << MODELS.index("task_force")] not in colours.index
    (row,) = [row for row in parts.key.rows if row.value == "countywide"]
    assert row.colour == colours.idxmax()


@pytest.mark.parametrize("shape", ["wide", "square", "a4"])
def test_a_region_over_many_states_has_its_key_and_an_address_one_can_type(record, shape):
    region = ".".join(record.counties["geoid"][1200:2400:20])
    view = View(record.last, place=region, name="Ours", compare=datetime.date(2025, 1, 20))
    card = compose_card(gather_parts(record, view), shape, BASE)
    assert find_clashes(card) == []
    assert shape == "a4" or find_smallest(card, shape)[0] >= 10
    printed = "".join(list_texts(card, "address"))
    assert printed.endswith(f"atlas.example/?date={record.last}&compare=2025-01-20")
    key = " ".join(list_texts(card, "key"))
    assert "gained" in key
    assert "no local agreement" in key
    small = replace(view, place="24031.51059")
    card = compose_card(gather_parts(record, small), shape, BASE)
    printed = "".join(list_texts(card, "address"))
    assert printed.endswith("&compare=2025-01-20&place=24031.51059")


@pytest.mark.parametrize("values", [{}, {"compare": datetime.date(2016, 7, 1)}, {"level": "state"}])
def test_a_wide_card_of_a_region_keeps_its_type_below_long_words(record, values):
    headline, credit = "El alguacil firma un acuerdo y " * 4, "Gráfico de la Gaceta del Valle, "
    for place in ("DC.GA.ID.MP.NC.OR.PR.TX", "17179.19093.26163", "60030.60040"):
        measure = {"measure": "people"} if "level" in values else {}
        view = View(record.last, place=place, lang="es", **values, **measure)
        own = write_own_words(gather_parts(record, view), headline[:100].strip(), 2 * credit[:30])
        card = compose_card(own, "wide", BASE)
        assert find_smallest(card, "wide")[0] >= 10
        assert find_clashes(card) == []
        words = " ".join(text.get_text() for text in card.sheet.texts)
        assert "nan" not in words


@pytest.mark.parametrize("step", [480, pytest.param(80, marks=ALL)])
def test_a_key_holds_for_the_map_that_it_leaves_room_for(record, step):
    for geoid in record.counties["geoid"][::step]:
        for shape in ("wide", "square", "a4"):
            card = compose_card(gather_parts(record, View(record.last, place=geoid)), shape, BASE)
            window = see_window(card.parts, card.map_box, SHAPES[shape])
            seen = {row.text for row in narrow_key(card.parts, window).key.rows}
            assert seen <= {row.text.partition(":")[0] for row in card.parts.key.rows}, geoid


@pytest.mark.parametrize("place", ["39001", "47149", "48115"])
def test_where_a_smaller_key_would_show_more_the_map_stays_as_it_was(record, place):
    view = View(datetime.date(2026, 7, 20), place=place)
    card = compose_card(gather_parts(record, view), "wide", BASE)
    window = see_window(card.parts, card.map_box, SHAPES["wide"])
    assert narrow_key(card.parts, window).key.rows == card.parts.key.rows
    assert find_clashes(card) == []


def test_a_name_does_not_stand_in_another_county():
    land = gpd.GeoSeries([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 200, 100)])
    sheet = Sheet(200, 100)
    name = Name("A long name", land[0], 12)
    for apart in (True, False):
        placer = Placer(sheet, Box(0, 0, 200, 100), Scale(0, 100, 1), land)
        assert placer.place(replace(name, apart=apart)) is not apart


@pytest.mark.parametrize("place", ["51047", "05063", "29186"])
def test_most_of_a_neighbour_s_name_does_not_stand_in_another_county(record, place):
    card = compose_card(gather_parts(record, View(record.last, place=place)), "square", BASE)
    counties = card.parts.plane.counties
    to_plane = card.filled.axes.transData.inverted()
    labels = [text for text in card.sheet.texts if text.get_gid() == "label"]
    assert len(labels) > 4
    for label in labels:
        name = label.get_text().partition(":")[0].partition(",")[0]
        spot = shapely.box(*label.get_window_extent().transformed(to_plane).extents)
        others = counties.geometry[counties["name"] != name]
        assert others.intersection(spot).area.max() < 0.6 * spot.area, name
