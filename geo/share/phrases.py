"""The names that the sentences of a card use."""

from dataclasses import dataclass

from geo.language import N_, format_number, load_translations
from geo.program import MODELS

MODEL_WORDS = {"jail": N_("Jail"), "warrant": N_("Warrant"), "task_force": N_("Task force")}

# The Census names of two territories are long, and three names take an article in a sentence.
SENTENCE_NAMES = {
    "DC": N_("the District of Columbia"),
    "MP": N_("the Northern Mariana Islands"),
    "VI": N_("the US Virgin Islands"),
}
SHORT_NAMES = {
    "DC": N_("District of Columbia"),
    "MP": N_("Northern Mariana Islands"),
    "VI": N_("US Virgin Islands"),
}

# How the counties of a state are counted: some of them, and all of them.
COUNTIES = (N_("{n} of {whose} {all} counties"), N_("all {all} of {whose} counties"))
# The same where the Census Bureau has other words for them.
AREAS = {
    "AK": (
        N_("{n} of {whose} {all} boroughs and census areas"),
        N_("all {all} of {whose} boroughs and census areas"),
    ),
    "AS": (
        N_("{n} of {whose} {all} districts and islands"),
        N_("all {all} of {whose} districts and islands"),
    ),
    "CT": (
        N_("{n} of {whose} {all} planning regions"),
        N_("all {all} of {whose} planning regions"),
    ),
    "LA": (N_("{n} of {whose} {all} parishes"), N_("all {all} of {whose} parishes")),
    "MP": (N_("{n} of {whose} {all} municipalities"), N_("all {all} of {whose} municipalities")),
    "PR": (N_("{n} of {whose} {all} municipios"), N_("all {all} of {whose} municipios")),
    "VA": (
        N_("{n} of {whose} {all} counties and cities"),
        N_("all {all} of {whose} counties and cities"),
    ),
    "VI": (N_("{n} of {whose} {all} islands"), N_("all {all} of {whose} islands")),
}
COUNTRY_AREAS = (
    N_("{n} of the country’s {all} counties"),
    N_("all {all} of the country’s counties"),
)

WHO = {
    "all": N_("local agencies"),
    "countywide": N_("countywide agencies"),
    "part": N_("agencies serving part of a county"),
}
NOBODY = {
    "all": N_("no local agency"),
    "countywide": N_("no countywide agency"),
    "part": N_("no agency serving part of a county"),
}
COUNTY_KINDS = (
    N_("{name} County"),
    N_("{name} Parish"),
    N_("{name} Borough"),
    N_("{name} Census Area"),
    N_("{name} City and Borough"),
    N_("{name} Municipio"),
    N_("{name} Municipality"),
    N_("{name} Planning Region"),
    N_("{name} District"),
    N_("{name} Island"),
    N_("{name} city"),
)


@dataclass(frozen=True)
class Phrases:
    """The names of one record's places, in one language."""

    record: object
    language: str

    def say(self, message, **values):
        """Translate a text and fill in its values."""
        return load_translations(self.language).gettext(message).format(**values)

    def count(self, one, many, n, **values):
        """Translate a text that depends on a number, which it may print as {n}."""
        text = load_translations(self.language).ngettext(one, many, n)
        return text.format(n=self.number(n), **values)

    def number(self, n):
        """Write a whole number."""
        return format_number(n, self.language)

    def name_state(self, state, in_sentence=True):
        """Name a state, with its article where a sentence needs one."""
        names = SENTENCE_NAMES if in_sentence else SHORT_NAMES
        return self.say(names.get(state) or self.record.state_names[state])

    def name_county(self, geoid, in_sentence=False):
        """Name a county with its kind, as Alachua County; in a sentence, with an article."""
        row = self.record.counties.set_index("geoid").loc[geoid]
        kind = row["namelsad"].removeprefix(row["name"])
        pattern = "{name}" + kind
        if not row["namelsad"].startswith(row["name"]) or pattern not in COUNTY_KINDS:
            return row["namelsad"]
        if in_sentence:
            pattern = load_translations(self.language).pgettext("in a sentence", pattern)
            return pattern.format(name=row["name"])
        return self.say(pattern, name=row["name"])

    def name_place(self, place):
        """Name a state, or a county with its state, as in a sentence; blank for the country."""
        if len(place) != 5:
            return self.name_state(place) if place else ""
        return self.say(
            N_("{county}, {state}"),
            county=self.name_county(place, in_sentence=True),
            state=self.name_state(self.record.find_state(place), in_sentence=False),
        )

    def name_agreements(self, models):
        """Name 287(g) agreements, with their models where not all are meant."""
        if set(models) == set(MODELS):
            return self.say(N_("287(g) agreements"))
        chosen = ", ".join(self.say(MODEL_WORDS[model]).lower() for model in models)
        return self.say(N_("287(g) agreements ({models})"), models=chosen)

    def name_areas(self, state, n, everything):
        """Say how many of the counties of a state, or of the country, are meant."""
        some, every = AREAS.get(state, COUNTIES) if state else COUNTRY_AREAS
        name = self.name_state(state) if state else ""
        return self.say(
            every if n == everything else some,
            n=self.number(n),
            all=self.number(everything),
            state=name,
            whose=name + ("’" if name.endswith("s") else "’s"),
        )
