// The agreements of a state in full, from a file of their own that is loaded when it is needed.

/**
 * A source that is no list.
 * @typedef {[kind: string, date: string, title: string, address: string]} Source
 */

/**
 * An agreement as the file has it (geo/site/browser_data.py).
 * @typedef {[
 *   agency: string, model: number, reach: number, signed: string, first: string, last: string,
 *   ended: string, byLaw: string, start: string, over: string, certainty: string,
 *   counties: number[], moa: string, source: string, startSource: string, endSource: string,
 *   flags: string,
 * ]} Row
 */

/**
 * An agreement in full. Dates are ISO text, blank where there is none; it counts from `start`
 * until `over`; `sources` are those of the state that are no lists, by name.
 * @typedef {{
 *   agency: string, model: number, reach: number, signed: string, first: string, last: string,
 *   ended: string, byLaw: string, start: string, over: string, certainty: string,
 *   counties: number[], moa: string, source: string, startSource: string, endSource: string,
 *   flags: string[], sources: Record<string, Source>,
 * }} StateAgreement
 */

/** @type {Map<string, StateAgreement[]>} */
const received = new Map();

/**
 * Take the agreements of a state, when its file is loaded.
 * @param {string} state
 * @param {{ agreements: Row[], sources: Record<string, Source> }} file
 */
export const receiveState = (state, { agreements, sources }) => {
  received.set(
    state,
    agreements.map((row) => readRow(row, sources)),
  );
};

/**
 * @param {Row} row
 * @param {Record<string, Source>} sources
 * @returns {StateAgreement}
 */
const readRow = (row, sources) => {
  const [agency, model, reach, signed, first, last, ended, byLaw, start, over, ...rest] = row;
  const [certainty, counties, moa, source, startSource, endSource, flags] = rest;
  return {
    ...{ agency, model, reach, signed, first, last, ended, byLaw, start, over, certainty },
    ...{ counties, moa, source, startSource, endSource, sources },
    flags: flags.split(";"),
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
