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
class Data:
    """What is the same in all languages: `files`, paths by format, of so many `agreements`.

    `posts` are by language and length.
    """

    files: dict[str, str]
    agreements: int
    posts: dict[str, dict[int, str]]


@dataclass(frozen=True)
class Sharing:
    """What is taken along of a view: every text and code leads to it on its date.

    `newest` is the address of the page itself, which the next list changes.
    """

    link: str
    newest: str
    caption: str
    embed: str
    bare: str
    citation: str
    bibtex: str
    data: Data


def write_sharing(found: Finding, base_url: str, path: str, caption: str, data: Data) -> Sharing:
    """Write what the page of a view gives along; `path` is the page's own in the site."""
    record, view = found.record, found.view
    link = write_link(view, record.bounds, base_url)
    framed = write_frame_link(view, record.bounds, base_url)
    return Sharing(
        link=link,
        newest=base_url + path,
        caption=caption,
        embed=write_embed(framed),
        bare=write_embed(f"{framed}&controls=0"),
        citation=f"287(g) Atlas. {caption}",
        bibtex=write_bibtex(record, view, link),
        data=data,
    )


def write_data(found: Finding, base_url: str) -> tuple[Data, dict[str, bytes]]:
    """Write what pages of a view in all languages give along, and its files by path."""
    record, view = found.record, replace(found.view, lang="en")
    table = tabulate_view(found)
    name = f"data/{name_view(record, view)}".removesuffix("-en")
    paths = {form: f"{name}-agreements.{form}" for form in ("csv", "xlsx")}
    about = describe_card(record, view, base_url).caption
    posts = {
        language: write_posts(
            found, language, write_link(replace(view, lang=language), record.bounds, base_url)
        )
        for language in LANGUAGES
    }
    files = {paths["csv"]: write_csv(table), paths["xlsx"]: write_xlsx(table, found, about)}
    return Data(paths, len(table), posts), files
