"""The legend of a card: a Venn diagram of the models, or the key of changes or classes."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import shapely
from matplotlib.patches import Circle, PathPatch, Rectangle

from geo.cards.plane import make_path
from geo.cards.sheet import GROUND, INK, LINE, Box, Sheet
from geo.cards.stripes import cut_stripes
from geo.finding import Finding
from geo.program import BITS, MODELS, PART_BIT, compute_mixture
from geo.shading import CHANGE_COLOURS, CLASS_COLOURS, MIXTURE_COLOURS
from geo.words.legend import COVER_WORDS, STATEWIDE_WORD, TERRITORY_WORD, name_values
from geo.words.names import MODEL_WORDS, TERRITORIES, Phrases

# Heights of type: a row of the key, the radius of a circle, and of one with names beside it.
ROW = 1.5
RADIUS = 1.7
SIDE_RADIUS = 1.45
# Heights of type from one stripe of a swatch to the next.
STRIPES = 0.28


class Row(NamedTuple):
    """A row of a key; without a colour it is an outline.

    `value` is what a number may be of that the row tells: a reach, a change, or statewide.
    """

    colour: str | None
    text: str
    striped: bool = False
    value: str = ""


@dataclass(frozen=True)
class Key:
    """What a legend explains: names of models for a Venn diagram, and rows."""

    models: dict[str, str]
    rows: tuple[Row, ...]


def write_key(
    finding: Finding, phrases: Phrases, has_statewide: bool, shown: Collection | None = None
) -> Key:
    """Write the key of a finding's fills; its `models` are empty unless mixtures are shown.

    `shown` are the values of the fills in view, so that nothing absent is explained; without it
    all are.
    """
    kind, view = finding.fills.kind, finding.view
    names = name_values(kind, view, phrases)
    rows: list[Row]
    models = []
    if kind == "class":
        rows = [Row(CLASS_COLOURS[number], name) for number, name in names.items()]
    elif kind == "change":
        rows = [
            Row(CHANGE_COLOURS[change], name, value=change)
            for change, name in names.items()
            if shown is None or change in shown
        ]
    else:
        reaches = _list_reaches(view, shown)
        if reaches:
            models = [model for model in MODELS if model in view.models]
        rows = [
            Row(
                MIXTURE_COLOURS[_choose_mixture(finding, models, reach, shown)],
                phrases.say(COVER_WORDS[reach]),
                striped=reach == "part",
                value=reach,
            )
            for reach in reaches
        ]
        if shown is None or 0 in shown:
            rows.append(Row(MIXTURE_COLOURS[0], names[0]))
    if has_statewide:
        word = TERRITORY_WORD if finding.area.code in TERRITORIES else STATEWIDE_WORD
        rows.append(Row(None, phrases.say(word), value="statewide"))
    return Key({model: phrases.say(MODEL_WORDS[model]) for model in models}, tuple(rows))


def _list_reaches(view, shown):
    """List the reaches of the covers in view, or those that a view may show."""
    if shown is None:
        return [reach for reach in COVER_WORDS if view.reach in ("all", reach)]
    present = {"part" if cover & PART_BIT else "countywide" for cover in shown if cover}
    return [reach for reach in COVER_WORDS if reach in present]


def _choose_mixture(finding, models, reach, shown):
    """Choose the mixture that stands for a reach: the county's, a usual one, else the commonest."""
    by_county = finding.fills.by == "county"
    values = finding.fills.values[finding.in_area] if by_county else finding.fills.values
    number = values.value_counts()
    covers = [
        cover for cover in shown or () if cover and bool(cover & PART_BIT) == (reach == "part")
    ]
    covers.sort(key=lambda cover: (-number.get(cover, 0), cover))
    mixtures = [cover & ~PART_BIT for cover in covers]
    usual = [BITS[models[-1]]]
    if finding.place.is_county and by_county:
        usual.insert(0, finding.fills.values[finding.place.code] & ~PART_BIT)
    return next((mixture for mixture in usual if mixture in mixtures), (mixtures or usual)[0])


def measure_rows(rows: Sequence[Row], size: float, columns: int, ease: float = 1.0) -> float:
    """Measure the height of the rows of a key in columns, at a size of type.

    `ease` is by what rows are closer together, and circles smaller, where height is scarce.
    """
    return math.ceil(len(rows) / columns) * ROW * ease * size


def measure_rows_width(
    sheet: Sheet, rows: Sequence[Row], size: float, columns: int = 1, most: float = math.inf
) -> float:
    """Measure the width of the rows of a key in columns that are to fit a width."""
    widths = _measure_columns(sheet, rows, size, columns, most)[1]
    return sum(widths) + (len(widths) - 1) * size


def fit_columns(sheet: Sheet, rows: Sequence[Row], size: float, width: float) -> int:
    """Choose in how many columns the rows of a key fit a width: two, or one."""
    return 2 if sum(_measure_columns(sheet, rows, size, 2, width)[1]) + size / 2 <= width else 1


def draw_rows(
    sheet: Sheet,
    box: Box,
    rows: Sequence[Row],
    size: float,
    columns: int = 1,
    ease: float = 1.0,
) -> float:
    """Draw the rows of a key from the top of a box, in columns; returns where the widest ends."""
    starts, widths = _measure_columns(sheet, rows, size, columns, box.width)
    left = end = box.left
    for first, last, width in zip(starts, [*starts[1:], len(rows)], widths, strict=True):
        if first:
            left = max(end + 0.5 * size, min(left + box.width / 2, box.right - width))
        end = left + width
        for index, row in enumerate(rows[first:last]):
            _draw_row(sheet, left, box.top + index * ROW * ease * size, row, size)
    return end


def _measure_columns(sheet, rows, size, columns, width):
    """Measure the columns of a key: the first row of each, and its width."""
    widths = [1.5 * size + sheet.measure(row.text, size) for row in rows]
    each = math.ceil(len(rows) / columns)
    if columns == 1 or each == len(rows):
        return [0], [max(widths)]
    if max(widths[:each]) + max(widths[each:]) + size / 2 > width:
        # The longer names stand last.
        each = len(rows) // 2
    return [0, each], [max(widths[:each]), max(widths[each:])]


def _draw_row(sheet, left, top, row, size):
    outline = row.colour is None
    corner = (left, top + 0.2 * size)
    edge = {
        "edgecolor": INK if outline else LINE,
        "linewidth": (0.1 if outline else 0.03) * size,
    }
    fill = MIXTURE_COLOURS[0] if row.striped else row.colour or GROUND
    sheet.draw(Rectangle(corner, size, size, facecolor=fill, **edge))
    if row.striped:
        # Cut where y goes up, as on the map.
        x, y = corner
        (stripes,) = cut_stripes([shapely.box(x, -y - size, x + size, -y)], STRIPES * size)
        path = make_path(shapely.transform(stripes, lambda points: points * (1, -1)))
        sheet.draw(PathPatch(path, facecolor=row.colour, linewidth=0))
    sheet.write(left + 1.5 * size, top + 1.06 * size, row.text, size, gid="key")


def measure_venn(names: dict[str, str], size: float, ease: float = 1.0) -> float:
    """Measure the height of a Venn diagram of some models at a size of type."""
    radius = RADIUS * ease**2
    if len(names) < 3:
        return (1.5 + 2 * radius + 1.6 * (len(names) - 1)) * size if names else 0.0
    return (1.5 + (2 + 1.2 * math.sqrt(3) / 2) * radius + 1.6) * size


def measure_venn_width(
    sheet: Sheet, names: dict[str, str], size: float, ease: float = 1.0
) -> float:
    """Measure the width of a Venn diagram of some models, with their names."""
    return _place_circles(sheet, 0, 0, names, size, ease)[2]


def draw_venn(
    sheet: Sheet, left: float, top: float, names: dict[str, str], size: float, ease: float = 1.0
) -> float:
    """Draw one circle per model, mixed where they overlap; returns where the widest part ends."""
    if not names:
        return left
    centres, places, right = _place_circles(sheet, left, top, names, size, ease)
    _paint_regions(sheet, centres, RADIUS * ease**2 * size)
    for model, (x, y) in places.items():
        sheet.write(x, y, names[model], size, ha="center", weight="bold", gid="key")
    return right


def measure_side_venn(sheet: Sheet, names: dict[str, str], size: float, ease: float = 1.0) -> Box:
    """Measure a Venn diagram with the names of its models beside the circles: a box from 0, 0."""
    if not names:
        return Box(0, 0, 0, 0)
    centres, _, right = _place_side_names(sheet, 0, 0, names, size, ease)
    low = max(y for _, y in centres.values()) + SIDE_RADIUS * ease**2 * size
    return Box(0, 0, right, low)


def draw_side_venn(
    sheet: Sheet, left: float, top: float, names: dict[str, str], size: float, ease: float = 1.0
) -> None:
    """Draw a Venn diagram that is as low as its circles, the names of the models beside them."""
    if not names:
        return
    centres, places, _ = _place_side_names(sheet, left, top, names, size, ease)
    _paint_regions(sheet, centres, SIDE_RADIUS * ease**2 * size)
    for model, (x, y) in places.items():
        sheet.write(x, y, names[model], size, weight="bold", gid="key")


def _place_side_names(sheet, left, top, names, size, ease):
    """Place circles with names beside them: middles, where each name begins, the widest end.

    The first of two or three has its name on the left, the others on the right.
    """
    radius, gap = SIDE_RADIUS * ease**2 * size, 0.4 * size
    first = next(iter(names))
    widths = {model: sheet.measure(name, size, "bold") for model, name in names.items()}
    first_x = left + radius + (widths[first] + gap if len(names) > 1 else 0)
    step = 1.2 * radius
    steps = ((0, 0), (step, 0), (step / 2, step * math.sqrt(3) / 2))
    places, centres, right = {}, {}, 0.0
    for model, (across, down) in zip(names, steps, strict=False):
        x, y = first_x + across, top + radius + down
        centres[model] = (x, y)
        is_left = model == first and len(names) > 1
        # Above and below the middle, where the circles leave more room.
        shift = 0.36 * size + (0.5 if down else -0.25) * radius * (len(names) > 2)
        begin = left if is_left else x + math.sqrt(1 - (0.5 if down else 0.25) ** 2) * radius + gap
        places[model] = (begin, y + shift)
        right = max(right, begin + widths[model], x + radius)
    return centres, places, right


def _place_circles(sheet, left, top, names, size, ease):
    """Place the circles and their names: middles of both by model, and where the widest ends."""
    radius = RADIUS * ease**2 * size
    models = list(names)
    widths = {model: sheet.measure(name, size, "bold") for model, name in names.items()}
    upper, lower = models[:2], models[2:]
    # Of two circles the second has its name below, of three the third.
    above = models[: max(len(models) - 1, 1)]
    step = 1.2 * radius if len(upper) == 2 else 0.0
    spread = 0.0
    if len(above) == 2:
        spread = max(0.0, (widths[upper[0]] + widths[upper[1]]) / 2 + 0.7 * size - step) / 2
    rooms = [radius, widths[upper[0]] / 2 + spread]
    rooms += [widths[model] / 2 - step / 2 for model in lower]
    rooms += [widths[model] / 2 - step for model in upper if model not in above]
    first_x = left + max(rooms)
    centre_y = top + 1.5 * size + radius
    centres = {model: (first_x + index * step, centre_y) for index, model in enumerate(upper)}
    for model in lower:
        centres[model] = (first_x + step / 2, centre_y + step * math.sqrt(3) / 2)
    right = first_x + step + radius
    places = {}
    for index, model in enumerate(models):
        x, y = centres[model]
        if model in above:
            x += spread if index else -spread
            y = top + size
        else:
            y += radius + 1.2 * size
        places[model] = (x, y)
        right = max(right, x + widths[model] / 2)
    return centres, places, right


def _paint_regions(sheet, centres, radius):
    """Paint every overlap in its mixture, the lone circles first and the triple last."""
    chosen = list(centres)
    subsets = [[]]
    for model in chosen:
        subsets += [[*subset, model] for subset in subsets]
    for subset in sorted(filter(None, subsets), key=len):
        shape = _intersect([centres[model] for model in subset], radius)
        colour = MIXTURE_COLOURS[compute_mixture(subset)]
        sheet.draw(PathPatch(make_path(shape), facecolor=colour, linewidth=0))
    for centre in centres.values():
        ring = Circle(centre, radius, fill=False, edgecolor=GROUND, linewidth=radius / 26)
        sheet.draw(ring)


def _intersect(centres, radius):
    return shapely.intersection_all(shapely.buffer(shapely.points(centres), radius, quad_segs=64))
