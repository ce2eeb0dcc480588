"""The table of agreements and that of people, read by plain Python for the recount."""

import csv
import datetime
from dataclasses import dataclass, field

from geo.agreements import DATA


def read_day(text):
    return datetime.date.fromisoformat(text) if text else None


@dataclass
class Agreement:
    row: dict
    start: datetime.date = field(init=False)
    over: datetime.date | None = field(init=False)

    def __post_init__(self):
        row = self.row
        begun = [read_day(row[name]) for name in ("signed_on", "first_listed_on") if row[name]]
        self.start = min(begun)
        ends = [read_day(row["ended_on"])] if row["ended_on"] else []
        if row["end_certainty"] == "unattested":
            shown = read_day(row["last_listed_on"]) or self.start
            ends.append(shown + datetime.timedelta(days=365))
        self.over = min(ends) if ends else None
        self.statewide = row["statewide"] == "true"
        self.geoids = [] if self.statewide else [part for part in row["geoids"].split(";") if part]
        self.name = row["agency"].replace("'", "’")

    def holds(self, day):
        return self.start <= day and not (self.over and self.over <= day)


def read_agreements():
    with (DATA / "agreements.csv").open(encoding="utf-8", newline="") as file:
        return [Agreement(row) for row in csv.DictReader(file)]


def read_people():
    with (DATA / "population.csv").open(encoding="utf-8", newline="") as file:
        return {row["geoid"]: (int(row["population"]), row["year"]) for row in csv.DictReader(file)}
