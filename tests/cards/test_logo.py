import io
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.cards.card import compose_card, draw_card
from geo.cards.logo import HIGHEST, MOST_BYTES, WIDEST, LogoError, read_logo
from geo.cards.own_words import write_own_words
from geo.cards.parts import gather_parts
from geo.view import View
from tests.cards.extents import find_clashes
from tests.cards.test_card import BASE, DAY

RED = (200, 20, 40)


def make_logo(size=(300, 100), form="png", mode="RGB", **saved):
    file = io.BytesIO()
    Image.new(mode, size, RED if mode == "RGB" else None).save(file, format=form, **saved)
    return file.getvalue()


def test_a_logo_is_made_anew_with_nothing_but_its_pixels():
    notes = PngInfo()
    notes.add_text("Comment", "secret place")
    content = make_logo((2000, 400), pnginfo=notes) + b"<script>"
    clean = read_logo(content)
    assert b"secret" not in clean
    assert b"<script>" not in clean
    picture = Image.open(io.BytesIO(clean))
    assert (picture.format, picture.size) == ("PNG", (WIDEST, 180))
    assert picture.getpixel((0, 0)) == (*RED, 255)
    assert read_logo(clean) == clean


def test_a_photograph_stands_upright_and_without_its_place():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "where it was taken"
    clean = read_logo(make_logo((300, 100), "jpeg", exif=exif))
    assert Image.open(io.BytesIO(clean)).size == (100, HIGHEST)
    assert b"taken" not in clean


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: b"", "no whole PNG or JPEG"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no whole PNG or JPEG"),
        (lambda: make_logo(form="gif", mode="P"), "no whole PNG or JPEG"),
        (lambda: make_logo()[:-60], "no whole PNG or JPEG"),
        (lambda: make_logo((8000, 8000), mode="1"), "more than 4 million pixels"),
        (lambda: make_logo((14_000, 14_000), mode="1"), "no whole PNG|more than 4 million pixels"),
        (lambda: make_logo() + b"\0" * MOST_BYTES, "larger than 1 MB"),
    ],
)
def test_what_is_no_logo_is_told(make, message):
    with pytest.raises(LogoError, match=message):
        read_logo(make())


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["wide", "square", "letter"])
@pytest.mark.parametrize(("size", "credit"), [((900, 90), "The Daily " * 6), ((80, 300), "")])
def test_a_logo_stands_beside_the_credit_above_the_sources(made_up, shape, size, credit):
    parts = write_own_words(
        gather_parts(made_up, View(DAY, place="FL")), credit=credit, logo=make_logo(size)
    )
    card = compose_card(parts, shape, BASE)
    assert find_clashes(card) == []
    (image,) = card.sheet.page.images
    left, right, bottom, top = image.get_extent()
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.02)
    texts = [text for text in card.sheet.page.texts if text.get_gid() in ("credit", "source")]
    boxes = {text: text.get_window_extent() for text in texts}
    own = [box for text, box in boxes.items() if text.get_gid() == "credit"]
    assert all(box.x0 > right for box in own)
    if own:
        middle = card.sheet.height - (own[0].y1 + own[-1].y0) / 2
        assert middle == pytest.approx((top + bottom) / 2, abs=0.2 * own[0].height)
    ends = {
        text.get_gid(): text.get_position()[1]
        for text in card.sheet.page.texts
        if text.get_gid() in ("value", "key", "trend")
    }
    assert max(ends.values()) < top
    below = [card.sheet.height - box.y1 for text, box in boxes.items() if box not in own]
    assert min(below) > bottom - 2
    assert any("ICE list" in text.get_text() for text in texts)


@pytest.mark.slow
def test_a_logo_is_in_the_files(made_up):
    view = View(DAY, place="RI")
    picture = Image.open(io.BytesIO(draw_card(made_up, view, "square", logo=make_logo())))
    assert (np.asarray(picture.convert("RGB")) == RED).all(axis=2).sum() > 5000
    root = ElementTree.fromstring(draw_card(made_up, view, "a4", "svg", logo=make_logo()))
    (image,) = root.iter("{http://www.w3.org/2000/svg}image")
    (address,) = [value for name, value in image.items() if name.endswith("href")]
    assert address.startswith("data:image/png;base64,")
    assert "logo" in {node.get("id") for node in root.iter()}
    assert b"/Image" in draw_card(made_up, view, "a4", "pdf", logo=make_logo())
