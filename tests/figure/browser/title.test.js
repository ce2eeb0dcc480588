// What stands below the numbers: what a date rests on.

import assert from "node:assert/strict";
import { test } from "node:test";

import { writeAge, writeNewest } from "../../../geo/figure/browser/parts/title.js";

const language = {
  say: (name, values = {}) => [name, ...Object.values(values)].join(" "),
  formatDate: (date) => date,
  formatShortDate: (date) => date,
  formatNumber: String,
};
const config = {
  source: { date: "2026-07-20" },
  reported: { count: 2608, date: "2026-09-28" },
  iceSince: "2003-03-01",
  newest: "378 signed",
  controls: true,
};

const describe = (on, since = "", silences = []) =>
  writeAge({ view: { date: on }, on, since, silences }, config, language);

test("a date before ICE is told, of a comparison the earlier one", () => {
  assert.equal(describe("2003-02-28"), "age.ins 2003-03-01");
  assert.equal(describe("2003-03-01"), "");
  assert.equal(describe("2010-01-01", "2002-07-02"), "age.ins 2003-03-01");
});

test("the newest day says how old it is, a silence between which lists it lies", () => {
  assert.equal(describe("2026-07-20"), "age 2026-07-20 age.reported 2608 2026-09-28");
  const silences = [{ since: "2017-07-31", until: "2021-01-13" }];
  assert.equal(describe("2019-01-01", "", silences), "silent 2017-07-31 2021-01-13");
});

test("what the newest list changed is told of the whole country on its day alone", () => {
  const whole = {
    view: { date: "2026-07-20", compare: "" },
    place: { code: "" },
    narrowed: false,
  };
  assert.equal(writeNewest(whole, config), "378 signed");
  assert.equal(writeNewest({ ...whole, view: { date: "2026-07-19", compare: "" } }, config), "");
  const compared = { date: "2026-07-20", compare: "2025-01-20" };
  assert.equal(writeNewest({ ...whole, view: compared }, config), "");
  assert.equal(writeNewest({ ...whole, place: { code: "FL" } }, config), "");
  assert.equal(writeNewest({ ...whole, narrowed: true }, config), "");
  assert.equal(writeNewest(whole, { ...config, controls: false }), "");
});
