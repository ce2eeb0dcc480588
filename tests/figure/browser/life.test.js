import assert from "node:assert/strict";
import { test } from "node:test";

import { Language } from "../../../geo/figure/browser/rules/language.js";
import { listProofs, tellLife } from "../../../geo/figure/browser/panel/life.js";
import { readCases } from "./cases.js";

const { sources, agreements, words } = readCases("life");
const [english] = readCases("language").languages;

test("an agreement's life and its proofs are told as Python tells them", () => {
  const language = new Language({ ...english, texts: words });
  for (const { agreement, text, proofs } of agreements) {
    const full = { ...agreement, flags: agreement.flags.split(";"), sources };
    assert.equal(tellLife(full, language), text);
    const listed = listProofs(full, language);
    assert.deepEqual(
      listed.map((proof) => [proof.label, proof.text, proof.address]),
      proofs,
    );
  }
});
