"""What the dialog offers to look at: the picture of the view, in shapes named by their use."""

import streamlit as st

from geo.cards.shapes import SHAPES
from geo.file_names import name_view
from geo.pages.share.copying import Picture, show_picture
from geo.record import Record
from geo.studio.studio import STUDIO, DrawingError
from geo.view import View
from geo.words.caption import describe_card
from geo.words.language import N_, load_translations

USES = {
    "wide": N_("Article, link"),
    "square": N_("Post"),
    "tall": N_("Story"),
    "a4": N_("Print, A4"),
    "letter": N_("Print, Letter"),
}
MIMES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
# What the dialog shows of a picture at most, in pixels.
WIDEST, HIGHEST = 720, 480


def offer_picture(record: Record, view: View, site: str, language: str) -> None:
    """Offer the picture of a view; `site` is the address to print on it, or blank."""
    say = load_translations(language).gettext
    with st.container(key="share_picture"):
        left, right = st.columns([3, 2], gap="medium")
        with right:
            shape = _choose_shape(say)
        described = describe_card(record, view, site)
        name = f"{name_view(record, view)}-{shape}"
        try:
            with left, st.spinner(say("Drawing the picture")):
                card = STUDIO.draw_card(record, view, shape, "png", site)
        except DrawingError:
            left.error(say("The picture could not be drawn. Try again in a minute."))
            return
        with left:
            size = _fit(SHAPES[shape])
            picture = Picture(card, *size, f"{name}.png", described.alt, described.caption)
            show_picture(picture, view.lang, language)
        with right:
            _offer_files(record, view, shape, site, name, card, say)


def _choose_shape(say):
    return (
        st.pills(
            say("For"),
            list(USES),
            format_func=lambda shape: say(USES[shape]),
            default="wide",
            key="card_shape",
        )
        or "wide"
    )


def _fit(shape):
    """Fit a shape into the dialog: width and height."""
    scale = min(WIDEST / shape.width, HIGHEST / shape.height)
    return shape.width * scale, shape.height * scale


def _offer_files(record, view, shape, site, name, card, say):
    st.markdown(say("Download"))
    with st.container(horizontal=True, key="share_files"):
        for form, mime in MIMES.items():
            st.download_button(
                form.upper(),
                card
                if form == "png"
                else lambda form=form: STUDIO.draw_card(record, view, shape, form, site),
                f"{name}.{form}",
                mime,
                on_click="ignore",
            )
