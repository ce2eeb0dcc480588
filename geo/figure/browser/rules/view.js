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
