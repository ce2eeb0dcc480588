"""The HTML pages of the static site in one language."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from geo.agreements import COLUMNS, DATA
from geo.figure.publish import EMBED, Assets
from geo.finding import find_view
from geo.record import Record
from geo.site.facts import StateFacts
from geo.site.folder import Folder
from geo.site.map import write_map
from geo.site.pictures import SiteCard
from geo.site.policy import put_policy
from geo.view import View, find_start
from geo.words.browser import describe_search
from geo.words.credits import write_credits
from geo.words.headline import write_text
from geo.words.language import LANGUAGES, N_, format_date
from geo.words.life import Life
from geo.words.names import Phrases, list_model_names
from geo.words.templates import render_template

HOMES = {language: "" if language == "en" else f"{language}/" for language in LANGUAGES}


@dataclass(frozen=True)
class Site:
    """What all pages share: addresses of the published files, from the site's root."""

    base_url: str
    style: str
    search: str
    icon: str
    map: Assets


@dataclass(frozen=True)
class Page:
    """One page of the site: `path` from the site's root, and what its head says.

    `root` leads from the page to the site's root and `home` from there to the pages of its
    language; `translations` pairs languages with paths; `cards` are `SiteCard`s by kind.
    """

    path: str
    title: str
    description: str
    feed: str
    cards: dict[str, SiteCard]
    home: str
    translations: list[tuple[str, str]]

    @property
    def root(self) -> str:
        return "../" * self.path.count("/")


class _Writer:
    """Writes pages that share a language and what is common to all of them."""

    def __init__(self, folder, site, cards, language, languages, **common):
        self.folder = folder
        self.cards = cards
        self.language = language
        self.languages = languages
        self.home = HOMES[language]
        self.common = common | {"site": site}

    def write(self, name, title, description, place="", path=None, **values):
        """Write the page of a template; `place` chooses its card and its feed."""
        path = path or f"{name}.html"
        cards = self.cards[place, self.language]
        page = Page(
            path=self.home + path,
            title=title,
            description=description,
            feed=f"feeds/{place.lower() or 'us'}.xml",
            cards=cards,
            home=self.home,
            translations=[(code, HOMES[code] + path) for code in self.languages],
        )
        values = self.common | values
        text = render_template(f"{name}.html.j2", self.language, page=page, **values)
        self.folder.write(page.path, put_policy(text))


def write_pages(
    folder: Folder,
    record: Record,
    site: Site,
    states: Sequence[StateFacts],
    cards: dict[tuple[str, str], dict[str, SiteCard]],
    files: dict[str, tuple[str, int]],
    language: str,
    languages: Sequence[str],
) -> None:
    """Write all pages of a language: map, embedded map, states, downloads, and each state's.

    `states` are `StateFacts`, `cards` as from geo.site.pictures, `files` as from
    geo.site.downloads; `languages` are those that the pages link to each other.
    """
    phrases = Phrases(record, language)
    say = phrases.say
    found = find_view(record, View(date=record.last, lang=language))
    finding = f"{write_text(found).headline}."
    names = {state.code: phrases.name_state(state.code, in_sentence=False) for state in states}
    writer = _Writer(
        folder,
        site,
        cards,
        language,
        languages,
        last=record.last,
        credits=write_credits(found),
        model_names=list_model_names(language),
        names=names,
        search=describe_search(language),
        search_states=[state.code for state in states],
        life=Life(record.sources, language),
        states=sorted(states, key=lambda state: _fold(names[state.code])),
    )
    root = "../" * writer.home.count("/")
    pages = {state.code: f"states/{state.code.lower()}.html" for state in states}
    figure = write_map(site.map.at(root), language, pages)
    atlas = say(N_("Where local police hold agreements with ICE: 287(g) Atlas"))
    writer.write("index", atlas, finding, figure=figure)
    writer.write("embed", atlas, finding, figure=figure)
    folder.write(f"{writer.home}embed.js", EMBED.read_bytes())
    writer.write("states", say(N_("States and territories: 287(g) Atlas")), finding)
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    writer.write(
        "downloads",
        say(N_("Downloads: 287(g) Atlas")),
        say(
            N_(
                "The record behind the map, to use and to check: every agreement, and the "
                "coverage of every county on {date}."
            ),
            date=format_date(record.last, language),
        ),
        files=files,
        package=package,
        columns=_list_columns(package),
    )
    for state in states:
        _write_state(writer, record, phrases, state)


def _write_state(writer, record, phrases, state):
    view = View(date=record.last, place=state.code, lang=writer.language)
    found = find_view(record, view)
    text = write_text(found)
    geoids = {geoid for agency in (*state.agencies, *state.former) for geoid in agency.geoids}
    writer.write(
        "state",
        phrases.say(
            N_("{state}: local police agreements with ICE, 287(g) Atlas"),
            state=writer.common["names"][state.code],
        ),
        f"{text.headline}.",
        place=state.code,
        path=f"states/{state.code.lower()}.html",
        state=state,
        numbers=text.numbers,
        first_day=find_start(view.range),
        counties={geoid: phrases.name_county(geoid) for geoid in geoids},
        credits=write_credits(found),
    )


def _list_columns(package):
    table = next(table for table in package["resources"] if table["name"] == "agreements")
    columns = {field["name"]: field["description"] for field in table["schema"]["fields"]}
    return [(name, columns[name]) for name in COLUMNS]


def _fold(name):
    """Take the accents off a name, to sort it where one looks for it."""
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore")
