"""Command line: `python -m geo card|flyer|film|site|panel|story|publish|health`.

What a command draws with is imported by it alone: `health` is asked every minute.
"""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from geo.address import read_address
from geo.cards.shapes import FORMATS, PAPERS, SHAPES
from geo.edition import ROOT, TABLES, read_edition
from geo.file_names import name_film, name_flyer, name_picture
from geo.files import write_whole
from geo.films import formats as films
from geo.program import MODELS, REACHES
from geo.view import LEVELS, MEASURES
from geo.words.caption import describe_card
from geo.words.credits import choose_site, is_local
from geo.words.language import LANGUAGES

CARD_EXAMPLES = """examples:
  python -m geo card --out country.png
  python -m geo card --place FL --out pictures/
  python -m geo card --place FL --shape square --lang es --out florida.png
  python -m geo card --place 12001 --date 2025-03-01 --out alachua.svg
  python -m geo card --place 21117.39061 --name "Both banks" --out region.png
  python -m geo card --since 2025-01-20 --shape a4 --out changes.pdf
  python -m geo card --shape portrait --scale 2 --headline "Ours" --credit "Daily News" --out a.png
  python -m geo card --place GA --credit "Daily News" --logo news.png --out georgia.png
  python -m geo card --place TX --transparent --out map.svg
  python -m geo card --story growth.lapse --out lapse.png
  python -m geo card --level state --measure people --models task_force --out states.png
"""
FLYER_EXAMPLES = """examples:
  python -m geo flyer --place FL --base-url https://example.org/atlas --out florida.pdf
  python -m geo flyer --place 12001 --lang es --paper letter --out alachua.pdf
"""
FILM_EXAMPLES = """examples:
  python -m geo film --since 2025-01-01 --out country.mp4
  python -m geo film --since 2025-01-01 --place TX --shape tall --seconds 12 --out texas.gif
"""
SITE_EXAMPLES = """examples:
  python -m geo site public --base-url https://example.org/atlas
"""
PANEL_EXAMPLES = """examples:
  python -m geo panel county_months.parquet
  python -m geo panel county_months.csv
"""
STORY_EXAMPLES = """examples:
  python -m geo story
  python -m geo story --lang es
"""
PUBLISH = """examples:
  python -m geo publish
"""
HEALTH = """examples:
  python -m geo health
"""


class OneLineParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message):
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> None:
    """Run one command; exit status 2 and one line on standard error for what cannot be."""
    parser = OneLineParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    card = _add_command(commands, _write_card, "card", "draw a picture of a view", CARD_EXAMPLES)
    flyer = _add_command(commands, _write_flyer, "flyer", "draw a page to print", FLYER_EXAMPLES)
    for command in (card, flyer):
        command.add_argument("--since", help="compare with this date, as 2025-01-20")
        command.add_argument("--level", help=f"one of {', '.join(LEVELS)}")
        command.add_argument("--measure", help=f"of the state level: {', '.join(MEASURES)}")
    flyer.add_argument("--paper", choices=PAPERS, default="letter")
    card.add_argument("--shape", choices=SHAPES, default="wide")
    card.add_argument("--scale", type=int, default=1, help="2: a PNG twice as wide and high")
    card.add_argument("--headline", default="", help="a headline above the Atlas's own")
    card.add_argument("--credit", default="", help="a line above the sources")
    card.add_argument("--logo", type=Path, help="a PNG or JPEG of at most 1 MB beside the credit")
    card.add_argument("--story", help="a step of a story, in its own view, as growth.lapse")
    card.add_argument("--transparent", action="store_true", help="the map alone, on no ground")
    film = _add_command(commands, _write_film, "film", "film a stretch of time", FILM_EXAMPLES)
    film.add_argument("--since", required=True, help="first day, as 2025-01-01")
    film.add_argument("--shape", choices=films.SHAPES, default="square")
    film.add_argument("--seconds", type=_read_seconds, default=20, help="4 to 120 (default 20)")
    for command, formats in ((card, FORMATS), (flyer, ("pdf",)), (film, films.FORMATS)):
        command.add_argument("--date", help="date shown, as 2026-07-20 (default: newest list)")
        command.add_argument(
            "--place", help="a state as FL, a county's GEOID, or some joined by dots: a region"
        )
        command.add_argument("--name", help="what a region is called")
        command.add_argument("--models", help=f"some of {'.'.join(MODELS)}, joined by dots")
        command.add_argument("--reach", help=f"one of {', '.join(REACHES)}")
        command.add_argument("--lang", help=f"one of {', '.join(LANGUAGES)}")
        command.add_argument(
            "--base-url",
            default="",
            help="address of the page, to print (default: $ATLAS_SITE, else none)",
        )
        command.add_argument(
            "--out",
            required=True,
            type=Path,
            help=f"file to write: .{', .'.join(formats)}; in a folder its name tells the view",
        )
    site = _add_command(commands, _write_site, "site", "write the static site", SITE_EXAMPLES)
    site.add_argument("out", type=Path, help="folder to write")
    site.add_argument("--base-url", required=True, help="address the folder will be served at")
    panel = _add_command(
        commands, _write_panel, "panel", "tabulate every county and month", PANEL_EXAMPLES
    )
    panel.add_argument("out", type=Path, help="file to write: .csv, .zip (of it), .parquet")
    story = _add_command(
        commands, _tell_stories, "story", "check stories, tell them", STORY_EXAMPLES
    )
    story.add_argument("--lang", choices=LANGUAGES, default="en")
    _add_command(commands, _publish, "publish", "make the map's files for our own server", PUBLISH)
    _add_command(commands, _check_health, "health", "say whether the record is whole", HEALTH)
    chosen = parser.parse_args(arguments)
    try:
        chosen.run(chosen)
    except (ValueError, OSError) as error:
        commands.choices[chosen.command].error(_explain(error, chosen))


def _add_command(commands, run, name, summary, examples):
    command = commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def _explain(error, chosen):
    """Say in one line what was wrong; of a file with its name first."""
    if isinstance(error, OSError) and error.strerror:
        # A disk that fills up names no file.
        return f"{error.filename or getattr(chosen, 'out', 'static')}: {error.strerror}"
    return " ".join(str(error).split())


def _write_card(chosen):
    from geo.cards.card import draw_card
    from geo.record import read_record

    form = _read_format(chosen.out, FORMATS)
    record = read_record()
    view = _read_compared_view(chosen, record)
    base = _choose_base(chosen)
    logo = _read_logo(chosen.logo) if chosen.logo else b""
    own = (chosen.scale, chosen.headline, chosen.credit, chosen.transparent, logo)
    own_words = bool(chosen.headline or chosen.credit or logo)
    name = name_picture(
        record, view, chosen.shape, form, chosen.scale, own_words, chosen.transparent
    )
    card = draw_card(record, view, chosen.shape, form, base, *own)
    write_whole(_choose_file(chosen.out, name), card)
    print(describe_card(record, view, base).alt)


def _read_logo(file):
    """Read the file of a logo, as a picture made anew."""
    from geo.cards.logo import MOST_BYTES, LogoError, read_logo

    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    try:
        return read_logo(content)
    except LogoError as error:
        raise ValueError(f"--logo {file}: {error}") from error


def _write_flyer(chosen):
    from geo.cards.flyer import draw_flyer
    from geo.record import read_record

    _read_format(chosen.out, ("pdf",))
    record = read_record()
    view = _read_compared_view(chosen, record)
    base = _choose_base(chosen)
    out = _choose_file(chosen.out, name_flyer(record, view, chosen.paper))
    write_whole(out, draw_flyer(record, view, chosen.paper, base))
    print(describe_card(record, view, base).alt)


def _read_compared_view(chosen, record):
    options = ["date", "place", "name", "models", "reach", "lang", "level", "measure"]
    # A flyer is of no step.
    options += ["story"] if "story" in chosen else []
    view = _read_view(chosen, options, record)
    if chosen.since:
        view = replace(view, compare=_read_date("since", chosen.since, record))
        if view.compare == view.date:
            raise ValueError(f"--since {view.compare}: expected another date than the one shown")
    return view


def _choose_base(chosen):
    """Choose the address to print: what is asked for, unless nobody else could open it."""
    return choose_site("") if is_local(chosen.base_url) else chosen.base_url


def _write_film(chosen):
    from geo.films.film import EncodingError, draw_film
    from geo.record import read_record

    form = _read_format(chosen.out, films.FORMATS)
    record = read_record()
    view = _read_view(chosen, ("date", "place", "name", "models", "reach", "lang"), record)
    since = _read_date("since", chosen.since, record)
    name = name_film(record, view, since, chosen.shape, form, chosen.seconds)
    out = _choose_file(chosen.out, name)
    with tqdm(unit="frame", desc=out.name, disable=None) as bar:

        def show(done, total):
            bar.total = total
            bar.update(done - bar.n)

        wanted = (chosen.shape, form, _choose_base(chosen), chosen.seconds)
        try:
            film = draw_film(record, view, since, *wanted, show)
        except EncodingError as error:
            raise ValueError(str(error)) from error
    write_whole(out, film)


def _write_site(chosen):
    from geo.site.build import build_site

    build_site(chosen.out, chosen.base_url)


def _write_panel(chosen):
    from geo.county_months import FORMATS, tabulate_county_months, write_county_months
    from geo.record import read_record

    form = _read_format(chosen.out, FORMATS)
    table = tabulate_county_months(read_record())
    write_whole(chosen.out, write_county_months(table, form))
    print(f"{len(table):,} rows, {table['month'].min()} to {table['month'].max()}")


def _tell_stories(chosen):
    """Tell every story as readers have it, once it has been checked in all languages."""
    from geo.record import read_record
    from geo.stories.telling import tell_story
    from geo.stories.texts import read_stories

    record = read_record()
    for story in read_stories():
        told = {language: tell_story(record, story, language) for language in LANGUAGES}
        print(f"{story.title[chosen.lang]} ({story.file})")
        for step in told[chosen.lang]:
            print(f"\n?story={step.key}\n{step.title}\n{step.text}")
            for source in step.sources:
                print(f"  {source.title} {source.date} {source.url}")


def _publish(chosen):
    """Make what the first visitor would wait for otherwise."""
    from geo.figure.prepared import prepare_figure

    prepare_figure()


def _check_health(chosen):
    """Hold the files that readers' records are made from to their manifests."""
    read_edition(ROOT / "data", TABLES)
    read_edition(ROOT / "shapefiles")
    print("the record is whole: its tables and boundaries are as their manifests say.")


def _read_view(chosen, options, record):
    """Read the view of some options by the rules of the page's address."""
    params = {name: getattr(chosen, name) for name in options if getattr(chosen, name)}
    if "place" in params:
        params["place"] = params["place"].upper()
    view, notices = read_address(params, record.bounds)
    if notices:
        if params.get("lang") in LANGUAGES:
            # The command line speaks English.
            _, notices = read_address(params | {"lang": "en"}, record.bounds)
        raise ValueError("; ".join(notice.replace(" in the address", "") for notice in notices))
    return view


def _read_date(name, text, record):
    chosen = argparse.Namespace(date=text)
    try:
        return _read_view(chosen, ("date",), record).date
    except ValueError as error:
        raise ValueError(str(error).replace("date=", f"{name}=", 1)) from None


def _read_seconds(text):
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 4 <= seconds <= 120:
        raise argparse.ArgumentTypeError(f"{text!r}; expected 4 to 120")
    return seconds


def _choose_file(out, name):
    """Choose the file to write: in a folder by the name of the view."""
    return out / name if out.is_dir() else out


def _read_format(out, formats):
    """Read the format from a file's name; in a folder it is the first."""
    is_folder = out.is_dir()
    form = next(iter(formats)) if is_folder else out.suffix.lstrip(".").lower()
    if form not in formats:
        raise ValueError(f"{out}: expected a name that ends in .{', .'.join(formats)}")
    folder = out if is_folder else out.parent
    if not folder.is_dir():
        raise ValueError(f"{out}: there is no folder {folder}")
    try:
        # Before minutes are spent on a film that has no place.
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise ValueError(f"{out}: can't write there: {error.strerror}") from error
    return form


if __name__ == "__main__":
    sys.exit(main())
