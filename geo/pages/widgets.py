"""What Streamlit's own controls say, for which they take no word, in a language of the Atlas."""

from geo.words.language import N_, load_translations

# As Streamlit writes them; what changes stands in braces.
WIDGET_TEXTS = (
    N_("No results"),
    N_("You can only select up to {n} options. Remove an option first."),
    N_("Open"),
    N_("Remove {name}"),
    N_("Selected values"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Clear entry"),
    N_("Clear date"),
    N_("Choose date"),
    N_("Choose date, {month}"),
    N_("Previous month"),
    N_("Next month"),
    N_("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    N_("Press Enter to apply"),
    N_("Close"),
    N_("File must be {size} or smaller."),
    N_("{type} files are not allowed."),
)


def translate_widgets(language: str) -> dict[str, str]:
    """Translate what Streamlit's controls say: texts by Streamlit's; none in its own language."""
    say = load_translations(language).gettext
    return {text: say(text) for text in WIDGET_TEXTS if say(text) != text}
