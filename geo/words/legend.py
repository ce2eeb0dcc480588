"""What the colours of a map mean, in words: on cards and in the figure."""

from geo.program import PART_BIT, list_models
from geo.view import View
from geo.words.language import N_
from geo.words.names import MODEL_WORDS, Phrases

CHANGE_WORDS = {
    "gained": N_("gained"),
    "lost": N_("lost"),
    "changed": N_("changed model"),
    "same": N_("no change"),
    "between": N_("had one in between"),
}
SHARE_WORDS = (
    N_("none"),
    N_("under 10%"),
    N_("10–25%"),
    N_("25–50%"),
    N_("50–75%"),
    N_("75% and more"),
)
NUMBER_WORDS = (
    N_("none"),
    N_("1–9"),
    N_("10–24"),
    N_("25–49"),
    N_("50–99"),
    N_("100 and more"),
)
# By what states are shaded by: the names of classes 0 to 5.
CLASS_WORDS = {"counties": SHARE_WORDS, "people": SHARE_WORDS, "agreements": NUMBER_WORDS}
# By what covers a county: solid, striped.
COVER_WORDS = {"countywide": N_("countywide"), "part": N_("in part only")}
NONE_WORD = N_("no local agreement")
NONE_CHOSEN_WORD = N_("none of these")
STATEWIDE_WORD = N_("statewide agreement")
TERRITORY_WORD = N_("territory-wide agreement")


def name_values(kind: str, view: View, phrases: Phrases) -> dict:
    """Name the values that fills of a kind (of `geo.shading.Fills`) can have, in legend order."""
    none = phrases.say(NONE_CHOSEN_WORD if view.narrowed else NONE_WORD)
    if kind == "class":
        return dict(enumerate(map(phrases.say, CLASS_WORDS[view.measure])))
    if kind == "change":
        return {change: phrases.say(word) for change, word in CHANGE_WORDS.items()} | {"none": none}
    names = {
        mixture: " + ".join(phrases.say(MODEL_WORDS[model]) for model in list_models(mixture))
        for mixture in range(1, 8)
    }
    partly = {
        mixture | PART_BIT: phrases.say(N_("{models}, in part only"), models=models)
        for mixture, models in names.items()
    }
    return names | partly | {0: none}
