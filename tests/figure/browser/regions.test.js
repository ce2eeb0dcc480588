import assert from "node:assert/strict";
import { test } from "node:test";

import { Language } from "../../../geo/figure/browser/rules/language.js";
import { Places } from "../../../geo/figure/browser/rules/places.js";
import { namePlace, toggleMember } from "../../../geo/figure/browser/rules/regions.js";
import { readCases } from "./cases.js";

const { places: geometry, lists } = readCases("coverage");
const places = new Places(geometry, lists.people, { FL: "Florida", GA: "Georgia" }, []);

/** Put places into a region and take them out, one after the other; the codes on the way. */
const toggle = (start, ...codes) => {
  let code = start;
  return codes.map((each) => (code = toggleMember(places.get(code), places.get(each), places)));
};

test("a county is put into a region, and taken out again", () => {
  assert.deepEqual(toggle("", "12003", "12001", "GA", "12003", "12001", "GA"), [
    "12003",
    "12001.12003",
    "12001.12003.GA",
    "12001.GA",
    "GA",
    "",
  ]);
});

test("a county takes the place of its state, and stays in a region that has it", () => {
  assert.deepEqual(toggle("FL", "12001"), ["12001"]);
  assert.deepEqual(toggle("13001.FL", "12001"), ["13001.FL"]);
  assert.deepEqual(toggle("12001", "FL"), ["12001.FL"]);
});

test("a region that is full stays as it is", () => {
  const many = Array.from({ length: 61 }, (_, at) => String(10001 + at));
  const shape = { geoid: many, name: many, state: many.map(() => 0) };
  const full = new Places(
    { counties: shape, states: { state: ["AA"], name: ["A"] } },
    many.map(() => 1),
    {},
    [],
  );
  const code = many.slice(0, 60).join(".");
  assert.equal(toggleMember(full.get(code), full.get(many[60]), full), code);
  assert.equal(full.find(many.join(".")), undefined);
});

test("a region is named by its own name, or by its members, the largest first", () => {
  const language = new Language({
    ...{ code: "en", locale: "en-US" },
    texts: {
      "region.member": "{county} ({state})",
      "region.pair": "{a} and {b}",
      "region.more": { one: "{name} and {n} other", other: "{name} and {n} others" },
    },
  });
  const name = (code, own = "") => namePlace(places.get(code), own, places, language);
  assert.equal(name("12001.12003"), "Baker County (FL) and Alachua County (FL)");
  assert.equal(name("12001.12003.GA"), "Georgia, Baker County (FL) and Alachua County (FL)");
  assert.equal(name("12001.12003.12005.13001"), "Appling County (GA) and 3 others");
  assert.equal(name("12001.12003", "Home"), "Home");
  assert.equal(name("12001"), "Alachua County, Florida");
  assert.equal(name("FL"), "Florida");
});
