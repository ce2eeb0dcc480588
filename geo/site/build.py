"""The static site: the playback map and a page for each state, for any web host."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from geo.figure.bundle import bundle_modules
from geo.figure.publish import BROWSER, SEARCH
from geo.record import read_record
from geo.site.downloads import write_downloads
from geo.site.facts import collect_state_facts
from geo.site.feeds import collect_changes, write_feed
from geo.site.folder import replace_site
from geo.site.map import publish_map
from geo.site.pages import Site, write_pages
from geo.site.pictures import write_cards
from geo.site.policy import put_policy
from geo.site.style import write_style
from geo.words.language import LANGUAGES
from geo.words.templates import render_template


def build_site(
    out: str | Path,
    base_url: str,
    states: Sequence[str] = (),
    languages: Sequence[str] = tuple(LANGUAGES),
) -> list[str]:
    """Write the static site into a folder, in place of an earlier one.

    `base_url` is where the site will be served: addresses that other hosts read (cards, feeds,
    the sitemap) are whole, all others relative, so that the site opens from a disk as well.
    `states` narrows the pages, feeds and cards to some USPS codes; `languages` the pages and
    cards. Equal tables give equal bytes. Returns the paths written. Raises
    ValueError for an address that is not one of the web, a code that is no state, or a folder
    that holds something else.
    """
    base_url = _check_address(base_url)
    record = read_record()
    codes = _check_states(states or record.states["state"], record)
    with replace_site(out) as folder:
        shown = [state for state in collect_state_facts(record) if state.code in codes]
        site = _publish_shared(folder, record, shown, languages, base_url)
        files = write_downloads(folder, record)
        _write_feeds(folder, record, codes, base_url)
        cards = write_cards(folder, record, ["", *codes], languages, base_url)
        for language in languages:
            write_pages(folder, record, site, shown, cards, files, language, languages)
        folder.write("404.html", put_policy(render_template("404.html.j2", "en", site=site)))
        _write_robots(folder, record, base_url)
        return folder.paths


def _check_address(base_url):
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(
            f"base URL {base_url!r}; expected where the site will be served, "
            "as https://example.org/atlas"
        )
    return base_url.rstrip("/") + "/"


def _check_states(states, record):
    unknown = sorted(set(states) - set(record.states["state"]))
    if unknown:
        raise ValueError(f"states: {', '.join(unknown)}; expected USPS codes, as FL")
    return sorted(states)


def _publish_shared(folder, record, states, languages, base_url):
    """Publish the files that pages load; each has a hash of its content in its name."""
    return Site(
        base_url=base_url,
        style=folder.write_hashed("assets/site.css", write_style()),
        search=folder.write_hashed("assets/search.js", bundle_modules(SEARCH, "atlas")),
        icon=folder.write_hashed("assets/icon.png", (BROWSER / "icon.png").read_bytes()),
        map=publish_map(record, folder, languages),
    )


def _write_feeds(folder, record, codes, base_url):
    changes = collect_changes(record.agreements, record.absorbed)
    names = {"US": "United States"} | {code: record.state_names[code] for code in codes}
    for code, name in names.items():
        here = changes if code == "US" else changes[changes["state"] == code]
        feed = write_feed(here, code, name, base_url, record.last)
        folder.write(f"feeds/{code.lower()}.xml", feed)


def _write_robots(folder, record, base_url):
    """Write robots.txt and the sitemap of the pages that searches should find."""
    folder.write("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base_url}sitemap.xml\n")
    hidden = ("embed.html", "404.html")
    pages = [path for path in folder.paths if path.endswith(".html") and not path.endswith(hidden)]
    addresses = [base_url + path for path in pages]
    sitemap = render_template("sitemap.xml.j2", "en", addresses=addresses, changed=record.last)
    folder.write("sitemap.xml", sitemap)
