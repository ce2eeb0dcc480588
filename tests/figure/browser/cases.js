// The cases that Python's tests read too (tests/figure/test_rules.py).

import { readFileSync } from "node:fs";

/** Read a file of tests/cases. */
export const readCases = (name) =>
  JSON.parse(readFileSync(new URL(`../../cases/${name}.json`, import.meta.url), "utf-8"));
