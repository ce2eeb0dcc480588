"""The list of words stands once in docs/words.md and in the modules that own them."""

import ast
import re

from geo.agreements import ROOT

ROW = re.compile(r"^\| (?P<words>[^|]+) \| [^|]+ \| (?P<owners>[^|]+) \|$", re.MULTILINE)


def read_rows():
    """Pairs of words and the paths of their owners."""
    for words, owners in ROW.findall((ROOT / "docs" / "words.md").read_text("utf-8")):
        paths = re.findall(r"`([^`]+)`", owners)
        if paths:
            yield words.split(", "), [ROOT / path for path in paths]


def test_every_word_stands_once():
    words = [word for listed, _ in read_rows() for word in listed]
    assert len(words) > 40
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_every_owner_is_there():
    owners = {path for _, paths in read_rows() for path in paths}
    assert [path for path in sorted(owners) if not path.exists()] == []


def test_the_modules_at_the_root_name_their_words():
    lacking = []
    for words, (owner, *_) in read_rows():
        if owner.parent == ROOT / "geo" and owner.suffix == ".py":
            said = ast.get_docstring(ast.parse(owner.read_text("utf-8"))).lower()
            lacking += [(owner.name, word) for word in words if word not in " ".join(said.split())]
    assert lacking == []
