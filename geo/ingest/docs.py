"""The counts in docs/data.md: how often each rule fired, written from the tables."""

from collections import Counter
from pathlib import Path

from geo.agreements import DATA, ROOT
from geo.ingest.agreement import History
from geo.ingest.checks import FIRST_LIST_YEAR, cut_detail
from geo.ingest.errors import SourceError
from geo.ingest.memoranda import find_contradictions
from geo.ingest.references import compare_references
from geo.ingest.since import read_since

PAGE = ROOT / "docs" / "data.md"
START, END = "<!-- counts: written from the tables -->", "<!-- end of counts -->"


def render_page(history: History, page: Path = PAGE, folder: Path = DATA) -> str:
    """Text of the page with the counts between its two marks replaced by those of a history.

    Raises SourceError when the page lacks one of the marks.
    """
    before, found, rest = page.read_text(encoding="utf-8").partition(START)
    _, closed, after = rest.partition(END)
    if not found or not closed:
        raise SourceError(f"{page}: expected the marks {START} and {END}. Put them back.")
    counts = render_counts(history, folder)
    return f"{before}{START}\n\n{counts}\n{END}{after}"


def render_counts(history: History, folder: Path = DATA) -> str:
    """Markdown tables of how often each rule fired in a history, and how its counts compare."""
    return "\n".join(
        [
            *_render("The record", "what", _count_record(history, folder)),
            *_render("Merges (`data/qa/merges.csv`)", "rule", _tally(history.merges, "rule")),
            *_render(
                "Differences between lists and record (`data/qa/differences.csv`)",
                "reason",
                _tally(history.differences, "reason"),
            ),
            *_render("How agencies were located", "rule and period", _count_located(history)),
            *_render("How agreements end", "end", _count_ends(history)),
            *_render(
                "Corrections (`data/corrections.csv`)", "field", _tally(history.uses, "field")
            ),
            *_render(
                "Rows of rosters of ICE's page, 2011 to 2017 (`data/qa/rosters.csv`)",
                "row and agreement",
                Counter(cut_detail(row.reason) or "agree" for row in history.rosters),
            ),
            *_render(
                "Facts published by others (`data/qa/attested.csv`)",
                "fact and fate",
                Counter(f"{one.what}: {cut_detail(one.fate)}" for one in history.attested),
            ),
            *_render(
                "Signings of the compilation before 2021 (`data/qa/early.csv`)",
                "fate",
                Counter(
                    f"{one.fate}: {cut_detail(one.reason)}".removesuffix(": ")
                    for one in history.early
                ),
            ),
            *_render(
                "File names of memoranda that contradict the record (`data/qa/memoranda.csv`)",
                "what",
                Counter(one.what for one in find_contradictions(history.agreements)),
            ),
            *_render_sources(history),
            *_render_references(history, folder),
        ]
    )


def _count_record(history, folder):
    absorbed = [known for known in history.lists if known.is_absorbed]
    several = {
        (one.agency_id, one.jurisdiction) for one in history.agreements if len(one.geoids) > 1
    }
    return {
        "agreements": len(history.agreements),
        "agencies": len({one.agency_id for one in history.agreements}),
        "agencies that serve several counties": len(several),
        "towns among them": sum(jurisdiction == "municipality" for _, jurisdiction in several),
        "lists absorbed": len(absorbed),
        "lists refused": len(history.lists) - len(absorbed),
        "rows of all lists": sum(known.rows for known in absorbed),
        "rows that differ from the record": len(history.differences),
        "doubtful names, not merged": len(history.candidates),
        "signed since the newest list, not counted": len(read_since(folder)),
    }


def _tally(rows, column):
    return Counter(getattr(row, column).split(":")[0] for row in rows)


def _count_located(history):
    counts = Counter()
    for agreement in history.agreements:
        period = "since" if agreement.last_listed_on >= FIRST_LIST_YEAR else "before"
        rule = "statewide" if agreement.statewide else agreement.located_by
        counts[f"{rule or 'unlocated'}, {period} 2021"] += 1
    return counts


def _count_ends(history):
    counts = Counter()
    for agreement in history.agreements:
        kind = "superseded" if "superseded" in agreement.flags else agreement.end_certainty
        counts[kind or "still listed"] += 1
    return counts


def _render(title, what, counts):
    rows = counts.items() if title == "The record" else sorted(counts.items())
    lines = [f"| {name} | {number:,} |" for name, number in rows]
    return [f"**{title}**", "", f"| {what} | number |", "|---|---:|", *lines, ""]


def _render_sources(history):
    rosters = [one for one in history.sources if one.kind == "roster"]
    lines = [
        f"| {one.source} | {one.title} | {one.dated_on} | {one.address} |"
        for one in history.sources
        if one.kind != "roster"
    ]
    return [
        f"**Sources besides the lists and {len(rosters)} captures of ICE's page "
        "(`data/sources.csv`)**",
        "",
        "| source | title | date | address |",
        "|---|---|---|---|",
        *lines,
        "",
    ]


def _render_references(history, folder):
    lines = []
    for compared in compare_references(history, folder):
        one = compared.reference
        lines.append(
            f"| {one.date} | {one.what} ({one.scope}) | {one.reported:,} "
            f"| {compared.recorded:,} | {compared.gap:+.1%} | {one.source} | {one.explanation} |"
        )
    return [
        "**Counts published by others (`data/qa/reference.csv`)**",
        "",
        "| date | what | reported | record | gap | source | explanation |",
        "|---|---|---:|---:|---:|---|---|",
        *lines,
        "",
    ]
