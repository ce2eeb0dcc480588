"""The files of the site's places: pictures and pages of the country, each state and each county."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tqdm import tqdm

from geo.answers.laws import list_laws
from geo.answers.state_tables import STANCE_WORDS
from geo.finding import Finding, find_view
from geo.program import MODELS
from geo.record import Record
from geo.site.facts import Agency, Facts, collect_facts, group_by_county
from geo.site.pictures import Picture, draw_picture, list_uses
from geo.site.sharing import Sharing, write_data, write_sharing
from geo.site.trends import write_trends
from geo.site.writer import PageWriter, Site, fold_name
from geo.view import View, find_start
from geo.words.caption import describe_card
from geo.words.credits import write_credits
from geo.words.headline import write_text
from geo.words.language import N_
from geo.words.life import Life
from geo.words.names import TERRITORIES, capitalize
from geo.workers import start_workers

# A page with more agencies than this shows them closed, under their counties.
MOST_OPEN = 20


@dataclass(frozen=True)
class PlaceFiles:
    """The files of a place, by path, its pictures by language and use, and what it gives along."""

    files: dict[str, str | bytes]
    pictures: dict[str, dict[str, Picture]]
    shared: dict[str, Sharing]


@dataclass(frozen=True)
class Group:
    """The agencies of a state that serve a county first, or none: its name and its page."""

    name: str
    page: str
    agencies: list[Agency]

    @property
    def models(self) -> list[str]:
        """The models of their agreements in force."""
        held = {row.model for agency in self.agencies for row in agency.agreements}
        return [model for model in MODELS if model in held]


@contextmanager
def draw_places(record: Record, site: Site, codes: Sequence[str]) -> Iterator[Iterator[PlaceFiles]]:
    """Draw the pictures and write the data and pages of places, while the block does other work.

    Gives the files of each place in the order of `codes`, which begin with the country's, which is
    blank. Several processes draw and write at once; a block that ends early ends them.
    """
    keep = {"initializer": _Desk.open, "initargs": (record, site)}
    with start_workers(method="spawn", **keep) as pool:
        made = pool.map(_Desk.make, codes)
        try:
            yield iter(tqdm(made, total=len(codes), desc="places", unit="place", disable=None))
        finally:
            pool.shutdown(cancel_futures=True)


class _Desk:
    """What a working process is given once, since it is much to hand over with every place."""

    one: "_Desk"

    def __init__(self, record, site):
        self.record, self.site = record, site
        self.facts = collect_facts(record)
        self.writers = {code: PageWriter(record, site, code) for code in site.languages}

    @classmethod
    def open(cls, record, site):
        cls.one = cls(record, site)
        # Garbage is looked for without walking through the record each time.
        gc.collect()
        gc.freeze()

    @classmethod
    def make(cls, code):
        return cls.one.make_files(code)

    def make_files(self, code):
        record, base = self.record, self.site.base_url
        files, pictures, shared = {}, {}, {}
        data, drawn = write_data(find_view(record, View(date=record.last, place=code)), base)
        for language, writer in self.writers.items():
            view = View(date=record.last, place=code, lang=language)
            found = find_view(record, view)
            described = describe_card(record, view, base)
            pictures[language] = {
                use: draw_picture(record, view, use, base, described.alt, drawn)
                for use in list_uses(record, view)
            }
            path = writer.home + (self.site.name_page(code) or "index.html")
            shared[language] = write_sharing(found, base, path, described.caption, data)
            if code:
                path, text = write_place(
                    writer, found, self.facts, pictures[language], shared[language]
                )
                files[path] = text
            if code in self.site.states:
                files |= dict(write_trends(writer, record, pictures[language], code))
        return PlaceFiles(files | drawn, pictures, shared)


def write_place(
    writer: PageWriter,
    found: Finding,
    facts: Facts,
    pictures: dict[str, Picture],
    sharing: Sharing,
) -> tuple[str, str]:
    """Write the page of a state or a county: its path in the site, and its text."""
    write = _write_county if found.place.is_county else _write_state
    return write(writer, found, facts, pictures, sharing)


def _write_state(writer, found, facts, pictures, sharing):
    phrases, code = writer.phrases, found.view.place
    state = facts.states[code]
    index = _list_counties(writer, facts, code)
    common = _list_common(writer, found, state)
    return writer.write(
        "state",
        phrases.say(
            N_("{state}: local police agreements with ICE, 287(g) Atlas"),
            state=writer.common["names"][code],
        ),
        f"{write_text(found).headline}.",
        pictures,
        path=writer.site.name_page(code),
        area=code,
        first_day=find_start(found.view.range),
        trends=writer.site.name_trends(code),
        laws=list_laws(found.record, code, found.record.last),
        stances=STANCE_WORDS,
        groups=_group(writer, state.agencies, common["wide"]),
        former_groups=_group(writer, state.former, common["wide"]),
        areas=capitalize(phrases.name_area_kind(code, 2)),
        index=index,
        index_title=phrases.count(
            "{n} {areas} that has or had local agreements",
            "{n} {areas} that have or had local agreements",
            len(index),
            areas=phrases.name_area_kind(code, len(index)),
        ),
        sharing=sharing,
        **common,
    )


def _write_county(writer, found, facts, pictures, sharing):
    phrases, code = writer.phrases, found.view.place
    state = found.place.state
    around = found.neighbours
    return writer.write(
        "county",
        phrases.say(
            N_("{county}: local police agreements with ICE, 287(g) Atlas"),
            county=phrases.name_place(code),
        ),
        f"{write_text(found).headline}.",
        pictures,
        path=writer.site.name_page(code),
        area=state,
        name=capitalize(phrases.name_county(code)),
        state=state,
        state_page=writer.site.name_page(state),
        statewide=[agency for agency in facts.states[state].agencies if agency.statewide],
        around=[
            (_name_near(found, geoid, phrases), writer.site.name_page(geoid), geoid, int(n))
            for geoid, n in around.items()
        ],
        sharing=sharing,
        **_list_common(writer, found, facts.counties[code]),
    )


def _list_common(writer, found, place):
    """List the values that pages of states and of counties share."""
    geoids = {geoid for agency in (*place.agencies, *place.former) for geoid in agency.geoids}
    return {
        "place": place,
        "numbers": write_text(found).numbers,
        "counties": {geoid: writer.phrases.name_county(geoid) for geoid in geoids},
        "credits": write_credits(found),
        "life": Life(found.record.sources, writer.language),
        "wide": writer.phrases.say(
            N_("Territory-wide") if found.place.state in TERRITORIES else N_("Statewide")
        ),
        "most_open": MOST_OPEN,
    }


def _group(writer, agencies, wide):
    """Group agencies: statewide ones first, then under their counties by name, then the others."""
    statewide = [one for one in agencies if one.statewide]
    groups = [Group(wide, "", statewide)] if statewide else []
    by_county = group_by_county(agencies)
    elsewhere = by_county.pop("", [])
    groups += sorted(
        (
            Group(
                capitalize(writer.phrases.name_county(code)),
                writer.site.name_page(code),
                by_county[code],
            )
            for code in by_county
        ),
        key=lambda group: fold_name(group.name),
    )
    if elsewhere:
        groups.append(Group(writer.phrases.say(N_("County not known")), "", elsewhere))
    return groups


def _list_counties(writer, facts, state):
    """List the counties of a state that ever had an agreement: name, page, models, number."""
    places = writer.phrases.record.places
    rows = [
        (
            capitalize(writer.phrases.name_county(code)),
            writer.site.name_page(code),
            [model for model, number in county.by_model if number],
            county.agreements,
        )
        for code, county in facts.counties.items()
        if places[code].state == state
    ]
    return sorted(rows, key=lambda row: fold_name(row[0]))


def _name_near(found, geoid, phrases):
    """Name a county next to one, with its state where that is another."""
    name = capitalize(phrases.name_county(geoid))
    place = found.record.places[geoid]
    if place.state == found.place.state:
        return name
    return f"{name}, {phrases.name_state(place.state, in_sentence=False)}"
