// A language: the texts of the catalogue by name, and how it writes numbers, shares and dates.
// What geo/words/language.py is in Python; the catalogue is geo/words/browser.py's.

/** @import { LanguageDescription } from "../types.js" */

/**
 * Fill values into a text: `{name}` becomes the value of that name.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`"${text}" needs a value for {${name}}`);
    return String(values[name]);
  });

export class Language {
  /** @param {LanguageDescription} description */
  constructor(description) {
    this.code = description.code;
    this.description = description;
    const { locale } = description;
    this.plurals = new Intl.PluralRules(locale);
    this.numbers = new Intl.NumberFormat(locale);
    /** @param {number} digits */
    const makeShares = (digits) =>
      new Intl.NumberFormat(locale, {
        style: "percent",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        roundingMode: "halfEven",
      });
    this.wholeShares = makeShares(0);
    this.smallShares = makeShares(1);
  }

  /**
   * Say a text of the catalogue.
   * @param {string} name
   * @param {Record<string, string | number>} [values] to fill in
   */
  say(name, values = {}) {
    const text = this.find(name);
    if (typeof text !== "string") throw new Error(`text ${name}: needs a number`);
    return fill(text, values);
  }

  /**
   * Say a text that depends on a number, which it may print as {n}.
   * @param {string} name
   * @param {number} n
   * @param {Record<string, string | number>} [values] to fill in
   */
  count(name, n, values = {}) {
    const forms = this.find(name);
    if (typeof forms === "string") throw new Error(`text ${name}: has no forms for numbers`);
    const form = forms[this.plurals.select(n)] ?? forms.other;
    return fill(form, { n: this.formatNumber(n), ...values });
  }

  /** @param {string} name */
  find(name) {
    const { texts, code } = this.description;
    if (!Object.hasOwn(texts, name))
      throw new Error(`text ${name}: not in the catalogue (${code})`);
    return texts[name];
  }

  /** @param {number} n */
  formatNumber(n) {
    return this.numbers.format(n);
  }

  /**
   * Write a share (0 to 1) as a percentage, with a decimal below ten percent.
   * @param {number} share
   */
  formatShare(share) {
    if (share > 0 && share < 0.0005) return `<${this.smallShares.format(0.001)}`;
    return (share > 0 && share < 0.1 ? this.smallShares : this.wholeShares).format(share);
  }

  /**
   * Write a date in full: July 20, 2026.
   * @param {string} iso
   */
  formatDate(iso) {
    const { date, months } = this.description;
    return this.writeDate(date, months, iso);
  }

  /**
   * Write a date shortly: Jul 20, 2026.
   * @param {string} iso
   */
  formatShortDate(iso) {
    const { shortDate, shortMonths } = this.description;
    return this.writeDate(shortDate, shortMonths, iso);
  }

  /**
   * Write a date of which perhaps the month or the year alone is known: Jul 2026.
   * @param {string} iso a day, a month, or a year
   */
  formatPartialDate(iso) {
    if (iso.length > 7) return this.formatShortDate(iso);
    return iso.length > 4 ? `${this.formatMonth(iso)} ${iso.slice(0, 4)}` : iso;
  }

  /**
   * Write the month of a date alone: Jul.
   * @param {string} iso
   */
  formatMonth(iso) {
    return this.description.shortMonths[Number(iso.slice(5, 7)) - 1];
  }

  /**
   * @param {string} pattern
   * @param {string[]} months
   * @param {string} iso
   */
  writeDate(pattern, months, iso) {
    const [year, month, day] = iso.split("-").map(Number);
    return fill(pattern, { day, month: months[month - 1], year });
  }
}
