// Places: a code parsed once into the positions of a county and a state, with names and people.
// What geo/places.py is in Python.

import { listNeighbours } from "../topology.js";
import { isRegion, makeRegion, settleCode } from "./regions.js";

/**
 * @import { CountyNames, Geometry } from "../types.js"
 * @import { Region } from "./regions.js"
 */

/**
 * A county, a state, a region, or the whole country (`code` blank). `county` and `state` are
 * positions, -1 for none; the state of a county is its own; a region has neither.
 * @typedef {{
 *   readonly code: string, readonly county: number, readonly state: number,
 *   readonly region?: Region,
 * }} Place
 */

/** @type {Place} */
export const COUNTRY = Object.freeze({ code: "", county: -1, state: -1 });

/**
 * Counties are named as the Census does.
 * @type {CountyNames}
 */
const PRINTED = Object.freeze({ ends: {}, others: {} });

/**
 * Name counties in the reader's language.
 * @param {{ readonly geoid: string[], readonly name: string[] }} counties
 * @param {CountyNames} names
 */
const nameCounties = ({ geoid, name }, { ends, others }) => {
  const known = Object.entries(ends).sort(([one], [other]) => other.length - one.length);
  return name.map((printed, county) => {
    if (others[geoid[county]]) return others[geoid[county]];
    const found = known.find(([end]) => printed.endsWith(end));
    return found ? found[1].replace("{name}", () => printed.slice(0, -found[0].length)) : printed;
  });
};

export class Places {
  /**
   * @param {Geometry} geometry
   * @param {number[]} people by county
   * @param {Record<string, string>} stateNames in the reader's language, by USPS code
   * @param {readonly string[]} territories by USPS code
   * @param {CountyNames} names how counties are named in the reader's language
   */
  constructor(geometry, people, stateNames, territories, names = PRINTED) {
    const { counties, states } = geometry;
    this.geometry = geometry;
    this.people = people;
    /** @type {number[][] | undefined} found when they are first wanted */
    this.neighbours = undefined;
    this.countyNames = nameCounties(counties, names);
    this.stateOf = counties.state;
    this.countyCount = counties.geoid.length;
    this.stateCount = states.state.length;
    this.stateNames = states.state.map((code) => stateNames[code]);
    this.isTerritory = states.state.map((code) => territories.includes(code));
    /** @type {Place[]} */
    this.counties = counties.geoid.map((code, county) =>
      Object.freeze({ code, county, state: counties.state[county] }),
    );
    /** @type {Place[]} */
    this.states = states.state.map((code, state) => Object.freeze({ code, county: -1, state }));
    /** @type {Map<string, Place>} */
    this.byCode = new Map([...this.counties, ...this.states].map((place) => [place.code, place]));
    /** @type {Map<string, Place>} that were asked for */
    this.regions = new Map();
    // The Census names, by which a state is found in any language.
    this.printedStateNames = states.name;
    this.statePeople = new Float64Array(this.stateCount);
    this.stateCounties = new Int16Array(this.stateCount);
    this.everyone = 0;
    for (let county = 0; county < this.countyCount; county += 1) {
      this.statePeople[this.stateOf[county]] += people[county];
      this.stateCounties[this.stateOf[county]] += 1;
      this.everyone += people[county];
    }
  }

  /**
   * Name the text about statewide agencies that fits a state: a territory has its own.
   * @param {string} text
   * @param {number} state -1 for the country
   */
  nameWide(text, state) {
    return this.isTerritory[state] ? `${text}.territory` : text;
  }

  /** Positions of the counties that border on each county, across state lines too. */
  get neighboursOf() {
    this.neighbours ??= listNeighbours(this.geometry);
    return this.neighbours;
  }

  /**
   * Find a place by its code: a GEOID, a USPS code, several of them for a region, or blank for the
   * country. Undefined for a code that is none of these.
   * @param {string} code
   * @returns {Place | undefined}
   */
  find(code) {
    if (!code) return COUNTRY;
    if (!isRegion(code) || settleCode(code, this.byCode) !== code) return this.byCode.get(code);
    const region = this.regions.get(code) ?? makeRegion(code, this);
    this.regions.set(code, region);
    return region;
  }

  /**
   * Whether a county lies in a place, or in the state of one that is a county itself.
   * @param {Place} place
   * @param {number} county
   */
  isAround({ state, region }, county) {
    return region ? region.counties.has(county) : state < 0 || this.stateOf[county] === state;
  }

  /**
   * Whether a place is a county or has it in it.
   * @param {Place} place
   * @param {number} county
   */
  holds(place, county) {
    return place.county < 0 ? this.isAround(place, county) : place.county === county;
  }

  /**
   * Find a place that is known to be there.
   * @param {string} code
   */
  get(code) {
    const place = this.find(code);
    if (!place) throw new Error(`place ${code}: expected a GEOID, a USPS code or nothing`);
    return place;
  }

  /**
   * Count the people of a place.
   * @param {Place} place
   */
  countPeople({ county, state, region }) {
    if (region) return [...region.counties].reduce((sum, each) => sum + this.people[each], 0);
    if (county >= 0) return this.people[county];
    return state >= 0 ? this.statePeople[state] : this.everyone;
  }

  /**
   * Name a county with its state, where that has another name.
   * @param {number} county
   */
  nameCounty(county) {
    const name = this.countyNames[county];
    const state = this.stateNames[this.stateOf[county]];
    return name === state ? name : `${name}, ${state}`;
  }
}
