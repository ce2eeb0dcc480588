// Days as numbers, counted from 1 January 2000, and as ISO text: 2026-07-20.

const DAY = 86400000;
const EPOCH = Date.UTC(2000, 0, 1);

/**
 * Count the days to a date. NaN for text that is no date.
 * @param {string} iso
 */
export const toDay = (iso) => Math.round((Date.parse(`${iso}T00:00:00Z`) - EPOCH) / DAY);

/**
 * Write a day as ISO text.
 * @param {number} day
 */
export const toISO = (day) => new Date(EPOCH + day * DAY).toISOString().slice(0, 10);

/**
 * Go to the same day of another month, or to the last one of a shorter month.
 * @param {string} iso
 * @param {number} months how many months later; below 0, earlier
 */
export const addMonths = (iso, months) => {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
    .toISOString()
    .slice(0, 10);
};
