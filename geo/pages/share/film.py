"""What the dialog offers to play: a film of a stretch of time, made while its reader waits."""

import math
from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.file_names import name_film
from geo.films import formats as films
from geo.films.job import FilmJob
from geo.films.text import describe_film
from geo.pages.share.copying import Text, show_texts
from geo.pages.share.picture import USES
from geo.record import Record
from geo.studio.studio import STUDIO, DrawingError
from geo.view import RANGES, View, find_start
from geo.words.language import format_date, format_share, load_translations

FILM_SECONDS = (8, 20, 40, 60)
FILM_GLANCE_SECONDS = 1.0
MIMES = {"mp4": "video/mp4", "gif": "image/gif"}


def offer_film(record: Record, shown: View, site: str, language: str) -> None:
    """Offer a film up to the day of a view; `site` is the address to print on it, or blank."""
    say = load_translations(language).gettext
    if shown.compare or shown.level == "state" or record.places[shown.place].is_county:
        st.info(
            say(
                "A film shows the counties of the country, of a state or of a region through "
                "time. Choose counties, no comparison, and one of these."
            )
        )
        return
    with st.container(key="share_film"):
        left, right = st.columns([2, 3], gap="medium")
        with left:
            since, shape, form, seconds = _choose(record, shown, language, say)
        if since >= shown.date:
            right.info(say("The date on the map lies before that start: choose a later date."))
            return
        if left.button(say("Make the film"), key="make_film"):
            _cancel_film()
            job = FilmJob(name_film(record, shown, since, shape, form, seconds), shown)
            st.session_state.film = job
            job.start(STUDIO, record, since, shape, form, site, seconds, _watch_reader())
        described = describe_film(record, shown, since, site)
        with right:
            is_asked = st.toggle(say("Show its first frame"), key="film_preview")
            poster = _draw_poster(record, shown, since, shape, site, say) if is_asked else None
            if "film" in st.session_state:
                _watch_film(say, language, poster, described.alt)
            else:
                _show_poster(poster, described.alt)
        texts = [
            Text(say("Caption"), described.caption),
            Text(say("Alternative text"), described.alt),
        ]
        show_texts(texts, shown.lang, language)


def _choose(record, shown, language, say):
    """Let the reader choose a film's first day, shape, format and length."""
    starts = {name: max(find_start(name), record.first) for name in RANGES}
    stretch = st.selectbox(
        say("From"),
        list(starts),
        index=list(starts).index(shown.range),
        format_func=lambda name: format_date(starts[name], language),
    )
    shape = st.selectbox(
        say("For"), list(films.SHAPES), index=1, format_func=lambda use: say(USES[use])
    )
    columns = st.columns(2)
    form = columns[0].selectbox(say("Format"), list(films.FORMATS), format_func=str.upper)
    seconds = columns[1].selectbox(
        say("Length"), FILM_SECONDS, index=1, format_func=lambda seconds: f"{seconds} s"
    )
    return starts[stretch], shape, form, seconds


def _draw_poster(record, shown, since, shape, site, say):
    try:
        with st.spinner(say("Drawing the picture")):
            return STUDIO.draw_poster(record, shown, since, shape, site)
    except DrawingError:
        # The film says so too, where it can't be drawn either.
        return None


def _show_poster(poster, alt):
    if poster:
        st.image(poster, output_format="PNG", alt=alt)


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
def _watch_film(say, language, poster, alt):
    """Show how far the film is, or the film where it is of the view on screen.

    It runs by itself, also for a while after the reader has gone on to another view.
    """
    job = st.session_state.get("film")
    if job is None or job.was_given_up:
        _show_poster(poster, alt)
        st.caption(say("Cancelled."))
    elif job.content and not _is_of(job.view, st.session_state.view):
        _show_poster(poster, alt)
    elif job.has_failed:
        st.error(say("The film could not be drawn. Try again in a minute."))
    elif job.content is None:
        _show_poster(poster, alt)
        st.progress(job.share, _describe_progress(job, say, language))
        st.button(say("Cancel"), key="cancel_film", on_click=_cancel_film)
    else:
        if job.name.endswith("mp4"):
            st.video(job.content)
        else:
            st.image(job.content, alt=alt)
        st.download_button(
            say("Download the film"),
            job.content,
            job.name,
            MIMES[job.name[-3:]],
            on_click="ignore",
        )


def _is_of(filmed, shown):
    """Tell whether a film is of the view on screen, in whichever language and part of the map."""
    film, screen = (replace(view, lang="", at="", story="") for view in (filmed, shown))
    return film == replace(screen, present=False)


def _describe_progress(job, say, language):
    if number := job.number:
        return say("Your film is number {number} in line").format(number=number)
    said = say("Drawing the film")
    if (left := job.seconds_left) is None:
        return said
    rest = say("{share}, about {seconds} s left")
    share = format_share(round(job.share, 2), language)
    return f"{said}: {rest.format(share=share, seconds=math.ceil(left))}"
