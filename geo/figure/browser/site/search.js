// The search of every page of the static site. The names are a script of their own, loaded when a
// reader first goes to the box.

import { find } from "../dom.js";
import { Language } from "../rules/language.js";
import { SearchBox } from "../search/box.js";

/**
 * @import { LanguageDescription } from "../types.js"
 * @import { Answer, Target } from "../search/answers.js"
 */

/**
 * What the page tells the search: the way to the pages of its language, the states that have one,
 * the address of the names, and the language with the words of the box.
 * @typedef {{
 *   root: string, states: string[], names: string, language: LanguageDescription,
 * }} Settings
 */

/**
 * The page of what was found: an agency is on its state's, a county on the map.
 * @param {Settings} settings
 * @param {Answer} answer
 * @param {Target} target
 */
const writeAddress = ({ root, states }, { kind, code }, target) => {
  const state = code.slice(0, 2).toLowerCase();
  const page = `${root}states/${state}.html`;
  const hasPage = states.includes(state.toUpperCase());
  if (kind === "agency" && hasPage) return `${page}#${code}`;
  if (kind === "state" && hasPage) return page;
  return `${root}index.html?place=${target.code}`;
};

const box = find(document, ".masthead .find");
/** @type {Settings} */
const settings = JSON.parse(box.dataset.search ?? "");

new SearchBox(box, {
  language: new Language(settings.language),
  address: settings.names,
  isOne: ({ kind }) => kind === "agency",
  // On a page with a map that takes the choice, there.
  choose: (answer, target) => {
    const choice = new CustomEvent("atlas:choose", { detail: target.code, cancelable: true });
    if (answer.kind === "agency" || document.dispatchEvent(choice))
      window.location.href = writeAddress(settings, answer, target);
  },
});
