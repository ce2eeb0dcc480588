import datetime
import io
import subprocess

import imageio_ffmpeg
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from geo.films.film import EncodingError, FilmCancelled, draw_film
from geo.films.frames import Painter, count_local
from geo.films.plan import Frame
from geo.program import PALETTE, PART_BIT
from geo.view import View
from tests.browser.picture import split_channels

pytestmark = pytest.mark.slow

DAY = datetime.date(2020, 6, 30)
SINCE = datetime.date(2020, 1, 1)


@pytest.mark.parametrize(("shape", "size"), [("wide", (1200, 676)), ("square", (1080, 1080))])
def test_mp4_has_its_frames_size_and_codec(made_up, tmp_path, shape, size):
    counted = []
    film = draw_film(
        made_up,
        View(DAY, place="RI"),
        SINCE,
        shape,
        "mp4",
        seconds=1,
        progress=lambda done, total: counted.append((done, total)),
    )
    file = tmp_path / "film.mp4"
    file.write_bytes(film)
    frames = imageio_ffmpeg.read_frames(str(file))
    meta = next(frames)
    assert meta["codec"] == "h264"
    assert meta["pix_fmt"].startswith("yuv420p")
    assert (meta["size"], meta["fps"]) == (size, 24)
    *_, last = frames
    assert counted == [(done, 24) for done in range(1, 25)]
    assert "Rhode Island" in read_tags(file)
    assert "yuv420p(tv, bt709" in read_tags(file)
    # As a player that knows the standard shows it, and as a table of the standard has it.
    shown = np.frombuffer(last, np.uint8).reshape(size[1], size[0], 3)
    for picture in (shown, read_as_bt709(file, size)):
        assert_holds_colours(picture, made_up)


def read_tags(file):
    """What ffmpeg says of a film."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(file)]
    return subprocess.run(command, capture_output=True, text=True).stderr


def read_as_bt709(file, size):
    """Read the last frame's planes, whatever its tags say, and convert them by ITU-R BT.709."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(file)]
    command += ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    width, height = size
    content = subprocess.run(command, capture_output=True, check=True).stdout
    planes = np.frombuffer(content, np.uint8)[-width * height * 3 // 2 :].astype(float)
    luma = (planes[: width * height].reshape(height, width) - 16) / 219
    blue, red = (
        plane.reshape(height // 2, width // 2).repeat(2, 0).repeat(2, 1) / 224 - 128 / 224
        for plane in np.split(planes[width * height :], 2)
    )
    picture = [
        luma + 1.5748 * red,
        luma - 0.1873 * blue - 0.4681 * red,
        luma + 1.8556 * blue,
    ]
    return np.stack(picture, axis=2).clip(0, 1) * 255


def assert_holds_colours(picture, record):
    """Within 3 of 255, the fills of Rhode Island's map are in a picture of its last day.

    Of 255 task force is 14 apart between the two standards.
    """
    here = (record.counties["state"] == "RI").to_numpy()
    covers = set(record.coverage.compute(DAY).covers[here].tolist())
    fills = [cover for cover in covers if cover and not cover & PART_BIT]
    assert fills
    for cover in fills:
        fill = PALETTE["light"][cover]
        wanted = np.array([int(fill[at : at + 2], 16) for at in (1, 3, 5)])
        assert (np.abs(picture - wanted).max(axis=2) <= 3).sum() > 500, fill


def test_gif_has_its_frames_and_size_and_plays_at_twelve(made_up):
    film = draw_film(made_up, View(DAY, place="RI"), SINCE, "square", "gif", seconds=1)
    gif = Image.open(io.BytesIO(film))
    assert (gif.format, gif.size, gif.n_frames) == ("GIF", (1080, 1080), 12)
    assert gif.info["duration"] in (80, 90)


def test_equal_films_have_equal_bytes(made_up):
    films = [
        draw_film(made_up, View(DAY, place="DE"), SINCE, "square", "mp4", seconds=0.5)
        for _ in range(2)
    ]
    assert films[0] == films[1]


@pytest.mark.parametrize("place", ["", "TX"])
def test_frames_count_the_local_agreements(made_up, place):
    coverage = made_up.coverage.compute(DAY, ("warrant", "task_force"), "countywide")
    local = coverage.agreements[~coverage.agreements["statewide"]]
    if place:
        local = local[local["state"] == place]
    counties = set(";".join(local["geoids"]).split(";"))
    expected = (len(counties), local["agency_id"].nunique(), len(local))
    assert count_local(coverage, place, "countywide") == expected
    everything = made_up.coverage.compute(DAY)
    totals = everything.count_totals(place)
    expected = (totals.counties_countywide, totals.counties_part, totals.local)
    assert count_local(everything, place) == expected


def test_frames_are_painted_with_the_fills_of_the_day(made_up):
    painter = Painter(made_up, View(DAY, place="WY"), SINCE, "square", "")
    inlay_rows, inlay_columns = painter.map.rows, painter.map.columns
    for day in (SINCE, datetime.date(2020, 3, 15), DAY):
        frame = painter.paint(Frame(day, "", ""))[inlay_rows, inlay_columns]
        here = (made_up.counties["state"] == "WY").to_numpy()
        covers = made_up.coverage.compute(day).covers[here].tolist()
        assert day == SINCE or any(cover & PART_BIT for cover in covers)
        for county, cover in enumerate(covers, 1):
            # What lies wholly inside a county, away from lines and names, has its very colour.
            inside = (painter.map.first == county) & ~painter.map.mixed
            inside[painter.map.lined] = False
            colours = {"#{:02x}{:02x}{:02x}".format(*pixel) for pixel in frame[inside]}
            if not cover & PART_BIT:
                assert colours == {PALETTE["light"][cover]}
                continue
            ground, ink = split_channels(
                pd.Series([PALETTE["light"][mixture] for mixture in (0, cover ^ PART_BIT)])
            )
            assert PALETTE["light"][0] in colours
            assert np.abs(frame[inside].mean(axis=0) - (2 * ground + ink) / 3).max() < 6


def test_film_stops_when_it_is_cancelled(made_up):
    counted = []
    with pytest.raises(FilmCancelled):
        draw_film(
            made_up,
            View(DAY, place="RI"),
            SINCE,
            seconds=2,
            progress=lambda done, total: counted.append(done),
            cancelled=lambda: len(counted) == 3,
        )
    assert counted == [1, 2, 3]


def test_a_film_that_the_encoder_cannot_make_has_its_words(made_up, tmp_path, monkeypatch):
    encoder = tmp_path / "ffmpeg"
    encoder.write_text("#!/bin/sh\necho No space left on device >&2\nexit 1\n")
    encoder.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(encoder))
    with pytest.raises(EncodingError, match="ffmpeg: No space left on device"):
        draw_film(made_up, View(DAY, place="RI"), SINCE, seconds=2)


@pytest.mark.parametrize(
    ("view", "values", "message"),
    [
        (View(DAY), {"since": DAY}, "expected a date from 2020-01-01 to before 2020-06-30"),
        (View(DAY), {"shape": "a4"}, "expected wide, square, tall"),
        (View(DAY), {"format": "avi"}, "expected mp4, gif"),
        (View(DAY, place="12001"), {}, "of a state or of a region"),
        (View(DAY, level="state"), {}, "of a state or of a region"),
    ],
)
def test_films_that_cannot_be_say_why(made_up, view, values, message):
    with pytest.raises(ValueError, match=message):
        draw_film(made_up, view, **({"since": SINCE} | values))
