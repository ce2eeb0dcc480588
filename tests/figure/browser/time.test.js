import assert from "node:assert/strict";
import { test } from "node:test";

import { chooseNumbers } from "../../../geo/figure/browser/time/chart.js";
import {
  holdDay,
  holdsStretch,
  joinDays,
  limitDay,
  placeDay,
  zoomStretch,
} from "../../../geo/figure/browser/time/stretch.js";

const WHOLE = { first: 1000, last: 9000 };

test("a scale has at most three round numbers, evenly apart, none above the most", () => {
  assert.deepEqual(chooseNumbers(2179), [1000, 2000]);
  assert.deepEqual(chooseNumbers(150), [50, 100, 150]);
  assert.deepEqual(chooseNumbers(70), [20, 40, 60]);
  assert.deepEqual(chooseNumbers(4), [2, 4]);
  assert.deepEqual(chooseNumbers(3), [1, 2, 3]);
  assert.deepEqual(chooseNumbers(1), [1]);
  for (let most = 1; most < 5000; most += 1) {
    const numbers = chooseNumbers(most);
    assert.ok(numbers.length >= 1 && numbers.length <= 3, `${most}: ${numbers}`);
    assert.ok(numbers.at(-1) <= most && numbers.at(-1) > most / 2, `${most}: ${numbers}`);
  }
});

test("a stretch seen closer keeps its day in place, and stays within the whole", () => {
  for (const day of [1000, 1001, 3333, 8999, 9000]) {
    let stretch = WHOLE;
    for (let press = 0; press < 20; press += 1) {
      const next = zoomStretch(stretch, 0.5, day, WHOLE);
      assert.ok(holdsStretch(WHOLE, next) && limitDay(next, day) === day);
      const moved = Math.abs(placeDay(next, day) - placeDay(stretch, day));
      assert.ok(moved <= 1.5 / (next.last - next.first), `${day}: ${moved}`);
      stretch = next;
    }
    assert.equal(stretch.last - stretch.first, 28);
    for (let press = 0; press < 20; press += 1) stretch = zoomStretch(stretch, 2, day, WHOLE);
    assert.deepEqual(stretch, WHOLE);
  }
});

test("two days in any order make a stretch of four weeks or more", () => {
  assert.deepEqual(joinDays(5000, 2000, WHOLE), { first: 2000, last: 5000 });
  assert.deepEqual(joinDays(2000, 5000, WHOLE), { first: 2000, last: 5000 });
  assert.deepEqual(joinDays(2000, 2002, WHOLE), { first: 1987, last: 2015 });
  assert.deepEqual(joinDays(8999, 9000, WHOLE), { first: 8972, last: 9000 });
});

test("a day outside widens a stretch, one inside does not", () => {
  const stretch = { first: 2000, last: 3000 };
  assert.deepEqual(holdDay(stretch, 2500), stretch);
  assert.deepEqual(holdDay(stretch, 1990), { first: 1990, last: 3000 });
  assert.deepEqual(holdDay(stretch, 3100), { first: 2000, last: 3100 });
});
