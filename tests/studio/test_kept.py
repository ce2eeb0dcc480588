"""What is kept stays within its bytes, and what failed is not kept."""

import pytest

from geo.studio.kept import Kept


def test_what_was_asked_for_longest_ago_goes_first():
    kept, made = Kept(30), []

    def get(key):
        return kept.get(key, lambda: made.append(key) or bytes(10))

    for key in "abcadaba":
        assert get(key) == bytes(10)
        assert kept.size <= 30
    # "b" was gone when it was asked for again, "a" never.
    assert made == [*"abcdb"]


def test_what_is_larger_than_all_room_is_given_and_not_kept():
    kept = Kept(30)
    assert len(kept.get("large", lambda: bytes(31))) == 31
    assert kept.size == 0


def test_what_failed_is_made_again():
    kept = Kept(30)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: bytes(1 // 0))
    assert kept.get("a", lambda: b"x") == b"x"
