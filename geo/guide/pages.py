"""The pages About and Questions as HTML that the live page and the static site include.

Words: a *statement* is a text with the sources that it rests on; a *term* a word that explains
itself where it stands.
"""

import datetime
import re
from collections.abc import Callable, Iterable

from babel.dates import format_skeleton
from markupsafe import Markup, escape

from geo.guide.counts import INAUGURATIONS, Counts
from geo.guide.texts import FOLDER, read_texts
from geo.program import MODELS
from geo.record import Record
from geo.view import View
from geo.words.browser import FIGURE
from geo.words.language import N_, format_date, load_translations
from geo.words.names import capitalize, name_state
from geo.words.templates import render_template

STYLE = FOLDER / "guide.css"
TERM = re.compile(r"\[([^\]]+)\]\(([a-z_]+)\)")
RECORD = "record"
KINDS = {
    "law": N_("law"),
    "government": N_("government"),
    "audit": N_("audit"),
    "study": N_("study"),
    "news": N_("news or summary"),
    "group": N_("group that takes a side"),
    "project": N_("project that counts"),
}
LAWS = ("requires", "encourages", "limits", "prohibits", "ended_by_order")
# Leads to a view: its address, from where the page stands.
Links = Callable[[View], str]


def write_about(record: Record, language: str, links: Links) -> str:
    """Write the page that says what 287(g) is and how the record is made: a main element.

    `links` gives the address of a view. Every value is escaped.
    """
    return _write("about", record, language, links)


def write_questions(record: Record, language: str, links: Links) -> str:
    """Write the page of short answers, as `write_about` does."""
    return _write("questions", record, language, links)


def _write(name, record, language, links):
    guide = Guide(record, language, links)
    page = read_texts(name)
    return render_template(f"guide/{name}.html.j2", language, guide=guide, page=page)


class Guide:
    """What the templates ask for: texts filled in and explained, sources, links into the map.

    It remembers which terms and sources a page has used.
    """

    def __init__(self, record: Record, language: str, links: Links):
        self.record, self.language, self._links = record, language, links
        self.counts = Counts(record, language)
        self.models = MODELS
        self._values = self.counts.fill()
        self._views = self.counts.choose_views()
        self._say = load_translations(language).gettext
        self._terms, self._cited = {}, {}

    def tell(self, text: str) -> Markup:
        """Translate a text, fill it in and explain its terms; blank where it lacks a value."""
        said = Markup(TERM.sub(self._explain, escape(self._say(text))))
        try:
            return said.format(**self._values)
        except KeyError:
            return Markup()

    def list_answered(self, groups: list[dict]) -> list[dict]:
        """List the groups of questions with those whose first statement lacks no value."""
        answered = [
            group
            | {
                "question": [
                    question
                    for question in group["question"]
                    if self.tell(question["says"][0]["text"])
                ]
            }
            for group in groups
        ]
        return [group for group in answered if group["question"]]

    def _explain(self, match):
        text, key = match.groups()
        self._terms[key] = read_texts("terms")[key]
        meaning = escape(self._say(self._terms[key]["meaning"]))
        return (
            f'<button type="button" class="term" aria-describedby="means-{key}" '
            f'data-means="{meaning}">{text}</button>'
        )

    def list_terms(self, everything: bool) -> dict[str, dict]:
        """List the terms used so far, or all of them, by key in the order of their file."""
        terms = read_texts("terms")
        return {key: term for key, term in terms.items() if everything or key in self._terms}

    def cite(self, keys: Iterable[str]) -> list[dict]:
        """List the sources of a statement: `name, title, url, kind`; the record has no address."""
        return [self._cite(key) for key in keys]

    def _cite(self, key):
        if key == RECORD:
            return {"name": self._say(N_("this record")), "title": "", "url": "", "kind": ""}
        source = read_texts("sources")[key]
        self._cited[key] = source | {"kind": self._say(KINDS[source["kind"]])}
        return self._cited[key]

    def list_cited(self) -> list[dict]:
        """List the sources cited so far, by name."""
        return sorted(self._cited.values(), key=lambda source: source["name"].casefold())

    def lead(self, view: str) -> str:
        """Lead to a view by its name."""
        return self._links(self._views[view])

    def write_day(self, day: datetime.date | str) -> str:
        """Write a day, or a month of ISO text."""
        if isinstance(day, str):
            month = datetime.date.fromisoformat(f"{day}-01")
            return format_skeleton("yMMMM", month, locale=self.language)
        return format_date(day, self.language)

    def list_milestones(self) -> list[dict]:
        """List the program's milestones: `day, title, source, url`, and the map's `href` or blank.

        Those of the country, and the large ones of states.
        """
        events = self.record.events
        shown = events[(events["precision"] == "day") & ((events["state"] == "") | events["major"])]
        return [
            {
                "day": (day := datetime.date.fromisoformat(row.date)),
                "title": self._say(row.title),
                "source": row.source_title,
                "url": row.source_url,
                "href": self._lead_to_day(day),
            }
            for row in shown.sort_values("date", kind="stable").itertuples()
        ]

    def _lead_to_day(self, day):
        within = self.record.first <= day <= self.record.last
        return self._links(self.counts.view_day(day)) if within else ""

    def list_turns(self) -> list[dict]:
        """List days that tell the program's size: `day, label, n, share` of the most, `href`."""
        counts, last = self.counts, self.record.last
        labels = {
            counts.early_top_on: N_("the most before 2013"),
            counts.low_on: N_("the fewest since"),
            **dict.fromkeys(INAUGURATIONS, N_("a president takes office")),
            last: N_("the newest list held"),
        }
        most = max(counts.count_on(day) for day in labels)
        return [
            {
                "day": day,
                "label": self._say(labels[day]),
                "n": (n := counts.count_on(day)),
                "share": n / most,
                "href": self._lead_to_day(day),
            }
            for day in sorted(labels)
        ]

    def list_laws(self) -> list[tuple[str, list[dict]]]:
        """List states by what their laws do: pairs of a kind and its states.

        A state has `name, href` of the map, `year`, and `instrument` and `url` of the source.
        """
        laws = self.record.policies
        names = {
            code: name_state(name, self.language) for code, name in self.record.state_names.items()
        }
        kinds = [
            (
                capitalize(self._say(FIGURE[f"law.{kind}"])),
                [
                    {
                        "name": names[row.state],
                        "href": self._links(self.counts.view_state(row.state)),
                        "year": row.enacted[:4],
                        "instrument": row.instrument,
                        "url": row.source_url,
                    }
                    for row in laws[laws["kind"] == kind].itertuples()
                ],
            )
            for kind in LAWS
        ]
        for _, states in kinds:
            states.sort(key=lambda law: (law["name"], law["year"]))
        return [pair for pair in kinds if pair[1]]
