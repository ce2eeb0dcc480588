"""The names that sentences use: of models, reaches and places."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from geo.places import Region
from geo.program import MODELS, NAMES
from geo.record import Record
from geo.words.language import N_, P_, format_number, load_translations

# Before it agreements were with the Immigration and Naturalization Service.
ICE_SINCE = datetime.date(2003, 3, 1)
TELL_OF_INS = N_(
    "ICE began on {date}; before, agreements were with the Immigration and Naturalization Service "
    "(INS)."
)
# Where an agreement for all of it is not statewide.
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
MODEL_WORDS = {"jail": N_("Jail"), "warrant": N_("Warrant"), "task_force": N_("Task force")}

# The Census names of two territories are long.
SHORT_NAMES = {
    "Commonwealth of the Northern Mariana Islands": N_("Northern Mariana Islands"),
    "United States Virgin Islands": N_("US Virgin Islands"),
}
# Three names take an article in a sentence.
SENTENCE_NAMES = {
    "DC": N_("the District of Columbia"),
    "MP": N_("the Northern Mariana Islands"),
    "VI": N_("the US Virgin Islands"),
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

REGION_AREAS = (N_("{n} of the {all} {areas} in {place}"), N_("all {all} {areas} in {place}"))
# A region without a name of its own is named by its members, from a number on by the largest.
MOST_NAMED = 3
MEMBER, PAIR = N_("{county} ({state})"), N_("{a} and {b}")
MORE_MEMBERS = P_("{name} and {n} other", "{name} and {n} others")

# What the counties of a state are called, one and several.
AREA_NOUNS = {
    "AK": P_("borough or census area", "boroughs and census areas"),
    "AS": P_("district or island", "districts and islands"),
    "CT": P_("planning region", "planning regions"),
    "LA": P_("parish", "parishes"),
    "MP": P_("municipality", "municipalities"),
    "PR": P_("municipio", "municipios"),
    "VA": P_("county or city", "counties and cities"),
    "VI": P_("island", "islands"),
}
AREA_NOUN = P_("county", "counties")

# Who holds agreements: one agency, several, none; and local ones of a reach.
ONE_AGENCY, AGENCIES, NO_AGENCY = N_("one agency"), N_("agencies"), N_("no agency")
ONE = {
    "all": N_("one local agency"),
    "countywide": N_("one countywide agency"),
    "part": N_("one agency serving part of a county"),
}
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
# The same reach as a remark on local agreements, and on all of them.
LOCAL_REACH = {"countywide": N_("countywide"), "part": N_("for part of a county")}
ANY_REACH = {
    "countywide": N_("countywide or statewide"),
    "part": N_("for part of a county, or statewide"),
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


def name_state(name: str, language: str = "en") -> str:
    """Name a state or territory in a language, shortly, from its name in the shapefile."""
    return load_translations(language).gettext(SHORT_NAMES.get(name, name))


def describe_county_names(record: Record, language: str) -> dict[str, dict[str, str]]:
    """Describe how the browser names counties where they stand alone: from the names it has.

    `ends` are what comes of names that end in a kind, `{name}` for what stands before it; the
    longest counts. `others` are the names, by GEOID, that do not come out so.
    """
    phrases, say = Phrases(record, language), load_translations(language).gettext
    ends = {kind.removeprefix("{name}"): capitalize(say(kind)) for kind in COUNTY_KINDS}
    ends = {end: said for end, said in ends.items() if said != f"{{name}}{end}"}
    longest = sorted(ends, key=len, reverse=True)

    def write(printed):
        end = next((end for end in longest if printed.endswith(end)), None)
        return ends[end].format(name=printed.removesuffix(end)) if end else printed

    counties = zip(record.counties["geoid"], record.counties["namelsad"], strict=True)
    others = {
        geoid: said
        for geoid, printed in counties
        if (said := capitalize(phrases.name_county(geoid))) != write(printed)
    }
    return {"ends": ends, "others": others}


def list_model_names(language: str) -> dict[str, str]:
    """List the names of the models in a language, by key."""
    say = load_translations(language).gettext
    return {model: say(name) for model, name in NAMES.items()}


def capitalize(text: str) -> str:
    """Begin a text with a capital, and leave its other letters as they are."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Phrases:
    """The names of one record's places, in one language.

    `region` is what the reader calls the region that is told of, where it has a name of its own.
    """

    record: Record
    language: str
    region: str = ""

    def say(self, message: str, **values: object) -> str:
        """Translate a text and fill in its values."""
        return load_translations(self.language).gettext(message).format(**values)

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Translate a text that depends on a number, which it may print as {n}."""
        text = load_translations(self.language).ngettext(one, many, n)
        return text.format(n=self.number(n), **values)

    def number(self, n: int) -> str:
        """Write a whole number."""
        return format_number(n, self.language)

    def name_state(self, state: str, in_sentence: bool = True) -> str:
        """Name a state, with its article where a sentence needs one."""
        if in_sentence and state in SENTENCE_NAMES:
            return self.say(SENTENCE_NAMES[state])
        return name_state(self.record.places[state].name, self.language)

    def name_county(self, geoid: str, in_sentence: bool = False) -> str:
        """Name a county with its kind, as Alachua County; in a sentence, with an article."""
        county = self.record.places[geoid]
        pattern = "{name}" + county.name.removeprefix(county.short_name)
        if not county.name.startswith(county.short_name) or pattern not in COUNTY_KINDS:
            return county.name
        if in_sentence:
            pattern = load_translations(self.language).pgettext("in a sentence", pattern)
            return pattern.format(name=county.short_name)
        return self.say(pattern, name=county.short_name)

    def name_place(self, code: str) -> str:
        """Name the country, a state, a region, or a county with its state, as in a sentence."""
        place = self.record.places[code]
        if isinstance(place, Region):
            members = self.name_members(place, in_sentence=True)
            if self.region or not any(code.isdigit() for code in place.members):
                return self.region or members
            return self.say(N_("the region of {members}"), members=members)
        if not code:
            return self.say(N_("the United States"))
        if place.is_state or place.name == place.state_name:
            return self.name_state(place.state)
        return self.say(
            N_("{county}, {state}"),
            county=self.name_county(code, in_sentence=True),
            state=self.name_state(place.state, in_sentence=False),
        )

    def name_region(self, region: Region) -> str:
        """Name a region where it stands alone: by its own name, else by its members."""
        return self.region or self.name_members(region)

    def name_members(self, region: Region, in_sentence: bool = False) -> str:
        """Name the members of a region, the largest first: all of a few, else one and how many."""
        names = [self._name_member(code, in_sentence) for code in region.members[:MOST_NAMED]]
        others = len(region.members) - 1
        if others >= MOST_NAMED:
            return self.count(*MORE_MEMBERS, others, name=names[0])
        return self.join([", ".join(names[:-1]), names[-1]])

    def _name_member(self, code, in_sentence):
        place = self.record.places[code]
        if not place.is_county:
            return self.name_state(code, in_sentence)
        county = self.name_county(code, in_sentence)
        return self.say(MEMBER, county=county, state=place.state)

    def name_agreements(self, models: Sequence[str], n: int = 2, remark: str = "") -> str:
        """Name 287(g) agreements, with their models where not all are meant, and a remark."""
        kinds = self.name_kinds(models, remark)
        return self.count("287(g) agreement{kinds}", "287(g) agreements{kinds}", n, kinds=kinds)

    def name_one_agreement(self, models: Sequence[str], remark: str = "") -> str:
        """Name one 287(g) agreement as the object of a sentence."""
        return self.say(N_("a 287(g) agreement{kinds}"), kinds=self.name_kinds(models, remark))

    def name_local_agreements(self, models: Sequence[str], reach: str, n: int = 2) -> str:
        """Name local 287(g) agreements, with their models and reach where not all are meant."""
        kinds = self.name_kinds(models, self.say(LOCAL_REACH[reach]) if reach != "all" else "")
        return self.count(
            "local 287(g) agreement{kinds}", "local 287(g) agreements{kinds}", n, kinds=kinds
        )

    def name_kinds(self, models: Sequence[str], remark: str = "") -> str:
        """Name models where not all are meant, and a remark, in parentheses after a noun."""
        chosen = ", ".join(self.say(MODEL_WORDS[model]).lower() for model in models)
        kinds = [kind for kind in (chosen if set(models) != set(MODELS) else "", remark) if kind]
        return f" ({'; '.join(kinds)})" if kinds else ""

    def count_statewide(self, state: str, n: int, kinds: str = "") -> str:
        """Count statewide agreements, those of a territory by its own word."""
        return f"{self.number(n)} {self.name_statewide(state, n, kinds)}"

    def name_statewide(self, state: str, n: int, kinds: str = "") -> str:
        """Name a number of statewide agreements, those of a territory by its own word."""
        if state in TERRITORIES:
            one, many = P_("territory-wide agreement{kinds}", "territory-wide agreements{kinds}")
        else:
            one, many = P_("statewide agreement{kinds}", "statewide agreements{kinds}")
        return self.count(one, many, n, kinds=kinds)

    def count_statewide_ones(self, state: str, n: int) -> str:
        """Count statewide agreements, where what is counted has been said."""
        if state in TERRITORIES:
            return self.count("{n} territory-wide", "{n} territory-wide", n)
        return self.count("{n} statewide", "{n} statewide", n)

    def join(self, names: Sequence[str]) -> str:
        """Join one name or two."""
        return self.say(PAIR, a=names[0], b=names[1]) if names[1:] else names[0]

    def name_authority(self, on: datetime.date) -> str:
        """Name whom agreements were with on a day."""
        return "ICE" if on >= ICE_SINCE else self.say(N_("the INS"))

    def name_area_kind(self, state: str, n: int) -> str:
        """Name what the counties of a state, the country or a region are called, for a number."""
        place = self.record.places[state]
        if isinstance(place, Region) and len(place.states) == 1:
            state = place.states[0]
        one, many = AREA_NOUNS.get(state, AREA_NOUN)
        return self.count(one, many, n)

    def name_areas(self, state: str, n: int, everything: int) -> str:
        """Say how many of the counties of a state, the country or a region are meant."""
        if self.record.places[state].is_region:
            return self.say(
                REGION_AREAS[n == everything],
                n=self.number(n),
                all=self.number(everything),
                areas=self.name_area_kind(state, everything),
                place=self.name_place(state),
            )
        some, every = AREAS.get(state, COUNTIES) if state else COUNTRY_AREAS
        name = self.name_state(state) if state else ""
        return self.say(
            every if n == everything else some,
            n=self.number(n),
            all=self.number(everything),
            state=name,
            whose=name + ("’" if name.endswith("s") else "’s"),
        )
