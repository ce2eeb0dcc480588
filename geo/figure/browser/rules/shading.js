// What a county or state shows: a cover, a change between two dates, a class. What
// geo/shading.py is in Python.

/** @import { Change, Measure, Model } from "../types.js"
 * @import { StateCoverage } from "./coverage.js"
 * @import { Places } from "./places.js" */

/**
 * List the models of a mixture.
 * @param {readonly Model[]} models
 * @param {number} mixture
 */
export const listModels = (models, mixture) => models.filter(({ bit }) => bit & mixture);

/**
 * Sum the bits of models: the mixture of all of them.
 * @param {readonly Model[]} models
 */
export const mixModels = (models) => models.reduce((mixture, { bit }) => mixture | bit, 0);

/**
 * Choose what a county is painted by: the mixture of its countywide agencies; where there is none,
 * that of those which serve a part of it, and `partBit`; 0 where there is neither.
 * @param {number} countywide
 * @param {number} part
 * @param {number} partBit
 */
export const chooseCover = (countywide, part, partBit) => countywide || (part ? part | partBit : 0);

/**
 * Say how a county differs between two dates, by its mixtures then and now.
 * @param {number} before
 * @param {number} after
 * @returns {Change}
 */
export const compareMixtures = (before, after) => {
  if (before === after) return after ? "same" : "none";
  if (!before) return "gained";
  return after ? "changed" : "lost";
};

/**
 * Find the class of a value: 0 for none, else from 1 on, by the lower bounds of the classes.
 * @param {number} value
 * @param {readonly number[]} breaks
 */
export const classify = (value, breaks) =>
  value > 0 ? breaks.filter((bound) => value >= bound).length : 0;

/**
 * Measure what the shade of a state stands for.
 * @param {StateCoverage} states
 * @param {Places} places
 * @param {Measure} measure
 * @param {number} state
 */
export const measureState = (states, places, measure, state) => {
  if (measure === "agreements") return states.agreements[state];
  if (measure === "people") return states.peopleCovered[state] / places.statePeople[state];
  return states.covered[state] / places.stateCounties[state];
};
