import assert from "node:assert/strict";
import { test } from "node:test";

import { readAddress, writeAddress } from "../../../geo/figure/browser/rules/address.js";
import { Places } from "../../../geo/figure/browser/rules/places.js";
import {
  chooseCover,
  classify,
  compareMixtures,
} from "../../../geo/figure/browser/rules/shading.js";
import {
  findRange,
  isByState,
  isNarrowed,
  listSilences,
  orderDates,
} from "../../../geo/figure/browser/rules/view.js";
import { readCases } from "./cases.js";

const program = readCases("program");
const country = readCases("coverage");

test("covers, changes and classes are Python's", () => {
  const { covers, changes, classes } = readCases("shading");
  for (const [countywide, part, cover] of covers)
    assert.equal(chooseCover(countywide, part, program.partBit), cover, `${countywide} ${part}`);
  for (const [before, after, change] of changes)
    assert.equal(compareMixtures(before, after), change, `${before} ${after}`);
  for (const [measure, value, expected] of classes) {
    const { breaks } = program.measures.find(({ key }) => key === measure);
    assert.equal(classify(value, breaks), expected, `${measure} ${value}`);
  }
});

test("what follows from a view is Python's", () => {
  const { ranges, held, dates, byState, silences, narrowed } = readCases("view");
  for (const [date, range] of ranges) assert.equal(findRange(program.ranges, date), range);
  for (const [range, date, expected] of held)
    assert.equal(findRange(program.ranges, date, range), expected);
  for (const [date, compare, [since, on]] of dates)
    assert.deepEqual(orderDates({ date, compare }), { since, on });
  for (const [level, compare, expected] of byState)
    assert.equal(isByState({ level, compare }), expected);
  const between = silences.between.map(([since, until]) => ({ since, until }));
  for (const { dates, found } of silences.dates)
    assert.deepEqual(
      listSilences(between, ...dates),
      found.map((at) => between.at(at)),
      dates.join(),
    );
  for (const [models, reach, expected] of narrowed)
    assert.equal(isNarrowed({ models, reach }, 7), expected);
});

test("counties know who shares a border with them, not a corner", () => {
  // Four squares around a vertex, named like a text: 0 1 above 2 3.
  const arcs = [
    [1, 1, 1, 2],
    [1, 1, 2, 1],
    [1, 1, 1, 0],
    [1, 1, 0, 1],
    [1, 1],
  ];
  const shape = [[[[3, 0, 4]]], [[[~0, 1, 4]]], [[[~3, 2, 4]]], [[[~2, ~1, 4]]]];
  const counties = { geoid: ["1", "2", "3", "4"], name: [], state: [0, 0, 0, 0], shape };
  const geometry = { arcs, counties, states: { state: ["AA"], name: ["A"] } };
  const places = new Places(geometry, [1, 1, 1, 1], {}, []);
  assert.deepEqual(places.neighboursOf, [
    [1, 2],
    [0, 3],
    [0, 3],
    [1, 2],
  ]);
});

test("addresses are read and written as Python does", () => {
  const { known, stories, default: byDefault, read, write } = readCases("address");
  const places = new Places(country.places, country.lists.people, {}, []);
  const bounds = { program, known, places, byDefault, stories };
  for (const { address, view, unusable } of read) {
    const found = readAddress(new URLSearchParams(address), bounds);
    assert.deepEqual(found.view, { ...byDefault, ...view }, address);
    assert.deepEqual(
      found.unusable.map((text) => text.split("=")[0]),
      unusable,
      address,
    );
  }
  for (const { view, address } of write) {
    const shown = { ...byDefault, ...view };
    assert.equal(writeAddress(shown, new URLSearchParams(), bounds).toString(), address);
    const kept = writeAddress(shown, new URLSearchParams("utm_source=x&place=GA"), bounds);
    assert.equal(kept.get("utm_source"), "x");
    assert.equal(kept.get("place") ?? "", shown.place);
  }
});
