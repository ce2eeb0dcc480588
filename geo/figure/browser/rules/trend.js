// Agreements in force day by day, and the days on which that changes. What geo/trend.py is in
// Python.

/**
 * @import { Agreements, Kind } from "./agreements.js"
 * @import { Place } from "./places.js"
 */

/**
 * Count the agreements of a kind and a place in force at the end of each day from first to last:
 * one series per model.
 * @param {Agreements} agreements
 * @param {Kind} kind
 * @param {Place} place
 * @param {number} first
 * @param {number} last
 */
export const computeTrend = (agreements, kind, place, first, last) => {
  const series = agreements.models.map(() => new Int32Array(last - first + 1));
  for (const { day, row, change } of agreements.events) {
    if (day > last) break;
    if (!agreements.isOfKind(row, kind) || !agreements.isOfPlace(row, place)) continue;
    series[agreements.modelAt[agreements.lists.model[row]]][Math.max(day - first, 0)] += change;
  }
  for (const counts of series)
    for (let at = 1; at < counts.length; at += 1) counts[at] += counts[at - 1];
  return series;
};

/**
 * Find the next day after one on which an agreement of a kind and a place begins or ends; null:
 * none.
 * @param {Agreements} agreements
 * @param {Kind} kind
 * @param {Place} place
 * @param {number} day
 */
export const findNextChange = (agreements, kind, place, day) => {
  const event = agreements.events.find(
    (change) =>
      change.day > day &&
      agreements.isOfKind(change.row, kind) &&
      agreements.isOfPlace(change.row, place),
  );
  return event ? event.day : null;
};
