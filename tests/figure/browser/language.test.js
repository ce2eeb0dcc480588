import assert from "node:assert/strict";
import { test } from "node:test";

import { Language, fill } from "../../../geo/figure/browser/rules/language.js";
import { readCases } from "./cases.js";

const { languages, dates, numbers, shares, counts } = readCases("language");

for (const description of languages) {
  const { code } = description;
  const language = new Language(description);

  test(`dates, numbers and shares are written as Python does (${code})`, () => {
    for (const { date, [code]: texts } of dates)
      assert.deepEqual([language.formatDate(date), language.formatShortDate(date)], texts);
    for (const [number, text] of numbers) assert.equal(language.formatNumber(number), text);
    for (const [share, text] of shares) assert.equal(language.formatShare(share), text, share);
  });

  test(`a text has the form that its number needs (${code})`, () => {
    for (const { name, n, values, [code]: text } of counts)
      assert.equal(language.count(name, n, values), text);
  });

  test(`a month is written shortly (${code})`, () => {
    assert.equal(language.formatMonth("2025-09-20"), description.shortMonths[8]);
  });
}

test("what a text lacks, or is not there, is an error", () => {
  const language = new Language(languages[0]);
  assert.equal(
    language.say("titleOf", { place: "{n} & Co" }),
    "Local police agreements with ICE: {n} & Co",
  );
  assert.throws(() => language.say("titleOf"), /needs a value for \{place\}/);
  assert.throws(() => language.say("nothing"), /text nothing: not in the catalogue \(en\)/);
  assert.throws(() => language.say("toString"), /not in the catalogue/);
  assert.throws(() => language.say("note.local"), /needs a number/);
  assert.throws(() => language.count("title", 2), /has no forms/);
  assert.equal(language.formatPartialDate("2025"), "2025");
  assert.equal(language.formatPartialDate("2025-02"), "Feb 2025");
  assert.equal(language.formatPartialDate("2025-02-03"), "Feb 3, 2025");
  assert.equal(fill("{a} {b}", { a: "{b}", b: 1 }), "{b} 1");
});
