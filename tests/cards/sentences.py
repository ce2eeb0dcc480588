"""The sentences of cards in two languages, written a second time for the recount."""

ALL = ("jail", "warrant", "task_force")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
}
SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
}
AREA_REMARKS = {
    "en": {
        "countywide": "countywide or statewide",
        "part": "for part of a county, or statewide",
    },
    "es": {
        "countywide": "de todo el condado o estatales",
        "part": "de parte de un condado o estatales",
    },
}


def date_text(day, lang):
    month = MONTHS[lang].split()[day.month - 1]
    if lang == "en":
        return f"{month} {day.day}, {day.year}"
    return f"{day.day} de {month} de {day.year}"


def short_date_text(day, lang):
    month = SHORT_MONTHS[lang].split()[day.month - 1]
    return f"{month} {day.day}, {day.year}" if lang == "en" else f"{day.day} {month} {day.year}"


def number_text(n):
    return f"{n:,}"


def share_text(share):
    if 0 < share < 0.0005:
        return "<0.1%"
    return f"{share * 100:.1f}%" if 0 < share < 0.1 else f"{share * 100:.0f}%"


def _both(text):
    return (text, text)


def _tenses(key, now, then):
    return {f"{key}_now": now, f"{key}_then": then}


SENTENCES = {
    "en": {
        "models": {"jail": "jail", "warrant": "warrant", "task_force": "task force"},
        "ins": "the INS",
        "and": "and",
        "none": "none",
        "reach": {"countywide": "countywide", "part": "for part of a county"},
        "one": {
            "all": "one local agency",
            "countywide": "one countywide agency",
            "part": "one agency serving part of a county",
        },
        "some": {
            "all": "local agencies",
            "countywide": "countywide agencies",
            "part": "agencies serving part of a county",
        },
        "nobody": {
            "all": "no local agency",
            "countywide": "no countywide agency",
            "part": "no agency serving part of a county",
        },
        "one_agency": "one agency",
        "agencies": "agencies",
        "no_agency": "no agency",
        "local_agencies": ("{n} local agency", "{n} local agencies"),
        "one_agreement": "a 287(g) agreement{kinds}",
        "agreements": "287(g) agreements{kinds}",
        "local_agreements": "local 287(g) agreements{kinds}",
        "statewide": ("statewide agreement{kinds}", "statewide agreements{kinds}"),
        "territory": ("territory-wide agreement{kinds}", "territory-wide agreements{kinds}"),
        "a_part": "a part of {place}",
        "part_of": "part of {areas}",
        "and_part": "{areas} and in part of {n} more",
        **_tenses(
            "hold",
            (
                "As of {date}, {who} holds {what} with {ice} in {areas}",
                "As of {date}, {who} hold {what} with {ice} in {areas}",
            ),
            _both("On {date}, {who} held {what} with {ice} in {areas}"),
        ),
        **_tenses(
            "named",
            (
                "As of {date}, {who} holds {what} with {ice} in {areas}",
                "As of {date}, {who} hold {what} with {ice} in {areas}",
            ),
            _both("On {date}, {who} held {what} with {ice} in {areas}"),
        ),
        **_tenses(
            "nobody",
            "As of {date}, {who} holds {what} with {ice} in {place}",
            "On {date}, {who} held {what} with {ice} in {place}",
        ),
        **_tenses(
            "no_state",
            "As of {date}, {who} holds {what} with {ice}",
            "On {date}, {who} held {what} with {ice}",
        ),
        **_tenses(
            "states",
            (
                "As of {date}, {who} in {states} of {all} states and territories holds {what} "
                "with {ice}",
                "As of {date}, {who} in {states} of {all} states and territories hold {what} "
                "with {ice}",
            ),
            _both(
                "On {date}, {who} in {states} of {all} states and territories held {what} "
                "with {ice}"
            ),
        ),
        **_tenses(
            "in_force",
            ("{statewide} is in force", "{statewide} are in force"),
            ("{statewide} was in force", "{statewide} were in force"),
        ),
        "most": "the most: {state}, {value}",
        "share": "the largest share: {state}, {value}",
        "nobody_dates": "On {since} and on {date}, {who} held {what} with {ice} in {place}",
        "county_same": "{what} with {ice} in {place}, on {since} as on {date}: {after}",
        "county_changed": "{what} with {ice} in {place}: on {since}, {before}; on {date}, {after}",
        "rose": "Between {since} and {date}, the number of {areas} in {place} with {what} rose "
        "from {a} to {b}",
        "fell": "Between {since} and {date}, the number of {areas} in {place} with {what} fell "
        "from {a} to {b}",
        "swapped": _both(
            "Between {since} and {date}, {n} {areas} in {place} gained {what} and {n} lost theirs; "
            "on each date {b} had them"
        ),
        "area_same": "On {since} as on {date}, the same {b} {areas} in {place} had {what}",
        "models_changed": "; {n} changed model",
        "models_same": ", of the same models",
        "countywide": "{areas} with a countywide agency: {share} of people{year}",
        "part": "{areas} covered in part only: {share} of people{year}",
        "as_of": " as of {year}",
        "of_people": "{share} of people",
        "agency": ("agency", "agencies"),
        "in_states": ("in {n} state or territory", "in {n} states and territories"),
        "n_local": _both("{n} local"),
        "n_statewide": _both("{n} statewide"),
        "n_territory": _both("{n} territory-wide"),
        "apart": "apart from {statewide}",
        "in_force": ("agreement in force", "agreements in force"),
        "such": ("such agreement in force", "such agreements in force"),
        "of_these": _both("of these agreements in force"),
        "local_in_force": ("local agreement in force", "local agreements in force"),
        "people_all": "of people{year} live in a county with local agreements",
        "people_such": "of people{year} live in a county with such agreements",
        "people_part": "of people{year} live in a county with such agreements for a part of it",
        "people_whole": "{share} in one whose countywide agency has one",
        "people_briefest": "of people{year} in such counties",
        "people_brief": "of people{year} ({share} countywide)",
        "people": "people live in {place} ({year})",
        "areas_in": "{areas} in {place}",
        "what_in": "{what} in {place}",
        "n_agencies": ("{n} agency", "{n} agencies"),
        "n_of": "{n} of {all}",
        "around": "neighboring counties",
        "around_local": "neighboring counties with local agreements",
        "around_such": "neighboring counties with such agreements",
        "on_date": ("local agreement on {date}", "local agreements on {date}"),
        "these_on_date": _both("of these on {date}"),
        "gained": _both("{areas} gained agreements"),
        "lost": _both("{areas} lost theirs"),
        "changed": _both("{areas} changed model"),
        "trend": "{what}: from {a} on {since} to {b} on {date}.",
        "trend_all": "Agreements in force",
        "trend_local": "Local agreements in force",
        "trend_these": "These agreements in force",
        "trend_such": "Such agreements in force",
        "since": "{models} since {date}",
        "over": "{models} over by {date}",
        "both": "{models} on both dates",
        "more": ("and {n} more agency", "and {n} more agencies"),
        "colors": "Number of {areas} in {place} by color: {listed}.",
        "mix": {"jail": "Jail", "warrant": "Warrant", "task_force": "Task force"},
        "in_part": "{models}, in part only",
        "no_local": "no local agreement",
        "none_of": "none of these",
        "became": {
            "gained": "gained",
            "lost": "lost",
            "changed": "changed model",
            "same": "no change",
            "between": "had one in between",
        },
        "unlocated": (
            "{n} local agreement can’t be placed in a county.",
            "{n} local agreements can’t be placed in a county.",
        ),
        "population": "(population {year})",
    },
    "es": {
        "models": {"jail": "cárcel", "warrant": "órdenes", "task_force": "fuerza de tarea"},
        "ins": "el INS",
        "and": "y",
        "none": "ninguno",
        "reach": {"countywide": "de todo el condado", "part": "de parte de un condado"},
        "one": {
            "all": "una agencia local",
            "countywide": "una agencia con jurisdicción en todo el condado",
            "part": "una agencia con jurisdicción en parte de un condado",
        },
        "some": {
            "all": "agencias locales",
            "countywide": "agencias con jurisdicción en todo el condado",
            "part": "agencias con jurisdicción en parte de un condado",
        },
        "nobody": {
            "all": "ninguna agencia local",
            "countywide": "ninguna agencia con jurisdicción en todo el condado",
            "part": "ninguna agencia con jurisdicción en parte de un condado",
        },
        "one_agency": "una agencia",
        "agencies": "agencias",
        "no_agency": "ninguna agencia",
        "local_agencies": ("{n} agencia local", "{n} agencias locales"),
        "one_agreement": "un acuerdo 287(g){kinds}",
        "agreements": "acuerdos 287(g){kinds}",
        "local_agreements": "acuerdos locales 287(g){kinds}",
        "statewide": ("acuerdo estatal{kinds}", "acuerdos estatales{kinds}"),
        "territory": ("acuerdo territorial{kinds}", "acuerdos territoriales{kinds}"),
        "a_part": "{place} (solo en parte)",
        "part_of": "parte de {areas}",
        "and_part": "{areas} y en parte de {n} más",
        **_tenses(
            "hold",
            _both("Al {date} había {who} con {what} con {ice} en {areas}"),
            _both("El {date} había {who} con {what} con {ice} en {areas}"),
        ),
        **_tenses(
            "named",
            (
                "Al {date}, {who} tenía {what} con {ice} en {areas}",
                "Al {date}, {who} tenían {what} con {ice} en {areas}",
            ),
            (
                "El {date}, {who} tenía {what} con {ice} en {areas}",
                "El {date}, {who} tenían {what} con {ice} en {areas}",
            ),
        ),
        **_tenses(
            "nobody",
            "Al {date}, {who} tenía {what} con {ice} en {place}",
            "El {date}, {who} tenía {what} con {ice} en {place}",
        ),
        **_tenses(
            "no_state",
            "Al {date}, {who} tenía {what} con {ice}",
            "El {date}, {who} tenía {what} con {ice}",
        ),
        **_tenses(
            "states",
            _both(
                "Al {date} había {who} con {what} con {ice} en {states} de los {all} estados y "
                "territorios"
            ),
            _both(
                "El {date} había {who} con {what} con {ice} en {states} de los {all} estados y "
                "territorios"
            ),
        ),
        **_tenses(
            "in_force",
            ("había {statewide} vigente", "había {statewide} vigentes"),
            ("había {statewide} vigente", "había {statewide} vigentes"),
        ),
        "most": "el mayor número: {state}, {value}",
        "share": "la mayor proporción: {state}, {value}",
        "nobody_dates": "El {since} y el {date}, {who} tenía {what} con {ice} en {place}",
        "county_same": "{what} con {ice} en {place}, tanto el {since} como el {date}: {after}",
        "county_changed": "{what} con {ice} en {place}: el {since}, {before}; el {date}, {after}",
        "rose": "Entre el {since} y el {date}, el número de {areas} con {what} en {place} aumentó "
        "de {a} a {b}",
        "fell": "Entre el {since} y el {date}, el número de {areas} con {what} en {place} "
        "disminuyó de {a} a {b}",
        "swapped": (
            "Entre el {since} y el {date}, {n} {areas} de {place} pasó a tener {what} y {n} dejó "
            "de tenerlos; en cada fecha los había en {b}",
            "Entre el {since} y el {date}, {n} {areas} de {place} pasaron a tener {what} y {n} "
            "dejaron de tenerlos; en cada fecha los había en {b}",
        ),
        "area_same": "Tanto el {since} como el {date} había {what} en {b} {areas} de {place}",
        "models_changed": ", sin otros cambios que el modelo en {n}",
        "models_same": ", sin cambios de modelo",
        "countywide": "{areas} con agencia de todo el condado: {share} de la población{year}",
        "part": "{areas} solo en parte: {share} de la población{year}",
        "as_of": " (dato de {year})",
        "of_people": "{share} de la población",
        "agency": ("agencia", "agencias"),
        "in_states": ("en {n} estado o territorio", "en {n} estados y territorios"),
        "n_local": ("{n} local", "{n} locales"),
        "n_statewide": ("{n} estatal", "{n} estatales"),
        "n_territory": ("{n} territorial", "{n} territoriales"),
        "apart": "aparte de {statewide}",
        "in_force": ("acuerdo vigente", "acuerdos vigentes"),
        "such": ("acuerdo de este tipo vigente", "acuerdos de este tipo vigentes"),
        "of_these": ("de estos acuerdos, vigente", "de estos acuerdos, vigentes"),
        "local_in_force": ("acuerdo local vigente", "acuerdos locales vigentes"),
        "people_all": "de la población{year} vive en un condado con acuerdos locales",
        "people_such": "de la población{year} vive en un condado con estos acuerdos",
        "people_part": "de la población{year} vive en un condado con estos acuerdos para una parte",
        "people_whole": "{share} en uno cuya agencia de todo el condado lo tiene",
        "people_briefest": "de la población{year} en tales condados",
        "people_brief": "de la población{year} ({share}, de todo el condado)",
        "people": "personas viven en {place} ({year})",
        "areas_in": "{areas} en {place}",
        "what_in": "{what} en {place}",
        "n_agencies": ("{n} agencia", "{n} agencias"),
        "n_of": "{n} de {all}",
        "around": "condados vecinos",
        "around_local": "condados vecinos con acuerdos locales",
        "around_such": "condados vecinos con estos acuerdos",
        "on_date": ("acuerdo local el {date}", "acuerdos locales el {date}"),
        "these_on_date": _both("de estos el {date}"),
        "gained": ("{areas} que pasó a tener acuerdos", "{areas} que pasaron a tener acuerdos"),
        "lost": ("{areas} que dejó de tenerlos", "{areas} que dejaron de tenerlos"),
        "changed": ("{areas} que cambió de modelo", "{areas} que cambiaron de modelo"),
        "trend": "{what}: de {a} el {since} a {b} el {date}.",
        "trend_all": "Acuerdos vigentes",
        "trend_local": "Acuerdos locales vigentes",
        "trend_these": "Estos acuerdos, vigentes",
        "trend_such": "Acuerdos de este tipo vigentes",
        "since": "{models} desde el {date}",
        "over": "{models}, terminado para el {date}",
        "both": "{models} en ambas fechas",
        "more": ("y {n} agencia más", "y {n} agencias más"),
        "colors": "Número de {areas} por color en {place}: {listed}.",
        "mix": {"jail": "Cárcel", "warrant": "Órdenes", "task_force": "Fuerza de tarea"},
        "in_part": "{models}, solo en parte",
        "no_local": "sin acuerdo local",
        "none_of": "ninguno de estos",
        "became": {
            "gained": "pasó a tener",
            "lost": "dejó de tener",
            "changed": "otro modelo",
            "same": "sin cambios",
            "between": "tuvo uno entre medias",
        },
        "unlocated": (
            "{n} acuerdo local no se puede ubicar en un condado.",
            "{n} acuerdos locales no se pueden ubicar en un condado.",
        ),
        "population": "(población de {year})",
    },
}
