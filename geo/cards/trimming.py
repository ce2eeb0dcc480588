"""What a card leaves out where its map would be too small: the least needed first."""

from collections.abc import Iterator
from dataclasses import replace

from geo.cards.parts import Parts
from geo.program import CHANGES
from geo.shading import CHANGE_COLOURS
from geo.words.credits import write_credits
from geo.words.headline import write_text
from geo.words.language import format_number


def trim_parts(parts: Parts) -> Iterator[Parts]:
    """Leave out of a card what its map needs room for: parts with less and less of it.

    First the remarks of the numbers; then what the map shows, where headline and legend say it, and
    all but the shortest list; then the numbers, of which the headline tells, and with them the
    source of what they alone count; at last which counties changed. The legend of a comparison has
    their numbers then.
    """
    text = parts.text
    text = replace(text, numbers=tuple(replace(number, note="") for number in text.numbers))
    parts = replace(parts, text=text)
    yield parts
    is_said = parts.finding.fills.kind != "class"
    if is_said and text.headline == write_text(parts.finding).headline:
        text = replace(text, deck="")
    parts = replace(parts, text=text, lists=parts.lists[-1:])
    yield parts
    # Those of a story's step stand before them.
    whole = write_credits(parts.finding)
    brief = write_credits(parts.finding, is_brief=is_said)
    credits = parts.credits.replace(whole, brief)
    text = replace(text, numbers=())
    parts = replace(parts, text=text, key=_count_changes(parts), credits=credits)
    yield parts
    if parts.finding.view.compare and not parts.finding.place.is_county:
        yield replace(parts, lists=((),))


def _count_changes(parts):
    """Write the numbers of counties into the key of a comparison, but of that of a county."""
    finding, key = parts.finding, parts.key
    if finding.fills.kind != "change" or finding.place.is_county:
        return key
    numbers = finding.changes.value_counts()
    told = {CHANGE_COLOURS[change]: numbers.get(change, 0) for change in CHANGES}
    rows = [
        row._replace(text=f"{row.text}: {format_number(int(told[row.colour]), finding.view.lang)}")
        if row.colour in told
        else row
        for row in key.rows
    ]
    return replace(key, rows=tuple(rows))
