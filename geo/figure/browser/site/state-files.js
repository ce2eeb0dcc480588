// The agreements of a state in full, from a file of their own that is loaded when it is needed.

/**
 * An agreement as the file has it (geo/site/browser_data.py).
 * @typedef {[
 *   agency: string, model: number, reach: number, signed: string, first: string, last: string,
 *   ended: string, counties: number[], moa: string, source: string, anew: 0 | 1,
 * ]} Row
 */

/**
 * An agreement in full. Dates are ISO text, blank where there is none; `start` is the day from
 * which it is in force; `anew`: it ended with a new signing.
 * @typedef {{
 *   agency: string, model: number, reach: number, signed: string, first: string, last: string,
 *   ended: string, counties: number[], moa: string, source: string, anew: boolean, start: string,
 * }} StateAgreement
 */

/** @type {Map<string, StateAgreement[]>} */
const received = new Map();

/**
 * Take the agreements of a state, when its file is loaded.
 * @param {string} state
 * @param {Row[]} rows
 */
export const receiveState = (state, rows) => {
  received.set(state, rows.map(readRow));
};

/**
 * @param {Row} row
 * @returns {StateAgreement}
 */
const readRow = (row) => {
  const [agency, model, reach, signed, first, last, ended, counties, moa, source, anew] = row;
  return {
    ...{ agency, model, reach, signed, first, last, ended, counties, moa, source },
    anew: Boolean(anew),
    start: signed || first,
  };
};

/**
 * Find the agreements of a state, if its file is loaded.
 * @param {string} state
 */
export const findState = (state) => received.get(state);

/**
 * Load the file of a state.
 * @param {string} address
 * @param {() => void} done
 * @param {() => void} failed
 */
export const loadState = (address, done, failed) => {
  const script = document.createElement("script");
  script.src = address;
  script.onload = done;
  script.onerror = failed;
  document.head.append(script);
};
