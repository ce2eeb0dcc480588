"""A flyer says the same in each language, and leads to the view."""

import datetime
import io
from types import SimpleNamespace

import numpy as np
import pypdf
import pytest
import segno
from matplotlib.backends.backend_agg import FigureCanvasAgg

from geo.cards import flyer
from geo.cards.parts import gather_parts
from geo.finding import find_view
from geo.view import View
from geo.words.headline import write_text
from tests.cards.extents import find_clashes

pytestmark = pytest.mark.slow

DAY = datetime.date(2020, 4, 1)
BASE = "https://atlas.example"


def test_a_flyer_has_a_page_in_each_language_with_its_numbers_and_sentences(made_up):
    view = View(DAY, place="GA", lang="es")
    reader = pypdf.PdfReader(io.BytesIO(flyer.draw_flyer(made_up, view, "letter", BASE)))
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    sections = reader.root_object["/StructTreeRoot"]["/K"][0]["/K"]
    assert [section.get_object()["/Lang"] for section in sections] == ["es", "en"]
    for page, lang, sentence in zip(
        reader.pages,
        ("es", "en"),
        ("Según la sección 287(g) de la ley de EE. UU.", "Under section 287(g) of US law"),
        strict=True,
    ):
        words = " ".join(page.extract_text().split())
        text = write_text(find_view(made_up, View(DAY, place="GA", lang=lang)))
        assert text.headline in words
        assert all(f"{number.value} {number.label}" in words for number in text.numbers)
        assert sentence in words
        assert "atlas.example/?date=2020-04-01&place=GA" in words


def test_the_code_of_a_flyer_is_that_of_the_pinned_address(made_up):
    parts = gather_parts(made_up, View(DAY, place="FL"))
    sheet = flyer.compose_page(parts, "a4", BASE)
    assert find_clashes(SimpleNamespace(sheet=sheet)) == []
    (code,) = [patch for patch in sheet.page.patches if patch.get_gid() == "code"]
    wanted = np.array(
        segno.make(f"{BASE}/?date=2020-04-01&place=FL", error="m", micro=False).matrix
    )
    (left, top), (right, bottom) = code.get_path().get_extents().get_points()
    side = (right - left) / len(wanted)
    sheet.figure.set_dpi(144)
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()
    middles = (np.arange(len(wanted)) + 0.5) * side
    rows, columns = (np.rint(2 * (start + middles)).astype(int) for start in (top, left))
    drawn = np.asarray(canvas.buffer_rgba())[np.ix_(rows, columns)][..., 0] < 128
    assert bottom - top == pytest.approx(right - left)
    assert (drawn == wanted).all()


def test_without_an_address_there_is_no_code(made_up):
    sheet = flyer.compose_page(gather_parts(made_up, View(DAY)), "a4", "")
    assert [patch for patch in sheet.page.patches if patch.get_gid() == "code"] == []
    said = " ".join(text.get_text() for text in sheet.page.texts)
    assert "The 287(g) Atlas has the name of every agency" in said


def test_another_paper_is_an_error(made_up):
    with pytest.raises(ValueError, match="expected a4, letter"):
        flyer.draw_flyer(made_up, View(DAY), "a5")
