// Lists of agencies with their agreements, as HTML.

import { escape } from "../dom.js";
import { listModels } from "../rules/shading.js";
import { listProofs, tellLife } from "./life.js";
import { joinNames } from "./parts.js";

/**
 * @import { Model } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Agreement, Signed } from "./details.js"
 */

/** @typedef {{ agency: string, agreements: Agreement[] }} Agency */

// Stands in a text until HTML takes its place.
const MARK = "\u0000";

/** @param {string} address */
const isLink = (address) => /^https?:\/\//.test(address);

/**
 * Write a link out of the figure, or the text alone where the address is none.
 * @param {string} address
 * @param {string} text
 */
export const writeLink = (address, text) =>
  isLink(address)
    ? `<a href="${escape(address)}" target="_blank" rel="noopener noreferrer">${escape(text)}</a>`
    : escape(text);

/**
 * Write a name that shows its place when it is chosen.
 * @param {string} code
 * @param {string} text
 */
export const writePlace = (code, text) =>
  `<button type="button" class="place" data-show="${escape(code)}">${escape(text)}</button>`;

/**
 * Group agreements by their agencies, in the order in which they come.
 * @param {readonly Agreement[]} agreements
 * @returns {Agency[]}
 */
export const groupAgencies = (agreements) => {
  /** @type {Map<string, Agreement[]>} */
  const groups = new Map();
  for (const agreement of agreements) {
    const { agency, reach, counties } = agreement;
    const key = JSON.stringify([agency, reach, counties]);
    groups.set(key, [...(groups.get(key) ?? []), agreement]);
  }
  return [...groups.values()].map((group) => ({ agency: group[0].agency, agreements: group }));
};

export class AgencyList {
  /**
   * @param {readonly Model[]} models
   * @param {Places} places
   * @param {Language} language
   */
  constructor(models, places, language) {
    this.models = models;
    this.places = places;
    this.language = language;
  }

  /**
   * Write agreements by agency.
   * @param {readonly Agreement[]} agreements
   * @param {number} [county] the county under whose name they stand; -1: none
   */
  write(agreements, county = -1) {
    const agencies = groupAgencies(agreements).map((agency) => this.writeAgency(agency, county));
    return `<ul class="agencies">${agencies.join("")}</ul>`;
  }

  /**
   * @param {Agency} agency
   * @param {number} county
   */
  writeAgency({ agency, agreements }, county) {
    const { places, language } = this;
    const others = agreements[0].counties.filter((other) => other !== county);
    const names = others.map((other) =>
      writePlace(places.counties[other].code, places.countyNames[other]),
    );
    const also = county >= 0 && names.length;
    const where = also
      ? `<p class="quiet">${sayHTML(language, "panel.also", "names", joinNames(names))}</p>`
      : "";
    return `<li><h4>${escape(agency)}</h4>${where}
      ${agreements.map((agreement) => this.writeAgreement(agreement)).join("")}</li>`;
  }

  /** @param {Agreement} agreement */
  writeAgreement(agreement) {
    const { language } = this;
    const { signed, memorandum, model } = agreement;
    const proofs = listProofs(agreement, language).map(
      ({ label, text, address }) => `${escape(label)}: ${writeLink(address, text)}`,
    );
    const source = `<details class="source"><summary>${escape(language.say("panel.source"))}</summary>
      <small>${proofs.join("<br>")}</small></details>`;
    return this.writeLine(
      model,
      this.tellSigned(signed),
      memorandum,
      escape(tellLife(agreement, language)),
      source,
    );
  }

  /**
   * Write agreements that were signed since the newest list.
   * @param {readonly Signed[]} signed
   * @param {string} newest the day of that list
   */
  writeSince(signed, newest) {
    const { language } = this;
    const items = signed.map((one) => {
      const unlisted =
        one.signed > newest
          ? ""
          : escape(language.say("panel.unlisted", { date: language.formatShortDate(newest) }));
      const told = this.tellSigned(one.signed);
      const line = this.writeLine(one.model, told, one.memorandum, unlisted, "");
      return `<li><h4>${escape(one.agency)}</h4>${line}</li>`;
    });
    return `<ul class="agencies since">${items.join("")}</ul>`;
  }

  /** @param {string} signed */
  tellSigned(signed) {
    const { language } = this;
    return signed
      ? language.say("panel.signed", { date: language.formatShortDate(signed) })
      : language.say("panel.unsigned");
  }

  /**
   * @param {number} model
   * @param {string} signed
   * @param {string} memorandum
   * @param {string} life HTML
   * @param {string} source HTML
   */
  writeLine(model, signed, memorandum, life, source) {
    const { language } = this;
    const [{ key }] = listModels(this.models, model);
    const link = isLink(memorandum) ? writeLink(memorandum, language.say("panel.memorandum")) : "";
    const hint = escape(language.say(`explain.${key}`));
    return `<div class="agreement"><i class="dot ${key}"></i><div>
      <p><b title="${hint}">${escape(language.say(`short.${key}`))}</b> · ${escape(signed)}</p>
      ${life ? `<p class="quiet">${life}</p>` : ""}
      ${link || source ? `<div class="proof">${link}${source}</div>` : ""}</div></div>`;
  }
}

/**
 * Say a text with HTML in place of one of its values.
 * @param {Language} language
 * @param {string} name
 * @param {string} blank the value's name
 * @param {string} html
 */
const sayHTML = (language, name, blank, html) =>
  escape(language.say(name, { [blank]: MARK })).replace(MARK, () => html);
