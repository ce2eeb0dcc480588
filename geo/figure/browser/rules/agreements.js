// Agreements: in force on a day, of a kind, of a place. What geo/agreements.py is in Python; the
// data is geo/figure/payload.py's.

/**
 * @import { AgreementLists, Program, View } from "../types.js"
 * @import { Place } from "./places.js"
 */

/** @typedef {Pick<View, "models" | "reach">} Kind a mixture of models, and a reach */

/** A day on which an agreement begins (`change` 1) or ends (-1); `row` is its position.
 * @typedef {{ day: number, row: number, change: 1 | -1 }} AgreementEvent */

/**
 * Whether an agreement is over on a day: days and ISO dates compare alike.
 * @template {string | number} Day
 * @param {Day | null} end null or blank while it is listed
 * @param {Day} on
 */
export const isOver = (end, on) => end !== null && end !== "" && end <= on;

/**
 * Whether an agreement is in force on a day: begun on it or before, and not over.
 * @template {string | number} Day
 * @param {Day} start
 * @param {Day | null} end
 * @param {Day} on
 */
export const isInForce = (start, end, on) => start <= on && !isOver(end, on);

export class Agreements {
  /**
   * @param {AgreementLists} lists
   * @param {Program} program
   */
  constructor(lists, { models, reaches, statewide }) {
    // An agency is known by the row of its first agreement.
    this.lists = { ...lists, agency: lists.agency.map((before, row) => row - before) };
    this.models = models;
    this.reaches = reaches;
    this.statewide = statewide;
    /** @type {number[]} the position of a model among the models, by its bit */
    this.modelAt = [];
    models.forEach(({ bit }, index) => (this.modelAt[bit] = index));
    /** @type {number[]} the state of each agency */
    this.agencyState = [];
    this.lists.agency.forEach((agency, row) => (this.agencyState[agency] = lists.state[row]));
    this.events = this.listEvents();
  }

  /** The beginnings and ends of agreements that are ever in force, in order. */
  listEvents() {
    /** @type {AgreementEvent[]} */
    const events = [];
    this.lists.start.forEach((start, row) => {
      const end = this.lists.end[row];
      if (!isInForce(start, end, start)) return;
      events.push({ day: start, row, change: 1 });
      if (end !== null) events.push({ day: end, row, change: -1 });
    });
    return events.sort((a, b) => a.day - b.day || a.row - b.row || a.change - b.change);
  }

  /**
   * Whether an agreement has one of the models and the reach; a statewide one has any reach.
   * @param {number} row
   * @param {Kind} kind
   */
  isOfKind(row, { models, reach }) {
    const { model, reach: reachOf } = this.lists;
    if (!(model[row] & models)) return false;
    return reachOf[row] === this.statewide || this.reaches[reach].includes(reachOf[row]);
  }

  /**
   * Count the agreements of a kind that cover a place on a day, also by model, and their agencies.
   * @param {Kind} kind
   * @param {Place} place
   * @param {number} day
   */
  countHere(kind, place, day) {
    const { start, end, agency, model } = this.lists;
    const agencies = new Set();
    const byModel = this.models.map(() => 0);
    let agreements = 0;
    start.forEach((begun, row) => {
      if (!isInForce(begun, end[row], day) || !this.isOfPlace(row, place)) return;
      if (!this.isOfKind(row, kind)) return;
      agreements += 1;
      agencies.add(agency[row]);
      byModel[this.modelAt[model[row]]] += 1;
    });
    return { agreements, agencies: agencies.size, byModel };
  }

  /**
   * Whether an agreement covers a place: local ones their counties and the regions with one of
   * them, all of them their state.
   * @param {number} row
   * @param {Place} place
   */
  isOfPlace(row, { county, state, region }) {
    const { lists } = this;
    if (region) {
      const served = lists.counties[row];
      if (lists.reach[row] === this.statewide) return false;
      if (served.length) return served.some((each) => region.counties.has(each));
      return region.members.some((each) => each.county < 0 && each.state === lists.state[row]);
    }
    if (county >= 0)
      return lists.reach[row] !== this.statewide && lists.counties[row].includes(county);
    return state < 0 || lists.state[row] === state;
  }
}
