// What follows from a view: its dates in order, its stretch of time, whether it is narrowed. What
// geo/view.py is in Python.

/** @import { Program, Stretch, View } from "../types.js" */

/**
 * Order the dates of a view; `since` is blank where nothing is compared.
 * @param {Pick<View, "date" | "compare">} view
 */
export const orderDates = ({ date, compare }) =>
  compare > date ? { since: date, on: compare } : { since: compare, on: date };

/**
 * Find the first day of a stretch of time.
 * @param {Program["ranges"]} ranges
 * @param {string} range
 */
export const findStart = (ranges, range) => {
  const found = ranges.find(({ key }) => key === range);
  if (!found)
    throw new Error(`range ${range}: expected ${ranges.map(({ key }) => key).join(", ")}`);
  return found.start;
};

/**
 * Find the shortest stretch of time, from one on, that holds a date, or the longest.
 * @param {Program["ranges"]} ranges from the shortest to the longest
 * @param {string} date
 * @param {string} [shortest]
 */
export const findRange = (ranges, date, shortest = ranges[0].key) => {
  const longer = ranges.slice(ranges.findIndex(({ key }) => key === shortest));
  return (longer.find(({ start }) => start <= date) ?? longer[longer.length - 1]).key;
};

const EXTENT = /^(0|-?[1-9][0-9]{0,3}),(0|[1-9][0-9]{0,3}),([1-9][0-9]{1,3})$/;

/**
 * Read the part of the map that a text names: its centre in the plane, and the width of a square
 * that is all in view, each in whole kilometres; null where it names none.
 * @param {string} at
 */
export const readExtent = (at) => {
  const found = EXTENT.exec(at);
  if (!found) return null;
  const [east, north, across] = found.slice(1).map(Number);
  const inside = Math.abs(east) <= 2500 && north <= 3300 && across >= 10 && across <= 5000;
  return inside ? { east, north, across } : null;
};

/**
 * Whether whole states are shaded: a comparison is always by county.
 * @param {Pick<View, "level" | "compare">} view
 */
export const isByState = ({ level, compare }) => level === "state" && !compare;

/**
 * Whether some agreements are left out, by model or by reach.
 * @param {Pick<View, "models" | "reach">} view
 * @param {number} all the mixture of all models
 */
export const isNarrowed = ({ models, reach }, all) => models !== all || reach !== "all";

/**
 * Whether lists exist around a date.
 * @param {Stretch} known
 * @param {string} date
 */
export const isKnown = ({ since, until }, date) => date >= since && date <= until;

/**
 * List the stretches without lists in which some dates lie, each once.
 * @param {readonly Stretch[]} silences
 * @param {...string} dates
 */
export const listSilences = (silences, ...dates) =>
  silences.filter(({ since, until }) => dates.some((date) => date > since && date < until));
