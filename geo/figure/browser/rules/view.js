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
 * Find the shortest stretch of time that holds a date, or the longest.
 * @param {Program["ranges"]} ranges
 * @param {string} date
 */
export const findRange = (ranges, date) => {
  const starts = [...ranges].sort((a, b) => (a.start < b.start ? 1 : -1));
  return (starts.find(({ start }) => start <= date) ?? starts[starts.length - 1]).key;
};

/**
 * Find the first day of a stretch of time.
 * @param {Program["ranges"]} ranges
 * @param {string} range
 */
export const findStart = (ranges, range) => {
  const found = ranges.find(({ key }) => key === range);
  if (!found) throw new Error(`range ${range}: expected ${ranges.map(({ key }) => key).join(", ")}`);
  return found.start;
};

/**
 * The stretch of time of a view: its own, or a longer one where its date is earlier.
 * @param {Program["ranges"]} ranges
 * @param {Pick<View, "date" | "range">} view
 */
export const holdRange = (ranges, { date, range }) =>
  date < findStart(ranges, range) ? findRange(ranges, date) : range;

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
 * Whether no list is known from a date, though some are from before and after.
 * @param {readonly Stretch[]} silences
 * @param {string} date
 */
export const isSilent = (silences, date) =>
  silences.some(({ since, until }) => date > since && date < until);
