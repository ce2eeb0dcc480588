"""Which places a map of a card names: a county's neighbours, a region's, a state's covered ones."""

from dataclasses import replace

import shapely

from geo.boundaries import INSETS, MARIANAS, SAMOA
from geo.cards.labels import Name, Placer
from geo.cards.parts import Parts
from geo.cards.shapes import Shape
from geo.cards.sheet import QUIET, STATE_LINE
from geo.places import Region
from geo.words.names import Phrases, capitalize

# Insets large enough to hold the name of their state; of the others it stands above the frame.
ROOMY_INSETS = ("Alaska", "Hawaii")
MOST_COVERED = 8
MOST_UNCOVERED = 5
MOST_AROUND = 14
# On a map no wider than so many heights of type.
FEW_NAMES, MOST_SMALL = 24, 5
MOST_IN_EXTENT = 24
# By what a name is smaller that has to be there and has no room.
SMALLER = 0.8


def name_places(placer: Placer, parts: Parts, shape: Shape) -> None:
    """Name the places of a map, the most important first, as far as there is room."""
    size = max(shape.small, 0.92 * shape.label)
    plane = parts.plane
    if not plane.near:
        _name_insets(placer, plane, size)
        return
    box, invert = placer.box, placer.to_sheet.invert
    window = shapely.box(*invert(box.left, box.bottom), *invert(box.right, box.top))
    if parts.finding.fills.by == "county":
        smaller = min(size, max(SMALLER * size, shape.least_type))
        _name_counties(placer, parts, window, size, smaller)
    phrases = Phrases(parts.finding.record, parts.finding.view.lang)
    for row in plane.neighbours.itertuples():
        visible = shapely.intersection(row.geometry, window)
        text = phrases.name_state(row.state, in_sentence=False)
        placer.place(Name(text, visible, size, color=STATE_LINE, dotted=False))


def _name_counties(placer, parts, window, size, smaller):
    counties, most = _choose_counties(parts)
    if placer.box.width < FEW_NAMES * size and len(counties) > most:
        most = min(most, MOST_SMALL)
    texts = _write_names(parts)
    place = parts.finding.place
    must = parts.plane.kind == "state" and len(counties) <= most
    numbered = parts.plane.kind in ("county", "region")
    if must:
        for shape in counties.geometry:
            placer.reserve(shape, size)
    for index, row in counties.iterrows():
        if most == 0:
            break
        visible = shapely.intersection(row.geometry, window)
        if visible.area < 0.2 * row.geometry.area:
            continue
        weight = "bold" if row.geoid == place.code else "normal"
        name = Name(texts[index], visible, size, weight, must=must, apart=numbered)
        placed = placer.place(name)
        if numbered and not placed and row.geoid == place.code:
            anywhere = replace(name, apart=False, must=True)
            thinner = replace(anywhere, size=smaller, weight="bold" if smaller < size else "normal")
            placed = placer.place(anywhere) or placer.place(thinner)
        if must and not placed:
            placed = placer.place(replace(name, size=smaller))
        most -= placed


def _choose_counties(parts):
    """Choose the counties to name, in order, and how many of them at most."""
    plane, finding, place = parts.plane, parts.finding, parts.finding.place
    counties = plane.counties.assign(people=plane.counties["geoid"].map(finding.record.population))
    counties = counties.sort_values(["people", "geoid"], ascending=[False, True])
    if isinstance(place, Region) and plane.kind == "region":
        return counties[counties["geoid"].isin(place.geoids)], MOST_AROUND
    if plane.kind != "state":
        first = counties["geoid"] == place.code
        second = counties["geoid"].isin(finding.neighbours.index) if place.is_county else first
        order = (2 * first + second).sort_values(ascending=False, kind="stable").index
        if plane.kind == "county":
            # Numbers of others would be taken for those of neighbours.
            return counties.loc[order].loc[first | second], MOST_AROUND
        return counties.loc[order], MOST_IN_EXTENT
    values = finding.fills.values[counties["geoid"]].to_numpy()
    covered = counties[(values != "none") & (values != 0)]
    if covered.empty:
        return counties, MOST_UNCOVERED
    return covered, MOST_COVERED


def _write_names(parts):
    """Write the names of the counties in view, those that come twice with their kind.

    In and around a county or region that a card is about, each has the number of its local
    agreements; one of another state, or of one of several, has its state's code.
    """
    counties, finding = parts.plane.counties, parts.finding
    phrases = Phrases(finding.record, finding.view.lang)
    texts = counties["name"].copy()
    twins = counties.duplicated(["name", "state"], keep=False)
    for index in counties.index[twins]:
        texts[index] = capitalize(phrases.name_county(counties["geoid"][index]))
    if parts.plane.kind not in ("county", "region"):
        return texts
    states = finding.area_states
    abroad = counties["state"] != (states[0] if len(states) == 1 else "")
    texts = texts.where(~abroad, texts + ", " + counties["state"])
    # In a film the numbers would stand still.
    if finding.view.compare or parts.keeps_trend:
        return texts
    numbers = finding.later.counties.set_index("geoid")["agreements"][counties["geoid"]]
    return texts + ": " + numbers.map(phrases.number).to_numpy()


def _name_insets(placer, plane, size):
    """Name the states of the insets, since their places are not where one knows them."""
    shapes = plane.states.set_index("state").geometry
    boxes = plane.boxes.set_index("name").geometry
    small = {}
    for frame in INSETS:
        name = Name(", ".join(frame.states), shapes[frame.states[0]], size, color=QUIET)
        if frame.name in ROOMY_INSETS:
            placer.place(name)
        else:
            small[frame.name] = (name, boxes[frame.name])
    if placer.place_beside(list(small.values()), plane.counties.geometry):
        return
    # Two that lie side by side share a line.
    (name, box), (other, other_box) = small.pop(MARIANAS.name), small.pop(SAMOA.name)
    both = replace(name, text=f"{name.text}, {other.text}"), shapely.union(box, other_box)
    placer.place_beside([*small.values(), both], plane.counties.geometry, at_least=0)
