// Coverage: what is in force in each county and state on a day, and in sum, under a choice of
// models and reach. What geo/coverage.py is in Python; tests hold the two together.

/**
 * @import { Kind } from "./agreements.js"
 * @import { Counter } from "./counter.js"
 * @import { Place } from "./places.js"
 */

/**
 * Local agreements by county: their mixture, those of its countywide agencies and of those that
 * serve a part of it, and their number.
 * @typedef {{
 *   mixture: Uint8Array, countywide: Uint8Array, part: Uint8Array, agreements: Int16Array,
 * }} CountyCoverage
 */

/**
 * By state: counties and people covered, agreements of all kinds, and the statewide ones.
 * @typedef {{
 *   covered: Int16Array, peopleCovered: Float64Array, agreements: Int16Array,
 *   statewide: Int16Array, statewideMixture: Uint8Array,
 * }} StateCoverage
 */

/**
 * Sums over a state, a region or the country; `people…` are shares (0 to 1) of its people, `…Part` of
 * counties without a countywide agency, `byModel` the agreements of each model.
 * @typedef {{
 *   agreements: number, local: number, statewide: number, agencies: number, states: number,
 *   counties: number, countiesCountywide: number, countiesPart: number, people: number,
 *   peopleCountywide: number, peoplePart: number, byModel: number[],
 * }} Totals
 */

/** @typedef {{ counties: CountyCoverage, states: StateCoverage, totals: Totals }} Coverage */

/**
 * Compute the coverage of the day that a counter stands at.
 *
 * Counties and states are all of the country's; the totals are those of the region that `place` is,
 * or of the state that it is or lies in. Those of a region are of its local agreements; `statewide`
 * are those of its states.
 * @param {Counter} counter
 * @param {Kind} kind
 * @param {Place} place
 * @returns {Coverage}
 */
export const computeCoverage = (counter, kind, place) => {
  const { agreements } = counter;
  const chosen = [...agreements.models.keys()].filter(
    (model) => agreements.models[model].bit & kind.models,
  );
  const local = agreements.reaches[kind.reach];
  const counties = coverCounties(counter, chosen, local);
  const states = coverStates(counter, chosen, local, counties);
  const totals = sumCoverage(counter, chosen, local, counties, states, place);
  if (place.region) {
    const here = agreements.countHere(kind, place, counter.day);
    Object.assign(totals, here, { local: here.agreements });
  }
  return { counties, states, totals };
};

/**
 * @param {Counter} counter
 * @param {readonly number[]} models
 * @param {readonly number[]} local
 * @returns {CountyCoverage}
 */
const coverCounties = ({ agreements: { reaches }, counties, places }, models, local) => {
  const { countyCount } = places;
  const coverage = {
    mixture: new Uint8Array(countyCount),
    countywide: new Uint8Array(countyCount),
    part: new Uint8Array(countyCount),
    agreements: new Int16Array(countyCount),
  };
  const [whole, partly] = [reaches.countywide, reaches.part].map((codes) =>
    codes.filter((code) => local.includes(code)),
  );
  for (let county = 0; county < countyCount; county += 1) {
    const countywide = counties.mix(county, whole, models);
    const part = counties.mix(county, partly, models);
    coverage.countywide[county] = countywide;
    coverage.part[county] = part;
    coverage.mixture[county] = countywide | part;
    if (countywide | part) coverage.agreements[county] = counties.sum(county, local, models);
  }
  return coverage;
};

/**
 * @param {Counter} counter
 * @param {readonly number[]} models
 * @param {readonly number[]} local
 * @param {CountyCoverage} counties
 * @returns {StateCoverage}
 */
const coverStates = ({ agreements, states, places }, models, local, counties) => {
  const { stateCount, stateOf, people } = places;
  const coverage = {
    covered: new Int16Array(stateCount),
    peopleCovered: new Float64Array(stateCount),
    agreements: new Int16Array(stateCount),
    statewide: new Int16Array(stateCount),
    statewideMixture: new Uint8Array(stateCount),
  };
  counties.mixture.forEach((mixture, county) => {
    if (!mixture) return;
    coverage.covered[stateOf[county]] += 1;
    coverage.peopleCovered[stateOf[county]] += people[county];
  });
  const statewide = [agreements.statewide];
  for (let state = 0; state < stateCount; state += 1) {
    coverage.agreements[state] = states.sum(state, [...local, ...statewide], models);
    coverage.statewide[state] = states.sum(state, statewide, models);
    coverage.statewideMixture[state] = states.mix(state, statewide, models);
  }
  return coverage;
};

/**
 * @param {Counter} counter
 * @param {readonly number[]} models
 * @param {readonly number[]} local
 * @param {CountyCoverage} counties
 * @param {StateCoverage} states
 * @param {Place} place
 * @returns {Totals}
 */
const sumCoverage = (counter, models, local, counties, states, place) => {
  const { agreements, places, agencies } = counter;
  const everywhere = [...local, agreements.statewide];
  const { state: home, region } = place;
  const homes = region ? region.states : home < 0 ? [...places.states.keys()] : [home];
  /**
   * @param {readonly number[]} reaches
   * @param {readonly number[]} chosen
   */
  const sum = (reaches, chosen) =>
    homes.reduce((total, state) => total + counter.states.sum(state, reaches, chosen), 0);
  const totals = {
    agreements: sum(everywhere, models),
    local: sum(local, models),
    statewide: sum([agreements.statewide], models),
    agencies: 0,
    states: homes.filter((state) => states.agreements[state] > 0).length,
    counties: 0,
    countiesCountywide: 0,
    countiesPart: 0,
    people: 0,
    peopleCountywide: 0,
    peoplePart: 0,
    byModel: [...agreements.models.keys()].map((model) =>
      sum(everywhere, models.includes(model) ? [model] : []),
    ),
  };
  agreements.agencyState.forEach((state, agency) => {
    if ((home < 0 || state === home) && agencies.mix(agency, everywhere, models))
      totals.agencies += 1;
  });
  counties.mixture.forEach((mixture, county) => {
    if (!mixture || !places.isAround(place, county)) return;
    totals.counties += 1;
    totals.people += places.people[county];
    if (counties.countywide[county]) {
      totals.countiesCountywide += 1;
      totals.peopleCountywide += places.people[county];
    } else {
      totals.countiesPart += 1;
      totals.peoplePart += places.people[county];
    }
  });
  const residents = region
    ? places.countPeople(place)
    : home < 0
      ? places.everyone
      : places.statePeople[home];
  // Nobody lives on some islands, nor in a region of them.
  const everyone = residents || 1;
  totals.people /= everyone;
  totals.peopleCountywide /= everyone;
  totals.peoplePart /= everyone;
  return totals;
};
