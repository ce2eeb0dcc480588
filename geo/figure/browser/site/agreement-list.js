// A list of agreements as HTML, the rest of a long one behind a summary.

import { escape } from "../dom.js";
import { listModels } from "../rules/shading.js";
import { listProofs, tellLife } from "./life.js";

/**
 * @import { Model } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { StateAgreement } from "./state-files.js"
 */

// What is longer than this stays closed until it is asked for.
export const SHORT_LIST = 40;

/** @param {string} address */
const isLink = (address) => /^https?:/.test(address);

/**
 * Write a list of agreements.
 * @param {readonly StateAgreement[]} agreements
 * @param {readonly Model[]} models
 * @param {number} part the code of the reach that is a part of a county
 * @param {Language} language of the figure
 * @param {Language} words of the panel
 */
export const writeList = (agreements, models, part, language, words) => {
  /** @param {StateAgreement} agreement */
  const write = (agreement) => {
    const { agency, signed, moa } = agreement;
    const [{ key }] = listModels(models, agreement.model);
    const facts = [
      language.say(`model.${key}`),
      signed ? words.say("signed", { date: words.formatShortDate(signed) }) : words.say("unsigned"),
      ...(agreement.reach === part ? [words.say("part")] : []),
    ];
    const proofs = listProofs(agreement, words).map(({ label, text, address }) => {
      const named = isLink(address)
        ? `<a href="${escape(address)}" rel="noopener noreferrer">${escape(text)}</a>`
        : escape(text);
      return `${escape(label)}: ${named}`;
    });
    const link = isLink(moa) ? `<a href="${escape(moa)}" rel="noopener noreferrer">MOA</a>` : "";
    return `<li><i class="dot ${key}"></i><div>
      ${link}<strong>${escape(agency)}</strong>
      <span>${facts.map(escape).join(" · ")}</span>
      <span>${escape(tellLife(agreement, words))}</span>
      <small>${proofs.join(" · ")}</small></div></li>`;
  };
  const shown = `<ul>${agreements.slice(0, SHORT_LIST).map(write).join("")}</ul>`;
  const rest = agreements.slice(SHORT_LIST);
  if (!rest.length) return shown;
  const more = words.say("more", { n: words.formatNumber(rest.length) });
  return `${shown}<details><summary>${more}</summary>
    <ul>${rest.map(write).join("")}</ul></details>`;
};
