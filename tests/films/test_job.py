"""A film drawn beside other work tells how far it is, what came of it, and stops when asked."""

import datetime

import pytest

from geo.films.job import FilmJob
from geo.studio.studio import Studio
from geo.view import View

DAY = datetime.date(2020, 6, 30)
SINCE = datetime.date(2020, 1, 1)
PATIENCE_S = 60


@pytest.fixture
def start(made_up):
    """Start a film that a thread of this process draws, as where processes can't be copied."""
    studio = Studio(apart=False)

    def start_film(view, seconds=0.5):
        job = FilmJob("film.mp4", view)
        job.start(studio, made_up, SINCE, "square", "mp4", "", seconds)
        return job

    return start_film


def wait(job):
    job.thread.join(PATIENCE_S)
    assert not job.thread.is_alive()


@pytest.mark.slow
def test_a_film_is_drawn_beside_other_work(start):
    job = start(View(DAY, place="RI"))
    wait(job)
    assert job.content[4:8] == b"ftyp"
    assert (job.share, job.has_failed, job.number) == (1, False, 0)
    assert job.seconds_left == 0


def test_a_film_that_was_cancelled_has_neither_content_nor_failure(start):
    job = start(View(DAY, place="RI"), seconds=600)
    job.cancel()
    wait(job)
    assert (job.content, job.has_failed, job.was_given_up) == (None, False, True)
    assert job.share < 1
    assert job.seconds_left is None


def test_what_goes_wrong_is_told_and_kept_in_the_log(start, caplog):
    job = start(View(SINCE, place="RI"))
    wait(job)
    assert (job.content, job.has_failed) == (None, True)
    assert "a film could not be drawn" in caplog.text
