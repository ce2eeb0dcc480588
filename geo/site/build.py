"""The static site: the playback map and a page for each state and county, for any web host."""

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from geo.figure.bundle import bundle_modules
from geo.figure.publish import BROWSER, EMBED, PAGE
from geo.record import read_record
from geo.site.agencies import write_agencies_file
from geo.site.changes import write_changes_files
from geo.site.downloads import write_downloads
from geo.site.facts import collect_facts
from geo.site.feeds import collect_changes, name_feed, write_feed
from geo.site.folder import replace_site
from geo.site.map import publish_map
from geo.site.pages import write_pages
from geo.site.places import draw_places
from geo.site.policy import put_policy
from geo.site.style import write_style
from geo.site.writer import PageWriter, Site
from geo.words.language import LANGUAGES, N_
from geo.words.names import Phrases
from geo.words.templates import render_template


def build_site(
    out: str | Path,
    base_url: str,
    places: Sequence[str] = (),
    languages: Sequence[str] = tuple(LANGUAGES),
) -> list[str]:
    """Write the static site into a folder, in place of an earlier one.

    `base_url` is where the site will be served: addresses that other hosts read (pictures, feeds,
    the sitemap) are whole, all others relative, so that the site opens from a disk as well.
    `places` narrows the pages, feeds and pictures to the codes of some states and counties;
    `languages` the same to those. Equal tables give equal bytes. Returns the paths written. Raises
    ValueError for an address that is not one of the web, a code that is none of a state or of a
    county that ever had an agreement, or a folder that holds something else.
    """
    base_url = _check_address(base_url)
    record = read_record()
    facts = collect_facts(record)
    states, counties = _choose_places(places, facts)
    with replace_site(out) as folder:
        site = _publish_shared(folder, record, states, counties, languages, base_url)
        with draw_places(record, site, ["", *states, *counties]) as drawn:
            files = write_downloads(folder, record)
            rows = write_changes_files(folder, record)
            rows["agencies"] = write_agencies_file(folder, record)
            _write_feeds(folder, record, site)
            country = next(drawn)
            for language in languages:
                writer = PageWriter(record, site, language)
                folder.write(f"{writer.home}embed.js", EMBED.read_bytes())
                pictures, sharing = country.pictures[language], country.shared[language]
                for path, text in write_pages(writer, record, pictures, sharing, files, rows):
                    folder.write(path, text)
            for place in itertools.chain([country], drawn):
                for path, content in place.files.items():
                    folder.write(path, content)
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


def _choose_places(places, facts):
    """Choose the codes of the states and counties that have pages: all where none are named."""
    unknown = sorted(set(places) - set(facts.states) - set(facts.counties))
    if unknown:
        raise ValueError(
            f"places: {', '.join(unknown)}; expected USPS codes, as FL, and GEOIDs of counties "
            "that ever had an agreement"
        )
    return tuple(
        sorted(code for code in known if not places or code in places)
        for known in (facts.states, facts.counties)
    )


def _publish_shared(folder, record, states, counties, languages, base_url):
    """Publish the files that pages load; each has a hash of its content in its name."""
    codes = json.dumps([*states, *counties], separators=(",", ":"))
    known = f"window.atlas=Object.assign(window.atlas||{{}},{{pages:{codes}}});\n"
    return Site(
        base_url=base_url,
        style=folder.write_hashed("assets/site.css", write_style()),
        script=folder.write_hashed("assets/page.js", known + bundle_modules(PAGE, "atlas")),
        icon=folder.write_hashed("assets/icon.png", (BROWSER / "icon.png").read_bytes()),
        map=publish_map(record, folder, languages),
        states=states,
        counties=frozenset(counties),
        languages=languages,
    )


def _write_feeds(folder, record, site):
    changes = collect_changes(record.agreements, record.absorbed)
    for language in site.languages:
        phrases = Phrases(record, language)
        for code in ("", *site.states):
            here = changes[changes["state"] == code] if code else changes
            name = phrases.name_state(code, False) if code else phrases.say(N_("United States"))
            feed = write_feed(here, code, name, site.base_url, record.last, language)
            folder.write(name_feed(code, language), feed)


def _write_robots(folder, record, base_url):
    """Write robots.txt and the sitemap of the pages that searches should find."""
    folder.write("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base_url}sitemap.xml\n")
    hidden = ("embed.html", "404.html")
    pages = [path for path in folder.paths if path.endswith(".html") and not path.endswith(hidden)]
    addresses = [base_url + path for path in pages]
    sitemap = render_template("sitemap.xml.j2", "en", addresses=addresses, changed=record.last)
    folder.write("sitemap.xml", sitemap)
