"""The words of the static site that its scripts fill in, in a language."""

from geo.program import NAMES
from geo.words.language import load_translations


def list_model_names(language):
    """List the names of the models in a language, by key."""
    _ = load_translations(language).gettext
    return {model: _(name) for model, name in NAMES.items()}


def list_panel_words(language):
    """List the words of the panel beside the map (geo/figure/browser/panel.js), by name.

    A pair is for one and for other numbers; names in braces are filled in by the panel.
    """
    translations = load_translations(language)
    _ = translations.gettext
    return {
        "country": _("The whole country"),
        "inForce": [
            _("{n} agreement in force on {date}."),
            _("{n} agreements in force on {date}."),
        ],
        "choose": _("Choose a county on the map, or search for one, to see its agreements."),
        "model": _("Model"),
        "agreements": _("Agreements"),
        "counties": _("Counties"),
        "most": _("Most agreements"),
        "none": _("No agreement is in force on this date under the models and reach shown."),
        "localHere": [
            _("{n} local agreement in force on {date}"),
            _("{n} local agreements in force on {date}"),
        ],
        "people": _("{n} people"),
        "statePage": _("Everything on {state}"),
        "noLocal": _("No local agency here is known to have an agreement in force on this date."),
        "unlocated": _("In {state}, county not known"),
        "statewide": _("Statewide in {state}"),
        "coverState": _("These agencies cover the whole state; they are not counted above."),
        "coverCounty": _(
            "These agencies cover every county of the state; they are not counted above."
        ),
        "noStatewide": _("No statewide agency has an agreement in force on this date."),
        "more": [_("{n} more"), _("{n} more")],
        "past": [
            translations.ngettext("{n} that ended before", "{n} that ended before", n)
            for n in (1, 2)
        ],
        "signed": _("signed {date}"),
        "unsigned": _("signing date not known"),
        "part": _("part of the county"),
        "listed": _("Listed {first} – {last}"),
        "anew": _("signed anew on {date}"),
        "over": _("no longer listed on {date}"),
        "row": _(", row "),
        "changes": _("{name}: what changed"),
        "between": _("From {since} to {on}, by county, under the models and reach shown."),
        "gained": [
            _("Gained a local agreement: {n} county"),
            _("Gained a local agreement: {n} counties"),
        ],
        "lost": [
            _("Lost all local agreements: {n} county"),
            _("Lost all local agreements: {n} counties"),
        ],
        "changed": [_("Changed model: {n} county"), _("Changed model: {n} counties")],
        "noChange": _("None."),
        "missing": _("The agreements of this state could not be loaded. Its page has them."),
        "unusable": _("{text} in the address can't be used and is left out."),
    }
