// The details of states: agreements in full, and what is known around them. Each state's are a
// file of their own, loaded when they are wanted (geo/figure/details.py).

import { loadScript } from "../dom.js";

/**
 * A source that is no list.
 * @typedef {[kind: string, date: string, title: string, address: string]} Source
 */

/**
 * A state's details as its file has them.
 * @typedef {{
 *   agreements: [
 *     agency: string, model: number, reach: number, signed: string, first: string, last: string,
 *     ended: string, byLaw: string, start: string, over: string, certainty: string,
 *     counties: number[], memorandum: string, source: string, startSource: string,
 *     endSource: string, flags: string,
 *   ][],
 *   since: [
 *     agency: string, model: number, reach: number, signed: string, counties: number[],
 *     memorandum: string,
 *   ][],
 *   laws: [
 *     kind: string, instrument: string, enacted: string, effective: string,
 *     summary: Record<string, string>, title: string, address: string,
 *   ][],
 *   events: [date: string, text: Record<string, string>, title: string, address: string][],
 *   pending: [
 *     agency: string, model: number, first: string, last: string, outcome: string,
 *     counties: number[], statewide: boolean,
 *   ][],
 *   sources: Record<string, Source>,
 *   names: {
 *     counties: [county: number, text: string, x: number, y: number, radius: number][],
 *     cities: [text: string, x: number, y: number, people: number][],
 *   },
 * }} DetailsFile
 */

/**
 * What the map names in a state, in km of its plane (geo/figure/names.py).
 * @typedef {{
 *   counties: { county: number, text: string, x: number, y: number, radius: number }[],
 *   cities: { text: string, x: number, y: number, people: number }[],
 * }} Named
 */

/**
 * An agreement in full. Dates are ISO text, blank where there is none; it counts from `start`
 * until `over`; `sources` are those of the state that are no lists, by name.
 * @typedef {{
 *   agency: string, model: number, reach: number, signed: string, first: string, last: string,
 *   ended: string, byLaw: string, start: string, over: string, certainty: string,
 *   counties: number[], memorandum: string, source: string, startSource: string,
 *   endSource: string, flags: string[], sources: Record<string, Source>,
 * }} Agreement
 */

/**
 * An agreement that was signed since the newest list.
 * @typedef {{
 *   agency: string, model: number, reach: number, signed: string, counties: number[],
 *   memorandum: string,
 * }} Signed
 */

/**
 * @typedef {{
 *   kind: string, instrument: string, enacted: string, effective: string,
 *   summary: Record<string, string>, title: string, address: string,
 * }} Law
 */

/**
 * A milestone of a state; its date is known to the day, the month or the year.
 * @typedef {{
 *   date: string, text: Record<string, string>, title: string, address: string,
 * }} Event
 */

/**
 * @typedef {{
 *   agency: string, model: number, first: string, last: string, outcome: string,
 *   counties: number[], statewide: boolean,
 * }} Application
 */

/**
 * @typedef {{
 *   agreements: Agreement[], since: Signed[], laws: Law[], events: Event[],
 *   pending: Application[], names: Named,
 * }} StateDetails
 */

/** @param {DetailsFile} file @returns {StateDetails} */
const readDetails = ({ agreements, since, laws, events, pending, sources, names }) => ({
  agreements: agreements.map((row) => {
    const [agency, model, reach, signed, first, last, ended, byLaw, start, over, ...rest] = row;
    const [certainty, counties, memorandum, source, startSource, endSource, flags] = rest;
    return {
      ...{ agency, model, reach, signed, first, last, ended, byLaw, start, over, certainty },
      ...{ counties, memorandum, source, startSource, endSource, sources },
      flags: flags.split(";"),
    };
  }),
  since: since.map(([agency, model, reach, signed, counties, memorandum]) => ({
    ...{ agency, model, reach, signed, counties, memorandum },
  })),
  laws: laws.map(([kind, instrument, enacted, effective, summary, title, address]) => ({
    ...{ kind, instrument, enacted, effective, summary, title, address },
  })),
  events: events.map(([date, text, title, address]) => ({ date, text, title, address })),
  pending: pending.map(([agency, model, first, last, outcome, counties, statewide]) => ({
    ...{ agency, model, first, last, outcome, counties, statewide },
  })),
  names: {
    counties: names.counties.map(([county, text, x, y, radius]) => ({
      county,
      text,
      x,
      y,
      radius,
    })),
    cities: names.cities.map(([text, x, y, people]) => ({ text, x, y, people })),
  },
});

export class Details {
  /** @param {Record<string, string>} addresses by state; none where the page holds the details */
  constructor(addresses) {
    this.addresses = addresses;
    /** @type {Map<string, StateDetails>} */
    this.received = new Map();
    /** @type {Set<string>} states whose file did not come, until it is asked for again */
    this.failed = new Set();
    /** @type {Map<string, Promise<void>>} */
    this.loading = new Map();
  }

  /**
   * Find the details of a state, if they are there.
   * @param {string} state
   */
  find(state) {
    if (!this.received.has(state) && window.atlas.details?.[state]) this.receive(state);
    return this.received.get(state);
  }

  /** @param {string} state */
  receive(state) {
    const file = window.atlas.details?.[state];
    if (!file) throw new Error(`details of ${state}: not in their file`);
    this.received.set(state, readDetails(file));
  }

  /**
   * Load the details of a state: a file that does not come is asked for once more, and the state
   * is among the failed ones where both were in vain; a later call tries again.
   * @param {string} state
   * @returns {Promise<void>}
   */
  load(state) {
    const known = this.loading.get(state);
    if (known) return known;
    this.failed.delete(state);
    const load = (/** @type {string} */ query) =>
      loadScript(this.addresses[state] + query).then(() => this.receive(state));
    const loading = load("")
      .catch(() => load("?again"))
      .catch(() => {
        this.failed.add(state);
      })
      .finally(() => this.loading.delete(state));
    this.loading.set(state, loading);
    return loading;
  }
}
