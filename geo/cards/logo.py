"""A reader's own logo on a card: a small picture that is read with care and made anew."""

import io

import numpy as np
from PIL import Image, ImageOps

from geo.words.language import N_

FORMATS = ("PNG", "JPEG")
MOST_BYTES = 2**20
# Unpacked, 16 MB.
MOST_PIXELS = 4_000_000
# What is kept of it: more than print shows of it at its size.
WIDEST, HIGHEST = 900, 300
TOO_LARGE = N_("The logo is larger than 1 MB: choose a smaller file.")
TOO_MANY_PIXELS = N_("The logo has more than 4 million pixels: choose a smaller picture.")
NO_PICTURE = N_("The logo is no whole PNG or JPEG picture: choose another file.")


class LogoError(ValueError):
    """A file that is no logo; the message says why, and is in the catalogue."""


def read_logo(content: bytes) -> bytes:
    """Read a PNG or JPEG, and make it anew: a PNG of at most 900 x 300, with nothing but pixels.

    Raises LogoError for what is too large or no whole picture.
    """
    if len(content) > MOST_BYTES:
        raise LogoError(TOO_LARGE)
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
        if picture.width * picture.height <= MOST_PIXELS:
            return _make_anew(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise LogoError(NO_PICTURE) from error
    raise LogoError(TOO_MANY_PIXELS)


def _make_anew(picture):
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((WIDEST, HIGHEST))
    clean = Image.fromarray(np.asarray(upright))
    file = io.BytesIO()
    clean.save(file, format="png")
    return file.getvalue()


def measure_logo(logo: bytes, width: float, height: float) -> tuple[float, float]:
    """Measure a logo as large as it can be in a width and a height."""
    with Image.open(io.BytesIO(logo)) as picture:
        scale = min(width / picture.width, height / picture.height)
        return picture.width * scale, picture.height * scale
