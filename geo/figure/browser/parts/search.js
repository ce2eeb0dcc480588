// A search box over the names of places.

import { fold } from "../rules/names.js";

/** @import { Places } from "../rules/places.js" */

/**
 * List the places by the names under which they are found: states in the reader's language and
 * as the Census prints them, counties with the code of their state.
 * @param {Places} places
 * @returns {Map<string, string>} codes by name
 */
export const listPlaceNames = (places) => {
  const { states, counties, stateNames, printedStateNames, countyNames } = places;
  return new Map([
    ...states.map(({ code }, state) => /** @type {const} */ ([stateNames[state], code])),
    ...states.map(({ code }, state) => /** @type {const} */ ([printedStateNames[state], code])),
    ...counties.map(
      ({ code, state }, county) =>
        /** @type {const} */ ([`${countyNames[county]}, ${states[state].code}`, code]),
    ),
  ]);
};

/**
 * Make a search box of an input and its list.
 * @param {HTMLInputElement} search
 * @param {HTMLElement} list
 * @param {string} label
 * @param {Map<string, string>} codes by name
 * @param {(code: string) => void} choose
 */
export const makeSearch = (search, list, label, codes, choose) => {
  search.placeholder = label;
  search.setAttribute("aria-label", label);
  list.append(...[...codes.keys()].map((name) => new Option(name)));
  const take = () => {
    const typed = fold(search.value.trim());
    const name = [...codes.keys()].find((known) => fold(known) === typed);
    const code = name && codes.get(name);
    if (!code) return;
    choose(code);
    search.value = "";
  };
  // A name picked from the list is taken at once, one typed when it is done (Enter): before,
  // "Washington" may become "Washington County, OR".
  search.addEventListener("input", (event) => {
    const { inputType } = /** @type {InputEvent} */ (event);
    if (!inputType || inputType === "insertReplacementText") take();
  });
  search.addEventListener("change", take);
};
