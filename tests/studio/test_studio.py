"""Drawings come from processes of their own: shared, few at a time, and gone when unwanted."""

import datetime
import io
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from geo.cards.card import draw_card
from geo.films.job import FilmJob
from geo.studio.studio import FILMS, DrawingError, Studio
from geo.view import View

pytestmark = pytest.mark.slow

DAY = datetime.date(2020, 6, 30)
SINCE = datetime.date(2020, 1, 1)
VIEW = View(DAY, place="RI")
PATIENCE_S = 120


@pytest.fixture(scope="module")
def studio():
    studio = Studio()
    yield studio
    process = studio.drawer.process
    studio.drawer.close()
    assert process.returncode == 0


def list_drawings(studio):
    """The processes that draw now, with what they have started."""

    def list_children(pid):
        try:
            tasks = list(Path(f"/proc/{pid}/task").iterdir())
            children = [(task / "children").read_text().split() for task in tasks]
        except OSError:
            return []
        found = [int(child) for some in children for child in some]
        return [*found, *(below for child in found for below in list_children(child))]

    return list_children(studio.drawer.process.pid)


def wait_until(is_so):
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def start_film(studio, record, view=VIEW, **options):
    job = FilmJob("film.mp4", view)
    job.start(studio, record, SINCE, "square", "mp4", "", options.pop("seconds", 60), **options)
    return job


def end_films(studio, *jobs):
    for job in jobs:
        job.cancel()
    for job in jobs:
        job.thread.join(PATIENCE_S)
    wait_until(lambda: not list_drawings(studio))


def test_a_studio_is_prepared_once(studio, made_up):
    studio.prepare(made_up)
    process = studio.drawer.process
    studio.prepare(made_up)
    assert studio.draw_card(made_up, View(DAY, place="CT"), "wide", "png", "")
    assert studio.drawer.process is process
    assert process.poll() is None


def test_what_readers_add_makes_another_card(studio, made_up):
    ask = (made_up, VIEW, "wide", "png", "")
    cards = [
        studio.draw_card(*ask, **own)
        for own in ({}, {"scale": 2}, {"headline": "Ours"}, {"credit": "Us"}, {"transparent": True})
    ]
    assert len(set(cards)) == len(cards)
    assert cards[2] == draw_card(*ask, headline="Ours")
    kept = studio.kept.size
    file = io.BytesIO()
    Image.new("RGB", (90, 30)).save(file, format="png")
    assert studio.draw_card(*ask, logo=file.getvalue()) not in cards
    # A reader's logo is theirs alone.
    assert studio.kept.size == kept
    assert studio.draw_flyer(made_up, VIEW, "a4", "").startswith(b"%PDF")


def test_a_card_is_the_one_that_is_drawn_here(studio, made_up):
    card = studio.draw_card(made_up, VIEW, "wide", "png", "")
    assert card == draw_card(made_up, VIEW, "wide", "png", "")


def test_a_card_that_many_ask_for_is_drawn_once(made_up, studio, monkeypatch):
    begun, cards, begin = [], [], studio._begin
    monkeypatch.setattr(studio, "_begin", lambda *asked: begun.append(asked) or begin(*asked))
    view = View(DAY, place="DE")
    readers = [
        threading.Thread(
            target=lambda: cards.append(studio.draw_card(made_up, view, "wide", "png", ""))
        )
        for _ in range(8)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(PATIENCE_S)
    assert len(cards) == 8
    assert len({id(card) for card in cards}) == 1
    assert len(begun) == 1


def test_films_wait_in_line_and_cards_do_not(studio, made_up):
    drawn = [start_film(studio, made_up) for _ in range(FILMS)]
    wait_until(lambda: all(job.share for job in drawn))
    waiting = []
    for number in (1, 2):
        waiting.append(start_film(studio, made_up))
        wait_until(lambda number=number: waiting[-1].number == number)
    assert {job.number for job in drawn} == {0}
    assert studio.draw_card(made_up, View(DAY, place="NH"), "wide", "png", "")
    waiting[0].cancel()
    wait_until(lambda: waiting[1].number == 1)
    end_films(studio, *drawn, *waiting)
    assert {(job.content, job.has_failed) for job in (*drawn, *waiting)} == {(None, False)}
    assert waiting[1].share == 0


def test_a_film_ends_when_its_reader_has_left(studio, made_up):
    is_there = threading.Event()
    is_there.set()
    job = start_film(studio, made_up, is_reader_there=is_there.is_set)
    wait_until(lambda: job.share)
    assert len(list_drawings(studio)) == 2
    is_there.clear()
    wait_until(lambda: not job.thread.is_alive() and not list_drawings(studio))
    assert (job.content, job.has_failed, job.was_given_up) == (None, False, True)


def test_a_film_whose_process_is_killed_has_failed(studio, made_up):
    job = start_film(studio, made_up)
    wait_until(lambda: job.share)
    os.kill(list_drawings(studio)[0], signal.SIGKILL)
    job.thread.join(PATIENCE_S)
    assert (job.content, job.has_failed) == (None, True)
    wait_until(lambda: not list_drawings(studio))


def test_what_cannot_be_drawn_is_told_without_its_reasons(studio, made_up):
    job = start_film(studio, made_up, View(SINCE, place="RI"), seconds=8)
    job.thread.join(PATIENCE_S)
    assert (job.content, job.has_failed) == (None, True)
    with pytest.raises(DrawingError) as told:
        studio.draw_card(made_up, VIEW, "round", "png", "")
    assert str(told.value) == ""


def test_a_studio_whose_process_is_killed_starts_another(studio, made_up):
    for start in (
        studio.prepare,
        lambda record: studio.draw_card(record, View(DAY, place="VT"), "wide", "png", ""),
    ):
        killed = studio.drawer.process
        killed.kill()
        killed.wait()
        start(made_up)
        assert studio.drawer.process is not killed
