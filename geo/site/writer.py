"""How a page of the static site is written: its head, its translations, its text."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from geo.address import write_address
from geo.figure.publish import Assets
from geo.finding import find_view
from geo.record import Record
from geo.site.feeds import name_feed
from geo.site.pictures import Picture
from geo.site.policy import put_policy
from geo.stories.texts import list_step_views
from geo.view import View
from geo.words.browser import describe_search
from geo.words.credits import write_credits
from geo.words.language import LANGUAGES, N_
from geo.words.names import Phrases, list_model_names
from geo.words.pages import PAGES
from geo.words.templates import render_template

HOMES = {language: "" if language == "en" else f"{language}/" for language in LANGUAGES}


@dataclass(frozen=True)
class Site:
    """What all pages share: addresses of the published files, from the site's root.

    `states` and `counties` are the codes of those that have a page, `languages` those of pages.
    """

    base_url: str
    style: str
    script: str
    icon: str
    map: Assets
    states: Sequence[str]
    counties: frozenset[str]
    languages: Sequence[str]

    def name_file(self, page: str) -> str:
        """Name the file of a page of `PAGES`; the story's is the map's at the first step."""
        if page == "story":
            return f"index.html?story={next(iter(list_step_views()), '')}"
        return f"{page or 'index'}.html"

    def name_page(self, code: str) -> str:
        """Name the page of a state or a county, from those of its language; blank without one."""
        if code in self.counties:
            return f"counties/{code}.html"
        return f"states/{code.lower()}.html" if code in self.states else ""

    def name_trends(self, code: str) -> str:
        """Name the page of the trends of a state, or of the country where the code is blank."""
        return f"trends/{code.lower()}.html" if code else "trends.html"

    def list_pages(self) -> dict[str, str]:
        """List the pages of places by code."""
        return {code: self.name_page(code) for code in (*self.states, *sorted(self.counties))}


@dataclass(frozen=True)
class Page:
    """One page of the site: `path` from the site's root, and what its head says.

    `root` leads from the page to the site's root and `home` from there to the pages of its
    language; `translations` pairs languages with paths; `pictures` are `Picture`s by use, the one
    that stands for the page first.
    """

    path: str
    title: str
    description: str
    feed: str
    pictures: dict[str, Picture]
    home: str
    translations: list[tuple[str, str]]

    @property
    def root(self) -> str:
        return "../" * self.path.count("/")

    @property
    def picture(self) -> Picture:
        """The picture that links to the page are shown with."""
        return next(iter(self.pictures.values()))


class PageWriter:
    """Writes pages that share a language and what is common to all of them."""

    def __init__(self, record: Record, site: Site, language: str):
        self.site = site
        self.language = language
        self.home = HOMES[language]
        self.phrases = Phrases(record, language)
        self.common = {
            "site": site,
            "last": record.last,
            "credits": write_credits(find_view(record, View(date=record.last, lang=language))),
            "model_names": list_model_names(language),
            "names": {
                code: self.phrases.name_state(code, in_sentence=False)
                for code in record.state_names.index
            },
            "search": describe_search(language),
            "pages": {site.name_file(name): self.phrases.say(text) for name, text in PAGES.items()}
            | {"downloads.html": self.phrases.say(N_("Downloads"))},
        }

    def link_view(self, view: View) -> str:
        """Write the address of a view on the map, from the pages of the language."""
        # Which speak it without being asked.
        params = write_address(replace(view, lang="en"), self.phrases.record.bounds)
        return f"index.html{f'?{urlencode(params)}' if params else ''}"

    def find_agencies(self, record: Record) -> dict[str, str]:
        """Find where each agency stands on the page of its state; blank where that has no page."""
        agencies = record.agreements.drop_duplicates("agency_id")
        pages = agencies["state"].map(self.site.name_page)
        return dict(
            zip(
                agencies["agency_id"],
                (pages + "#" + agencies["agency_id"]).where(pages != "", ""),
                strict=True,
            )
        )

    def write(
        self,
        template: str,
        title: str,
        description: str,
        pictures: dict[str, Picture],
        path: str = "",
        area: str = "",
        **values: object,
    ) -> tuple[str, str]:
        """Write the page of a template: its path in the site, and its text.

        `area` is the state whose feed it offers; `values` are what the template needs besides
        what is common to all pages.
        """
        path = path or f"{template}.html"
        page = Page(
            path=self.home + path,
            title=title,
            description=description,
            feed=name_feed(area, self.language),
            pictures=pictures,
            home=self.home,
            translations=[(code, HOMES[code] + path) for code in self.site.languages],
        )
        values = self.common | values
        text = render_template(f"{template}.html.j2", self.language, page=page, **values)
        return page.path, put_policy(text)


def fold_name(name: str) -> bytes:
    """Take the accents off a name, to sort it where one looks for it."""
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore")
