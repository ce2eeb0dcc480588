// The stretch of days that the track shows: the whole of a range, or a part of it seen closer.

/** @typedef {{ readonly first: number, readonly last: number }} Stretch days, both included */

// A stretch is never shorter: four weeks.
const LEAST_DAYS = 28;

/**
 * How far along a stretch a day lies: 0 at the first, 1 at the last.
 * @param {Stretch} stretch
 * @param {number} day
 */
export const placeDay = ({ first, last }, day) => (day - first) / (last - first);

/**
 * Find the day of a stretch that is next to another one.
 * @param {Stretch} stretch
 * @param {number} day
 */
export const limitDay = ({ first, last }, day) => Math.min(Math.max(day, first), last);

/**
 * Whether a stretch holds another one.
 * @param {Stretch} stretch
 * @param {Stretch} other
 */
export const holdsStretch = ({ first, last }, other) => first <= other.first && last >= other.last;

/**
 * Find a stretch of some length within another one: at most so long, and at least four weeks.
 * @param {number} length
 * @param {(days: number) => number} findFirst finds its first day, given its length
 * @param {Stretch} whole
 * @returns {Stretch}
 */
const fit = (length, findFirst, whole) => {
  const days = Math.min(Math.max(Math.round(length), LEAST_DAYS), whole.last - whole.first);
  const room = { first: whole.first, last: whole.last - days };
  const first = limitDay(room, Math.round(findFirst(days)));
  return { first, last: first + days };
};

/**
 * Lengthen a stretch by a factor, or shorten it, around a day that stays where it is on the track.
 * @param {Stretch} stretch
 * @param {number} factor
 * @param {number} day
 * @param {Stretch} whole
 */
export const zoomStretch = (stretch, factor, day, whole) =>
  fit(
    (stretch.last - stretch.first) * factor,
    (days) => day - placeDay(stretch, day) * days,
    whole,
  );

/**
 * Find the stretch between two days, in any order.
 * @param {number} one
 * @param {number} other
 * @param {Stretch} whole
 */
export const joinDays = (one, other, whole) =>
  fit(Math.abs(other - one), (days) => (one + other - days) / 2, whole);

/**
 * Widen a stretch so that it holds a day.
 * @param {Stretch} stretch
 * @param {number} day
 * @returns {Stretch}
 */
export const holdDay = ({ first, last }, day) => ({
  first: Math.min(first, day),
  last: Math.max(last, day),
});
