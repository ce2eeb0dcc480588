"""What a page of the static site gives along: links, texts, code, and the data of its view."""

from dataclasses import dataclass, replace

from geo.file_names import name_view
from geo.finding import Finding
from geo.view_data import tabulate_view, write_csv, write_xlsx
from geo.words.caption import describe_card
from geo.words.codes import write_bibtex, write_embed
from geo.words.credits import write_frame_link, write_link
from geo.words.language import LANGUAGES
from geo.words.posts import write_posts


@dataclass(frozen=True)
class Sharing:
    """What is taken along of a view: every text and code leads to it on its date.

    `newest` is the address of the page itself, which the next list changes; `posts` are by
    language and length, `data` the paths of the files by format, `agreements` their rows.
    """

    link: str
    newest: str
    caption: str
    posts: dict[str, dict[int, str]]
    embed: str
    bare: str
    citation: str
    bibtex: str
    data: dict[str, str]
    agreements: int


def write_sharing(found: Finding, base_url: str, path: str, drawn: dict[str, bytes]) -> Sharing:
    """Write what the page of a view gives along; its data go into `drawn`, by their paths.

    `path` is the page's own in the site.
    """
    record, view = found.record, found.view
    link = write_link(view, record.bounds, base_url)
    framed = write_frame_link(view, record.bounds, base_url)
    caption = describe_card(record, view, base_url).caption
    data = write_data(found, caption, drawn)
    return Sharing(
        link=link,
        newest=base_url + path,
        caption=caption,
        posts={
            language: write_posts(found, language, _link(record, view, language, base_url))
            for language in LANGUAGES
        },
        embed=write_embed(framed),
        bare=write_embed(f"{framed}&controls=0"),
        citation=f"287(g) Atlas. {caption}",
        bibtex=write_bibtex(record, view, link),
        **data,
    )


def _link(record, view, language, base_url):
    return write_link(replace(view, lang=language), record.bounds, base_url)


def write_data(found: Finding, about: str, drawn: dict[str, bytes]) -> dict:
    """Write the agreements of a view once for all languages: paths by format, and their number."""
    record = found.record
    name = f"data/{name_view(record, replace(found.view, lang='en'))}".removesuffix("-en")
    table = tabulate_view(found)
    paths = {form: f"{name}-agreements.{form}" for form in ("csv", "xlsx")}
    if paths["csv"] not in drawn:
        drawn[paths["csv"]] = write_csv(table)
        drawn[paths["xlsx"]] = write_xlsx(table, found, about)
    return {"data": paths, "agreements": len(table)}
