"""Time and size of cards and films, each against its limit: `python -m benchmarks.share`."""

import datetime
import statistics
import time

from geo.cards.card import draw_card
from geo.films.film import draw_film
from geo.record import read_record
from geo.view import View

RUNS = 5
SINCE = datetime.date(2025, 1, 1)
# Seconds and kilobytes.
CARDS = {
    "country, wide": ("wide", "", 0.5, 600),
    "country, square": ("square", "", 0.5, 600),
    "country, tall": ("tall", "", 0.5, 600),
    "Texas, wide": ("wide", "TX", 0.5, 600),
    "Texas, tall": ("tall", "TX", 0.5, 600),
    "Rhode Island, square": ("square", "RI", 0.5, 600),
}
FILMS = {"mp4": (20, 5000), "gif": (20, 8000)}


def main():
    """Print one line per card (median of warm runs) and per film of 20 seconds, 1080x1080."""
    record = read_record()
    for name, (shape, place, seconds, kilobytes) in CARDS.items():
        view = View(record.last, place=place)
        content = draw_card(record, view, shape)
        took = statistics.median(_time(draw_card, record, view, shape)[0] for _ in range(RUNS))
        _report(f"card, {name}", took, seconds, content, kilobytes)
    for format, (seconds, kilobytes) in FILMS.items():
        took, content = _time(draw_film, record, View(record.last), SINCE, "square", format)
        _report(f"film, country, {format}", took, seconds, content, kilobytes)


def _time(function, *arguments):
    started = time.perf_counter()
    content = function(*arguments)
    return time.perf_counter() - started, content


def _report(name, took, seconds, content, kilobytes):
    size = len(content) / 1000
    print(f"{name}: {took:.2f} s (limit {seconds} s), {size:.0f} kB (limit {kilobytes} kB)")


if __name__ == "__main__":
    main()
