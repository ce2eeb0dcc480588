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
from geo.pages.share.picture import USES
from geo.record import Record
from geo.studio.studio import STUDIO
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
        format_func=lambda name: format_date(starts[name], language),
    )
    shape = columns[1].selectbox(
        say("For"), list(films.SHAPES), index=1, format_func=lambda use: say(USES[use])
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
        job = FilmJob(name_film(record, shown, since, shape, form, seconds), shown)
        st.session_state.film = job
        job.start(STUDIO, record, since, shape, form, site, seconds, _watch_reader())
    if "film" in st.session_state:
        _watch_film(say, language)


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
    elif job.content and not _is_of(job.view, st.session_state.view):
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


def _is_of(filmed, shown):
    """Tell whether a film is of the view on screen, in whichever language and part of the map."""
    return replace(filmed, lang="", at="") == replace(shown, lang="", at="", present=False)


def _describe_progress(job, say, language):
    if number := job.number:
        return say("Your film is number {number} in line").format(number=number)
    said = say("Drawing the film")
    if (left := job.seconds_left) is None:
        return said
    rest = say("{share}, about {seconds} s left")
    share = format_share(round(job.share, 2), language)
    return f"{said}: {rest.format(share=share, seconds=math.ceil(left))}"
