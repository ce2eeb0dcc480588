"""What a card leaves out where its map would be too small: the least needed first."""

from collections.abc import Iterator
from dataclasses import replace

from geo.cards.parts import Parts, date_map
from geo.words.credits import write_credits
from geo.words.headline import write_brief_deck, write_text
from geo.words.language import format_date, format_number, format_short_date
from geo.words.names import Phrases
from geo.words.numbers import BETWEEN, Number


def trim_parts(parts: Parts) -> Iterator[Parts]:
    """Leave out of a card what its map needs room for: parts with less and less of it.

    First the remarks of the numbers, which the legend tells where it can; those that keep a number
    from being misread stay. Then what the map shows, where headline and legend say it, and all but
    the shortest list. Then the numbers become small: the legend tells those of what it explains,
    lines of text the others. At last go the names of the counties that changed, and the lines but
    the first.
    """
    parts = _leave_notes(parts)
    yield parts
    parts = replace(_leave_deck(parts), lists=parts.lists[-1:])
    yield parts
    yield from trim_briefly(parts)


def trim_briefly(parts: Parts, length: str = "brief") -> Iterator[Parts]:
    """Leave out of a card what a few lines of large type have no room for, more and more of it.

    Its sources are told in a `length` of geo.words.credits.
    """
    parts = _tell_briefly(_leave_deck(_leave_notes(parts)), length)
    yield parts
    if any(BETWEEN in row.text for row in parts.key.rows):
        parts = _move_people(parts)
        yield parts
    if parts.lists[1:]:
        parts = replace(parts, lists=parts.lists[-1:])
        yield parts
    if parts.finding.view.compare and not parts.finding.place.is_county:
        parts = replace(parts, lists=((),))
        yield parts
    # Both dates of a county, all that became of others, and what keeps shares honest, stay.
    is_change = bool(parts.finding.view.compare)
    least = max(sum(line.is_split for line in parts.lines), 2 if is_change else 1)
    if is_change and not parts.finding.place.is_county:
        least = len(parts.lines)
    for most in range(len(parts.lines) - 1, least - 1, -1):
        parts = replace(parts, lines=parts.lines[:most])
        yield parts
    if is_change:
        # The headline names them, or tells how many there are.
        yield replace(parts, lists=((),))


def trim_low(parts: Parts) -> Iterator[Parts]:
    """Leave out of a card whose height is scarce more and more, down to what the map tells too.

    Before numbers that headline and map tell, the trend goes. At last a story's sentences, or what
    an own headline took the place of, stand beside the map, with the legend and what keeps shares
    honest.
    """
    if parts.tells_story:
        parts = _tell_story(parts)
        yield parts
        yield _set_aside(parts)
        return
    finding = parts.finding
    own = parts.text.headline != write_text(finding).headline
    if deck := write_brief_deck(finding):
        yield next(trim_briefly(parts, "line"))
        deck = parts.text.deck.replace(write_text(finding).deck, deck)
        parts = replace(parts, text=replace(parts.text, deck=deck))
    for trimmed in trim_briefly(parts, "line"):
        parts = trimmed
        yield parts
    parts = _leave_trend(parts)
    yield parts
    is_change = bool(finding.view.compare)
    if all(line.value == "0" for line in parts.lines):
        # The headline says that there is none.
        parts = replace(parts, lines=())
        yield parts
    elif finding.place.is_county and finding.fills.by == "county" and not is_change:
        # Beside the county's name on the map is its number.
        yield replace(parts, lines=())
    elif finding.fills.kind == "class" and not finding.place.is_county:
        # The colours of the states tell it, and of agreements with a reach there is no split.
        parts = replace(parts, lines=parts.lines[:1])
        yield parts
        if finding.view.reach != "all":
            yield replace(parts, lines=())
    if own:
        yield _set_aside(parts)


def leave_people(parts: Parts) -> Parts:
    """Leave out what is said of people, and numbers, where sentences beside the map tell enough."""
    finding = parts.finding
    if not parts.aside:
        return parts
    if finding.fills.kind == "class":
        # The colours of the states may tell of people, too.
        return replace(parts, lines=())
    counted, uncounted = (
        write_credits(finding, finding.view.dates[0], length) for length in ("line", "lists")
    )
    rows = tuple(row._replace(text=row.text.partition(BETWEEN)[0]) for row in parts.key.rows)
    return replace(
        parts,
        key=replace(parts.key, rows=rows),
        lines=(),
        credits=parts.credits.replace(counted, uncounted),
    )


def _leave_trend(parts):
    """Leave out the trend, and what credits say of its years alone."""
    finding = parts.finding
    whole, brief = (
        write_credits(finding, since, "line") for since in (None, finding.view.dates[0])
    )
    return replace(parts, trend=0 * parts.trend, credits=parts.credits.replace(whole, brief))


def _set_aside(parts):
    """Put beside the map what stands between it and the headline, in place of any list."""
    return replace(parts, text=replace(parts.text, deck=""), aside=parts.text.deck, lists=((),))


def _leave_notes(parts):
    """Leave out remarks of numbers that the legend tells, or that no number needs."""
    rows = {row.value for row in parts.key.rows} - {""}
    told = {
        number.row: number.told
        for number in parts.text.numbers
        if number.note and number.row in rows
    }

    def leave(number):
        if number.note and number.row in rows:
            return replace(number, note="", row="", told="")
        return number if number.is_split else replace(number, note="")

    text = replace(parts.text, numbers=tuple(map(leave, parts.text.numbers)))
    return replace(parts, text=text, key=_tell_numbers(parts.key, told))


def _leave_deck(parts):
    """Leave out what the map shows, where headline and legend say it."""
    finding, text = parts.finding, parts.text
    if finding.fills.kind == "class":
        return parts
    # Before it may stand what an own headline took the place of.
    deck = text.deck.removesuffix(write_text(finding).deck).rstrip()
    return replace(parts, text=replace(text, deck=deck))


def _tell_briefly(parts, length, since=None):
    """Tell the numbers of a card in its legend and in lines of text, and its sources in short."""
    numbers = parts.text.numbers
    rows = {row.value for row in parts.key.rows} - {""}
    told = _count_changes(parts.finding) | {number.row: number.told for number in numbers}
    if length == "line":
        numbers = [
            replace(number, label=number.brief, note="") if number.brief else number
            for number in numbers
        ]
    rank = _rank(parts, numbers)
    lines = sorted((number for number in numbers if number.row not in rows), key=rank)
    # Those of a story's step stand before them.
    whole = write_credits(parts.finding)
    brief = write_credits(parts.finding, since, length)
    return replace(
        parts,
        text=replace(parts.text, numbers=()),
        lines=tuple(lines),
        key=_tell_numbers(parts.key, told),
        credits=parts.credits.replace(whole, brief),
    )


def _tell_story(parts):
    """Tell of a story's step its sentences alone: neither other numbers, nor trend, nor people."""
    finding = parts.finding
    phrases = Phrases(finding.record, finding.view.lang)
    long, short = (date_map(finding, phrases, write) for write in (format_date, format_short_date))
    parts = _leave_deck(_leave_notes(parts))
    parts = _tell_briefly(parts, "lists", since=finding.view.dates[0])
    rows = [row._replace(text=row.text.partition(BETWEEN)[0]) for row in parts.key.rows]
    return replace(
        parts,
        text=replace(parts.text, deck=parts.text.deck.replace(long, short)),
        key=replace(parts.key, rows=tuple(rows)),
        lists=((),),
        lines=(),
    )


def _rank(parts, numbers):
    """Rank numbers: agreements before agencies; people first where states are shaded by them."""
    finding = parts.finding
    if finding.view.compare or finding.place.is_county or not finding.totals.counties:
        return numbers.index
    shows_people = finding.view.by_state and finding.view.measure != "agreements"
    order = (1, 2, 0) if shows_people else (0, 2, 1)
    return lambda number: order[numbers.index(number)]


def _count_changes(finding):
    """Count the counties of an area by what became of them; of any other view nothing."""
    if finding.fills.kind != "change" or finding.place.is_county:
        return {}
    counts = finding.changes.value_counts()
    return {change: format_number(int(n), finding.view.lang) for change, n in counts.items()}


def _tell_numbers(key, told):
    """Write into the rows of a key what is told of their values."""
    rows = [
        row._replace(text=f"{row.text}: {told[row.value]}") if told.get(row.value) else row
        for row in key.rows
    ]
    return replace(key, rows=tuple(rows))


def _move_people(parts):
    """Tell the people of what rows of the key count in lines, where the rows are too long."""
    rows, people = [], []
    for row in parts.key.rows:
        text, _, told = row.text.partition(BETWEEN)
        rows.append(row._replace(text=text))
        if told:
            share, _, rest = told.partition(" ")
            people.append(Number(share, f"{rest}: {text.rpartition(': ')[0]}", is_split=True))
    key = replace(parts.key, rows=tuple(rows))
    return replace(parts, key=key, lines=(*people, *parts.lines))
