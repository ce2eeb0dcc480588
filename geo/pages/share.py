"""The share dialog: a picture, a film, texts, and code to embed or cite the view on screen."""

import html
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from geo.cards.card import draw_card
from geo.films import formats as films
from geo.films.job import FilmJob
from geo.record import Record
from geo.view import RANGES, View, find_start
from geo.words.caption import describe_card
from geo.words.credits import choose_site, write_link
from geo.words.language import LANGUAGES, format_date, load_translations

SHAPES = {"wide": "1200 × 675", "square": "1080 × 1080", "tall": "1080 × 1920"}
PRINTS = {
    "svg": ("SVG", "wide", "image/svg+xml"),
    "a4": ("PDF A4", "a4", "application/pdf"),
    "letter": ("PDF Letter", "letter", "application/pdf"),
}
FILM_SECONDS = 20
FILM_GLANCE_SECONDS = 1.0
MIMES = {"mp4": "video/mp4", "gif": "image/gif"}


def open_dialog(record: Record, shown: View) -> None:
    """Open the dialog for a view."""
    say = load_translations(shown.lang).gettext
    st.dialog(say("Share"), width="large")(_show_dialog)(record, shown)


def _show_dialog(record, shown):
    say = load_translations(shown.lang).gettext
    base = _find_base()
    # What is printed is for others, who can't open an address of this machine.
    site = choose_site(base)
    picture, film, embed = st.tabs([say("Picture"), say("Film"), say("Link, embed, cite")])
    with picture:
        _offer_picture(record, shown, site, say)
    with film:
        _offer_film(record, shown, site, say)
    with embed:
        _offer_codes(record, shown, site or base, say)


def _find_base():
    """The page's own address, without parameters."""
    scheme, host, path, _, _ = urlsplit(st.context.url or "")
    return urlunsplit((scheme, host, path, "", ""))


@st.cache_data(show_spinner=False, max_entries=64)
def _draw(_record, edition, view, shape, form, base):
    """Draw a card once for all who ask for it; `edition` stands for the record."""
    return draw_card(_record, view, shape, form, base)


def _offer_picture(record, shown, base, say):
    left, right = st.columns(2)
    shape = left.segmented_control(
        say("Shape"), list(SHAPES), format_func=SHAPES.__getitem__, default="wide", key="card_shape"
    )
    language = right.segmented_control(
        say("Language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        default=shown.lang,
        key="lang",
    )
    view = replace(shown, lang=language or shown.lang, present=False)
    shape = shape or "wide"
    edition = record.newest["sha256"]
    with st.spinner(say("Drawing the picture")):
        card = _draw(record, edition, view, shape, "png", base)
    described = describe_card(record, view, base)
    width = {"wide": 640, "square": 420, "tall": 280}[shape]
    st.image(card, width=width, output_format="PNG", alt=described.alt)
    name = _name_file(view)
    buttons = st.columns(4)
    buttons[0].download_button(
        "PNG", card, f"{name}-{shape}.png", "image/png", on_click="ignore", width="stretch"
    )
    for column, (label, form, mime) in zip(buttons[1:], PRINTS.values(), strict=True):
        kind = mime.rsplit("/")[-1].split("+")[0]
        column.download_button(
            label,
            lambda form=form, kind=kind: _draw(record, edition, view, form, kind, base),
            f"{name}-{form}.{kind}",
            mime,
            on_click="ignore",
            width="stretch",
        )
    st.caption(say("Alternative text"))
    st.code(described.alt, language=None, wrap_lines=True)
    st.caption(say("Caption"))
    st.code(described.caption, language=None, wrap_lines=True)


def _offer_film(record, shown, base, say):
    if shown.compare or shown.level == "state" or record.places[shown.place].is_county:
        st.info(
            say(
                "A film shows the counties of the country or of a state through time. Choose "
                "counties, no comparison, and a state or the whole country."
            )
        )
        return
    left, middle, right = st.columns(3)
    starts = {name: max(find_start(name), record.first) for name in RANGES}
    stretch = left.selectbox(
        say("From"),
        list(starts),
        index=list(starts).index(shown.range),
        format_func=lambda name: format_date(starts[name], shown.lang),
    )
    shape = middle.selectbox(say("Shape"), list(SHAPES), index=1, format_func=SHAPES.__getitem__)
    form = right.selectbox(say("Format"), list(films.FORMATS), format_func=str.upper)
    since = starts[stretch]
    if since >= shown.date:
        st.info(say("The date on the map lies before that start: choose a later date."))
        return
    if st.button(say("Make the film"), key="make_film"):
        _cancel_film()
        view = replace(shown, present=False)
        st.session_state.film = FilmJob(f"{_name_file(view)}-{shape}.{form}", view)
        st.session_state.film.start(record, since, shape, form, base, FILM_SECONDS)
    if "film" in st.session_state:
        _watch_film(say)


def _cancel_film():
    if "film" in st.session_state:
        st.session_state.film.cancel()
        del st.session_state.film


@st.fragment(run_every=FILM_GLANCE_SECONDS)
def _watch_film(say):
    """Show how far the film is, or the film where it is of the view on screen.

    It runs by itself, also for a while after the reader has gone on to another view.
    """
    job = st.session_state.get("film")
    if job is None:
        st.caption(say("Cancelled."))
    elif job.content and job.view != replace(st.session_state.view, present=False):
        st.empty()
    elif job.failure:
        st.error(say("The film could not be drawn"))
    elif job.content is None:
        st.progress(job.share, say("Drawing the film"))
        st.button(say("Cancel"), key="cancel_film", on_click=_cancel_film)
    else:
        if job.name.endswith("mp4"):
            st.video(job.content)
        else:
            st.image(job.content)
        st.download_button(
            say("Download the film"),
            job.content,
            job.name,
            MIMES[job.name[-3:]],
            on_click="ignore",
        )


def _offer_codes(record, shown, base, say):
    bounds = record.bounds
    link = write_link(replace(shown, present=False), bounds, base)
    embedded = write_link(replace(shown, present=True), bounds, base)
    title = describe_card(record, shown, base).caption
    st.caption(say("Link"))
    st.code(link, language=None, wrap_lines=True)
    if shown.date == bounds.last:
        moving = write_link(replace(shown, present=False), bounds, base, pinned=False)
        st.caption(say("Link, always of the newest list"))
        st.code(moving, language=None, wrap_lines=True)
    for name, address in (
        (say("Embed, with controls"), embedded),
        (say("Embed, without controls"), f"{embedded}&controls=0"),
    ):
        st.caption(name)
        st.code(
            f'<iframe src="{html.escape(address)}" width="100%" height="640" '
            'style="border:0" title="287(g) Atlas" loading="lazy"></iframe>',
            language="html",
            wrap_lines=True,
        )
    st.caption(say("Citation"))
    st.code(f"287(g) Atlas. {title}", language=None, wrap_lines=True)
    st.caption("BibTeX")
    st.code(
        "@misc{atlas287g,\n"
        "  title = {287(g) Atlas: agreements between ICE and local police},\n"
        f"  note = {{Record as of {record.last.isoformat()}, view of {shown.date.isoformat()}}},\n"
        f"  year = {{{record.last.year}}},\n"
        f"  url = {{{link}}}\n}}",
        language="bibtex",
        wrap_lines=True,
    )


def _name_file(view):
    parts = ["287g-atlas", view.place.lower(), view.date.isoformat(), view.lang]
    return "-".join(part for part in parts if part)
