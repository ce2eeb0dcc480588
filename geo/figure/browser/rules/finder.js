// Finding states, counties and agencies by any words of their names.

import { fold } from "./names.js";

/** @typedef {"state" | "county" | "agency"} Kind */

/**
 * What can be found: `code` is of the state, or of the county (its GEOID); `key` is the folded
 * text that is searched.
 * @typedef {{
 *   kind: Kind, name: string, note: string, code: string, agency: string, key: string,
 * }} Entry
 */

/**
 * What geo/site/browser_data.py lists: states (code, name, English name), counties (GEOID, name,
 * state, name as printed) and agencies (id, name, state).
 * @typedef {{
 *   states: [code: string, name: string, english: string][],
 *   counties: [geoid: string, name: string, code: string, printed: string][],
 *   agencies: [id: string, name: string, code: string][],
 * }} Names
 */

const MOST = 12;

/**
 * Index names. A county or an agency is found with the name or the code of its state as well, a
 * county under its printed name first.
 * @param {Names} names
 * @returns {Entry[]}
 */
export const indexNames = ({ states, counties, agencies }) => {
  const homes = new Map(states.map((names) => [names[0], names.join(" ")]));
  /** @param {(string | undefined)[]} words */
  const key = (...words) => fold(words.filter(Boolean).join(" "));
  return [
    ...states.map(([code, name, english]) => ({
      kind: /** @type {const} */ ("state"),
      name,
      note: "",
      code,
      agency: "",
      key: key(name, english, code),
    })),
    ...counties.map(([geoid, name, code, printed]) => ({
      kind: /** @type {const} */ ("county"),
      name: `${name}, ${code}`,
      note: "",
      code: geoid,
      agency: "",
      key: key(printed, name, code, homes.get(code)),
    })),
    ...agencies.map(([id, name, code]) => ({
      kind: /** @type {const} */ ("agency"),
      name,
      note: code,
      code,
      agency: id,
      key: key(name, code, homes.get(code)),
    })),
  ];
};

/**
 * Find the names that hold every word typed; those that begin with the first word come first.
 * @param {readonly Entry[]} index
 * @param {string} typed
 */
export const findNames = (index, typed) => {
  const words = fold(typed)
    .split(/[\s,]+/)
    .filter(Boolean);
  if (!words.length) return [];
  /** @param {Entry} entry */
  const rank = ({ key, kind }) => (key.startsWith(words[0]) ? 0 : 2) + (kind === "agency" ? 1 : 0);
  return index
    .filter(({ key }) => words.every((word) => key.includes(word)))
    .map((entry, place) => ({ entry, rank: rank(entry), place }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .slice(0, MOST)
    .map(({ entry }) => entry);
};
