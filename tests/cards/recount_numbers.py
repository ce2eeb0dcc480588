"""The second count goes on: numbers, agencies, colors and trend of a card."""

import datetime
from collections import Counter

from tests.cards.recount import ALL, PEOPLE, TERRITORIES, Recount
from tests.cards.sentences import date_text, short_date_text

STARTS = [datetime.date(2025, 1, 1), datetime.date(2017, 1, 1), datetime.date(2002, 1, 1)]


class FullRecount(Recount):
    """All that is to be said of one view."""

    def numbers(self):
        """Three numbers: (value, label, note)."""
        if self.compares:
            return self.count_dates() if self.county else self.count_changes()
        if self.county:
            return self.count_county()
        part = self.part.keys() - self.whole.keys()
        if self.by_state or not (self.whole or part):
            return [self.count_agreements(), self.count_agencies(), self.count_people()]
        rows = [
            (
                self.number(len(covered)),
                self.say(
                    key,
                    areas=self.phrases.name_area_kind(self.state, len(covered)),
                    share=self.share(covered),
                    year=self.year(),
                ),
                "",
            )
            for key, covered in (("countywide", self.whole.keys()), ("part", part))
            if covered
        ]
        if len(rows) == 1:
            rows.append(self.count_agencies())
        return [*rows, self.count_agreements()]

    def legend(self):
        """What a legend may say instead of each number, or blank: 876 · 26% of people."""
        numbers = self.numbers()
        if self.compares and not self.county:
            return [value for value, _, _ in numbers]
        part = self.part.keys() - self.whole.keys()
        told = [
            f"{self.number(len(covered))} · {self.say('of_people', share=self.share(covered))}"
            + self.year()
            for covered in (self.whole.keys(), part)
            if covered and not (self.by_state or self.county)
        ]
        return (told + [""] * 3)[:3]

    def brief(self):
        """What a wide card may say of each number instead of its label and note, or blank."""
        people = ""
        if self.by_state and self.view.reach != "all" and (self.whole or self.part):
            people = self.say("people_briefest", year=self.year())
        elif self.by_state and (self.whole or self.part):
            people = self.say("people_brief", year=self.year(), share=self.share(self.whole))
        return ["", "", people]

    def needed(self, shape):
        """Which numbers no picture of a shape leaves out."""
        if shape == "a4":
            return {0, 1, 2}
        if shape == "wide" and self.by_state and not self.county and not self.compares:
            # The states tell theirs by their colors, the headline that there are none.
            if self.view.reach != "all" or not (self.whole or self.part):
                return set()
            if self.state:
                return {2}
        if self.county:
            return {0, 1} if self.compares else {0}
        if not (self.compares or self.whole or self.part):
            return {0}
        if self.state or self.compares:
            return {0, 1, 2}
        # In place of a second share stands how many agencies they are, in how many states.
        shares = [share for share in (self.whole, self.part.keys() - self.whole.keys()) if share]
        return {0, 2} if self.by_state or len(shares) == 1 else {0, 1, 2}

    def year(self):
        if self.days[0] >= PEOPLE:
            return ""
        return self.say("as_of", year=self.years(self.homes))

    def name_in_force(self, n):
        key = "local_in_force" if self.county else "in_force"
        if self.narrowed:
            key = "such" if self.mixes else "of_these"
        return self.say(key, n)

    def split(self, agreements):
        """How many are local, how many statewide; of agreements or of agencies."""
        local, statewide = agreements
        key = "n_territory" if self.state in TERRITORIES else "n_statewide"
        parts = (("n_local", local), (key, statewide))
        return ", ".join(self.say(name, n, n=self.number(n)) for name, n in parts if n)

    def count_agreements(self):
        n, note = len(self.counted), ""
        if self.mixes and n:
            note = self.split((len(self.local), len(self.statewide)))
        elif not self.mixes and self.statewide:
            note = self.say("apart", statewide=self.name_statewide(len(self.statewide)))
        return self.number(n), self.name_in_force(n), note

    def count_agencies(self):
        n, note = len({one.row["agency_id"] for one in self.counted}), ""
        if not self.state:
            states = len({one.row["state"] for one in self.counted})
            note = self.say("in_states", states, n=self.number(states))
        elif self.mixes and n:
            note = self.split(
                [
                    len({one.row["agency_id"] for one in some})
                    for some in (self.local, self.statewide)
                ]
            )
        return self.number(n), self.say("agency", n), note

    def count_people(self):
        covered = self.whole.keys() | self.part.keys()
        place = self.phrases.name_place(self.state)
        if not covered:
            n = len(self.homes)
            if self.days[0] < PEOPLE:
                areas = self.phrases.name_area_kind(self.state, n)
                return self.number(n), self.say("areas_in", areas=areas, place=place), ""
            everyone = sum(self.people.get(geoid, (0, ""))[0] for geoid in self.homes)
            label = self.say("people", place=place, year=self.years(self.homes))
            return self.number(everyone), label, ""
        key = "people_part" if self.view.reach == "part" else "people_such"
        label = self.say(key if self.narrowed else "people_all", year=self.year())
        note = ""
        if self.view.reach == "all":
            note = self.say("people_whole", share=self.share(self.whole))
        return self.share(covered), label, note

    def count_statewide(self):
        n = len(self.statewide)
        what = self.name_statewide(n, counted=False)
        label = self.say("what_in", what=what, place=self.phrases.name_state(self.state))
        return self.number(n), label, ""

    def count_around(self):
        counts = Counter(
            geoid
            for one in self.kind
            if one.holds(self.days[-1])
            for geoid in one.geoids
            if geoid in self.neighbours
        )
        return {geoid: counts[geoid] for geoid in self.neighbours}

    def count_county(self):
        here = self.find_here(self.days[-1])
        agencies = len({one.row["agency_id"] for one in here})
        note = self.say("n_agencies", agencies, n=self.number(agencies)) if here else ""
        around = self.count_around()
        covered = sum(1 for n in around.values() if n)
        beside = (
            self.say("n_of", n=self.number(covered), all=self.number(len(around))),
            self.words["around_such" if self.narrowed else "around_local"],
            "",
        )
        if not around:
            beside = ("0", self.words["around"], "")
        first = (self.number(len(here)), self.name_in_force(len(here)), note)
        return [first, beside, self.count_statewide()]

    def count_dates(self):
        rows = []
        for day in self.days:
            n = len(self.find_here(day))
            key = "these_on_date" if self.narrowed else "on_date"
            rows.append((self.number(n), self.say(key, n, date=date_text(day, self.lang)), ""))
        return [*rows, self.count_statewide()]

    def count_changes(self):
        became = Counter(self.changes().values())
        return [
            (
                self.number(became[kind]),
                self.say(
                    kind,
                    became[kind],
                    areas=self.phrases.name_area_kind(self.state, became[kind]),
                ),
                "",
            )
            for kind in ("gained", "lost", "changed")
        ]

    def agencies(self):
        """The lines of a county's list: (name, what is told), up to five and the rest."""
        first, last = (self.find_here(day) for day in (self.days[0], self.days[-1]))
        groups = self.group(first + [one for one in last if one not in first])
        if not self.compares:
            groups = self.group(last)
        lines = []
        for name, agreements in groups[:5]:
            told = self.tell_changes if self.compares else self.tell_since
            lines.append((name, "; ".join(told(agreements, first, last))))
        if len(groups) > 5:
            n = len(groups) - 5
            lines.append(("", self.say("more", n, n=self.number(n))))
        return lines

    def tell(self, key, models, day=None):
        date = short_date_text(day, self.lang) if day else ""
        return self.say(key, models=self.list_models(models), date=date)

    def tell_since(self, agreements, first, last):
        days = sorted({one.start for one in agreements})
        for day in days:
            models = [one.row["model"] for one in agreements if one.start == day]
            yield self.tell("since", models, day)

    def tell_changes(self, agreements, first, last):
        told = {}
        for model in ALL:
            old = [one for one in agreements if one in first and one.row["model"] == model]
            new = [one for one in agreements if one in last and one.row["model"] == model]
            if old and new:
                told.setdefault(("both", None), []).append(model)
            elif old:
                told.setdefault(("over", old[-1].over), []).append(model)
            elif new:
                told.setdefault(("since", new[-1].start), []).append(model)
        return [self.tell(key, models, day) for (key, day), models in told.items()]

    def colors(self):
        """The sentence that counts counties by color."""
        names = {}
        mixtures = [
            [model for bit, model in enumerate(ALL) if mixture >> bit & 1]
            for mixture in range(1, 8)
        ]
        joined = [" + ".join(self.words["mix"][model] for model in some) for some in mixtures]
        if self.compares:
            became = Counter(self.changes().values())
            names = {name: became[kind] for kind, name in self.words["became"].items()}
            none = became["none"]
        else:
            solid = Counter(frozenset(models) for models in self.whole.values())
            striped = Counter(
                frozenset(models) for geoid, models in self.part.items() if geoid not in self.whole
            )
            for counts, text in ((solid, "{models}"), (striped, self.words["in_part"])):
                for some, name in zip(mixtures, joined, strict=True):
                    names[text.format(models=name)] = counts[frozenset(some)]
            none = len(self.homes) - len(self.whole.keys() | self.part.keys())
        names[self.words["none_of" if self.narrowed else "no_local"]] = none
        listed = "; ".join(f"{name}: {self.number(n)}" for name, n in names.items() if n)
        areas = self.phrases.name_area_kind(self.state, 2)
        return self.say(
            "colors", areas=areas, place=self.phrases.name_place(self.state), listed=listed
        )

    def trend(self):
        """The sentence about the trend, and its first and last value."""
        early = self.days[0] - datetime.timedelta(days=180)
        reach = [start for start in STARTS if start <= early] or STARTS[-1:]
        chosen = {"2025": 0, "2017": 1, "2002": 2}[self.view.range]
        since = min(reach[0], STARTS[chosen])
        values = []
        for day in (since, self.days[-1]):
            if self.county:
                values.append(len(self.find_here(day)))
            else:
                some = [one for one in self.select(day) if self.mixes or not one.statewide]
                values.append(len(some))
        key = "trend_local" if self.county else "trend_all"
        if self.narrowed:
            key = "trend_such" if self.mixes else "trend_these"
        a, b = map(self.number, values)
        days = {"since": date_text(since, self.lang), "date": date_text(self.days[-1], self.lang)}
        return self.say("trend", what=self.words[key], a=a, b=b, **days), (a, b)

    def unlocated(self):
        n = sum(1 for one in self.local if not one.geoids)
        return self.say("unlocated", n, n=self.number(n)) if n else ""
