"""What the dialog offers to look at: the picture of the view, in shapes named by their use."""

import html
import json
from dataclasses import dataclass

import streamlit as st

from geo.cards.logo import LogoError, read_logo
from geo.cards.shapes import CREDIT_CHARACTERS, HEADLINE_CHARACTERS, PAPERS, SHAPES
from geo.file_names import name_flyer, name_picture
from geo.pages.share.copying import Picture, show_picture
from geo.record import Record
from geo.studio.studio import STUDIO, DrawingError
from geo.view import View
from geo.words.caption import close_sentence, describe_card
from geo.words.language import N_, load_translations

USES = {
    "wide": N_("Article, link"),
    "square": N_("Post"),
    "portrait": N_("Tall post"),
    "tall": N_("Story"),
    "television": N_("Television"),
    "a4": N_("Print, A4"),
    "letter": N_("Print, Letter"),
}
PAPER_NAMES = {"a4": "A4", "letter": "Letter"}
# Of each file: its format, its scale, and what it is.
FILES = {
    "PNG": ("png", 1, "image/png"),
    "PNG, 2×": ("png", 2, "image/png"),
    "SVG": ("svg", 1, "image/svg+xml"),
    "PDF": ("pdf", 1, "application/pdf"),
}
# What the dialog shows of a picture at most, in pixels.
WIDEST, HIGHEST = 720, 500


@dataclass(frozen=True)
class Choice:
    """What a reader chose of a picture: its shape, own words and logo on it, or the map alone."""

    shape: str
    headline: str
    credit: str
    alone: bool
    logo: bytes

    def draw(self, record: Record, view: View, site: str, form: str = "png", scale: int = 1):
        """Draw the picture: the bytes of a file."""
        own = (scale, self.headline, self.credit, self.alone, self.logo)
        return STUDIO.draw_card(record, view, self.shape, form, site, *own)

    def name_file(self, record: Record, view: View, form: str = "png", scale: int = 1) -> str:
        """Name the file of the picture."""
        own_words = bool(self.headline or self.credit or self.logo)
        return name_picture(record, view, self.shape, form, scale, own_words, self.alone)


def offer_picture(record: Record, view: View, site: str, language: str) -> None:
    """Offer the picture of a view; `site` is the address to print on it, or blank."""
    say = load_translations(language).gettext
    with st.container(key="share_picture"):
        left, right = st.columns([3, 2], gap="medium")
        # In a container of their own the shapes go on in a second row where one is too short.
        with right, st.container():
            choice = _choose(say)
        try:
            with left, st.spinner(say("Drawing the picture")):
                card = _draw_shown(choice, record, view, site)
        except DrawingError:
            left.error(say("The picture could not be drawn. Try again in a minute."))
            return
        with left:
            _show(record, view, site, choice, card, language)
        with right:
            _offer_files(record, view, site, choice, say)


def _choose(say):
    """Let the reader choose the shape, and what else is on the picture."""
    usual = "square" if _is_on_phone() else "wide"
    shape = st.pills(
        say("For"),
        list(USES),
        format_func=lambda shape: say(USES[shape]),
        default=usual,
        key="card_shape",
    )
    with st.expander(say("Own words and logo, map alone")):
        headline = st.text_input(
            say("Own headline"), max_chars=HEADLINE_CHARACTERS, key="card_headline"
        )
        credit = st.text_input(
            say("Own credit line"), max_chars=CREDIT_CHARACTERS, key="card_credit"
        )
        logo = _take_logo(say)
        st.caption(say("The Atlas’s sources stay on the picture."))
        alone = st.checkbox(say("The map alone, on no ground"), key="card_alone")
    return Choice(shape or usual, headline.strip(), credit.strip(), alone, logo)


def _is_on_phone():
    """Tell whether the reader's browser says that it is a phone's."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def _take_logo(say):
    """Take the reader's logo, made anew; none, with the reason, where it can't be used."""
    # Streamlit names its buttons in English: here they are named for the eye, by uploader.js for
    # the ear.
    choose = say("Choose a file")
    name = json.dumps(choose, ensure_ascii=False)
    words = {"choose": choose, "another": say("Choose another file"), "remove": say("Remove")}
    told = " ".join(f'data-{key}="{html.escape(word)}"' for key, word in words.items())
    st.html(
        f'<style>[data-testid="stFileUploaderDropzone"] p::after {{ content: {name}; }}</style>'
        f'<span class="uploader-words" hidden {told}></span>'
    )
    label = say("Own logo: PNG or JPEG, up to 1 MB")
    kinds = ["png", "jpg", "jpeg"]
    file = st.file_uploader(label, kinds, key="card_logo", max_upload_size=1)
    if file is None:
        return b""
    try:
        return read_logo(file.getvalue())
    except LogoError as error:
        st.error(say(str(error)))
        return b""


def _draw_shown(choice, record, view, site):
    """Draw the picture shown; the studio keeps none with a logo, so that the session does."""
    if not choice.logo:
        st.session_state.pop("card_with_logo", None)
        return choice.draw(record, view, site)
    asked = (record.edition, view, site, choice)
    kept = st.session_state.get("card_with_logo")
    if kept is None or kept[0] != asked:
        kept = st.session_state.card_with_logo = asked, choice.draw(record, view, site)
    return kept[1]


def _show(record, view, site, choice, card, language):
    described, shape = describe_card(record, view, site), SHAPES[choice.shape]
    alt = described.alt
    if choice.headline and not choice.alone:
        alt = f"{close_sentence(choice.headline)} {alt}"
    scale = min(WIDEST / shape.width, HIGHEST / shape.height)
    size = shape.width * scale, shape.height * scale
    picture = Picture(card, *size, choice.name_file(record, view), alt, described.caption)
    show_picture(picture, view.lang, language)


def _offer_files(record, view, site, choice, say):
    _head(say("Download"))
    with st.container(horizontal=True, key="share_files"):
        for label, (form, scale, mime) in FILES.items():
            _offer_file(
                label,
                lambda form=form, scale=scale: choice.draw(record, view, site, form, scale),
                choice.name_file(record, view, form, scale),
                mime,
            )
    _head(say("Flyer, in English and Spanish"))
    with st.container(horizontal=True, key="share_flyers"):
        for paper in PAPERS:
            _offer_file(
                PAPER_NAMES[paper],
                lambda paper=paper: STUDIO.draw_flyer(record, view, paper, site),
                name_flyer(record, view, paper),
                "application/pdf",
            )


def _head(text):
    st.markdown(f"**{text}**")


def _offer_file(label, draw, file, mime):
    st.download_button(label, draw, file, mime, on_click="ignore")
