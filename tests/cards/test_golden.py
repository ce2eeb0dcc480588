"""Eight cards against images that were looked at.

`UPDATE_GOLDEN=1 pytest tests/cards/test_golden.py` draws them anew, to be looked at again.
"""

import datetime
import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.cards.card import draw_card
from geo.view import View

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "cards"
WIDTH = 480
# Of 255: smoothing and type differ a little between versions of matplotlib and FreeType.
MEAN_TOLERANCE = 1.5
PIXEL_TOLERANCE = 60
SHARE_TOLERANCE = 0.01

DAY = datetime.date(2020, 4, 1)
CARDS = {
    "country-wide": ("wide", {}),
    "country-square-es": ("square", {"lang": "es"}),
    "country-state-level-wide": ("wide", {"level": "state", "measure": "people"}),
    "country-changes-wide": ("wide", {"compare": datetime.date(2020, 2, 10)}),
    "florida-tall": ("tall", {"place": "FL"}),
    "california-wide-es": ("wide", {"place": "CA", "lang": "es"}),
    "alaska-letter": ("letter", {"place": "AK"}),
    "yukon-koyukuk-square": ("square", {"place": "02290", "models": ("jail", "warrant")}),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CARDS)
def test_card_looks_as_it_did(made_up, name):
    shape, values = CARDS[name]
    content = draw_card(made_up, View(DAY, **values), shape, "png", "https://atlas.example")
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)))
    path = FOLDER / f"{name}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        picture.save(path, optimize=True)
    golden = np.asarray(Image.open(path).convert("RGB"), float)
    difference = np.abs(np.asarray(picture, float) - golden).max(axis=2)
    assert difference.mean() < MEAN_TOLERANCE
    assert (difference > PIXEL_TOLERANCE).mean() < SHARE_TOLERANCE
