import assert from "node:assert/strict";
import { test } from "node:test";

import { Agreements, isInForce, isOver } from "../../../geo/figure/browser/rules/agreements.js";
import { Counter } from "../../../geo/figure/browser/rules/counter.js";
import { computeCoverage } from "../../../geo/figure/browser/rules/coverage.js";
import { toDay, toISO } from "../../../geo/figure/browser/rules/days.js";
import { Places } from "../../../geo/figure/browser/rules/places.js";
import { computeTrend, findNextChange } from "../../../geo/figure/browser/rules/trend.js";
import { readCases } from "./cases.js";

const program = readCases("program");
const country = readCases("coverage");
const { lists } = country;
const places = new Places(country.places, lists.people, { FL: "Florida", GA: "Georgia" }, []);
const agreements = new Agreements(lists, program);

const compute = (counter, { date, models, reach, place }) => {
  counter.moveTo(toDay(date));
  const { counties, states, totals } = computeCoverage(
    counter,
    { models, reach },
    places.get(place),
  );
  const { byModel, ...sums } = totals;
  assert.equal(
    byModel.reduce((sum, n) => sum + n, 0),
    totals.agreements,
  );
  for (const share of ["people", "peopleCountywide", "peoplePart"])
    sums[share] = Number(sums[share].toFixed(6));
  const asLists = (part) =>
    Object.fromEntries(Object.entries(part).map(([name, list]) => [name, [...list]]));
  return {
    ...asLists(counties),
    states: asLists(states),
    totals: sums,
  };
};

test("coverage is Python's, whichever day the counter comes from", () => {
  const counter = new Counter(agreements, places);
  const there = country.cases;
  for (const each of [...there, ...[...there].reverse()]) {
    const { date, models, reach, place, ...expected } = each;
    assert.deepEqual(compute(counter, each), expected, date);
  }
});

test("what is counted on a day is what is in force on it", () => {
  const counter = new Counter(agreements, places);
  for (let day = toDay("2019-01-01"); day < toDay("2020-09-01"); day += 1) {
    counter.moveTo(day);
    const { totals } = computeCoverage(counter, { models: 7, reach: "all" }, places.get(""));
    const now = lists.start.filter((start, row) => isInForce(start, lists.end[row], day));
    assert.equal(totals.agreements, now.length, toISO(day));
  }
});

test("an agreement is in force from its start until the day before its end", () => {
  assert.deepEqual(
    [9, 10, 11, 12].map((day) => isInForce(10, 12, day)),
    [false, true, true, false],
  );
  assert.ok(isInForce("2020-01-10", "", "2026-07-20"));
  assert.ok(!isInForce("2020-01-10", "2020-06-01", "2020-06-01"));
  assert.ok(isOver("2020-06-01", "2020-06-01"));
  assert.ok(!isOver(null, 5));
});

test("the trend is Python's", () => {
  for (const { first, last, models, reach, place, inForce } of country.trends) {
    const kind = { models, reach };
    const days = [toDay(first), toDay(last)];
    const series = computeTrend(agreements, kind, places.get(place), days[0], days[1]);
    const sums = inForce.map((_, at) => series.reduce((sum, counts) => sum + counts[at], 0));
    assert.deepEqual(sums, inForce, `${place} ${reach}`);
  }
});

test("the next change is one of the kind and place", () => {
  const all = { models: 7, reach: "all" };
  const find = (kind, place, date) => {
    const day = findNextChange(agreements, kind, places.get(place), toDay(date));
    return day === null ? null : toISO(day);
  };
  assert.equal(find(all, "", "2020-03-01"), "2020-03-31");
  assert.equal(find(all, "12001", "2020-03-01"), "2020-06-01");
  assert.equal(find(all, "GA", "2020-03-31"), "2020-04-01");
  assert.equal(find({ models: 2, reach: "all" }, "GA", "2020-03-31"), null);
});

test("a place is found by its code", () => {
  assert.deepEqual(places.get("13003"), { code: "13003", county: 4, state: 1 });
  assert.deepEqual(places.get("GA"), { code: "GA", county: -1, state: 1 });
  assert.deepEqual(places.get(""), { code: "", county: -1, state: -1 });
  assert.equal(places.find("99999"), undefined);
  assert.throws(() => places.get("fl"), /place fl: expected a GEOID/);
  assert.deepEqual(
    ["", "FL", "13003"].map((code) => places.countPeople(places.get(code))),
    [2000, 600, 1000],
  );
  assert.equal(places.nameCounty(3), "Appling County, Georgia");
  const named = { countyNames: ["Guam"], stateNames: ["Guam"], stateOf: [0] };
  assert.equal(places.nameCounty.call(named, 0), "Guam");
});
