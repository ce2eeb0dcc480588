"""The browser's catalogue: every text that the figure's scripts show, in one language.

English is the original; what the texts are in other languages stands in locale/*/figure.po. A
text is found by its name (geo/figure/browser/rules/language.js), values in braces are filled in
there. A pair is for one and for other numbers, more forms where a language has them.
"""

import re

from babel import Locale
from babel.dates import get_month_names

from geo.guide.texts import read_texts
from geo.program import MODELS
from geo.view import MEASURES
from geo.words.language import (
    DATE_FORMATS,
    LOCALES,
    N_,
    P_,
    SHORT_DATE_FORMATS,
    load_translations,
)
from geo.words.legend import (
    CHANGE_WORDS,
    CLASS_WORDS,
    COVER_WORDS,
    NONE_CHOSEN_WORD,
    NONE_WORD,
    STATEWIDE_WORD,
)
from geo.words.life import LIFE_WORDS, PROOF_WORDS
from geo.words.names import MEMBER, MODEL_WORDS, MORE_MEMBERS, PAIR, TELL_OF_INS

# Keys of guide/terms.toml.
EXPLAINED = ("agency", "in_force", "statewide")
FIGURE = {
    "title": N_("Where local police hold agreements with ICE"),
    "titleOf": N_("Local police agreements with ICE: {place}"),
    "model.jail": N_("Jail enforcement model"),
    "model.warrant": N_("Warrant service officer"),
    "model.task_force": N_("Task force model"),
    **{f"short.{model}": MODEL_WORDS[model] for model in MODELS},
    "models": N_("Program models shown"),
    "region": P_(
        "{models}: {n} county countywide, {part} in part only",
        "{models}: {n} counties countywide, {part} in part only",
    ),
    **{f"cover.{reach}": word for reach, word in COVER_WORDS.items()},
    "none": NONE_WORD,
    "noneChosen": NONE_CHOSEN_WORD,
    "unknown": N_("no list known"),
    "statewide": STATEWIDE_WORD,
    **{f"change.{change}": word for change, word in CHANGE_WORDS.items()},
    **{
        f"class.{measure}.{number}": name
        for measure in MEASURES
        for number, name in enumerate(CLASS_WORDS[measure])
    },
    "levels": N_("Show by"),
    "level.county": N_("Counties"),
    "level.state": N_("States"),
    "reaches": N_("Agencies"),
    "reach.all": N_("All local"),
    "reach.countywide": N_("Countywide"),
    "reach.part": N_("Part of a county"),
    "hint.all": N_("Every local agency"),
    "hint.countywide": N_(
        "Sheriffs, county jails and county police, which cover their whole county"
    ),
    "hint.part": N_("City, town, campus and other police, which cover a part of a county"),
    "measures": N_("Shade by"),
    "measure.counties": N_("Share of counties"),
    "measure.people": N_("Share of people"),
    "measure.agreements": N_("Number of agreements"),
    "search": N_("Place, agency or ZIP code"),
    "search.loading": N_("Loading the names"),
    "search.failed": N_("The names could not be loaded. Type again to try once more."),
    "search.nothing": N_("Nothing found"),
    "search.people": N_("{share} of the people of {name}"),
    "search.land": N_("{share} of the land of {name}"),
    "whole": N_("Whole country"),
    # The subtitle: what is counted, and how and when it is shown.
    "counted.all": N_("287(g) agreements{kinds}"),
    "counted.countywide": N_("287(g) agreements{kinds} of countywide agencies"),
    "counted.part": N_("287(g) agreements{kinds} of agencies that cover a part of a county"),
    "subtitle.changes": N_("{counted}: counties that changed from {since} to {date}"),
    "subtitle.county": N_("{counted} in force on {date}, by county and program model"),
    "subtitle.counties": N_(
        "{counted} in force on {date}: share of counties with local agreements, by state"
    ),
    "subtitle.people": N_(
        "{counted} in force on {date}: "
        "share of people living in a county with local agreements, by state"
    ),
    "subtitle.agreements": N_("{counted} in force on {date}: number of agreements, by state"),
    "age.ins": TELL_OF_INS,
    "silent": N_("No list between {since} and {until} is held here."),
    "number.local": P_("local agreement in force", "local agreements in force"),
    "number.ofThese": P_("of these agreements in force", "of these agreements in force"),
    "number.on": N_("local, on {date}"),
    "number.statewide": P_("agreement statewide", "agreements statewide"),
    "number.statewide.territory": P_("agreement territory-wide", "agreements territory-wide"),
    "number.people": N_("people live here"),
    "number.covered": P_("of {n} county has any", "of {n} counties have any"),
    "note.agenciesHere": P_("{n} agency", "{n} agencies"),
    "note.of": N_("of {state}"),
    "note.inState": N_("in {state}"),
    "number.agreements": P_("agreement in force", "agreements in force"),
    "note.agreements": N_("{local}, {statewide}"),
    "note.local": P_("{n} local", "{n} local"),
    "note.statewide": P_("{n} statewide", "{n} statewide"),
    "note.statewide.territory": P_("{n} territory-wide", "{n} territory-wide"),
    "number.agencies": P_("agency", "agencies"),
    "note.agencies": P_("in {n} state", "in {n} states, territories"),
    "number.countywide": P_("county countywide", "counties countywide"),
    "number.part": P_("county in part only", "counties in part only"),
    "note.people": N_("{share} of people"),
    "note.leftOut": N_("left out"),
    "number.gained": P_("county gained", "counties gained"),
    "number.lost": P_("county lost", "counties lost"),
    "number.changed": P_("county changed model", "counties changed model"),
    "number.same": P_("county without change", "counties without change"),
    "here.countywide": N_("{model}, countywide"),
    "here.part": N_("{model}, a part of the county"),
    "here.partOf": N_("{agency}: {model}, a part of the county"),
    "here.more": P_("{n} more agency", "{n} more agencies"),
    "here.noCountywide": N_("No countywide agency"),
    "here.noCountywideChosen": N_("None of these countywide"),
    "here.local": P_("{n} local agreement", "{n} local agreements"),
    "here.none": N_("No local agreement in force"),
    "here.noneChosen": N_("None of these in force"),
    "here.statewide": P_(
        "{n} statewide agreement of {state}", "{n} statewide agreements of {state}"
    ),
    "here.statewide.territory": P_(
        "{n} territory-wide agreement of {state}", "{n} territory-wide agreements of {state}"
    ),
    "here.unknown": N_("No list of ICE covers this date"),
    "here.counties": N_("{covered} of {all} counties with local agreements"),
    "here.people": N_("{share} of people live there"),
    "source": N_(
        "Source: ICE list of participating agencies, {date} ({rows} rows, {list}) and earlier "
        "lists; boundaries and population: US Census Bureau; cities: GeoNames. 287(g) Atlas"
    ),
    "source.copied": N_(
        "Source: ICE list of participating agencies, {date} ({rows} rows, {list}; copy by "
        "MigrantUSA, CC BY 4.0) and earlier lists; boundaries and population: US Census Bureau; "
        "cities: GeoNames. 287(g) Atlas"
    ),
    "source.past": N_(
        "Source: ICE list of participating agencies, {date} ({rows} rows, {list}), and the lists "
        "around it; boundaries and population: US Census Bureau; cities: GeoNames. 287(g) Atlas"
    ),
    "source.early": N_(
        "Source: rosters of ICE’s page and reports of the time, and a compilation by "
        "deportationdata/ice-287g; boundaries and population: US Census Bureau; "
        "cities: GeoNames. 287(g) Atlas"
    ),
    "map": N_("Map of the counties of the United States. Arrow keys move it, plus and minus zoom."),
    "zoomIn": N_("Zoom in"),
    "zoomOut": N_("Zoom out"),
    "play": N_("Play"),
    "pause": N_("Pause"),
    "step.backMonth": N_("Back one month"),
    "step.back": N_("Back one day"),
    "step.forward": N_("Forward one day"),
    "step.forwardMonth": N_("Forward one month"),
    "step.next": N_("Next change"),
    "date": N_("Date"),
    "ranges": N_("Stretch of time"),
    "range": N_("since {start}"),
    "speed": N_("Speed"),
    "compare": N_("Compare"),
    "compareWith": N_("Compare with"),
    "stopComparing": N_("Stop comparing"),
    "present": N_("Present: hide the page around the map"),
    "stopPresenting": N_("Leave the present view"),
    "slider": N_("Date shown on the map"),
    "slider.date": P_("{date}, {n} agreement in force", "{date}, {n} agreements in force"),
    "track": N_("Agreements in force"),
    "track.of": N_("Agreements in force in {place}"),
    "gap": N_("no list held here"),
    "gap.between": N_("No list between those of {since} and {until} is held here"),
    "zoom": N_("How much time the track shows"),
    "zoom.in": N_("See less time, closer"),
    "zoom.out": N_("See more time"),
    "zoom.whole": N_("See the whole stretch"),
    "zoom.drag": N_("Drag to see a part of the time closer"),
    "about": N_(
        "Under section 287(g) of US law, ICE lets local and state officers do immigration work."
    ),
    # The map in a frame of another page.
    "embed.open": N_("Open the 287(g) Atlas"),
    "embed.pages": N_("Pages"),
    "embed.close": N_("Close"),
    "embed.back": N_("Back to {place}"),
    "embed.wheel": N_("Hold Ctrl to zoom the map with the wheel"),
    "embed.fingers": N_("Two fingers move the map"),
    "table.state": N_("State or territory"),
    "table.change": N_("Change"),
    "options": N_("Filters and legend"),
    "done": N_("Done"),
    # How old the newest day is.
    "age": N_("Newest list held: {date}."),
    "age.reported": N_("ICE has since reported {n} agreements ({date})."),
    "panel.more": P_(
        "At least {n} more was signed by {date}: rings on the map.",
        "At least {n} more were signed by {date}: rings on the map.",
    ),
    "key.dots": N_("statewide, dots by model"),
    "key.since": N_("signed since the newest list"),
    "unusable": N_("{text} in the address can't be used and is left out."),
    # What officers may do under each model.
    "explain.jail": N_(
        "Trained officers in a jail question people held there about their immigration status, "
        "tell ICE, and may begin their case."
    ),
    "explain.warrant": N_(
        "Trained officers in a jail serve ICE’s own warrants on people held there; "
        "they do not question them about their status."
    ),
    "explain.task_force": N_(
        "Trained officers may enforce immigration law, arrests included, on patrol and in the "
        "field, under ICE’s supervision."
    ),
    # Words that explain themselves, as on the page About.
    **{f"term.{key}": read_texts("terms")[key]["meaning"] for key in EXPLAINED},
    # The panel beside the map.
    "panel": N_("The place in view"),
    "panel.loading": N_("Loading the agreements"),
    "panel.missing": N_("The agreements of this state could not be loaded."),
    "panel.retry": N_("Try again"),
    "panel.country": N_("The whole country"),
    "panel.inForce": P_("{n} agreement in force on {date}.", "{n} agreements in force on {date}."),
    "panel.choose": N_("Choose a county on the map, or search for one, to see its agreements."),
    "panel.silent": N_(
        "No list between those of {since} and {until} is held here: shown is what these two and "
        "others say."
    ),
    "panel.agreements": N_("Agreements"),
    "panel.counties": N_("Counties"),
    "panel.most": N_("Most agreements"),
    "panel.moreStates": P_("{n} more state or territory", "{n} more states and territories"),
    "panel.none": N_("No agreement is in force on this date under the models and reach shown."),
    "panel.elsewhere": N_(
        "A county without colour may still work with ICE in other ways, which no list shows."
    ),
    "panel.localHere": P_(
        "{n} local agreement in force on {date}", "{n} local agreements in force on {date}"
    ),
    "panel.people": N_("{n} people"),
    "panel.page": N_("Everything on {state}"),
    # A region, and the way to make one.
    "region.member": MEMBER,
    "region.pair": PAIR,
    "region.more": MORE_MEMBERS,
    "region.make": N_("Build a region"),
    "region.making": N_("Choose places to add or take out."),
    "region.full": N_("This region has all of its {most} places: take one out to add another."),
    "region.change": N_("Add or take out counties"),
    "region.members": P_("{n} member", "{n} members"),
    "region.remove": N_("Take {name} out"),
    "region.name": N_("Name this region"),
    "region.beside": P_("{n} county beside it", "{n} counties beside it"),
    "region.apart": N_("Not counted here: {list}"),
    "note.ofStates": N_("of its {n} states"),
    "panel.narrowed": N_("Only the models and reach chosen above are listed."),
    "panel.showAll": N_("Show all"),
    "panel.noneChosen": N_("None of the models and reach chosen is in force on this date."),
    "panel.noLocal": N_(
        "No local agency here is known to have an agreement in force on this date."
    ),
    "panel.countywide": N_("Countywide"),
    "panel.noCountywide": N_("No countywide agency is known to have an agreement on this date."),
    "panel.part": N_("A part of the county"),
    "panel.unlocated": N_("County not known"),
    "panel.also": N_("also in {names}"),
    "panel.filter": N_("Filter by county or agency"),
    "panel.since": N_("Signed since the newest list"),
    "panel.sinceNote": N_(
        "ICE has published these signed agreements; no list held here shows them yet. They are "
        "not counted, and there are more."
    ),
    "panel.unlisted": N_("Not on the list of {date}"),
    "panel.statewide": N_("Statewide in {state}"),
    "panel.coverState": N_("These agencies cover the whole state; they are not counted above."),
    "panel.coverCounty": N_(
        "These agencies cover every county of the state; they are not counted above."
    ),
    "panel.noStatewide": N_("No statewide agency has an agreement in force on this date."),
    "panel.statewide.territory": N_("Territory-wide in {state}"),
    "panel.coverState.territory": N_(
        "These agencies cover the whole territory; they are not counted above."
    ),
    "panel.coverCounty.territory": N_(
        "These agencies cover every part of the territory; they are not counted above."
    ),
    "panel.noStatewide.territory": N_(
        "No territory-wide agency has an agreement in force on this date."
    ),
    "panel.past": P_("{n} that ended before", "{n} that ended before"),
    "panel.signed": N_("signed {date}"),
    "panel.unsigned": N_("signing date not known"),
    "panel.memorandum": N_("signed agreement (PDF)"),
    "panel.source": N_("Source"),
    **{f"life.{name}": words for name, words in LIFE_WORDS.items()},
    **{f"proof.{name}": words for name, words in PROOF_WORDS.items()},
    "panel.neighbours": N_("Neighboring counties"),
    "panel.county": N_("County"),
    "panel.agencies": N_("Agencies"),
    "panel.models": N_("Models"),
    "panel.sinceWhen": N_("Since"),
    "panel.laws": N_("Laws and orders of {state}"),
    "panel.events": N_("Milestones in {state}"),
    "panel.enacted": N_("Enacted {date}"),
    "panel.effective": N_("in effect {date}"),
    "law.requires": N_("requires agreements"),
    "law.encourages": N_("encourages agreements"),
    "law.limits": N_("limits agreements"),
    "law.prohibits": N_("prohibits agreements"),
    "law.ended_by_order": N_("ends agreements by order"),
    "panel.applications": P_("{n} application for an agreement", "{n} applications for agreements"),
    "panel.pendingOn": N_("on ICE’s list of pending applications on {first}"),
    "panel.pendingFrom": N_("on ICE’s lists of pending applications from {first} to {last}"),
    "outcome.signed": N_("signed since"),
    "outcome.pending": N_("still pending on the newest of them"),
    "outcome.vanished": N_("gone from them, and no agreement is known"),
    # A story beside the map.
    "story.follow": P_("Story: {title}, in {n} step", "Story: {title}, in {n} steps"),
    "story.step": N_("Step {n} of {all}"),
    "story.source": N_("Source: {source}"),
    "story.sources": N_("Sources: {source}"),
    "story.previous": N_("Previous"),
    "story.next": N_("Next"),
    "story.return": N_("Back to this step"),
    "story.leave": N_("Leave the story"),
    "story.failed": N_("The story could not be loaded."),
    # The panel of two dates.
    "panel.changes": N_("{name}: what changed"),
    "panel.between": N_("From {since} to {on}, by county, under the models and reach shown."),
    "panel.betweenHere": N_("From {since} to {on}, under the models and reach shown."),
    "panel.gained": P_(
        "Gained a local agreement: {n} county", "Gained a local agreement: {n} counties"
    ),
    "panel.lost": P_(
        "Lost all local agreements: {n} county", "Lost all local agreements: {n} counties"
    ),
    "panel.taskForce": P_("Added task force: {n} county", "Added task force: {n} counties"),
    "panel.jailToWarrant": P_(
        "Changed jail enforcement for warrant service: {n} county",
        "Changed jail enforcement for warrant service: {n} counties",
    ),
    "panel.changed": P_(
        "Changed models otherwise: {n} county", "Changed models otherwise: {n} counties"
    ),
    "panel.inBetween": P_(
        "Had one in between: {n} county",
        "Had one in between: {n} counties",
    ),
    "panel.became.gained": N_("Gained a local agreement."),
    "panel.became.lost": N_("Lost all local agreements."),
    "panel.became.taskForce": N_("Added the task force model."),
    "panel.became.jailToWarrant": N_("Changed the jail enforcement model for warrant service."),
    "panel.became.changed": N_("Changed its models."),
    "panel.became.between": N_("None on either date; had an agreement in between."),
    "panel.became.same": N_("The same models on both dates."),
    "panel.became.none": N_("No local agreement on either date, nor in between."),
    "panel.came": P_("{n} agreement began", "{n} agreements began"),
    "panel.went": P_("{n} agreement ended", "{n} agreements ended"),
    "panel.cameAndWent": P_("{n} began and ended in between", "{n} began and ended in between"),
}


def list_words(language: str, messages: dict = FIGURE) -> dict[str, str | dict[str, str]]:
    """List the texts of the figure, or some of them, in a language, by name.

    A text that depends on a number is a dict of forms by the categories of the language's plural
    rules (CLDR, as in the browser's Intl.PluralRules); "other" is for all without their own.
    """
    translations = load_translations(language)
    samples = _find_samples(language)
    return {
        name: translations.gettext(message)
        if isinstance(message, str)
        else _list_forms(translations, message, samples)
        for name, message in messages.items()
    }


def describe_search(language: str) -> dict:
    """Describe a language with the texts of the search box alone, for pages without a figure."""
    messages = {name: text for name, text in FIGURE.items() if name.split(".")[0] == "search"}
    return describe_language(language) | {"texts": list_words(language, messages)}


def describe_language(language: str) -> dict:
    """Describe how a language writes numbers and dates, as the browser reads it.

    `code`; `locale` for Intl; `date` and `shortDate`, patterns to fill in; `months` and
    `shortMonths`, their names.
    """
    months = {
        width: list(get_month_names(width, locale=language).values())
        for width in ("wide", "abbreviated")
    }
    return {
        "code": language,
        "locale": LOCALES[language].replace("_", "-"),
        "date": _write_pattern(DATE_FORMATS[language]),
        "shortDate": _write_pattern(SHORT_DATE_FORMATS[language]),
        "months": months["wide"],
        "shortMonths": months["abbreviated"],
    }


def _list_forms(translations, message, samples):
    one, many = message
    forms = {
        category: translations.ngettext(one, many, number) for category, number in samples.items()
    }
    return {
        category: text
        for category, text in forms.items()
        if category == "other" or text != forms["other"]
    }


def _find_samples(language):
    """Find a number for each plural category of a language."""
    rule = Locale(language).plural_form
    # Some languages have a category for whole millions.
    samples = {rule(number): number for number in (1_000_000, *range(200, -1, -1))}
    return {"other": samples.pop("other"), **samples}


def _write_pattern(pattern):
    """Turn babel's pattern of a date, as d 'de' MMMM, into one to fill in."""
    names = {"d": "{day}", "MMMM": "{month}", "MMM": "{month}", "y": "{year}"}
    return re.sub(r"'([^']*)'|[a-zA-Z]+", lambda part: part[1] or names[part[0]], pattern)
