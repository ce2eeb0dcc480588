import assert from "node:assert/strict";
import { test } from "node:test";

import {
  AgencyList,
  groupAgencies,
  writeLink,
} from "../../../geo/figure/browser/panel/agencies.js";
import { Details } from "../../../geo/figure/browser/panel/details.js";
import { joinNames } from "../../../geo/figure/browser/panel/parts.js";
import { describeChange, listBetween } from "../../../geo/figure/browser/rules/changes.js";

/** A language that says the names of its texts, and the values. */
const language = {
  code: "en",
  say: (name, values = {}) => [name, ...Object.values(values)].join(" "),
  count: (name, n) => `${name} ${n}`,
  formatShortDate: (iso) => iso,
};
const models = [
  { key: "jail", bit: 1 },
  { key: "task_force", bit: 4 },
];
const places = {
  counties: [{ code: "12001" }, { code: "12003" }],
  countyNames: ["Alachua County", "Baker <County>"],
};
const plain = {
  ...{ agency: "Town Police", model: 4, reach: 1, signed: "2025-02-03", first: "2025-02-10" },
  ...{ last: "2026-07-20", ended: "", byLaw: "", start: "2025-02-03", over: "", certainty: "" },
  ...{ counties: [0, 1], memorandum: "https://www.ice.gov/a.pdf?x=1&y=2", source: "new.xlsx#41" },
  ...{ startSource: "old.xlsx#2", endSource: "", flags: [], sources: {} },
};
const list = new AgencyList(models, places, language);

test("agreements of one agency stand under its name", () => {
  const other = { ...plain, model: 1 };
  const groups = groupAgencies([plain, other, { ...plain, agency: "Another" }]);
  assert.deepEqual(
    groups.map(({ agency, agreements }) => [agency, agreements.length]),
    [
      ["Town Police", 2],
      ["Another", 1],
    ],
  );
  const html = list.write([plain, other], 0);
  assert.equal(html.match(/<h4>/g).length, 1);
  assert.equal(html.match(/class="agreement"/g).length, 2);
  assert.match(html, /panel.signed 2025-02-03/);
  assert.match(html, /life.listedSince 2025-02-10/);
  assert.match(html, /href="https:\/\/www.ice.gov\/a.pdf\?x=1&#38;y=2"/);
});

test("an agency of several counties names the others, as links", () => {
  const html = list.write([plain], 0);
  assert.match(
    html,
    /panel.also <span class="name"><button[^>]*data-show="12003">Baker &#60;County/,
  );
  assert.doesNotMatch(html, /data-show="12001"/);
});

test("an agreement without a signing date says so", () => {
  assert.match(list.write([{ ...plain, signed: "" }]), /panel.unsigned/);
});

test("text from outside stays text", () => {
  const agency = `<script>alert(1)</script> & "Sons" <img src=x onerror='alert(2)'>`;
  const html = list.write([{ ...plain, agency, source: "<b onclick=x>.xlsx#4" }]);
  assert.doesNotMatch(html, /<script|<img|<b onclick/);
});

for (const address of [
  "javascript:alert(1)",
  "JavaScript:alert(1)//https://www.ice.gov",
  "data:text/html,<script>alert(1)</script>",
  "file:///etc/passwd",
  "link pending",
  "//evil.example/a.pdf",
  " https://www.ice.gov",
  "",
])
  test(`what is no web address is no link: ${address}`, () => {
    assert.doesNotMatch(list.write([{ ...plain, memorandum: address }]), /<a |panel.memorandum/);
    assert.doesNotMatch(writeLink(address, "text"), /<a /);
  });

test("a web address can't leave its attribute", () => {
  assert.doesNotMatch(writeLink(`https://a.b/" onmouseover="x`, "text"), /" onmouseover/);
});

test("a comma stays with its name", () => {
  const names = `<span class="name">A,</span> <span class="name">B</span>`;
  assert.equal(joinNames(["A", "B"]), names);
});

const compare = (before, after, between = []) =>
  describeChange(
    {
      earlier: { counties: { mixture: [before] } },
      coverage: { counties: { mixture: [after] } },
      between: new Set(between),
    },
    0,
  );

test("changes are told finer than on the map", () => {
  assert.equal(compare(0, 4), "gained");
  assert.equal(compare(3, 0), "lost");
  assert.equal(compare(1, 5), "taskForce");
  assert.equal(compare(1, 2), "jailToWarrant");
  assert.equal(compare(5, 6), "jailToWarrant");
  assert.equal(compare(5, 1), "changed");
  assert.equal(compare(1, 4), "changed");
  assert.equal(compare(2, 2), "same");
  assert.equal(compare(0, 0), "none");
  assert.equal(compare(0, 0, [0]), "between");
});

test("what began and ended between two dates is found", () => {
  const agreements = {
    lists: {
      start: [10, 30, 30, 60, 30],
      end: [20, 40, 30, null, 40],
      reach: [0, 0, 0, 0, 2],
      counties: [[0], [1, 2], [3], [4], [5]],
    },
    statewide: 2,
    isOfKind: () => true,
  };
  assert.deepEqual([...listBetween(agreements, {}, 20, 50)], [1, 2]);
});

test("details that do not come are asked for twice, and again when they are wanted again", async () => {
  let asked = [];
  globalThis.window = { atlas: {} };
  globalThis.document = {
    createElement: () => ({ remove() {} }),
    head: {
      append: (script) => {
        asked.push(script.src);
        queueMicrotask(() => script.onerror());
      },
    },
  };
  const details = new Details({ WY: "state-wy.js" });
  assert.equal(details.find("WY"), undefined);
  const both = [details.load("WY"), details.load("WY")];
  await Promise.all(both);
  assert.deepEqual(asked, ["state-wy.js", "state-wy.js?again"]);
  assert.ok(details.failed.has("WY"));
  await details.load("WY");
  assert.equal(asked.length, 4);
});
