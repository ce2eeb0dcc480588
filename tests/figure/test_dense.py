"""Numbers written as text are read as the same numbers by the browser."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.figure.dense import ALPHABET, write_dense, write_signed
from geo.figure.publish import BROWSER
from tests.figure.node import evaluate

DENSE = BROWSER / "dense.js"
# Where a number takes one more character, from both sides, and some far beyond.
EDGES = [0, 1, 75, 76, 77, 76 * 16 - 1, 76 * 16, 76 * 256, 999_999, 2**30]


def test_the_browser_reads_what_was_written():
    text = write_dense(EDGES)
    assert evaluate(DENSE, f"[...m.readDense({json.dumps(text)})]") == EDGES
    signed = [*EDGES, *(-edge for edge in EDGES if edge)]
    text = write_signed(signed)
    assert evaluate(DENSE, f"[...m.readSigned({json.dumps(text)})]") == signed


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_numbers_never_read_as_others(numbers):
    """A number ends with its first ending character, so texts part in one way alone."""
    text = write_dense(numbers)
    assert set(text) <= set(ALPHABET)
    assert text == "".join(write_dense([number]) for number in numbers)
    assert len({write_dense([number]) for number in numbers}) == len(set(numbers))


def test_text_goes_into_json_as_it_is():
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'


def test_small_numbers_take_one_character():
    assert [len(write_dense([number])) for number in (0, 75, 76, 1215, 1216)] == [1, 1, 2, 2, 3]


def test_a_number_below_zero_is_refused():
    with pytest.raises(ValueError, match="-1: expected a whole number from 0 on"):
        write_dense([3, -1])
