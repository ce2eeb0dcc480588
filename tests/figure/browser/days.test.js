import assert from "node:assert/strict";
import { test } from "node:test";

import { addMonths, toDay, toISO } from "../../../geo/figure/browser/rules/days.js";

test("days are counted from the first of January 2000", () => {
  assert.equal(toDay("2000-01-01"), 0);
  assert.equal(toDay("1999-12-31"), -1);
  assert.equal(toISO(366), "2001-01-01");
  for (let day = 0; day < 12000; day += 17) assert.equal(toDay(toISO(day)), day);
});

test("a month later is the same day, or the last of a shorter month", () => {
  assert.equal(addMonths("2025-01-31", 1), "2025-02-28");
  assert.equal(addMonths("2024-01-31", 1), "2024-02-29");
  assert.equal(addMonths("2025-12-15", 1), "2026-01-15");
  assert.equal(addMonths("2025-01-15", -1), "2024-12-15");
  assert.equal(addMonths("2025-03-31", -1), "2025-02-28");
});
