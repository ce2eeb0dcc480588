"""A second count of what cards say, from data/agreements.csv by plain Python.

It shares with the program only the names of places. Sentences are written here once more; where
the two differ, one of them is wrong.
"""

import datetime
from collections import Counter

from tests.cards.sentences import ALL, AREA_REMARKS, SENTENCES, date_text, number_text, share_text

TERRITORIES = {"AS", "GU", "MP", "PR", "VI"}
ICE = datetime.date(2003, 3, 1)
PEOPLE = datetime.date(2015, 1, 1)


class Recount:
    """What is to be said of one view."""

    def __init__(self, tables, view, phrases, homes, neighbours):
        """`homes` is the state of every county, `neighbours` those next to the view's county."""
        self.agreements, self.people = tables
        self.view, self.phrases, self.neighbours = view, phrases, neighbours
        self.lang = view.lang
        self.words = SENTENCES[view.lang]
        self.newest = phrases.record.last
        self.days = sorted({day for day in (view.date, view.compare) if day})
        self.compares = len(self.days) == 2
        self.county = view.place if view.place.isdigit() else ""
        self.state = homes[view.place] if self.county else view.place
        self.homes = {geoid: state for geoid, state in homes.items() if self.state in ("", state)}
        self.by_state = view.level == "state" and not self.compares
        self.narrowed = set(view.models) != set(ALL) or view.reach != "all"
        self.kind = [
            one
            for one in self.agreements
            if one.row["model"] in view.models
            and (one.statewide or view.reach in ("all", one.row["reach"]))
        ]
        self.now = self.select(self.days[-1])
        self.local = [one for one in self.now if not one.statewide]
        self.statewide = [one for one in self.now if one.statewide]
        ranks = self.by_state and not view.place
        self.mixes = not self.narrowed or (
            ranks and (view.reach == "all" or view.measure == "agreements")
        )
        self.counted = self.now if self.mixes else self.local
        self.whole, self.part = self.cover(self.days[-1])

    def select(self, day):
        """Those of the state or country in force on a day."""
        return [one for one in self.kind if one.holds(day) and self.state in ("", one.row["state"])]

    def cover(self, day):
        """Models by county of the countywide agencies, and of the others."""
        whole, part = {}, {}
        for one in self.kind:
            if one.holds(day):
                cover = whole if one.row["reach"] == "countywide" else part
                for geoid in one.geoids:
                    if geoid in self.homes:
                        cover.setdefault(geoid, set()).add(one.row["model"])
        return whole, part

    def find_here(self, day):
        return [one for one in self.kind if one.holds(day) and self.county in one.geoids]

    def say(self, key, how_many=None, /, **values):
        text = self.words[key]
        if how_many is not None:
            text = text[how_many != 1]
        return text.format(**values)

    def number(self, n):
        return number_text(n)

    def share(self, geoids):
        everyone = sum(self.people.get(geoid, (0, ""))[0] for geoid in self.homes)
        return share_text(sum(self.people.get(geoid, (0, ""))[0] for geoid in geoids) / everyone)

    def years(self, geoids):
        years = sorted({self.people[geoid][1] for geoid in geoids if geoid in self.people})
        return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"

    def name_agreements(self, n, remark="", local=False):
        models = ", ".join(
            self.words["models"][model] for model in ALL if model in self.view.models
        )
        kinds = [models] if set(self.view.models) != set(ALL) else []
        kinds += [remark] if remark else []
        kinds = f" ({'; '.join(kinds)})" if kinds else ""
        if local:
            return self.say("local_agreements", kinds=kinds)
        return self.say("one_agreement" if n == 1 else "agreements", kinds=kinds)

    def name_statewide(self, n, counted=True):
        kinds = self.name_agreements(2)
        kinds = kinds[kinds.index(" (", 5) :] if set(self.view.models) != set(ALL) else ""
        kinds = kinds.removeprefix(" 287(g)")
        key = "territory" if self.state in TERRITORIES else "statewide"
        name = self.say(key, n, kinds=kinds)
        return f"{self.number(n)} {name}" if counted else name

    # Headlines

    def headline(self):
        if self.compares:
            return self.compare_county() if self.county else self.compare_area()
        if self.county:
            return self.tell_county()
        return self.tell_states() if self.by_state and not self.view.place else self.tell_area()

    def fill(self, key, how_many=None, /, **values):
        tense = "now" if self.view.date == self.newest else "then"
        ice = "ICE" if self.view.date >= ICE else self.words["ins"]
        date = date_text(self.view.date, self.lang)
        return self.say(f"{key}_{tense}", how_many, date=date, ice=ice, **values)

    def nobody(self):
        place = self.phrases.name_place(self.view.place)
        who = self.words["nobody"][self.view.reach]
        return self.fill("nobody", who=who, what=self.name_agreements(2), place=place)

    def tell_area(self):
        agencies = {one.row["agency_id"] for one in self.local}
        whole, part = len(self.whole), len(self.part.keys() - self.whole.keys())
        if whole or part:
            everything, place = len(self.homes), self.phrases.name_place(self.state)
            areas = self.phrases.name_areas(self.state, whole or part, everything)
            if everything == 1:
                areas = place if whole else self.say("a_part", place=place)
            elif not whole:
                areas = self.say("part_of", areas=areas)
            elif part:
                areas = self.say("and_part", areas=areas, n=self.number(part))
            who = self.words["one" if len(agencies) == 1 else "some"][self.view.reach]
            what = self.name_agreements(len(self.local))
            return self.fill("hold", len(agencies), who=who, what=what, areas=areas)
        if self.statewide and not self.local:
            n = len(self.statewide)
            statewide = (
                self.phrases.number(n)
                + " "
                + self.say("territory" if self.state in TERRITORIES else "statewide", n, kinds="")
            )
            return self.fill_rest(n, statewide)
        return self.nobody()

    def fill_rest(self, n, statewide):
        tense = "now" if self.view.date == self.newest else "then"
        return f"{self.nobody()}; " + self.say(f"in_force_{tense}", n, statewide=statewide)

    def tell_states(self):
        agencies = {one.row["agency_id"] for one in self.counted}
        remark, who = "", self.words["one" if len(agencies) == 1 else "some"][self.view.reach]
        nobody = self.words["nobody"][self.view.reach]
        if self.mixes:
            remark = AREA_REMARKS[self.lang].get(self.view.reach, "")
            who, nobody = (
                self.words["one_agency" if len(agencies) == 1 else "agencies"],
                (self.words["no_agency"]),
            )
        what = self.name_agreements(len(self.counted), remark)
        if not agencies:
            return self.fill("no_state", who=nobody, what=self.name_agreements(2, remark))
        states = Counter(one.row["state"] for one in self.counted)
        text = self.fill(
            "states", len(agencies), who=who, what=what, states=len(states), all=self.count_states()
        )
        measured = self.measure()
        most = max(measured.values())
        leaders = [state for state, value in measured.items() if value == most]
        if len(leaders) > 1 or len(states) == 1 or not most:
            return text
        by_number = self.view.measure == "agreements"
        value = self.number(most) if by_number else share_text(most)
        state = self.phrases.name_state(leaders[0], False)
        return f"{text}; " + self.say("most" if by_number else "share", state=state, value=value)

    def count_states(self):
        return len(set(self.homes.values()))

    def measure(self):
        """What the states are shaded by."""
        if self.view.measure == "agreements":
            return Counter(one.row["state"] for one in self.now) + Counter()
        of_one = self.view.measure == "counties"
        everything, covered = Counter(), Counter()
        for geoid, state in self.homes.items():
            weight = 1 if of_one else self.people.get(geoid, (0, ""))[0]
            everything[state] += weight
            if geoid in self.whole or geoid in self.part:
                covered[state] += weight
        return {state: covered[state] / everything[state] for state in everything}

    def group(self, here):
        """Agencies by name, the countywide ones first: (name, agreements)."""
        groups = {}
        for one in here:
            groups.setdefault(one.row["agency_id"], []).append(one)
        named = [(groups[key][-1].name, groups[key]) for key in sorted(groups)]
        return sorted(
            named,
            key=lambda pair: (all(one.row["reach"] != "countywide" for one in pair[1]), pair[0]),
        )

    def tell_county(self):
        here = self.find_here(self.days[-1])
        if not here:
            return self.nobody()
        agencies = self.group(here)
        names = [name for name, _ in agencies]
        place = self.phrases.name_place(self.county)
        in_part = all(one.row["reach"] == "part" for one in here)
        areas = self.say("a_part", place=place) if in_part else place
        remark = self.words["reach"].get(self.view.reach, "")
        what = self.name_agreements(len(here), remark)
        if len(names) <= 2 and sum(map(len, names)) <= 75:
            names = f" {self.words['and']} ".join(names)
            return self.fill("named", len(agencies), who=names, what=what, areas=areas)
        who = self.say("local_agencies", len(agencies), n=len(agencies))
        return self.fill("hold", len(agencies), who=who, what=what, areas=areas)

    def name_holders(self, here):
        agencies = self.group(here)
        if not agencies:
            return self.words["none"]
        if len(agencies) > 2:
            return self.say("local_agencies", len(agencies), n=len(agencies))
        return f" {self.words['and']} ".join(
            f"{name} ({self.list_models(one.row['model'] for one in agreements)})"
            for name, agreements in agencies
        )

    def list_models(self, models):
        models = set(models)
        return ", ".join(self.words["models"][model] for model in ALL if model in models)

    def fill_dates(self, key, how_many=None, /, **values):
        since, on = (date_text(day, self.lang) for day in self.days)
        ice = "ICE" if self.days[-1] >= ICE else self.words["ins"]
        place = self.phrases.name_place(self.view.place)
        return self.say(key, how_many, since=since, date=on, ice=ice, place=place, **values)

    def name_local(self):
        return self.name_agreements(2, self.words["reach"].get(self.view.reach, ""), local=True)

    def compare_county(self):
        first, last = (self.find_here(day) for day in self.days)
        if not first and not last:
            return self.compare_nothing()
        keys = [
            {(one.row["agency_id"], one.row["model"]) for one in here} for here in (first, last)
        ]
        what = self.name_local()
        what = what[0].upper() + what[1:]
        after = self.name_holders(last)
        if keys[0] == keys[1]:
            return self.fill_dates("county_same", what=what, after=after)
        before = self.name_holders(first)
        return self.fill_dates("county_changed", what=what, before=before, after=after)

    def compare_nothing(self):
        who = self.words["nobody"][self.view.reach]
        return self.fill_dates("nobody_dates", who=who, what=self.name_agreements(2))

    def changes(self):
        """What became of every county."""
        (whole, part), (new_whole, new_part) = (self.cover(day) for day in self.days)
        became = {}
        for geoid in self.homes:
            before = whole.get(geoid, set()) | part.get(geoid, set())
            after = new_whole.get(geoid, set()) | new_part.get(geoid, set())
            if before == after:
                became[geoid] = "same" if before else "none"
                if not before and self.was_between(geoid):
                    became[geoid] = "between"
            else:
                became[geoid] = "gained" if not before else "lost" if not after else "changed"
        return became

    def was_between(self, geoid):
        since, on = self.days
        return any(
            geoid in one.geoids
            and one.start < on
            and not (one.over and (one.over <= one.start or one.over <= since))
            for one in self.kind
        )

    def compare_area(self):
        counts = [len(whole.keys() | part.keys()) for whole, part in map(self.cover, self.days)]
        if not any(counts):
            return self.compare_nothing()
        a, b = map(self.number, counts)
        what, many = self.name_local(), self.phrases.name_area_kind(self.state, 2)
        if counts[0] != counts[1]:
            key = "rose" if counts[0] < counts[1] else "fell"
            return self.fill_dates(key, areas=many, what=what, a=a, b=b)
        became = Counter(self.changes().values())
        if n := became["gained"]:
            areas = self.phrases.name_area_kind(self.state, n)
            return self.fill_dates("swapped", n, n=self.number(n), areas=areas, what=what, b=b)
        areas = self.phrases.name_area_kind(self.state, counts[1])
        same = self.fill_dates("area_same", areas=areas, what=what, b=b)
        n = became["changed"]
        return same + (
            self.say("models_changed", n=self.number(n)) if n else self.words["models_same"]
        )
