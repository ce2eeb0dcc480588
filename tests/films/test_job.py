"""A film drawn beside other work tells how far it is, what came of it, and stops when asked."""

import datetime

from geo.films.job import FilmJob
from geo.view import View

DAY = datetime.date(2020, 6, 30)
SINCE = datetime.date(2020, 1, 1)
PATIENCE_S = 60


def start(record, view, seconds=0.5):
    job = FilmJob("film.mp4", view)
    job.start(record, SINCE, "square", "mp4", "", seconds)
    return job


def wait(job):
    job.thread.join(PATIENCE_S)
    assert not job.thread.is_alive()


def test_a_film_is_drawn_beside_other_work(made_up):
    job = start(made_up, View(DAY, place="RI"))
    wait(job)
    assert job.content[4:8] == b"ftyp"
    assert (job.share, job.failure) == (1, "")


def test_a_film_that_was_cancelled_has_neither_content_nor_failure(made_up):
    job = start(made_up, View(DAY, place="RI"), seconds=600)
    job.cancel()
    wait(job)
    assert (job.content, job.failure) == (None, "")
    assert job.share < 1


def test_what_goes_wrong_is_told_and_kept_in_the_log(made_up, caplog):
    job = start(made_up, View(SINCE, place="RI"))
    wait(job)
    assert job.content is None
    assert job.failure.startswith("since: 2020-01-01; expected a date")
    assert "a film could not be drawn" in caplog.text
