"""Choices of a page are read from its address, and written into it."""

import datetime

import pytest

from geo.choices import (
    choose_day,
    choose_one,
    choose_some,
    choose_text,
    read_choices,
    write_choices,
)

FIRST, LAST = datetime.date(2002, 7, 2), datetime.date(2026, 7, 20)
CHOICES = {
    "by": choose_one(("lists", "dates"), "lists"),
    "state": choose_some(("FL", "GA", "TX")),
    "since": choose_day(FIRST, LAST, FIRST),
    "q": choose_text(),
}


def test_an_address_comes_back_as_it_was_written():
    params = {"by": "dates", "state": "FL.TX", "since": "2020-01-31", "q": "Los Ángeles"}
    chosen, notices = read_choices({**params, "utm": "x"}, CHOICES, "en")
    assert not notices
    assert chosen["state"] == ("FL", "TX")
    assert write_choices(chosen, CHOICES) == params


def test_what_is_at_its_default_is_left_out():
    chosen, notices = read_choices({"by": "lists"}, CHOICES, "en")
    assert (notices, write_choices(chosen, CHOICES)) == ([], {})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("by", "rows"),
        ("by", ""),
        ("state", "FL.XX"),
        ("state", "fl"),
        ("since", "2020-02-30"),
        ("since", "20200131"),
        ("since", "2001-01-01"),
        ("since", "２０２０-01-31"),
    ],
)
def test_what_cannot_be_used_falls_back_and_is_told(name, text):
    chosen, (notice,) = read_choices({name: text}, CHOICES, "es")
    assert chosen[name] == CHOICES[name].default
    assert notice.startswith(f"{name}={text!r}"[:20])
    assert "dirección" in notice


def test_a_text_is_one_short_line():
    chosen, _ = read_choices({"q": "a\n b" + "c" * 200}, CHOICES, "en")
    assert chosen["q"].startswith("a bc")
    assert len(chosen["q"]) == 80
