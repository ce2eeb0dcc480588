"""The share dialog: a picture, a film, texts, and code to embed or cite the view on screen."""

import html
import math
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.films import formats as films
from geo.films.job import FilmJob
from geo.record import Record
from geo.studio.studio import STUDIO, DrawingError
from geo.view import RANGES, View, find_start
from geo.words.caption import describe_card
from geo.words.credits import choose_site, write_link
from geo.words.language import LANGUAGES, format_date, format_share, load_translations

SHAPES = {"wide": "1200 × 675", "square": "1080 × 1080", "tall": "1080 × 1920"}
PRINTS = {
    "svg": ("SVG", "wide", "image/svg+xml"),
    "a4": ("PDF A4", "a4", "application/pdf"),
    "letter": ("PDF Letter", "letter", "application/pdf"),
}
FILM_SECONDS = (8, 20, 40, 60)
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
    if shown.at and not st.toggle(say("The part of the map on screen"), value=True, key="as_seen"):
        view = replace(view, at="")
    shape = shape or "wide"
    described = describe_card(record, view, base)
    try:
        with st.spinner(say("Drawing the picture")):
            card = STUDIO.draw_card(record, view, shape, "png", base)
    except DrawingError:
        st.error(say("The picture could not be drawn. Try again in a minute."))
    else:
        _show_picture(record, view, shape, base, card, described.alt)
    st.caption(say("Alternative text"))
    st.code(described.alt, language=None, wrap_lines=True)
    st.caption(say("Caption"))
    st.code(described.caption, language=None, wrap_lines=True)


def _show_picture(record, view, shape, base, card, alt):
    width = {"wide": 640, "square": 420, "tall": 280}[shape]
    st.image(card, width=width, output_format="PNG", alt=alt)
    name = _name_file(view)
    buttons = st.columns(4)
    buttons[0].download_button(
        "PNG", card, f"{name}-{shape}.png", "image/png", on_click="ignore", width="stretch"
    )
    for column, (label, form, mime) in zip(buttons[1:], PRINTS.values(), strict=True):
        kind = mime.rsplit("/")[-1].split("+")[0]
        column.download_button(
            label,
            lambda form=form, kind=kind: STUDIO.draw_card(record, view, form, kind, base),
            f"{name}-{form}.{kind}",
            mime,
            on_click="ignore",
            width="stretch",
        )


def _offer_film(record, shown, base, say):
    if shown.compare or shown.level == "state" or record.places[shown.place].is_county:
        st.info(
            say(
                "A film shows the counties of the country or of a state through time. Choose "
                "counties, no comparison, and a state or the whole country."
            )
        )
        return
    columns = st.columns(4)
    starts = {name: max(find_start(name), record.first) for name in RANGES}
    stretch = columns[0].selectbox(
        say("From"),
        list(starts),
        index=list(starts).index(shown.range),
        format_func=lambda name: format_date(starts[name], shown.lang),
    )
    shape = columns[1].selectbox(
        say("Shape"), list(SHAPES), index=1, format_func=SHAPES.__getitem__
    )
    form = columns[2].selectbox(say("Format"), list(films.FORMATS), format_func=str.upper)
    seconds = columns[3].selectbox(
        say("Length"), FILM_SECONDS, index=1, format_func=lambda seconds: f"{seconds} s"
    )
    since = starts[stretch]
    if since >= shown.date:
        st.info(say("The date on the map lies before that start: choose a later date."))
        return
    if st.button(say("Make the film"), key="make_film"):
        _cancel_film()
        view = replace(shown, present=False)
        job = st.session_state.film = FilmJob(f"{_name_file(view)}-{shape}.{form}", view)
        job.start(STUDIO, record, since, shape, form, base, seconds, _watch_reader())
    if "film" in st.session_state:
        _watch_film(say, shown.lang)


def _cancel_film():
    if "film" in st.session_state:
        st.session_state.film.cancel()
        del st.session_state.film


def _watch_reader() -> Callable[[], bool]:
    """Make a function that tells, on any thread, whether this reader has the page open."""
    context = get_script_run_ctx()
    if context is None or not runtime.exists():
        return lambda: True
    return lambda: runtime.get_instance().is_active_session(context.session_id)


@st.fragment(run_every=FILM_GLANCE_SECONDS)
def _watch_film(say, language):
    """Show how far the film is, or the film where it is of the view on screen.

    It runs by itself, also for a while after the reader has gone on to another view.
    """
    job = st.session_state.get("film")
    if job is None or job.was_given_up:
        st.caption(say("Cancelled."))
    elif job.content and job.view != replace(st.session_state.view, present=False):
        st.empty()
    elif job.has_failed:
        st.error(say("The film could not be drawn. Try again in a minute."))
    elif job.content is None:
        st.progress(job.share, _describe_progress(job, say, language))
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


def _describe_progress(job, say, language):
    if number := job.number:
        return say("Your film is number {number} in line").format(number=number)
    said = say("Drawing the film")
    if (left := job.seconds_left) is None:
        return said
    rest = say("{share}, about {seconds} s left")
    share = format_share(round(job.share, 2), language)
    return f"{said}: {rest.format(share=share, seconds=math.ceil(left))}"


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
    seen = view.at.replace(",", "_")
    parts = ["287g-atlas", view.place.lower(), seen, view.date.isoformat(), view.lang]
    return "-".join(part for part in parts if part)
