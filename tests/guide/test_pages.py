"""The pages of words as HTML: numbers from the record, safe, in order, in both languages."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from geo.guide.counts import Counts
from geo.guide.pages import STYLE, write_about, write_questions
from geo.guide.texts import list_texts
from geo.words.language import load_translations

WRITERS = {"about": write_about, "questions": write_questions}
# What no record changes: a rule of the program, and the day of one copied list.
CONSTANT = {"gap_days", "copied", "turn_on"}


def link(view):
    return f"map?{view.place}&{view.date}"


class Reader(HTMLParser):
    """Reads a page: its headings, ids, links and text outside of what is in English."""

    def __init__(self, page):
        super().__init__()
        self.headings, self.ids, self.links, self.tags = [], [], [], []
        self.described, self.said = [], []
        self.foreign = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs)
            self.foreign += attrs.get("lang") == "en"
        if "data-means" in attrs:
            self.said.append(attrs["data-means"])
        self.described += [attrs[name] for name in attrs if name in ("aria-describedby",)]
        self.described += [attrs[name] for name in attrs if name == "aria-labelledby"]

    def handle_endtag(self, tag):
        if tag == "a":
            self.foreign = 0

    def handle_data(self, data):
        if not self.foreign:
            self.said.append(data)


@pytest.fixture(scope="module")
def pages(record):
    return {
        (name, language): write(record, language, link)
        for name, write in WRITERS.items()
        for language in ("en", "es")
    }


@pytest.fixture(scope="module")
def other(record):
    """The record as it might have been: each table shorter, each day another."""
    agreements = record.agreements[record.agreements["state"] != "TX"].iloc[::3].copy()
    for column in ("starts_on", "over_on", "last_listed_on"):
        agreements[column] -= pd.Timedelta(days=100)
    lists, sources = record.lists.copy(), record.sources
    lists["published_on"] -= pd.Timedelta(days=10)
    shorter = {
        name: getattr(record, name).iloc[:-4]
        for name in ("since", "policies", "pending", "reported")
    }
    return replace(
        record,
        agreements=agreements,
        lists=lists[10:],
        sources=sources[sources["dated_on"] < "2017-07"],
        edition="another edition",
        **shorter | {"since": record.since.iloc[:3], "pending": record.pending.iloc[:3]},
    )


def test_every_number_follows_the_record(record, other):
    before, after = (Counts(one, "en").fill() for one in (record, other))
    assert set(after) == set(before)
    assert {name for name in after if before[name] == after[name]} == CONSTANT


def test_a_page_says_what_its_record_counts(record, other):
    before, after = (Counts(one, "en").fill() for one in (record, other))
    for write in WRITERS.values():
        page = write(other, "en", link)
        for value in ("agreements", "agencies", "states", "jail", "warrant", "task_force"):
            assert after[value] in page
            assert before[value] not in page


def test_what_the_record_lacks_is_left_out(record, pages):
    bare = replace(
        record,
        since=record.since.iloc[:0],
        pending=record.pending.iloc[:0],
        reported=record.reported.iloc[:0],
    )
    reader = Reader(write_questions(bare, "en", link))
    assert 'id="since"' in pages["questions", "en"]
    assert not {"since", "waiting"} & set(reader.ids)
    assert {"law", "left"} <= set(reader.ids)
    assert not [said for said in reader.said if re.search(r"[{}]", said)]


def test_headings_are_in_order_and_every_anchor_has_its_place(pages):
    for page in pages.values():
        reader = Reader(page)
        assert reader.headings[0] == 1
        assert reader.headings.count(1) == 1
        steps = zip(reader.headings, reader.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps)
        assert len(set(reader.ids)) == len(reader.ids)
        anchors = {a["href"][1:] for a in reader.links if a["href"].startswith("#")}
        assert anchors | set(reader.described) <= set(reader.ids)
        # The pages that have it are main parts already.
        assert "main" not in reader.tags


def test_links_lead_into_the_map_or_safely_away(pages):
    for page in pages.values():
        for a in Reader(page).links:
            if a["href"].startswith("http"):
                assert a["rel"] == "noopener noreferrer"
            else:
                assert a["href"].startswith(("#", "map?"))
    law = [a["href"] for a in Reader(pages["questions", "en"]).links]
    assert any(href.startswith("map?TX&") for href in law)


def test_each_answer_has_its_day_and_its_map(pages):
    answers = re.findall(r"<article.*?</article>", pages["questions", "en"], re.DOTALL)
    assert len(answers) > 15
    for answer in answers:
        assert re.search(r"As of (\w+ \d+, )?\w* ?\d{4}", answer)
        assert 'href="map?' in answer


def test_spanish_leaves_no_english_behind(pages):
    say = load_translations("es").gettext
    for name in WRITERS:
        said = " ".join(Reader(pages[name, "es"]).said)
        english = [
            part
            for text in list_texts()
            if say(text) != text
            for part in re.split(r"\{\w+\}|\[|\]\(\w+\)", text)
            if len(part) > 11 and part in said
        ]
        assert english == []


def test_nothing_of_a_table_or_a_link_becomes_markup(record):
    evil = '"><script>alert(1)</script>'
    bad = replace(
        record,
        events=record.events.assign(title=evil, source_title=evil, source_url="javascript:a"),
        policies=record.policies.assign(instrument=evil, source_url="javascript:a"),
        states=record.states.assign(name=evil),
    )
    for write in WRITERS.values():
        page = write(bad, "en", lambda view: f"map?{evil}")
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert "javascript:" not in page


def test_the_style_stays_on_its_page():
    sheet = re.sub(r"/\*.*?\*/", "", STYLE.read_text("utf-8"), flags=re.DOTALL)
    selectors = re.findall(r"(?:^|\})\s*([^{}@]+)\{", sheet)
    assert selectors
    parts = [part for one in selectors for part in re.split(r",(?![^(]*\))", one)]
    assert [part for part in parts if not part.strip().startswith(".guide")] == []
