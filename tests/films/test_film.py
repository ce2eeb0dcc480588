import datetime
import io
import itertools

import imageio_ffmpeg
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from geo.films.film import EncodingError, FilmCancelled, draw_film, list_days
from geo.films.frames import Painter, count_local
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
    assert sum(1 for _ in frames) == 24
    assert counted == [(done, 24) for done in range(1, 25)]


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


def test_days_run_evenly_and_the_last_is_held():
    days = list_days(SINCE, DAY, seconds=10, rate=24)
    assert len(days) == 240
    assert (days[0], days[191]) == (SINCE, DAY)
    assert days[191:] == [DAY] * 49
    steps = {(after - before).days for before, after in itertools.pairwise(days)}
    assert steps == {0, 1}


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
        frame = painter.paint(day)[inlay_rows, inlay_columns]
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
        (View(DAY, place="12001"), {}, "country or of a state"),
        (View(DAY, level="state"), {}, "country or of a state"),
    ],
)
def test_films_that_cannot_be_say_why(made_up, view, values, message):
    with pytest.raises(ValueError, match=message):
        draw_film(made_up, view, **({"since": SINCE} | values))
