"""Posts fit, in whole sentences, and end with date, source and link."""

import datetime
import re
from dataclasses import replace

import pytest

from geo.finding import find_view
from geo.view import View
from geo.words.credits import write_link
from geo.words.headline import write_text
from geo.words.posts import LENGTHS, write_posts

BASE = "https://atlas.newsroom.example/287g/"
JANUARY = datetime.date(2025, 1, 20)
NEWEST = datetime.date(2026, 7, 20)
VIEWS = {
    "country": View(NEWEST),
    "state": View(NEWEST, place="TX"),
    "county": View(NEWEST, place="48201"),
    "county without": View(NEWEST, place="36061"),
    "narrowed": View(NEWEST, place="VA", models=("jail", "warrant"), reach="part"),
    "by state": View(NEWEST, level="state", measure="people", models=("task_force",)),
    "comparison": View(NEWEST, compare=JANUARY, place="FL"),
    "county compared": View(NEWEST, compare=JANUARY, place="12086"),
    "before lists": View(datetime.date(2009, 7, 1), place="AZ", range="2002"),
    "a part of the map": View(NEWEST, at="-812,1540,600"),
}


def post(record, view, language="en"):
    link = write_link(replace(view, lang=language), record.bounds, BASE)
    return link, write_posts(find_view(record, view), language, link)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_posts_fit_and_end_with_source_and_pinned_link(record, view, language):
    link, posts = post(record, view, language)
    words = write_text(find_view(record, replace(view, lang=language)))
    assert list(posts) == list(LENGTHS)
    assert f"date={view.date}" in link
    for length, text in posts.items():
        assert len(text) <= length
        assert text.endswith(f"287(g) Atlas: {link}")
        assert str(view.date.year) in text.removesuffix(link).split("\n")[1]
        assert re.search("Source: ICE|Fuente: listas de ICE", text)
        # None is left out before one that is told.
        told = [f"{number}." in text for number in words.numbers]
        assert told == sorted(told, reverse=True)
    assert posts[500].startswith(words.headline)


def test_posts_are_made_of_whole_sentences_of_the_data(record):
    text = write_text(find_view(record, VIEWS["state"]))
    _, posts = post(record, VIEWS["state"])
    body, _ = posts[500].split("\n")
    told = [f"{text.headline}.", *(f"{number}." for number in text.numbers)]
    for sentence in told:
        body = body.replace(sentence, "", 1)
    assert re.fullmatch(r" *(Agreements in force: from [\d,]+ on .*\.)?", body)
    assert f"{text.headline}." in posts[500]


def test_what_misleads_without_the_rest_is_told_whole(record):
    """Of gains no post tells without losses, of some agencies none without the others."""
    finding = find_view(record, VIEWS["comparison"])
    numbers = [str(number) for number in write_text(finding).numbers]
    for more in range(0, 220, 10):
        for text in write_posts(finding, "en", BASE + "x" * more).values():
            assert (numbers[0] in text) == (numbers[1] in text)
    finding = find_view(record, VIEWS["county"])
    for more in range(0, 320, 10):
        for text in write_posts(finding, "en", BASE + "x" * more).values():
            assert (" League City Police Department: " in text) == (
                "Southside Place Police Department: " in text
            )


def test_where_the_headline_is_too_long_it_is_said_what_and_where(record):
    _, posts = post(record, VIEWS["narrowed"])
    assert posts[LENGTHS[0]].startswith(
        "287(g) agreements (jail, warrant; for part of a county) with ICE in Virginia."
    )


def test_a_link_too_long_for_a_length_leaves_that_out(record):
    finding = find_view(record, VIEWS["state"])
    posts = write_posts(finding, "en", f"{BASE}{'x' * 300}")
    assert list(posts) == [500]
    assert posts[500].endswith("x" * 300)


def test_without_a_link_the_name_ends_the_post(record):
    assert write_posts(find_view(record, VIEWS["state"]), "en")[280].endswith("287(g) Atlas")
